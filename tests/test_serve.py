"""What `mkdocs serve` shows while somebody writes."""

from __future__ import annotations

import json
import os
import random
import re
import shutil
import socket
import subprocess
import sys
import time
import urllib.error
import urllib.request
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest

from glossator.searching.files import SUFFIX
from tests.edits import EDITS, many, tree
from tests.host import ARTICLE, NOTE, ROOT, TOPIC, begin, run, write_site
from tests.site.test_page_markdown import STOPS, WITH_STOPS

pytestmark = pytest.mark.build
# Further seeds, which take half a minute each.
MORE = (pytest.mark.trust, pytest.mark.long)

# Watching, rebuilding and a slow machine; a change that is never seen fails anyway.
PATIENCE_SECONDS = 60
# Systems give ports above these to whoever asks for any, as other tests do: one of theirs could
# be taken in the seconds until `mkdocs serve`, which has to be told its port, listens to it.
PORTS = range(20_000, 32_000)


# Of each port that a server was told, the one of the same number for messages: nobody else can
# have that meanwhile, and it is free again when this process ends, however it does.
TAKEN: list[socket.socket] = []


def free_port() -> int:
    """A port that nobody listens to, and that no other test is told, here or elsewhere."""
    start = os.getpid() % len(PORTS)
    for port in (*PORTS[start:], *PORTS[:start]):
        sign = socket.socket(type=socket.SOCK_DGRAM)
        with socket.socket() as probe, suppress(OSError):
            sign.bind(("127.0.0.1", port))
            probe.bind(("127.0.0.1", port))
            TAKEN.append(sign)
            return port
        sign.close()
    raise AssertionError("no port is free")


def test_no_port_is_told_twice_though_nobody_listens_to_it_yet() -> None:
    assert len({free_port() for _ in range(3)}) == 3


class Server:
    """`mkdocs serve` on a site of test data."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.log = site / "serve.err"
        self.address = f"127.0.0.1:{free_port()}"
        command = ("mkdocs", "serve", "--dev-addr", self.address)
        self.process = begin(*command, cwd=site, out=site / "serve")

    def file(self, path: str) -> bytes:
        try:
            with urllib.request.urlopen(
                f"http://{self.address}/{path}", timeout=PATIENCE_SECONDS
            ) as answer:
                return bytes(answer.read())
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            return b""

    def page(self, path: str) -> str:
        return self.file(path).decode()

    def refusal(self, path: str) -> str:
        """What is shown at an address at which the server says that there is nothing."""
        try:
            urllib.request.urlopen(f"http://{self.address}/{path}", timeout=PATIENCE_SECONDS)
        except urllib.error.HTTPError as error:
            assert error.code == 404
            return error.read().decode()
        raise AssertionError(f"{path} is there")

    def is_missing(self, path: str) -> bool:
        """Whether the server says that there is nothing of that address."""
        try:
            urllib.request.urlopen(
                f"http://{self.address}/{path}", timeout=PATIENCE_SECONDS
            ).close()
        except urllib.error.HTTPError as error:
            return error.code == 404
        except (urllib.error.URLError, ConnectionError, TimeoutError):
            pass
        return False

    def wait_until_missing(self, path: str) -> None:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not self.is_missing(path):
            assert time.monotonic() < deadline, self.log.read_text()
            assert self.process.poll() is None, self.log.read_text()
            time.sleep(0.2)

    def wait_for(self, words: str, path: str = "articles/bridge/", *, gone: bool = False) -> str:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while time.monotonic() < deadline and self.process.poll() is None:
            page = self.page(path)
            if page and (words in page) is not gone:
                return page
            time.sleep(0.2)
        raise AssertionError(f"{words!r} on {path} did not come; {self.log.read_text()}")


@pytest.fixture
def server(tmp_path: Path) -> Iterator[Server]:
    server = Server(write_site(tmp_path))
    yield server
    server.process.terminate()
    server.process.wait(timeout=PATIENCE_SECONDS)


def test_changes_of_notes_articles_and_topics_are_shown(server: Server) -> None:
    server.wait_for("Ten times more")
    note = server.site / "annotations/bridge/cost.yaml"
    note.write_text(NOTE.replace("Ten times more", "A zero too few"))
    server.wait_for("A zero too few")

    article = server.site / "docs/articles/bridge.md"
    article.write_text(article.read_text().replace("closed in 2001", "closed in 2002"))
    server.wait_for("closed in 2002")

    topic = server.site / "docs/topics/testing.md"
    topic.write_text(topic.read_text().replace("Some words", "Other words"))
    server.wait_for("Other words", "topics/testing/")


def test_what_changes_during_the_first_build_is_shown_after_it(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    waiting = (
        "import pathlib, time\n"
        "def on_page_context(context, **_):\n"
        "    pathlib.Path('begun').touch()\n"
        "    while not pathlib.Path('go').exists():\n"
        "        time.sleep(0.01)\n"
    )
    (site / "own.py").write_text(waiting)
    config = (site / "mkdocs.yml").read_text()
    (site / "mkdocs.yml").write_text(config.replace("/publish.py]", "/publish.py, own.py]"))
    running = Server(site)
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (site / "begun").exists():
            assert time.monotonic() < deadline, running.log.read_text()
            time.sleep(0.05)
        note = site / "annotations/bridge/cost.yaml"
        note.write_text(NOTE.replace("Ten times more", "A zero too few"))
        named = (site / "mkdocs.yml").read_text().replace("Example corpus", "Another name")
        (site / "mkdocs.yml").write_text(named)
        (site / "go").touch()
        assert "Another name" in running.wait_for("A zero too few")
    finally:
        running.process.terminate()
        running.process.wait(timeout=PATIENCE_SECONDS)


DATA = [
    *("data/annotations.csv", "data/annotations.jsonl", "data/annotations.jsonld"),
    *("feed.xml", "feed.json", "corrections/feed.xml", "articles/bridge/feed.xml"),
    *("topics/testing/feed.xml", "articles/bridge/annotations.jsonld", "articles/bridge/index.md"),
    "llms-full.txt",
]


def test_pages_of_notes_and_data_follow_what_is_written(server: Server) -> None:
    for path in ("notes/bridge/cost/", *DATA):
        server.wait_for("Ten times more", path)
    note = server.site / "annotations/bridge/cost.yaml"
    note.write_text(NOTE.replace("Ten times more", "A zero too few"))
    for path in ("notes/bridge/cost/", *DATA):
        assert "Ten times more" not in server.wait_for("A zero too few", path)

    other = NOTE.replace("5 million crowns", "closed in 2001").replace("50 million", "2002")
    (note.parent / "closed.yaml").write_text(other.replace("Ten times more", "Another year"))
    server.wait_for("Another year", "notes/bridge/closed/")
    note.unlink()
    server.wait_until_missing("notes/bridge/cost/")
    for path in DATA:
        assert "Another year" in server.wait_for("A zero too few", path, gone=True)


def test_problems_are_shown_on_the_page_and_the_server_goes_on(server: Server) -> None:
    assert "gloss-problems" not in server.wait_for("Ten times more")
    note = server.site / "annotations/bridge/cost.yaml"
    note.write_text(NOTE.replace("5 million crowns", "7 million crowns", 1))
    page = server.wait_for("gloss-problems")
    assert "annotations/bridge/cost.yaml:4:10" in page
    assert "did you mean" in page
    assert "not found in the article" in page
    assert "<mark" not in page
    assert "quote-orphaned" in server.log.read_text()

    (server.site / "annotations/bridge/broken.yaml").write_text('title: "never closed\n')
    server.wait_for("yaml-syntax", "")

    topic = server.site / "docs/topics/testing.md"
    topic.write_text(f"{TOPIC}\n[Gone](../articles/gone.md)\n")
    server.wait_for("docs/topics/testing.md:9:8", "topics/testing/")
    topic.write_text(TOPIC)

    (server.site / "annotations/bridge/broken.yaml").unlink()
    note.write_text(NOTE)
    assert "<mark" in server.wait_for("gloss-problems", gone=True)


def test_a_page_that_did_not_change_shows_what_is_wrong_elsewhere(server: Server) -> None:
    server.wait_for("Ten times more")
    other = server.site / "docs/topics/other.md"
    other.write_text("no front matter\n")
    assert "docs/topics/other.md:1:1" in server.wait_for("gloss-problems")
    other.unlink()
    server.wait_for("gloss-problems", gone=True)


def test_a_broken_article_still_has_a_page(server: Server) -> None:
    server.wait_for("Ten times more")
    article = server.site / "docs/articles/bridge.md"
    article.write_text("Update: no front matter here\n\nThe bridge cost 5 million crowns.\n")
    page = server.wait_for("front-matter")
    assert "Update: no front matter here" in page


def test_what_stops_mkdocs_stops_no_server(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    config = site / "mkdocs.yml"
    config.write_text(f"{config.read_text()}draft_docs: drafts/\n{WITH_STOPS}")
    topic = site / "docs/topics/testing.md"
    topic.write_text(f"{TOPIC}\nOdd {STOPS}\n")  # from the beginning
    running = Server(site)
    try:
        page = running.wait_for("docs/topics/testing.md:9:5")
        assert "markdown-failed" in page
        assert "<mark" in page
        assert "markdown-failed" in running.page("topics/testing/")
        topic.write_text(TOPIC)
        running.wait_for("gloss-problems", gone=True)
        running.wait_for("Some words on testing.", "topics/testing/")

        (site / "docs/drafts").mkdir()  # which no check reads
        (site / "docs/drafts/plan.md").write_text(f"# A plan\n\n{STOPS}\n")
        running.wait_for("docs/drafts/plan.md:3:1", "drafts/plan/")
        (site / "docs/drafts/plan.md").write_text("# A plan\n\nMended.\n")
        running.wait_for("Mended.", "drafts/plan/")
    finally:
        running.process.terminate()
        running.process.wait(timeout=PATIENCE_SECONDS)


def test_a_draft_is_shown_at_its_own_address_and_told_of_nowhere_else(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    config = site / "mkdocs.yml"
    before = config.read_text()
    config.write_text(f"{before}draft_docs: /articles/hush.md\n")
    (site / "docs/articles/hush.md").write_text(ARTICLE.replace("A test", "A hush"))
    (site / "annotations/hush").mkdir()
    (site / "annotations/hush/cost.yaml").write_text(NOTE)
    running = Server(site)
    try:
        page = running.wait_for("<mark", "articles/hush/")
        assert "DRAFT" in page
        assert "Ten times more" in running.page("notes/hush/cost/")
        elsewhere = ("", "articles/", "annotations/", "feed.xml", "data/annotations.csv")
        told = [path for path in elsewhere if "hush" in running.page(path)]
        assert told == []
        assert "bridge" in running.page("data/annotations.csv")
        config.write_text(before)
        assert "DRAFT" not in running.wait_for("DRAFT", "articles/hush/", gone=True)
        assert "A hush article" in running.wait_for("hush", "articles/")
        assert "hush" in running.page("feed.xml")
    finally:
        running.process.terminate()
        running.process.wait(timeout=PATIENCE_SECONDS)


def test_a_page_that_cannot_be_read_says_so_at_its_address(server: Server) -> None:
    docs = server.site / "docs"
    (docs / "index.md").write_bytes(b"# Test data\n\nCaf\xe9\n")
    page = server.wait_for("docs/index.md:3:4", "")
    assert "file-encoding" in page
    assert "A test article" in page
    (docs / "plan.md").write_bytes(b"# A plan\n\nCaf\xe9\n")
    server.wait_for("docs/plan.md:3:4")
    assert "docs/plan.md:3:4" in server.refusal("plan/")
    (docs / "index.md").write_text("# Test data again\n")
    (docs / "plan.md").unlink()
    server.wait_for("gloss-problems", gone=True)
    assert "Test data again" in server.page("")


def test_what_a_build_would_refuse_is_not_served(server: Server) -> None:
    server.wait_for("Ten times more")
    docs = server.site / "docs"
    (docs / "articles/bridge").mkdir()
    (docs / "articles/bridge/index.md").write_text("# Something else\n")
    (docs / "leak.txt").symlink_to("/etc/passwd")
    (docs / "other.md").symlink_to("/etc/passwd")
    (docs / "circle.md").symlink_to("circle.md")
    (docs / "evil.html").write_text("<script>alert(1)</script>")
    page = server.wait_for("docs/evil.html:1:1")
    assert "docs/circle.md:1:1" in page
    assert "<mark" in page
    assert [server.page(path) for path in ("leak.txt", "evil.html", "other/")] == [""] * 3


def test_a_folder_of_annotations_is_seen_when_it_comes_and_goes(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    shutil.rmtree(site / "annotations")
    running = Server(site)
    try:
        running.wait_for("A test article")
        for _ in range(2):  # as it comes into being, and as it is made anew
            (site / "annotations/bridge").mkdir(parents=True)
            (site / "annotations/bridge/cost.yaml").write_text(NOTE)
            running.wait_for("Ten times more")
            note = NOTE.replace("Ten times more", "A zero too few")
            (site / "annotations/bridge/cost.yaml").write_text(note)
            running.wait_for("A zero too few")
            shutil.rmtree(site / "annotations")
            running.wait_for("A zero too few", gone=True)
    finally:
        running.process.terminate()
        running.process.wait(timeout=PATIENCE_SECONDS)


def test_the_search_is_written_once_somebody_searches(server: Server) -> None:
    def named() -> str:
        settings = json.loads(server.page("search/search_index.json"))
        return str(settings["config"]["glossator"])

    server.wait_for("Ten times more")
    promised = named()
    assert server.file(f"search/{promised}{SUFFIX}") == b""  # there is none of that name
    first = named()
    assert first != promised
    assert server.file(f"search/{first}{SUFFIX}")

    note = server.site / "annotations/bridge/cost.yaml"
    note.write_text(NOTE.replace("Ten times more", "A zero too few"))
    server.wait_for("A zero too few")
    server.wait_for(promised, "search/search_index.json")  # files are not all put in place at once
    assert named() == promised
    server.file(f"search/{promised}{SUFFIX}")
    assert named() not in {promised, first}


class Rebuilding:
    """A process that builds a site in a folder whenever it is asked to."""

    def __init__(self, site: Path, folder: Path, **environment: str) -> None:
        folder.mkdir()
        self.folder = folder
        self.process = subprocess.Popen(
            [sys.executable, "-m", "tests.rebuilding", str(folder)],
            cwd=site,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "PYTHONPATH": _paths(), **environment},
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.DEVNULL,
            text=True,
        )

    def shown(self) -> dict[str, bytes]:
        """What is shown once the build that was asked for is done."""
        assert self.process.stdout
        assert self.process.stdout.readline() == "built\n"
        return tree(self.folder)

    def again(self) -> dict[str, bytes]:
        assert self.process.stdin
        self.process.stdin.write("\n")
        self.process.stdin.flush()
        return self.shown()

    def end(self) -> None:
        self.process.communicate()


def _paths() -> str:
    return os.pathsep.join(filter(None, (str(ROOT), os.environ.get("PYTHONPATH"))))


def shown_afresh(site: Path, folder: Path, **environment: str) -> dict[str, bytes]:
    """What somebody sees who begins to serve the site now."""
    folder.mkdir()
    done = run("tests.rebuilding", str(folder), cwd=site, **environment)  # and nobody asks again
    assert (done.returncode, done.stdout) == (0, "built\n"), done.stderr
    shown = tree(folder)
    shutil.rmtree(folder)
    return shown


def _break_note(site: Path, chance: random.Random) -> None:
    file = chance.choice(sorted(site.glob("annotations/*/*.yaml")))
    file.write_text(file.read_text().replace("exact: ", "exact: no such words, "))


def _mend_notes(site: Path, _: random.Random) -> None:
    for file in site.glob("annotations/*/*.yaml"):
        file.write_text(file.read_text().replace("no such words, ", ""))


def _own_page(site: Path, chance: random.Random) -> None:
    page = site / f"docs/own-{chance.randrange(3)}.md"
    if page.exists():
        page.unlink()
    else:
        page.write_text("# Of our own\n\nSome words.\n")


@pytest.mark.parametrize("seed", [0, pytest.param(1, marks=MORE)])
def test_after_any_edits_it_shows_what_it_would_show_afresh(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site = many(tmp_path / "site")
    served = Rebuilding(site, tmp_path / "served")
    try:
        assert served.shown() == shown_afresh(site, tmp_path / "afresh")
        for _ in range(4):
            for edit in chance.sample([*EDITS, _break_note, _mend_notes, _own_page], 2):
                with suppress(IndexError):  # there is none left to be edited
                    edit(site, chance)
            assert served.again() == shown_afresh(site, tmp_path / "afresh")
    finally:
        served.end()


@pytest.mark.trust
@pytest.mark.long
def test_after_two_hundred_edits_it_shows_what_a_cold_build_gives(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    chance = random.Random(200)
    site = many(tmp_path / "site")
    served = Rebuilding(site, tmp_path / "served")
    number = 200
    try:
        served.shown()
        for done in range(1, number + 1):
            edit = chance.choice([*EDITS, _break_note, _mend_notes, _own_page])
            with suppress(IndexError):  # there is none left to be edited
                edit(site, chance)
            shown = served.again()
            if done % 40 == 0:
                assert shown == shown_afresh(site, tmp_path / "afresh", GLOSSATOR_CACHE="off")
    finally:
        served.end()
    _mend_notes(site, chance)
    command = ("mkdocs", "build", "--quiet", "--strict", "--site-dir")
    assert run(*command, "warm", cwd=site).returncode == 0
    assert run(*command, "cold", cwd=site, GLOSSATOR_CACHE="off").returncode == 0
    assert tree(site / "warm") == tree(site / "cold")
    tried("edits, deletions and renames while a site is served", number)


@pytest.mark.trust
@pytest.mark.long
def test_a_storm_of_edits_ends_in_what_a_server_that_starts_then_shows(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    chance = random.Random(60)
    site = many(tmp_path / "site")
    running = [Server(site)]
    number = 60
    try:
        running[0].wait_for("Ten times more")
        for _ in range(number):  # and nobody waits for what becomes of them
            with suppress(IndexError):
                chance.choice([*EDITS, _break_note, _own_page])(site, chance)
            running[0].page("")
        _mend_notes(site, chance)
        running.append(Server(site))
        running[1].wait_for("</html>", "")
        slugs = [f"articles/{file.stem}/" for file in site.glob("docs/articles/*.md")]
        for path in [*slugs, "", "annotations/", "topics/testing/", "feed.xml", "llms-full.txt"]:
            wanted = running[1].wait_for("", path)
            deadline = time.monotonic() + PATIENCE_SECONDS
            while _plain(running[0].page(path)) != _plain(wanted):
                assert time.monotonic() < deadline, path
                time.sleep(0.2)
    finally:
        for one in running:
            one.process.terminate()
            one.process.wait(timeout=PATIENCE_SECONDS)
    tried("edits of a site that is served, all at once", number)


def _plain(page: str) -> str:
    """The page without the server's port, and without the number of its build."""
    return re.sub(r'data-(epoch|request)="\d+"|127\.0\.0\.1:\d+', "", page)


def test_a_page_that_is_the_same_stays_the_same_file(tmp_path: Path) -> None:
    site = many(tmp_path / "site")
    served = Rebuilding(site, tmp_path / "served")
    try:
        served.shown()
        pages = {path: path.stat().st_ino for path in served.folder.glob("articles/*/index.html")}
        note = site / "annotations/article-3/cost.yaml"
        note.write_text(note.read_text().replace("Ten times more", "A zero too few"))
        served.again()
        changed = [path.parent.name for path, inode in pages.items() if path.stat().st_ino != inode]
        assert changed == ["article-3"]
    finally:
        served.end()
