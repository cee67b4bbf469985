"""The forms in which every site is published for machines."""

from __future__ import annotations

from glossator.caching.cache import Cache
from glossator.drawing.available import can_draw
from glossator.exporting.by_url import ByUrl
from glossator.exporting.cards import Cards
from glossator.exporting.citation_file import CitationFile
from glossator.exporting.csv_tables import CsvTables
from glossator.exporting.feeds import Feeds
from glossator.exporting.format import Format
from glossator.exporting.json_lines import JsonLines
from glossator.exporting.jsonld import AnnotationsJsonld
from glossator.exporting.llms import Markdown
from glossator.exporting.note_pages import NotePages
from glossator.exporting.sqlite_file import SqliteFile

FORMATS: tuple[Format, ...] = (
    NotePages(),
    AnnotationsJsonld(),
    CsvTables(),
    JsonLines(),
    SqliteFile(),
    Feeds(),
    Markdown(),
    CitationFile(),
    ByUrl(),
)
"""All of them, but for pictures; their files are part of the site."""


def published_formats(cache: Cache) -> tuple[Format, ...]:
    """What a site is published in here: `FORMATS`, and pictures where something can draw them."""
    return (*FORMATS, Cards(cache)) if can_draw() else FORMATS
