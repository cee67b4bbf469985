"""The form for a new note as a person uses it, for the tests."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from playwright.sync_api import Locator, Page, expect

from glossator.content.yaml_source import parse_yaml
from tests.browser.conftest import Visit
from tests.browser.settled import settled

WIDE = {"width": 1440, "height": 900}
NARROW = {"width": 390, "height": 844}
TOUCH = {"viewport": NARROW, "has_touch": True, "is_mobile": True}
WORDS = "rose by more than 9% in a single day"
FIXED = "rose by 9.2% in a single day"
MODULES = "assets/glossator/contribute"

Opener = Callable[..., Visit]

SELECT = """words => {
  const walk = document.createTreeWalker(
    document.querySelector('.gloss-article'), NodeFilter.SHOW_TEXT);
  while (walk.nextNode()) {
    const at = walk.currentNode.data.indexOf(words);
    if (at < 0) continue;
    walk.currentNode.parentElement.scrollIntoView({block: 'center'});
    getSelection().setBaseAndExtent(walk.currentNode, at, walk.currentNode, at + words.length);
    return true;
  }
  return false;
}"""


def select(page: Page, words: str = WORDS) -> None:
    assert page.evaluate(SELECT, words)


def dialog_of(page: Page) -> Locator:
    return page.get_by_role("dialog", name="Add a note")


def open_form(page: Page, words: str = WORDS) -> Locator:
    if words:
        select(page, words)
        page.locator(".gloss-offer").click()
    else:
        page.locator(".gloss-add button").first.click()
    expect(dialog_of(page)).to_be_visible()
    return dialog_of(page)


def fill_correction(form: Locator) -> None:
    form.get_by_role("radio", name="Correction").check()
    form.get_by_label("It should say").fill(FIXED)
    form.get_by_label("Explanation").fill("The share closed **9.2%** higher.")
    form.get_by_label("Address").fill("https://news.example.org/shares?a=1&b=2#c")
    form.get_by_label("Publisher").fill("Example Daily")
    form.get_by_label("Headline").fill('The rise was 9.2%: "not 9"')


def file_of(form: Locator) -> str:
    """The file as its preview shows it, once it has followed."""
    settled(form.page)
    return form.locator("pre code").text_content() or ""


def downloaded(form: Locator) -> tuple[str, str]:
    with form.page.expect_download() as download:
        form.get_by_role("button", name="Download").click()
    path = download.value.path()
    return download.value.suggested_filename, Path(path).read_bytes().decode()


@contextmanager
def opening(page: Page) -> Iterator[Any]:
    """The page that opens beside this one, as its `value`; a forge is not asked, but seen."""
    page.context.route(
        re.compile(r"https://(github|gitlab|codeberg)\b.*"),
        lambda route: route.fulfill(body="<title>the forge</title>", content_type="text/html"),
    )
    with page.context.expect_page() as opened:
        yield opened
    opened.value.wait_for_load_state()


def sent(form: Locator, name: str = "Open pull request") -> str:
    """The address of the page that the main button opens."""
    with opening(form.page) as opened:
        form.get_by_role("link", name=name).click()
    return opened.value.url


def parse_yaml_quietly(text: str) -> dict[str, Any]:
    """The data; of problems only those of characters that no note may have."""
    parsed = parse_yaml(text, "note.yaml")
    assert {problem.code for problem in parsed.problems} <= {"yaml-character"}
    assert isinstance(parsed.data, dict)
    return parsed.data
