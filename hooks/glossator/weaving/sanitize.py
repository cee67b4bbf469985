"""HTML made from what people wrote, with everything that could act or deceive taken out."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator
from html import escape
from urllib.parse import urljoin, urlsplit

import nh3

from glossator.content.honest_addresses import deceit_of
from glossator.content.references import unescape

SCHEMES = {"http", "https", "mailto"}
_INLINE = {
    "a", "abbr", "b", "bdi", "br", "cite", "code", "del", "dfn", "em", "i", "ins", "kbd",
    "q", "ruby", "rp", "rt", "s", "samp", "small", "span", "strong", "sub", "sup", "time", "u",
    "var", "wbr",
}  # fmt: skip
_BLOCK = {
    "blockquote", "caption", "col", "colgroup", "dd", "div", "dl", "dt", "figcaption", "figure",
    "hr", "li", "ol", "p", "pre", "table", "tbody", "td", "tfoot", "th", "thead", "tr", "ul",
}  # fmt: skip
_HEADINGS = {"h1", "h2", "h3", "h4", "h5", "h6"}
_ATTRIBUTES = {
    "*": {"lang", "dir"},
    "a": {"href", "title"},
    "abbr": {"title"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "del": {"datetime"},
    "ins": {"datetime"},
    "li": {"value"},
    "ol": {"start", "reversed", "type"},
    "q": {"cite"},
    "td": {"align", "colspan", "rowspan"},
    "th": {"align", "colspan", "rowspan", "scope"},
    "time": {"datetime"},
}
_HEADING_ATTRIBUTES = {tag: {"id"} for tag in _HEADINGS}
# Ids that the page itself uses: a heading of an article may not take them over. Material's
# own begin with two underscores.
_RESERVED = ("__", "annotations", "note-", "ref-", "gloss")
RENAMED = "section-"
# With `_`, by which Python-Markdown tells headings of one name apart, and which many links have.
_PLAIN_ID = re.compile(r"[\w-]+")
# They choose between two forms of the sign before, most often a picture's.
_VARIANTS = frozenset(map(chr, (*range(0xFE00, 0xFE10), *range(0xE0100, 0xE01F0))))
# The cleaner writes `<` and `>` in attributes as references, so that `>` ends a tag.
_LINK = re.compile(r'(?P<before><a(?: [^>]*)?) href="(?P<target>[^"]*)"')
# An address that is complete, and that joining with another one leaves as it is.
_COMPLETE = re.compile(
    r"https?://[a-z0-9.-]+(?:/[A-Za-z0-9._~/%+,:@=-]*)?"
    r"(?:\?[A-Za-z0-9._~/%+,:@=-]+)?(?:#[A-Za-z0-9._~/%+,:@=-]+)?"
)
# How columns of tables stand; what reads Markdown says it by a style, and none is let through.
_ALIGNMENTS = frozenset(("left", "center", "right"))
_ALIGNED = re.compile(r'(<t[dh]\b[^<>]*?) style="text-align: (left|center|right);"')
_HEADING_ID = re.compile(r'(?P<before><h[1-6][^>]* id=")(?P<id>[^"]*)')

# The theme's own for text. Others of its classes cover the page or look like its controls,
# and those of Glossator would look like notes.
PAGE_CLASSES = frozenset(
    (
        *("admonition", "admonition-title", "cards", "grid", "inline", "end"),
        *("md-button", "md-button--primary"),
        *("note", "abstract", "info", "tip", "success", "question", "warning", "failure"),
        *("danger", "bug", "example", "quote"),
        *("footnote", "footnote-ref", "footnote-backref"),
    )
)
# Of a footnote, and of the places in the text that lead to it.
_FOOTNOTE_ID = re.compile(r"fn(?:ref\d*)?:[\w-]+")
# No blanks, no control characters and no backslash, which browsers read in their own ways.
# The theme shows a picture whose address ends so in light or in dark colours only.
_LOCAL_PATH = re.compile(r"[\w./%~+-]+(?:#only-(?:light|dark))?")

# An address that all who read it take for the same. Some leave control characters out, and then
# `java`, one of them, and `script:` are one address; browsers take `\` for `/`; and whatever
# stands before a first colon looks like a scheme.
_CLEAR = re.compile(
    r"(?:https?://(?!/)|mailto:|(?![^/?#]*:))[^\x00-\x1f\x7f-\x9f\\]*", re.IGNORECASE
)
_ADDRESSES = frozenset(("href", "cite"))

# Of links that others wrote: search engines give nothing for them, so that there is nothing to be
# won by a note, a source or a topic with an address in it.
COPIED_REL = "nofollow ugc noopener"
_ELSEWHERE = re.compile(r'(?P<link><a href="https?://[^>]*) rel="noopener"', re.IGNORECASE)

# Marks are ours alone, pictures would be loaded from other hosts and belong to others.
_article = nh3.Cleaner(
    tags=_INLINE | _BLOCK | _HEADINGS,
    attributes=_ATTRIBUTES | _HEADING_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: _own_attribute(tag, name, value),
    url_schemes=SCHEMES,
    link_rel=COPIED_REL,
)
_note = nh3.Cleaner(
    tags=_INLINE | _BLOCK,
    attributes=_ATTRIBUTES,
    attribute_filter=lambda tag, name, value: _own_attribute(tag, name, value),
    url_schemes=SCHEMES,
    link_rel=COPIED_REL,
)
# The site's own pages may use the theme's classes (buttons, grids); still nothing that acts.
_page = nh3.Cleaner(
    tags=_INLINE | _BLOCK | _HEADINGS | {"img", "details", "summary", "section", "nav"},
    attributes=_ATTRIBUTES
    | _HEADING_ATTRIBUTES
    | {"*": {"lang", "dir", "class"}, "img": {"src", "alt", "width", "height", "loading"}}
    | {"li": {"value", "id"}, "sup": {"id"}},
    attribute_filter=lambda tag, name, value: _page_attribute(tag, name, value),
    url_schemes=SCHEMES,
    link_rel="noopener",
)


def sanitize_article(html: str, *, base: str = "") -> str:
    """The HTML of an article: text, headings with ids, links; no scripts, styles or pictures.

    Its links are completed as in `complete_links`.
    """
    return complete_links(clean_article(html), base=base)


def clean_article(html: str) -> str:
    """As `sanitize_article`, with links as they were written."""
    return _article.clean(_aligned(html))


def complete_links(html: str, *, base: str = "") -> str:
    """Sanitised HTML with links as on the page that was copied, whose address is `base`.

    Relative ones lead where they led there, and nowhere without `base`; those within the
    article stay.
    """
    return _LINK.sub(lambda found: _absolute(found, base), html)


def _absolute(link: re.Match[str], base: str) -> str:
    if _COMPLETE.fullmatch(link["target"]):
        return link[0]
    target = unescape(link["target"])
    if target.startswith("#"):
        return link[0]
    try:
        target = urljoin(base, target)
        is_complete = urlsplit(target).scheme in SCHEMES
    except ValueError:  # a host in brackets that is no address
        is_complete = False
    return f'{link["before"]} href="{escape(target)}"' if is_complete else link["before"]


def sanitize_note(html: str) -> str:
    """The HTML of a note's body: as an article's, without headings and ids."""
    return _note.clean(_aligned(html))


def sanitize_page(html: str) -> str:
    """The HTML of a page of the site written by hand: classes and local pictures may stay."""
    return _ELSEWHERE.sub(rf'\g<link> rel="{COPIED_REL}"', _page.clean(_aligned(html)))


def _aligned(html: str) -> str:
    """HTML in which an attribute, and no style, says on which side cells of tables stand."""
    return _ALIGNED.sub(r'\1 align="\2"', html) if "text-align" in html else html


def safe_id(identifier: str) -> str:
    """The id that a heading gets: letters, digits and hyphens, and none of the page's own.

    The theme's scripts look ids up as they stand, and stop at quotes and per cent signs.
    """
    if not _PLAIN_ID.fullmatch(identifier):
        parts = "".join(_in_id(identifier)).split()
        identifier = "-".join(parts) or RENAMED.rstrip("-")
    return RENAMED + identifier.lstrip("_") if identifier.startswith(_RESERVED) else identifier


def _in_id(identifier: str) -> Iterator[str]:
    """The characters of an id, with blanks for those that it may not have."""
    is_letter = False
    for sign in identifier:
        is_mark = unicodedata.category(sign) in {"Mn", "Mc"} and sign not in _VARIANTS
        is_letter = sign.isalpha() or (is_letter and is_mark)  # accents, vowels of Indian scripts
        yield sign if is_letter or sign.isalnum() or sign in "-_" else " "


def unique_ids(html: str, taken: Iterable[str] = ()) -> str:
    """Sanitised HTML with headings renamed whose id is in `taken` or stands above already."""
    seen = set(taken)
    counts: Counter[str] = Counter()

    def renamed(found: re.Match[str]) -> str:
        name = found["id"]
        while name in seen:
            counts[found["id"]] += 1
            name = f"{RENAMED}{found['id']}-{counts[found['id']]}"
        seen.add(name)
        return f"{found['before']}{name}"

    return _HEADING_ID.sub(renamed, html)


def _own_attribute(_tag: str, name: str, value: str) -> str | None:
    if name in _ADDRESSES:
        address = value.strip(" ")
        return address if _CLEAR.fullmatch(address) and not deceit_of(address) else None
    if name == "align":
        return value if value in _ALIGNMENTS else None
    return safe_id(value) if name == "id" else value


def _page_attribute(tag: str, name: str, value: str) -> str | None:
    if name == "class":
        return " ".join(word for word in value.split() if word in PAGE_CLASSES) or None
    if (tag, name) == ("img", "src"):
        is_local = _LOCAL_PATH.fullmatch(value) and not value.startswith("//")
        return value if is_local else None
    if name == "id" and tag not in _HEADINGS:
        return value if _FOOTNOTE_ID.fullmatch(value) else None
    return _own_attribute(tag, name, value)
