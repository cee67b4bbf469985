"""Files and folders that a process holds while it is at work on them.

Others know them thereby from those that one has left which was killed.

The system lets go of them when the process ends, however it does. Their names would not tell:
numbers of processes come again, at each start of a container the same ones.
"""

from __future__ import annotations

import os
import shutil
import sys
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

if sys.platform != "win32":
    import fcntl

UNKNOWN = -1
"""What `hold` gives where the system cannot tell who holds what."""
# Seconds. Nothing that is still worked at is so old; for systems that cannot tell.
_DAY = 24 * 3600
# Neither follow a link, nor wait for what another program writes.
_PLAIN = getattr(os, "O_NOFOLLOW", 0) | getattr(os, "O_NONBLOCK", 0)


def hold(path: Path) -> int | None:
    """Hold what is at `path`, until this process and those that it begins end, or `let_go`.

    Gives a number for that; None where another process holds it, or has deleted it.
    """
    if sys.platform == "win32":
        return UNKNOWN
    try:
        number = os.open(path, os.O_RDONLY | _PLAIN)
    except FileNotFoundError:
        return None
    except OSError:
        return UNKNOWN
    if is_held(number, path):
        return number
    os.close(number)
    return None


def is_held(number: int, path: Path) -> bool:
    """Hold the open file `number`, if nobody else does and it is still what is at `path`."""
    if sys.platform == "win32":
        return True
    try:
        fcntl.flock(number, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    except OSError:  # not on every disk
        return True
    try:
        return os.path.samestat(os.fstat(number), os.lstat(path))
    except OSError:
        return False


def let_go(number: int | None) -> None:
    """Hold no longer what `hold` gave the number for."""
    if number is not None and number != UNKNOWN:
        os.close(number)


def make_held_folder(prefix: str, parent: Path) -> tuple[Path, int]:
    """A new folder in `parent` that this process holds, and the number for `let_go`.

    Raises:
        OSError: there cannot be one.
    """
    while True:
        folder = Path(tempfile.mkdtemp(prefix=prefix, dir=parent))
        number = hold(folder)
        if number is not None:  # nobody has just taken it for one that was left
            return folder, number


def clear(path: Path) -> None:
    """Delete the file or folder at `path`, if no process is at work in it."""
    held = hold(path)
    if held is None:
        return
    try:
        with suppress(OSError):
            about = path.lstat()
            if held == UNKNOWN and about.st_mtime > time.time() - _DAY:
                return
            if path.is_dir() and not path.is_symlink():
                shutil.rmtree(path, ignore_errors=True)
            else:
                path.unlink()
    finally:
        let_go(held)


@contextmanager
def alone(folder: Path) -> Iterator[None]:
    """Wait until no other process is at this in `folder`, and keep others waiting."""
    if sys.platform == "win32":
        yield
        return
    number = os.open(folder, os.O_RDONLY)
    try:
        with suppress(OSError):  # not on every disk
            fcntl.flock(number, fcntl.LOCK_EX)
        yield
    finally:
        os.close(number)
