"""Words and neighbouring words as 32 bits each; the browser makes the same."""

from __future__ import annotations

from zlib import crc32

# An odd number far from any pattern, so that the order of the two counts (2 ** 32 by the golden
# ratio).
_SPREAD = 0x9E3779B1
_32_BITS = 0xFFFFFFFF


def word_hash(word: str) -> int:
    """32 bits of a word (CRC-32 of its UTF-8)."""
    return crc32(word.encode("utf-8", "surrogatepass"))


def spread(first: int) -> int:
    """What the second of two neighbours is joined to with `^`, given the hash of the first."""
    return first * _SPREAD & _32_BITS


def pair_hash(first: int, second: int) -> int:
    """32 bits of two neighbours, given those of each; of three, of the first two and the third."""
    return spread(first) ^ second
