"""A reader reads an annotated article: margin, sheet, views, filters, keys, sharing."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from pathlib import Path

import pytest
from playwright.sync_api import Page, Route, ViewportSize, expect

from tests.browser.conftest import ARTICLE, Visit
from tests.browser.settled import settled
from tests.browser.shifts import moved, watch_shifts

pytestmark = pytest.mark.browser

NOTE = "naura-name"
WIDE: ViewportSize = {"width": 1440, "height": 900}
NARROW: ViewportSize = {"width": 390, "height": 844}

Opener = Callable[..., Visit]


@pytest.fixture
def opened(opened: Opener) -> Opener:
    """Opens the article, with `path` behind its address."""
    return lambda path="", viewport=WIDE, **options: opened(
        ARTICLE + path, viewport=viewport, **options
    )


def note_of(page: Page, name: str = NOTE) -> object:
    return page.locator(f"#note-{name}")


def words_of(page: Page, name: str = NOTE) -> object:
    return page.locator(f'mark[data-annotation~="{name}"]').first


def note_boxes(page: Page) -> list[tuple[str, float, float]]:
    """Id, top and bottom of each visible note, in px from the top of the page."""
    return page.locator(".gloss-note:not(.is-away)").evaluate_all(
        """notes => notes.filter(note => note.offsetHeight).map(note => {
          const box = note.getBoundingClientRect();
          return [note.id, box.top + scrollY, box.bottom + scrollY];
        })"""
    )


def assert_no_overlap(page: Page) -> None:
    boxes = sorted(note_boxes(page), key=lambda box: box[1])
    assert len(boxes) > 5
    for (one, _, bottom), (two, top, _) in pairwise(boxes):
        assert top >= bottom - 0.5, f"{two} overlaps {one}"


def assert_level(page: Page, name: str = NOTE) -> None:
    words = words_of(page, name).bounding_box()
    note = note_of(page, name).bounding_box()
    assert words
    assert note
    assert abs(words["y"] - note["y"]) < 30, f"{words['y']} and {note['y']}"
    assert note["x"] > words["x"] + words["width"]


# -------------------------------------------------------------------------- margin


@pytest.mark.parametrize("width", [1220, 1440, 1920])
def test_notes_stand_in_the_margin_and_never_overlap(opened: Opener, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900}).page
    settled(page)
    assert_no_overlap(page)
    right = page.locator(".gloss-article").bounding_box()
    first = page.locator(".gloss-note").first.bounding_box()
    assert right
    assert first
    assert first["x"] >= right["x"] + right["width"]


def test_every_note_is_brought_level_with_its_words(opened: Opener) -> None:
    page = opened(reduced_motion="reduce").page  # where the notes come to, not how
    settled(page)
    refs = page.locator("a.gloss-ref[id$='--1']").all()
    for ref in [*refs[:-3:4], *refs[-3:]]:  # the last have the least room
        name = (ref.get_attribute("href") or "").partition("#note-")[2]
        ref.click()
        settled(page)
        assert_no_overlap(page)
        assert_level(page, name)


def test_a_pointer_on_the_words_brings_the_note_level(opened: Opener) -> None:
    page = opened().page
    words_of(page).scroll_into_view_if_needed()
    settled(page)
    words_of(page).hover()
    expect(note_of(page)).to_have_class(re.compile("is-active"))
    settled(page)
    assert_level(page)
    expect(note_of(page)).not_to_have_class(re.compile("is-open"))


def test_long_notes_are_folded_and_open_and_close(opened: Opener) -> None:
    page = opened().page
    note = note_of(page)
    body = note.locator(".gloss-note__body")
    expect(body).to_be_hidden()
    toggle = note.get_by_role("button", name="More")
    toggle.click()
    expect(body).to_be_visible()
    settled(page)
    assert_no_overlap(page)
    note.get_by_role("button", name="Less").click()
    expect(body).to_be_hidden()


def test_the_notes_are_in_the_page_once(opened: Opener) -> None:
    visit = opened()
    settled(visit.page)
    once = visit.page.evaluate(
        "[...document.querySelectorAll('[id]')].map(e => e.id).filter((id, i, all) =>"
        " all.indexOf(id) !== i)"
    )
    assert once == []
    assert visit.page.content().count("renders its Chinese name piece by piece") == 1


# --------------------------------------------------------------------------- sheet


def test_on_a_narrow_screen_a_note_is_a_sheet(opened: Opener) -> None:
    page = opened(viewport=NARROW, has_touch=True, is_mobile=True).page
    words_of(page, "high-since-october-2021").scroll_into_view_if_needed()
    words_of(page, "high-since-october-2021").tap()
    sheet = note_of(page, "high-since-october-2021")
    expect(sheet).to_be_in_viewport()
    expect(sheet.locator(".gloss-note__body")).to_be_visible()
    settled(page)
    box, words = sheet.bounding_box(), words_of(page, "high-since-october-2021").bounding_box()
    assert box
    assert words
    assert words["y"] + words["height"] <= box["y"], "the sheet covers the words"
    expect(page).to_have_url(re.compile("#note-high-since-october-2021$"))
    sheet.get_by_role("button", name="Close this note").tap()
    expect(page.locator(".is-sheet")).to_have_count(0)
    expect(page).not_to_have_url(re.compile("#note"))


def test_escape_closes_the_sheet_and_focus_goes_back_to_the_marker(opened: Opener) -> None:
    page = opened(viewport=NARROW).page
    marker = page.locator(f"#ref-{NOTE}--1")
    marker.focus()
    page.keyboard.press("Enter")
    expect(page.locator(".is-sheet")).to_have_count(1)
    page.keyboard.press("Tab")
    assert page.evaluate("document.activeElement.closest('.is-sheet') !== null")
    page.keyboard.press("Escape")
    expect(page.locator(".is-sheet")).to_have_count(0)
    expect(marker).to_be_focused()


# --------------------------------------------------------------------------- views


def corrected_text(page: Page) -> str:
    """What a reader of the corrected view reads, struck words left out."""
    text = page.locator(".gloss-main").evaluate(
        """main => {
          const copy = main.cloneNode(true);
          for (const e of copy.querySelectorAll('.gloss-ref, mark.gloss--correction')) e.remove();
          return [copy.querySelector('.gloss-head'), copy.querySelector('.gloss-article')]
            .map(e => e.textContent).join(' ');
        }"""
    )
    return " ".join(text.split())


def test_corrected_view_has_the_replacements_and_keeps_the_words_in_reach(opened: Opener) -> None:
    page = opened("?view=corrected").page
    expect(page.locator("#gloss-view-corrected")).to_be_checked()
    fixes = page.locator(".gloss-fix")
    assert fixes.count() >= 20
    for fix in fixes.all():
        expect(fix).to_be_visible()
    struck = words_of(page)
    expect(struck).to_be_visible()
    assert "line-through" in struck.evaluate("e => getComputedStyle(e).textDecorationLine")
    struck.click()
    expect(page.get_by_role("dialog", name="Notes on these words")).to_be_visible()


def test_corrected_view_reads_from_end_to_end(opened: Opener) -> None:
    text = corrected_text(opened("?view=corrected").page)
    # The line that names the outlet twice is style, which is not corrected.
    text, _, _ = text.partition("The article Alibaba's AI budget")
    assert text.startswith("Alibaba boosts AI budget past US$50 billion, sending its stock price")
    for sentence in (
        "hitting its highest level since October 2021.",
        "The United States continues to impose export controls on high-end AI chips bound for "
        "China, and NVIDIA built its RTX Pro 6000D to stay within them; the card was "
        "reportedly meant mainly for AI inference.",
        "Together with Alibaba's, their combined capital expenditure",
    ):
        assert sentence in text
    assert "5.3 billion" not in text
    assert not re.search(r"\b(\w+) \1\b", text), "a word stands twice"
    assert not re.search(r" [,.;:]", text), "a blank before a stop"


def test_as_published_shows_no_mark_at_all(opened: Opener) -> None:
    page = opened("?view=published").page
    expect(page.locator("a.gloss-ref").first).to_be_hidden()
    expect(page.locator("#annotations")).to_be_hidden()
    plain = words_of(page).evaluate(
        "e => [getComputedStyle(e).backgroundColor, getComputedStyle(e).textDecorationLine]"
    )
    assert plain == ["rgba(0, 0, 0, 0)", "none"]


def test_the_view_is_remembered_and_stands_in_the_address(opened: Opener) -> None:
    page = opened().page
    page.get_by_role("radio", name="Corrected").check()
    expect(page).to_have_url(re.compile(r"\?view=corrected$"))
    page.goto(page.url.partition("?")[0])
    expect(page.locator("#gloss-view-corrected")).to_be_checked()
    page.keyboard.press("2")
    expect(page.locator("#gloss-view-annotated")).to_be_checked()
    expect(page).not_to_have_url(re.compile("view="))


@pytest.mark.parametrize("name", ["%22", "published,%20x", "a%20view", ""])
def test_an_address_that_asks_for_no_view_that_there_is_breaks_nothing(
    opened: Opener, name: str
) -> None:
    visit = opened(f"?view={name}")
    expect(visit.page.locator(".gloss-reader")).to_have_class(re.compile("is-placed"))
    expect(visit.page.locator("#gloss-view-annotated")).to_be_checked()
    assert visit.complaints == []


def test_views_and_filters_work_without_javascript(opened: Opener) -> None:
    page = opened(java_script_enabled=False).page
    page.get_by_role("radio", name="Corrected").check()
    expect(page.locator(".gloss-fix").first).to_be_visible()
    page.get_by_role("radio", name="As published").check()
    expect(page.locator("a.gloss-ref").first).to_be_hidden()
    page.get_by_role("radio", name="Annotated").check()
    page.get_by_role("checkbox", name=re.compile("correction")).uncheck()
    expect(note_of(page)).to_be_hidden()
    expect(note_of(page, "naura-under-us-curbs")).to_be_visible()


# ------------------------------------------------------------------ filters and keys


def test_filter_by_kind_hides_marks_markers_and_notes(opened: Opener) -> None:
    page = opened().page
    page.get_by_role("checkbox", name=re.compile("context")).uncheck()
    expect(page.locator(".gloss-note--context").first).to_be_hidden()
    expect(page.locator(".gloss-ref--context").first).to_be_hidden()
    expect(note_of(page)).to_be_visible()
    settled(page)
    assert_no_overlap(page)


def test_n_and_p_go_through_the_notes_in_order(opened: Opener) -> None:
    page = opened().page
    seen = []
    for key in "nnnpn":
        page.keyboard.press(key)
        settled(page)
        seen.append(page.locator(".gloss-note.is-active .gloss-note__number").text_content())
        name = page.evaluate("location.hash").removeprefix("#note-")
        expect(words_of(page, name)).to_be_in_viewport()
        assert_level(page, name)
    assert seen == ["1", "2", "3", "2", "3"]
    assert page.evaluate("document.activeElement.matches('a.gloss-ref')")


def test_shortcuts_are_explained_and_can_be_switched_off(opened: Opener) -> None:
    page = opened().page
    page.keyboard.press("?")
    help_ = page.get_by_role("dialog", name="Keys")
    expect(help_).to_contain_text("Next note")
    help_.get_by_role("checkbox").uncheck()
    help_.get_by_role("button", name="Close").click()
    page.keyboard.press("n")
    expect(page.locator(".is-active")).to_have_count(0)
    page.reload()
    page.keyboard.press("n")
    expect(page.locator(".is-active")).to_have_count(0)


def test_typing_in_the_search_box_moves_no_note(opened: Opener) -> None:
    page = opened().page
    page.locator(".md-search__input").click()
    page.keyboard.type("pn1?")
    expect(page.locator(".is-active")).to_have_count(0)
    expect(page.locator(".md-search__input")).to_have_value("pn1?")


def test_several_notes_at_one_place_can_be_chosen(opened: Opener) -> None:
    page = opened().page
    words_of(page).scroll_into_view_if_needed()
    settled(page)
    words_of(page).click()
    chooser = page.get_by_role("dialog", name="Notes on these words")
    expect(chooser.get_by_role("button")).to_have_count(2)
    chooser.get_by_role("button", name=re.compile("Context")).click()
    expect(note_of(page, "naura-under-us-curbs")).to_have_class(re.compile("is-open"))
    expect(chooser).to_have_count(0)


def test_the_map_shows_a_tick_for_each_anchored_note(opened: Opener) -> None:
    page = opened().page
    settled(page)
    numbered = page.locator(".gloss-note__number").count()
    expect(page.locator(".gloss-map__tick")).to_have_count(numbered)


# ---------------------------------------------------------------------- addresses


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
@pytest.mark.parametrize("form", [f"#note-{NOTE}", f"#note-{NOTE}--title"])
def test_a_permalink_opens_the_note_beside_its_words(
    opened: Opener, viewport: dict[str, int], form: str
) -> None:
    page = opened(form, viewport).page
    page.wait_for_load_state("load")
    settled(page)
    expect(note_of(page)).to_have_class(re.compile("is-open"))
    expect(note_of(page)).to_be_in_viewport()
    expect(words_of(page)).to_be_in_viewport()
    expect(words_of(page)).to_have_class(re.compile("is-active"))
    if viewport is WIDE:
        assert_level(page)


def test_what_a_reader_did_before_the_last_picture_came_is_not_undone(
    fresh_visit: Visit, built_site: tuple[Path, str]
) -> None:
    page, held = fresh_visit.page, list[Route]()
    html = (built_site[0] / ARTICLE / "index.html").read_text("utf-8")
    html = html.replace("</body>", '<img src="slow.png" alt=""></body>')
    page.route("**/slow.png", lambda route: held.append(route))
    page.route(fresh_visit.base + ARTICLE, lambda route: route.fulfill(body=html))
    page.goto(f"{fresh_visit.base}{ARTICLE}#note-{NOTE}", wait_until="commit")
    expect(words_of(page)).to_have_class(re.compile("is-active"))
    page.keyboard.press("1")
    expect(page.locator("#gloss-view-published")).to_be_checked()
    assert page.evaluate("document.readyState") == "interactive"
    held[0].fulfill(body="")
    page.wait_for_load_state()
    settled(page)
    expect(page.locator("#gloss-view-published")).to_be_checked()


def test_the_address_is_that_of_the_note_that_is_open(opened: Opener) -> None:
    page = opened().page
    for name in (NOTE, "smic-made-it"):
        page.locator(f"#ref-{name}--1").click()
        settled(page)
        expect(page).to_have_url(re.compile(f"#note-{name}$"))
    page.reload()
    settled(page)
    expect(note_of(page, "smic-made-it")).to_have_class(re.compile("is-open"))


def test_instant_navigation_there_and_back_keeps_the_notes_right(opened: Opener) -> None:
    page = opened(f"#note-{NOTE}").page
    page.get_by_role("link", name="Sources", exact=True).first.click()
    expect(page.locator("h1")).to_have_text("Sources")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Alibaba boosts")
    settled(page)
    expect(page.locator(".gloss-reader")).to_have_class(re.compile("is-placed"))
    assert_no_overlap(page)
    expect(page.locator(".gloss-note__toggle")).to_have_count(page.locator(".gloss-note").count())


def test_resizing_and_rotating_keep_the_notes_right(opened: Opener) -> None:
    page = opened(f"#note-{NOTE}").page
    settled(page)
    page.set_viewport_size({"width": 844, "height": 390})
    settled(page)
    expect(page.locator(".is-sheet")).to_have_count(1)
    page.set_viewport_size({"width": 390, "height": 844})
    settled(page)
    expect(words_of(page)).to_be_visible()
    page.set_viewport_size(WIDE)
    settled(page)
    expect(page.locator(".is-sheet")).to_have_count(0)
    assert_no_overlap(page)
    assert_level(page)


def test_zoom_to_400_percent_keeps_everything_in_reach(opened: Opener) -> None:
    # 1280 px at 400% are 320 CSS px (WCAG 1.4.10).
    page = opened(f"#note-{NOTE}", viewport={"width": 320, "height": 256}).page
    settled(page)
    expect(note_of(page)).to_be_in_viewport()
    assert page.evaluate("document.documentElement.scrollWidth") <= 320
    page.keyboard.press("Escape")
    expect(page.locator(".is-sheet")).to_have_count(0)


def test_a_note_can_be_shared(opened: Opener) -> None:
    visit = opened(permissions=["clipboard-read", "clipboard-write"])
    page = visit.page
    page.locator(f"#ref-{NOTE}--1").click()
    settled(page)
    note_of(page).get_by_role("button", name="Copy link").click()
    expect(page.get_by_role("status").filter(has_text="Link copied")).to_have_count(1)
    copied = page.evaluate("navigator.clipboard.readText()")
    assert copied == f"{visit.base}notes/alibaba-ai-budget/{NOTE}/"


def test_words_lead_to_the_same_words_at_the_publisher(opened: Opener) -> None:
    page = opened().page
    page.locator(f"#ref-{NOTE}--1").click()
    link = note_of(page).get_by_role("link", name="These words, on the page that was copied")
    address = link.first.get_attribute("href") or ""
    assert address.endswith("#:~:text=North%20Huachuang%20Technology")
    assert address.startswith("https://followin.io/")


def test_a_verdict_comes_before_the_text(opened: Opener) -> None:
    page = opened().page
    verdict = page.get_by_role("complementary", name="In short")
    expect(verdict.locator("li").first).to_contain_text("Ten times too small")
    expect(verdict.locator("li").first).to_contain_text("past US$50 billion")
    before, text = verdict.bounding_box(), page.locator(".gloss-article").bounding_box()
    assert before
    assert text
    assert before["y"] + before["height"] <= text["y"]
    verdict.get_by_role("link").nth(1).click()
    expect(page.locator(".gloss-note.is-open")).to_have_count(1)


# ------------------------------------------------------------------------- craft


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_notes_shift_nothing(fresh_visit: Visit, viewport: ViewportSize) -> None:
    page = fresh_visit.page
    page.set_viewport_size(viewport)
    watch_shifts(page)
    fresh_visit.go(ARTICLE)
    fresh_visit.wait_for_answers()
    assert moved(page) == []


def test_less_motion_is_less_motion(opened: Opener) -> None:
    page = opened(reduced_motion="reduce").page
    moving = note_of(page).evaluate("e => getComputedStyle(e).transitionDuration")
    assert moving == "0s"


def test_every_control_is_at_least_24_px(opened: Opener) -> None:
    page = opened(f"#note-{NOTE}").page
    settled(page)
    small = page.locator(
        ".gloss-reader :is(button, summary, .gloss-choice label, .gloss-link)"
    ).evaluate_all(
        """all => all.filter(e => e.offsetHeight && e.checkVisibility())
          .filter(e => e.getBoundingClientRect().height < 24)
          .map(e => e.outerHTML.slice(0, 80))"""
    )
    assert small == []
