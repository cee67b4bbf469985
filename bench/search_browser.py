"""A search in a real browser, served by a plain file server that counts what it sends."""

from __future__ import annotations

import gzip
import sys
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass, field
from functools import cache, partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from playwright.sync_api import Browser, Page

HERE = Path(__file__).resolve().parent
PAGE = "/measured.html"
# A worker that has to read 15 MB takes its time on a busy machine.
LONGEST_WAIT_MS = 120_000

sys.path.insert(0, str(HERE.parent / "tools"))

from browser import find_browser  # noqa: E402 - it is no package


@dataclass(frozen=True, slots=True)
class Cold:
    """What the first results take a reader who was never here.

    Attributes:
        ms: From starting the search to having them.
        bytes: What the server sent for them.
        packed: The same from a server that compresses.
        files: In how many files.
    """

    ms: float
    bytes: int
    packed: int
    files: int


@dataclass
class Site:
    """A folder that is served, with what was asked of it.

    Attributes:
        folder: Where its files are.
        url: Its address, without a slash at its end.
        sent: The files that were sent, in their order.
    """

    folder: Path
    url: str = ""
    sent: list[Path] = field(default_factory=list)


@contextmanager
def serving(folder: Path) -> Iterator[Site]:
    """Serve the files of a folder as they are."""
    site = Site(folder)
    server = _Server(("127.0.0.1", 0), partial(_Handler, site))
    site.url = f"http://127.0.0.1:{server.server_address[1]}"
    threading.Thread(target=server.serve_forever, args=(0.05,), daemon=True).start()
    try:
        yield site
    finally:
        server.shutdown()
        server.server_close()


class _Server(ThreadingHTTPServer):
    daemon_threads = True
    # Where a search asks for many files at once, none of them is turned away.
    request_queue_size = 128

    def handle_error(self, *_given: object) -> None:
        """Say nothing: a browser that closes a page hangs up."""


class _Handler(SimpleHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    # Head and body leave together; waiting for one another would cost 40 ms.
    wbufsize = -1
    disable_nagle_algorithm = True

    def __init__(self, site: Site, *given: Any) -> None:
        self.site = site
        super().__init__(*given, directory=str(site.folder))

    def do_GET(self) -> None:
        is_ours = self.path == PAGE
        file = HERE / "search_page.html" if is_ours else Path(self.translate_path(self.path))
        if not file.is_file():
            self.send_error(404)
            return
        body = file.read_bytes()
        if not is_ours:
            self.site.sent.append(file)
        self.send_response(200)
        self.send_header("Content-Type", self.guess_type(file))
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, *_given: object) -> None:
        pass


@cache
def _packed_size(file: Path) -> int:
    body = file.read_bytes()
    return min(len(body), len(gzip.compress(body, 6)))


@contextmanager
def browsing() -> Iterator[Browser]:
    """A browser without windows."""
    from playwright.sync_api import sync_playwright

    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(executable_path=find_browser())
        try:
            yield browser
        finally:
            browser.close()


class Search:
    """One search on its site: cold, as for a new reader, and warm, query after query."""

    def __init__(self, browser: Browser, site: Site, address: str) -> None:
        self.browser = browser
        self.site = site
        self.address = address
        self.page: Page | None = None

    @contextmanager
    def _new_page(self) -> Iterator[Page]:
        context = self.browser.new_context()
        try:
            page = context.new_page()
            page.set_default_timeout(LONGEST_WAIT_MS)
            page.goto(self.site.url + PAGE)
            yield page
        finally:
            context.close()

    def cold(self, query: str) -> Cold:
        """The first results of a reader who has nothing kept."""
        with self._new_page() as page:
            self.site.sent.clear()
            ms = page.evaluate("([address, query]) => cold(address, query)", [self.address, query])
            files = [file for file in self.site.sent if file.name != "favicon.ico"]
        size = sum(file.stat().st_size for file in files)
        return Cold(ms, size, sum(map(_packed_size, files)), len(files))

    @contextmanager
    def begun(self) -> Iterator[Search]:
        """The search, begun for many queries."""
        with self._new_page() as page:
            page.evaluate("(address) => begin(address)", self.address)
            self.page = page
            yield self
        self.page = None

    def shown(self, query: str) -> tuple[float, list[str]]:
        """How many ms a query takes then, and what it shows, in its order."""
        assert self.page  # noqa: S101 - asked within `begun`
        found = self.page.evaluate("(query) => warm(query)", query)
        return found["ms"], found["shown"]

    def records(self, query: str, limit: int) -> tuple[int, list[str]]:
        """How many records our own search finds, and the first of them in the site's order."""
        assert self.page  # noqa: S101 - asked within `begun`
        found = self.page.evaluate("([query, limit]) => records(query, limit)", [query, limit])
        if found.get("error"):
            raise RuntimeError(f"{query}: {found['error']}")
        return found["total"], found["locations"]
