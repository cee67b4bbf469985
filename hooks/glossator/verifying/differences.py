"""In what a file of data differs from another: records that are missing, others or too many."""

from __future__ import annotations

import csv
import io
import json
import re
from collections.abc import Callable, Iterator
from typing import Any, NamedTuple

from glossator.exporting.by_url import FOLDER as BY_URL
from glossator.exporting.csv_tables import path_of
from glossator.exporting.sqlite_file import PATH as SQLITE
from glossator.exporting.tables import TABLES
from glossator.problems import shown
from glossator.site.page_names import NOTES
from glossator.site.site_map import MAP_ENTRY, SITE_MAP
from glossator.verifying.built import lines_of
from glossator.verifying.databases import database_differences
from glossator.verifying.difference import Difference, same_beginning

# What a file of data raises that was cut off, or that somebody has changed.
_ODD = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError, csv.Error)
_ENTRY = re.compile(r"<entry>.*?</entry>", re.DOTALL)
_ID = re.compile(r"<id>(.*?)</id>", re.DOTALL)
_ADDRESS = re.compile(r"<loc>(.*?)</loc>")
# Characters of a message.
_SOME = 60


class _Record(NamedTuple):
    """A piece of a file that is known by a name.

    Attributes:
        name: The name, as people read it.
        line: The line in which it begins.
        content: All of it.
    """

    name: str
    line: int
    content: str


def differences(path: str, expected: bytes, found: bytes) -> Iterator[Difference]:
    """In what the bytes `found` at `path` differ from those `expected`.

    Nothing where only another SQLite has written a database with the same in it.
    """
    if path == SQLITE:
        yield from database_differences(expected, found)
        return
    noun, read = _reader_of(path)
    if read:
        belonging = list(read(expected.decode("utf-8", "replace")))
        try:
            there = list(read(found.decode()))
        except _ODD as error:
            first = _first(expected, found)
            message = f"the file is not whole ({error}): {first.message}"
            yield Difference("site-damaged", message, first.line)
            return
        told = list(_of_records(noun, belonging, there))
        yield from told
        if told:
            return
    yield _first(expected, found)


def _of_records(noun: str, expected: list[_Record], found: list[_Record]) -> Iterator[Difference]:
    rest = {one.name: one for one in expected}
    names = frozenset(rest)
    for one in found:
        belonging = rest.pop(one.name, None)
        if belonging is None:
            why = "stands twice" if one.name in names else "is not of the corpus"
            yield Difference("site-foreign", f"the {noun} {shown(one.name)} {why}", one.line)
        elif one.content != belonging.content:
            came = _part(one.content, belonging.content)
            gone = _part(belonging.content, one.content)
            message = f"the {noun} {shown(one.name)} has {shown(came)} in place of {shown(gone)}"
            yield Difference("site-changed", message, one.line)
    for name in rest:
        yield Difference("site-missing", f"the {noun} {shown(name)} is missing")


def _part(text: str, other: str) -> str:
    """The text from where it differs from another."""
    same = same_beginning(text, other)
    return " ".join(text[max(0, same - 10) : same + _SOME].split())


def _first(expected: bytes, found: bytes) -> Difference:
    same = same_beginning(expected, found)
    line = found.count(b"\n", 0, same) + 1
    if same == len(found):
        return Difference("site-damaged", "the file ends before its end", line)
    if same == len(expected):
        come = found[same : same + _SOME].decode("utf-8", "replace")
        return Difference("site-foreign", f"the file goes on with {shown(come)}", line)
    begin = max(found.rfind(b"\n", 0, same) + 1, same - 10)
    come, gone = (
        " ".join(text[begin : begin + _SOME].decode("utf-8", "replace").split())
        for text in (found, expected)
    )
    message = f"the file has {shown(come)} in place of {shown(gone)}"
    return Difference("site-changed", message, line)


_Read = Callable[[str], Iterator[_Record]]


def _reader_of(path: str) -> tuple[str, _Read | None]:
    """What the records of a file are called, and what reads them."""
    folder, _, name = path.rpartition("/")
    if folder == BY_URL and name != "index.json":
        return "address", _addresses
    if path.endswith(".csv"):
        return "row", _rows_of(path)
    if path.endswith(".jsonl"):
        return "record", _lines
    if path.endswith(".jsonld"):
        return "annotation", _annotations
    if name == "feed.xml":
        return "entry", _entries
    if name == "feed.json":
        return "entry", _items
    if path.startswith(NOTES) and name.startswith("sitemap"):
        return "address", _locations
    if path == SITE_MAP:
        return "address", _pages_in_map
    return "", None


def _rows_of(path: str) -> _Read:
    key = next((len(table.key) for table in TABLES if path_of(table) == path), 1)

    def read(text: str) -> Iterator[_Record]:
        rows = csv.reader(io.StringIO(text, newline=""), strict=True)
        line = 1
        for row in rows:
            if len(row) < key:
                raise ValueError(f"line {line} is no row")
            yield _Record("/".join(row[:key]), line, "\t".join(row))
            line = rows.line_num + 1

    return read


def _lines(text: str) -> Iterator[_Record]:
    for number, line in enumerate(lines_of(text), start=1):
        fields: dict[str, Any] = json.loads(line)
        name = "/".join(
            str(fields[key]) for key in ("article", "note", "topic") if fields.get(key) is not None
        )
        yield _Record(name, number, line)


def _annotations(text: str) -> Iterator[_Record]:
    head = json.loads(text)
    pages = [head.get("first") or {}, head]
    count = sum(len(page.get("items", ())) for page in pages)
    number = 0
    # Each stands on a line of its own, and the head and the end on others.
    for line, content in enumerate(text.split("\n"), start=1):
        content = content.removesuffix(",")
        if line == 1 or not content.startswith("{"):
            continue
        yield _Record(str(json.loads(content)["id"]), line, content)
        number += 1
    if number != count:
        raise ValueError("annotations do not stand on lines of their own")


def _entries(text: str) -> Iterator[_Record]:
    if not text.rstrip().endswith("</feed>"):
        raise ValueError("the feed has no end")
    for found in _ENTRY.finditer(text):
        name = _ID.search(found[0])
        line = text.count("\n", 0, found.start()) + 1
        yield _Record(name[1] if name else "", line, found[0])


def _items(text: str) -> Iterator[_Record]:
    for item in json.loads(text)["items"]:
        begin = max(0, text.find(json.dumps(item["id"], ensure_ascii=False)))
        content = json.dumps(item, ensure_ascii=False)
        yield _Record(str(item["id"]), text.count("\n", 0, begin) + 1, content)


def _addresses(text: str) -> Iterator[_Record]:
    for number, (key, told) in enumerate(json.loads(text).items(), start=2):
        yield _Record(key, number, json.dumps(told, ensure_ascii=False))


def _locations(text: str) -> Iterator[_Record]:
    for number, line in enumerate(lines_of(text), start=1):
        if found := _ADDRESS.search(line):
            yield _Record(found[1], number, line)


def _pages_in_map(text: str) -> Iterator[_Record]:
    for entry in MAP_ENTRY.finditer(text):
        if found := _ADDRESS.search(entry[0]):
            line = text.count("\n", 0, entry.start()) + 2
            yield _Record(found[1], line, entry[0])
