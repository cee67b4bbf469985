"""One article with its notes: each note anchored, numbered and woven into the text."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from itertools import count
from typing import Protocol

from glossator.anchoring.text import clip
from glossator.content.corpus import Note
from glossator.content.deceptive_text import balanced
from glossator.problems import Problem
from glossator.weaving.finding import anchor_notes, without_crowds
from glossator.weaving.markup import HtmlText
from glossator.weaving.quote_advice import SHORT_QUOTE, selector_of
from glossator.weaving.weave import Placement, weave_marks

KIND_NAMES = {"correction": "Correction", "source": "Source", "context": "Context"}


@dataclass(frozen=True, slots=True)
class Place:
    """One place that a note speaks of.

    Attributes:
        exact: The quoted words, as the article has them.
        replacement: What they should be, in a correction.
        marker_id: The id of the marker in the text; None where the place is not anchored.
        span: Where the words stand, as offsets into the article's text; None likewise.
    """

    exact: str
    replacement: str | None
    marker_id: str | None
    span: tuple[int, int] | None = None


@dataclass(frozen=True, slots=True)
class PlacedNote:
    """A note with its number and its places.

    Attributes:
        note: The note.
        number: Its number in reading order; None for a note that has no mark in the text.
        places: The places that it speaks of; none when it speaks of the whole article.
    """

    note: Note
    number: int | None
    places: tuple[Place, ...]

    @property
    def title(self) -> str:
        """Its headline, made from the quote where the note has none."""
        if self.note.annotation.title:
            return self.note.annotation.title
        return (
            f"“{clip(self.places[0].exact, SHORT_QUOTE)}”"
            if self.places
            else "On the whole article"
        )

    @property
    def kind(self) -> str:
        """`correction`, `source` or `context`."""
        return self.note.annotation.kind

    @property
    def anchor(self) -> str:
        """The id of the note's element on its article's page."""
        return f"note-{self.note.id}"


@dataclass(frozen=True, slots=True)
class AnnotatedText:
    """The text of an article with its notes.

    Attributes:
        html: The article's HTML with marks and markers.
        notes: All notes in reading order, then those on the whole article, then withdrawn ones.
        problems: Quotes that are not found in exactly one place, and corrections at odds.
        source: The article without its notes.
    """

    html: str
    notes: tuple[PlacedNote, ...]
    problems: tuple[Problem, ...]
    source: HtmlText


class HasText(Protocol):
    """What has a text that is read."""

    @property
    def text(self) -> str:
        """The text."""


class TextWithNotes(Protocol):
    """The text of an article and its notes, wherever they are kept."""

    @property
    def notes(self) -> tuple[PlacedNote, ...]:
        """All notes in reading order."""

    @property
    def source(self) -> HasText:
        """The article without its notes."""


def annotate(article: HtmlText, notes: Sequence[Note]) -> AnnotatedText:
    """Anchor `notes` in `article` and weave them in.

    A pure function of its arguments; the order of `notes` does not matter.
    """
    problems: list[Problem] = []
    spans = anchor_notes(article.text, notes, problems)

    def reading_order(note: Note) -> tuple[bool, bool, int, int, str]:
        # A marker stands behind the words, so that where they end is where it is read.
        ends = [(end, -start) for start, end in filter(None, spans[note.id])]
        first = min(ends, default=None)
        is_withdrawn = note.annotation.status == "withdrawn"
        return (first is None, is_withdrawn, *(first or (0, 0)), note.id)

    ordered = sorted(notes, key=reading_order)
    placed: list[PlacedNote] = []
    placements: list[Placement] = []
    numbers = count(1)
    for note in ordered:
        number = next(numbers) if any(spans[note.id]) else None
        found = _place(note, number or 0, spans[note.id])
        placements += (placement for _, placement in found if placement)
        placed.append(PlacedNote(note, number, tuple(place for place, _ in found)))
    problems += _overlaps(notes, spans)
    problems += _repeats(notes, spans)
    labelled = _labelled(placements, placed)
    labelled, crowded = without_crowds(article, labelled, notes)
    problems += crowded
    html = weave_marks(article, labelled)
    return AnnotatedText(html, tuple(placed), tuple(sorted(problems)), article)


def _place(
    note: Note, number: int, spans: list[tuple[int, int] | None]
) -> list[tuple[Place, Placement | None]]:
    found: list[tuple[Place, Placement | None]] = []
    for index, (target, span) in enumerate(zip(note.annotation.target, spans, strict=True)):
        # What begins or ends in them in another direction must not reach the words beside them.
        replacement = balanced(note.annotation.replacement_at(index) or "") or None
        placement = (
            Placement(
                note.id,
                note.annotation.kind,
                number,
                index + 1,
                *span,
                label="",
                replacement=replacement if note.annotation.status == "published" else None,
            )
            if span
            else None
        )
        marker = placement.marker_id if placement else None
        exact = balanced(" ".join(target.exact.split()))
        found.append((Place(exact, replacement, marker, span), placement))
    return found


def _labelled(placements: list[Placement], notes: list[PlacedNote]) -> list[Placement]:
    # Short, as it stands in the middle of a sentence; the note itself says the rest.
    labels = {placed.note.id: f"Note {placed.number}, {placed.kind}" for placed in notes}
    return [replace(placement, label=labels[placement.annotation_id]) for placement in placements]


def _overlaps(
    notes: Iterable[Note], spans: dict[str, list[tuple[int, int] | None]]
) -> list[Problem]:
    """Pairs of corrections that would replace the same words."""
    places = sorted(
        (span, note.id, index, note)
        for note in notes
        if note.annotation.kind == "correction" and note.annotation.status == "published"
        for index, span in enumerate(spans[note.id])
        if span
    )
    problems = []
    # A long quote may hold several short ones: what counts is the one that ends last.
    last, last_note, last_place = (0, 0), None, 0
    for span, _, index, note in places:
        is_repeat = note is last_note and span == last  # which `_repeats` tells
        if last_note and span[0] < last[1] and not is_repeat:
            other = (
                "other words of this note"
                if note is last_note
                else f"the correction `{last_note.id}`"
            )
            message = (
                f"these words overlap {other}; quote fewer words, or make one correction of the two"
            )
            others = (last_note.place(last_place),) if last_note is not note else ()
            problems.append(
                Problem(note.place(index), "correction-overlap", message, related=others)
            )
        if span[1] > last[1]:
            last, last_note, last_place = span, note, index
    return problems


def _repeats(
    notes: Iterable[Note], spans: dict[str, list[tuple[int, int] | None]]
) -> list[Problem]:
    """Targets of one note that stand at the same place, however they are quoted."""
    problems = []
    for note in notes:
        seen: set[object] = set()
        for index, (target, span) in enumerate(
            zip(note.annotation.target, spans[note.id], strict=True)
        ):
            place = span or selector_of(target)
            if place in seen:
                message = "this place is quoted twice in this note; delete one of the two"
                problems.append(Problem(note.place(index), "target-duplicate", message))
            seen.add(place)
    return problems
