"""What is in a picture, read from its bytes by the rules of the format alone."""

from __future__ import annotations

import struct
import zlib
from dataclasses import dataclass


@dataclass(frozen=True)
class Pixels:
    """A picture of at most 256 colours."""

    width: int
    height: int
    palette: list[tuple[int, ...]]
    rows: list[bytes]

    def at(self, x: int, y: int) -> tuple[int, ...]:
        return self.palette[self.rows[y][x]]

    def area(self, left: int, top: int, right: int, bottom: int) -> set[tuple[int, ...]]:
        """The colours in an area."""
        numbers = set(b"".join(row[left:right] for row in self.rows[top:bottom]))
        return {self.palette[number] for number in numbers}


def read_png(data: bytes) -> Pixels:
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    chunks: dict[bytes, bytes] = {}
    place, names = 8, []
    while place < len(data):
        (size,) = struct.unpack_from(">I", data, place)
        kind, body = data[place + 4 : place + 8], data[place + 8 : place + 8 + size]
        (told,) = struct.unpack_from(">I", data, place + 8 + size)
        assert told == zlib.crc32(kind + body)
        names.append(kind)
        chunks[kind] = chunks.get(kind, b"") + body
        place += 12 + size
    assert names == [b"IHDR", b"PLTE", b"IDAT", b"IEND"]
    width, height, depth, colours, packing, filters, woven = struct.unpack(
        ">IIBBBBB", chunks[b"IHDR"]
    )
    assert (depth, colours, packing, filters, woven) == (8, 3, 0, 0, 0)
    raw = zlib.decompress(chunks[b"IDAT"])
    assert len(raw) == height * (width + 1)
    assert set(raw[:: width + 1]) == {0}
    rows = [raw[y * (width + 1) + 1 : (y + 1) * (width + 1)] for y in range(height)]
    values = chunks[b"PLTE"]
    palette = [tuple(values[at : at + 3]) for at in range(0, len(values), 3)]
    assert max(map(max, rows)) < len(palette)
    return Pixels(width, height, palette, rows)
