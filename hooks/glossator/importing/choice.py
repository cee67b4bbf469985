"""The paragraphs of an article among all of its page: voted ones, and what stands among them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Container, Sequence
from urllib.parse import urlsplit

from glossator.importing.furniture import (
    READ_MORE,
    Furniture,
    furniture,
    is_deck,
    is_furniture_text,
)
from glossator.importing.leaves import HEADINGS, Element, Leaf, LeftOut, is_all_link, letters_of
from glossator.importing.prose import is_lead_in, is_linked_prose, is_prose
from glossator.importing.pull_quotes import without_repeated, without_stray_rules

# Of the article's letters: an element that holds more is no furniture, however it is called.
_MOST_IN_FURNITURE = 0.3
# The element of the article holds nearly all that was found to be the article.
_ENOUGH_IN_ARTICLE = 0.85
# Of the letters of what the page calls its article: with fewer votes, the vote has failed.
_ENOUGH_VOTED = 0.5
# Of the letters of a box beside the text: with more, it is a list of other stories.
_MOST_LINKED_BESIDE = 0.5

# Letters. What is shorter says where it leads, as in `Part 2`.
_HEADLINE_LETTERS = 30

OUTSIDE = "outside of the article"


def choose(
    leaves: Sequence[Leaf],
    is_voted: Sequence[bool],
    *,
    headline: Leaf | None,
    site: str,
    left_out: list[LeftOut],
    corrections: Container[object] = (),
) -> list[Leaf]:
    """The leaves that are the article; what is not is added to `left_out` with the reason.

    Whatever stands within the article's own element between two of its paragraphs is in it,
    unless it is furniture.

    Args:
        leaves: All of the page, in order.
        is_voted: For each, whether it was taken for the article.
        headline: The one that is the headline, where that is known.
        site: The host of the page, to tell its other stories from sources elsewhere.
        left_out: What is not in the article so far.
        corrections: Those that are the publisher's own corrections, wherever they stand.
    """
    page = _Page(leaves, is_voted, site, headline)
    reasons = [page.reason(number) for number in range(len(leaves))]
    taken = [
        leaf.kind != "hr" and not reason and (is_voted[number] or page.is_beside(number))
        for number, (leaf, reason) in enumerate(zip(leaves, reasons, strict=True))
    ]
    numbers = [number for number, is_taken in enumerate(taken) if is_taken]
    first, last = (numbers[0], numbers[-1]) if numbers else (0, -1)
    top = next((n for n, leaf in enumerate(leaves) if leaf is headline), first)
    chosen: list[Leaf] = []
    for number, leaf in enumerate(leaves):
        if leaf.kind == "hr":
            chosen.append(leaf)
            continue
        reason = reasons[number]
        if leaf in corrections and reason in _WITH_CORRECTIONS:
            chosen.append(leaf)
            continue
        if reason == BESIDE and first < number < last and page.is_box(leaf):
            reason = ""
        is_in = taken[number] or (first < number < last and page.is_within(leaf, page.core))
        is_in = is_in or (top < number < first and page.is_deck(leaf))
        if not reason and not is_in:
            reason = OUTSIDE
        if not reason and page.is_teaser(number, is_sure=is_voted[number]):
            reason = "related stories"
        if reason:
            left_out.append(LeftOut(reason, " ".join(leaf.text.split())))
        else:
            chosen.append(leaf)
    return without_stray_rules(without_repeated(chosen, left_out))


BESIDE = "beside the article"
# Where publishers put their corrections.
_WITH_CORRECTIONS = frozenset({"", BESIDE, "footer", "byline", "tags", "pop-up"})


class _Page:
    """How many letters of the article, and of all, stand in each element of a page."""

    def __init__(
        self,
        leaves: Sequence[Leaf],
        is_voted: Sequence[bool],
        site: str,
        headline: Leaf | None,
    ) -> None:
        self.leaves = leaves
        top = None if headline is None else headline.element.getparent()
        self.top = None if top is None or top.tag in {"html", "body"} else top
        self.is_voted = is_voted
        self.site = site
        self.voted: Counter[Element] = Counter()
        self.whole: Counter[Element] = Counter()
        self.linked: Counter[Element] = Counter()
        self.total = 0
        self.known: dict[Element, Furniture | None] = {}
        # Most paragraphs stand beside others: what is around those is counted up once.
        inside: dict[Element, list[int]] = {}
        for leaf, vote in zip(leaves, is_voted, strict=True):
            letters = len(letters_of(leaf.text))
            links = [run.text for run in leaf.runs if run.href]
            linked = len(letters_of("".join(links))) if links else 0
            self.total += letters * vote
            counts = (letters, letters * vote, linked)
            around = leaf.around()
            self._count(around[:1], counts)
            if len(around) > 1:
                known = inside.setdefault(around[1], [0, 0, 0])
                inside[around[1]] = [one + more for one, more in zip(known, counts, strict=True)]
        for element, summed in inside.items():
            self._count((element, *element.iterancestors()), summed)
        # What a third of the article is called by is no name of furniture here.
        self.named: Counter[str] = Counter()
        for leaf, vote in zip(leaves, is_voted, strict=True):
            found = vote and next((f for f in map(self._furniture, leaf.around()) if f), None)
            if found:
                self.named[found.reason] += len(letters_of(leaf.text))
        self.headed = {el for leaf in leaves if leaf.kind == "h1" for el in leaf.around()}
        self.core, self.is_declared = self._core()
        voted = [leaf for leaf, vote in zip(leaves, is_voted, strict=True) if vote]
        self.parents = {leaf.element.getparent() for leaf in voted}
        self.body = self._body(voted)

    def _count(self, elements: Sequence[Element], counts: Sequence[int]) -> None:
        letters, voted, linked = counts
        for element in elements:
            self.whole[element] += letters
            self.voted[element] += voted
            self.linked[element] += linked

    def _core(self) -> tuple[Element, bool]:
        """The element of the article, and whether all in it that is no furniture is text.

        That is the smallest with nearly all that was voted for; where the vote has left out
        most of what the page itself calls the article, that.
        """
        enough = [el for el, n in self.voted.items() if n >= self.total * _ENOUGH_IN_ARTICLE]
        core = max(enough, key=lambda el: sum(1 for _ in el.iterancestors()), default=None)
        declared = self._declared(core)
        if declared is not None:
            inside = [leaf for leaf in self.leaves if self.is_within(leaf, declared)]
            text = [leaf for leaf in inside if not self._named(leaf) and not is_all_link(leaf)]
            if self.total < _ENOUGH_VOTED * sum(len(letters_of(leaf.text)) for leaf in text):
                return declared, True
        if any(leaf.element is core for leaf in self.leaves) and core is not None:
            parent = core.getparent()  # a paragraph is no article
            core = core if parent is None else parent
        return core, False

    def _declared(self, core: Element) -> Element:
        """The element around `core` that the page calls an article; None where there is none."""
        around = [] if core is None else [core, *core.iterancestors()]
        return next(filter(_is_body, around), next(filter(_is_article, around), None))

    def _body(self, voted: Sequence[Leaf]) -> Element:
        """The element that the most of the voted text stands in, if it is that of an article."""
        letters: Counter[Element] = Counter()
        for leaf in voted:
            letters[leaf.element.getparent()] += len(letters_of(leaf.text))
        found = next((element for element, _ in letters.most_common(1)), None)
        return None if found is None or found.tag in {"html", "body", "main"} else found

    def is_within(self, leaf: Leaf, element: Element) -> bool:
        return element is not None and any(one is element for one in leaf.around())

    def is_beside(self, number: int) -> bool:
        """Whether a leaf that was not voted for belongs to those that were."""
        leaf = self.leaves[number]
        is_link = is_all_link(leaf) and (not is_linked_prose(leaf) or self.is_teaser(number))
        if not self.is_within(leaf, self.core) or is_link:
            return False
        if self.is_declared or self.is_within(leaf, self.body):
            return True
        # In the whole page stand the beginnings of other stories too.
        is_article = self.core.tag not in {"html", "body"}
        return leaf.element.getparent() in self.parents or (is_article and is_prose(leaf))

    def is_deck(self, leaf: Leaf) -> bool:
        """Whether a leaf below the headline belongs to it: a second one, a caption, a summary."""
        is_near = any(el is self.core or el is self.top or _is_article(el) for el in leaf.around())
        is_told = leaf.kind in HEADINGS or leaf.kind == "caption" or is_prose(leaf)
        is_told = is_told or any(map(is_deck, leaf.around()))
        return is_near and is_told and not is_all_link(leaf)

    def is_box(self, leaf: Leaf) -> bool:
        """Whether the box beside the text in which the leaf stands has facts, not links."""
        box = next((el for el in leaf.around() if self._furniture(el)), None)
        if box is None or box.tag != "aside" or next(box.iter("form", "input"), None) is not None:
            return False
        is_text = self.linked[box] <= _MOST_LINKED_BESIDE * self.whole[box]
        return is_text and self.is_within(leaf, self.core)

    def is_teaser(self, number: int, *, is_sure: bool = False) -> bool:
        """Whether the leaf is all link to another story, and no sentence that stands alone.

        With `is_sure`, only what cannot be anything else is one.
        """
        leaf = self.leaves[number]
        if not self._is_link_on(leaf) or (is_sure and (leaf.path or not self.site)):
            return False
        beside = [one for one in self.leaves[max(number - 1, 0) : number + 2] if one is not leaf]
        if is_sure:
            row = any(self._is_link_on(one) and _is_line(one) for one in beside)
            return (row and _is_line(leaf)) or (is_prose(leaf) and is_lead_in(leaf))
        alike = [one for one in beside if (one.kind, not one.path) == (leaf.kind, not leaf.path)]
        return any(map(self._is_link_on, alike)) or not is_linked_prose(leaf)

    def _is_link_on(self, leaf: Leaf) -> bool:
        return leaf.kind != "hr" and is_all_link(leaf) and self.leads_on(leaf)

    def leads_on(self, leaf: Leaf) -> bool:
        """Whether the leaf links to another page of the same site."""
        return any(self.site in {"", urlsplit(run.href).hostname} for run in leaf.runs if run.href)

    def reason(self, number: int) -> str:
        """Why the leaf is no part of the article; empty where it may be one."""
        leaf = self.leaves[number]
        if leaf.kind == "hr":
            return ""
        named = self._named(leaf)
        if named:
            return named
        if is_furniture_text(leaf.text):
            return "share buttons and the like"
        if self._is_card(leaf) or (self._is_read_more(leaf) and self.leads_on(leaf)):
            return "related stories"
        return ""

    def _named(self, leaf: Leaf) -> str:
        """What the furniture is called in which the leaf stands; empty where in none."""
        for element in leaf.around():
            found = self._furniture(element)
            if not found:
                continue
            if found.reason == "cookie notice" and element not in self.headed:
                return found.reason  # on the page of a short article it is the longest text
            if self.voted[element] > self.total * _MOST_IN_FURNITURE:
                continue
            # Names are given freely: an article's own paragraphs are called all sorts of things.
            is_sure = found.is_sure or (found.is_label and not is_prose(leaf))
            if not found.is_by_tag and self.named[found.reason] > self.total * _MOST_IN_FURNITURE:
                is_sure = False
            if is_sure or self.voted[element] * 2 < self.whole[element]:
                return found.reason
        return ""

    def _furniture(self, element: Element) -> Furniture | None:
        if element not in self.known:
            self.known[element] = furniture(element)
        return self.known[element]

    def _is_card(self, leaf: Leaf) -> bool:
        """Whether the leaf stands in a link that has paragraphs of its own in it."""
        link = next((el for el in leaf.around() if el.tag == "a" and el.get("href")), None)
        return (
            link is not None
            and leaf.kind != "caption"
            and is_all_link(leaf)
            # Where a link was never closed, half the article is in it.
            and self.voted[link] <= self.total * _MOST_IN_FURNITURE
        )

    def _is_read_more(self, leaf: Leaf) -> bool:
        plain = "".join(run.text for run in leaf.runs if not run.href)
        return letters_of(plain) in READ_MORE


def _is_line(leaf: Leaf) -> bool:
    """Whether it is as long as another story's headline, and in no list."""
    return not leaf.path and leaf.kind == "p" and len(letters_of(leaf.text)) >= _HEADLINE_LETTERS


def _is_body(element: Element) -> bool:
    return (element.get("itemprop") or "").lower() == "articlebody"


def _is_article(element: Element) -> bool:
    return bool(element.tag == "article" or element.get("role") == "article")
