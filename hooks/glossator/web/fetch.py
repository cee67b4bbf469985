"""One page from the web, politely and within limits: time, size, redirects, kinds."""

from __future__ import annotations

import re
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from http import HTTPStatus

import requests

from glossator.web.addresses import is_inward, is_local, is_web, redirect_target
from glossator.web.deadline import within
from glossator.web.session import MOST_REDIRECTS, REDIRECTS, explain, new_session

# Seconds to connect, and seconds between two pieces of an answer.
CONNECT_TIMEOUT = 10.0
READ_TIMEOUT = 20.0
# Seconds for a whole page, redirects included: who sends a byte a second ends here.
DEADLINE = 60.0
# Bytes, unpacked. The longest articles have 1 MB of HTML around them; a page of 10 MB is none.
LARGEST_PAGE = 10 * 1024 * 1024
# Characters of an address in a message.
_LONGEST_SHOWN = 200
# Bytes read at a time.
CHUNK = 64 * 1024

BY_HAND = "open the page in a browser, save it as an HTML file, and import the file"
_STATUS = {
    401: f"the page asks for a password; {BY_HAND}",
    402: f"the page asks for money; {BY_HAND} if you may",
    403: f"the site refuses programs; {BY_HAND}",
    404: "there is no such page; check the address, or import an archived copy",
    407: "the proxy asks for a password; see the settings HTTP_PROXY and HTTPS_PROXY",
    410: "the page was taken down; import an archived copy",
    429: f"the site has had too many requests from here; wait some minutes, or {BY_HAND}",
    451: f"the page is withheld for legal reasons here; {BY_HAND}",
}
HTML_KINDS = frozenset({"text/html", "application/xhtml+xml", "application/xml", "text/xml", ""})

Progress = Callable[[int], None]


class FetchError(Exception):
    """A page cannot be had; the message says why and what to do, in one line."""

    @property
    def reason(self) -> str:
        """Why, without what to do, which is for the pages of articles."""
        return str(self).partition("; ")[0]


@dataclass(frozen=True, slots=True)
class Fetched:
    """A page as it came.

    Attributes:
        url: The address that it came from in the end.
        content: Its bytes, unpacked.
        charset: What the header says of its encoding; empty where it says nothing.
        is_html: Whether it is HTML or plain text; None where its header does not say.
        redirects: The addresses that led to it, without the last.
    """

    url: str
    content: bytes = field(repr=False)
    charset: str = ""
    is_html: bool | None = True
    redirects: tuple[str, ...] = ()


def fetch_page(
    url: str,
    *,
    deadline: float = DEADLINE,
    read_timeout: float = READ_TIMEOUT,
    largest: int = LARGEST_PAGE,
    progress: Progress | None = None,
    kinds: Collection[str] = HTML_KINDS,
) -> Fetched:
    """The page at `url`, after at most ten redirects.

    Its media type is one of `kinds`, or that of a text. `progress` is called, from another
    thread, with the number of bytes that have come.

    Raises:
        FetchError: there is no page, or none that can be taken.
    """

    def work() -> Fetched:
        # Who gives an address in the own network means it; nobody else leads there.
        with new_session(is_outward=is_web(url) and not is_local(url)) as session:
            return _follow(session, url, _Limits(read_timeout, largest, kinds), progress)

    try:
        return within(deadline, work)
    except TimeoutError:
        raise FetchError(
            f"{url}: the page did not come within {deadline:g} seconds; "
            f"try again later, or {BY_HAND}"
        ) from None


@dataclass(frozen=True, slots=True)
class _Limits:
    """What is taken: after how long, how much, and of which media types."""

    read_timeout: float
    largest: int
    kinds: Collection[str]


def _follow(
    session: requests.Session, url: str, limits: _Limits, progress: Progress | None
) -> Fetched:
    passed: list[str] = []
    timeout = (min(CONNECT_TIMEOUT, limits.read_timeout), limits.read_timeout)
    while True:
        _refuse_address(url, passed)
        try:
            with session.get(url, stream=True, allow_redirects=False, timeout=timeout) as answer:
                target = answer.headers.get("Location")
                if answer.status_code not in REDIRECTS or not target:
                    _refuse_answer(answer, url, limits)
                    content = _read(answer, url, limits.largest, progress)
                    return _page(answer, url, content, tuple(passed))
        except requests.RequestException as error:
            raise FetchError(
                f"{url}: {explain(error, url)}; try again later, or {BY_HAND}"
            ) from None
        except ValueError:  # requests takes the next address apart, though it is not to follow
            raise FetchError(
                f"{url}: the page leads to what is no address of the web; {BY_HAND}"
            ) from None
        passed.append(url)
        if len(passed) > MOST_REDIRECTS:
            circle = "in a circle" if len(set(passed)) < len(passed) else "on and on"
            raise FetchError(
                f"{passed[0]}: the page leads {circle}, {MOST_REDIRECTS} times and more; {BY_HAND}"
            )
        url = redirect_target(url, target)


def _refuse_address(url: str, passed: list[str]) -> None:
    short = url if len(url) <= _LONGEST_SHOWN else f"{url[:_LONGEST_SHOWN]}..."
    if passed and is_web(url) and is_inward(passed[0], url):
        raise FetchError(
            f"{passed[0]}: the page leads to {short}, which is in your own network; "
            "import it by that address if that is meant"
        )
    if is_web(url):
        return
    if passed:
        raise FetchError(
            f"{passed[0]}: the page leads to {short}, which is no address of the web; {BY_HAND}"
        )
    raise FetchError(
        f"{short}: this is no complete address; copy it from the browser's address bar"
    )


def _refuse_answer(answer: requests.Response, url: str, limits: _Limits) -> None:
    status = answer.status_code
    if status != 200:
        failed = f"the site has trouble; try again later, or {BY_HAND}"
        advice = _STATUS.get(status, failed if status >= 500 else f"it gives no page; {BY_HAND}")
        phrase = next((f" {known.phrase}" for known in HTTPStatus if known == status), "")
        raise FetchError(f"{url}: the site answered {status}{phrase}: {advice}")
    kind = answer.headers.get("Content-Type", "").partition(";")[0].strip().lower()
    if kind not in limits.kinds and not kind.startswith("text/"):
        raise FetchError(f"{url}: this is no page but {kind_name(kind)}; {_advice(kind)}")
    length = answer.headers.get("Content-Length", "")
    if length.isdecimal() and int(length) > limits.largest:
        raise _too_large(url, limits.largest)


def kind_name(kind: str) -> str:
    """A media type as people call it."""
    names = {
        "application/pdf": "a PDF",
        "application/rss+xml": "a feed (RSS)",
        "application/atom+xml": "a feed (Atom)",
        "application/rdf+xml": "a feed (RDF)",
        "application/feed+json": "a feed (JSON Feed)",
        "application/json": "a data file (JSON)",
        "application/rtf": "an RTF file",
        "application/epub+zip": "an e-book (EPUB)",
        "application/msword": "a Word document",
        "message/rfc822": "a mail",
        "image": "a picture",
        "video": "a film",
        "audio": "a sound",
    }
    plain = re.sub(r"[^\w/.+-]", "", kind)
    other = f'a file of type "{plain}"'
    return names.get(kind) or names.get(kind.partition("/")[0]) or other


def _advice(kind: str) -> str:
    if kind == "application/pdf":
        return "copy its text into a text file, and import the file"
    return "give the address of the article's own page"


def _read(answer: requests.Response, url: str, largest: int, progress: Progress | None) -> bytes:
    content = bytearray()
    for chunk in answer.iter_content(CHUNK):
        content += chunk
        if len(content) > largest:  # unpacked: a small packet can hold gigabytes
            raise _too_large(url, largest)
        if progress:
            progress(len(content))
    return bytes(content)


def _too_large(url: str, largest: int) -> FetchError:
    return FetchError(
        f"{url}: the page has more than {largest // 1024**2} MB; {BY_HAND}, "
        "without what does not belong to the article"
    )


def _page(
    answer: requests.Response, url: str, content: bytes, redirects: tuple[str, ...]
) -> Fetched:
    kind, _, parameters = answer.headers.get("Content-Type", "").partition(";")
    charset = ""
    for parameter in parameters.split(";"):
        name, _, value = parameter.partition("=")
        if name.strip().lower() == "charset":
            charset = re.sub(r"[^\w.:-]", "", value)
    is_html = kind.strip().lower() in HTML_KINDS if kind.strip() else None
    return Fetched(url, content, charset, is_html, redirects)
