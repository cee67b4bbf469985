"""The home page: what is new, and the gravest correction in its sentence."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass
from heapq import nlargest

from glossator.anchoring.sentences import sentence_spans
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.verdict import verdict
from glossator.weaving.annotate import KIND_NAMES, Place, PlacedNote

# A reader who comes back wants what is new; older notes are one click away.
LATEST = 8
# Enough of a sentence around a correction to see what it changes.
LONGEST_CONTEXT = 110


@dataclass(frozen=True, slots=True)
class Example:
    """A correction in its sentence.

    Attributes:
        annotated: Its article.
        placed: The note.
        place: The words that it corrects.
        before: What stands before them.
        after: What stands behind them.
    """

    annotated: AnnotatedArticle
    placed: PlacedNote
    place: Place
    before: str
    after: str


def home(site: Site) -> dict[str, object]:
    """What is new, how much there is, and one correction to show what this is about."""
    latest = nlargest(LATEST, site.notes, key=lambda n: n.note.annotation.created or "")
    articles = site.newest_first
    numbers = Counter(placed.kind for placed in site.notes)
    return {
        "articles": articles,
        "latest": latest,
        "example": next(filter(None, map(_example, articles)), None),
        "numbers": [(kind, numbers[kind]) for kind in KIND_NAMES if numbers[kind]],
    }


def _example(annotated: AnnotatedArticle) -> Example | None:
    """The gravest correction of an article, in its sentence."""
    gravest = verdict(annotated.published).gravest
    if not gravest:
        return None
    text = annotated.text.source.text
    place = next((place for place in gravest[0].places if place.span), None)
    if not place or not place.span:
        return None
    begin, end = place.span
    around = [span for span in sentence_spans(text) if span[0] < end and begin < span[1]]
    before = " ".join(text[around[0][0] : begin].split()) if around else ""
    after = " ".join(text[end : around[-1][1]].split()) if around else ""
    if len(before) > LONGEST_CONTEXT:
        before = "… " + before[-LONGEST_CONTEXT:].partition(" ")[2]
    if len(after) > LONGEST_CONTEXT:
        after = after[:LONGEST_CONTEXT].rpartition(" ")[0] + " …"
    # The blanks beside the words went with the others.
    before += " " if text[begin - 1 : begin].isspace() else ""
    after = " " + after if text[end : end + 1].isspace() else after
    return Example(annotated, gravest[0], place, before, after)
