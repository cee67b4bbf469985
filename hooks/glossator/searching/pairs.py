"""Neighbouring words by the hash of the two, for phrases and for scripts without blanks."""

from __future__ import annotations

import sys
from array import array
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from contextlib import ExitStack
from dataclasses import dataclass, field
from pathlib import Path
from typing import BinaryIO

from glossator.searching.files import Files
from glossator.searching.postings import encode_number, encode_postings

# Postings of a file, eight bytes each: a query reads one for each pair of its words.
FILE_POSTINGS = 2_000
# Names in one file of names, of which a query reads one for each pair, too.
MOST_NAMES = 128
# Postings from which on a pair has a list, which takes a byte or two for each.
FREQUENT = 32
# Bytes of a run that are read at once.
BLOCK = 1 << 16

# Bytes of a list that stands beside others.
LONGEST_INLINE = 600
_LOW = 0xFFFFFFFF


def write_pairs(runs: Sequence[Path], total: int, files: Files) -> dict[str, object]:
    """Write the pairs of the runs; how many bits of a hash tell the file, and the files of names.

    A file has the number of its frequent pairs; for each the hash, the length of its postings in
    bytes, and these, or 0 and the name of the file that holds them. From the next multiple of
    four bytes on it has the hashes of all others, in order, and as many postings (32 bits each,
    little-endian). `runs` are files of sorted values of 64 bits.
    """
    postings = sum(file.stat().st_size for file in runs) // array("Q").itemsize
    bits = (postings // FILE_POSTINGS).bit_length()
    names = [files.save(_file(values, total, files)) for values in _blocks(runs, bits)]
    pieces = [
        files.save_json("".join(names[first : first + MOST_NAMES]))
        for first in range(0, len(names), MOST_NAMES)
    ]
    return {"bits": bits, "names": pieces}


def _blocks(runs: Sequence[Path], bits: int) -> Iterator[list[int]]:
    """The values of each file, in order."""
    with ExitStack() as stack:
        open_runs = [_Run(stack.enter_context(file.open("rb"))) for file in runs]
        for number in range(1 << bits):
            end = (number + 1) << (64 - bits)
            found: list[int] = []
            for run in open_runs:
                found += run.take(end)
            found.sort()  # of runs in order, which takes little
            yield found


@dataclass
class _Run:
    """A file of sorted values, read as they are wanted."""

    file: BinaryIO
    values: array[int] = field(default_factory=lambda: array("Q"))
    place: int = 0

    def take(self, end: int) -> list[int]:
        """The values below `end` that were not taken yet."""
        found: list[int] = []
        while True:
            stop = bisect_left(self.values, end, self.place)
            found += self.values[self.place : stop]
            self.place = stop
            if stop < len(self.values):
                return found
            self.values = array("Q")
            self.values.frombytes(self.file.read(BLOCK))
            self.place = 0
            if not self.values:
                return found


def _file(values: Sequence[int], total: int, files: Files) -> bytes:
    """Frequent pairs with their postings, and all others as two columns of 32 bits."""
    frequent: list[bytes] = []
    rest = array("Q")
    done = 0
    for begin, end in _rows(values):
        rest.extend(values[done:begin])
        postings = encode_postings([value & _LOW for value in values[begin:end]], total)
        is_long = len(postings) > LONGEST_INLINE
        head = (values[begin] >> 32, 0 if is_long else len(postings))
        content = files.save(postings).encode() if is_long else postings
        frequent += (*map(encode_number, head), content)
        done = end
    rest.extend(values[done:])
    head_bytes = b"".join((encode_number(len(frequent) // 3), *frequent))
    halves = array("I", rest.tobytes())
    low, high = (0, 1) if sys.byteorder == "little" else (1, 0)
    columns = (halves[high::2], halves[low::2])
    if sys.byteorder == "big":
        for column in columns:
            column.byteswap()
    filling = bytes(-len(head_bytes) % 4)  # a browser reads columns at multiples of four
    return b"".join((head_bytes, filling, *(column.tobytes() for column in columns)))


def _rows(values: Sequence[int]) -> Iterator[tuple[int, int]]:
    """Where the postings of each frequent pair begin and end."""
    place = 0
    while place + FREQUENT <= len(values):
        pair = values[place + FREQUENT - 1] >> 32
        begin = bisect_left(values, pair << 32, place)
        end = bisect_left(values, (pair + 1) << 32, place + FREQUENT - 1)
        if end - begin >= FREQUENT:
            yield begin, end
        # Whatever is frequent and begins later reaches a full step further.
        place = max(end, place + 1)
