"""A line on the terminal that tells what a command waits for."""

from __future__ import annotations

import os
import sys
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager

from glossator.cli.common import is_terminal

# Seconds. What is done sooner needs no word.
PATIENCE = 2.0
# Seconds between two states of such a line.
_BETWEEN = 0.2


@contextmanager
def waiting(what: str) -> Iterator[Callable[[int], None] | None]:
    """What to call with the number of bytes that have come; nothing to call in a pipe.

    After two seconds a line on the terminal tells what is waited for, how long, and how
    much has come; it is gone at the end.
    """
    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield None
        return
    begin = time.monotonic()
    received = [0]
    is_done = threading.Event()

    def show() -> None:
        is_shown = False
        while not is_done.wait(PATIENCE if not is_shown else 0.5):
            seconds = time.monotonic() - begin
            amount = f", {received[0] // 1024:,} kB" if received[0] else ""
            sys.stderr.write(f"\r\x1b[K{what} ... {seconds:.0f} s{amount}")
            sys.stderr.flush()
            is_shown = True
        if is_shown:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()

    teller = threading.Thread(target=show, daemon=True)
    teller.start()
    try:
        yield lambda number: received.__setitem__(0, number)
    finally:
        is_done.set()
        teller.join()


@contextmanager
def stages() -> Iterator[Callable[[str, int, int], None] | None]:
    """What to call with what is being done, how much of it is, and of how much; nothing in a pipe.

    After two seconds a line on the terminal tells it, and is gone at the end. No thread is begun,
    so that the work can be shared among processes.
    """
    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield None
        return
    begin = shown = time.monotonic()

    def show(what: str, done: int, total: int) -> None:
        nonlocal shown
        now = time.monotonic()
        if now - begin < PATIENCE or now - shown < _BETWEEN:
            return
        shown = now
        sys.stderr.write(f"\r\x1b[K{what} ... {done:,} of {total:,}")
        sys.stderr.flush()

    try:
        yield show
    finally:
        if shown > begin:
            sys.stderr.write("\r\x1b[K")
            sys.stderr.flush()
