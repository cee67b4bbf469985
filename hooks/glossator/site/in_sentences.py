"""The words that a note speaks of, in the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from glossator.anchoring.sentences import sentence_around
from glossator.weaving.annotate import Place

# Characters on either side of the words. A sentence that is longer is cut at a word: who reads
# that much finds it in the article.
MOST_AROUND = 360
CUT = "…"


@dataclass(frozen=True, slots=True)
class Quoted:
    """A stretch of an article in which words of a note stand.

    Attributes:
        pieces: Its text in pieces, each with the place of which it is the words, if of any. Words
            within those of another place have stood already: their piece is empty.
    """

    pieces: tuple[tuple[str, Place | None], ...]

    @property
    def places(self) -> tuple[Place, ...]:
        """The places that stand in it."""
        return tuple([place for _, place in self.pieces if place])

    @property
    def text(self) -> str:
        """All of its words, as they were published."""
        return "".join([words for words, _ in self.pieces])


def in_sentences(text: str, places: Iterable[Place]) -> tuple[Quoted, ...]:
    """The sentences of `text` in which the places stand, in the order of the places.

    Places in one sentence stand in it together. A place that is not anchored stands alone, in
    the words that the note quotes.
    """
    groups: dict[tuple[int, int], list[Place]] = {}
    for number, place in enumerate(places):
        # Those without a place in the text are each a group of their own.
        span = sentence_around(text, *place.span) if place.span else (-1 - number, -1)
        groups.setdefault(span, []).append(place)
    return tuple([Quoted(_pieces(text, *span, group)) for span, group in groups.items()])


def _pieces(
    text: str, first: int, last: int, places: list[Place]
) -> tuple[tuple[str, Place | None], ...]:
    """The text from `first` to `last`, which the places stand in; they may be nowhere."""
    found = [(*place.span, place) for place in places if place.span]
    if not found:
        return ((places[0].exact, places[0]),)
    if len(found) > 1:
        found.sort(key=lambda one: one[:2])
    made: list[tuple[str, Place | None]] = []
    done = _cut_before(text, first, found[0][0])
    cut = CUT if done > first else ""
    for left, right, place in found:
        if left < done:  # it stands in the one before, as no correction does
            made.append(("", place))
            continue
        if left > done or cut:
            made.append((cut + _on_one_line(text[done:left]), None))
        made.append((_on_one_line(text[left:right]), place))
        cut, done = "", right
    end = _cut_after(text, done, last)
    if end > done:
        made.append((_on_one_line(text[done:end]) + (CUT if end < last else ""), None))
    return tuple(made)


def _cut_before(text: str, first: int, begin: int) -> int:
    if begin - first <= MOST_AROUND:
        return first
    blank = text.find(" ", begin - MOST_AROUND, begin)
    return blank + 1 if blank >= 0 else begin - MOST_AROUND


def _cut_after(text: str, end: int, last: int) -> int:
    if last - end <= MOST_AROUND:
        return last
    blank = text.rfind(" ", end, end + MOST_AROUND)
    return blank if blank >= 0 else end + MOST_AROUND


def _on_one_line(text: str) -> str:
    return text.replace("\n", " ").replace("\t", " ")
