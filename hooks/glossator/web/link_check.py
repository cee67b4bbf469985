"""Whether addresses still work: asked politely, one request a second of each host."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from queue import Empty, Queue
from typing import Literal, TypeVar
from urllib.parse import urlsplit

import requests

from glossator.web.addresses import is_inward, is_web, redirect_target
from glossator.web.deadline import within
from glossator.web.fetch import (
    MOST_REDIRECTS,
    REDIRECTS,
    explain,
    is_unknown_host,
    new_session,
)

# Seconds between two requests to one host. A reader who clicks is faster.
PACE = 1.0
# Seconds for an answer, unless somebody says otherwise.
TIMEOUT = 15.0
# Hosts that are asked at the same time: most of the time is spent waiting for answers.
MOST_AT_ONCE = 8
# Requests for one page before its host is left alone, and seconds before the second one;
# twice as many before the third.
MOST_TRIES = 3
FIRST_PAUSE = 2.0
# Seconds. Who asks to wait longer is not asked again today.
LONGEST_PAUSE = 60.0
# Seconds. A host that asks for pauses page after page gets no more than these together.
LONGEST_PAUSES = 180.0
# Pages of one host that cannot be reached before it is left alone.
MOST_SILENT = 2

_PERMANENT = frozenset({301, 308})
_GONE = frozenset({404, 410})
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})
# With these, sites turn away programs while the page is there for people.
_WALLS = frozenset({401, 402, 403, 406, 407, 429, 451, 503, 999})

T = TypeVar("T")
Kind = Literal["works", "dead", "moved", "unreachable"]


@dataclass(frozen=True, slots=True)
class Answer:
    """What a server says to one request.

    Attributes:
        status: The status of HTTP.
        location: Where it sends to; empty for nowhere.
        retry_after: What it says of when to ask again; empty for nothing.
    """

    status: int
    location: str = ""
    retry_after: str = ""


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

Ask = Callable[[str, str], Answer]
"""Asks with a method for an address, without following; raises RequestException."""


class Pace:
    """Keeps requests to one host apart; may be used from several threads."""

    def __init__(
        self,
        *,
        seconds: float = PACE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds = seconds
        self.clock = clock
        self.sleep = sleep
        self._next: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Come back when the host may be asked."""
        while True:
            with self._lock:
                now = self.clock()
                begin = self._next.get(host, now)
                if begin <= now:
                    self._next[host] = now + self.seconds
                    return
            self.sleep(begin - now)

    def pause(self, host: str, seconds: float) -> bool:
        """Leave the host alone for so long from now; False where it has had all its pauses."""
        with self._lock:
            paused = self._paused.get(host, 0.0) + seconds
            if paused > LONGEST_PAUSES:
                return False
            self._paused[host] = paused
            self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)
            return True


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
            answer = _patient_answer(here, ask, pace)
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


def web_ask(*, timeout: float = TIMEOUT) -> Ask:
    """Asks on the web; cookies are kept from one request to the next, as redirects need it."""
    session = new_session()

    def ask(method: str, url: str) -> Answer:
        def work() -> Answer:
            with session.request(
                method, url, stream=True, allow_redirects=False, timeout=timeout
            ) as answer:
                headers = answer.headers
                return Answer(
                    answer.status_code, headers.get("Location", ""), headers.get("Retry-After", "")
                )

        try:
            # A server can send its headers a byte a second; twice the time is for the address's
            # name and the connection.
            return within(2 * timeout, work)
        except TimeoutError:
            raise requests.exceptions.ReadTimeout(url) from None
        except ValueError as error:  # addresses that requests cannot take apart
            raise requests.exceptions.InvalidURL(str(error)) from None

    return ask


def _patient_answer(url: str, ask: Ask, pace: Pace) -> Answer:
    """The answer to HEAD, or to GET where HEAD is refused; asked again where that may help."""
    host = urlsplit(url).netloc.lower()
    method = "HEAD"
    tries = 0
    while True:
        pace.wait(host)
        failure: requests.RequestException | None = None
        answer = Answer(0)
        try:
            answer = ask(method, url)
        except requests.RequestException as error:
            if is_unknown_host(error) or not _may_pass(error):
                raise
            failure = error
        if method == "HEAD" and answer.status != 429 and (failure or answer.status >= 400):
            # Many servers answer HEAD wrongly: nothing is said of a page on its word alone.
            method = "GET"
            if not isinstance(failure, requests.exceptions.Timeout):
                continue
        if not failure and answer.status not in _TRY_AGAIN:
            return answer
        tries += 1
        seconds = FIRST_PAUSE * 2 ** (tries - 1)
        if not failure:
            seconds = max(seconds, _seconds(answer.retry_after))
        if tries >= MOST_TRIES or seconds > LONGEST_PAUSE or not pace.pause(host, seconds):
            if failure:
                raise failure
            return answer


def _may_pass(error: requests.RequestException) -> bool:
    """Whether the same request may succeed in a moment."""
    lasting = (requests.exceptions.SSLError, requests.exceptions.ProxyError)
    passing = (requests.exceptions.ConnectionError, requests.exceptions.Timeout)
    return isinstance(error, passing) and not isinstance(error, lasting)


def _seconds(retry_after: str) -> float:
    """How long a server asks to wait: it says a number of seconds, or a time."""
    if retry_after.strip().isdecimal():
        return float(retry_after)
    try:
        when = parsedate_to_datetime(retry_after)
    except (ValueError, TypeError):
        return 0.0
    when = when if when.tzinfo else when.replace(tzinfo=UTC)
    return max(0.0, (when - datetime.now(UTC)).total_seconds())


def _failure(error: requests.RequestException, here: str, url: str) -> Outcome:
    if is_unknown_host(error):
        reason = explain(error, here)
        return Outcome("dead", reason, is_host_unknown=True)
    if here == url:
        is_silent = isinstance(error, requests.Timeout | requests.ConnectionError)
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
    if _is_front_page(here) and not _is_front_page(url):
        reason = "it leads to a front page now; the page itself is probably gone"
        return Outcome("moved", reason)
    if permanent:
        return Outcome("moved", "the page has moved for good", permanent)
    return WORKS


def _is_front_page(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in {"", "/"} and not parts.query
