"""The first screen of an article: its text, and what stays at hand while it is read."""

from __future__ import annotations

import re
from collections.abc import Callable
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import ARTICLE, Visit, open_visit
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

DESK = {"width": 1440, "height": 900}
PHONE = {"width": 390, "height": 844}
TOUCH = {"viewport": PHONE, "has_touch": True, "is_mobile": True}
# As a phone of Apple says who it is and shows a page: three pixels for one, a small window.
IPHONE = {
    **TOUCH,
    "device_scale_factor": 3,
    "viewport": {"width": 375, "height": 667},
    "user_agent": "Mozilla/5.0 (iPhone; CPU iPhone OS 18_5 like Mac OS X) AppleWebKit/605.1.15 "
    "(KHTML, like Gecko) Version/18.5 Mobile/15E148 Safari/604.1",
}
TOP = "element => element.getBoundingClientRect().top"
BOTTOM = "element => element.getBoundingClientRect().bottom"
# The letters in each full line of the article's paragraphs.
LINES = """() => [...document.querySelectorAll(".gloss-article > p")].flatMap((paragraph) => {
  const lines = new Map();
  const walker = document.createTreeWalker(paragraph, NodeFilter.SHOW_TEXT);
  while (walker.nextNode()) {
    const node = walker.currentNode;
    if (node.parentElement.closest(".gloss-ref, .gloss-fix")) continue;
    for (let at = 0; at < node.length; at++) {
      const range = document.createRange();
      range.setStart(node, at);
      range.setEnd(node, at + 1);
      const box = range.getClientRects()[0];
      const line = box && Math.round(box.bottom / 8);
      if (box) lines.set(line, (lines.get(line) ?? 0) + 1);
    }
  }
  return [...lines.values()].slice(0, -1);
})"""

Opener = Callable[..., Visit]


def bar_of(page: Page) -> object:
    return page.get_by_role("group", name="View and notes")


def verdict_of(page: Page) -> object:
    return page.get_by_role("complementary", name="In short")


# ----------------------------------------------------------------- the text comes soon


@pytest.mark.parametrize("scripts", [True, False], ids=["scripts", "no-scripts"])
@pytest.mark.parametrize(
    ("options", "most"), [({"viewport": DESK}, 520), (TOUCH, 600)], ids=["desk", "phone"]
)
def test_the_text_begins_on_the_first_screen(
    opened: Opener, options: dict[str, object], most: int, scripts: bool
) -> None:
    page = opened(java_script_enabled=scripts, **options).page
    first = page.locator(".gloss-article > p").first
    assert first.evaluate(TOP) <= most if scripts else (first.bounding_box() or {})["y"] <= most


def test_the_list_in_short_is_open_where_there_is_room(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    settled(page)
    short = verdict_of(page)
    expect(short.get_by_role("link", name="Ten times too small")).to_be_visible()
    assert short.locator("details").evaluate("e => e.open")
    short.locator("summary").click()
    expect(short.get_by_role("link", name="Ten times too small")).to_be_hidden()


def test_the_list_in_short_opens_from_its_line(opened: Opener) -> None:
    page = opened(**TOUCH).page
    short = verdict_of(page)
    expect(short.get_by_role("listitem").first).to_be_hidden()
    line = short.locator("summary")
    expect(line).to_have_text(re.compile(r"^\d+ corrections, \d+ sources, \d+ context notes$"))
    line.tap()
    expect(short.get_by_role("listitem").first).to_be_visible()


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_without_a_script_all_of_it_is_there(opened: Opener, viewport: dict[str, int]) -> None:
    page = opened(java_script_enabled=False, viewport=viewport).page
    item = page.locator(".gloss-verdict__item").first
    if viewport is PHONE:
        expect(item).to_be_hidden()
        page.locator(".gloss-verdict summary").click()
    expect(item).to_be_visible()
    corrections = page.locator("#gloss-kind-correction")
    if viewport is PHONE:
        expect(corrections).to_be_hidden()
        page.locator(".gloss-kinds summary").click()
    corrections.uncheck()
    expect(page.locator(".gloss-note--correction").first).to_be_hidden()
    page.locator(".gloss-copy summary").click()
    copy = page.locator(".gloss-copy p")
    expect(copy).to_contain_text("word for word")
    expect(copy).to_contain_text("checkable sentences carry a note")


# ------------------------------------------------------------------- the bar at hand


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_bar_stays_under_the_header(opened: Opener, viewport: dict[str, int]) -> None:
    page = opened(viewport=viewport).page
    page.evaluate("scrollTo({ top: 2500, behavior: 'instant' })")
    settled(page)
    bar = bar_of(page)
    expect(bar).to_be_in_viewport(ratio=1)
    header = page.locator(".md-header").evaluate(BOTTOM)
    assert abs(bar.evaluate(TOP) - header) <= 1
    assert bar.evaluate("e => e.offsetHeight") <= 56
    bar.get_by_role("button", name="Next note").click()
    settled(page)
    active = page.locator("mark.is-active").first
    assert active.evaluate(TOP) >= bar.evaluate(BOTTOM)


def test_a_low_window_is_left_to_the_text(opened: Opener) -> None:
    page = opened(viewport={"width": 320, "height": 256}).page
    page.evaluate("scrollTo({ top: 2500, behavior: 'instant' })")
    settled(page)
    expect(bar_of(page)).not_to_be_in_viewport()


def test_the_bar_is_reached_before_the_text_and_hides_nothing_that_has_the_focus(
    opened: Opener,
) -> None:
    page = opened(viewport=DESK, reduced_motion="reduce").page
    settled(page)
    page.locator(".gloss-tools input").first.focus()
    seen = []
    for _ in range(32):
        page.keyboard.press("Tab")
        place = page.evaluate(
            """() => {
              const focused = document.activeElement;
              const bar = document.querySelector(".gloss-tools");
              return [bar.contains(focused), focused.matches("a.gloss-ref"),
                focused.getBoundingClientRect().bottom > bar.getBoundingClientRect().bottom];
            }"""
        )
        seen.append(place)
        assert place[0] or place[2], "what has the focus is behind the bar"
    in_bar = [in_bar for in_bar, *_ in seen]
    assert in_bar.index(False) >= 4, "the kinds, the steps and the form are reached first"
    assert not any(in_bar[in_bar.index(False) :])
    assert sum(is_ref for _, is_ref, _ in seen) > 5
    # And backwards, where what gets the focus comes in at the top of the window.
    for _ in range(16):
        page.keyboard.press("Shift+Tab")
        assert page.evaluate(
            """() => document.activeElement.closest(".gloss-tools, .gloss-note") ||
              document.activeElement.getBoundingClientRect().bottom >
              document.querySelector(".gloss-tools").getBoundingClientRect().bottom"""
        )


def test_the_kinds_unfold_and_fold_again(opened: Opener) -> None:
    page = opened(viewport=PHONE).page
    kinds = page.locator(".gloss-kinds")
    box = kinds.get_by_role("checkbox", name=re.compile("context"))
    expect(box).to_be_hidden()
    kinds.locator("summary").click()
    box.uncheck()
    expect(page.locator(".gloss-ref--context").first).to_be_hidden()
    page.locator(".md-header__title").click()
    expect(box).to_be_hidden()


def test_the_bar_says_at_which_note_the_reader_is(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    at = page.locator(".gloss-steps__at")
    total = page.locator(".gloss-note__number").count()
    expect(at).to_have_text(f"{total} notes")
    for number in (1, 2):
        page.keyboard.press("n")
        expect(at).to_have_text(f"{number} of {total}")


# ------------------------------------------------------------------ steps and history


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_back_leaves_the_page_after_one_press(opened: Opener, viewport: dict[str, int]) -> None:
    visit = opened("articles/", viewport=viewport, reduced_motion="reduce")
    page = visit.page
    page.goto(visit.base + ARTICLE)
    settled(page)
    for name in ("naura-name", "smic-made-it"):
        page.locator(f"#ref-{name}--1").click()
        settled(page)
        expect(page).to_have_url(re.compile(f"#note-{name}$"))
        page.keyboard.press("Escape")
    page.keyboard.press("n")
    settled(page)
    page.locator("mark.gloss").nth(3).click()
    settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile("/articles/$"))


def test_a_note_that_a_link_leads_to_is_a_step_of_its_own(opened: Opener) -> None:
    page = opened(viewport=DESK, reduced_motion="reduce").page
    settled(page)
    links = verdict_of(page).get_by_role("link")
    first = "#" + (links.nth(1).get_attribute("href") or "").partition("#")[2]
    links.nth(1).click()
    expect(page).to_have_url(re.compile(f"{first}$"))
    settled(page)
    page.evaluate("scrollTo({ top: 0, behavior: 'instant' })")
    links.nth(2).click()
    settled(page)
    page.go_back()
    expect(page).to_have_url(re.compile(f"{first}$"))
    settled(page)
    expect(page.locator(first)).to_have_class(re.compile("is-active"))
    expect(page.locator(first)).to_be_in_viewport()
    page.go_forward()
    settled(page)
    expect(page.locator(first)).not_to_have_class(re.compile("is-active"))


def test_a_step_within_the_page_does_not_put_the_page_in_place_of_itself(opened: Opener) -> None:
    visit = opened(viewport=DESK, reduced_motion="reduce")
    page = visit.page
    settled(page)
    page.evaluate("document.querySelector('.gloss-reader').dataset.seen = 'yes'")
    page.locator("#ref-naura-name--1").click()
    settled(page)
    before = len([url for url in visit.requests if url.endswith(ARTICLE)])
    headings = page.locator(".md-nav--secondary .md-nav__link")
    tops = []
    for number in (2, 4):
        headings.nth(number).click()
        settled(page)
        tops.append(page.evaluate("scrollY"))
    page.go_back()
    settled(page)
    assert abs(page.evaluate("scrollY") - tops[0]) < 2
    assert page.locator(".gloss-reader").get_attribute("data-seen") == "yes"
    expect(page.locator("#note-naura-name")).to_have_class(re.compile("is-open"))
    assert len([url for url in visit.requests if url.endswith(ARTICLE)]) == before
    # Other pages come as ever, and so does this one from them. Back at the top of the page the
    # theme moves its tabs into place; a click meanwhile would go where one was.
    tab = page.get_by_role("link", name="Sources", exact=True).first
    tab.scroll_into_view_if_needed()
    page.wait_for_function(
        """tab => !tab.closest("[hidden]") && tab.getAnimations().length === 0
          && ["none", "matrix(1, 0, 0, 1, 0, 0)"].includes(getComputedStyle(tab).transform)""",
        arg=tab.element_handle(),
    )
    tab.click()
    expect(page.locator("h1")).to_have_text("Sources")
    page.go_back()
    expect(page.locator("h1")).to_contain_text("Alibaba boosts")
    settled(page)
    expect(page.locator(".gloss-reader")).to_have_class(re.compile("is-placed"))


def test_a_fast_pointer_hits_what_it_aimed_at_after_a_jump(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    refs = page.locator("a.gloss-ref[id$='--1']")
    settled(page)
    for number in range(4, refs.count(), 9):
        ref = refs.nth(number)
        ref.evaluate("e => e.scrollIntoView({ block: 'center', behavior: 'instant' })")
        settled(page)
        box = ref.bounding_box()
        assert box
        # In one turn of the page: the click, and a look at where its note is.
        seen = page.evaluate(
            """([x, y]) => {
              const ref = document.elementFromPoint(x, y).closest("a.gloss-ref");
              ref.dispatchEvent(new MouseEvent("click", { bubbles: true, cancelable: true,
                composed: true, clientX: x, clientY: y, detail: 1 }));
              const toggle = document.querySelector(`${ref.hash} > .gloss-note__toggle`);
              const { left, top, width, height } = toggle.getBoundingClientRect();
              return [left + width / 2, top + height / 2, ref.hash];
            }""",
            [box["x"] + box["width"] / 2, box["y"] + box["height"] / 2],
        )
        page.mouse.click(*seen[:2])
        note = page.locator(seen[2])
        expect(note).not_to_have_class(re.compile("is-open"))  # it was, and `Less` was hit
        settled(page)


# --------------------------------------------------------------- who came by a shared note


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_who_came_by_a_shared_note_sees_where_they_are(
    opened: Opener, viewport: dict[str, int]
) -> None:
    page = opened(f"{ARTICLE}#note-smic-made-it", viewport=viewport).page
    settled(page)
    where = page.locator("#note-smic-made-it .gloss-note__where")
    expect(where).to_have_text(
        "A note on “Alibaba boosts AI budget by over $5 billion, sending its stock price up over "
        "9%.”, ABMedia"
    )
    expect(where).to_be_in_viewport()
    where.get_by_role("link").click()
    settled(page)
    expect(page.locator("h1")).to_be_in_viewport()
    assert page.locator("h1").evaluate(TOP) >= page.locator(".md-header").evaluate(BOTTOM)
    expect(page.locator(".is-sheet")).to_have_count(0)


# -------------------------------------------------------------------- hands and eyes


@pytest.mark.parametrize("options", [TOUCH, IPHONE], ids=["phone", "iphone"])
def test_what_is_touched_is_44_px_wide_and_high(opened: Opener, options: dict[str, object]) -> None:
    page = opened(**options).page
    settled(page)
    page.locator(".gloss-verdict summary").tap()
    page.locator(".gloss-kinds summary").tap()
    assert_large(page)
    page.locator(".md-header__title").tap()
    page.locator("#ref-naura-name--1").tap()
    settled(page)
    expect(page.locator(".is-sheet")).to_be_in_viewport()
    assert_large(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0


def assert_large(page: Page) -> None:
    """No control is smaller; links in a sentence are as high as its lines."""
    small = page.evaluate(
        """() => [...document.querySelectorAll(`.md-header__button, .gloss-reader
            :is(button, summary, label, .gloss-link, .gloss-back,
              .gloss-verdict__item > a:first-of-type)`)]
          .filter((e) => e.checkVisibility({ contentVisibilityAuto: true, opacityProperty: true }))
          .map((e) => [e.className || e.tagName, e.textContent.trim().slice(0, 20),
            e.getBoundingClientRect().width, e.getBoundingClientRect().height])
          .filter(([, , width, height]) => width && (width < 44 || height < 44))"""
    )
    assert small == []


def test_at_200_percent_everything_is_there(opened: Opener) -> None:
    # 1440 px at 200% are 720 CSS px, of two pixels each.
    page = opened(viewport={"width": 720, "height": 450}, device_scale_factor=2).page
    settled(page)
    assert page.evaluate("document.documentElement.scrollWidth - innerWidth") <= 0
    expect(bar_of(page)).to_be_in_viewport(ratio=1)
    assert page.locator(".gloss-article > p").first.evaluate(TOP) < 450
    page.locator("#ref-naura-name--1").click()
    settled(page)
    expect(page.locator(".is-sheet .gloss-note__title")).to_be_in_viewport()


@pytest.mark.parametrize("width", [768, 1440])
def test_a_line_has_60_to_75_letters(opened: Opener, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900}).page
    settled(page)
    lines = page.evaluate(LINES)
    assert len(lines) > 30
    # A browser's last choice of letters, on a machine with hardly any, is the widest there is.
    assert 59 <= median(lines) <= 75


@pytest.mark.parametrize("width", [320, 390, 768, 1440])
def test_no_headline_ends_with_a_word_alone(opened: Opener, width: int) -> None:
    page = opened(viewport={"width": width, "height": 900}).page
    settled(page)
    for heading in page.locator(".gloss-head h1, .gloss-article :is(h2, h3)").all():
        widths = heading.evaluate(
            """(heading) => {
              const lines = new Map();
              const walker = document.createTreeWalker(heading, NodeFilter.SHOW_TEXT);
              while (walker.nextNode()) {
                if (walker.currentNode.parentElement.closest(".gloss-ref, .gloss-fix")) continue;
                const range = document.createRange();
                range.selectNodeContents(walker.currentNode);
                for (const { bottom, left, right } of range.getClientRects()) {
                  const line = Math.round(bottom / 10);
                  const [from, to] = lines.get(line) ?? [left, right];
                  lines.set(line, [Math.min(from, left), Math.max(to, right)]);
                }
              }
              return [...lines.values()].map(([from, to]) => to - from);
            }"""
        )
        if len(widths) > 1:
            assert widths[-1] > max(widths) / 4


def test_words_are_parted_as_their_language_parts_them(
    browser: Browser, small_site: Callable[..., str]
) -> None:
    article = "docs/articles/bruecke.md"
    text = (
        "---\ntitle: Die Brücke\nsource:\n  url: https://news.example.org/2\n"
        "  publisher: Beispielblatt (test data)\n  published: 2026-02-01\n  language: de\n---\n\n"
        "Donaudampfschifffahrtsgesellschaftskapitän.\n"
    )
    context = browser.new_context(viewport=PHONE)
    visit = open_visit(context, small_site(files={article: text}))
    visit.go("articles/bruecke/")
    said = visit.page.locator(".gloss-article").evaluate(
        "e => [e.lang, getComputedStyle(e).hyphens]"
    )
    assert said == ["de", "auto"]
    context.close()


def test_figures_stand_below_one_another(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    numeric = "e => getComputedStyle(e).fontVariantNumeric"
    assert page.locator(".gloss-note").first.evaluate(numeric) == "tabular-nums"


# ------------------------------------------------------------- what others ran into


def test_an_open_sheet_is_not_printed_over_the_text(opened: Opener) -> None:
    page = opened(**TOUCH).page
    page.locator("#ref-naura-name--1").tap()
    expect(page.locator(".is-sheet")).to_have_count(1)
    page.evaluate("dispatchEvent(new Event('beforeprint'))")
    expect(page.locator(".is-sheet")).to_have_count(0)


def test_the_published_view_offers_no_kinds(opened: Opener) -> None:
    page = opened(f"{ARTICLE}?view=published", viewport=PHONE).page
    expect(page.locator(".gloss-kinds")).to_be_hidden()


def test_a_view_that_a_link_asks_for_is_not_kept(opened: Opener) -> None:
    visit = opened(f"{ARTICLE}?view=published", viewport=DESK)
    expect(visit.page.locator("#gloss-view-published")).to_be_checked()
    visit.go("articles/")
    visit.go(ARTICLE)
    expect(visit.page.locator("#gloss-view-annotated")).to_be_checked()


def test_escape_folds_the_kinds(opened: Opener) -> None:
    page = opened(viewport=PHONE).page
    summary = page.locator(".gloss-kinds summary")
    summary.click()
    page.locator("#gloss-kind-source").focus()
    page.keyboard.press("Escape")
    expect(page.locator("#gloss-kind-source")).to_be_hidden()
    expect(summary).to_be_focused()


@pytest.mark.parametrize("width", [320, 390])
def test_the_kinds_are_not_cut_off(opened: Opener, width: int) -> None:
    page = opened(viewport={"width": width, "height": 700}).page
    page.locator(".gloss-kinds summary").click()
    for label in page.locator(".gloss-filter").all():
        expect(label).to_be_in_viewport(ratio=1)


def test_the_bar_counts_the_notes_that_are_shown(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    settled(page)
    for kind in ("correction", "context"):
        page.locator(f"#gloss-kind-{kind}").uncheck()
    sources = page.locator(".gloss-note--source:not(.gloss-note--withdrawn)").count()
    at = page.locator(".gloss-steps__at")
    expect(at).to_have_text(f"{sources} notes")
    page.keyboard.press("n")
    expect(at).to_have_text(f"1 of {sources}")
    page.locator("#gloss-kind-source").uncheck()
    expect(at).to_have_text("0 notes")
    expect(page.get_by_role("button", name="Next note").first).to_be_disabled()


def test_focus_goes_back_to_the_note_that_was_reached_in_the_sheet(opened: Opener) -> None:
    page = opened(viewport=PHONE, reduced_motion="reduce").page
    settled(page)
    page.locator("a.gloss-ref").first.focus()
    page.keyboard.press("Enter")
    for _ in range(3):
        settled(page)
        page.locator(".is-sheet").get_by_role("button", name="Next note").click()
    settled(page)
    expect(page.locator(".is-sheet .gloss-note__number")).to_have_text("4")
    page.keyboard.press("Escape")
    expect(page.locator("a.gloss-ref:focus")).to_have_text("4")


def test_a_note_that_was_closed_stays_closed_when_the_window_narrows(opened: Opener) -> None:
    page = opened(viewport=DESK, reduced_motion="reduce").page
    settled(page)
    page.locator("#ref-naura-name--1").click()
    settled(page)
    page.keyboard.press("Escape")
    expect(page).not_to_have_url(re.compile("#note"))
    page.set_viewport_size({"width": 1000, "height": 800})
    settled(page)
    expect(page.locator(".is-sheet")).to_have_count(0)


def test_a_withdrawn_note_says_so_in_the_margin(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    settled(page)
    withdrawn = page.locator(".gloss-note--withdrawn")
    assert withdrawn.count() >= 1
    for note in withdrawn.all():
        expect(note.locator(".gloss-note__status strong")).to_be_visible()


def test_the_list_in_short_leads_on_to_the_next_correction(opened: Opener) -> None:
    page = opened(viewport=DESK, reduced_motion="reduce").page
    settled(page)
    verdict_of(page).get_by_role("link", name=re.compile("more corrections")).click()
    settled(page)
    active = page.locator(".gloss-note.is-active")
    expect(active).to_have_class(re.compile("gloss-note--correction"))
    expect(active).to_be_in_viewport()


def test_back_after_other_pages_goes_to_where_the_reader_was(opened: Opener) -> None:
    page = opened("articles/", viewport=DESK, reduced_motion="reduce").page
    page.locator(".gloss-card a").first.click()
    expect(page.locator("h1")).to_contain_text("Alibaba boosts")
    settled(page)
    page.locator(".md-nav--secondary .md-nav__link").nth(3).click()
    settled(page)
    there = page.evaluate("scrollY")
    page.evaluate("document.querySelector('.gloss-verdict__item a').click()")
    settled(page)
    page.go_back()
    settled(page)
    assert abs(page.evaluate("scrollY") - there) < 60


def test_words_can_be_selected_in_a_folded_note(opened: Opener) -> None:
    page = opened(viewport=DESK).page
    settled(page)
    note = page.locator(".gloss-note[data-shows='2']").first
    box = note.locator(".gloss-note__body").bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 10)
    page.mouse.down()
    page.mouse.move(box["x"] + 150, box["y"] + 10, steps=5)
    page.mouse.up()
    assert page.evaluate("getSelection().toString().length") > 3
    expect(note).not_to_have_class(re.compile("is-open"))
