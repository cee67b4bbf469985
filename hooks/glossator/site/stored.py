"""Articles and notes that were read and annotated before: of what was kept, what is asked for.

Of a large site the records are in memory and the texts are not: they are read from what was
kept, one at a time.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import cache, partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossator.content.corpus import Article, Note
from glossator.content.files import LONGEST_PAGE, LONGEST_RECORD, read_text_file
from glossator.content.front_matter import split_front_matter
from glossator.content.parsed import Parsed
from glossator.content.yaml_source import parse_yaml
from glossator.problems import Location, Problem
from glossator.site.stored_records import stored_annotation, texts
from glossator.weaving.annotate import Place, PlacedNote
from glossator.weaving.weave import marker_id

if TYPE_CHECKING:
    from glossator.content.model import Annotation
    from glossator.content.page_model import ArticleMeta


# What reading something raises that has the right checksum and was not written here.
ODD = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)


class StoredParsed(Parsed):
    """Where the fields of a file stand, read again once somebody asks, as hardly anybody does."""

    def __init__(self, read: Callable[[], Parsed]) -> None:
        super().__init__()
        self._read = cache(read)  # who asks for one place may ask for thousands

    def has_field(self, path: Iterable[str | int]) -> bool:
        """Whether the file names the field at `path`, if only to leave it empty."""
        return self._read().has_field(path)

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Location:
        """Where the value (or the name) of the field at `path` begins, or what holds it."""
        return self._read().place(path, key=key)


class KeptNotes:
    """What was kept of the notes on an article, taken apart once somebody asks for it.

    `heads` are their ids, topics and former ids, `paths` their files by id; `read` gives their
    fields and their places, as JSON.
    """

    __slots__ = ("_placed", "_read", "notes", "root")

    def __init__(
        self,
        slug: str,
        heads: Sequence[Sequence[Any]],
        paths: Mapping[str, str],
        read: Callable[[], Any],
        root: Path,
    ) -> None:
        self.root = root
        self.notes = tuple(
            StoredNote(self, slug, paths[name], name, topics, former)
            for name, topics, former in heads
        )
        self._read: Callable[[], Any] | None = read
        self._placed: tuple[PlacedNote, ...] = ()

    @property
    def placed(self) -> tuple[PlacedNote, ...]:
        """All of them in reading order, then those on the whole article, then withdrawn ones."""
        self.open()
        return self._placed

    def open(self) -> None:
        """Make their records, where that is not done."""
        if self._read is None:
            return
        fields, placed = self._read()
        self._read = None
        for note, about in zip(self.notes, fields, strict=True):
            object.__setattr__(note, "_annotation", stored_annotation(about))
        by_id = {note.id: note for note in self.notes}
        self._placed = tuple(
            PlacedNote(by_id[name], number, tuple(_places(by_id[name], spans)))
            for name, number, spans in placed
        )


class StoredNote(Note):
    """A note of which the record is made once somebody asks for it."""

    __slots__ = ("_annotation", "_former", "_kept", "_topics")
    _annotation: Annotation | None
    _former: tuple[str, ...]
    _kept: KeptNotes
    _topics: tuple[str, ...]

    def __init__(
        self,
        kept: KeptNotes,
        slug: str,
        path: str,
        name: str,
        topics: Iterable[str],
        former: Iterable[str],
    ) -> None:
        keep = object.__setattr__  # the record cannot be changed otherwise
        keep(self, "id", name)
        keep(self, "article", slug)
        keep(self, "path", path)
        keep(self, "_annotation", None)
        keep(self, "_former", texts(former))
        keep(self, "_kept", kept)
        keep(self, "_topics", texts(topics))

    @property
    def parsed(self) -> Parsed:
        """Where in the file it says so."""
        return StoredParsed(partial(_read_note, self._kept.root, self.path))

    @property
    def annotation(self) -> Annotation:
        """What the file says, but for its `body`, of which the HTML stands in the texts."""
        if self._annotation is None:
            self._kept.open()
        assert self._annotation is not None  # it has just been made  # noqa: S101
        return self._annotation

    @property
    def topics(self) -> tuple[str, ...]:
        """The slugs of its topics."""
        return self._topics

    @property
    def redirect_from(self) -> tuple[str, ...]:
        """The ids that it had before."""
        return self._former


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

    def with_meta(self, meta: ArticleMeta) -> StoredArticle:
        """The same article, of which its front matter says this."""
        return StoredArticle(self.slug, self.path, meta, self._root)

    @property
    def parsed(self) -> Parsed:
        """Where in the file each field stands."""
        return StoredParsed(partial(read_head, self._root, self.path))

    @property
    def body(self) -> str:
        """Its Markdown, from below the front matter."""
        return split_front_matter(_read(self._root, self.path, LONGEST_PAGE), self.path)[1]


def read_head(root: Path, path: str) -> Parsed:
    """Where the fields of the front matter of a Markdown file stand."""
    return split_front_matter(_read(root, path, LONGEST_PAGE), path)[0]


def _read_note(root: Path, path: str) -> Parsed:
    return parse_yaml(_read(root, path, LONGEST_RECORD), path)


def _read(root: Path, path: str, limit: int) -> str:
    return read_text_file(root, path, [], limit=limit) or ""


@dataclass(frozen=True, slots=True)
class SomeNotes:
    """Notes that were chosen among those on an article."""

    placed: tuple[PlacedNote, ...]


@dataclass(frozen=True, slots=True)
class PlainText:
    """What a reader of an article reads."""

    text: str


@dataclass(slots=True)
class StoredText:
    """The text of an article with its notes, as `annotate` made it.

    Attributes:
        problems: What is wrong with the article and its notes, each by itself.
    """

    problems: tuple[Problem, ...]
    _kept: KeptNotes | SomeNotes = field(repr=False)
    _read: Callable[[], Mapping[str, Any]] = field(repr=False)

    @property
    def notes(self) -> tuple[PlacedNote, ...]:
        """All notes in reading order, then those on the whole article, then withdrawn ones."""
        return self._kept.placed

    @property
    def plain_notes(self) -> tuple[Note, ...]:
        """All notes in the order of their files, without a look at where they stand."""
        kept = self._kept
        return kept.notes if isinstance(kept, KeptNotes) else tuple(p.note for p in kept.placed)

    def changed(self, change: Callable[[KeptNotes], KeptNotes]) -> StoredText:
        """The same text with the notes that `change` makes of all."""
        kept = self._kept
        return replace(self, _kept=change(kept)) if isinstance(kept, KeptNotes) else self

    def only(self, chosen: Callable[[PlacedNote], bool]) -> StoredText:
        """The same text with those of its notes that are chosen."""
        return replace(self, _kept=SomeNotes(tuple(filter(chosen, self.notes))))

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
    """A placed note as JSON can hold it; `KeptNotes` reads it."""
    return [placed.note.id, placed.number, [place.span for place in placed.places]]


def _places(note: Note, spans: list[list[int] | None]) -> Iterator[Place]:
    for index, span in enumerate(spans):
        quoted = note.annotation.target[index].exact
        words = " ".join(quoted.split())
        yield Place(
            quoted if words == quoted else words,  # the same text takes no room twice
            note.annotation.replacement_at(index),
            marker_id(note.id, index + 1) if span else None,
            (span[0], span[1]) if span else None,
        )


def to_json(value: object) -> bytes:
    """The value as JSON, halves of characters as escapes."""
    return json.dumps(value, separators=(",", ":")).encode()
