"""A page on a slow line: what can be seen of it stands where it will stand."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.browser.conftest import MOUNT, Visit
from tests.browser.settled import settled
from tests.browser.shifts import moved, watch_shifts
from tests.browser.slow_line import SlowLine

pytestmark = pytest.mark.browser

NOTE_PAGE = "notes/alibaba-ai-budget/c-sky-name/"
PAGES = ["", "articles/", "annotations/", "topics/", "topics/export-controls/", "corrections/"]
PAGES += ["sources/", "charts/", "annotated/", "about/check/", NOTE_PAGE]


@pytest.fixture(scope="module")
def line(built_site: tuple[Path, str]) -> Iterator[SlowLine]:
    line = SlowLine(built_site[0], MOUNT)
    yield line
    line.close()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", PAGES)
def test_nothing_moves_wherever_the_page_ends_so_far(
    fresh_visit: Visit, line: SlowLine, path: str, width: int
) -> None:
    page = fresh_visit.page
    page.set_viewport_size({"width": width, "height": 800})
    watch_shifts(page)
    assert len(list(line.open(page, path))) > 5
    settled(page)
    assert moved(page) == []
