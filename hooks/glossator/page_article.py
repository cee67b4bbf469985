"""The article of an HTML page: its paragraphs, word for word, and what was left out."""

from __future__ import annotations

import copy
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from urllib.parse import urljoin

from glossator.page_furniture import FURNITURE_TEXT, furniture
from glossator.page_leaves import Element, Leaf, clean_text, read_leaves

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
# Of the article's letters: an element that holds more is no furniture, however it is called.
_MOST_IN_FURNITURE = 0.3
# The element of the article holds nearly all that was found to be the article.
_ENOUGH_IN_ARTICLE = 0.85
# Letters. Shorter paragraphs occur in menus and in articles alike.
_TELLING_LETTERS = 16
# Letters. What is shorter may be a label.
_PROSE_LETTERS = 60
# Of a paragraph's letters: one that is all link leads elsewhere.
_MOST_LINKED = 0.7
# `Headline | Example Daily`
_PARTS = re.compile(r"\s+[|–—·•»:-]\s+|[｜|]")
# Paragraphs that a page has above its headline.
_MOST_ABOVE = 4
# Characters. Some pages are one form, or one label.
_LONGEST_CONTROL = 200
_HEADINGS = frozenset({"h1", "h2", "h3", "h4", "h5", "h6"})


class PageError(Exception):
    """There is no article to be read; the message says why and what to do."""


@dataclass(frozen=True, slots=True)
class LeftOut:
    """Something of a page that is not in the article's text.

    Attributes:
        reason: What it was taken for, in a word or two.
        text: Its words.
    """

    reason: str
    text: str


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
    if any("depth" in entry.message for entry in parser.error_log):
        raise PageError(
            "the tags of this page are nested thousands of levels deep; "
            "copy its text into a text file, and import that"
        )
    return tree


MISSING = (
    "reading HTML needs the extra `import`: run `pip install 'glossator[import]'`; "
    "plain text is imported without it"
)


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
    votes = _vote(tree)
    article = PageArticle([])

    def skip(element: Element) -> bool:
        return _is_skipped(element, article)

    leaves = list(read_leaves(tree, base=_base_of(tree, base), skip=skip))
    chosen = _choose(leaves, votes, article.left_out)
    chosen = _without_head(chosen, publisher, article.left_out)
    chosen = _headline_first(chosen, leaves, titles, article.left_out)
    if not any(leaf.kind not in _HEADINGS and leaf.text.strip() for leaf in chosen):
        raise PageError(
            "there is no article in this page; if it shows one in a browser, a script puts it "
            "there: save the page from the browser, or copy the text into a text file"
        )
    article.leaves = chosen
    return article


def letters_of(text: str) -> str:
    """The letters and digits of a text, small, by which two copies of it are compared."""
    return "".join(filter(str.isalnum, text.casefold()))


def _base_of(tree: Element, address: str) -> str:
    """The address that relative links of the page are relative to."""
    named: str = next(
        (element.get("href") for element in tree.iter("base") if element.get("href")), ""
    )
    try:
        return urljoin(address, named.strip())
    except ValueError:
        return address


class _Votes:
    """What trafilatura takes for the article, as letters."""

    def __init__(self, text: str) -> None:
        lines = [letters_of(line) for line in text.split("\n")]
        self.lines = frozenset(lines)
        self.all = "".join(lines)

    def __contains__(self, text: str) -> bool:
        letters = letters_of(text)
        if not letters:
            return False
        return letters in self.lines or (len(letters) >= _TELLING_LETTERS and letters in self.all)


def _vote(tree: Element) -> _Votes:
    try:
        from trafilatura import bare_extraction
    except ImportError:
        raise PageError(MISSING) from None
    try:
        found = bare_extraction(
            copy.deepcopy(tree),
            favor_recall=True,  # a paragraph too many is seen and deleted, one too few is not
            include_comments=False,
            include_tables=True,
            deduplicate=False,
        )
    except Exception:  # a page that it cannot read is read without its help
        found = None
    text = getattr(found, "text", "") or ""
    return _Votes(text)


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
    if element.tag in _MACHINERY or element.tag in _PICTURES:
        return
    yield element.text or ""
    for child in element:
        yield from _texts(child)
        yield child.tail or ""


def _choose(leaves: Sequence[Leaf], votes: _Votes, left_out: list[LeftOut]) -> list[Leaf]:
    is_voted = [leaf.kind != "hr" and _is_in(leaf, votes) for leaf in leaves]
    if not any(is_voted):
        is_voted = _voted_by_markup(leaves)
    weights = _Weights(leaves, is_voted)
    root = weights.root()
    taken = [number for number, vote in enumerate(is_voted) if vote]
    first, last = (taken[0], taken[-1]) if taken else (0, -1)
    # In the whole page stand the beginnings of other stories too.
    is_article = root is not None and root.tag not in {"html", "body"}
    parents = {leaves[number].element.getparent() for number in taken}
    chosen: list[Leaf] = []
    for number, leaf in enumerate(leaves):
        if leaf.kind == "hr":
            chosen.append(leaf)
            continue
        reason = weights.reason(leaf)
        if not reason and not is_voted[number]:
            is_among = weights.is_below(leaf, root) and (
                first < number < last
                or leaf.element.getparent() in parents
                or (is_article and _is_prose(leaf))
            )
            reason = "" if is_among and not _is_all_link(leaf) else "outside of the article"
        if reason:
            left_out.append(LeftOut(reason, " ".join(leaf.text.split())))
        else:
            chosen.append(leaf)
    return _without_stray_rules(chosen)


def _is_in(leaf: Leaf, votes: _Votes) -> bool:
    if leaf.kind != "table":
        return leaf.text in votes
    cells = [line for line in leaf.text.split("\n") if line.strip()]
    return sum(cell in votes for cell in cells) * 2 > len(cells)


def _voted_by_markup(leaves: Sequence[Leaf]) -> list[bool]:
    """The leaves that the page itself calls an article, or else all that are no furniture."""
    for is_article in (
        lambda el: (el.get("itemprop") or "").lower() == "articlebody",
        lambda el: el.tag == "article",
        lambda el: el.tag == "main" or el.get("role") == "main",
        lambda el: el.tag == "body",
    ):
        found = [
            leaf.kind != "hr"
            and any(map(is_article, _around(leaf)))
            and not any(map(furniture, _around(leaf)))
            and not _is_all_link(leaf)
            for leaf in leaves
        ]
        if any(found):
            return found
    return [False] * len(leaves)


class _Weights:
    """How many letters of the article, and of all, stand in each element of a page."""

    def __init__(self, leaves: Sequence[Leaf], is_voted: Sequence[bool]) -> None:
        self.voted: Counter[Element] = Counter()
        self.whole: Counter[Element] = Counter()
        self.total = 0
        for leaf, vote in zip(leaves, is_voted, strict=True):
            letters = len(letters_of(leaf.text))
            self.total += letters * vote
            for element in _around(leaf):
                self.whole[element] += letters
                self.voted[element] += letters * vote

    def root(self) -> Element:
        """The smallest element with nearly all of the article."""
        enough = [el for el, n in self.voted.items() if n >= self.total * _ENOUGH_IN_ARTICLE]
        return max(enough, key=lambda el: sum(1 for _ in el.iterancestors()), default=None)

    def is_below(self, leaf: Leaf, root: Element) -> bool:
        return any(element is root for element in _around(leaf))

    def reason(self, leaf: Leaf) -> str:
        """Why the leaf is no part of the article; empty where it may be one."""
        for element in _around(leaf):
            found = furniture(element)
            if not found or self.voted[element] > self.total * _MOST_IN_FURNITURE:
                continue
            # Names are given freely: an article's own paragraphs are called all sorts of things.
            if found.is_sure or self.voted[element] * 2 < self.whole[element]:
                return found.reason
        if FURNITURE_TEXT.fullmatch(leaf.text.strip()):
            return "share buttons and the like"
        return ""


def _around(leaf: Leaf) -> Iterator[Element]:
    if leaf.element is not None:
        yield leaf.element
        yield from leaf.element.iterancestors()


def _is_all_link(leaf: Leaf) -> bool:
    if leaf.kind == "table":
        return False
    linked = sum(len(letters_of(run.text)) for run in leaf.runs if run.href)
    return linked > _MOST_LINKED * len(letters_of(leaf.text))


def _without_head(chosen: list[Leaf], publisher: str, left_out: list[LeftOut]) -> list[Leaf]:
    """The leaves without menus and the publisher's name at their beginning."""
    kept: list[Leaf] = []
    dropped: list[LeftOut] = []
    for leaf in chosen:
        is_in_text = any(one.kind not in _HEADINGS for one in kept)
        is_name = bool(publisher) and letters_of(leaf.text) == letters_of(publisher)
        # Where a link was never closed, the article is all link.
        if not is_in_text and (is_name or (_is_all_link(leaf) and not _is_prose(leaf))):
            dropped.append(LeftOut("navigation", " ".join(leaf.text.split())))
        else:
            kept.append(leaf)
    if all(leaf.kind in _HEADINGS for leaf in kept):
        return chosen
    left_out += dropped
    return kept


def _is_prose(leaf: Leaf) -> bool:
    return len(letters_of(leaf.text)) >= _PROSE_LETTERS and bool(
        re.search(r"[.!?。！？…]", leaf.text)
    )


def _headline_first(
    chosen: list[Leaf], leaves: Sequence[Leaf], titles: Iterable[str], left_out: list[LeftOut]
) -> list[Leaf]:
    """The leaves with the article's headline, if the page shows it, before the rest."""
    known = {letters_of(part) for title in titles for part in (title, *_PARTS.split(title))} - {""}
    headings = [leaf for leaf in leaves if leaf.kind in _HEADINGS]

    def fits(leaf: Leaf) -> bool:
        letters = letters_of(leaf.text)
        return letters in known or (
            len(letters) >= _TELLING_LETTERS and any(letters in title for title in known)
        )

    found = next((leaf for leaf in headings if fits(leaf)), None)
    if found is None:  # pages of all times have set headlines as any other text
        found = next(
            (leaf for leaf in chosen[:_MOST_ABOVE] if letters_of(leaf.text) in known), None
        )
    if found is None:
        firsts = [leaf for leaf in headings if leaf.kind == "h1"]
        in_article = [leaf for leaf in firsts if any(leaf is one for one in chosen)]
        found = next(iter(in_article), firsts[0] if len(firsts) == 1 and not known else None)
    if found is None:
        return chosen
    if not any(leaf is found for leaf in chosen):
        text = " ".join(found.text.split())
        at = next((n for n, one in enumerate(left_out) if one.text == text), None)
        if at is not None:
            del left_out[at]
    headline = Leaf("h1", found.runs, element=found.element)
    return [headline, *(leaf for leaf in chosen if leaf is not found)]


def _without_stray_rules(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves without rules at the ends, or beside one another."""
    kept: list[Leaf] = []
    for leaf in leaves:
        if leaf.kind != "hr" or (kept and kept[-1].kind != "hr"):
            kept.append(leaf)
    while kept and kept[-1].kind == "hr":
        kept.pop()
    return kept
