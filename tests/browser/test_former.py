"""Former addresses of pages and notes, as somebody follows an old link."""

from __future__ import annotations

from collections.abc import Callable

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORT, Visit, open_visit
from tests.browser.settled import settled
from tests.host import ARTICLE, NOTE, TOPIC

pytestmark = pytest.mark.browser

FILES = {
    "docs/articles/bridge.md": ARTICLE.replace("topics:", "redirect_from: [old-bridge]\ntopics:"),
    "docs/articles/tower.md": ARTICLE.replace("A test article", "برج الاختبار"),
    "docs/topics/testing.md": TOPIC.replace(
        "summary:", "redirect_from: [trials, articles/taken-down]\nsummary:"
    ),
    "annotations/bridge/cost.yaml": f"{NOTE}redirect_from: [price, tower/cost]\n",
}


@pytest.fixture(scope="module", params=[True, False], ids=["folders", "files"])
def moved(request: pytest.FixtureRequest, small_site: Callable[..., str]) -> tuple[str, str]:
    """The address of a site with former addresses, and how the addresses of its pages end."""
    in_folders = request.param
    base = small_site(f"use_directory_urls: {str(in_folders).lower()}\n", FILES)
    return base, "/" if in_folders else ".html"


@pytest.fixture(params=[True, False], ids=["scripts", "no scripts"])
def page(request: pytest.FixtureRequest, browser: Browser, moved: tuple[str, str]) -> Page:
    context = browser.new_context(viewport=VIEWPORT, java_script_enabled=request.param)
    request.addfinalizer(context.close)
    return open_visit(context, moved[0]).page


@pytest.mark.parametrize(
    ("old", "new"),
    [
        ("articles/old-bridge", "articles/bridge"),
        ("topics/trials", "topics/testing"),
        ("articles/taken-down", "topics/testing"),
    ],
)
def test_the_former_address_of_a_page_leads_on(
    page: Page, moved: tuple[str, str], old: str, new: str
) -> None:
    base, end = moved
    page.goto(f"{base}{old}{end}")
    page.wait_for_url(f"{base}{new}{end}")
    expect(page.locator("h1").first).to_be_visible()


def test_the_page_that_leads_on_is_small_and_says_where(
    browser: Browser, moved: tuple[str, str]
) -> None:
    base, end = moved
    answer = browser.new_context().request.get(f"{base}articles/old-bridge{end}")
    text = answer.text()
    assert len(text) < 1500
    assert "<script" not in text
    assert 'name="robots" content="noindex"' in text
    target = "../bridge/" if end == "/" else "bridge.html"
    assert f'<link rel="canonical" href="{target}">' in text
    assert f'<a href="{target}">A test article</a>' in text


def former_note(browser: Browser, moved: tuple[str, str], path: str) -> Visit:
    visit = open_visit(browser.new_context(viewport=VIEWPORT), moved[0])
    visit.go(path)
    visit.page.wait_for_load_state("load")
    settled(visit.page)
    return visit


def test_the_former_id_of_a_note_opens_it(browser: Browser, moved: tuple[str, str]) -> None:
    visit = former_note(browser, moved, f"articles/bridge{moved[1]}#note-price")
    expect(visit.page.locator("#note-cost.is-active")).to_be_in_viewport()
    assert visit.complaints == []
    visit.page.context.close()


def test_a_note_that_moved_to_another_article_leaves_a_link(
    browser: Browser, moved: tuple[str, str]
) -> None:
    visit = former_note(browser, moved, f"articles/tower{moved[1]}#note-cost")
    line = visit.page.locator("#note-cost")
    expect(line).to_be_in_viewport()
    expect(line).to_have_text("The note Ten times more, which was here, is on another article now.")
    line.locator("a").click()
    visit.page.wait_for_url(f"{moved[0]}articles/bridge{moved[1]}#note-cost")
    expect(visit.page.locator("#note-cost.is-active")).to_be_in_viewport()
    assert visit.complaints == []
    visit.page.context.close()
