"""What a picture of a note says of itself, so that one of another state is known by it."""

from __future__ import annotations

import re
import struct
import zlib

from glossator.caching.digest import digest
from glossator.drawing.available import drawn_with
from glossator.drawing.card import Card

# A PNG's first eight bytes, and its first piece; behind these others may stand.
_HEAD = 33
_KEYWORD = b"Glossator\0"
_LABEL = re.compile(rb"....tEXt" + _KEYWORD + rb"([0-9a-f]+) ([0-9a-f]+)", re.DOTALL)


def labelled(picture: bytes, card: Card) -> bytes:
    """The picture, a PNG, with a label that tells what it shows and what has drawn it."""
    piece = b"tEXt" + _KEYWORD + " ".join(label_of(card)).encode()
    chunk = struct.pack(">I", len(piece) - 4) + piece + struct.pack(">I", zlib.crc32(piece))
    return picture[:_HEAD] + chunk + picture[_HEAD:]


def label_of(card: Card) -> tuple[str, str]:
    """The checksums of what a picture shows, and of what draws pictures here."""
    return digest("card", repr(card)), drawn_with()


def label_in(picture: bytes) -> tuple[str, str]:
    """The checksums that stand in a picture; empty ones where it has none."""
    found = _LABEL.match(picture, _HEAD)
    return (found[1].decode(), found[2].decode()) if found else ("", "")
