"""A reader opens the built site, in a browser, under a sub-path."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml
from playwright.sync_api import Page, expect

from tests.browser.conftest import ARTICLE, ROOT, Visit, at_widths
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

PAGES = ["", "articles/", "annotations/", "charts/", ARTICLE, "topics/", "topics/t-head/"]
PAGES += ["corrections/", "sources/"]
PAGES += ["about/", "about/contribute/", "about/format/", "about/check/", "404.html"]
# Of all marks, which lead where they should, each so-many-th is followed by hand.
FOLLOWED = 4
FILES = list((ROOT / "annotations/alibaba-ai-budget").glob("*.yaml"))
NOTES = {file.stem for file in FILES}
WITHDRAWN = {file.stem for file in FILES if "\nstatus: withdrawn\n" in file.read_text("utf-8")}


def search(page: Page, words: str) -> list[tuple[str, str]]:
    """Title and address of each result that the search box shows for `words`."""
    box = page.locator(".md-search__input")
    box.click()
    expect(page.locator(".md-search-result__meta")).not_to_contain_text("Initializing")
    box.fill(words)
    box.press("End")  # the theme listens for keys, as an input method sends them too
    expect(page.locator(".md-search-result__meta")).not_to_have_text(
        re.compile("Initializing|Type to start")
    )
    # Results come in batches as the list is scrolled; the line above them says how many.
    page.wait_for_function(
        """() => {
          const pane = document.querySelector(".md-search__scrollwrap");
          pane.scrollTo(0, pane.scrollHeight);
          const said = document.querySelector(".md-search-result__meta").textContent;
          const shown = document.querySelectorAll(".md-search-result__item").length;
          return shown === (parseInt(said) || 0);
        }"""
    )
    settled(page)
    for more in page.locator(".md-search-result__more summary").all():
        more.click()
    rows = page.locator(".md-search-result__link").evaluate_all(
        "links => links.map(a => [a.querySelector('h1, h2').textContent.trim(), a.href])"
    )
    return [(title, re.sub(r"\?h=[^#]*", "", address)) for title, address in rows]


@pytest.mark.parametrize("path", PAGES)
def test_page_has_no_errors_and_asks_no_other_host(visit: Visit, path: str) -> None:
    visit.go(path)
    visit.wait_for_answers()
    assert visit.complaints == []
    assert visit.foreign_requests == []
    assert len(visit.requests) > 3


def test_instant_navigation_keeps_the_policy_and_the_notes(visit: Visit) -> None:
    visit.go("")
    visit.page.get_by_role("link", name="Articles", exact=True).first.click()
    expect(visit.page).to_have_url(visit.base + "articles/")
    visit.page.locator(".gloss-card a").first.click()
    expect(visit.page).to_have_url(visit.base + ARTICLE)
    expect(visit.page.locator("#annotations .gloss-note")).to_have_count(len(NOTES))
    assert visit.complaints == []


def test_every_mark_leads_to_its_note_and_back(visit: Visit) -> None:
    visit.page.emulate_media(reduced_motion="reduce")  # what moves is for other tests
    visit.go(ARTICLE)
    page = visit.page
    marked = page.locator("mark.gloss").evaluate_all(
        "marks => marks.flatMap(m => m.dataset.annotation.split(' '))"
    )
    whole = page.locator(".gloss-note:has(.gloss-note__whole)").evaluate_all(
        "notes => notes.map(note => note.id.slice(5))"
    )
    assert set(marked) | set(whole) == NOTES - WITHDRAWN
    assert len(whole) >= 1
    lead = page.locator("a.gloss-ref").evaluate_all(
        """all => all.map(a => {
          const note = document.querySelector(a.hash);
          return [a.id, note.getAttribute("role"), !!note.querySelector(`a[href$="#${a.id}"]`)];
        })"""
    )
    assert all(role == "note" and comes_back for _, role, comes_back in lead)
    for marker_id in [name for name, *_ in lead][::FOLLOWED]:
        marker = page.locator(f"#{marker_id}")
        target = "#" + (marker.get_attribute("href") or "").partition("#")[2]
        # A press of Enter on the focused link: a pointer may meet a page that still scrolls.
        marker.focus()
        page.keyboard.press("Enter")
        note = page.locator(target)
        expect(note).to_be_in_viewport()
        back = note.locator(f'a[href$="#{marker_id}"]')
        back.focus()
        page.keyboard.press("Enter")
        expect(marker).to_be_in_viewport()
        expect(page).to_have_url(re.compile(f"#{marker_id}$"))
        settled(page)


def test_markers_are_numbered_in_reading_order(visit: Visit) -> None:
    visit.go(ARTICLE)
    numbers = visit.page.locator("a.gloss-ref").evaluate_all("all => all.map(a => +a.textContent)")
    first_seen = list(dict.fromkeys(numbers))
    assert first_seen == list(range(1, len(first_seen) + 1))
    listed = visit.page.locator(".gloss-note__number").evaluate_all(
        "all => all.map(a => +a.textContent)"
    )
    assert listed == first_seen


def test_marks_hold_the_quoted_words(visit: Visit) -> None:
    visit.go(ARTICLE)
    for file in sorted(FILES):
        targets = yaml.load(file.read_text("utf-8"), yaml.BaseLoader).get("target", [])
        targets = targets if isinstance(targets, list) else [targets]
        if file.stem in WITHDRAWN:
            targets = []
        marks = visit.page.locator(f'mark[data-annotation~="{file.stem}"]').all_text_contents()
        assert "".join(marks) == "".join(target["exact"] for target in targets), file.name


def test_article_reads_and_works_without_javascript(visit_without_scripts: Visit) -> None:
    visit = visit_without_scripts
    visit.go(ARTICLE)
    page = visit.page
    expect(page.locator("h1")).to_contain_text("Alibaba boosts AI budget")
    page.locator("a.gloss-ref").nth(5).click()
    expect(page).to_have_url(re.compile("#note-"))
    expect(page.locator(page.url[page.url.index("#") :])).to_be_in_viewport()
    page.locator(".gloss-copy summary").click()
    expect(page.locator(".gloss-copy p")).to_be_visible()
    assert visit.complaints == []
    assert visit.foreign_requests == []


@pytest.mark.parametrize(
    ("words", "title", "place"),
    [
        ("T-Head", "T-Head", "topics/t-head/"),
        ("平头哥", "T-Head", "topics/t-head/"),
        ("平頭哥", "T-Head", "topics/t-head/"),
        ("$53 billion", "Correction: ", "#note-ai-budget-tenfold--title"),
        ("SuperPod", "", ARTICLE),
        ("TrendForce", "", "sources/#publisher-trendforce"),
        ("ABMedia", "Alibaba boosts", ARTICLE),
    ],
)
def test_search_finds(visit: Visit, words: str, title: str, place: str) -> None:
    visit.go("")
    results = search(visit.page, words)
    assert any(title in name and place in address for name, address in results), results
    assert visit.complaints == []


def test_search_result_of_a_note_opens_at_the_note(visit: Visit) -> None:
    visit.go("")
    page = visit.page
    search(page, "December October 2021 HK$175.80")
    page.locator(".md-search-result__link", has_text="Correction: ").first.click()
    expect(page).to_have_url(re.compile(r"#note-.*--title"))
    heading = page.locator(page.url[page.url.index("#") :].split("?")[0])
    expect(heading).to_be_in_viewport()
    expect(heading).to_contain_text("Correction")


def test_note_links_to_its_file_on_the_forge(visit: Visit) -> None:
    visit.go(ARTICLE)
    note = visit.page.locator("#note-ai-budget-tenfold")
    note.get_by_role("button", name="More").click()
    path = "main/annotations/alibaba-ai-budget/ai-budget-tenfold.yaml"
    expect(note.get_by_role("link", name="Edit")).to_have_attribute(
        "href", f"https://github.com/example/corpus/edit/{path}"
    )
    expect(note.get_by_role("link", name="History")).to_have_attribute(
        "href", f"https://github.com/example/corpus/commits/{path}"
    )


@pytest.mark.parametrize("path", ["", ARTICLE, "topics/export-controls/", "sources/"])
def test_nothing_is_wider_than_the_screen(visit: Visit, path: str) -> None:
    for width in at_widths(visit, path, 320, 390, 768, 1440, falling=path != ARTICLE):
        overflow = visit.page.evaluate("document.documentElement.scrollWidth - window.innerWidth")
        assert overflow <= 0, width


def test_every_link_inside_the_site_leads_somewhere(built_site: tuple[Path, str]) -> None:
    site, _ = built_site
    missing = []
    for file in sorted(site.rglob("*.html")):
        if file.name == "404.html":
            continue
        text = file.read_text("utf-8")
        for address in set(re.findall(r'<a [^>]*href="([^"]*)"', text)):
            if re.match(r"https?:|mailto:", address):
                continue
            path, _, fragment = address.partition("#")
            target = (file.parent / path).resolve() if path else file
            target = target / "index.html" if target.is_dir() else target
            if not target.is_file() or (
                fragment and f'id="{fragment}"' not in target.read_text("utf-8")
            ):
                missing.append(f"{file.relative_to(site)}: {address}")
    assert missing == []
