"""The page of a note in a browser: it reads well, runs nothing, and fits in a frame."""

from __future__ import annotations

import gzip
import html
import json
import re
from pathlib import Path

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE, Visit
from tests.browser.settled import settled
from tests.browser.test_accessibility import OF_COLOURS, violations

pytestmark = pytest.mark.browser

NOTES = "notes/alibaba-ai-budget/"
NOTE = f"{NOTES}ai-budget-tenfold/"
KINDS = ["ai-budget-tenfold", "t-head-founding", "nvidia-partnership-left-out", "naura-name"]
MOST_BYTES = 6_000
MOST_STYLE = 2_000
# Pixels in a frame that nothing fills: letters differ among systems.
MOST_ROOM = 220


def zipped(file: Path) -> int:
    return len(gzip.compress(file.read_bytes(), 9, mtime=0))


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("note", KINDS)
def test_axe_finds_nothing(visit: Visit, note: str, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.go(f"{NOTES}{note}/")
    for details in visit.page.locator("summary").all():
        details.click()
    assert violations(visit.page) == []
    visit.page.emulate_media(color_scheme="dark")
    assert violations(visit.page, rules=OF_COLOURS) == []


def test_the_page_runs_nothing_and_asks_for_its_styles_alone(fresh_visit: Visit) -> None:
    fresh_visit.go(NOTE)
    settled(fresh_visit.page)
    asked = [url.removeprefix(fresh_visit.base) for url in fresh_visit.requests]
    assert set(asked) <= {NOTE, "assets/glossator/note.css", "assets/glossator/favicon.svg"}
    assert fresh_visit.complaints == []


@pytest.mark.parametrize("width", [320, 390, 768])
def test_nothing_is_wider_than_the_window(visit: Visit, width: int) -> None:
    visit.page.set_viewport_size({"width": width, "height": 800})
    for note in KINDS:
        visit.go(f"{NOTES}{note}/")
        for details in visit.page.locator("summary").all():
            details.click()
        assert visit.page.evaluate("document.documentElement.scrollWidth") <= width


def test_every_page_is_small(built_site: tuple[Path, str]) -> None:
    root, _ = built_site
    sizes = {file.parent.name: zipped(file) for file in (root / "notes").rglob("index.html")}
    assert len(sizes) > 40
    assert {name: size for name, size in sizes.items() if size >= MOST_BYTES} == {}
    assert zipped(root / "assets/glossator/note.css") < MOST_STYLE


def test_the_permalink_leads_to_the_page_and_the_page_back(visit: Visit) -> None:
    visit.go(f"{ARTICLE}#note-ai-budget-tenfold")
    permalink = visit.page.locator("#note-ai-budget-tenfold .gloss-permalink")
    assert permalink.evaluate("link => link.href") == visit.base + NOTE
    visit.go(NOTE)
    visit.page.get_by_role("link", name="Read it in the article").click()
    expect(visit.page).to_have_url(f"{visit.base}{ARTICLE}#note-ai-budget-tenfold")
    expect(visit.page.locator("#note-ai-budget-tenfold")).to_be_visible()


@pytest.mark.parametrize("note", KINDS)
def test_the_note_fits_the_frame_that_it_is_given(
    visit: Visit, built_site: tuple[Path, str], note: str
) -> None:
    root, _ = built_site
    found = json.loads((root / NOTES / note / "oembed.json").read_text("utf-8"))
    blog = f"<!doctype html><body>{found['html']}"
    visit.page.route("**/blog", lambda route: route.fulfill(content_type="text/html", body=blog))
    visit.page.set_viewport_size({"width": 900, "height": 1200})
    visit.go("blog")
    frame = visit.page.frame_locator("iframe")
    expect(frame.get_by_role("heading", level=1)).to_be_visible()
    expect(frame.locator("summary").first).to_be_hidden()
    (inside,) = [one for one in visit.page.frames if one.parent_frame]
    height = inside.evaluate("document.body.getBoundingClientRect().height")
    assert height <= found["height"] <= height + MOST_ROOM
    page = (root / NOTES / note / "index.html").read_text("utf-8")
    assert found["html"] in [
        html.unescape(one) for one in re.findall(r"<pre[^>]*>(.*?)</pre>", page, re.DOTALL)
    ]
