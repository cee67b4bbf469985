"""Texts are set in lines that fit into an area: as large as they can be, and of like lengths."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossator.drawing.breaking import graphemes, line_ends
from glossator.drawing.shaping import Paragraph, shape_text

ELLIPSIS = "…"
# Em, the most that one takes in any font.
_ELLIPSIS_WIDTH = 1.0
# Characters; so much of a word is left out with what follows it.
_PART_OF_WORD = 14
# What does not stand before one.
_BEFORE_ELLIPSIS = " ,;:.–—-、，；：…"
# Halvings of the width in which as many lines have room: a pixel or two are not seen.
_HALVINGS = 7
# The last line may be so much shorter than what balancing tries, for words that cannot be parted.
_SHORTEST = 0.55


@dataclass(frozen=True, slots=True)
class Lines:
    """A text in lines.

    Attributes:
        paragraph: The text, as far as it is shown.
        size: The size of its letters, in pixels.
        ends: Where each line begins and ends in the text.
    """

    paragraph: Paragraph
    size: float
    ends: tuple[tuple[int, int], ...]

    @property
    def height(self) -> float:
        """Of all lines, in pixels."""
        return len(self.ends) * self.paragraph.line_height * self.size


class Segments:
    """The pieces of a paragraph between which a line may end, with their widths."""

    def __init__(self, paragraph: Paragraph, width: float) -> None:
        """What is longer than `width`, in em, may be parted between any two characters."""
        text = paragraph.text
        sums = paragraph.sums
        self.paragraph = paragraph
        self.pieces: list[tuple[int, int, float]] = []
        """Beginning and end; and where the end is without blanks, in em."""
        begin = 0
        for end in line_ends(text, paragraph.language):
            seen = begin + len(text[begin:end].rstrip())
            if sums[seen] - sums[begin] <= width:
                self.pieces.append((begin, end, sums[seen]))
            else:
                parts = ((begin + a, begin + b) for a, b in graphemes(text[begin:end]))
                self.pieces += ((first, last, sums[min(last, seen)]) for first, last in parts)
            begin = end
        self.longest = max((seen - sums[begin] for begin, _, seen in self.pieces), default=0.0)

    def broken(self, width: float, most: int) -> list[tuple[int, int]] | None:
        """Lines no longer than `width`, in em; None if these are more than `most`.

        A piece that is longer than a line has a line of its own.
        """
        sums = self.paragraph.sums
        lines: list[tuple[int, int]] = []
        first, start, last = 0, 0.0, 0
        for begin, end, seen in self.pieces:
            if seen - start > width and begin > first:
                lines.append((first, last))
                if len(lines) == most:
                    return None
                first, start = begin, sums[begin]
            last = end
        if last > first:
            lines.append((first, last))
        return lines


def fit(
    paragraphs: Sequence[Paragraph],
    *,
    width: float,
    height: float,
    sizes: Sequence[float],
    gap: float = 0.0,
) -> list[Lines]:
    """The paragraphs, one below the other in one size, in an area of so many pixels.

    The size is the largest of `sizes`, which become smaller, in which all have room; what has
    no room in the smallest ends in an ellipsis. `gap` is what stands between two of them.
    """
    room = height - gap * (len(paragraphs) - 1)
    segments = [Segments(paragraph, width / sizes[-1]) for paragraph in paragraphs]
    for size in sizes:
        found = []
        left = room
        for one in segments:
            most = int(left / (one.paragraph.line_height * size) + 1e-6)
            fits = most > 0 and one.longest * size <= width
            lines = one.broken(width / size, most) if fits else None
            if lines is None:
                break
            left -= len(lines) * one.paragraph.line_height * size
            found.append(_balanced(one, lines, width / size, size))
        else:
            return found
    return _cut(segments, width=width, height=room, size=sizes[-1])


def _balanced(one: Segments, lines: list[tuple[int, int]], width: float, size: float) -> Lines:
    """As many lines, none of which is much longer than another."""
    best = lines
    if len(lines) > 1:
        total = one.paragraph.sums[-1]
        low, high = max(one.longest, total / len(lines) * _SHORTEST), width
        for _ in range(_HALVINGS):
            middle = (low + high) / 2
            tried = one.broken(middle, len(lines))
            if tried is None:
                low = middle
            else:
                best, high = tried, middle
    return Lines(one.paragraph, size, tuple(best))


def _cut(segments: Sequence[Segments], *, width: float, height: float, size: float) -> list[Lines]:
    """Each paragraph as far as there is room for it: an equal share, and what others leave."""
    wanted = {
        number: Lines(
            one.paragraph, size, tuple(one.broken(width / size, len(one.pieces) + 1) or ())
        )
        for number, one in enumerate(segments)
    }
    left, found = height, {}
    # Those that need least come first, so that they leave most to the others.
    for place, number in enumerate(sorted(wanted, key=lambda number: len(wanted[number].ends))):
        lines = wanted[number]
        line = lines.paragraph.line_height * size
        most = max(1, int(left / (len(wanted) - place) / line + 1e-6))
        found[number] = _shortened(lines, width / size, size, most)
        left -= len(found[number].ends) * line
    return [found[number] for number in range(len(segments))]


def _shortened(lines: Lines, width: float, size: float, most: int) -> Lines:
    """As many lines as there is room for, the last of which tells that there were more."""
    if len(lines.ends) <= most:
        return Lines(lines.paragraph, size, lines.ends)
    begin, end = lines.ends[most - 1]
    shown = _clipped(lines.paragraph, begin, end, width)
    last = ((begin, len(shown.text)),) if len(shown.text) > begin else ()
    return Lines(shown, size, (*lines.ends[: most - 1], *last))


def one_line(paragraph: Paragraph, *, width: float, size: float) -> Lines:
    """The paragraph in one line, as far as there is room for it."""
    if paragraph.sums[-1] * size > width:
        paragraph = _clipped(paragraph, 0, len(paragraph.text), width / size)
    return Lines(paragraph, size, ((0, len(paragraph.text)),))


def _clipped(paragraph: Paragraph, begin: int, end: int, width: float) -> Paragraph:
    """The paragraph up to where the line from `begin` to `end` is full, and an ellipsis."""
    sums = paragraph.sums
    stop = begin
    for _, last in graphemes(paragraph.text[begin:end]):
        if sums[begin + last] - sums[begin] > width - _ELLIPSIS_WIDTH:
            break
        stop = begin + last
    blank = paragraph.text.rfind(" ", begin, stop)
    if stop - blank <= _PART_OF_WORD:
        stop = max(blank, begin)
    text = paragraph.text[:stop].rstrip(_BEFORE_ELLIPSIS) + ELLIPSIS
    shown = shape_text(text, paragraph.language, paragraph.style, base=paragraph.base)
    # In a font without an ellipsis nothing tells of the rest.
    return (
        shown
        or shape_text(
            paragraph.text[:stop], paragraph.language, paragraph.style, base=paragraph.base
        )
        or paragraph
    )
