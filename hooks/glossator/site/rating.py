"""What a correction finds of the words that it speaks of: in words, and as a number if it can.

A page shows it, and says it to machines.
"""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from glossator.weaving.annotate import PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Annotation

RATINGS = {
    "figure": "Wrong figure",
    "name": "Wrong name",
    "date": "Wrong date",
    "attribution": "Wrongly attributed",
    "translation": "Wrongly translated",
    "wording": "Misleading words",
    "omission": "Leaves out what matters",
    "outdated": "Out of date",
}
"""What a correction finds of the words, by its reason, as people say it."""
OTHER_RATING = "Wrong"
# Reasons for which a claim is not so; the others say how it is put, which is no point on a line
# from false to true.
_UNTRUE = frozenset({None, "figure", "name", "date", "attribution"})
# The only scale that a correction has: the words are as they should be, or they are not.
_NOT_SO, _SO = 1, 2


def is_reviewed(placed: PlacedNote) -> bool:
    """Whether a note is the review of a claim: a correction of words that stands."""
    annotation = placed.note.annotation
    is_standing = annotation.kind == "correction" and annotation.status == "published"
    return is_standing and bool(placed.places)


def rating_of(annotation: Annotation) -> str:
    """What a correction finds of the words."""
    name = RATINGS.get(annotation.reason or "", OTHER_RATING)
    return f"Probably {name[0].lower()}{name[1:]}" if annotation.confidence == "low" else name


def rating(annotation: Annotation) -> dict[str, Any]:
    """The rating in the words of schema.org; with a number where the words are not so."""
    node: dict[str, Any] = {"@type": "Rating", "alternateName": rating_of(annotation)}
    if annotation.reason in _UNTRUE and annotation.confidence != "low":
        node |= {"ratingValue": _NOT_SO, "worstRating": _NOT_SO, "bestRating": _SO}
    return node
