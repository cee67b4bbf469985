"""Words in order with their postings, in small files: what a query asks for is in one or two.

A file begins with the names of the files that hold its long lists. Then each word: how many
bytes it shares with the one before, its other bytes, and its postings, or the number of a file
(from 1), where in it they begin and how many bytes they have.
"""

from __future__ import annotations

from dataclasses import dataclass, field

from glossator.searching.files import Files
from glossator.searching.postings import encode_number

# Bytes. A query reads one file for each of its words: smaller ones would make the list of their
# names longer, which every query reads.
FILE_SIZE = 8_000
# A list as long as this stands in a file of its own kind, so that it weighs on nobody's query
# for the word beside it.
LONGEST_INLINE = 300
LISTS_SIZE = 8_000


@dataclass
class DictionaryWriter:
    """Takes up words in the order of their bytes; writes them into `files`."""

    files: Files
    places: list[tuple[str, str]] = field(default_factory=list)
    _entries: list[bytes] = field(default_factory=list)
    _size: int = 0
    _last: bytes = b""
    _first: bytes = b""
    _end_before: bytes = b""
    _lists: list[bytes] = field(default_factory=list)
    _list_size: int = 0
    _names: list[str] = field(default_factory=list)

    def add(self, key: bytes, about: bytes, postings: bytes) -> None:
        """A word, what stands before its postings, and these."""
        if not self._entries:
            self._first = key
        shared = _shared(self._last, key)
        rest = key[shared:]
        entry = encode_number(shared) + encode_number(len(rest)) + rest + about
        if len(postings) <= LONGEST_INLINE:
            entry += b"\0" + encode_number(len(postings)) + postings
        else:
            numbers = (len(self._names) + 1, self._list_size, len(postings))
            entry += b"".join(map(encode_number, numbers))
            self._lists.append(postings)
            self._list_size += len(postings)
            if self._list_size >= LISTS_SIZE:
                self._save_lists()
        self._entries.append(entry)
        self._size += len(entry)
        self._last = key
        if self._size >= FILE_SIZE:
            self._save()

    def close(self) -> list[tuple[str, str]]:
        """The files: for each where it begins, which tells it from the one before, and its name."""
        self._save()
        return self.places

    def _save_lists(self) -> None:
        if self._lists:
            self._names.append(self.files.save(b"".join(self._lists)))
            self._lists, self._list_size = [], 0

    def _save(self) -> None:
        if not self._entries:
            return
        self._save_lists()
        head = encode_number(len(self._names)) + "".join(self._names).encode()
        name = self.files.save(head + b"".join(self._entries))
        begin = self._first[: _shared(self._end_before, self._first) + 1]
        # Not within a character.
        while begin != self._first and self._first[len(begin)] & 0xC0 == 0x80:
            begin = self._first[: len(begin) + 1]
        self.places.append((begin.decode("utf-8", "replace"), name))
        self._end_before = self._last
        self._entries, self._size, self._last, self._names = [], 0, b"", []


def _shared(one: bytes, other: bytes) -> int:
    """How many bytes both begin with."""
    number = 0
    for first, second in zip(one, other, strict=False):
        if first != second:
            break
        number += 1
    return number
