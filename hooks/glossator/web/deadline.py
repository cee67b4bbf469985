"""Work that others can make take forever, and its end."""

from __future__ import annotations

import os
import threading
from collections.abc import Callable
from queue import SimpleQueue
from typing import Any, TypeVar

T = TypeVar("T")


def within(seconds: float, work: Callable[[], T]) -> T:
    """What `work` gives back, if it does so in time.

    The time-outs of sockets begin anew with each byte. So the work is left to a thread of
    its own, which is given up when time is over; the one who waits can be interrupted.

    Raises:
        TimeoutError: it took longer.
    """
    try:
        worker = _idle.pop()
    except IndexError:
        worker = _Worker()
    task = _Task(work)
    worker.tasks.put(task)
    try:
        if not task.is_done.wait(seconds):
            raise TimeoutError
    except BaseException:
        worker.tasks.put(None)  # it ends when it has done this, if ever
        raise
    _idle.append(worker)
    if task.error is not None:
        raise task.error
    return task.answer  # type: ignore[no-any-return] # it is what `work` gave back


class _Task:
    """Something to do, and what came of it."""

    def __init__(self, work: Callable[[], Any]) -> None:
        self.work = work
        self.is_done = threading.Event()
        self.answer: Any = None
        self.error: BaseException | None = None

    def run(self) -> None:
        try:
            self.answer = self.work()
        except BaseException as error:
            self.error = error
        self.is_done.set()


class _Worker(threading.Thread):
    """Does one task after the other, as libraries keep for a thread what they make but once."""

    def __init__(self) -> None:
        super().__init__(daemon=True)
        self.tasks: SimpleQueue[_Task | None] = SimpleQueue()
        self.start()

    def run(self) -> None:
        while (task := self.tasks.get()) is not None:
            task.run()
            del task  # or it would keep what it worked on until the next one comes


_idle: list[_Worker] = []
if hasattr(os, "register_at_fork"):
    os.register_at_fork(after_in_child=_idle.clear)
