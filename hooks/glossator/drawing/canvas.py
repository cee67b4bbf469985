"""A picture of few colours: areas, frames, and the ink of letters; written as PNG."""

from __future__ import annotations

import math
import struct
import zlib
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from glossator.drawing.colours import Colour, mixed

# Steps from ground to ink at the edges of letters: more cannot be told apart, and cost bytes.
_STEPS = 12
# Which step each degree of covering is.
_STEP_OF = bytes((degree * (_STEPS - 1) + 127) // 255 for degree in range(256))
# zlib's: more takes twice the time and saves a hundredth.
_LEVEL = 6
_MOST_COLOURS = 256


class Box(NamedTuple):
    """An area of pixels, without the column at `right` and the row at `bottom`."""

    left: int
    top: int
    right: int
    bottom: int

    @property
    def width(self) -> int:
        """In pixels."""
        return self.right - self.left

    @property
    def height(self) -> int:
        """In pixels."""
        return self.bottom - self.top


@dataclass
class Canvas:
    """A picture that is being drawn.

    Attributes:
        width: In pixels.
        height: In pixels.
        ground: What it is before anything is drawn.
    """

    width: int
    height: int
    ground: Colour
    _colours: dict[Colour, int] = field(default_factory=dict)
    _rows: list[bytearray] = field(default_factory=list)

    def __post_init__(self) -> None:
        row = bytes([self._number(self.ground)]) * self.width
        self._rows = [bytearray(row) for _ in range(self.height)]

    def _number(self, one: Colour) -> int:
        if one not in self._colours and len(self._colours) == _MOST_COLOURS:
            raise ValueError("a picture has 256 colours at most")
        return self._colours.setdefault(one, len(self._colours))

    def fill(self, box: Box, ink: Colour) -> None:
        """Paint an area."""
        row = bytes([self._number(ink)]) * box.width
        for y in range(box.top, box.bottom):
            self._rows[y][box.left : box.right] = row

    def round(self, box: Box, radius: int, ink: Colour, ground: Colour) -> None:
        """Paint an area with round corners, the rest of which is of the colour `ground`."""
        self.fill(box, ink)
        table = self._table(ink, ground)
        corner = _corner(radius)
        for number, row in enumerate(corner):
            left = row.translate(table)
            for y in (box.top + number, box.bottom - 1 - number):
                self._rows[y][box.left : box.left + radius] = left
                self._rows[y][box.right - radius : box.right] = left[::-1]

    def stamp(
        self,
        mask: bytes,
        stride: int,
        box: Box,
        ink: Colour,
        ground: Colour,
        *,
        inner: Box | None = None,
    ) -> None:
        """Paint where `mask` says how much of each pixel of `box` is covered, from 0 to 255.

        What is not covered becomes `ground` in the rows of `inner`, and stays as it is above and
        below these.
        """
        inked = mask.translate(self._table(ink, ground))
        inner, width = inner or box, box.width
        for number in range(box.height):
            begin = number * stride
            y = box.top + number
            row = inked[begin : begin + width]
            if not inner.top <= y < inner.bottom:
                covered = mask[begin : begin + width]
                if not covered.strip(b"\0"):
                    continue
                below = self._rows[y][box.left : box.right]
                row = bytes(
                    one if seen else other
                    for one, other, seen in zip(row, below, covered, strict=True)
                )
            self._rows[y][box.left : box.right] = row

    def _table(self, ink: Colour, ground: Colour) -> bytes:
        """The number of the colour at each degree of covering."""
        steps = [self._number(one) for one in _steps(ink, ground)]
        return _STEP_OF.translate(bytes(steps).ljust(256))

    def png(self) -> bytes:
        """The picture as a file; the same bytes for the same picture."""
        head = struct.pack(">IIBBBBB", self.width, self.height, 8, 3, 0, 0, 0)
        palette = b"".join(map(bytes, self._colours))
        packer = zlib.compressobj(_LEVEL)
        # Each row begins with its filter: none, as neighbours in a palette have nothing in common.
        raw = packer.compress(b"\0" + b"\0".join(self._rows)) + packer.flush()
        return b"\x89PNG\r\n\x1a\n" + b"".join(
            _chunk(kind, data)
            for kind, data in ((b"IHDR", head), (b"PLTE", palette), (b"IDAT", raw), (b"IEND", b""))
        )


@lru_cache(maxsize=64)
def _steps(ink: Colour, ground: Colour) -> tuple[Colour, ...]:
    return tuple(mixed(ink, ground, step / (_STEPS - 1)) for step in range(_STEPS))


def _chunk(kind: bytes, data: bytes) -> bytes:
    return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))


@lru_cache(maxsize=32)
def _corner(radius: int) -> tuple[bytes, ...]:
    """How much of each pixel lies within a round corner at the upper left, row by row."""

    def covered(x: int, y: int) -> int:
        distance = math.hypot(radius - x - 0.5, radius - y - 0.5)
        return round(255 * min(1.0, max(0.0, radius - distance + 0.5)))

    return tuple(bytes(covered(x, y) for x in range(radius)) for y in range(radius))
