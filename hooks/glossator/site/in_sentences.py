"""The words that a note speaks of, in the sentences in which they stand."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache

from glossator.anchoring.sentences import sentence_spans
from glossator.weaving.annotate import Place

# Characters on either side of the words. A sentence that is longer is cut at a word: who reads
# that much finds it in the article.
MOST_AROUND = 360
CUT = "…"
# Paragraphs whose sentences are known. Of many notes on an article several are on one.
_KNOWN = 64


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
        return tuple(place for _, place in self.pieces if place)

    @property
    def text(self) -> str:
        """All of its words, as they were published."""
        return "".join(words for words, _ in self.pieces)


def in_sentences(text: str, places: Iterable[Place]) -> tuple[Quoted, ...]:
    """The sentences of `text` in which the places stand, in the order of the places.

    Places in one sentence stand in it together. A place that is not anchored stands alone, in
    the words that the note quotes.
    """
    groups: dict[tuple[int, int], list[Place]] = {}
    for number, place in enumerate(places):
        # Those without a place in the text are each a group of their own.
        span = _sentence(text, place.span) if place.span else (-1 - number, -1)
        groups.setdefault(span, []).append(place)
    return tuple(
        Quoted(tuple(_pieces(text, span, group)) if span[0] >= 0 else ((group[0].exact, group[0]),))
        for span, group in groups.items()
    )


def _sentence(text: str, span: tuple[int, int]) -> tuple[int, int]:
    """From the beginning of the sentence in which the words begin to the end of the last."""
    # A line feed ends a sentence, so that other lines need not be looked at.
    first = text.rfind("\n", 0, span[0]) + 1
    last = text.find("\n", span[1])
    lines = text[first : last if last >= 0 else len(text)]
    begin, end = span[0] - first, span[1] - first
    for left, right in _sentences(lines):
        if left < span[1] - first and right > span[0] - first:
            begin, end = min(begin, left), max(end, right)
    return begin + first, end + first


@lru_cache(maxsize=_KNOWN)
def _sentences(lines: str) -> tuple[tuple[int, int], ...]:
    return tuple(sentence_spans(lines))


def _pieces(
    text: str, span: tuple[int, int], places: list[Place]
) -> Iterator[tuple[str, Place | None]]:
    found = [(*place.span, place) for place in places if place.span]
    found.sort(key=lambda one: one[:2])
    done = _cut_before(text, span[0], found[0][0])
    cut = CUT if done > span[0] else ""
    for left, right, place in found:
        if left < done:  # it stands in the one before, as no correction does
            yield "", place
            continue
        if left > done or cut:
            yield cut + _on_one_line(text[done:left]), None
        yield _on_one_line(text[left:right]), place
        cut, done = "", right
    end = _cut_after(text, done, span[1])
    if end > done:
        yield _on_one_line(text[done:end]) + (CUT if end < span[1] else ""), None


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
