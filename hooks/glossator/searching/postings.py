"""Lists of records as bytes: which have a word, and in what part of them.

A posting is `record << 2 | field`, the fields being those of `TITLE` and `QUOTE`; none of them
is the rest of the text. Single numbers are written seven bits to a byte, the lowest first
(LEB128), and those of a row all alike, in one, two or four bytes, the lowest first.
"""

from __future__ import annotations

import sys
from array import array
from collections.abc import Iterable, Sequence

TITLE, QUOTE = 1, 2


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
    four bytes, each from the record before to the posting; 3 more where bits follow, one for
    each record of the corpus. Behind bits come, alike, the records that have the word in their
    title, and those that have it in their quote.
    """
    if len(postings) == 1:  # as most are
        width = 0 if postings[0] < 0x100 else 1 if postings[0] < 0x10000 else 2
        return bytes((4 | width,)) + postings[0].to_bytes(1 << width, "little")
    steps = [after - (before & ~3) for before, after in zip([0, *postings], postings, strict=False)]
    if len(postings) * _bytes_of(steps) * 8 <= total:
        return _encode_steps(steps)
    fields = (
        _encode_records([posting >> 2 for posting in postings if posting & field], total)
        for field in (TITLE, QUOTE)
    )
    return _encode_bits([posting >> 2 for posting in postings], total) + b"".join(fields)


def _encode_records(records: Sequence[int], total: int) -> bytes:
    steps = [after - before for before, after in zip([0, *records], records, strict=False)]
    if len(records) * _bytes_of(steps) * 8 <= total:
        return _encode_steps(steps)
    return _encode_bits(records, total)


def _bytes_of(steps: Sequence[int]) -> int:
    longest = max(steps, default=0)
    return 1 if longest < 0x100 else 2 if longest < 0x10000 else 4


def _encode_steps(steps: Sequence[int]) -> bytes:
    width = _bytes_of(steps)
    numbers = array({1: "B", 2: "H", 4: "I"}[width], steps)
    if sys.byteorder == "big":
        numbers.byteswap()
    return encode_number(len(steps) << 2 | width >> 1) + numbers.tobytes()


def _encode_bits(records: Sequence[int], total: int) -> bytes:
    bits = bytearray((total + 7) // 8)
    for record in records:
        bits[record >> 3] |= 1 << (record & 7)
    return encode_number(len(records) << 2 | 3) + bytes(bits)


def merge_fields(postings: Iterable[int]) -> list[int]:
    """Postings in order, those of one record put together."""
    found: list[int] = []
    for posting in sorted(postings):
        if found and posting >> 2 == found[-1] >> 2:
            found[-1] |= posting & 3
        else:
            found.append(posting)
    return found
