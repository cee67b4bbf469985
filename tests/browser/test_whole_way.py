"""From spotting an error to the published note: what a contributor does, step by step."""

from __future__ import annotations

import http.server
import shutil
import subprocess
import threading
from functools import partial
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ARTICLE, open_visit
from tests.browser.settled import settled
from tests.host import ROOT, run

pytestmark = pytest.mark.browser

WORDS = "quite optimistic about market demand"
STEPS = 8
"""Select, ask for the form, say what it is, fill in four fields, open the forge's page."""


def clone(folder: Path) -> Path:
    """A clone of this repository with what is not committed yet; a copy where it is none."""
    target = folder / "clone"
    if (ROOT / ".git").exists():
        subprocess.run(["git", "clone", "--quiet", str(ROOT), str(target)], check=True)
    for name in ("docs", "annotations", "hooks", "mkdocs.yml"):
        source = ROOT / name
        if source.is_dir():
            shutil.copytree(
                source,
                target / name,
                dirs_exist_ok=True,
                ignore=shutil.ignore_patterns("__pycache__"),
            )
        else:
            target.mkdir(exist_ok=True)
            shutil.copy2(source, target / name)
    return target


def select_by_dragging(page: Page, words: str) -> None:
    """Press where `words` begin in the article, drag to where they end, let go."""
    find = """(words) => {
      const walker = document.createTreeWalker(
        document.querySelector(".gloss-article"), NodeFilter.SHOW_TEXT);
      while (walker.nextNode()) {
        const at = walker.currentNode.data.indexOf(words);
        if (at < 0) continue;
        const range = document.createRange();
        range.setStart(walker.currentNode, at);
        range.setEnd(walker.currentNode, at + words.length);
        walker.currentNode.parentElement.scrollIntoView({ block: "center" });
        const [first] = range.getClientRects();
        const last = [...range.getClientRects()].at(-1);
        return [first.left + 1, first.top + first.height / 2,
                last.right - 1, last.top + last.height / 2];
      }
    }"""
    page.evaluate(find, words)  # it scrolls there
    settled(page)
    box = page.evaluate(find, words)
    assert box, f"{words!r} does not stand in one piece in the article"
    left, top, right, bottom = box
    page.mouse.move(left, top)
    page.mouse.down()
    page.mouse.move((left + right) / 2, (top + bottom) / 2, steps=4)
    page.mouse.move(right, bottom, steps=4)
    page.mouse.up()


class Contributor:
    """Somebody at the article's page, whose steps are counted."""

    def __init__(self, page: Page) -> None:
        self.page = page
        self.steps = 0

    def select(self, words: str) -> None:
        self.steps += 1
        select_by_dragging(self.page, words)

    def press(self, control: Locator) -> None:
        self.steps += 1
        control.click()

    def fill(self, label: str, text: str) -> None:
        self.steps += 1
        self.page.get_by_role("textbox", name=label).first.fill(text)


def test_from_selected_words_to_a_published_note(
    browser: Browser, built_site: tuple[Path, str], tmp_path: Path
) -> None:
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    context.route("https://github.com/**", lambda route: route.fulfill(body="<p>A new file</p>"))
    visit = open_visit(context, built_site[1])
    page = visit.page
    visit.go(ARTICLE)

    me = Contributor(page)
    me.select(WORDS)
    me.press(page.locator(".gloss-offer"))
    dialog = page.get_by_role("dialog", name="Add a note")
    me.press(dialog.get_by_role("radio", name="Context"))
    me.fill("Explanation", 'Test data: "what is right", and why.\n\nIt takes *two* paragraphs.')
    me.fill("Address", "https://archive.example.org/demand?year=2025&part=1#figures")
    me.fill("Publisher", "Example Archive (test data)")
    me.fill("Your name", "Test Contributor")
    with context.expect_page() as opened:
        me.press(dialog.get_by_role("link", name="Open pull request"))
    opened.value.wait_for_load_state()
    address = urlsplit(opened.value.url)
    assert me.steps == STEPS
    assert not visit.complaints
    assert not visit.foreign_requests
    context.close()

    assert (address.netloc, address.path) == ("github.com", "/example/corpus/new/main")
    fields = parse_qs(address.query, strict_parsing=True)
    assert sorted(fields) == ["filename", "value"]
    [filename], [content] = fields["filename"], fields["value"]

    site = clone(tmp_path)
    file = site / filename
    assert file.parent == site / "annotations/alibaba-ai-budget"
    assert not file.exists()
    file.write_text(content, encoding="utf-8", newline="")

    for command in (("check",), ("fmt", "--check", filename)):
        done = run("glossator", *command, cwd=site)
        assert (done.returncode, done.stdout) == (0, "")
    done = run("mkdocs", "build", "--strict", cwd=site)
    assert done.returncode == 0, done.stderr

    handler = partial(_Quiet, directory=str(site / "site"))
    server = http.server.ThreadingHTTPServer(("127.0.0.1", 0), handler)
    threading.Thread(target=server.serve_forever, daemon=True).start()
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    page = context.new_page()
    page.goto(f"http://127.0.0.1:{server.server_address[1]}/{ARTICLE}#note-{file.stem}")
    marks = page.locator(f'mark[data-annotation~="{file.stem}"]')
    assert "".join(marks.all_text_contents()) == WORDS
    note = page.locator(f"#note-{file.stem}")
    expect(note).to_be_visible()
    expect(note).to_contain_text('Test data: "what is right", and why.', use_inner_text=True)
    expect(note).to_contain_text("Test Contributor", use_inner_text=True)
    context.close()
    server.shutdown()
    server.server_close()


class _Quiet(http.server.SimpleHTTPRequestHandler):
    def log_message(self, *_args: object) -> None:
        pass
