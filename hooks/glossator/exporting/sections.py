"""Several texts in one fragment, so that each can be had alone."""

from __future__ import annotations

from collections.abc import Iterable


def joined(sections: Iterable[bytes]) -> bytes:
    """The sections one behind the other, below a line with the length of each."""
    sections = tuple(sections)
    sizes = b" ".join(b"%d" % len(section) for section in sections)
    return b"".join((sizes, b"\n", *sections))


def parted(fragment: bytes) -> list[bytes]:
    """The sections of what `joined` made."""
    sizes, _, rest = fragment.partition(b"\n")
    found, begin = [], 0
    for size in map(int, sizes.split()):
        found.append(rest[begin : begin + size])
        begin += size
    return found
