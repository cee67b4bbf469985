"""Processes that begin as copies of this one; what they do must be seen in files."""

from __future__ import annotations

import os
import signal
import sys
import threading
from collections.abc import Callable
from contextlib import suppress


def can_share() -> bool:
    """Whether this process can be doubled: elsewhere, or where it has threads, that is unsafe."""
    return sys.platform == "linux" and threading.active_count() == 1


class Child:
    """A process that does some work and ends.

    A copy of the process that began it can neither end it nor wait for it.
    """

    def __init__(self, work: Callable[[], None]) -> None:
        self._owner = os.getpid()
        self._status: int | None = None
        self._number = os.fork()
        if not self._number:
            _end_after(work)

    def is_at_work(self) -> bool:
        """Whether it has not ended yet."""
        if self._may_be_at_work():
            number, status = os.waitpid(self._number, os.WNOHANG)
            self._status = status if number else None
        return self._may_be_at_work()

    def wait(self) -> bool:
        """Wait until it has ended, and say whether it did not fail."""
        if self._may_be_at_work():
            self._status = os.waitpid(self._number, 0)[1]
        return self._status == 0

    def end(self) -> None:
        """Tell it to end, whatever is done."""
        if self._may_be_at_work():
            with suppress(ProcessLookupError):
                os.kill(self._number, signal.SIGTERM)

    def _may_be_at_work(self) -> bool:
        return self._status is None and self._owner == os.getpid()


def _end_after(work: Callable[[], None]) -> None:
    """Do the work, and end the process there, whatever stands below it on the stack.

    When it is told to end, it ends those that it has begun, and leaves nothing of its own behind.
    """
    status = 1
    try:
        for number in (signal.SIGINT, signal.SIGTERM):
            signal.signal(number, lambda *_: sys.exit(1))
        work()
        status = 0
    finally:
        os._exit(status)
