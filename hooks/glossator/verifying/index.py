"""The search's index as it stands in the folder: all of its files, and what results show."""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b32encode
from collections.abc import Iterator
from typing import Any

from glossator.searching.archive import is_name
from glossator.searching.files import NAME_LENGTH, SUFFIX
from glossator.site.search_files import FOLDER, SETTINGS
from glossator.verifying.built import AGAIN, Built

INDEX = f"{FOLDER}/{SETTINGS}"
"""The file from which all others are found."""
# What a file of the index raises that somebody has changed.
_ODD = (AttributeError, IndexError, KeyError, RecursionError, TypeError, ValueError)

Record = dict[str, Any]  # as JSON has it


class _DamagedError(Exception):
    """A file of the index is not what the index says; that was told."""


class Index:
    """The index in the folder of a built site.

    Attributes:
        built: The site.
        is_whole: Whether all that was read so far is what it should be.
        name: What the settings call it, once these are read.
    """

    def __init__(self, built: Built) -> None:
        self.built = built
        self.is_whole = True
        self.name = ""

    def pages(self) -> Iterator[tuple[Record, dict[str, Record]]]:
        """What is known of each page, and its records by what is behind its address.

        Of what cannot be read is told, and nothing more comes.
        """
        try:
            yield from self._pages()
        except _DamagedError:
            self.is_whole = False
        except _ODD as error:
            self.is_whole = False
            self._tell(INDEX, f"the index of the search cannot be read ({error})")

    def _pages(self) -> Iterator[tuple[Record, dict[str, Record]]]:
        if not self.built.expect(INDEX, "what the search reads first"):
            raise _DamagedError
        text = self.built.text(INDEX)
        if text is None:
            raise _DamagedError
        self.name = json.loads(text)["config"]["glossator"]
        manifest = json.loads(self._file(self.name))
        for part in ("words", "beginnings"):
            for _, one in manifest[part]:
                self._lists(self._file(one))
        self._file(manifest["fields"])
        for piece in manifest["pairs"]["names"]:
            for one in _names_in(json.loads(self._file(piece))):
                self._pairs(self._file(one))
        page: Record | None = None
        records: dict[str, Record] = {}
        number = 0
        for section in self._sections(manifest["texts"]):
            if section["d"] == section["n"][0]:
                if page is not None:
                    yield page, records
                page, records = section["p"], {}
            for record in section["r"]:
                records[record.get("u", "")] = record
                number += 1
        if page is not None:
            yield page, records
        if number != manifest["records"]:
            self._tell(INDEX, f"the index has {number} records in place of {manifest['records']}")

    def _sections(self, texts: list[Any]) -> Iterator[Record]:
        for _, name in texts:
            _, names = json.loads(self._file(name))
            for one in _names_in(names):
                yield from json.loads(self._file(one))

    def _lists(self, content: bytes) -> None:
        """Read the files of long lists, which a file of words names at its beginning."""
        number, begin = _number(content, 0)
        for place in range(begin, begin + number * NAME_LENGTH, NAME_LENGTH):
            self._file(content[place : place + NAME_LENGTH].decode())

    def _pairs(self, content: bytes) -> None:
        """Read the files of long lists that a file of pairs names among its frequent ones."""
        number, place = _number(content, 0)
        for _ in range(number):
            _, place = _number(content, place)
            length, place = _number(content, place)
            if not length:
                self._file(content[place : place + NAME_LENGTH].decode())
            place += length or NAME_LENGTH

    def _file(self, name: str) -> bytes:
        """What is in a file of the index, which is named by what it holds."""
        if not is_name(name):
            raise ValueError(f"{name!r} is no name of a file")
        path = f"{FOLDER}/{name}{SUFFIX}"
        if not self.built.expect(path, "a file of the search's index"):
            raise _DamagedError
        packed = self.built.read(path)
        try:
            content = zlib.decompress(packed or b"")
        except zlib.error as error:
            self._tell(path, f"the file cannot be unpacked ({error})")
            raise _DamagedError from None
        digest = hashlib.sha256(content).digest()
        if b32encode(digest[:NAME_LENGTH])[:NAME_LENGTH].decode().lower() != name:
            self._tell(path, "the file holds something else than its name says")
            raise _DamagedError
        return content

    def _tell(self, path: str, message: str) -> None:
        self.built.tell(path, "site-damaged", f"{message}; {AGAIN}")


def _names_in(names: str) -> list[str]:
    return [names[begin : begin + NAME_LENGTH] for begin in range(0, len(names), NAME_LENGTH)]


def _number(content: bytes, place: int) -> tuple[int, int]:
    """The number at a place, seven bits to a byte, and the place behind it."""
    number = shift = 0
    while content[place] & 0x80:
        number |= (content[place] & 0x7F) << shift
        shift += 7
        place += 1
    return number | content[place] << shift, place + 1
