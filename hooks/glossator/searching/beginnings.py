"""What words begin with: where many do, all their records under the beginning itself.

Whoever types `al` asks for every word that begins so. Those of a rare beginning are read one
by one; for a common one that would be much of the index, so that it has a list of its own.
"""

from __future__ import annotations

from array import array
from collections.abc import Iterator
from dataclasses import dataclass, field
from heapq import nlargest
from typing import NamedTuple

from glossator.searching.postings import encode_number, encode_postings, merge_fields

# Characters. Words that share more are few.
LONGEST = 7
# Bytes of words and postings from which on a beginning has a list.
MUCH = 20_000
MOST_SUGGESTED = 5


class _Open(NamedTuple):
    """A beginning, and how many words and bytes came before its own."""

    beginning: str
    words: int
    size: int


@dataclass
class Beginnings:
    """Takes up words in order and keeps the lists of their common beginnings, encoded."""

    total: int
    found: dict[str, tuple[bytes, bytes]] = field(default_factory=dict)
    _open: list[_Open] = field(default_factory=list)
    # Those that begin with the same character as the last one.
    _words: list[tuple[str, array[int]]] = field(default_factory=list)
    _size: int = 0

    def add(self, word: str, postings: array[int], size: int) -> None:
        """A word with its postings and the bytes that both take."""
        while self._open and not word.startswith(self._open[-1].beginning):
            self._close()
        for length in range(len(self._open) + 1, min(len(word), LONGEST) + 1):
            self._open.append(_Open(word[:length], len(self._words), self._size))
        self._words.append((word, postings))
        self._size += size

    def items(self) -> Iterator[tuple[bytes, bytes, bytes]]:
        """Beginnings in order, each with its most frequent words and its postings, as bytes."""
        while self._open:
            self._close()
        for beginning in sorted(self.found):
            yield beginning.encode("utf-8", "surrogatepass"), *self.found[beginning]

    def _close(self) -> None:
        level = self._open.pop()
        if self._size - level.size > MUCH:
            self.found[level.beginning] = self._encoded(self._words[level.words :])
        if not self._open:
            self._words.clear()

    def _encoded(self, some: list[tuple[str, array[int]]]) -> tuple[bytes, bytes]:
        frequent = nlargest(MOST_SUGGESTED, ((len(postings), word) for word, postings in some))
        words = sorted(frequent, key=lambda pair: (-pair[0], pair[1]))
        about = encode_number(len(words))
        for _, word in words:
            text = word.encode("utf-8", "surrogatepass")
            about += encode_number(len(text)) + text
        postings = set().union(*(postings for _, postings in some))
        return about, encode_postings(merge_fields(postings), self.total)
