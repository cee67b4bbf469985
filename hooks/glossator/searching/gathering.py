"""What an index holds of one page, gathered once and kept: it depends on no other page.

Records are counted from the page's own, so that it fits wherever the page comes. Taking it up
(`runs.py`) costs a tenth of gathering it.
"""

from __future__ import annotations

import json
import struct
import sys
from array import array
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import filterfalse

from glossator.searching.postings import QUOTE, TITLE
from glossator.searching.reading import Reader, Terms
from glossator.searching.records import SearchPage
from glossator.searching.shown import ComparedTexts, shown_text

# How many bytes each of the six pieces has that follow.
_HEAD = struct.Struct("<6I")
_TERM_END = "\n"  # no word has it


@dataclass(frozen=True, slots=True)
class GatheredPage:
    """What was gathered of a page.

    Attributes:
        records: How many records it has.
        boosts: Those that weigh more or less than others, with their weight.
        facets: Fields and values, each with the records that have it.
        shown: What results show, as UTF-8.
        terms: Its terms.
        slots: Three numbers each: a posting, how many terms stand there, and how many pairs.
        numbers: For each slot the numbers of its terms, from 0.
        pairs: For each slot the hashes of its pairs.
    """

    records: int
    boosts: list[tuple[int, float]]
    facets: list[tuple[str, str, list[int]]]
    shown: bytes
    terms: list[str]
    slots: array[int]
    numbers: array[int]
    pairs: array[int]

    def to_bytes(self) -> bytes:
        """The page as `from_bytes` reads it."""
        about = {"records": self.records, "boosts": self.boosts, "facets": self.facets}
        pieces = (
            json.dumps(about, separators=(",", ":")).encode(),
            self.shown,
            _TERM_END.join(self.terms).encode("utf-8", "surrogatepass"),
            *map(_bytes_of, (self.slots, self.numbers, self.pairs)),
        )
        return b"".join((_HEAD.pack(*map(len, pieces)), *pieces))

    @classmethod
    def from_bytes(cls, data: bytes) -> GatheredPage:
        """The page that `to_bytes` made these of."""
        raw = memoryview(data)
        pieces, begin = [], _HEAD.size
        for length in _HEAD.unpack_from(raw):
            pieces.append(raw[begin : begin + length])
            begin += length
        about, shown, terms, *numbers = pieces
        known = json.loads(bytes(about))
        return cls(
            known["records"],
            [(record, weight) for record, weight in known["boosts"]],
            [(field, value, records) for field, value, records in known["facets"]],
            bytes(shown),
            str(terms, "utf-8", "surrogatepass").split(_TERM_END) if terms else [],
            *map(_numbers_of, numbers),
        )


def shown_in(data: bytes) -> str:
    """What results show of the page that `GatheredPage.to_bytes` made these of, and no more.

    Raises:
        struct.error, UnicodeDecodeError: they were made by something else.
    """
    about, shown, *_ = _HEAD.unpack_from(data)
    begin = _HEAD.size + about
    return data[begin : begin + shown].decode("utf-8", "surrogatepass")


def gather_page(page: SearchPage, reader: Reader | None = None) -> bytes:
    """What an index holds of `page`, as `GatheredPage` reads it.

    A `reader` that met other pages before is faster.
    """
    reader = reader or Reader()
    texts = [ComparedTexts.of(record) for record in page.records]
    numbers = _Numbers()
    slots: list[int] = []
    places: list[int] = []
    pairs: list[int] = []
    boosts: list[tuple[int, float]] = []
    facets: dict[tuple[str, str], list[int]] = {}
    for index, (record, compared) in enumerate(zip(page.records, texts, strict=True)):
        if record.weight != 1:
            boosts.append((index, record.weight))
        for facet in dict.fromkeys(record.facets):
            facets.setdefault(facet, []).append(index)
        for field, terms, hashes in _by_field(compared, reader):
            slots += (index << 2 | field, len(terms), len(hashes))
            places += map(numbers.__getitem__, terms)
            pairs += hashes
    return GatheredPage(
        len(page.records),
        boosts,
        [(field, value, records) for (field, value), records in facets.items()],
        shown_text(page, texts).encode("utf-8", "surrogatepass"),
        list(numbers),
        *(array("I", some) for some in (slots, places, pairs)),
    ).to_bytes()


class _Numbers(dict[str, int]):
    """Numbers for terms, in the order in which these are met."""

    def __missing__(self, term: str) -> int:
        self[term] = number = len(self)
        return number


def _by_field(texts: ComparedTexts, reader: Reader) -> Iterator[tuple[int, Terms, set[int]]]:
    """What stands in each field and in none above it."""
    terms, pairs = reader.read(texts.body)
    if texts.replacement:
        more = reader.read(texts.replacement)
        terms.update(more[0])
        pairs |= more[1]
    if not texts.title and not texts.quote:
        yield 0, terms, pairs
        return
    (title, title_pairs), (quote, quote_pairs) = map(reader.read, (texts.title, texts.quote))
    yield TITLE, title, title_pairs
    yield QUOTE, _without(quote, title), quote_pairs - title_pairs
    yield 0, _without(terms, {**title, **quote}), pairs - title_pairs - quote_pairs


def _without(terms: Iterable[str], others: Mapping[str, None]) -> Terms:
    return dict.fromkeys(filterfalse(others.__contains__, terms))


def _bytes_of(numbers: array[int]) -> bytes:
    """32 bits each, the lowest first."""
    if sys.byteorder == "big":
        numbers = array("I", numbers)
        numbers.byteswap()
    return numbers.tobytes()


def _numbers_of(data: memoryview) -> array[int]:
    numbers = array("I")
    numbers.frombytes(data)
    if sys.byteorder == "big":
        numbers.byteswap()
    return numbers
