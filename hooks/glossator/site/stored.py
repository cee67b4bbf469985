"""Articles and notes that were read and annotated before: of what was kept, what is asked for.

Of a large site the records are in memory and the texts are not: they are read from what was
kept, one at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from functools import partial
from pathlib import Path
from typing import Any

from glossator.content.corpus import Article, Note
from glossator.content.files import LONGEST_PAGE, LONGEST_RECORD, read_text_file
from glossator.content.front_matter import split_front_matter
from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta
from glossator.content.parsed import Parsed
from glossator.content.yaml_source import parse_yaml
from glossator.problems import Location, Problem
from glossator.weaving.annotate import Place, PlacedNote


class StoredParsed(Parsed):
    """Where the fields of a file stand, read again once somebody asks, as hardly anybody does."""

    def __init__(self, read: Callable[[], Parsed]) -> None:
        super().__init__()
        self._read = read

    def has_field(self, path: Iterable[str | int]) -> bool:
        """Whether the file names the field at `path`, if only to leave it empty."""
        return self._read().has_field(path)

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Location:
        """Where the value (or the name) of the field at `path` begins, or what holds it."""
        return self._read().place(path, key=key)


class StoredNote(Note):
    """A note of which the record is made once somebody asks for it."""

    __slots__ = ("_annotation", "_fields", "_root")
    _fields: Mapping[str, Any]
    _annotation: Annotation | None
    _root: Path

    def __init__(
        self, name: str, article: str, path: str, fields: Mapping[str, Any], root: Path
    ) -> None:
        keep = object.__setattr__  # the record cannot be changed otherwise
        keep(self, "id", name)
        keep(self, "article", article)
        keep(self, "path", path)
        keep(self, "_fields", fields)
        keep(self, "_annotation", None)
        keep(self, "_root", root)

    @property
    def parsed(self) -> Parsed:
        """Where in the file it says so."""
        return StoredParsed(partial(_read_note, self._root, self.path))

    @property
    def annotation(self) -> Annotation:
        """What the file says."""
        if self._annotation is None:
            object.__setattr__(self, "_annotation", Annotation.model_validate(self._fields))
            object.__setattr__(self, "_fields", {})
        assert self._annotation is not None  # it has just been made  # noqa: S101
        return self._annotation

    @property
    def topics(self) -> tuple[str, ...]:
        """The slugs of its topics."""
        made = self._annotation
        return made.topics if made else tuple(self._fields.get("topics", ()))

    @property
    def redirect_from(self) -> tuple[str, ...]:
        """The ids that it had before."""
        made = self._annotation
        return made.redirect_from if made else tuple(self._fields.get("redirect_from", ()))


class StoredArticle(Article):
    """An article whose body is read from its file once somebody asks for it."""

    __slots__ = ("_root",)
    _root: Path

    def __init__(self, slug: str, path: str, meta: ArticleMeta | None, root: Path) -> None:
        keep = object.__setattr__  # the record cannot be changed otherwise
        keep(self, "slug", slug)
        keep(self, "path", path)
        keep(self, "meta", meta)
        keep(self, "_root", root)

    @property
    def parsed(self) -> Parsed:
        """Where in the file each field stands."""
        return StoredParsed(partial(_read_head, self._root, self.path))

    @property
    def body(self) -> str:
        """Its Markdown, from below the front matter."""
        return split_front_matter(_read(self._root, self.path, LONGEST_PAGE), self.path)[1]


def _read_head(root: Path, path: str) -> Parsed:
    return split_front_matter(_read(root, path, LONGEST_PAGE), path)[0]


def _read_note(root: Path, path: str) -> Parsed:
    return parse_yaml(_read(root, path, LONGEST_RECORD), path)


def _read(root: Path, path: str, limit: int) -> str:
    return read_text_file(root, path, [], limit=limit) or ""


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a reader of an article reads."""

    text: str


@dataclass
class StoredText:
    """The text of an article with its notes, as `annotate` made it.

    Attributes:
        problems: What is wrong with the article and its notes, each by itself.
    """

    problems: tuple[Problem, ...]
    _notes: Mapping[str, StoredNote] = field(repr=False)
    _placed: list[Any] = field(repr=False)
    _read: Callable[[], Mapping[str, Any]] = field(repr=False)
    _made: tuple[PlacedNote, ...] | None = field(default=None, repr=False)

    @property
    def notes(self) -> tuple[PlacedNote, ...]:
        """All notes in reading order, then those on the whole article, then withdrawn ones."""
        if self._made is None:
            self._made = tuple(
                PlacedNote(self._notes[name], number, tuple(map(_place, places)))
                for name, number, places in self._placed
            )
            self._placed = []
        return self._made

    @property
    def html(self) -> str:
        """The article's HTML with marks and markers."""
        return str(self._read()["html"])

    @property
    def source(self) -> PlainText:
        """The article without its notes."""
        return PlainText(str(self._read()["text"]))

    @property
    def bodies(self) -> Mapping[str, str]:
        """The clean HTML of each note's body, by the note's id."""
        found: Mapping[str, str] = self._read()["bodies"]
        return found


def placed_fields(placed: PlacedNote) -> list[Any]:
    """A placed note as JSON can hold it; `StoredText` reads it."""
    places = [[p.exact, p.replacement, p.marker_id, p.span] for p in placed.places]
    return [placed.note.id, placed.number, places]


def _place(fields: list[Any]) -> Place:
    exact, replacement, marker_id, span = fields
    return Place(exact, replacement, marker_id, tuple(span) if span else None)


def problem_fields(problem: Problem) -> list[Any]:
    """A problem as JSON can hold it; `read_problem` reads it."""
    return [
        _location_fields(problem.location),
        problem.code,
        problem.message,
        problem.severity,
        [_location_fields(location) for location in problem.related],
    ]


def read_problem(fields: list[Any]) -> Problem:
    """The problem of which these are the fields."""
    location, code, message, severity, related = fields
    others = tuple(Location(*other) for other in related)
    return Problem(Location(*location), code, message, severity, others)


def _location_fields(location: Location) -> list[Any]:
    return [location.path, location.line, location.column]


def to_json(value: object) -> bytes:
    """The value as JSON, halves of characters as escapes."""
    return json.dumps(value, separators=(",", ":")).encode()
