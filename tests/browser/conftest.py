"""The built site under a sub-path of a local server, and a headless Chromium to read it."""

from __future__ import annotations

import http.server
import os
import subprocess
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import (
    Browser,
    BrowserContext,
    ConsoleMessage,
    Page,
    Request,
    ViewportSize,
    expect,
    sync_playwright,
)

from tests.browser.settled import PATIENCE_MS, WATCH, settled
from tests.host import run, write_site

expect.set_options(timeout=PATIENCE_MS)

ROOT = Path(__file__).parents[2]
sys.path.insert(0, str(ROOT / "tools"))

from browser import find_browser  # noqa: E402 - it is no package

MOUNT = "/some/where/"
VIEWPORT: ViewportSize = {"width": 1440, "height": 900}
ARTICLE = "articles/alibaba-ai-budget/"
# How many times slower pages compute than this machine could, to find what depends on its pace.
SLOWNESS = float(os.environ.get("GLOSSATOR_SLOW_BROWSER", "1"))
FLAGS = [
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-quic",
    "--disable-sync",
    "--no-first-run",
]


@dataclass
class Visit:
    """A page in a browser, with all that went wrong on it and all that it asked for."""

    page: Page
    base: str
    complaints: list[str] = field(default_factory=list)
    requests: list[str] = field(default_factory=list)
    unanswered: set[Request] = field(default_factory=set)

    def wait_for_answers(self) -> None:
        """Wait until the page rests, and all that it asked for has come or failed.

        The driver's `networkidle` may never come on a busy machine, though nothing is awaited.
        """
        end = time.monotonic() + PATIENCE_MS / 1000
        settled(self.page)
        while self.unanswered:
            assert time.monotonic() < end, [request.url for request in self.unanswered]
            settled(self.page)

    def go(self, path: str) -> None:
        self.page.goto(self.base + path)

    @property
    def foreign_requests(self) -> list[str]:
        own = self.base.removesuffix(MOUNT)
        return [url for url in self.requests if not url.startswith((own, "data:", "blob:"))]


@pytest.fixture(scope="session")
def built_site(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """The site as `mkdocs build` makes it, and the address at which it is served."""
    site = tmp_path_factory.mktemp("site")
    server = _serve(site)
    base = f"http://127.0.0.1:{server.server_address[1]}{MOUNT}"
    environment = {**os.environ, "SITE_URL": base, "NO_MKDOCS_2_WARNING": "1"}
    environment["GLOSSATOR_REPO_URL"] = "https://github.com/example/corpus"
    done = subprocess.run(
        [sys.executable, "-m", "mkdocs", "build", "--strict", "--site-dir", str(site)],
        cwd=ROOT,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert "WARNING" not in done.stderr
    return site, base


class Crowded(http.server.ThreadingHTTPServer):
    """Has room for all that a page asks for at once.

    Of more than five that wait, systems let one begin anew after a second, and then after three.
    """

    daemon_threads = True
    request_queue_size = 128


def _serve(site: Path) -> http.server.ThreadingHTTPServer:
    class Handler(http.server.SimpleHTTPRequestHandler):
        def translate_path(self, path: str) -> str:
            if not path.startswith(MOUNT):
                return str(site / "outside-of-the-mount")
            return super().translate_path(path.removeprefix(MOUNT.rstrip("/")))

        def log_message(self, *_args: object) -> None:
            pass

        def copyfile(self, *files: Any) -> None:
            # A page that is left does not wait for what it asked for.
            with suppress(BrokenPipeError, ConnectionResetError):
                super().copyfile(*files)

    def make(*args: object) -> Handler:
        return Handler(*args, directory=str(site))  # type: ignore[arg-type]

    server = Crowded(("127.0.0.1", 0), make)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    return server


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    path = find_browser()
    if not path:
        reason = "no Chromium found; install one, or name it in GLOSSATOR_BROWSER"
        if os.environ.get("CI") == "true":
            pytest.fail(reason)
        pytest.skip(reason)
    with sync_playwright() as playwright:
        browser = playwright.chromium.launch(
            executable_path=path, args=FLAGS, chromium_sandbox=False
        )
        yield browser
        browser.close()


@pytest.fixture
def fresh_visit(browser: Browser, built_site: tuple[Path, str]) -> Iterator[Visit]:
    """A page in a browser that remembers nothing."""
    context = browser.new_context(viewport=VIEWPORT)
    yield open_visit(context, built_site[1])
    context.close()


@pytest.fixture(scope="session")
def kept_visit(browser: Browser, built_site: tuple[Path, str]) -> Iterator[Visit]:
    context = browser.new_context(viewport=VIEWPORT, timezone_id=_noon())
    yield open_visit(context, built_site[1])
    context.close()


@pytest.fixture
def visit(kept_visit: Visit) -> Iterator[Visit]:
    """One page for all tests that need no browser of their own, as opening one takes longer
    than most of them.

    It comes empty, without anything that an earlier test left in it but its history. What
    adds scripts to the page takes `fresh_visit`.
    """
    page = kept_visit.page
    # A picture of the same origin, where what the site has kept can be thrown away.
    kept_visit.go("assets/glossator/favicon.svg")
    page.evaluate("localStorage.clear(); sessionStorage.clear()")
    page.set_viewport_size(VIEWPORT)
    page.emulate_media(
        media="screen", color_scheme="light", reduced_motion="no-preference", forced_colors="none"
    )
    page.mouse.move(0, 0)
    kept_visit.complaints, kept_visit.requests = [], []
    yield kept_visit
    page.unroute_all()
    page.context.unroute_all()
    for other in page.context.pages:
        if other != page:
            other.close()


@pytest.fixture
def visit_without_scripts(browser: Browser, built_site: tuple[Path, str]) -> Iterator[Visit]:
    context = browser.new_context(java_script_enabled=False)
    yield open_visit(context, built_site[1])
    context.close()


def is_complaint(said: ConsoleMessage) -> bool:
    # A browser asks for this by itself where a page that is a picture names no icon.
    is_about_icon = said.location.get("url", "").endswith("/favicon.ico")
    return said.type in {"error", "warning"} and not is_about_icon


def open_visit(context: BrowserContext, base: str) -> Visit:
    context.add_init_script(WATCH)
    page = context.new_page()
    page.set_default_timeout(PATIENCE_MS)
    if SLOWNESS > 1:
        devices = context.new_cdp_session(page)
        devices.send("Emulation.setCPUThrottlingRate", {"rate": SLOWNESS})
    visit = Visit(page, base)
    page.on(
        "console",
        lambda said: is_complaint(said) and visit.complaints.append(said.text),
    )
    page.on("pageerror", lambda error: visit.complaints.append(str(error)))
    page.on("request", lambda request: visit.requests.append(request.url))
    page.on("request", lambda request: visit.unanswered.add(request))
    page.on("requestfinished", lambda request: visit.unanswered.discard(request))
    page.on("requestfailed", lambda request: visit.unanswered.discard(request))
    return visit


def _noon() -> str:
    """Where it is about noon: no form is opened on one day and sent on the next."""
    return f"Etc/GMT{datetime.now(UTC).hour - 12:+d}"


@pytest.fixture
def opened(
    browser: Browser, built_site: tuple[Path, str], request: pytest.FixtureRequest
) -> Iterator[Callable[..., Visit]]:
    """Opens the article, with `options` in a browser of its own; nothing may go wrong there."""
    contexts = []
    visits: list[Visit] = []

    def opener(
        path: str = ARTICLE,
        *,
        base: str = built_site[1],
        viewport: ViewportSize = VIEWPORT,
        **options: Any,
    ) -> Visit:
        if not visits and base == built_site[1] and not options.keys() - {"reduced_motion"}:
            visit: Visit = request.getfixturevalue("visit")
            visit.page.set_viewport_size(viewport)
            visit.page.emulate_media(**options)
        else:
            options.setdefault("timezone_id", _noon())
            context = browser.new_context(viewport=viewport, **options)
            contexts.append(context)
            visit = open_visit(context, base)
        visits.append(visit)
        visit.go(path)
        return visit

    yield opener
    for visit in visits:
        assert visit.complaints == []
        assert visit.foreign_requests == []
    for context in contexts:
        context.close()


def at_widths(visit: Visit, path: str, *widths: int, falling: bool = False) -> Iterator[int]:
    """Load the page at the first of the widths, or at the last; it rests at each, one by one."""
    ordered = widths[::-1] if falling else widths
    for number, width in enumerate(ordered):
        visit.page.set_viewport_size({"width": width, "height": 800})
        if not number:
            visit.go(path)
        settled(visit.page)
        yield width


@pytest.fixture(scope="session")
def small_site(tmp_path_factory: pytest.TempPathFactory) -> Callable[..., str]:
    """Builds the site of test data, with more configuration and files; gives back its address."""

    def build(extra: str = "", files: Mapping[str, str] = {}, **environment: str) -> str:
        root = write_site(tmp_path_factory.mktemp("small"))
        for path, text in files.items():
            (root / path).parent.mkdir(parents=True, exist_ok=True)
            (root / path).write_text(text, "utf-8")
        config = root / "mkdocs.yml"
        config.write_text(config.read_text("utf-8") + extra, "utf-8")
        done = run("mkdocs", "build", "--strict", cwd=root, **environment)
        assert done.returncode == 0, done.stderr
        server = _serve(root / "site")
        return f"http://127.0.0.1:{server.server_address[1]}/some/where/"

    return build


# More notes than the page that lists them has at once, and more publishers than can be chosen.
MANY_ARTICLES = 24
NOTES_OF_EACH = 10
MANY_NOTES = MANY_ARTICLES * NOTES_OF_EACH + 1
ODD_TITLE = "<b>Ten</b> times & more"


@pytest.fixture(scope="session")
def many_notes(small_site: Callable[..., str]) -> str:
    """The address of a site with many notes; its oldest article is in Hebrew, and oddly noted."""
    words = [f"w{n}" for n in range(NOTES_OF_EACH)]
    files = {
        "docs/articles/bridge.md": "---\ntitle: הגשר נסגר\nsource:\n  language: he\n"
        "  url: https://news.example.org/he\n  publisher: Example Daily (test data)\n"
        "  published: 1999-01-01\n---\n\nהגשר עלה 5 מיליון בשנת 1997.\n",
        "annotations/bridge/cost.yaml": f"kind: correction\ntitle: {ODD_TITLE!r}\n"
        "target: {exact: 5 מיליון}\nreplacement: 50 מיליון\nreason: figure\nbody: More.\n"
        "sources: [{url: 'https://a.example.org/he', publisher: מעריב}]\ncreated: 2026-01-03\n",
    }
    for number in range(MANY_ARTICLES):
        slug = f"ferry-{number}"
        files[f"docs/articles/{slug}.md"] = (
            f"---\ntitle: Ferry number {number}\nsource:\n  url: https://news.example.org/{slug}\n"
            f"  publisher: Example Daily (test data)\n  published: 20{number + 10}-01-01\n---\n\n"
            f"The ferry has {', '.join(words)} and nothing else.\n"
        )
        for word in words:
            kind = "source" if word == "w3" else "context"
            files[f"annotations/{slug}/{word}.yaml"] = (
                f"kind: {kind}\ntitle: Crossing {number} of {word}\ntarget: {{exact: {word}}}\n"
                f"body: About it.\ncreated: 2026-01-03\ntopics: [testing]\nsources:\n"
                f"  - url: https://a.example.org/{slug}/{word}\n"
                f"    publisher: Publisher {number:02} {word}\n"
            )
    return small_site(files=files)
