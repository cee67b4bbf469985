"""What networks, browsers, other tabs and odd selections do to the form, and it bears."""

from __future__ import annotations

import json

import pytest
from playwright.sync_api import BrowserContext, Route, expect

from tests.browser.conftest import ARTICLE
from tests.browser.form import (
    FIXED,
    WORDS,
    Opener,
    dialog_of,
    file_of,
    fill_correction,
    open_form,
    opening,
    select,
    sent,
)
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

# Each gives two ends of a selection that has no words of the article in it.
WORDLESS = {
    "a marker": "[find('a.gloss-ref'), 0, find('a.gloss-ref'), 1]",
    "a replacement": "[find('ins.gloss-fix'), 0, find('ins.gloss-fix'), 1]",
    "the byline up to the text": "[find('.gloss-byline'), 0, find('.gloss-article'), 0]",
    "from the end of the text on": "[find('.gloss-article'),"
    " find('.gloss-article').childNodes.length, find('#annotations h2'), 1]",
    "a blank": "[find('.gloss-article p').firstChild, 7, find('.gloss-article p').firstChild, 8]",
    "a note": "[find('.gloss-note__body'), 0, find('.gloss-note__body'), 1]",
}
# Each begins or ends elsewhere, and has the words in it.
PARTLY = {
    "from the headline into the byline": (
        "[find('.gloss-head h1'), 0, find('.gloss-byline'), 1]",
        "Alibaba boosts AI budget",
    ),
    "from the text into the notes": (
        "[find('.gloss-article').lastElementChild, 0, find('.gloss-note__title'), 1]",
        "Disclaimer: The content above",
    ),
    "from the headline into the text": (
        "[find('.gloss-head h1').firstChild, 8, find('.gloss-article p').firstChild, 17]",
        "boosts AI budget",
    ),
}
CHOOSE = """() => {
  const find = selector => document.querySelector(`.gloss-reader ${selector}`);
  getSelection().setBaseAndExtent(...ENDS);
}"""


def test_a_selection_without_words_of_the_article_brings_no_button(opened: Opener) -> None:
    page = opened().page
    offer = page.locator(".gloss-offer")
    for name, ends in WORDLESS.items():
        page.evaluate(CHOOSE.replace("ENDS", ends))
        settled(page)
        assert offer.is_hidden(), name
        select(page)
        expect(offer).to_be_visible()


@pytest.mark.parametrize(("ends", "words"), PARTLY.values(), ids=PARTLY)
def test_of_a_selection_beyond_the_article_its_words_are_taken(
    opened: Opener, ends: str, words: str
) -> None:
    page = opened().page
    page.evaluate(CHOOSE.replace("ENDS", ends))
    page.locator(".gloss-offer").click()
    expect(dialog_of(page)).to_be_visible()
    settled(page)
    quoted = dialog_of(page).get_by_label("Words of the article").input_value()
    assert quoted.startswith(words)
    assert "ABMedia" not in quoted
    assert "Annotations" not in quoted


def test_words_found_by_search_are_quoted_as_they_stand(opened: Opener) -> None:
    page = opened(f"{ARTICLE}?h=single+day+rose").page
    marks = page.locator(".gloss-article mark[data-md-highlight]")
    expect(marks.nth(1)).to_have_text("single day")
    page.evaluate(
        """() => {
          const selector = '.gloss-article mark[data-md-highlight]';
          const [rose, day] = document.querySelectorAll(selector);
          getSelection().setBaseAndExtent(rose.firstChild, 0, day, day.childNodes.length);
        }"""
    )
    page.locator(".gloss-offer").click()
    form = dialog_of(page)
    expect(form.get_by_label("Words of the article")).to_have_value(WORDS)
    expect(form.locator(".gloss-write__found")).to_contain_text("In the article")


def test_the_button_does_not_come_back_while_the_form_loads(opened: Opener) -> None:
    page = opened().page
    held: list[Route] = []
    page.route("**/text.js", lambda route: held.append(route))
    select(page)
    with page.expect_request("**/text.js"):
        page.locator(".gloss-offer").click()
    settled(page)
    assert page.locator(".gloss-offer").is_hidden()
    assert held
    for route in held:
        route.continue_()
    expect(dialog_of(page).get_by_label("Words of the article")).to_have_value(WORDS)


def test_the_button_takes_the_words_that_are_selected_now(opened: Opener) -> None:
    page = opened().page
    select(page)
    expect(page.locator(".gloss-offer")).to_be_visible()
    # A finger is quicker than the rest that the page waits for.
    page.evaluate(
        """() => {
          const { firstChild } = document.querySelector('.gloss-article p');
          getSelection().setBaseAndExtent(firstChild, 0, firstChild, 7);
          document.querySelector('.gloss-offer').click();
        }"""
    )
    expect(dialog_of(page).get_by_label("Words of the article")).to_have_value("Alibaba")


# ----------------------------------------------------------- what browsers do


def test_two_tabs_go_on_with_one_draft(opened: Opener) -> None:
    first = opened().page
    context: BrowserContext = first.context
    second = context.new_page()
    second.goto(first.url)
    forms = [open_form(page, words="") for page in (first, second)]
    forms[0].get_by_role("radio", name="Context").check()
    forms[0].get_by_label("Explanation").fill("Begun in the first tab.")
    expect(forms[1].get_by_label("Explanation")).to_have_value("Begun in the first tab.")
    expect(forms[1].get_by_role("status")).to_contain_text("another tab")
    forms[1].get_by_label("Headline").fill("Ended in the second")
    expect(forms[0].get_by_label("Headline")).to_have_value("Ended in the second")
    expect(forms[0].get_by_label("Explanation")).to_have_value("Begun in the first tab.")
    assert file_of(forms[0]) == file_of(forms[1])


def test_a_form_that_was_closed_goes_on_with_what_another_tab_wrote(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    form.get_by_label("Explanation").fill("An old state")
    form.get_by_role("button", name="Close; the draft is kept").click()
    # As another tab does while this one is asleep.
    page.evaluate(
        """() => {
          const key = `glossator.draft.${location.pathname}`;
          const draft = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...draft, body: 'A newer state' }));
        }"""
    )
    page.locator(".gloss-add button").first.click()
    expect(form.get_by_label("Explanation")).to_have_value("A newer state")


def test_a_tab_with_nothing_new_leaves_alone_what_another_tab_wrote(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    form.get_by_label("Explanation").fill("From the first tab")
    settled(page)
    # The other tab writes between what is typed here and what follows when the fingers rest.
    page.evaluate(
        """() => {
          const field = document.querySelector('[data-path=title]');
          field.value = 'A headline, and a name for the file that follows it';
          field.dispatchEvent(new InputEvent('input', { bubbles: true }));
          const key = `glossator.draft.${location.pathname}`;
          const draft = JSON.parse(localStorage.getItem(key));
          localStorage.setItem(key, JSON.stringify({ ...draft, body: 'From the second tab' }));
        }"""
    )
    settled(page)
    kept = page.evaluate("localStorage.getItem(`glossator.draft.${location.pathname}`)")
    assert json.loads(kept)["body"] == "From the second tab"


@pytest.mark.parametrize("method", ["setItem", "getItem"])
def test_without_room_for_drafts_nothing_is_lost_while_the_page_is_open(
    opened: Opener, method: str
) -> None:
    page = opened().page
    page.evaluate(
        "method => { Storage.prototype[method] = () => { throw new DOMException('no'); }; }", method
    )
    form = open_form(page)
    fill_correction(form)
    if method == "setItem":
        expect(form).to_contain_text("This browser keeps no drafts")
    before = file_of(form)
    form.get_by_role("button", name="Close; the draft is kept").click()
    page.locator(".gloss-add button").first.click()
    expect(form.get_by_label("It should say")).to_have_value(FIXED)
    assert file_of(form) == before


def test_a_draft_of_names_that_objects_have_is_no_note(opened: Opener) -> None:
    page = opened().page
    page.evaluate(
        """() => localStorage.setItem(`glossator.draft.${location.pathname}`, JSON.stringify({
          kind: 'constructor', reason: '__proto__', topics: ['toString'], body: 'x',
          target: [{ exact: 'Alibaba announced' }],
          sources: [{ url: 'javascript:alert(1)', archive: 'javascript:alert(2)',
                      publisher: '<img src=x onerror=alert(3)>' }],
          creator: { name: ['x'], github: {} },
        }))"""
    )
    form = open_form(page, words="")
    form.get_by_role("link", name="Open pull request").click()
    summary = form.get_by_role("group", name="5 things to mend")
    expect(summary).to_be_visible()
    assert [text.partition(":")[0] for text in summary.get_by_role("link").all_text_contents()] == [
        "Kind",
        "Address",
        "Archived copy",
        "Sort of error or gap",
        "Topics",
    ]
    assert page.locator(".gloss-write a[href^=javascript], .gloss-write img").count() == 0


def test_a_page_that_the_browser_keeps_shut_can_be_opened_by_hand(opened: Opener) -> None:
    page = opened(permissions=["clipboard-write", "clipboard-read"]).page
    page.evaluate("() => { window.open = () => null; }")
    form = open_form(page)
    fill_correction(form)
    # What an address can carry opens by the link itself, which nothing keeps shut.
    assert "value=" in sent(form)
    page.bring_to_front()
    form.get_by_label("Explanation").fill("銀行" * 400)
    form.get_by_role("link", name="Open pull request").click()
    status = form.get_by_role("status")
    expect(status).to_contain_text("The file was copied, but the browser kept the page")
    with opening(page) as other:
        status.get_by_role("link", name="Open the empty page").click()
    assert "filename=annotations" in other.value.url


def test_the_file_is_copied_before_the_page_opens(opened: Opener) -> None:
    page = opened().page
    page.evaluate(
        """() => {
          window.order = [];
          navigator.clipboard.writeText = async () => {
            await new Promise(done => setTimeout(done, 50));
            order.push('copied');
          };
          window.open = () => (order.push('opened'), {});
        }"""
    )
    form = open_form(page)
    fill_correction(form)
    form.get_by_label("Explanation").fill("銀行" * 400)
    form.get_by_role("link", name="Open pull request").click()
    expect(form.get_by_role("status")).to_contain_text("paste it into the empty page")
    assert page.evaluate("order") == ["copied", "opened"]


def test_where_copying_is_forbidden_the_empty_page_can_be_reached(opened: Opener) -> None:
    page = opened().page
    page.evaluate("() => { navigator.clipboard.writeText = () => Promise.reject(new Error()); }")
    form = open_form(page)
    fill_correction(form)
    form.get_by_label("Explanation").fill("銀行" * 400)
    form.get_by_role("link", name="Open pull request").click()
    status = form.get_by_role("status")
    expect(status).to_contain_text("Press Download")
    expect(status.get_by_role("link", name="Open the empty page")).to_be_visible()
    assert len(page.context.pages) == 1


def test_links_of_the_preview_do_not_leave_the_form(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    form.get_by_label("Explanation").fill("See [the forge](https://github.com/example).")
    link = form.get_by_role("note").get_by_role("link", name="the forge")
    with opening(page) as other:
        link.click()
    assert other.value.url == "https://github.com/example"
    expect(form.get_by_label("Explanation")).to_be_visible()


def test_letters_four_times_as_large_leave_room_to_write(opened: Opener) -> None:
    page = opened(viewport={"width": 320, "height": 256}).page
    form = open_form(page)
    fill_correction(form)
    wide = (
        "[document.documentElement, document.querySelector('.gloss-write')].map(e => e.scrollWidth)"
    )
    assert max(page.evaluate(wide)) == 320
    field = form.get_by_label("Explanation")
    field.focus()
    settled(page)
    box = field.bounding_box()
    assert box
    assert box["y"] >= 0
    assert box["y"] + box["height"] <= 256
    form.get_by_role("link", name="Open pull request").scroll_into_view_if_needed()
    assert "value=" in sent(form)


def test_dates_are_typed_as_the_file_has_them(opened: Opener) -> None:
    form = open_form(opened().page)
    read = form.get_by_label("Read on")
    assert read.get_attribute("type") == "text"
    read.fill(" 2026-11-22 ")
    read.blur()
    expect(read).to_have_value("2026-11-22")
    form.get_by_label("Publisher").fill("Example Daily")
    assert "accessed: 2026-11-22\n" in file_of(form)
    read.fill("11/22/2026")
    read.blur()
    expect(form).to_contain_text("Write the date as 2026-11-23.")
