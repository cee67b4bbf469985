"""Whether addresses still work: asked politely, one request a second of each host."""

from __future__ import annotations

import threading
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from queue import Empty, Queue
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import requests

from glossator.web.addresses import is_front_page, is_inward, is_web, redirect_target
from glossator.web.ask import Answer, Ask, patient_answer
from glossator.web.outward import is_inward_error
from glossator.web.pace import Pace
from glossator.web.session import MOST_REDIRECTS, REDIRECTS, explain, is_unknown_host

# Hosts that are asked at the same time: most of the time is spent waiting for answers.
MOST_AT_ONCE = 8
# Pages of one host that cannot be reached before it is left alone.
MOST_SILENT = 2
_PERMANENT = frozenset({301, 308})
_GONE = frozenset({404, 410})
# With these, sites turn away programs while the page is there for people.
_WALLS = frozenset({401, 402, 403, 406, 407, 429, 451, 503, 999})
T = TypeVar("T")
Kind = Literal["works", "dead", "moved", "unreachable"]


@dataclass(frozen=True, slots=True)
class Outcome:
    """What became of an address.

    Attributes:
        kind: Whether the page is there, gone, elsewhere, or could not be asked for.
        reason: Why, in words; empty where it works.
        target: Where a moved page is now.
        is_host_unknown: Whether the name of the host is known to nobody.
        is_silent: Whether its host did not answer at all.
    """

    kind: Kind
    reason: str = ""
    target: str = ""
    is_host_unknown: bool = False
    is_silent: bool = False


WORKS = Outcome("works")


def check_pages(
    pages: Iterable[str],
    *,
    new_ask: Callable[[], Ask],
    pace: Pace,
    most_at_once: int = MOST_AT_ONCE,
) -> Iterator[tuple[str, Outcome]]:
    """Each of the addresses with what became of it, in the order in which that is known.

    Each is asked for once. Hosts are asked side by side, the pages of one host one after
    the other. Giving up the iteration leaves what is not asked yet unasked.
    """
    by_host: dict[str, list[str]] = {}
    for page in dict.fromkeys(pages):
        by_host.setdefault(urlsplit(page).netloc.lower(), []).append(page)
    number = sum(map(len, by_host.values()))
    hosts: Queue[list[str]] = Queue()
    # Those with the most pages take longest, and begin first.
    for some in sorted(by_host.values(), key=len, reverse=True):
        hosts.put(some)
    known: Queue[tuple[str, Outcome] | BaseException] = Queue()
    is_over = threading.Event()

    def work() -> None:
        try:
            while not is_over.is_set():
                silent: list[Outcome] = []
                for page in hosts.get_nowait():
                    if is_over.is_set():
                        return
                    if len(silent) >= MOST_SILENT:
                        known.put((page, silent[-1]))  # or a host that is down takes hours
                        continue
                    outcome = check_page(page, ask=new_ask(), pace=pace)
                    silent = [*silent, outcome] if outcome.is_silent else []
                    known.put((page, outcome))
        except Empty:
            return
        except BaseException as error:  # told to the one who waits, instead of being lost
            known.put(error)

    # They end with the program, so that Ctrl-C does not wait for slow hosts.
    for _ in range(min(most_at_once, len(by_host))):
        threading.Thread(target=work, daemon=True).start()
    try:
        for _ in range(number):
            found = _next_of(known)
            if isinstance(found, BaseException):
                raise found
            yield found
    finally:
        is_over.set()


def _next_of(known: Queue[T]) -> T:
    while True:
        try:
            # Without end, Windows would not let Ctrl-C interrupt it.
            return known.get(timeout=0.5)
        except Empty:
            continue


def check_page(url: str, *, ask: Ask, pace: Pace) -> Outcome:
    """What became of the page at `url`, after all redirects."""
    here = url
    permanent = ""  # as far as all redirects say that they are for good
    is_permanent = True
    seen = {url}
    for _ in range(MOST_REDIRECTS + 1):
        try:
            answer = patient_answer(here, ask, pace)
        except requests.RequestException as error:
            return _failure(error, here, url)
        if answer.status in REDIRECTS and answer.location:
            target = redirect_target(here, answer.location)
            if not is_web(target) or is_inward(url, target):
                reason = f"it leads to {target[:200]}, which is no page of the web"
                return Outcome("unreachable", reason)
            if target in seen:
                return Outcome("unreachable", "it leads in a circle, at least for programs")
            seen.add(target)
            is_permanent = is_permanent and answer.status in _PERMANENT
            permanent = target if is_permanent else permanent
            here = target
            continue
        return _verdict(answer, url, here, permanent)
    return Outcome("unreachable", f"it leads on and on, more than {MOST_REDIRECTS} times")


def _failure(error: requests.RequestException, here: str, url: str) -> Outcome:
    if is_unknown_host(error):
        reason = explain(error, here)
        return Outcome("dead", reason, is_host_unknown=True)
    if here == url:
        is_silent = not is_inward_error(error) and isinstance(
            error, requests.Timeout | requests.ConnectionError
        )
        return Outcome("unreachable", explain(error, here), is_silent=is_silent)
    return Outcome("unreachable", f"{explain(error, here)}, where {url} leads")


def _verdict(answer: Answer, url: str, here: str, permanent: str) -> Outcome:
    status = answer.status
    if status in _GONE:
        return Outcome("dead", f"the page is gone ({status})")
    if status in _WALLS:
        return Outcome("unreachable", f"the site turns programs away ({status})")
    if status >= 500:
        return Outcome("unreachable", f"the site has trouble ({status})")
    if status >= 400 or status < 200:
        return Outcome("unreachable", f"the site answers {status}")
    if is_front_page(here) and not is_front_page(url):
        reason = "it leads to a front page now; the page itself is probably gone"
        return Outcome("moved", reason)
    if permanent:
        return Outcome("moved", "the page has moved for good", permanent)
    return WORKS
