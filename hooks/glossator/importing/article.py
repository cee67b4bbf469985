"""The article of an HTML page: its paragraphs, word for word, and what was left out."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from unicodedata import category
from urllib.parse import urljoin, urlsplit

from glossator.importing.choice import choose
from glossator.importing.control_kinds import REASON as CONTROL
from glossator.importing.control_kinds import is_control
from glossator.importing.controls import LONGEST_CONTROL, settle_controls, told
from glossator.importing.corrections import Corrections, tell_corrections
from glossator.importing.formulas import settle_formulas
from glossator.importing.headline import Titles, find_headline, find_other_headline
from glossator.importing.hidden import take_out_hidden
from glossator.importing.leaves import (
    HEADINGS,
    Element,
    Leaf,
    LeftOut,
    is_all_link,
    letters_of,
)
from glossator.importing.page_styles import PageStyles
from glossator.importing.page_text import MACHINERY, PICTURES, text_of
from glossator.importing.prose import is_prose
from glossator.importing.reader import read_leaves
from glossator.importing.shadow import open_shadow_roots
from glossator.importing.vote import MISSING, PageError, votes

# Of all elements together. A page of 5,000 has some 100,000, and as reading takes time for each,
# what is nested much deeper would take minutes.
_MOST_LEVELS = 3_000_000


@dataclass(slots=True)
class PageArticle:
    """The article of a page.

    Attributes:
        leaves: Its paragraphs, headings and tables, in order, the headline first if it has one.
        left_out: The paragraphs of the page that are not in it, in order.
        pictures: How many pictures and films were left out.
        has_headline: Whether the first is the headline.
        remarks: What a person should know of the text, in words.
    """

    leaves: list[Leaf]
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: int = 0
    has_headline: bool = False
    remarks: list[str] = field(default_factory=list)


def parse_page(text: str) -> Element:
    """The tree of an HTML page.

    Raises:
        PageError: the library is missing, or there is nothing in the page.
    """
    try:
        from lxml import etree, html  # type: ignore[import-untyped]
    except ImportError:
        raise PageError(MISSING) from None
    # Old pages nest hundreds of tags that they never close; without `huge_tree` the text
    # below the 256th would be left out without a word.
    parser = html.HTMLParser(
        remove_comments=True, remove_pis=True, encoding="utf-8", huge_tree=True
    )
    try:
        tree = html.document_fromstring(text.encode("utf-8", "replace"), parser=parser)
    except (etree.ParserError, etree.XMLSyntaxError, ValueError):
        raise PageError("there is nothing in this page; see whether it was saved whole") from None
    if any("depth" in entry.message for entry in parser.error_log) or _is_too_deep(tree):
        raise PageError(
            "the tags of this page are nested thousands of levels deep; "
            "copy its text into a text file, and import that"
        )
    open_shadow_roots(tree)
    return tree


def _is_too_deep(tree: Element) -> bool:
    from lxml import etree

    count = int(tree.xpath("count(//*)"))
    if count * (count + 1) // 2 <= _MOST_LEVELS:
        return False  # not even if each stood in the one before it
    depth = levels = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        levels += depth if event == "start" else 0
        if levels > _MOST_LEVELS:
            return True
    return False


def read_article(tree: Element, *, base: str, titles: Titles, publisher: str = "") -> PageArticle:
    """The article of the page `tree`, whose links are completed with the address `base`.

    The heading that is most likely the headline begins the article, and the name of the
    `publisher` above it is no part of it. What belongs to the article is decided by
    trafilatura's vote on each paragraph; paragraphs that stand among those it took are taken
    too, so that none is lost in the middle. The tree is changed: what it does not show is
    taken out, formulas and buttons that are text become plain text.

    Raises:
        PageError: no article was found.
    """
    article = PageArticle([])
    # In this order: the forms of a formula are hidden from ears and from eyes.
    article.left_out += settle_formulas(tree)
    styles = PageStyles(tree)
    hidden, article.remarks = take_out_hidden(tree, styles)
    article.left_out += hidden
    unselected, lost = settle_controls(tree)
    article.left_out += unselected

    def skip(element: Element) -> bool:
        return _is_skipped(element, article)

    base = _base_of(tree, base)
    site = urlsplit(base).hostname or ""
    leaves = [
        leaf for leaf in read_leaves(tree, base=base, skip=skip, styles=styles) if _is_seen(leaf)
    ]
    is_voted = votes(tree, leaves)
    headline = find_headline(leaves, is_voted, titles)
    corrections = Corrections(leaves)
    chosen = choose(
        leaves,
        is_voted,
        headline=headline,
        site=site,
        left_out=article.left_out,
        corrections=corrections,
    )
    top = next((n for n, leaf in enumerate(leaves) if leaf is headline), len(leaves))
    chosen = _without_head(chosen, publisher, article.left_out, below=leaves[top + 1 :], site=site)
    headline = headline or find_other_headline(chosen, titles)
    chosen = _headline_first(chosen, headline, leaves, article.left_out, corrections)
    if not any(leaf.kind not in HEADINGS and leaf.text.strip() for leaf in chosen):
        raise PageError(
            "there is no article in this page; if it shows one in a browser, a script puts it "
            "there: save the page from the browser, or copy the text into a text file"
        )
    article.leaves = chosen
    article.has_headline = headline is not None
    article.remarks += [*told(lost, chosen), *tell_corrections(chosen, corrections)]
    return article


def _base_of(tree: Element, address: str) -> str:
    """The address that relative links of the page are relative to."""
    named: str = next(
        (element.get("href") for element in tree.iter("base") if element.get("href")), ""
    )
    try:
        whole: str = urljoin(address, named.strip())
        urlsplit(whole)
    except ValueError:
        return address
    return whole


def _is_seen(leaf: Leaf) -> bool:
    """Whether it has any sign that a reader sees; some have a blank without width only."""
    return leaf.kind == "hr" or any(not s.isspace() and category(s) != "Cf" for s in leaf.text)


def _is_skipped(element: Element, article: PageArticle) -> bool:
    if element.tag in MACHINERY:
        return True
    if element.tag in PICTURES:
        article.pictures += element.tag != "picture"
        return True
    if is_control(element):
        text = text_of(element)
        # What holds most of a page is no button.
        if len(text) > LONGEST_CONTROL:
            return False
        if text:
            article.left_out.append(LeftOut(CONTROL, text))
        return True
    return False


def _without_head(
    chosen: list[Leaf], publisher: str, left_out: list[LeftOut], *, below: Sequence[Leaf], site: str
) -> list[Leaf]:
    """The leaves without menus and the publisher's name at their beginning.

    What stands `below` the headline and leads to another `site` is no menu.
    """
    kept: list[Leaf] = []
    dropped: list[LeftOut] = []
    inside = {id(leaf) for leaf in below}
    for leaf in chosen:
        is_in_text = any(one.kind not in HEADINGS for one in kept)
        is_name = bool(publisher) and letters_of(leaf.text) == letters_of(publisher)
        # Where a link was never closed, the article is all link.
        is_menu = is_all_link(leaf) and not is_prose(leaf)
        if id(leaf) in inside and all(
            urlsplit(run.href).hostname != site for run in leaf.runs if run.href
        ):
            is_menu = False
        if not is_in_text and (is_name or is_menu):
            dropped.append(LeftOut("navigation", " ".join(leaf.text.split())))
        else:
            kept.append(leaf)
    if all(leaf.kind in HEADINGS for leaf in kept):
        return chosen
    left_out += dropped
    return kept


def _headline_first(
    chosen: list[Leaf],
    headline: Leaf | None,
    leaves: Sequence[Leaf],
    left_out: list[LeftOut],
    corrections: Corrections,
) -> list[Leaf]:
    """The leaves with the article's headline, if the page shows it, before the rest.

    Labels and headings that stand above it, such as that of a section, are left out.
    """
    if headline is None:
        return chosen
    if not any(leaf is headline for leaf in chosen):
        text = " ".join(headline.text.split())
        at = next((n for n, one in enumerate(left_out) if one.text == text), None)
        if at is not None:
            del left_out[at]
    order = {id(leaf): number for number, leaf in enumerate(leaves)}
    top = order[id(headline)]
    rest: list[Leaf] = []
    for leaf in chosen:
        is_above = order[id(leaf)] < top
        if leaf is headline or (is_above and leaf.kind == "hr"):
            continue
        is_short = leaf.kind == "p" and not leaf.path and not is_prose(leaf)
        is_name = leaf.kind in HEADINGS and not rest
        if is_above and (is_short or is_name) and leaf not in corrections:
            left_out.append(LeftOut("above the headline", " ".join(leaf.text.split())))
        else:
            rest.append(leaf)
    return [Leaf("h1", headline.runs, element=headline.element), *rest]
