"""The notes of an article found in its text, as far as that can be afforded."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from glossator.anchoring.anchor import match_quote
from glossator.content.corpus import Note
from glossator.problems import Problem
from glossator.weaving.markup import HtmlText
from glossator.weaving.quote_advice import MOST_PLACES, Advisor, selector_of
from glossator.weaving.weave import Placement, marked_parts

# Characters that may be read for the quotes of one article, some seconds: five thousand quotes of
# a chapter of 400,000 characters.
MOST_READ = 2_000_000_000
# Those that take as long as to see that a quote stands in too many places.
READ_FOR_PROBLEM = 250_000
# Nanoseconds that it takes to read one of them.
READ_FOR_QUOTE = 1.5
# Ids of notes in all marks of an article. Five thousand notes beside one another need as many.
MOST_NAMED = 200_000


def anchor_notes(
    text: str, notes: Iterable[Note], problems: list[Problem]
) -> dict[str, list[tuple[int, int] | None]]:
    """Where each target of each note stands, or None; a published note must stand somewhere."""
    advisor = Advisor(text)
    spans: dict[str, list[tuple[int, int] | None]] = {}
    left = MOST_READ
    # In one order, as they share what may be spent.
    for note in sorted(notes, key=lambda note: note.id):
        left -= len(note.annotation.target) * len(text)
        if left < 0 and note.annotation.target:
            spans[note.id] = [None] * len(note.annotation.target)
            message = (
                f"the article is too long ({len(text):,} characters) to be searched for all that "
                "is quoted of it; split it in two, or quote less"
            )
            problems.append(Problem(note.place(0), "too-much-work", message))
            continue
        told = len(problems)
        spans[note.id] = [
            _anchor(advisor, note, index, problems) for index in range(len(note.annotation.target))
        ]
        left -= READ_FOR_PROBLEM * (len(problems) - told)
    return spans


def _anchor(
    advisor: Advisor, note: Note, index: int, problems: list[Problem]
) -> tuple[int, int] | None:
    annotation = note.annotation
    if annotation.status == "withdrawn":
        return None
    target = annotation.target[index]
    try:
        match = match_quote(advisor.text, selector_of(target), most=MOST_PLACES, suggests=False)
    except ValueError:
        message = "`exact` has no visible characters; quote words of the article"
        problems.append(Problem(note.place(index), "field-empty", message))
        return None
    if match.status == "found":
        return match.spans[0]
    if annotation.status == "published":
        problems.append(advisor.problem(note, index, match))
    return None


def without_crowds(
    article: HtmlText, placements: list[Placement], notes: Sequence[Note]
) -> tuple[list[Placement], list[Problem]]:
    """The places without those by which notes lie over one another without end, which are told.

    Each stretch of the text names all notes that lie over it, so that the page of a thousand
    notes, one within the other, would grow with the square of their number.
    """
    number = len(placements)
    if number * (2 * number + len(article.runs)) <= MOST_NAMED:
        return placements, []  # which no arrangement of them can exceed
    named = 0
    for _, _, _, active in marked_parts(article.runs, placements):
        named += len(active)
        if named > MOST_NAMED:
            # The one that lies over most of the text.
            widest = max(active, key=lambda place: (place.end - place.start, place.annotation_id))
            note = next(note for note in notes if note.id == widest.annotation_id)
            message = (
                "this note and others lie over one another in too many places; quote fewer words, "
                "or speak of the whole article"
            )
            return [], [Problem(note.place(widest.place - 1), "too-much-work", message)]
    return placements, []
