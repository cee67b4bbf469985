"""Lists of records as bytes: which have a word, and in what part of them.

A posting is `record << 2 | field`; where a record has a word in several fields, the highest of
them. Single numbers are written seven bits to a byte, the lowest first (LEB128), and those of a
row all alike, in one, two or four bytes, the lowest first.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence
from itertools import chain, repeat
from operator import and_, sub

# A record's fields; 0 is the rest of its text.
QUOTE, TITLE = 1, 2
_WIDTHS = {1: "B", 2: "H", 4: "I"}


def encode_number(number: int) -> bytes:
    """A number, seven bits to a byte."""
    if number < 0x80:
        return bytes((number,))
    found = bytearray()
    while number >= 0x80:
        found.append(number & 0x7F | 0x80)
        number >>= 7
    found.append(number)
    return bytes(found)


def encode_postings(postings: Sequence[int], total: int) -> bytes:
    """Postings in order, of a corpus of `total` records.

    First four times their number, and 0, 1 or 2 more where they follow as steps of one, two or
    four bytes, each from the record before to the posting; 3 more where two bits follow for each
    record of the corpus: 0, or the field and 1, four records to a byte, the first in the lowest.
    """
    if len(postings) == 1:  # as most are
        width = _width(postings[0])
        return bytes((4 | width >> 1,)) + postings[0].to_bytes(width, "little")
    records = map(and_, postings, repeat(~3))
    steps = list(map(sub, postings, chain((0,), records)))
    width = _width(max(steps))
    if len(postings) * width * 4 > total:
        return _encode_bits(postings, total)
    numbers = array(_WIDTHS[width], steps)
    if sys.byteorder == "big":
        numbers.byteswap()
    return encode_number(len(steps) << 2 | width >> 1) + numbers.tobytes()


def _width(number: int) -> int:
    return 1 if number < 0x100 else 2 if number < 0x10000 else 4


def _encode_bits(postings: Sequence[int], total: int) -> bytes:
    size = (total + 3) // 4
    bytes_of_records = bytearray(4 * size)
    for posting in postings:
        bytes_of_records[posting >> 2] = (posting & 3) + 1
    # Four bytes become one: numbers as long as the corpus, of which all bytes are shifted at once.
    found = 0
    for place in range(4):
        found |= int.from_bytes(bytes_of_records[place::4], "little") << 2 * place
    return encode_number(len(postings) << 2 | 3) + found.to_bytes(size, "little")


def merge_fields(postings: Iterable[int]) -> list[int]:
    """Postings in order, those of one record put together."""
    found: list[int] = []
    for posting in sorted(postings):
        if found and posting >> 2 == found[-1] >> 2:
            found[-1] = posting  # in order, so that the field is the higher one
        else:
            found.append(posting)
    return found
