"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.exporting.format import Format
from glossator.exporting.note_pages import NotePages

FORMATS: tuple[Format, ...] = (NotePages(),)
"""All of them; their files are part of the site."""
