"""A reader asks by address whether a page is annotated, from any page, in a browser."""

from __future__ import annotations

import re
from collections.abc import Callable
from typing import Any
from urllib.parse import quote, unquote
from zlib import crc32

import pytest
from playwright.sync_api import Browser, Page, expect

from glossator.web.url_forms import address_key, without_query
from tests.browser.conftest import ROOT, Visit, open_visit
from tests.browser.test_accessibility import NONE, violations_by_day_and_night
from tests.host import ARTICLE, NOTE
from tests.shared_cases import cases, whole
from tests.web.url_noise import ADDRESSES, NOISE, SIMPLE, in_pieces

pytestmark = pytest.mark.browser

PAGE = "annotated/"
COPY = "articles/alibaba-ai-budget/"
ORIGINAL = "https://followin.io/en/feed/20319601"
HEBREW = "הגשר נסגר"
# Notes that lie on one another, words that stand twice, and a publisher's page of our own.
TEXT = (
    "The bridge cost 5 million crowns in 1997.\n\n> It was closed in 2001, they said.\n\n"
    "Nobody crossed the river then. Nobody crossed the river later.\n"
)
SOURCED = """\
kind: source
title: The sum in the accounts
target: {exact: The bridge cost 5 million crowns in 1997}
sources: [{url: 'https://accounts.example.org/show?id=3', publisher: Accounts (test data)}]
"""
# Not the address of the copy, but the page tells that one.
PUBLISHER = "https://news.example.org/read/77?from=home"
PUBLISHED = """<!doctype html><title>Test data</title>
<link rel="canonical" href="https://news.example.org/1">
<p id="one">The bridge cost 5 million crowns in 1997.</p>
<aside>A picture of the bridge</aside>
<p id="two">It was closed in 2001, they said.</p>
<p id="three">Nobody crossed the river then. Nobody <b>crossed</b> the river later.</p>
<p id="four">These words are not in the copy at all.</p>"""


def answer(page: Page) -> Any:
    return page.locator(".gloss-answer")


def ask(page: Page, url: str) -> None:
    page.get_by_label("Address of the article").fill(url)
    page.get_by_role("button", name="Look").click()


@pytest.fixture(scope="module")
def asked_site(small_site: Callable[..., str]) -> str:
    """The address of a site that has several copies, and that knows its publisher's page."""
    head, _, _ = ARTICLE.partition("The bridge")
    other = ARTICLE.replace("news.example.org/1", "news.example.org/2").replace(
        "A test article", f"'{HEBREW} <b>bold</b>'"
    )
    return small_site(
        files={
            "docs/articles/bridge.md": head + TEXT,
            "docs/articles/other.md": other,
            "docs/articles/again.md": other.replace("org/2", "org/2?fbclid=1"),
            "annotations/bridge/sum.yaml": SOURCED,
            "annotations/bridge/cost.yaml": NOTE,
        }
    )


def test_an_address_with_noise_finds_the_copy_and_its_notes(visit: Visit) -> None:
    visit.go(PAGE)
    page = visit.page
    ask(page, "http://www.followin.io/en/feed/20319601/?utm_source=x#top")
    expect(answer(page).get_by_role("heading", level=2)).to_have_text("Yes, it is annotated.")
    expect(answer(page).get_by_role("link").first).to_have_attribute("href", visit.base + COPY)
    expect(answer(page).locator(".gloss-count--correction")).to_have_text(
        re.compile(r"^\d+ corrections$")
    )
    assert visit.complaints == []
    assert visit.foreign_requests == []


def test_the_page_s_address_asks_and_goes_back_and_forth(visit: Visit) -> None:
    visit.go(f"{PAGE}?url={quote(ORIGINAL, safe='')}")
    page = visit.page
    field = page.get_by_label("Address of the article")
    expect(field).to_have_value(ORIGINAL)
    expect(answer(page)).to_contain_text("Yes, it is annotated.")
    ask(page, "https://nowhere.example.org/")
    expect(answer(page)).to_contain_text("There is no copy of this page here.")
    expect(page).to_have_url(f"{visit.base}{PAGE}?url=https%3A%2F%2Fnowhere.example.org%2F")
    page.go_back()
    expect(field).to_have_value(ORIGINAL)
    expect(answer(page)).to_contain_text("Yes, it is annotated.")
    page.go_forward()
    expect(answer(page)).to_contain_text("There is no copy of this page here.")
    assert visit.complaints == []


def test_the_answer_is_found_and_followed_by_keyboard_alone(visit: Visit) -> None:
    visit.go(PAGE)
    page = visit.page
    field = page.get_by_label("Address of the article")
    expect(field).to_be_visible()  # what is hidden takes no focus, and letters are shortcuts
    field.focus()
    page.keyboard.type(ORIGINAL)
    page.keyboard.press("Enter")
    expect(page.get_by_role("status").filter(has_text="Yes, it is annotated.")).to_be_visible()
    page.keyboard.press("Tab")
    expect(page.get_by_role("button", name="Look")).to_be_focused()
    page.keyboard.press("Tab")
    expect(answer(page).get_by_role("link").first).to_be_focused()
    page.keyboard.press("Enter")
    expect(page).to_have_url(visit.base + COPY)


def test_what_is_not_there_can_be_suggested_and_imported(visit: Visit) -> None:
    visit.go(PAGE)
    page = visit.page
    ask(page, "nowhere.example.org/a b?x='1'")
    expect(answer(page).locator("code")).to_have_text(
        "glossator import 'https://nowhere.example.org/a b?x='\\''1'\\'''"
    )
    href = answer(page).get_by_role("link", name="suggest it").get_attribute("href") or ""
    assert href.startswith("https://github.com/example/corpus/issues/new?template=article.yml&")
    assert "address=https%3A%2F%2Fnowhere.example.org%2Fa%20b%3Fx%3D'1'" in href


def test_a_page_that_is_only_cited_is_told_apart(browser: Browser, asked_site: str) -> None:
    visit = opened(browser, asked_site)
    ask(visit.page, "accounts.example.org/show?id=3&utm_id=1")
    expect(answer(visit.page)).to_contain_text("There is no copy of this page here.")
    expect(answer(visit.page)).to_contain_text("But it is cited as a source:")
    link = answer(visit.page).get_by_role("link", name="The sum in the accounts")
    expect(link).to_have_attribute("href", f"{asked_site}articles/bridge/#note-sum")
    assert visit.complaints == []


def test_several_copies_are_all_shown_as_texts(browser: Browser, asked_site: str) -> None:
    visit = opened(browser, asked_site)
    ask(visit.page, "https://news.example.org/2")
    cards = answer(visit.page).locator(".gloss-card")
    expect(cards).to_have_count(2)
    expect(cards.first.get_by_role("link").first).to_have_text(f"{HEBREW} <b>bold</b>")
    expect(answer(visit.page)).to_contain_text("There is a copy of it, without notes so far.")


def test_an_address_with_another_query_is_only_a_guess(browser: Browser, asked_site: str) -> None:
    visit = opened(browser, asked_site, f"{PAGE}#url=https://news.example.org/1?ref=b&text=crowns")
    expect(answer(visit.page)).to_contain_text("Perhaps: the address differs")
    expect(answer(visit.page).locator(".gloss-card")).to_have_count(1)
    expect(visit.page).to_have_url(re.compile(PAGE))


@pytest.mark.parametrize(
    "said", ["", "hello", "two words", "javascript:alert(1)", "mailto:a@b.org"]
)
def test_what_is_no_address_is_told_so(visit: Visit, said: str) -> None:
    visit.go(PAGE)
    ask(visit.page, said)
    wanted = "That is not the address of a page" if said else "Type or paste an address first."
    expect(answer(visit.page)).to_contain_text(wanted)
    assert not any("by-url" in url for url in visit.requests)


def test_a_list_that_does_not_load_is_told_so(visit: Visit) -> None:
    visit.page.route("**/data/by-url/*", lambda route: route.abort())
    visit.go(PAGE)
    ask(visit.page, ORIGINAL)
    expect(answer(visit.page)).to_contain_text("could not be loaded")
    visit.page.unroute_all()
    visit.page.get_by_role("button", name="Look").click()
    expect(answer(visit.page)).to_contain_text("Yes, it is annotated.")


def test_without_scripts_the_page_says_where_to_look(visit_without_scripts: Visit) -> None:
    visit_without_scripts.go(PAGE)
    page = visit_without_scripts.page
    expect(page.get_by_text("takes JavaScript")).to_be_visible()
    expect(page.get_by_label("Address of the article")).to_be_hidden()
    expect(page.locator(".gloss-carry")).to_be_hidden()
    assert "javascript:" not in page.content()


@pytest.mark.parametrize("width", [390, 1440])
@pytest.mark.parametrize("url", ["", ORIGINAL, "https://nowhere.example.org/a/long/address"])
def test_axe_finds_nothing_in_any_answer(visit: Visit, width: int, url: str) -> None:
    visit.page.set_viewport_size({"width": width, "height": 900 if width < 1000 else 3000})
    visit.page.emulate_media(reduced_motion="reduce")
    visit.go(f"{PAGE}?url={url}" if url else PAGE)
    if url:
        expect(answer(visit.page).get_by_role("heading")).not_to_have_count(0)
    schemes = ("dark", "light") if width < 1000 else ("light",)  # colours are the same on both
    assert violations_by_day_and_night(visit.page, schemes=schemes) == NONE
    assert visit.page.evaluate("document.documentElement.scrollWidth <= innerWidth")


def opened(browser: Browser, base: str, path: str = PAGE) -> Visit:
    """The page of another site than the one that all tests share."""
    visit = open_visit(browser.new_context(permissions=["clipboard-read", "clipboard-write"]), base)
    visit.go(path)
    return visit


def bookmark(page: Page) -> str:
    """The address of the bookmark, as the reader's bar of bookmarks would have it."""
    link = page.locator(".gloss-carry a.md-button")
    expect(link).to_be_visible()
    return link.get_attribute("href") or ""


def pressed(browser: Browser, base: str, selected: str) -> Visit:
    """Where the bookmark leads when it is pressed on the publisher's page with words selected."""
    visit = opened(browser, base)
    address = bookmark(visit.page)
    visit.page.route(
        PUBLISHER, lambda route: route.fulfill(body=PUBLISHED, content_type="text/html")
    )
    visit.page.goto(PUBLISHER)
    visit.page.evaluate(
        """([selector, address]) => {
          if (selector) getSelection().selectAllChildren(document.querySelector(selector));
          const link = Object.assign(document.createElement("a"), { href: address });
          document.body.append(link);
          link.click();
        }""",
        [selected, address],
    )
    return visit


def test_the_bookmark_leads_to_the_note_on_the_selected_words(
    browser: Browser, asked_site: str
) -> None:
    visit = pressed(browser, asked_site, "#one")
    expect(visit.page).to_have_url(f"{asked_site}articles/bridge/#note-sum")
    expect(visit.page.locator("#note-sum")).to_have_class(re.compile("is-active"))
    assert visit.complaints == []
    assert visit.foreign_requests == [PUBLISHER]
    assert not any("crowns" in unquote(url.partition("#")[0]) for url in visit.requests)


@pytest.mark.parametrize(
    ("selected", "marked"),
    [
        ("#two", "It was closed in 2001, they said."),
        ("#three", "Nobody crossed the river then. Nobody crossed the river later."),
        ("#three b", "crossed"),
        ("body", "The bridge cost 5 million crowns"),
    ],
)
def test_the_bookmark_leads_to_words_on_which_no_note_is(
    browser: Browser, asked_site: str, selected: str, marked: str
) -> None:
    visit = pressed(browser, asked_site, selected)
    expect(visit.page).to_have_url(re.compile(r"/articles/bridge/#"))
    shown, before = visit.page.evaluate(
        """async () => {
          while (!CSS.highlights.has("gloss-words")) await new Promise(requestAnimationFrame);
          const [range] = CSS.highlights.get("gloss-words");
          return [String(range), range.startContainer.data.slice(0, range.startOffset)];
        }"""
    )
    assert " ".join(shown.split()).startswith(marked)
    assert selected != "#three b" or before == "Nobody crossed the river then. Nobody "
    assert visit.complaints == []


def test_words_that_the_copy_has_not_are_told_so(browser: Browser, asked_site: str) -> None:
    visit = pressed(browser, asked_site, "#four")
    expect(visit.page.locator(".gloss-missed")).to_contain_text("are not in this copy")
    expect(visit.page.locator(".gloss-missed q")).to_have_text(
        "These words are not in the copy at all."
    )


def test_without_selected_words_the_bookmark_leads_to_the_copy(
    browser: Browser, asked_site: str
) -> None:
    visit = pressed(browser, asked_site, "")
    expect(visit.page).to_have_url(f"{asked_site}articles/bridge/")
    visit.page.go_back()  # not to the page that led on
    expect(visit.page).to_have_url(PUBLISHER)


def test_words_of_many_scripts_come_through(browser: Browser, asked_site: str) -> None:
    words = quote("5 million crowns")
    visit = opened(browser, asked_site, f"articles/bridge/#words={words}")
    expect(visit.page).to_have_url(f"{asked_site}articles/bridge/#note-cost")


def test_a_click_on_the_bookmark_says_what_to_do_with_it(browser: Browser, asked_site: str) -> None:
    visit = opened(browser, asked_site)
    page = visit.page
    page.locator(".gloss-carry a.md-button").click()
    expect(page.get_by_role("status").filter(has_text="drag it")).to_be_visible()
    page.get_by_role("button", name="Copy its address").click()
    expect(page.get_by_role("status").filter(has_text="Copied")).to_be_visible()
    assert page.evaluate("navigator.clipboard.readText()") == bookmark(page)
    expect(page).to_have_url(asked_site + PAGE)
    assert visit.complaints == []


def test_keys_are_the_same_in_the_browser(visit: Visit) -> None:
    noisy = [NOISE[kind](url) for url in ADDRESSES for kind in sorted(NOISE)]
    made = [*in_pieces(5_000), *in_pieces(2_000, SIMPLE)]
    made += [f"https://{url}" for url in made]
    urls = [case["url"] for case in cases("addresses")] + ADDRESSES + noisy
    urls += [whole(url) for url in made]
    visit.go(PAGE)
    found = visit.page.evaluate(
        """async (urls) => {
          const forms = await import("../assets/glossator/asking/url-forms.js");
          const { addressKey, withoutQuery } = forms;
          return urls.map((url) => [addressKey(url), withoutQuery(addressKey(url))]);
        }""",
        urls,
    )
    ours = [[key, without_query(key)] for key in map(address_key, urls)]
    unlike = [row for row in zip(urls, found, ours, strict=True) if row[1] != row[2]]
    assert unlike == []


def test_the_checksum_is_the_same_in_the_browser(visit: Visit) -> None:
    texts = ["", "a", "news.example.org/1", "bücher.example/", "例え.テスト/%E6%A9%8B", "😀"]
    visit.go(PAGE)
    found = visit.page.evaluate(
        """async (texts) => {
          const { crc32 } = await import("../assets/glossator/asking/find.js");
          return texts.map(crc32);
        }""",
        texts,
    )
    assert found == [crc32(text.encode()) for text in texts]


def test_the_scaffold_and_this_site_lead_to_the_page() -> None:
    for path in ("mkdocs.yml", "hooks/glossator/scaffold/new_site/mkdocs.yml.j2"):
        assert "annotated.md" in (ROOT / path).read_text("utf-8")
