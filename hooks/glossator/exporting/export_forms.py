"""The forms in which `glossator export` gives notes out, each made when it is asked for."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from glossator.exporting.choosing import markdown_body
from glossator.exporting.format import Format


@dataclass(frozen=True, slots=True)
class ExportForm:
    """A form that somebody can ask for.

    Attributes:
        make: Makes it for the site in a folder.
        main: The path of the output that holds the notes, where it has several.
        lost: What a note has and the form has no place of its own for; empty where it has all.
    """

    make: Callable[[Path], Format]
    main: str
    lost: str = ""


def _jsonld(root: Path) -> Format:
    from glossator.exporting.jsonld import AnnotationsJsonld

    return AnnotationsJsonld(body_of=partial(markdown_body, root), most=None)


def _hypothesis(root: Path) -> Format:
    from glossator.exporting.hypothesis import HypothesisRows

    return HypothesisRows(partial(markdown_body, root))


def _markdown(root: Path) -> Format:
    from glossator.exporting.footnotes import MarkdownFootnotes

    return MarkdownFootnotes(root)


def _csv(_: Path) -> Format:
    from glossator.exporting.csv_tables import CsvTables

    return CsvTables()


def _jsonl(_: Path) -> Format:
    from glossator.exporting.json_lines import JsonLines

    return JsonLines()


def _sqlite(_: Path) -> Format:
    from glossator.exporting.sqlite_file import SqliteFile

    return SqliteFile()


EXPORT_FORMS: dict[str, ExportForm] = {
    "csv": ExportForm(_csv, "data/annotations.csv"),
    "hypothesis": ExportForm(
        _hypothesis,
        "hypothesis.json",
        "former ids; titles, replacements, sources and changes stand in its text alone",
    ),
    "jsonl": ExportForm(_jsonl, "data/annotations.jsonl"),
    "jsonld": ExportForm(_jsonld, "data/annotations.jsonld"),
    "markdown": ExportForm(
        _markdown,
        "notes.md",
        "topics, people, days and former ids of notes",
    ),
    "sqlite": ExportForm(_sqlite, "data/corpus.sqlite"),
}
"""The forms by their names."""
