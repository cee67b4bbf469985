"""Annotations in a file or on the web, with the pages that follow: one after the other."""

from __future__ import annotations

import json
import re
from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from pathlib import Path
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from glossator.content.piled_marks import piled_marks
from glossator.importing.foreign import as_list
from glossator.importing.hypothesis_row import is_row
from glossator.importing.web_annotation import Node, id_of, types_of
from glossator.problems import Location, shown
from glossator.web.addresses import is_inward
from glossator.web.fetch import FetchError, fetch_page

# More than these no site has; a circle of pages would have no end.
MOST_PAGES = 2_000
# Bytes. A page of 500 annotations has about one million.
LARGEST_FILE = 64 * 1024 * 1024
_TEXT = re.compile(r'"(?:[^"\\]|\\.)*"')
_KINDS = frozenset(("application/json", "application/ld+json", "application/octet-stream", ""))
_BY_HAND = "save what it answers as a file, and import that"
_WANTED = "give W3C annotations in JSON-LD, or what Hypothesis' search answers"


class SourceError(Exception):
    """Annotations cannot be had; the message says where, why, and what to do."""


@dataclass(frozen=True)
class Document:
    """A file or an answer.

    Attributes:
        name: Its path or its address.
        text: What it holds.
        data: The same, read.
    """

    name: str
    text: str
    data: Any

    @property
    def is_web(self) -> bool:
        """Whether it came from the web."""
        return is_address(self.name)

    @property
    def total(self) -> int:
        """How many there are in all, as a search of Hypothesis says; 0 of what says nothing."""
        total = self.data.get("total") if isinstance(self.data, dict) else None
        return total if isinstance(total, int) and "rows" in self.data else 0

    def place_of(self, name: str) -> Location:
        """Where the thing of this id is told of; the beginning where that cannot be seen."""
        forms = (json.dumps(name, ensure_ascii=False), json.dumps(name)) if name else ()
        at = next((self._texts[form] for form in forms if form in self._texts), 0)
        line = bisect_right(self._lines, at)
        return Location(self.name, line, at - self._lines[line - 1] + 1)

    @cached_property
    def _texts(self) -> dict[str, int]:
        """Where each text begins first: of each annotation that is told of it is asked."""
        found: dict[str, int] = {}
        for text in _TEXT.finditer(self.text):
            found.setdefault(text[0], text.start())
        return found

    @cached_property
    def _lines(self) -> list[int]:
        """Where each line begins."""
        return [0, *(found.end() for found in re.finditer("\n", self.text))]


def is_address(source: str) -> bool:
    """Whether a source is on the web."""
    return source.lower().startswith(("http:", "https:"))


def read_annotations(source: str) -> Iterator[tuple[Document, Node]]:
    """Each annotation in `source` and on its further pages, with where it stands.

    `source` is a file or an address, of a W3C annotation, a list, a collection or a page of
    them, or of an answer of Hypothesis' search.

    Raises:
        SourceError: a page cannot be had or read, or has no annotations.
    """
    document: Document | None = _load(source, "")
    pages, read = {source}, 0
    while document:
        if not _has_annotations(document.data):
            raise SourceError(f"{document.name}:1:1: there are no annotations in it; {_WANTED}")
        found = list(_nodes(document.data))
        yield from ((document, node) for node in found)
        read += len(found)
        following = _following(document, read, len(found))
        if following in pages:
            raise SourceError(f"{document.name}: its pages lead in a circle, to {following} again")
        if len(pages) >= MOST_PAGES:
            most = f"more than {MOST_PAGES:,} pages"
            raise SourceError(f"{source}: it has {most}; import it in parts")
        pages.add(following)
        document = _load(following, document.name) if following else None


def _has_annotations(data: Any) -> bool:
    if isinstance(data, list):
        return all(isinstance(one, dict) for one in data)
    if not isinstance(data, dict):
        return False
    known = {"Annotation", "AnnotationCollection", "AnnotationPage", "OrderedCollection"}
    kinds = {*types_of(data)} & {*known, "OrderedCollectionPage", "Collection", "CollectionPage"}
    return bool(kinds) or "rows" in data or "@graph" in data or is_row(data)


def _nodes(data: Any) -> Iterator[Node]:
    """The annotations that a document holds itself."""
    if isinstance(data, list):
        for one in data:
            yield from _nodes(one)
    elif isinstance(data, dict):
        if is_row(data) or "Annotation" in types_of(data):
            yield data
            return
        held = [data.get(name) for name in ("rows", "replies", "items", "@graph", "annotations")]
        first = data.get("first")
        for one in (*held, first if isinstance(first, dict) else None):
            yield from _nodes(one)


def _following(document: Document, read: int, found: int) -> str:
    """The address of the page behind a document; empty where it is the last."""
    data = document.data
    if not isinstance(data, dict):
        return ""
    if "rows" in data:
        has_more = document.total > read and found and document.is_web
        return _with_offset(document.name, found) if has_more else ""
    first = data.get("first")
    pages = [first, first.get("next")] if isinstance(first, dict) else [first]
    linked = [data.get("next"), pages[-1]]
    link = next((id_of(one) for one in linked for one in as_list(one) if id_of(one)), "")
    try:
        return urljoin(document.name, link) if link and document.is_web else link
    except ValueError:  # which is told where it is asked
        return link


def _with_offset(address: str, more: int) -> str:
    parts = urlsplit(address)
    query = parse_qsl(parts.query, keep_blank_values=True)
    offsets = [int(value) for name, value in query if name == "offset" and value.isdecimal()]
    others = [(name, value) for name, value in query if name != "offset"]
    offset = more + (offsets[-1] if offsets else 0)
    return urlunsplit(parts._replace(query=urlencode([*others, ("offset", str(offset))])))


def _load(source: str, before: str) -> Document:
    """The document at `source`, to which the one called `before` leads, if any does."""
    beside = Path(before).parent / re.split("[?#]", source, maxsplit=1)[0].rpartition("/")[2]
    if before and not is_address(before) and beside.is_file():
        return _parsed(beside.as_posix(), _read(beside))
    if not is_address(source):
        if before:
            raise SourceError(f"{before}: the page {source} that follows is not beside it")
        return _parsed(source, _read(Path(source)))
    if before and is_inward(before, source):
        raise SourceError(f"{before}: it leads to {source}, which is in your own network")
    try:
        answer = fetch_page(source, largest=LARGEST_FILE, kinds=_KINDS)
    except FetchError as error:
        raise SourceError(f"{error.reason}; check the address, or {_BY_HAND}") from None
    return _parsed(source, answer.content)


def _read(file: Path) -> bytes:
    try:
        if file.stat().st_size > LARGEST_FILE:
            most = LARGEST_FILE // 1024**2
            raise SourceError(f"{file}: it has more than {most} MB; import it in parts")
        return file.read_bytes()
    except OSError as error:
        raise SourceError(f"{file}: it cannot be read: {error.strerror}") from None


def _parsed(name: str, content: bytes) -> Document:
    if not content.strip():
        raise SourceError(f"{name}: it is empty; {_WANTED}")
    try:
        text = content.decode("utf-8-sig")
        if pile := piled_marks(text):
            line = text.count("\n", 0, pile.start) + 1
            raise SourceError(
                f"{name}:{line}:1: {pile.size:,} marks, such as accents, stand on one letter, "
                "which no script has; take them out"
            )
        return Document(name, text, json.loads(text))
    except UnicodeDecodeError as error:
        line = content[: error.start].count(b"\n") + 1
        raise SourceError(f"{name}:{line}:1: this is not UTF-8 text; {_WANTED}") from None
    except json.JSONDecodeError as error:
        place = f"{name}:{error.lineno}:{error.colno}"
        raise SourceError(f"{place}: {_what_else(text, error)}") from None
    except RecursionError:
        raise SourceError(f"{name}:1:1: {shown('JSON')} nested this deep is not read") from None
    except ValueError:
        raise SourceError(f"{name}:1:1: it has a number of thousands of digits") from None


def _what_else(text: str, error: json.JSONDecodeError) -> str:
    """What a text is that is no JSON, and what to give in its place."""
    begin = text.lstrip()[:1]
    if begin == "<":
        return f"this is a page or a feed, and no JSON; {_WANTED}"
    if error.msg == "Extra data" and text.startswith("{"):
        return f"each line is JSON by itself (JSON Lines); {_WANTED}"
    if begin and begin in "{[":
        return f"this JSON is broken ({error.msg}); get it once more, or mend it here"
    return f"this is no JSON; {_WANTED}"
