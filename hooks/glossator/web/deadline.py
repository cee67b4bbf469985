"""Work that others can make take forever, and its end."""

from __future__ import annotations

import threading
from collections.abc import Callable
from queue import Queue
from typing import TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives back, if it does so in time.

    The time-outs of sockets begin anew with each byte. So the work is left to a thread of
    its own, which is given up when time is over; the one who waits can be interrupted.

    Raises:
        TimeoutError: it took longer.
    """
    answers: Queue[tuple[bool, T | BaseException]] = Queue()

    def run() -> None:
        try:
            answers.put((True, work()))
        except BaseException as error:
            answers.put((False, error))

    worker = threading.Thread(target=run, daemon=True)
    worker.start()
    worker.join(seconds)
    if worker.is_alive():
        raise TimeoutError
    succeeded, answer = answers.get()
    if succeeded:
        return answer  # type: ignore[return-value] # the flag tells which of the two it is
    raise answer  # type: ignore[misc]
