"""The margin uses its room: what is free shows notes whole, what is crowded folds them."""

from __future__ import annotations

import re
from collections.abc import Callable
from itertools import pairwise
from statistics import median

import pytest
from playwright.sync_api import Browser, Page, expect

from tests.browser.conftest import VIEWPORT, Visit, open_visit
from tests.browser.settled import settled

pytestmark = pytest.mark.browser

WORDS = [
    "the",
    "harbour",
    "office",
    "said",
    "that",
    "new",
    "cranes",
    "would",
    "reach",
    "the",
    "quay",
    "before",
    "next",
    "winter",
]
PARAGRAPHS, PER_PARAGRAPH = 80, 100  # 8,000 words
NOTES = 120
KINDS = ("correction", "source", "context")
# Of each shown note: id, top, bottom, top of its words, how much of it is shown, whether it says
# how much is folded.
BOXES = """() => [...document.querySelectorAll(".gloss-note:not(.is-away)")]
  .filter((note) => note.offsetHeight)
  .map((note) => {
    const { top, bottom } = note.getBoundingClientRect();
    const id = note.id.slice("note-".length);
    const mark = document.querySelector(`mark[data-annotation~="${id}"]`);
    const words = mark ? mark.getBoundingClientRect().top : top;
    const toggle = note.querySelector(".gloss-note__toggle");
    return [id, top + scrollY, bottom + scrollY, words + scrollY, +note.dataset.shows,
      toggle.checkVisibility() ? toggle.textContent : ""];
  })"""


def word(number: int) -> str:
    return f"{WORDS[number % len(WORDS)]}{number:04}"


def long_article() -> dict[str, str]:
    """Text of 8,000 words, no two alike; its notes stand close together, then far apart."""
    paragraphs = [
        " ".join(word(paragraph * PER_PARAGRAPH + at) for at in range(PER_PARAGRAPH)) + "."
        for paragraph in range(PARAGRAPHS)
    ]
    head = "title: Eighty paragraphs\nsource:\n  url: https://news.example.org/long\n"
    head += "  publisher: Example Daily (test data)\n  published: 2026-03-01\n  language: en\n"
    files = {"docs/articles/long.md": f"---\n{head}---\n\n" + "\n\n".join(paragraphs) + "\n"}
    for number in range(NOTES):
        # Of ten, eight stand within eighty words, the others in the five hundred that follow.
        ten, of_ten = divmod(number, 10)
        at = 660 * ten + (10 * of_ten if of_ten < 8 else 200 * of_ten - 1400)
        kind = KINDS[number % 3]
        quote = " ".join(word(at + step) for step in range(1 + number % 2))
        replacement = f"replacement: thing {number}\n" if kind == "correction" else ""
        body = " ".join(f"said{number}" for _ in range(5 + 23 * (number % 6)))
        files[f"annotations/long/note-{number}.yaml"] = (
            f"kind: {kind}\ntitle: Note {number}, of test data\ntarget:\n  exact: {quote}\n"
            f"{replacement}body: {body}\nsources:\n  - url: https://example.org/{number}\n"
            "    publisher: Example Archive (test data)\n"
        )
    return files


def sparse_article() -> dict[str, str]:
    """Three notes far apart, and an article without any."""
    files = long_article()
    kept = {f"annotations/long/note-{number}.yaml" for number in (3, 60, 110)}
    files = {
        path: text for path, text in files.items() if "annotations" not in path or path in kept
    }
    bare = files["docs/articles/long.md"].replace("Eighty paragraphs", "No notes")
    return files | {"docs/articles/bare.md": bare.replace("org/long", "org/bare")}


@pytest.fixture(scope="module")
def dense(small_site: Callable[..., str]) -> str:
    return small_site(files=long_article())


@pytest.fixture(scope="module")
def sparse(small_site: Callable[..., str]) -> str:
    return small_site(files=sparse_article())


@pytest.fixture
def at(browser: Browser) -> object:
    contexts = []

    def go(base: str, path: str = "articles/long/", **options: object) -> Visit:
        options = {"viewport": VIEWPORT, "reduced_motion": "reduce", **options}
        context = browser.new_context(**options)
        contexts.append(context)
        visit = open_visit(context, base)
        visit.go(path)
        settled(visit.page)
        return visit

    yield go
    for context in contexts:
        context.close()


def boxes(page: Page) -> list[tuple[str, float, float, float, int, str]]:
    return sorted(page.evaluate(BOXES), key=lambda box: box[1])


def assert_in_place(page: Page) -> None:
    """No note covers another, and none is far from its words."""
    placed = boxes(page)
    for (one, _, bottom, *_), (two, top, *_) in pairwise(placed):
        assert top >= bottom - 0.5, f"{two} overlaps {one}"


def test_a_hundred_and_twenty_notes_have_their_place(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    placed = boxes(page)
    assert len(placed) == NOTES
    assert_in_place(page)
    adrift = [abs(top - words) for _, top, _, words, _, _ in placed]
    assert median(adrift) < 40
    assert max(adrift) < 900
    shown = [shows for *_, shows, _ in placed]
    assert {0, 3} <= set(shown), "some stretches are crowded, some are free"
    for name, _, _, _, shows, amount in placed:
        assert bool(amount) == (shows < 3), name
        assert re.fullmatch(r"\d+ words|", amount), name


def test_what_is_crowded_is_not_folded_further_than_it_needs(
    at: Callable[..., Visit], dense: str
) -> None:
    page = at(dense).page
    wasted = page.evaluate(
        """() => {
          const notes = [...document.querySelectorAll(".gloss-note")].sort(
            (one, two) => one.offsetTop - two.offsetTop);
          return notes.slice(0, -1).filter((note, at) => {
            const before = note.offsetHeight;
            const shows = +note.dataset.shows;
            if (shows === 3) return false;
            note.dataset.shows = shows + 1;
            const more = note.offsetHeight - before;
            note.dataset.shows = shows;
            const room = notes[at + 1].offsetTop - 8 - note.offsetTop - before;
            // What the others moved up for, they would have to move down again.
            return more > 0 && room > more + 24;
          }).map((note) => note.id);
        }"""
    )
    assert len(wasted) <= NOTES / 20, wasted


def test_free_notes_are_whole(at: Callable[..., Visit], sparse: str) -> None:
    page = at(sparse).page
    placed = boxes(page)
    assert [shows for *_, shows, _ in placed] == [3, 3, 3]
    for name, top, _, words, _, amount in placed:
        assert not amount, name
        assert abs(top - words) < 30, name
        note = page.locator(f"#note-{name}")
        expect(note.locator(".gloss-sources")).to_be_visible()
        expect(note.get_by_role("link", name="Permalink")).to_be_visible()


def test_an_article_without_notes_says_so(at: Callable[..., Visit], sparse: str) -> None:
    page = at(sparse, "articles/bare/").page
    expect(page.locator(".gloss-verdict")).to_have_text("No notes yet")
    assert (
        page.locator(".gloss-article > p").first.evaluate("e => e.getBoundingClientRect().top")
        < 520
    )
    expect(page.get_by_role("button", name="Add a note")).to_have_count(2)


def test_a_note_that_is_opened_folds_its_neighbours(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    before = {name: shows for name, *_, shows, _ in boxes(page)}
    folded = next(name for name, shows in before.items() if shows == 0)
    toggle = page.locator(f"#note-{folded} > .gloss-note__toggle")
    expect(toggle).to_have_attribute("aria-label", re.compile(r"^More: \d+ words, 1 source$"))
    toggle.click()
    settled(page)
    assert_in_place(page)
    expect(page.locator(f"#note-{folded} .gloss-note__body")).to_be_visible()
    expect(toggle).to_have_text("Less")
    toggle.click()
    settled(page)
    assert {name: shows for name, *_, shows, _ in boxes(page)} == before


def test_room_that_others_leave_is_used(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    whole = sum(shows == 3 for *_, shows, _ in boxes(page))
    for kind in ("source", "context"):
        page.locator(f"#gloss-kind-{kind}").uncheck()
    settled(page)
    placed = boxes(page)
    assert len(placed) == NOTES / 3
    assert sum(shows == 3 for *_, shows, _ in placed) > whole / 3
    assert_in_place(page)
    for kind in ("source", "context"):
        page.locator(f"#gloss-kind-{kind}").check()
    settled(page)
    assert sum(shows == 3 for *_, shows, _ in boxes(page)) == whole


def test_an_active_note_moves_only_those_near_it(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    before = {name: (top, bottom) for name, top, bottom, *_ in boxes(page)}
    name = next(name for name, *_, shows, _ in reversed(boxes(page)) if shows == 0)
    page.locator(f"#ref-{name}--1").click()
    settled(page)
    assert_in_place(page)
    active = page.locator(f"#note-{name}")
    top = active.evaluate("e => e.getBoundingClientRect().top + scrollY")
    words = page.locator(f'mark[data-annotation~="{name}"]').first
    assert abs(words.evaluate("e => e.getBoundingClientRect().top + scrollY") - top) < 30
    for other, now, *_ in boxes(page):
        if before[other][1] < top - 2 * VIEWPORT["height"]:
            assert abs(now - before[other][0]) < 1, other


def test_notes_stand_in_the_order_of_their_numbers(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    numbers = page.evaluate(
        """() => [...document.querySelectorAll(".gloss-note")]
          .sort((one, two) => one.offsetTop - two.offsetTop)
          .map((note) => +note.querySelector(".gloss-note__number").textContent)"""
    )
    assert numbers == sorted(numbers)


def test_what_is_whole_anyway_has_nothing_to_fold(at: Callable[..., Visit], sparse: str) -> None:
    page = at(sparse).page
    page.keyboard.press("n")
    settled(page)
    note = page.locator(".gloss-note.is-active")
    expect(note).to_have_class(re.compile("is-open"))
    expect(note.locator(".gloss-note__toggle")).to_be_hidden()


def test_paper_has_every_note(at: Callable[..., Visit], dense: str) -> None:
    page = at(dense).page
    for name in ("note-60", "note-100"):
        page.locator(f"#ref-{name}--1").click()
        settled(page)
    page.emulate_media(media="print")
    faint = page.evaluate(
        """() => [...document.querySelectorAll(".gloss-note")]
          .filter((note) => getComputedStyle(note).opacity !== "1" || !note.checkVisibility())
          .map((note) => note.id)"""
    )
    assert faint == []
