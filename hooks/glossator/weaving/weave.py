"""Marks and markers spliced into HTML, and taken out again, without touching anything else."""

from __future__ import annotations

import re
from bisect import bisect_left, insort
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from heapq import heappop, heappush
from html import escape

from glossator.weaving.markup import HtmlText, TextRun

_MARK = re.compile(
    r'<mark class="gloss [^>]*>|</mark>'
    r'|<a class="gloss-ref [^>]*>[^<]*</a>|<ins class="gloss-fix"[^>]*>[^<]*</ins>',
    re.DOTALL,
)


@dataclass(frozen=True, slots=True)
class Placement:
    """One place where one note is anchored.

    Attributes:
        annotation_id: The note's id.
        kind: `correction`, `source` or `context`.
        number: The note's number in reading order.
        place: Which of the note's places this is, counted from 1.
        start: Offset of the place in the text of the article.
        end: Offset one past its last character.
        label: What a screen reader says for the marker.
        replacement: What the words should be, in a correction that stands.
    """

    annotation_id: str
    kind: str
    number: int
    place: int
    start: int
    end: int
    label: str
    replacement: str | None = None

    @property
    def marker_id(self) -> str:
        """The id of the marker, to which the note links back."""
        return marker_id(self.annotation_id, self.place)


def marker_id(note: str, place: int) -> str:
    """The id of the marker of a note's place, counted from 1."""
    # No id of a note has two hyphens in a row, so that this is no other note's.
    return f"ref-{note}--{place}"


def weave_marks(article: HtmlText, placements: Sequence[Placement]) -> str:
    """The article's HTML with a `<mark>` around each anchored run and its numbered marker.

    One mark per run of text and set of notes, so that marks nest in any markup; the
    smallest note is named first. Behind a correction's words stands its replacement, for
    the view in which corrections are made. Nothing else changes: `unweave_marks` gives
    the same bytes back. The order of `placements` does not matter.
    """
    ordered = sorted(placements, key=lambda p: (p.end - p.start, p.number, p.place))
    splices: list[tuple[int, int, str]] = []
    last_run: dict[str, tuple[TextRun, int]] = {}

    for run, start, end, active in marked_parts(article.runs, ordered):
        if not article.text[start:end].strip():
            continue
        begin, stop = run.html_offset(start), run.html_offset(end)
        if begin == stop:
            continue  # half of a reference that stands for two characters
        splices += ((begin, 2, _mark_tag(active)), (stop, -1, "</mark>"))
        for place in active:
            last_run[place.marker_id] = (run, stop)

    for place in sorted(ordered, key=lambda p: (p.number, p.place)):
        if place.marker_id in last_run:
            run, stop = last_run[place.marker_id]
            if place.replacement:
                splices.append((stop, 0, _fix(place.replacement)))
            splices.append((run.after_link or stop, 1, _marker(place)))
    return _splice(article.html, splices)


def unweave_marks(html: str) -> str:
    """The HTML as it was before `weave_marks`."""
    return _MARK.sub("", html)


def marked_parts(
    runs: Sequence[TextRun], places: Sequence[Placement]
) -> Iterator[tuple[TextRun, int, int, list[Placement]]]:
    """The runs cut at every place where a note begins or ends: each part with its places.

    The places of a part are in the order of `places`; parts without any are left out.
    """
    cuts = sorted({offset for place in places for offset in (place.start, place.end)})
    waiting = sorted(range(len(places)), key=lambda rank: places[rank].start, reverse=True)
    active: list[int] = []  # ranks of the places that hold the part, in order
    ends: list[tuple[int, int]] = []  # a heap of where they end, with their ranks
    next_cut = 0
    for run in runs:
        start = run.start
        while start < run.end:
            while next_cut < len(cuts) and cuts[next_cut] <= start:
                next_cut += 1
            end = min(run.end, cuts[next_cut]) if next_cut < len(cuts) else run.end
            while waiting and places[waiting[-1]].start <= start:
                rank = waiting.pop()
                insort(active, rank)
                heappush(ends, (places[rank].end, rank))
            while ends and ends[0][0] <= start:
                del active[bisect_left(active, heappop(ends)[1])]
            if active:
                yield run, start, end, [places[rank] for rank in active]
            start = end


def _mark_tag(active: Sequence[Placement]) -> str:
    kinds = dict.fromkeys(f"gloss--{place.kind}" for place in active)
    ids = list(dict.fromkeys(place.annotation_id for place in active))
    # One id is all that ARIA 1.2 allows; each note has a marker of its own besides.
    return (
        f'<mark class="gloss {escape(" ".join(kinds))}" '
        f'data-annotation="{escape(" ".join(ids))}" aria-details="note-{escape(ids[0])}">'
    )


def _marker(place: Placement) -> str:
    return (
        f'<a class="gloss-ref gloss-ref--{escape(place.kind)}" id="{escape(place.marker_id)}" '
        f'href="#note-{escape(place.annotation_id)}" role="doc-noteref" '
        f'aria-label="{escape(place.label)}">{place.number}</a>'
    )


def _fix(replacement: str) -> str:
    # The space keeps it apart from the struck words where both are read or copied.
    return f'<ins class="gloss-fix"> {escape(replacement)}</ins>'


def _splice(html: str, splices: list[tuple[int, int, str]]) -> str:
    """`html` with each text put in at its offset: ends, then replacements, markers, begins."""
    parts: list[str] = []
    done = 0
    for offset, _, text in sorted(splices, key=lambda splice: splice[:2]):
        parts += (html[done:offset], text)
        done = offset
    parts.append(html[done:])
    return "".join(parts)
