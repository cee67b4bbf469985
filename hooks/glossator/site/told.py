"""What a page is about, in a sentence for those who only see that it is there."""

from __future__ import annotations

import re

from glossator.anchoring.text import clip, cut
from glossator.content.references import unescape
from glossator.site.dates import show_date
from glossator.site.frame import summed
from glossator.site.site import AnnotatedArticle
from glossator.site.verdict import verdict
from glossator.weaving.annotate import PlacedNote
from glossator.weaving.languages import isolated

# Characters. Search engines and messengers show about so many.
LONGEST = 200
# Of the words that are wrong, and of those that are right.
LONGEST_QUOTE = 70
_TAG = re.compile("<[^>]*>")


def plain_text(html: str) -> str:
    """The words of clean HTML, on one line."""
    return " ".join(unescape(_TAG.sub(" ", html) if "<" in html else html).split())


def told_of_note(placed: PlacedNote, of: str, said: str) -> str:
    """What a note says: on what article, as `of_article` tells it on one line, and what.

    `said` is its explanation in plain words, on one line.
    """
    annotation = placed.note.annotation
    if annotation.status == "withdrawn":
        return f"Withdrawn: this note on {of} no longer stands."
    first = placed.places[0] if placed.places else None
    if first and first.replacement:
        return f"{_quoted(first.exact)} should be {_quoted(first.replacement)}, in {of}."
    said = said[: LONGEST + 1]  # of what is cut no more is looked at
    if not said:
        said = next((one.supports for one in annotation.sources if one.supports), "") or ""
        said = " ".join(said.split())
    on = f"On {_quoted(first.exact)} in {of}" if first else f"On {of}"
    return cut(f"{on}: {said}" if said else f"{on}.", LONGEST)


def told_of_article(annotated: AnnotatedArticle) -> str:
    """What there is to find on an article's page."""
    counts = summed(annotated.counts)
    found = f"A copy of {of_article(annotated)}, with {counts or 'no notes yet'}."
    worst = verdict(annotated.text.notes).gravest
    if worst:
        found += f" {'; '.join(placed.title for placed in worst)}."
    return clip(found, LONGEST)


def of_article(annotated: AnnotatedArticle) -> str:
    """An article in a sentence: its headline, and where and when it was published."""
    meta, title = annotated.article.meta, f"“{isolated(annotated.article.title)}”"
    if not meta:
        return title
    day = f", {show_date(meta.source.published)}" if meta.source.published else ""
    return f"{title} ({isolated(meta.source.publisher)}{day})"


def _quoted(words: str) -> str:
    return f"“{isolated(clip(words, LONGEST_QUOTE))}”"
