"""A reader searches, in a browser: the dialog as the theme has it, and what we add to it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Locator, Page, expect

from tests.browser.conftest import ARTICLE, VIEWPORT, Visit, open_visit
from tests.browser.settled import settled
from tests.browser.test_accessibility import NONE, violations_by_day_and_night
from tests.browser.test_weight import zipped

pytestmark = pytest.mark.browser

META = ".md-search-result__meta"
ITEMS = ".md-search-result__item"
RESULTS = ".md-search-result__link"
# Modules that are loaded when somebody searches, and only then; each is compressed by itself.
MOST_SCRIPT = 11_000
ANSWERED = re.compile(r"^(?:No|[\d,]+ pages?(?: shown)?, [\d,]+) results?$")
HEAR = """() => {
  window.heard = [];
  const { base } = JSON.parse(document.getElementById("__config").textContent);
  new BroadcastChannel("glossator-search:" + new URL(`${base}/search/`, location).href)
    .addEventListener("message", ({ data }) => data.type === 12 && heard.push(data.data.query));
}"""


def field(page: Page) -> Locator:
    return page.locator(".md-search__input")


def search(page: Page, words: str) -> None:
    """Type the words, as a whole and without any key, and wait for what is found."""
    field(page).focus()
    field(page).fill("")
    expect(page.locator(META)).to_have_text("Type to start searching")
    expect(page.locator(ITEMS)).to_have_count(0)
    field(page).fill(words)
    expect(page.locator(META)).to_have_text(ANSWERED)
    # The line that counts the results may come before the theme has shown them.
    said = page.locator(META).text_content() or ""
    shown = 0 if said.startswith("No ") else int(said.split()[0])
    expect(page.locator(ITEMS)).to_have_count(shown)


def chip(page: Page, name: str) -> Locator:
    """The chip of this name; its number of results follows it."""
    return page.locator(".gloss-chip:visible").filter(has_text=re.compile(rf"^{name} [\d,]+$"))


def found(page: Page) -> int:
    said = page.locator(META).text_content() or ""
    number = re.search(r"([\d,]+) results?$", said)
    return int(number[1].replace(",", "")) if number else 0


def test_text_that_comes_without_a_key_is_looked_up(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    field(page).click()
    page.keyboard.insert_text("SuperPod")  # as by a mouse that pastes, or by speech
    expect(page.locator(META)).to_have_text(ANSWERED)
    assert found(page) > 0
    page.locator(".md-search__form [type=reset]").click()
    expect(page.locator(META)).to_have_text("Type to start searching")
    expect(page.locator(".gloss-chip:visible")).to_have_count(0)
    assert visit.complaints == []


def test_letters_are_looked_up_when_they_are_put_together(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    field(page).click()
    expect(page.locator(".gloss-chips")).to_be_attached()
    page.evaluate(HEAR)
    devices = page.context.new_cdp_session(page)
    for letters in ("p", "pi", "ping"):
        devices.send(
            "Input.imeSetComposition",
            {"text": letters, "selectionStart": len(letters), "selectionEnd": len(letters)},
        )
    devices.send("Input.insertText", {"text": "北方華創"})
    expect(page.locator(META)).to_have_text(ANSWERED)
    assert found(page) > 0
    expect(field(page)).to_have_value("北方華創")
    assert page.evaluate("heard") == ["北方華創"]


def test_the_line_above_the_results_counts_them(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    counts = page.locator("[data-chip^='kind:'] .gloss-chip__count")
    for query in ("kind:correction", "NAURA"):
        search(page, query)
        expect(counts.first).to_be_attached()
        assert sum(map(int, counts.all_text_contents())) == found(page)


def test_a_chip_puts_its_filter_into_the_query_and_takes_it_out(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    search(page, "chip")
    everything = found(page)
    chip(page, "Correction").click()
    expect(field(page)).to_have_value("kind:correction chip")
    expect(chip(page, "Correction")).to_have_attribute("aria-pressed", "true")
    kinds = page.locator(f"{RESULTS} .gloss-kind")
    expect(page.locator(META)).not_to_have_text(re.compile(rf", {everything} results"))
    assert 0 < found(page) < everything
    expect(kinds.filter(has_not_text="Correction")).to_have_count(0)
    expect(kinds).not_to_have_count(0)
    expect(page).to_have_url(re.compile(r"\?q=kind%3Acorrection\+chip$"))
    chip(page, "Correction").click()
    expect(field(page)).to_have_value("chip")
    expect(page.locator(META)).to_have_text(re.compile(rf", {everything} results"))
    assert visit.complaints == []


def test_the_keyboard_reaches_filters_and_results(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    search(page, "chip")
    first = page.locator(".gloss-chip:visible").first
    expect(first).to_be_visible()
    page.keyboard.press("Tab")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowRight")
    expect(page.locator(".gloss-chip:visible").nth(1)).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(field(page)).to_be_focused()
    page.keyboard.press("ArrowDown")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("Shift+Tab")
    expect(page.locator(".gloss-chip:visible").last).to_be_focused()
    page.keyboard.press("Tab")
    expect(page.locator(RESULTS).first).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator(".gloss-chip:visible")).to_have_count(0)
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    assert page.evaluate("document.activeElement === document.body")


def test_tab_leads_through_the_search_and_out_of_it(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    field(page).click()
    expect(page.locator(".gloss-chips")).to_be_attached()  # our keys are watched
    page.keyboard.press("Tab")
    expect(field(page)).not_to_be_focused()
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    for _ in range(3):  # by way of the list, which scrolls
        page.keyboard.press("Tab")
        expect(field(page)).not_to_be_focused()
    search(page, "SuperPod")
    last = page.locator(f"{RESULTS}:visible").last
    last.focus()
    page.keyboard.press("Tab")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    search(page, "SuperPod")
    page.keyboard.press("Shift+Tab")
    expect(page.locator("[data-md-toggle=search]")).not_to_be_checked()
    expect(field(page)).not_to_be_focused()


@pytest.mark.parametrize("key", ["Enter", "Space"])
def test_a_chip_is_pressed_by_a_key_and_keeps_the_focus(visit: Visit, key: str) -> None:
    visit.go("")
    page = visit.page
    search(page, "chip")
    chip(page, "Correction").focus()
    page.keyboard.press(key)
    expect(field(page)).to_have_value("kind:correction chip")
    expect(chip(page, "Correction")).to_have_attribute("aria-pressed", "true")
    expect(chip(page, "Correction")).to_be_focused()
    page.keyboard.type("s")
    expect(field(page)).to_have_value("kind:correction chips")
    expect(field(page)).to_be_focused()
    expect(page).to_have_url(f"{visit.base}?q=kind%3Acorrection+chips")


def test_the_query_stands_in_the_address_while_the_search_is_open(visit: Visit) -> None:
    visit.go(f"{ARTICLE}?view=corrected#how")
    page = visit.page
    before = page.evaluate("history.length")
    search(page, "SuperPod")
    expect(page).to_have_url(f"{visit.base}{ARTICLE}?view=corrected&q=SuperPod#how")
    field(page).fill("SuperPod chip")
    expect(page).to_have_url(f"{visit.base}{ARTICLE}?view=corrected&q=SuperPod+chip#how")
    field(page).fill("")
    expect(page).to_have_url(f"{visit.base}{ARTICLE}?view=corrected#how")
    field(page).fill("NAURA")
    expect(page).to_have_url(re.compile("q=NAURA"))
    page.keyboard.press("Escape")
    expect(page).to_have_url(f"{visit.base}{ARTICLE}?view=corrected#how")
    field(page).click()
    expect(page).to_have_url(re.compile("q=NAURA"))
    assert page.evaluate("history.length") == before
    assert visit.complaints == []


def test_an_address_with_a_query_opens_the_search(visit: Visit) -> None:
    visit.go("about/?q=chip+kind:correction")
    page = visit.page
    expect(page.locator(META)).to_have_text(ANSWERED)
    expect(chip(page, "Correction")).to_have_attribute("aria-pressed", "true")
    expect(page).to_have_url(re.compile(r"\?q=chip"))
    assert visit.complaints == []


def test_what_finds_nothing_says_what_may(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    search(page, '"qqxyzz words" kind:correction')
    expect(page.locator(META)).to_have_text("No results")
    advice = page.locator(".gloss-none")
    expect(advice).to_contain_text("Without quote marks")
    advice.get_by_role("button", name="kind:correction").click()
    expect(field(page)).to_have_value('"qqxyzz words"')
    expect(advice.get_by_role("button")).to_have_count(0)
    expect(field(page)).to_be_focused()
    field(page).fill("SuperPod")
    expect(advice).to_be_hidden()
    assert visit.complaints == []


def test_the_search_works_from_page_to_page(visit: Visit) -> None:
    visit.go("about/")
    page = visit.page
    search(page, "SuperPod")
    page.locator(RESULTS).first.click()
    expect(page).to_have_url(re.compile(re.escape(f"{visit.base}{ARTICLE}") + "|topics/"))
    assert "q=" not in page.url
    search(page, "NAURA")
    chip(page, "Correction").click()
    expect(field(page)).to_have_value("kind:correction NAURA")
    expect(chip(page, "Correction")).to_have_attribute("aria-pressed", "true")
    page.keyboard.press("Escape")
    page.go_back()
    expect(page).to_have_url(f"{visit.base}about/")
    assert visit.complaints == []


# The theme closes the search this long after the address has changed. A timer that is set later
# for as long ends later, however slow the browser is.
WAIT_AS_THE_THEME = "() => new Promise((resolve) => setTimeout(resolve, 125))"


def test_what_a_reader_has_opened_again_after_a_step_stays_open(visit: Visit) -> None:
    visit.go("about/")
    page = visit.page
    search(page, "SuperPod")
    page.evaluate(
        """() => {
          const field = document.querySelector(".md-search__input");
          const open = () => { field.focus(); field.value = "NAURA"; };
          window.waited = new Promise((resolve) => {
            window.location$.subscribe(() => setTimeout(() => (open(), setTimeout(resolve, 125))));
          });
        }"""
    )
    page.locator(RESULTS).first.click()
    page.evaluate("() => waited")
    expect(page.locator("#__search")).to_be_checked()
    expect(field(page)).to_be_focused()
    page.keyboard.press("Escape")
    expect(page.locator("#__search")).not_to_be_checked()
    expect(field(page)).not_to_be_focused()
    assert visit.complaints == []


def test_a_step_back_closes_the_search(visit: Visit) -> None:
    visit.go("about/")
    page = visit.page
    search(page, "SuperPod")
    page.locator(RESULTS).first.click()
    expect(page).not_to_have_url(re.compile("about/"))
    search(page, "NAURA")
    page.go_back()
    expect(page).to_have_url(f"{visit.base}about/")
    expect(page.locator("#__search")).not_to_be_checked()
    assert visit.complaints == []


def test_a_search_in_an_address_that_leads_into_a_page_stays_open(visit: Visit) -> None:
    visit.go(f"{ARTICLE}?q=SuperPod#how")
    page = visit.page
    page.evaluate(WAIT_AS_THE_THEME)
    expect(page.locator(META)).to_have_text(ANSWERED)
    expect(page.locator("#__search")).to_be_checked()
    expect(page).to_have_url(f"{visit.base}{ARTICLE}?q=SuperPod#how")
    page.locator(RESULTS).first.click()
    expect(page.locator("#__search")).not_to_be_checked()
    assert visit.complaints == []


def test_what_a_search_loads_is_small_and_is_loaded_when_somebody_searches(
    fresh_visit: Visit, built_site: tuple[Path, str]
) -> None:
    assets = f"{fresh_visit.base}assets/glossator/"

    def modules() -> set[str]:
        paths = (url.removeprefix(assets) for url in fresh_visit.requests if "/finding/" in url)
        return set(paths)

    fresh_visit.go("")
    fresh_visit.wait_for_answers()
    assert modules() == set()
    search(fresh_visit.page, "chip")
    weight = sum(
        zipped((built_site[0] / "assets/glossator" / path).read_bytes()) for path in modules()
    )
    assert 0 < weight <= MOST_SCRIPT


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_no_violation_in_the_open_search(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 900})
    page.emulate_media(reduced_motion="reduce")
    visit.go("")
    search(page, "kind:correction chip")
    expect(chip(page, "Correction")).to_be_visible()
    assert violations_by_day_and_night(page, ".md-search") == NONE
    search(page, "qqxyzz kind:correction")
    expect(page.locator(".gloss-none")).to_be_visible()
    assert violations_by_day_and_night(page, ".md-search") == NONE


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_chips_fit_and_leave_room_for_results(visit: Visit, width: int) -> None:
    page = visit.page
    page.set_viewport_size({"width": width, "height": 800})
    visit.go("?q=chip")
    expect(page.locator(".gloss-chip:visible").first).to_be_visible()
    settled(page)
    box = page.locator(".gloss-chips").bounding_box()
    assert box
    assert box["height"] < 200
    outside = page.locator(".gloss-chip:visible").evaluate_all(
        """(chips) => chips.filter((chip) => {
          const [at, room] = [chip, chip.closest(".gloss-chips")]
            .map((e) => e.getBoundingClientRect());
          return at.left < room.left || at.right > room.right + 1;
        }).map((chip) => chip.textContent)"""
    )
    assert outside == []
    more = page.locator(".gloss-chips__row .gloss-chip--more:visible").first
    before = page.locator(".gloss-chip:visible").count()
    more.click()
    expect(more).to_have_attribute("aria-expanded", "true")
    assert page.locator(".gloss-chip:visible").count() > before


def test_results_go_on_after_the_first_ten_pages(browser: Browser, many_notes: str) -> None:
    context = browser.new_context(viewport=VIEWPORT)
    visit = open_visit(context, many_notes)
    page = visit.page
    visit.go("")
    search(page, "ferry")
    expect(page.locator(ITEMS)).to_have_count(10)
    expect(page.locator(META)).to_have_text(re.compile(r"^10 pages shown, \d+ results$"))
    more = page.get_by_role("button", name="Show more results")
    more.click()
    expect(page.locator(ITEMS)).to_have_count(20)
    expect(page.locator(META)).to_have_text(re.compile(r"^20 pages shown, \d+ results$"))
    titles = page.locator(f"{ITEMS} h1").all_text_contents()
    assert len(set(titles)) == 20
    assert len(set(page.locator(ITEMS).evaluate_all(SHAPES))) == 1
    more.press("Enter")
    expect(more).to_be_hidden()
    expect(page.locator(META)).to_have_text(re.compile(r"^\d+ pages, \d+ results$"))
    expect(page.locator(ITEMS).nth(20).locator(RESULTS).first).to_be_focused()
    page.keyboard.press("ArrowUp")
    expect(page.locator(ITEMS).nth(19).locator(RESULTS).last).to_be_focused()
    last = page.locator(ITEMS).last.locator(RESULTS).first
    name = last.locator("h1").inner_text()
    last.click()
    expect(page.locator(".md-content h1")).to_have_text(re.compile(re.escape(name)))
    assert visit.complaints == []
    context.close()


# The elements and classes of each item, without what only some items have.
SHAPES = """(items) => items
  .map((item) => [item, ...item.querySelectorAll("a, article, h1, div.md-icon")]
  .map((e) => `${e.localName}.${e.className} ${e.getAttribute("tabindex")}`)
  .filter((shape, at, all) => all.indexOf(shape) === at).join())
"""
