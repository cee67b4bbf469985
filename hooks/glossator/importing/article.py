"""The article of an HTML page: its paragraphs, word for word, and what was left out."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin, urlsplit

from glossator.importing.choice import choose, is_prose
from glossator.importing.leaves import (
    HEADINGS,
    Element,
    Leaf,
    LeftOut,
    clean_text,
    is_all_link,
    letters_of,
)
from glossator.importing.reader import read_leaves
from glossator.importing.vote import MISSING, TELLING_LETTERS, PageError, votes

# What is no text at all, and is left out without a word.
_MACHINERY = frozenset(
    (
        *("script", "style", "noscript", "template", "head", "link", "meta", "base", "title"),
        *("param", "source", "track", "col", "colgroup"),
    )
)
_PICTURES = frozenset(
    (
        *("img", "picture", "svg", "video", "audio", "canvas", "iframe", "object", "embed"),
        "map",
    )
)
_CONTROLS = frozenset(
    ("button", "input", "select", "textarea", "datalist", "optgroup", "option", "label")
)
_HIDDEN_CLASSES = frozenset({"sr-only", "visually-hidden", "screen-reader-text", "visuallyhidden"})
# `Headline | Example Daily`
_PARTS = re.compile(r"\s+[|–—·•»:-]\s+|[｜|]")
# Paragraphs that a page has above its headline.
_MOST_ABOVE = 4
# Of all elements together. A page of 5,000 has some 100,000, and as reading takes time for each,
# what is nested much deeper would take minutes.
_MOST_LEVELS = 3_000_000
# Characters. Some pages are one form, or one label.
_LONGEST_CONTROL = 200


@dataclass(slots=True)
class PageArticle:
    """The article of a page.

    Attributes:
        leaves: Its paragraphs, headings and tables, in order, the headline first if it has one.
        left_out: The paragraphs of the page that are not in it, in order.
        pictures: How many pictures and films were left out.
    """

    leaves: list[Leaf]
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: int = 0


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
    return tree


def _is_too_deep(tree: Element) -> bool:
    from lxml import etree

    depth = levels = 0
    for event, _ in etree.iterwalk(tree, events=("start", "end")):
        depth += 1 if event == "start" else -1
        levels += depth if event == "start" else 0
        if levels > _MOST_LEVELS:
            return True
    return False


def read_article(
    tree: Element, *, base: str, titles: Iterable[str], publisher: str = ""
) -> PageArticle:
    """The article of the page `tree`, whose links are completed with the address `base`.

    `titles` are headlines that the page names in its metadata; the heading that says the
    same begins the article, and the name of the `publisher` above it is no part of it. What
    belongs to the article is decided by trafilatura's vote on each paragraph; paragraphs
    that stand among those it took are taken too, so that none is lost in the middle.

    Raises:
        PageError: no article was found.
    """
    article = PageArticle([])

    def skip(element: Element) -> bool:
        return _is_skipped(element, article)

    base = _base_of(tree, base)
    leaves = list(read_leaves(tree, base=base, skip=skip))
    titles = list(titles)
    known = {letters_of(part) for title in titles for part in (title, *_PARTS.split(title))} - {""}
    headings = [leaf for leaf in leaves if leaf.kind in HEADINGS]
    headline = _headline(headings, titles, known)
    chosen = choose(
        leaves,
        votes(tree, leaves),
        headline=headline,
        site=urlsplit(base).hostname or "",
        left_out=article.left_out,
    )
    chosen = _without_head(chosen, publisher, article.left_out)
    headline = headline or _other_headline(chosen, headings, known)
    chosen = _headline_first(chosen, headline, leaves, article.left_out)
    if not any(leaf.kind not in HEADINGS and leaf.text.strip() for leaf in chosen):
        raise PageError(
            "there is no article in this page; if it shows one in a browser, a script puts it "
            "there: save the page from the browser, or copy the text into a text file"
        )
    article.leaves = chosen
    return article


def _base_of(tree: Element, address: str) -> str:
    """The address that relative links of the page are relative to."""
    named: str = next(
        (element.get("href") for element in tree.iter("base") if element.get("href")), ""
    )
    try:
        return urljoin(address, named.strip())
    except ValueError:
        return address


def _is_skipped(element: Element, article: PageArticle) -> bool:
    tag = element.tag
    if tag in _MACHINERY:
        return True
    if tag in _PICTURES:
        article.pictures += tag != "picture"
        return True
    if tag in _CONTROLS or _HIDDEN_CLASSES & set((element.get("class") or "").split()):
        reason = "form or button" if tag in _CONTROLS else "hidden"
        text = " ".join(clean_text("".join(_texts(element))).split())
        # What holds most of a page is no button.
        if len(text) > _LONGEST_CONTROL:
            return False
        if text:
            article.left_out.append(LeftOut(reason, text))
        return True
    return False


def _texts(element: Element) -> Iterator[str]:
    """The texts in the element that are no machinery."""
    from lxml import etree

    walk = etree.iterwalk(element, events=("start", "end"))
    for event, part in walk:
        if event == "end":
            yield "" if part is element else part.tail or ""
        elif part.tag in _MACHINERY or part.tag in _PICTURES:
            walk.skip_subtree()
        else:
            yield part.text or ""


def _without_head(chosen: list[Leaf], publisher: str, left_out: list[LeftOut]) -> list[Leaf]:
    """The leaves without menus and the publisher's name at their beginning."""
    kept: list[Leaf] = []
    dropped: list[LeftOut] = []
    for leaf in chosen:
        is_in_text = any(one.kind not in HEADINGS for one in kept)
        is_name = bool(publisher) and letters_of(leaf.text) == letters_of(publisher)
        # Where a link was never closed, the article is all link.
        if not is_in_text and (is_name or (is_all_link(leaf) and not is_prose(leaf))):
            dropped.append(LeftOut("navigation", " ".join(leaf.text.split())))
        else:
            kept.append(leaf)
    if all(leaf.kind in HEADINGS for leaf in kept):
        return chosen
    left_out += dropped
    return kept


def _headline(headings: Sequence[Leaf], titles: Sequence[str], known: set[str]) -> Leaf | None:
    """The heading that says what a title says, or else part of one."""

    def fits(leaf: Leaf) -> bool:
        letters = letters_of(leaf.text)
        return letters in known or (
            len(letters) >= TELLING_LETTERS and any(letters in title for title in known)
        )

    by_text = {letters_of(leaf.text): leaf for leaf in reversed(headings)}
    # Titles name the site too, and so may the heading above the headline.
    whole = next((by_text[text] for text in map(letters_of, titles) if text in by_text), None)
    return whole or next(filter(fits, headings), None)


def _other_headline(
    chosen: Sequence[Leaf], headings: Sequence[Leaf], known: set[str]
) -> Leaf | None:
    """The headline of a page none of whose headings is known to be it."""
    # Pages of all times have set headlines as any other text.
    found = next((leaf for leaf in chosen[:_MOST_ABOVE] if letters_of(leaf.text) in known), None)
    if found is not None:
        return found
    firsts = [leaf for leaf in headings if leaf.kind == "h1"]
    in_article = [leaf for leaf in firsts if any(leaf is one for one in chosen)]
    return next(iter(in_article), firsts[0] if len(firsts) == 1 and not known else None)


def _headline_first(
    chosen: list[Leaf], headline: Leaf | None, leaves: Sequence[Leaf], left_out: list[LeftOut]
) -> list[Leaf]:
    """The leaves with the article's headline, if the page shows it, before the rest.

    Labels that stand above it, such as that of a section, are left out.
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
        if is_above and leaf.kind == "p" and not leaf.path and not is_prose(leaf):
            left_out.append(LeftOut("above the headline", " ".join(leaf.text.split())))
        else:
            rest.append(leaf)
    return [Leaf("h1", headline.runs, element=headline.element), *rest]
