"""Work shared out among processes."""

from __future__ import annotations

import gc
import os
import signal
import sys
import tempfile
import threading
from array import array
from collections.abc import Callable, Iterator
from contextlib import suppress
from functools import partial

VARIABLE = "GLOSSATOR_JOBS"
"""The environment's variable that names the number of processes."""
# So many more things than Python waits for.
_THRESHOLDS = (50_000, 20, 100)
# What is not shared out is more than a quarter of the whole.
MOST_JOBS = 4


def usual_jobs() -> int:
    """As many processes as the environment says, or as there are processors, up to `MOST_JOBS`.

    Raises:
        ValueError: the variable holds no number from 1 on.
    """
    chosen = os.environ.get(VARIABLE, "")
    if chosen:
        if not chosen.isascii() or not chosen.isdigit() or int(chosen) < 1:
            raise ValueError(f"{VARIABLE} is {chosen!r}; write a number from 1 on, or unset it")
        return int(chosen)
    if hasattr(os, "sched_getaffinity"):  # not on every system
        return min(MOST_JOBS, len(os.sched_getaffinity(0)))
    return min(MOST_JOBS, os.cpu_count() or 1)


def collect_rarely() -> None:
    """Look for garbage less often: what a build makes is kept, and looking at it takes long."""
    gc.set_threshold(*_THRESHOLDS)


def can_share() -> bool:
    """Whether this process can be doubled: elsewhere, or where it has threads, that is unsafe."""
    return sys.platform == "linux" and threading.active_count() == 1


def share_out(work: Callable[[int, int], None], *, jobs: int) -> None:
    """Call `work(turn, turns)` for each turn from 0, all but turn 0 in a process of its own.

    The processes begin as copies of this one; what they do must be seen in files. One that
    fails says nothing: whoever needs what it should have made finds that it is not there.
    """
    jobs = jobs if can_share() else 1
    children = []
    gc.freeze()  # lest the copies touch, and so copy, all that there is
    try:
        for turn in range(1, jobs):
            child = os.fork()
            if not child:
                end_after(partial(work, turn, jobs))
            children.append(child)
        work(0, jobs)
    except BaseException:
        for child in children:
            os.kill(child, signal.SIGTERM)
        raise
    finally:
        for child in children:
            os.waitpid(child, 0)
        gc.unfreeze()


def end_after(work: Callable[[], None]) -> None:
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


class Crew:
    """Processes that take one thing after the other from the same list, until none is left.

    What they do must be seen in files; what one that failed should have made is not there.
    """

    def __init__(self) -> None:
        self._children: list[int] = []
        self._owner = os.getpid()

    def work(
        self,
        number: int,
        work: Callable[[Iterator[int]], None],
        *,
        jobs: int,
        beside: Callable[[], None] | None = None,
    ) -> None:
        """Call `work` in this process and in others, with the numbers that each takes.

        It comes back when there is none left to take; what others have taken may not be done
        before `finish`. One of the others does `beside` first; where there are no others,
        nobody does.
        """
        jobs, self._owner = jobs if can_share() else 1, os.getpid()
        with tempfile.TemporaryFile() as numbers:
            numbers.write(array("Q", range(number)).tobytes())
            numbers.seek(0)
            gc.freeze()  # lest the copies touch, and so copy, all that there is
            for turn in range(1, jobs):
                child = os.fork()
                if not child:
                    end_after(partial(_help, numbers.fileno(), work, beside if turn == 1 else None))
                self._children.append(child)
            try:
                work(_taken(numbers.fileno()))
            except BaseException:
                self.stop()
                raise

    def finish(self) -> None:
        """Wait until all is done."""
        while self._children:
            os.waitpid(self._children[-1], 0)
            self._children.pop()
        gc.unfreeze()

    def stop(self) -> None:
        """End it, whatever is done."""
        if self._owner != os.getpid():  # a copy of the process whose children they are
            return
        for child in self._children:
            with suppress(ProcessLookupError):
                os.kill(child, signal.SIGTERM)
        self.finish()


def _help(
    numbers: int, work: Callable[[Iterator[int]], None], beside: Callable[[], None] | None
) -> None:
    if beside:
        beside()
    work(_taken(numbers))


def _taken(numbers: int) -> Iterator[int]:
    """The next number that nobody has taken, again and again.

    Processes that began as copies share where the file is read next.
    """
    while taken := os.read(numbers, 8):
        yield from array("Q", taken)
