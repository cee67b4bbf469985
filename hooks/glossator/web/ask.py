"""A server's answer to one request, asked for politely, and again where that may help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

import requests

from glossator.web.deadline import within
from glossator.web.outward import is_inward_error
from glossator.web.pace import Pace
from glossator.web.session import is_unknown_host, new_session

# Seconds for an answer, unless somebody says otherwise.
TIMEOUT = 15.0
# Requests for one page before its host is left alone, and seconds before the second one;
# twice as many before the third.
MOST_TRIES = 3
FIRST_PAUSE = 2.0
# Seconds. Who asks to wait longer is not asked again today.
LONGEST_PAUSE = 60.0
_TRY_AGAIN = frozenset({429, 500, 502, 503, 504})


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


Ask = Callable[[str, str], Answer]
"""Asks with a method for an address, without following; raises RequestException."""


def web_ask(*, timeout: float = TIMEOUT, is_outward: bool = False) -> Ask:
    """Asks on the web; cookies are kept from one request to the next, as redirects need it.

    One that `is_outward` connects to nothing on this computer or in its network.
    """
    session = new_session(is_outward=is_outward)

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


def patient_answer(url: str, ask: Ask, pace: Pace) -> Answer:
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
    if is_inward_error(error):
        return False
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
