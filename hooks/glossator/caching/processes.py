"""Work shared out among processes."""

from __future__ import annotations

import gc
import os
import tempfile
from array import array
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial

from glossator.caching.children import Child, can_share

VARIABLE = "GLOSSATOR_JOBS"
"""The environment's variable that names the number of processes."""
Progress = Callable[[int, int], None]
"""Called with the number of things that are done, and with how many there are."""
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


def share_out(work: Callable[[int, int], None], *, jobs: int) -> None:
    """Call `work(turn, turns)` for each turn from 0, all but turn 0 in a process of its own.

    The processes begin as copies of this one; what they do must be seen in files. One that
    fails says nothing: whoever needs what it should have made finds that it is not there.
    """
    turns = jobs if can_share() else 1
    crew = Crew()
    try:
        crew.begin(partial(work, turn, turns) for turn in range(1, turns))
        work(0, turns)
        crew.finish()
    except BaseException:
        crew.stop()
        raise


class Crew:
    """Processes that take one thing after the other from the same list, until none is left.

    What they do must be seen in files; what one that failed should have made is not there.
    """

    def __init__(self) -> None:
        self._children: list[Child] = []

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
        jobs = jobs if can_share() else 1
        with tempfile.TemporaryFile() as numbers:
            numbers.write(array("Q", range(number)).tobytes())
            numbers.seek(0)
            others = [partial(work, _taken(numbers.fileno())) for _ in range(1, jobs)]
            if others and beside:
                others[0] = partial(_one_after_the_other, beside, others[0])
            try:
                self.begin(others)
                work(_taken(numbers.fileno()))
            except BaseException:
                self.stop()
                raise

    def begin(self, works: Iterable[Callable[[], None]]) -> None:
        """Begin a process for each; this one can be doubled, or there is none.

        Where the system allows no further one, those that are missing count as having failed.
        """
        gc.freeze()  # lest the copies touch, and so copy, all that there is
        with suppress(OSError):
            for work in works:
                self._children.append(Child(work))

    def finish(self) -> None:
        """Wait until all is done."""
        while self._children:
            self._children[-1].wait()
            self._children.pop()
        gc.unfreeze()

    def stop(self) -> None:
        """End it, whatever is done; a copy of the process that began it ends nothing."""
        for child in self._children:
            child.end()
        self.finish()


def _one_after_the_other(*works: Callable[[], None]) -> None:
    for work in works:
        work()


def _taken(numbers: int) -> Iterator[int]:
    """The next number that nobody has taken, again and again.

    Processes that began as copies share where the file is read next.
    """
    while taken := os.read(numbers, 8):
        yield from array("Q", taken)
