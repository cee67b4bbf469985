"""The search of a site that is served while somebody edits it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable
from concurrent.futures import Future, ThreadPoolExecutor
from pathlib import Path
from threading import Event
from typing import Any

import pytest

from glossator.searching.archive import is_name
from glossator.site.search_on_demand import SearchOnDemand, promise_search


class Writing:
    """A writing that goes on until it is let go, and tells what became of it."""

    def __init__(self) -> None:
        self.has_begun, self.may_end = Event(), Event()
        self.number = 0
        self.was_stopped = False

    def __call__(self, go_on: Callable[[], None]) -> None:
        self.number += 1
        self.has_begun.set()
        while not self.may_end.is_set():
            try:
                go_on()
            except Exception:
                self.was_stopped = True
                raise


@pytest.fixture
def threads() -> Iterable[ThreadPoolExecutor]:
    with ThreadPoolExecutor(8) as pool:
        yield pool


def answer(search: SearchOnDemand, path: str) -> list[bytes]:
    """What a server says that has the search before it."""

    def app(environ: dict[str, Any], start_response: Any) -> Iterable[bytes]:
        return [environ["PATH_INFO"].encode()]

    return list(search.wrap(app)({"PATH_INFO": path}, lambda *_: lambda _: None))


def test_nothing_is_written_before_somebody_searches() -> None:
    search, writing = SearchOnDemand(), Writing()
    search.offer_index(writing)
    for path in ("/", "/search/search_index.json", "/search/worker.js", "/articles/search/"):
        assert answer(search, path) == [path.encode()]
    assert writing.number == 0


def test_all_who_ask_wait_for_one_writing(threads: ThreadPoolExecutor) -> None:
    search, writing = SearchOnDemand(), Writing()
    search.offer_index(writing)
    asked = [threads.submit(answer, search, f"/site/search/{n}.bin") for n in range(4)]
    assert writing.has_begun.wait(60)
    assert not any(one.done() for one in asked)
    writing.may_end.set()
    assert [one.result(60) for one in asked] == [[b"/site/search/%d.bin" % n] for n in range(4)]
    assert writing.number == 1
    search.ensure()
    assert writing.number == 1


def test_a_build_stops_the_writing_and_who_asked_gets_that_of_the_new_site(
    threads: ThreadPoolExecutor,
) -> None:
    search, old, new = SearchOnDemand(), Writing(), Writing()
    search.offer_index(old)
    asked = threads.submit(search.ensure)
    assert old.has_begun.wait(60)
    search.withdraw()  # comes back when it has stopped
    assert old.was_stopped
    assert not asked.done()
    new.may_end.set()
    search.offer_index(new)
    asked.result(60)
    assert (old.number, new.number) == (1, 1)


def test_who_asks_during_a_build_waits_for_it(threads: ThreadPoolExecutor) -> None:
    search, writing = SearchOnDemand(), Writing()
    writing.may_end.set()
    search.withdraw()
    asked: Future[None] = threads.submit(search.ensure)
    assert not asked.done()
    search.offer_index(writing)
    asked.result(60)
    assert writing.number == 1


def test_what_fails_is_told_to_who_asked_and_tried_again() -> None:
    search = SearchOnDemand()
    calls = []

    def write(go_on: Callable[[], None]) -> None:
        calls.append(go_on)
        if len(calls) == 1:
            raise OSError("no room")

    search.offer_index(write)
    with pytest.raises(OSError, match="no room"):
        search.ensure()
    search.ensure()
    search.ensure()
    assert len(calls) == 2


def test_a_site_without_a_search_of_ours_waits_for_nothing() -> None:
    search = SearchOnDemand()
    assert answer(search, "/search/a.bin")
    search.offer_index(None)
    assert answer(search, "/search/a.bin")


def test_what_is_promised_is_the_name_of_no_index(tmp_path: Path) -> None:
    promise_search(tmp_path / "search")
    read = json.loads((tmp_path / "search/search_index.json").read_text("utf-8"))
    assert not is_name(read["config"]["glossator"])
