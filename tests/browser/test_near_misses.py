"""The form offers the words that somebody meant who mistyped them."""

from __future__ import annotations

import pytest
import yaml
from playwright.sync_api import expect

from tests.browser.form import MODULES, Opener, dialog_of, file_of, open_form
from tests.browser.settled import settled
from tests.browser.test_accessibility import NONE, violations_by_day_and_night

pytestmark = pytest.mark.browser


def test_words_like_those_typed_can_be_taken(opened: Opener) -> None:
    visit = opened()
    page = visit.page
    form = open_form(page, words="")
    form.get_by_role("radio", name="Context").check()
    assert not any(url.endswith("suggest.js") for url in visit.requests)
    words = form.get_by_label("Words of the article")
    words.fill("North Huachang Technolgy")
    offer = form.locator(".gloss-write__like").first
    expect(offer).to_contain_text("North Huachuang Technology")
    form.get_by_label("Explanation").fill("Something else is typed, and the offer stays.")
    settled(page)
    expect(form.get_by_text("Did you mean:")).to_be_visible()
    assert violations_by_day_and_night(page, ".gloss-write") == NONE
    offer.click()
    expect(words).to_be_focused()
    expect(words).to_have_value("North Huachuang Technology")
    expect(form.locator(".gloss-write__found")).to_contain_text("In the article:")
    expect(form.locator(".gloss-write__like")).to_have_count(0)
    assert yaml.safe_load(file_of(form))["target"]["exact"] == "North Huachuang Technology"


@pytest.mark.parametrize(
    ("text", "selected", "quoted"),
    [
        ("สภาลงมติให้ปิดสะพานเก่าเป็นเวลาหนึ่งปี", "ปิดสะพาน", "ปิดสะพาน"),
        ("สภาลงมติให้ปิดสะพานเก่าเป็นเวลาหนึ่งปี", "ะพานเ", "สะพานเก่า"),
        ("ស្ពានចាស់នៃទីក្រុង", "្ពា", "ស្ពា"),
        ("议会决定关闭旧桥一年", "关闭旧桥", "关闭旧桥"),
        ("The council closes the bridge", "ouncil clo", "council closes"),
    ],
)
def test_a_selection_grows_to_no_more_than_words_or_syllables(
    opened: Opener, text: str, selected: str, quoted: str
) -> None:
    visit = opened("about/")  # whose own words do not matter
    grow = """async ([base, text, start, end]) => {
      const { wholeWords } = await import(`${base}/quote.js`);
      return text.slice(...wholeWords(text, start, end));
    }"""
    start = text.index(selected)
    base = f"{visit.base}{MODULES}"
    assert visit.page.evaluate(grow, [base, text, start, start + len(selected)]) == quoted


def test_words_like_nothing_in_the_article_get_no_offer(opened: Opener) -> None:
    page = opened().page
    form = open_form(page, words="")
    with page.expect_request("**/suggest.js"):
        form.get_by_label("Words of the article").fill("zzzz qqqq xxxx")
    settled(page)
    expect(dialog_of(page).locator(".gloss-write__like")).to_have_count(0)
