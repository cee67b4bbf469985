"""Files read whole, with as few calls of the system as it takes: a site has ten thousands."""

from __future__ import annotations

import os

_BINARY = getattr(os, "O_BINARY", 0)  # where line ends would be changed otherwise


def read_file(path: str, most: int | None = None) -> bytes:
    """What is in the file at `path`, or its first `most` bytes.

    Raises:
        OSError: it cannot be read.
    """
    file = os.open(path, os.O_RDONLY | _BINARY)
    try:
        size = os.fstat(file).st_size + 1 if most is None else most
        found = os.read(file, size)
        while len(found) < size and (more := os.read(file, size - len(found))):
            found += more
        return found
    finally:
        os.close(file)
