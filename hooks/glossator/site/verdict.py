"""What a hurried reader must know of an article: its gravest corrections, and what it omits."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from glossator.weaving.annotate import PlacedNote

# A glance holds three or four; the rest is counted.
MOST_CORRECTIONS = 3
MOST_OMISSIONS = 1

# Gravest first: what changes what happened, who did it and when, before how it is put.
GRAVITY = (
    "figure",
    "attribution",
    "date",
    "name",
    "omission",
    "translation",
    "outdated",
    "wording",
)
CONFIDENCE = ("high", "medium", "low")


@dataclass(frozen=True, slots=True)
class Verdict:
    """An article in brief.

    Attributes:
        gravest: The corrections to show, gravest first.
        more: How many corrections there are besides.
        next: The first of those, where there are any.
        omissions: Context notes on what the article leaves out.
    """

    gravest: tuple[PlacedNote, ...]
    more: int
    omissions: tuple[PlacedNote, ...]
    next: PlacedNote | None = None


def verdict(notes: Sequence[PlacedNote]) -> Verdict:
    """The verdict on an article with `notes`, which are in reading order.

    Corrections are weighed by reason, then by confidence, then by the number of places;
    what is equal stays in reading order. Only notes that stand count.
    """
    corrections, omissions = [], []
    for placed in notes:
        annotation = placed.note.annotation
        if annotation.status != "published":
            continue
        if annotation.kind == "correction":
            corrections.append(placed)
        elif annotation.kind == "context" and annotation.reason == "omission":
            omissions.append(placed)
    corrections.sort(key=_gravity)
    return Verdict(
        tuple(corrections[:MOST_CORRECTIONS]),
        max(0, len(corrections) - MOST_CORRECTIONS),
        tuple(omissions[:MOST_OMISSIONS]),
        corrections[MOST_CORRECTIONS] if len(corrections) > MOST_CORRECTIONS else None,
    )


def _gravity(placed: PlacedNote) -> tuple[int, int, int]:
    annotation = placed.note.annotation
    reason = GRAVITY.index(annotation.reason) if annotation.reason else len(GRAVITY)
    confidence = CONFIDENCE.index(annotation.confidence) if annotation.confidence else 1
    return reason, confidence, -len(placed.places)
