"""A reader looks through the lists around the articles, in a browser."""

from __future__ import annotations

import itertools
import re
import urllib.request
from collections.abc import Iterator
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import (
    MANY_ARTICLES,
    MANY_NOTES,
    MOUNT,
    NOTES_OF_EACH,
    ODD_TITLE,
    ROOT,
    Visit,
    _serve,
    at_widths,
    open_visit,
)
from tests.browser.settled import settled
from tests.browser.shifts import moved, watch_shifts
from tests.browser.test_accessibility import violations
from tests.host import ARTICLE, NOTE, run, write_site

pytestmark = pytest.mark.browser

PAGES = ["", "articles/", "annotations/", "topics/", "topics/t-head/", "topics/export-controls/"]
PAGES += ["corrections/", "sources/", "charts/", "annotated/", "about/", "about/check/"]
NOTES = len(list((ROOT / "annotations").rglob("*.yaml")))
ITEMS = "li.gloss-item:visible"


def count(page: Page) -> int:
    return page.locator(ITEMS).count()


def kinds(page: Page) -> set[str]:
    return set(page.locator(f"{ITEMS} .gloss-kind").all_text_contents())


def test_filters_combine_and_stand_in_the_address(visit: Visit) -> None:
    visit.go("annotations/")
    page = visit.page
    said = page.get_by_role("status").filter(has_text="annotations")
    expect(said).to_have_text(f"{NOTES} annotations")
    page.get_by_label("Kind").select_option("correction")
    expect(page).to_have_url(visit.base + "annotations/?kind=correction")
    corrections = count(page)
    assert 0 < corrections < NOTES
    assert kinds(page) == {"Correction"}
    page.get_by_label("Topic").select_option("apsara-conference")
    expect(page).to_have_url(visit.base + "annotations/?kind=correction&topic=apsara-conference")
    assert 0 < count(page) < corrections
    expect(said).to_have_text(f"{count(page)} of {NOTES} annotations")
    page.get_by_label("Words").fill("no such words")
    expect(said).to_have_text("No annotations match.")
    expect(page.locator(".gloss-group:visible")).to_have_count(0)
    page.locator(".gloss-clear").click()
    expect(page).to_have_url(visit.base + "annotations/")
    expect(page.locator(ITEMS)).to_have_count(NOTES)
    assert visit.complaints == []


def test_an_address_with_filters_opens_filtered(visit: Visit) -> None:
    visit.go("annotations/?kind=source&publisher=reuters&text=chip&gone=1")
    page = visit.page
    expect(page.get_by_label("Kind")).to_have_value("source")
    expect(page.get_by_label("publisher")).to_have_value("reuters")
    expect(page.get_by_label("Words")).to_have_value("chip")
    assert kinds(page) <= {"Source"}
    page.get_by_label("publisher").select_option("")
    expect(page).to_have_url(visit.base + "annotations/?kind=source&text=chip&gone=1")
    page.reload()
    expect(page.get_by_label("Kind")).to_have_value("source")


def test_an_unknown_value_in_the_address_filters_nothing(visit: Visit) -> None:
    visit.go("annotations/?kind=gossip")
    expect(visit.page.locator(ITEMS)).to_have_count(NOTES)
    expect(visit.page.get_by_label("Kind")).to_have_value("")


def test_back_and_forward_go_through_the_filters(visit: Visit) -> None:
    visit.go("annotations/")
    page = visit.page
    page.get_by_label("Kind").select_option("context")
    contexts = count(page)
    page.get_by_label("Kind").select_option("source")
    sources = count(page)
    page.go_back()
    expect(page).to_have_url(visit.base + "annotations/?kind=context")
    expect(page.locator(ITEMS)).to_have_count(contexts)
    page.go_back()
    expect(page).to_have_url(visit.base + "annotations/")
    expect(page.locator(ITEMS)).to_have_count(NOTES)
    page.go_forward()
    page.go_forward()
    expect(page.get_by_label("Kind")).to_have_value("source")
    expect(page.locator(ITEMS)).to_have_count(sources)
    assert visit.complaints == []


def test_filters_outlast_a_visit_to_a_note(visit: Visit) -> None:
    visit.go("annotations/")
    page = visit.page
    page.get_by_label("Kind").select_option("context")
    contexts = count(page)
    page.locator(f"{ITEMS} a").first.click()
    expect(page).to_have_url(re.compile(r"articles/.*#note-"))
    page.go_back()
    expect(page).to_have_url(visit.base + "annotations/?kind=context")
    expect(page.get_by_label("Kind")).to_have_value("context")
    expect(page.locator(ITEMS)).to_have_count(contexts)
    page.go_back()
    expect(page.locator(ITEMS)).to_have_count(NOTES)
    assert visit.complaints == []


def test_filters_work_after_instant_navigation(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    page.get_by_role("link", name="All annotations").click()
    expect(page).to_have_url(visit.base + "annotations/")
    page.get_by_label("Kind").select_option("correction")
    assert kinds(page) == {"Correction"}
    assert visit.complaints == []


def test_filters_work_by_keyboard_alone(visit: Visit) -> None:
    visit.go("annotations/")
    page = visit.page
    expect(page.get_by_label("Kind")).to_be_visible()  # what is hidden takes no focus
    page.get_by_label("Kind").focus()
    page.keyboard.press("c")  # the first that begins so, as in any list of choices
    page.keyboard.press("Tab")
    expect(page.get_by_label("Kind")).to_have_value("correction")
    assert kinds(page) == {"Correction"}
    for _ in range(4):
        page.keyboard.press("Tab")
    page.keyboard.type("october 2021")
    expect(page).to_have_url(re.compile(r"text=october\+2021"))
    assert 0 < count(page) < 5
    page.keyboard.press("Enter")
    expect(page).to_have_url(re.compile(r"annotations/\?kind=correction&text=october\+2021"))
    page.keyboard.press("Tab")
    page.keyboard.press("Enter")
    expect(page.locator(ITEMS)).to_have_count(NOTES)
    expect(page.locator(".gloss-clear")).to_be_focused()


def test_without_javascript_there_is_the_plain_list(visit_without_scripts: Visit) -> None:
    visit = visit_without_scripts
    visit.go("annotations/?kind=correction")
    expect(visit.page.locator(".gloss-find")).to_be_hidden()
    expect(visit.page.locator(ITEMS)).to_have_count(NOTES)
    visit.page.locator(f"{ITEMS} a").first.click()
    expect(visit.page).to_have_url(re.compile("#note-"))


def test_words_have_the_meaning_that_they_have_in_the_search(visit: Visit) -> None:
    visit.go("annotations/")
    page = visit.page
    said = page.get_by_role("status").filter(has_text="annotations")
    page.get_by_label("Words").fill("chip")
    expect(said).to_have_text(re.compile(rf"^\d+ of {NOTES} annotations$"))
    chips = count(page)
    page.get_by_label("Words").fill("chip -server")
    expect(said).not_to_have_text(f"{chips} of {NOTES} annotations")
    assert 0 < count(page) < chips
    expect(page).to_have_url(re.compile(r"text=chip\+-server"))
    page.get_by_label("Words").fill("kind:correction chip")
    expect(page).to_have_url(re.compile(r"text=kind%3Acorrection"))
    assert kinds(page) == {"Correction"}
    assert visit.complaints == []


def test_without_the_index_words_are_looked_for_on_the_page(visit: Visit) -> None:
    visit.page.context.route("**/search/search_index.json", lambda route: route.abort())
    visit.go("annotations/")
    page = visit.page
    page.get_by_label("Words").fill("october 2021")
    expect(page).to_have_url(re.compile(r"text=october\+2021"))
    assert 0 < count(page) < 5


@pytest.fixture
def visit_many(browser: Browser, many_notes: str) -> Iterator[Visit]:
    """A site with more notes than the page lists; nothing may go wrong there."""
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    visit = open_visit(context, many_notes)
    yield visit
    assert visit.complaints == []
    context.close()


def test_a_long_list_begins_with_the_newest_and_goes_on(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    visit.go("annotations/")
    expect(page.locator(ITEMS)).to_have_count(200)
    expect(page.locator(".gloss-group h2").first).to_have_text(f"Ferry number {MANY_ARTICLES - 1}")
    expect(page.locator(".gloss-sum").last).to_contain_text(f"200 of {MANY_NOTES} annotations")
    more = page.get_by_role("button", name="Show more")
    more.press("Enter")
    expect(page.locator(ITEMS)).to_have_count(MANY_NOTES)
    expect(more).to_be_hidden()
    expect(page.locator(ITEMS).nth(200).locator("a").first).to_be_focused()
    addresses = page.locator(f"{ITEMS} > a").evaluate_all("all => all.map(a => a.href)")
    assert len(set(addresses)) == MANY_NOTES
    expect(page.locator(".gloss-group")).to_have_count(MANY_ARTICLES + 1)


def test_filters_of_a_long_list_go_through_the_whole_corpus(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    visit.go("annotations/")
    said = page.get_by_role("status").filter(has_text="annotations")
    page.get_by_label("Kind").select_option("source")
    expect(said).to_have_text(f"{MANY_ARTICLES} of {MANY_NOTES} annotations")
    expect(page.locator(ITEMS)).to_have_count(MANY_ARTICLES)
    assert kinds(page) == {"Source"}
    page.get_by_label("Kind").select_option("context")
    number = MANY_ARTICLES * (NOTES_OF_EACH - 1)
    expect(said).to_have_text(f"{number} of {MANY_NOTES} annotations")
    expect(page.locator(ITEMS)).to_have_count(50)
    page.get_by_role("button", name="Show more").click()
    expect(page.locator(ITEMS)).to_have_count(100)
    assert (
        len(set(page.locator(".gloss-group:visible h2").all_text_contents()))
        == page.locator(".gloss-group:visible").count()
    )
    page.get_by_label("Words").fill("Crossing")
    expect(page).to_have_url(re.compile(r"kind=context&text=Crossing$"))
    expect(page.locator(".gloss-sum:visible")).to_have_count(1)  # no more of the page's own list
    page.get_by_role("button", name="Show more").click()  # which leaves the field
    expect(page.locator(ITEMS)).to_have_count(100)
    page.get_by_label("Words").fill("Crossing 0")
    expect(page).to_have_url(re.compile(r"kind=context&text=Crossing\+0"))
    page.get_by_label("Kind").select_option("")
    expect(page).to_have_url(re.compile(r"/annotations/\?text=Crossing\+0"))
    page.go_back()
    expect(page.get_by_label("Kind")).to_have_value("context")
    page.locator(".gloss-clear").click()
    expect(page.locator(ITEMS)).to_have_count(200)
    page.get_by_label("Words").fill("no such words")
    expect(said).to_have_text("No annotations match.")
    expect(page.locator(ITEMS)).to_have_count(0)


def test_a_line_made_from_the_index_looks_as_the_server_wrote_it(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    line = f"{ITEMS}:has(> a[href$='ferry-23/#note-w3'])"
    visit.go("annotations/")
    plain = "line => line.innerHTML.replace(/\\s+|<\\/?bdi>/g, '').replace(/href=\"[^\"]*\"/g, '')"
    before = page.locator(line).evaluate(plain)
    page.get_by_label("Kind").select_option("source")
    expect(page.locator(ITEMS)).to_have_count(MANY_ARTICLES)
    assert page.locator(line).evaluate(plain) == before


def test_what_others_wrote_stands_apart_and_is_never_markup(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    visit.go("annotations/?kind=correction")
    expect(page.locator(ITEMS)).to_have_count(1)
    line = page.locator(ITEMS)
    expect(line.locator("> a")).to_have_text(ODD_TITLE)
    expect(line.locator("> a")).to_have_attribute("href", re.compile(r"/bridge/#note-cost$"))
    expect(line.locator("del bdi")).to_have_attribute("lang", "he")
    expect(line.locator("del bdi")).to_have_attribute("dir", "rtl")
    expect(line.locator("time")).to_have_text("3 January 2026")
    line.locator("> a").click()
    expect(page).to_have_url(re.compile(r"/bridge/#note-cost$"))


def test_an_address_may_name_what_is_used_too_little_to_be_a_choice(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    visit.go("annotations/?publisher=publisher-23-w9")
    choice = page.get_by_label("publisher")
    expect(choice).to_have_value("publisher-23-w9")
    expect(page.locator(ITEMS)).to_have_count(1)
    assert choice.locator("option").count() == 102
    page.reload()
    expect(page.locator(ITEMS)).to_have_count(1)


def test_a_long_list_is_a_small_page_and_says_where_the_rest_is(many_notes: str) -> None:
    with urllib.request.urlopen(f"{many_notes}annotations/") as answer:
        page = answer.read().decode()
    assert page.count('<li class="gloss-line') == 200
    assert page.count("<option") < 250
    assert f"begins with 200 of {MANY_NOTES} annotations" in page
    parts = re.findall(r'<li><a href="(\d+)/">\d+</a> <span class="gloss-meta">(\d+) ann', page)
    assert len(parts) == MANY_ARTICLES + 1
    assert sum(int(number) for _, number in parts) == MANY_NOTES


def test_the_parts_of_a_long_list_are_read_one_after_another(visit_many: Visit) -> None:
    visit, page = visit_many, visit_many.page
    visit.go("annotations/")
    assert page.locator("link[rel=next]").get_attribute("href") == "2033/"
    page.get_by_role("link", name="2033", exact=True).click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annotations: 2033")
    expect(page.locator(".md-nav__item--active").first).to_contain_text("Annotations")
    for year in ("2032", "2031"):
        page.locator(".gloss-onward [rel=next]").click()
        expect(page.get_by_role("heading", level=1)).to_have_text(f"Annotations: {year}")
    expect(page.locator(ITEMS)).to_have_count(NOTES_OF_EACH)
    page.locator(".gloss-onward [rel=prev]").click()
    expect(page.get_by_role("heading", level=1)).to_have_text("Annotations: 2032")
    page.locator(".gloss-parts").get_by_role("link", name="Annotations").click()
    expect(page.locator(ITEMS)).to_have_count(200)


@pytest.mark.parametrize("path", ["annotations/", "annotations/2033/"])
def test_axe_finds_no_violation_in_parts(visit_many: Visit, path: str) -> None:
    visit_many.go(path)
    assert violations(visit_many.page, "main") == []


def test_a_correction_in_the_log_leads_to_its_words(visit: Visit) -> None:
    visit.go("corrections/")
    visit.page.locator(".gloss-correction .gloss-back").first.click()
    expect(visit.page).to_have_url(re.compile(r"articles/.*#ref-.*--1$"))
    marker = visit.page.locator(visit.page.url[visit.page.url.index("#") :])
    expect(marker).to_be_in_viewport()


def test_home_leads_to_its_example(visit: Visit) -> None:
    visit.go("")
    visit.page.locator(".gloss-example__note a").click()
    expect(visit.page).to_have_url(re.compile("#note-ai-budget-tenfold"))


@pytest.fixture
def visit_two_articles(browser: Browser, tmp_path: Path) -> Iterator[Visit]:
    """A site of test data: two articles on one topic, each with a note that tells of an event."""
    root = write_site(tmp_path)
    source = '[{{url: "https://archive.example.org/{}", publisher: Archive (test data)}}]'
    for slug in ("bridge", "ferry"):
        (root / f"docs/articles/{slug}.md").write_text(ARTICLE.replace("A test", f"The {slug}"))
        (root / f"annotations/{slug}").mkdir(exist_ok=True)
        note = NOTE.replace("example.org/bridge", f"example.org/{slug}")
        (root / f"annotations/{slug}/cost.yaml").write_text(note)
    topic = root / "docs/topics/testing.md"
    events = "".join(
        f"  - {{date: 199{n}, text: On the {slug}., sources: {source.format(slug)}}}\n"
        for n, slug in enumerate(("bridge", "ferry", "neither"))
    )
    topic.write_text(topic.read_text().replace("summary", f"timeline:\n{events}summary"))
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    server = _serve(root / "site")
    context = browser.new_context(viewport={"width": 1440, "height": 900})
    yield open_visit(context, f"http://127.0.0.1:{server.server_address[1]}{MOUNT}")
    context.close()
    server.shutdown()
    server.server_close()


def test_events_are_filtered_by_article_in_the_list_and_in_the_drawing(
    visit_two_articles: Visit,
) -> None:
    visit, page = visit_two_articles, visit_two_articles.page
    visit.go("topics/testing/")
    expect(page.locator("li.gloss-event:visible")).to_have_count(3)
    page.locator(".gloss-find select").select_option(label="The ferry article")
    expect(page).to_have_url(visit.base + "topics/testing/?article=ferry")
    expect(page.locator("li.gloss-event:visible")).to_have_count(1)
    expect(page.locator("li.gloss-event:visible")).to_contain_text("On the ferry.")
    expect(page.locator(".gloss-dot[hidden]")).to_have_count(2)
    expect(page.get_by_role("status").filter(has_text="1 of 3 events")).to_have_count(1)
    page.go_back()
    expect(page.locator("li.gloss-event:visible")).to_have_count(3)
    expect(page.locator(".gloss-dot[hidden]")).to_have_count(0)
    assert visit.complaints == []


@pytest.mark.parametrize("path", PAGES)
def test_nothing_is_wider_than_the_screen_and_headings_are_in_order(
    visit: Visit, path: str
) -> None:
    # Half of the pages are loaded on the narrowest screen, and half on the widest.
    for width in at_widths(visit, path, 320, 390, 768, 1440, falling=PAGES.index(path) % 2 == 0):
        overflow = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, width
        outside = visit.page.evaluate(
            """() => [...document.querySelectorAll(
                 ".md-content :is(svg text, svg circle, svg rect, select, input, td, th)")]
              .filter(e => e.checkVisibility() && !e.closest("pattern, .md-typeset__scrollwrap"))
              .map(e => [e.textContent, e.getBoundingClientRect()])
              .filter(([, box]) => box.left < 0 || box.right > innerWidth)
              .map(([text]) => text)"""
        )
        assert outside == [], width
    assert headings_in_order(visit.page)


@pytest.mark.parametrize("path", ["topics/t-head/", "topics/export-controls/", "charts/"])
def test_words_in_drawings_do_not_overlap(visit: Visit, path: str) -> None:
    for width in at_widths(visit, path, 320, 1440):
        assert words_that_overlap(visit.page) == [], width


def words_that_overlap(page: Page) -> list[list[str]]:
    """The words that stand on other words or signs of the same drawing, with these."""
    pairs: list[list[str]] = page.evaluate(
        """() => [...document.querySelectorAll("svg[role=img]")].flatMap(svg => {
          const boxes = [...svg.querySelectorAll("text, circle")]
            .filter(e => !e.closest("pattern"))
            .map(e => [e, e.getBoundingClientRect()]);
          return boxes.flatMap(([one, a], n) => boxes.slice(n + 1)
            .filter(([other, b]) => one.parentNode !== other.parentNode || one.parentNode === svg)
            .filter(([, b]) => a.left < b.right - 1 && b.left < a.right - 1
              && a.top < b.bottom - 1 && b.top < a.bottom - 1)
            .map(([other]) => [one.textContent, other.textContent]));
        })"""
    )
    return pairs


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("path", ["annotations/", "topics/export-controls/", "charts/", ""])
def test_nothing_moves_while_a_page_loads(fresh_visit: Visit, path: str, width: int) -> None:
    fresh_visit.page.set_viewport_size({"width": width, "height": 800})
    watch_shifts(fresh_visit.page)
    fresh_visit.go(path)
    settled(fresh_visit.page)
    assert moved(fresh_visit.page) == []


@pytest.mark.parametrize("path", ["annotations/", "corrections/", ""])
def test_what_is_pressed_is_large_enough(visit: Visit, path: str) -> None:
    visit.go(path)
    settled(visit.page)
    # Links in a line of text are exempt (WCAG 2.2, 2.5.8).
    small = visit.page.locator(".md-content :is(button, select, input, .gloss-more)").evaluate_all(
        "all => all.map(e => e.getBoundingClientRect()).filter(b => b.width && b.height < 24)"
    )
    assert small == []


def headings_in_order(page: Page) -> bool:
    levels = page.locator("article :is(h1, h2, h3, h4)").evaluate_all(
        "all => all.map(h => +h.localName[1])"
    )
    steps = itertools.pairwise(levels)
    return levels[0] == 1 == levels.count(1) and all(b <= a + 1 for a, b in steps)


def test_no_figure_of_a_table_is_broken_on_a_phone(visit: Visit) -> None:
    visit.page.set_viewport_size({"width": 390, "height": 844})
    visit.go("about/performance/")
    figures = visit.page.locator("td").filter(has_text=re.compile(r"^[0-9.,]+$"))
    assert figures.count() > 50
    lines = "all => all.map(td => {const r = document.createRange(); r.selectNodeContents(td);"
    lines += "return r.getClientRects().length})"
    assert set(figures.evaluate_all(lines)) == {1}
    assert visit.page.evaluate("document.documentElement.scrollWidth") == 390


# Words of a text that stand in more than one line; code and addresses have no place to break.
BROKEN = """() => {
  const found = [];
  for (const table of document.querySelectorAll("article table:not([class])")) {
    const texts = document.createTreeWalker(table, NodeFilter.SHOW_TEXT);
    while (texts.nextNode()) {
      const text = texts.currentNode, range = document.createRange();
      if (text.parentElement.closest("a, code")) continue;
      for (const word of text.data.matchAll(/[\\p{L}\\p{N}.,’']+/gu)) {
        range.setStart(text, word.index);
        range.setEnd(text, word.index + word[0].length);
        const tops = [...range.getClientRects()].map(box => Math.round(box.top));
        if (new Set(tops).size > 1) found.push(word[0]);
      }
    }
  }
  return found;
}"""
# Where the box of a table is wider than its place, and has to be scrolled.
TOO_WIDE = """() => [...document.querySelectorAll("article .md-typeset__scrollwrap")]
  .filter(box => box.scrollWidth > box.clientWidth)
  .map(box => box.querySelector("th").textContent)"""


@pytest.mark.parametrize("width", [390, 768, 1440])
@pytest.mark.parametrize("page", ["check", "commands", "data", "format", "headers", "security"])
def test_tables_of_the_documentation_fit_and_their_words_are_whole(
    visit: Visit, page: str, width: int
) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900})
    visit.go(f"about/{page}/")
    visit.page.locator(".md-typeset__scrollwrap").first.wait_for()
    assert visit.page.evaluate(BROKEN) == []
    assert visit.page.evaluate(TOO_WIDE) == []
    assert visit.page.evaluate("document.documentElement.scrollWidth") <= width
