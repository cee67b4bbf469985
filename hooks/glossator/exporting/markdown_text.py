"""All that a note says in Markdown, for tools that know nothing of its parts."""

from __future__ import annotations

import re
from typing import TYPE_CHECKING

from glossator.exporting.markdown_of import target, without_html
from glossator.weaving.annotate import KIND_NAMES, PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Source

_ACTIVE = re.compile(r"[\\`*_\[\]>~|#^]")
_STATUS = {
    "resolved": "Resolved: the publisher has since changed the article.",
    "withdrawn": "Withdrawn: this note no longer stands.",
}


def plain(text: str) -> str:
    """A text on one line, as Markdown that means these very characters."""
    text = _ACTIVE.sub(lambda found: f"\\{found[0]}", " ".join(text.split()))
    return without_html(text)


def note_markdown(placed: PlacedNote, body: str, *, places: bool = True) -> str:
    """All that a note says, in Markdown.

    Args:
        placed: The note.
        body: Its body in Markdown.
        places: Whether to begin with its headline and the words that it speaks of.
    """
    note = placed.note.annotation
    blocks = []
    if places:
        blocks.append(f"**{KIND_NAMES[note.kind]}: {plain(placed.title)}**")
    if note.status in _STATUS:
        blocks.append(f"*{_STATUS[note.status]}*")
    for place in placed.places:
        if place.replacement:
            blocks.append(f"~~{plain(place.exact)}~~ → {plain(place.replacement)}")
        elif places:
            blocks.append(f"“{plain(place.exact)}”")
    if body.strip():
        blocks.append(body.strip("\n"))
    if note.sources:
        blocks.append("\n".join(map(_source_line, note.sources)))
    if note.changes:
        lines = (f"- {change.date}: {plain(change.text)}" for change in note.changes)
        blocks.append("\n".join(("We corrected this note:", "", *lines)))
    return "\n\n".join(blocks)


def _source_line(source: Source) -> str:
    named = plain(source.title or source.publisher)
    line = f"- [{named}]({target(source.url)})"
    if source.title:
        line += f", {plain(source.publisher)}"
    if source.via:
        line += f" via {plain(source.via)}"
    if source.published:
        line += f", {source.published}"
    line += "."
    if source.supports:
        line += f" {plain(source.supports)}"
    if source.archive:
        line += f" [Archived copy]({target(source.archive)})."
    if source.accessed:
        line += f" Read on {source.accessed}."
    return line
