"""A part of an index: what pages in a row have, gathered by one process and kept in a folder.

A part holds runs: words with their postings, and pairs of neighbouring words, each sorted, and
cut where they would take much memory; and the texts. `index.py` puts parts together.
"""

from __future__ import annotations

import json
import struct
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import chain, pairwise
from operator import itemgetter
from pathlib import Path
from typing import Any
from zlib import crc32

from glossator.anchoring.text import plain_form
from glossator.searching.postings import QUOTE, TITLE
from glossator.searching.records import SearchPage, SearchRecord
from glossator.searching.words import HAS_UNSPACED, chunks, read_chunk, slug_of

# No word has this hash, but for one of the four billion.
GAP = (0,)
# Postings of a run: some twenty megabytes while they are gathered.
MOST_WORDS = 500_000
MOST_PAIRS = 500_000
# Chunks that were read are remembered; text has new ones without end.
MOST_CHUNKS = 30_000
# Between the texts of a page's records, and between pages. JSON has none of these.
RECORD_END, PAGE_END = "\x1f", "\x1e"
FACET = "\3"
"""What the term of a field's value begins with, as no word does."""
OF_WORDS = "~"
"""What stands behind a field whose term is a word of the value, not all of it."""
NAMES = frozenset({"publisher", "topic"})
"""Fields whose values are names of several words."""


# An odd number far from any pattern, so that the order of the two counts (2 ** 32 by the golden
# ratio).
_SPREAD = 0x9E3779B1
_32_BITS = 0xFFFFFFFF


ABOUT = "part.json"


def is_part(folder: Path) -> bool:
    """Whether a part was made in `folder`, to its end."""
    return (folder / ABOUT).is_file()


def word_hash(word: str) -> int:
    """32 bits of a word (CRC-32 of its UTF-8)."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def pair_hash(first: int, second: int) -> int:
    """32 bits of two neighbours, given those of each; of three, of the first two and the third."""
    return (first * _SPREAD ^ second) & _32_BITS


# A chunk that was read: its terms, the hashes of its words, and, of a run without blanks, those
# of each three of its characters in a row, or None.
_Known = tuple[tuple[str, ...], tuple[int, ...], list[int] | None]


class _Hashes(dict[str, int]):
    """The hashes of words that were met; of characters there are few, and they come back."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_CHUNKS:
            self.clear()
        self[word] = found = word_hash(word)
        return found


class KnownChunks(dict[str, _Known]):
    """Chunks that were met, by what is written; several parts may share them."""

    def __init__(self) -> None:
        self.hashes = _Hashes()

    def __missing__(self, chunk: str) -> _Known:
        found = read_chunk(chunk)
        hashes = tuple(map(self.hashes.__getitem__, found.words))
        if found.words is found.terms:  # a run without blanks is hardly ever met again
            # `pair_hash` of the first two, and of that with the third.
            return (
                found.terms,
                hashes,
                [
                    (((one * _SPREAD ^ two) & _32_BITS) * _SPREAD ^ three) & _32_BITS
                    for one, two, three in zip(hashes, hashes[1:], hashes[2:], strict=False)
                ],
            )
        if len(self) >= MOST_CHUNKS:
            self.clear()
        self[chunk] = known = (found.terms, hashes, None)
        return known


@dataclass
class PartWriter:
    """Gathers what pages have, and writes runs into `folder` as they grow."""

    folder: Path
    chunks: KnownChunks = field(default_factory=KnownChunks)
    records: int = 0
    _words: dict[str, list[int]] = field(default_factory=lambda: defaultdict(list))
    _postings: int = 0
    _pairs: array[int] = field(default_factory=lambda: array("Q"))
    _runs: int = 0
    _boosts: list[tuple[int, float]] = field(default_factory=list)
    _facets: Counter[tuple[str, str]] = field(default_factory=Counter)

    def write(self, pages: Iterable[SearchPage]) -> None:
        """Take up the pages, one after another."""
        self.folder.mkdir(parents=True, exist_ok=True)
        with (self.folder / "texts").open(
            "w", encoding="utf-8", errors="surrogatepass", newline=""
        ) as file:
            for page in pages:
                texts = [_compared(record) for record in page.records]
                for record, compared in zip(page.records, texts, strict=True):
                    self._add(record, compared)
                file.write(RECORD_END.join(_shown(page, texts)) + PAGE_END)
                if self._postings > MOST_WORDS or len(self._pairs) > MOST_PAIRS:
                    self._flush()
        self._flush()
        facets = sorted((*key, number) for key, number in self._facets.items())
        about = {
            "records": self.records,
            "runs": self._runs,
            "boosts": self._boosts,
            "facets": facets,
        }
        (self.folder / ABOUT).write_text(json.dumps(about), encoding="utf-8")

    def _add(self, record: SearchRecord, texts: _Texts) -> None:
        base = self.records << 2
        self.records += 1
        words, pairs = self._words, self._pairs
        title, quote, rest = (self._read(text) for text in (texts.title, texts.quote, texts.body))
        if texts.replacement:
            for found, more in zip(rest, self._read(texts.replacement), strict=True):
                found |= more
        if record.weight != 1:
            self._boosts.append((self.records - 1, record.weight))
        for name, value in dict.fromkeys(record.facets):
            self._facets[name, value] += 1
            slug = slug_of(value)
            rest[0].add(f"{FACET}{name}:{slug}")
            if name in NAMES:  # which are found by any of their words, too
                rest[0].update(f"{FACET}{name}{OF_WORDS}:{part}" for part in slug.split("-"))
        for posting, terms in _by_field(base, title[0], quote[0], rest[0]):
            self._postings += len(terms)
            for term in terms:
                words[term].append(posting)
        for posting, hashes in _by_field(base, title[1], quote[1], rest[1]):
            pairs.extend([pair << 32 | posting for pair in hashes])

    def _read(self, text: str) -> tuple[set[Any], set[Any]]:
        """The terms of a text, and the hashes of its pairs."""
        if not text:
            return set(), set()
        known = list(map(self.chunks.__getitem__, chunks(text)))
        terms = set(chain.from_iterable(map(_TERMS, known)))
        # `pair_hash` of each, without the call.
        if not HAS_UNSPACED(text):
            hashes = chain.from_iterable(map(_HASHES, known))
            return terms, {(one * _SPREAD ^ other) & _32_BITS for one, other in pairwise(hashes)}
        pairs = {
            (one * _SPREAD ^ other) & _32_BITS
            for one, other in pairwise(chain.from_iterable(_with_gaps(known)))
            if one and other
        }
        pairs.update(*(triples for _, _, triples in known if triples))
        return terms, pairs

    def _flush(self) -> None:
        if not self._words and not self._pairs:
            return
        with (self.folder / f"words-{self._runs}").open("wb") as file:
            for term in sorted(self._words):
                postings = array("I", self._words[term])
                key = term.encode("utf-8", "surrogatepass")
                file.write(_HEAD.pack(len(key), len(postings)) + key + postings.tobytes())
        (self.folder / f"pairs-{self._runs}").write_bytes(array("Q", sorted(self._pairs)).tobytes())
        self._words.clear()
        del self._pairs[:]
        self._postings = 0
        self._runs += 1


def _with_gaps(known: Iterable[_Known]) -> Iterator[tuple[int, ...]]:
    """The hashes of words, with `GAP` between runs without blanks, which a sign or blank parts."""
    was_run = False
    for _, hashes, triples in known:
        is_run = triples is not None
        if was_run and is_run:
            yield GAP
        was_run = is_run
        yield hashes


_HEAD = struct.Struct("<II")
_TERMS, _HASHES = itemgetter(0), itemgetter(1)


@dataclass(frozen=True, slots=True)
class _Texts:
    """The texts of a record, in compared form."""

    title: str
    quote: str
    replacement: str
    body: str


def _compared(record: SearchRecord) -> _Texts:
    return _Texts(*map(plain_form, (record.title, record.quote, record.replacement, record.body)))


def _by_field(
    base: int, title: set[Any], quote: set[Any], rest: set[Any]
) -> Iterator[tuple[int, set[Any]]]:
    """What stands in each field and in none above it, with its posting."""
    if title or quote:
        yield base | TITLE, title
        yield base | QUOTE, quote - title
        rest = rest - title - quote
    yield base, rest


def _shown(page: SearchPage, texts: Sequence[_Texts]) -> Iterator[str]:
    """What a result shows, as JSON: first of the page, then of each record."""
    first = page.records[0]
    yield _json({"u": first.location, "t": texts[0].title, **_tongue(first)})
    for record, compared in zip(page.records, texts, strict=True):
        exact = plain_form(record.exact)
        shown = {
            "u": "" if record is first else record.location.removeprefix(first.location),
            "k": record.kind,
            "t": "" if record is first else compared.title,
            "q": compared.quote,
            "e": "" if exact == compared.quote else exact,
            "r": compared.replacement,
            "b": compared.body,
            "m": record.more,
            "s": "" if record.status == "published" else record.status,
            "c": record.day,
            "p": record.publishers,
            "o": record.topics,
            "h": record.heading,
            **_tongue(record),
        }
        yield _json({key: value for key, value in shown.items() if value})


def _tongue(record: SearchRecord) -> dict[str, str]:
    language = {} if record.language.split("-")[0] == "en" else {"l": record.language}
    return {**language, **({"d": "rtl"} if record.direction == "rtl" else {})}


def _json(value: object) -> str:
    return json.dumps(value, ensure_ascii=False, separators=(",", ":"))


def read_words(file: Path, shift: int) -> Iterator[tuple[bytes, array[int]]]:
    """The words of a run in order, each with its postings, `shift` records further on."""
    step = shift << 2
    with file.open("rb", buffering=1 << 16) as data:
        while head := data.read(_HEAD.size):
            length, number = _HEAD.unpack(head)
            key = data.read(length)
            postings = array("I")
            postings.frombytes(data.read(number * postings.itemsize))
            yield key, array("I", [p + step for p in postings]) if step else postings
