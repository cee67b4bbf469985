"""What is known of articles and notes while a site is made: records that take little room.

Of a large site these are in memory all the time. They say what the models of
`glossator.content` say, by the same names, and were checked by these when they were kept.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from functools import lru_cache
from sys import intern
from typing import TYPE_CHECKING, Any, ClassVar, cast

from glossator.content.replacements import replacement_at
from glossator.site.withdrawn import told_of

if TYPE_CHECKING:
    from glossator.content.model import Annotation
    from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta

# What many records say in the same words.
_SHARED = 4096

_Read = Callable[[Any], Any]  # from a value as JSON has it, to the one of a record


class StoredRecord:
    """Fields as they were kept; those that were not are what the model has in their place."""

    __slots__ = ()
    usual: ClassVar[Mapping[str, Any]]
    """All fields, with what each says where it was left out."""
    read: ClassVar[Mapping[str, _Read]] = {}
    """How those are read that are not just the text that was kept."""

    def __init__(self, fields: Mapping[str, Any]) -> None:
        read = self.read
        for name, usual in self.usual.items():
            if name in fields:
                value = fields[name]
                setattr(self, name, read[name](value) if name in read else value)
            else:
                setattr(self, name, usual)

    def model_dump(self) -> dict[str, Any]:
        """The fields, as the model of the same name would put them out."""
        return {name: _plain(getattr(self, name)) for name in self.usual}

    def __eq__(self, other: object) -> bool:
        return type(other) is type(self) and self.model_dump() == other.model_dump()

    def __hash__(self) -> int:
        return hash(tuple(getattr(self, name) for name in self.usual))

    def __repr__(self) -> str:
        return f"{type(self).__name__}{[getattr(self, name) for name in self.usual]!r}"


def _plain(value: Any) -> Any:
    if isinstance(value, StoredRecord):
        return value.model_dump()
    return tuple(map(_plain, value)) if isinstance(value, tuple) else value


@lru_cache(maxsize=_SHARED)
def _same(*texts: str) -> tuple[str, ...]:
    return tuple(map(intern, texts))


def texts(values: Iterable[str]) -> tuple[str, ...]:
    """The values, which many records have in common."""
    return _same(*values)


def _sources(values: list[Any]) -> tuple[_Source, ...]:
    return tuple(map(_Source, values))


class _Source(StoredRecord):
    usual: ClassVar = {
        "url": "",
        "title": None,
        "publisher": "",
        "via": None,
        "published": None,
        "accessed": None,
        "archive": None,
        "supports": None,
    }
    read: ClassVar = {
        "publisher": intern,
        "via": intern,
        "published": intern,
        "accessed": intern,
    }
    __slots__ = tuple(usual)


class _Target(StoredRecord):
    usual: ClassVar = {"exact": "", "prefix": "", "suffix": "", "replacement": None}
    __slots__ = tuple(usual)


class _Creator(StoredRecord):
    usual: ClassVar = {"name": "", "github": None}
    __slots__ = tuple(usual)


class _Change(StoredRecord):
    usual: ClassVar = {"date": "", "text": ""}
    __slots__ = tuple(usual)


@lru_cache(maxsize=_SHARED)
def _creator(name: str, github: str | None) -> _Creator:
    return _Creator({"name": name, "github": github})


class _Annotation(StoredRecord):
    """A note, but for its body, which is kept as HTML and with the article's text."""

    usual: ClassVar = {
        "kind": "",
        "title": None,
        "target": (),
        "replacement": None,
        "reason": None,
        "confidence": None,
        "sources": (),
        "topics": (),
        "status": "published",
        "creator": None,
        "created": None,
        "modified": None,
        "changes": (),
        "redirect_from": (),
    }
    read: ClassVar = {
        **dict.fromkeys(("kind", "reason", "confidence", "status", "created", "modified"), intern),
        "target": lambda values: tuple(map(_Target, values)),
        "sources": _sources,
        "changes": lambda values: tuple(map(_Change, values)),
        "creator": lambda value: _creator(value["name"], value.get("github")),
        "topics": texts,
        "redirect_from": texts,
    }
    __slots__ = tuple(usual)

    def replacement_at(self, place: int) -> str | None:
        """What the words at target number `place` (from 0) should be."""
        return replacement_at(cast("Annotation", self), place)


class _ArticleSource(StoredRecord):
    usual: ClassVar = {
        "url": "",
        "archive": None,
        "publisher": "",
        "via": None,
        "author": None,
        "published": None,
        "language": "en",
        "translated": "no",
    }
    read: ClassVar = {
        **dict.fromkeys(("publisher", "via", "author", "published", "language"), intern),
        "translated": intern,
    }
    __slots__ = tuple(usual)


class _ArticleMeta(StoredRecord):
    usual: ClassVar = {
        "title": "",
        "source": None,
        "retrieved": None,
        "rights": None,
        "topics": (),
        "sha256": None,
        "redirect_from": (),
    }
    read: ClassVar = {
        "source": _ArticleSource,
        "retrieved": intern,
        "rights": intern,
        "topics": texts,
        "redirect_from": texts,
    }
    __slots__ = tuple(usual)


class _TimelineEvent(StoredRecord):
    usual: ClassVar = {"date": "", "text": "", "sources": ()}
    read: ClassVar = {"sources": _sources}
    __slots__ = tuple(usual)


class _TopicMeta(StoredRecord):
    usual: ClassVar = {
        "title": "",
        "aliases": (),
        "summary": "",
        "timeline": (),
        "sources": (),
        "redirect_from": (),
    }
    read: ClassVar = {
        "aliases": tuple,
        "timeline": lambda values: tuple(map(_TimelineEvent, values)),
        "sources": _sources,
        "redirect_from": texts,
    }
    __slots__ = tuple(usual)


class _PageSearch(StoredRecord):
    usual: ClassVar = {"exclude": "false", "boost": "1"}
    __slots__ = tuple(usual)


class _PageMeta(StoredRecord):
    usual: ClassVar = {
        "title": None,
        "description": None,
        "hide": (),
        "search": None,
        "redirect_from": (),
    }
    read: ClassVar = {"hide": tuple, "search": _PageSearch, "redirect_from": texts}
    __slots__ = tuple(usual)


def stored_annotation(fields: Mapping[str, Any]) -> Annotation:
    """The note of which these fields were kept; it has no `body`, nor what it claimed once.

    See `glossator.site.withdrawn`.
    """
    return cast("Annotation", _Annotation(told_of(fields)))


def stored_meta(fields: Mapping[str, Any]) -> ArticleMeta:
    """The front matter of an article, of which these fields were kept."""
    return cast("ArticleMeta", _ArticleMeta(fields))


def stored_topic_meta(fields: Mapping[str, Any]) -> TopicMeta:
    """The front matter of a topic, of which these fields were kept."""
    return cast("TopicMeta", _TopicMeta(fields))


def stored_page_meta(fields: Mapping[str, Any]) -> PageMeta:
    """The front matter of any other page, of which these fields were kept."""
    return cast("PageMeta", _PageMeta(fields))
