"""Work with an end: what comes back, what does not, and what is kept for the next."""

from __future__ import annotations

import gc
import os
import threading
import weakref

import pytest

from glossator.web.deadline import within

_ENOUGH = 60.0


def test_what_the_work_gives_back_is_given_back() -> None:
    assert within(_ENOUGH, lambda: 7) == 7


def test_what_the_work_raises_is_raised() -> None:
    def work() -> None:
        raise ValueError("no")

    with pytest.raises(ValueError, match="no"):
        within(_ENOUGH, work)


def test_one_thread_does_one_task_after_the_other() -> None:
    first = within(_ENOUGH, threading.get_ident)
    assert within(_ENOUGH, threading.get_ident) == first != threading.get_ident()


def test_work_that_is_late_keeps_nobody_waiting() -> None:
    may_end, has_ended = threading.Event(), threading.Event()
    late: list[threading.Thread] = []

    def work() -> None:
        late.append(threading.current_thread())
        may_end.wait()
        has_ended.set()

    with pytest.raises(TimeoutError):
        within(0.01, work)
    assert not has_ended.is_set()
    assert within(_ENOUGH, threading.current_thread) not in late
    may_end.set()
    for thread in late:
        thread.join(_ENOUGH)
        assert not thread.is_alive()


def test_works_within_works() -> None:
    assert within(_ENOUGH, lambda: within(_ENOUGH, lambda: 7)) == 7


@pytest.mark.build  # for as long as it takes
def test_nothing_of_the_work_is_kept() -> None:
    class Page:
        pass

    page = Page()
    seen = weakref.ref(page)
    within(_ENOUGH, lambda page=page: None)  # type: ignore[misc]
    within(_ENOUGH, lambda: None)  # by now the thread has let go of the first
    del page
    gc.collect()
    assert seen() is None


@pytest.mark.skipif(not hasattr(os, "fork"), reason="this system has no fork")
@pytest.mark.filterwarnings("ignore:.*multi-threaded.*fork:DeprecationWarning")
def test_a_child_has_threads_of_its_own() -> None:
    within(_ENOUGH, lambda: 7)
    child = os.fork()
    if not child:
        os._exit(0 if within(_ENOUGH, lambda: 7) == 7 else 1)
    assert os.waitpid(child, 0)[1] == 0
