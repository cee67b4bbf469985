"""A page on a slow line: what can be seen of it stands where it will stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from playwright.sync_api import expect

from tests.browser.conftest import ARTICLE, MOUNT, Visit
from tests.browser.settled import settled
from tests.browser.shifts import moved, watch_shifts
from tests.browser.slow_line import SlowLine

pytestmark = pytest.mark.browser

NOTE_PAGE = "notes/alibaba-ai-budget/c-sky-name/"
PAGES = ["", "articles/", "annotations/", "topics/export-controls/", "corrections/", "charts/"]
PAGES += ["annotated/", "about/check/", ARTICLE, NOTE_PAGE]

WIDTHS = (390, 1440)
# The layout of a page's kind is tried at both; of the others each at one, and in turn.
AT_BOTH = {"charts/", ARTICLE, NOTE_PAGE}
MORE = (pytest.mark.trust, pytest.mark.long)


def pages_and_widths() -> Iterator[Any]:
    """Each page with each width, of which some are only for the long round."""
    for number, path in enumerate(PAGES):
        for turn, width in enumerate(WIDTHS):
            is_usual = path in AT_BOTH or number % len(WIDTHS) == turn
            yield pytest.param(path, width, marks=() if is_usual else MORE)


@pytest.fixture(scope="module")
def line(built_site: tuple[Path, str]) -> Iterator[SlowLine]:
    line = SlowLine(built_site[0], MOUNT)
    yield line
    line.close()


@pytest.mark.parametrize(("path", "width"), list(pages_and_widths()))
def test_nothing_moves_wherever_the_page_ends_so_far(
    fresh_visit: Visit, line: SlowLine, path: str, width: int
) -> None:
    page = fresh_visit.page
    page.set_viewport_size({"width": width, "height": 800})
    watch_shifts(page)
    assert len(list(line.open(page, path))) > 5
    settled(page)
    assert moved(page) == []


def test_a_table_is_seen_when_it_is_whole(fresh_visit: Visit, line: SlowLine) -> None:
    page = fresh_visit.page
    tables = page.locator(".gloss-table")
    seen = [
        (tables.count(), tables.first.is_visible())
        for _ in line.open(page, "charts/")
        if tables.count()
    ]
    assert seen[0] == (1, False)
    assert (2, True) in seen
    expect(tables.last).to_be_visible()


@pytest.mark.parametrize(("path", "side"), [("charts/", "right"), (ARTICLE, "left")])
def test_the_table_of_contents_stands_in_its_place_before_there_is_text(
    fresh_visit: Visit, line: SlowLine, path: str, side: str
) -> None:
    page = fresh_visit.page
    contents = page.locator(".md-sidebar--secondary")
    boxes = [contents.bounding_box() for _ in line.open(page, path)]
    settled(page)
    boxes.append(contents.bounding_box())
    edges = {box and (box["x"], box["y"]) for box in boxes}
    assert len(edges) == 1
    left = min(box["x"] for box in boxes if box)
    assert (left > 720) == (side == "right")


def test_what_tells_where_notes_are_is_not_seen_before_it_knows(fresh_visit: Visit) -> None:
    page = fresh_visit.page
    page.add_init_script("""
      window.early = [];
      new MutationObserver(() => {
        for (const tick of document.querySelectorAll(".gloss-map__tick"))
          if (!tick.hidden && !tick.style.top) window.early.push(tick.className);
      }).observe(document, { childList: true, subtree: true });
    """)
    fresh_visit.go(ARTICLE)
    settled(page)
    expect(page.locator(".gloss-map__tick:visible").first).to_be_visible()
    assert page.evaluate("window.early") == []
