"""Which heading of a page is its article's headline: what it says, its rank and its place."""

from __future__ import annotations

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from rapidfuzz import fuzz

from glossator.importing.furniture import furniture
from glossator.importing.leaves import HEADINGS, Leaf, is_all_link, letters_of
from glossator.importing.prose import is_prose, weight_of
from glossator.importing.vote import TELLING_LETTERS
from glossator.web.addresses import is_front_page

# `Headline | Example Daily`
_PARTS = re.compile(r"\s+[|–—·•»:-]\s+|[｜|]")
# Characters of a title that are looked through for parts; no headline has a tenth of it.
_LONGEST_TITLE = 2_000
# Paragraphs that a page has above its headline.
_MOST_ABOVE = 4
# Points for what a heading says: the given title, a title of the page, its longest part, a
# shorter part, which may be a section or the site; what is like a title gets a share of it.
_GIVEN, _WHOLE, _LONGEST, _PART = 200, 60, 45, 12
# A title of one short word may be that of a section.
_WHOLE_BUT_SHORT = 30
_FIRST_PART = 6
# Of 100: two forms of a headline are as like, two headlines are not.
_LIKE = 80
# For its rank: a page has one h1, or one for its site too.
_RANKS = {"h1": 20, "h2": 8, "h3": 3}
# For its place.
_IN_ARTICLE, _BEFORE_TEXT, _BEHIND_TEXT, _BESIDE = 10, 15, -15, -60
# What has a higher heading between itself and the text stands above the headline.
_ABOVE = -30
# A headline is no link, but the name of a site, a series or another story is.
_LINKED = -25
# With fewer points, nothing of it says that it is the headline; of a page that names no title,
# the first heading above the text is it.
_ENOUGH, _ENOUGH_UNNAMED = 40, 33
# Letters. What is shorter, and unlike all titles, is a section's label.
_LEAST_UNLIKE = 12


@dataclass(frozen=True, slots=True)
class Titles:
    """What a page calls its article, and what it calls all else.

    Attributes:
        given: The headline that a person gave; empty for none.
        named: The headlines in its metadata, from the most trusted.
        labels: The names of its site, its publisher and its sections.
    """

    given: str = ""
    named: Sequence[str] = ()
    labels: Sequence[str] = ()

    def parts(self) -> Iterable[list[str]]:
        """The letters of the parts of each title that are no labels."""
        labels = self.label_letters()
        for title in (self.given, *self.named):
            parts = [letters_of(part) for part in _PARTS.split(title[:_LONGEST_TITLE])]
            yield [part for part in parts if part and part not in labels]

    def label_letters(self) -> set[str]:
        """The labels as letters; one that was given as the title is none."""
        return {letters_of(label) for label in self.labels} - {"", letters_of(self.given)}

    def known(self) -> set[str]:
        """The letters of all titles and their parts."""
        whole = {letters_of(title) for title in (self.given, *self.named)}
        parts = {part for parts in self.parts() for part in parts}
        return (whole | parts) - {""} - self.label_letters()


def find_headline(leaves: Sequence[Leaf], is_voted: Sequence[bool], titles: Titles) -> Leaf | None:
    """The heading that is most likely the headline; None where none is likely.

    A heading without letters or digits is none, nor is one that names the site or a section.
    """
    labels = titles.label_letters()
    texts = [n for n, leaf in enumerate(leaves) if is_voted[n] and _is_text(leaf)]
    first = texts[0] if texts else len(leaves)
    near = _around(leaves[first]) if texts else set()
    places = {n: _place(leaf) for n, leaf in enumerate(leaves) if leaf.kind in HEADINGS}
    tops = [n for n in places if n < first and leaves[n].kind == "h1" and places[n] >= 0]
    is_named = bool(titles.known())
    enough = _ENOUGH if is_named else _ENOUGH_UNNAMED
    best, most = None, 0.0
    for number in places:
        leaf = leaves[number]
        letters = letters_of(leaf.text)
        if not letters or letters in labels:
            continue
        likeness = _likeness(letters, titles)
        ranks = {"h1"} if is_named else {"h1", "h2"}
        if not likeness and (leaf.kind not in ranks or (is_named and _is_short(letters))):
            continue
        if likeness < _GIVEN and _leads_home(leaf):
            continue
        place = places[number] or (_IN_ARTICLE if near & _around(leaf) else 0)
        if 0 < likeness <= _PART + _FIRST_PART and place <= 0:
            continue  # the site's name, as likely as not
        points = likeness + _RANKS.get(leaf.kind, 0) + place
        points += _ABOVE if leaf.kind != "h1" and any(number < top for top in tops) else 0
        points += _BEFORE_TEXT if number < first else _BEHIND_TEXT
        points += _LINKED if is_all_link(leaf) else 0
        if points >= enough and points > most:
            best, most = leaf, points
    return best


def find_other_headline(chosen: Sequence[Leaf], titles: Titles) -> Leaf | None:
    """The paragraph at the beginning of an article that says what a title says.

    Pages of all times have set headlines as any other text.
    """
    known = titles.known()
    whole = {max(parts, key=len) for parts in titles.parts() if parts}
    whole |= {letters_of(title) for title in (titles.given, *titles.named)} & known
    firsts = (leaf for leaf in chosen if leaf.kind == "h1" and _may_be_headline(leaf, titles))
    top = next(firsts, None)
    found = next((leaf for leaf in chosen[:_MOST_ABOVE] if letters_of(leaf.text) in whole), None)
    if found is None or (top is not None and _is_short(letters_of(found.text))):
        return top
    return found


def _may_be_headline(leaf: Leaf, titles: Titles) -> bool:
    letters = letters_of(leaf.text)
    is_other = letters in titles.label_letters() or _leads_home(leaf)
    return bool(letters) and not is_other and not (titles.known() and _is_short(letters))


def _leads_home(leaf: Leaf) -> bool:
    """Whether it is all link to the front page of a site, as the site's name is."""
    return is_all_link(leaf) and all(is_front_page(run.href) for run in leaf.runs if run.href)


def _is_text(leaf: Leaf) -> bool:
    return leaf.kind == "p" and is_prose(leaf)


def _is_short(letters: str) -> bool:
    return weight_of(letters) < _LEAST_UNLIKE


def _likeness(letters: str, titles: Titles) -> float:
    """How much the heading says what a title says."""
    if letters == letters_of(titles.given):
        return _GIVEN
    if any(letters == letters_of(title) for title in titles.named):
        return _WHOLE_BUT_SHORT if _is_short(letters) else _WHOLE
    found = 0.0
    for parts in titles.parts():
        longest_part = max(parts, key=len, default="")
        for part in parts:
            longest = part == longest_part
            worth = _LONGEST if longest else _PART
            if letters == part:
                found = max(found, worth + (_FIRST_PART if part == parts[0] else 0))
            elif longest:
                found = max(found, worth * _share(letters, part))
    return found


def _share(one: str, other: str) -> float:
    """From 0 to 1: how far a heading that is not the same is like a title."""
    shorter, longer = sorted((one, other), key=len)
    if len(shorter) >= TELLING_LETTERS and shorter in longer:
        return 0.5 + 0.5 * len(shorter) / len(longer)
    ratio = fuzz.ratio(one, other)
    return ratio / 100 if ratio >= _LIKE else 0.0


def _around(leaf: Leaf) -> set[object]:
    """The two elements that it stands in next, but for the whole page."""
    inner = [el for el in leaf.element.iterancestors() if el.tag not in {"html", "body"}]
    return set(inner[:2])


def _place(leaf: Leaf) -> int:
    points = 0
    for element in leaf.around():
        found = furniture(element)
        is_aside = found is not None and (found.is_sure or found.is_by_tag)
        if is_aside or element.tag == "aside":
            return _BESIDE
        if element.tag in {"article", "main"} or element.get("role") in {"article", "main"}:
            points = _IN_ARTICLE
    return points
