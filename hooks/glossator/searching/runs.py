"""What pages have, put together in their order: runs on disk, which `index.py` makes files of.

A run holds words with their postings, and pairs of neighbouring words, each sorted. It ends where
it would take much memory.
"""

from __future__ import annotations

import struct
import sys
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import lru_cache
from pathlib import Path
from types import TracebackType
from typing import BinaryIO

from glossator.searching.gathering import GatheredPage
from glossator.searching.words import slug_of

# Postings of a run: some twenty megabytes while they are put together.
MOST_WORDS = 500_000
MOST_PAIRS = 500_000
FACET = "\3"
"""What the term of a field's value begins with, as no word does."""
OF_WORDS = "~"
"""What stands behind a field whose term is a word of the value, not all of it."""
NAMES = frozenset({"publisher", "topic"})
"""Fields whose values are names of several words."""

_HEAD = struct.Struct("<II")
# Bits that tell the piece of a run in which a pair is sorted.
_PIECES = 9


@dataclass
class RunWriter:
    """Takes up gathered pages, and writes runs into `folder` as they grow; a context.

    Attributes:
        ids: What values of fields are called in the index, where that is not what their records
            say.
        records: How many records were taken up.
        runs: How many runs were written.
        boosts: Records that weigh more or less than others, with their weight.
        facets: Fields and values, with how many records have each.
    """

    folder: Path
    ids: Mapping[tuple[str, str], str] = field(default_factory=dict)
    records: int = 0
    runs: int = 0
    boosts: list[tuple[int, float]] = field(default_factory=list)
    facets: Counter[tuple[str, str]] = field(default_factory=Counter)
    _words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _postings: int = 0
    _pairs: array[int] = field(default_factory=lambda: array("Q"))
    _texts: BinaryIO | None = None

    def __enter__(self) -> RunWriter:
        """Take up work."""
        self.folder.mkdir(parents=True, exist_ok=True)
        self._texts = self.texts.open("wb")
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Write what is left."""
        assert self._texts  # since it was entered  # noqa: S101
        self._texts.close()
        if kind is None:
            self._flush()

    @property
    def texts(self) -> Path:
        """The file of what results show."""
        return self.folder / "texts"

    def files(self, name: str) -> list[Path]:
        """The runs of `words` or `pairs`, in order."""
        return [self.folder / f"{name}-{number}" for number in range(self.runs)]

    def add(self, page: GatheredPage) -> None:
        """Take up a page."""
        assert self._texts  # likewise  # noqa: S101
        base = self.records << 2
        self.records += page.records
        self._texts.write(page.shown)
        self.boosts += [(record + (base >> 2), weight) for record, weight in page.boosts]
        lists = list(map(self._words.__getitem__, page.terms))
        numbers, slots = page.numbers, page.slots
        begin = 0
        postings = array("I")
        for posting, terms, pairs in zip(slots[::3], slots[1::3], slots[2::3], strict=True):
            for number in numbers[begin : begin + terms]:
                lists[number].append(base + posting)
            begin += terms
            postings.extend(array("I", (base + posting,)) * pairs)
        self._postings += len(numbers)
        self._pairs.frombytes(_columns(page.pairs, postings))
        self._add_facets(page, base)
        if self._postings > MOST_WORDS or len(self._pairs) > MOST_PAIRS:
            self._flush()

    def _add_facets(self, page: GatheredPage, base: int) -> None:
        found: dict[str, set[int]] = defaultdict(set)
        for name, said, records in page.facets:
            value = self.ids.get((name, said), said)
            self.facets[name, value] += len(records)
            for term in _facet_terms(name, value):
                found[term].update(records)
        for term, records_of in found.items():
            self._words[term] += [base + (record << 2) for record in sorted(records_of)]
            self._postings += len(records_of)

    def _flush(self) -> None:
        if not self._words and not self._pairs:
            return
        with (self.folder / f"words-{self.runs}").open("wb") as file:
            for term in sorted(self._words):
                postings = array("I", self._words[term])
                key = term.encode("utf-8", "surrogatepass")
                file.write(_HEAD.pack(len(key), len(postings)) + key + postings.tobytes())
        self._words.clear()
        with (self.folder / f"pairs-{self.runs}").open("wb") as file:
            for pairs in _sorted(self._pairs):
                pairs.tofile(file)
        del self._pairs[:]
        self._postings = 0
        self.runs += 1


@lru_cache(maxsize=4096)  # a site has few values, and each is on many pages
def _facet_terms(name: str, value: str) -> tuple[str, ...]:
    """What a value of a field is found by."""
    slug = slug_of(value)
    # Names are found by any of their words, too.
    parts = dict.fromkeys(slug.split("-")) if name in NAMES else ()
    return (
        f"{FACET}{name}:{slug}",
        *(f"{FACET}{name}{OF_WORDS}:{part}" for part in parts),
    )


def _sorted(values: array[int]) -> Iterator[array[int]]:
    """The values in order, piece by piece, which takes half the time that it takes as a whole."""
    pieces: list[list[int]] = [[] for _ in range(1 << _PIECES)]
    shift = 64 - _PIECES
    for value in values:
        pieces[value >> shift].append(value)
    for piece in pieces:
        piece.sort()
        yield array("Q", piece)
        piece.clear()


def _columns(high: array[int], low: array[int]) -> bytes:
    """Numbers of 64 bits of their halves."""
    both = array("I", bytes(8 * len(high)))
    first, second = (low, high) if sys.byteorder == "little" else (high, low)
    both[::2], both[1::2] = first, second
    return both.tobytes()


def read_words(file: Path) -> Iterator[tuple[bytes, array[int]]]:
    """The words of a run in order, each with its postings."""
    with file.open("rb", buffering=1 << 16) as data:
        while head := data.read(_HEAD.size):
            length, number = _HEAD.unpack(head)
            key = data.read(length)
            postings = array("I")
            postings.frombytes(data.read(number * postings.itemsize))
            yield key, postings
