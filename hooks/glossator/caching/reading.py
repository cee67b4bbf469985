"""Files read whole, with as few calls of the system as it takes: a site has ten thousands."""

from __future__ import annotations

import errno
import os
import stat

_BINARY = getattr(os, "O_BINARY", 0)  # where line ends would be changed otherwise
# Where systems have that: neither follow a link, nor wait for what another program writes.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def read_file(path: str, most: int | None = None, *, follow: bool = True) -> bytes:
    """What is in the file at `path`, or its first `most` bytes.

    Raises:
        OSError: it cannot be read; or it is no plain file, and is not to be followed.
    """
    file = os.open(path, os.O_RDONLY | _BINARY | (0 if follow else _PLAIN))
    try:
        about = os.fstat(file)
        if not follow and not stat.S_ISREG(about.st_mode):
            raise OSError(errno.EINVAL, os.strerror(errno.EINVAL), path)
        size = about.st_size + 1 if most is None else most
        found = os.read(file, size)
        while len(found) < size and (more := os.read(file, size - len(found))):
            found += more
        return found
    finally:
        os.close(file)
