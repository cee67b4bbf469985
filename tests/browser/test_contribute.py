"""A reader writes a note on the article's page: selecting, the form, the file, the forge's page."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from pathlib import Path
from urllib.parse import parse_qs, urlsplit

import pytest
import yaml
from playwright.sync_api import Browser, Locator, expect

from glossator.anchoring.anchor import TextQuoteSelector, match_quote
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.site.publish import Settings, publish
from tests.browser.conftest import ARTICLE, _serve, open_visit
from tests.browser.form import (
    FIXED,
    MODULES,
    NARROW,
    TOUCH,
    WIDE,
    WORDS,
    Opener,
    dialog_of,
    downloaded,
    file_of,
    fill_correction,
    open_form,
    opening,
    parse_yaml_quietly,
    select,
    sent,
)
from tests.browser.settled import settled
from tests.browser.test_accessibility import NONE, violations, violations_by_day_and_night
from tests.host import run, write_site

pytestmark = pytest.mark.browser

# --------------------------------------------------------------------- the way in


@pytest.mark.parametrize("view", ["published", "annotated", "corrected"])
def test_selected_words_bring_a_button_that_does_not_cover_them(opened: Opener, view: str) -> None:
    page = opened(f"{ARTICLE}?view={view}").page
    for words in (WORDS, "Alibaba announced", "Ling"):
        select(page, words)
        button = page.locator(".gloss-offer")
        expect(button).to_be_visible()
        settled(page)
        box = button.bounding_box()
        assert box
        assert box["height"] >= 24
        for line in page.evaluate(
            "[...getSelection().getRangeAt(0).getClientRects()]"
            ".map(b => [b.left, b.top, b.right, b.bottom])"
        ):
            is_apart = (
                box["x"] >= line[2]
                or box["x"] + box["width"] <= line[0]
                or box["y"] >= line[3]
                or box["y"] + box["height"] <= line[1]
            )
            assert is_apart, f"{box} covers {line}"


def test_a_long_selection_leaves_the_button_in_reach(opened: Opener) -> None:
    page = opened().page
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.gloss-article'))")
    page.evaluate("scrollTo(0, document.documentElement.scrollHeight / 3)")
    expect(page.locator(".gloss-offer")).to_be_in_viewport()


def test_the_mouse_selects_and_the_button_goes_with_the_selection(opened: Opener) -> None:
    page = opened().page
    paragraph = page.locator(".gloss-article p").nth(1)
    paragraph.scroll_into_view_if_needed()
    settled(page)
    box = paragraph.bounding_box()
    assert box
    page.mouse.move(box["x"] + 4, box["y"] + 12)
    page.mouse.down()
    page.mouse.move(box["x"] + 180, box["y"] + 14, steps=4)
    settled(page)
    expect(page.locator(".gloss-offer")).to_be_hidden()  # not while the hand still moves
    page.mouse.up()
    expect(page.locator(".gloss-offer")).to_be_visible()
    page.mouse.click(5, 400)
    expect(page.locator(".gloss-offer")).to_be_hidden()


def test_the_button_goes_when_the_form_has_the_words(opened: Opener) -> None:
    page = opened().page
    page.evaluate(
        """() => { const all = document.querySelectorAll('.gloss-article p');
          scrollTo(0, all[0].getBoundingClientRect().top - 100);
          getSelection().setBaseAndExtent(all[0].firstChild, 3, all[2], 1); }"""
    )
    page.locator(".gloss-offer").click()
    expect(dialog_of(page)).to_be_visible()
    settled(page)
    expect(page.locator(".gloss-offer")).to_be_hidden()
    assert page.evaluate("getSelection().isCollapsed")
    # What the form has is shown in the article all the same.
    assert page.evaluate("CSS.highlights.get('gloss-write').size") == 1


def test_words_outside_of_the_article_bring_no_button(opened: Opener) -> None:
    page = opened().page
    page.evaluate("getSelection().selectAllChildren(document.querySelector('.gloss-byline'))")
    settled(page)
    expect(page.locator(".gloss-offer")).to_be_hidden()


def test_the_form_is_loaded_when_it_is_asked_for(opened: Opener) -> None:
    visit = opened()
    visit.wait_for_answers()
    assert not [url for url in visit.requests if "contribute" in url]
    open_form(visit.page)
    assert [url for url in visit.requests if url.endswith("contribute.json")]


@pytest.mark.parametrize("missing", ["contribute.json", "form.js", "text.js", "contribute.css"])
def test_a_form_that_does_not_load_says_so_and_can_be_asked_again(
    browser: Browser, built_site: tuple[Path, str], missing: str
) -> None:
    context = browser.new_context(viewport=WIDE)  # type: ignore[arg-type]
    visit = open_visit(context, built_site[1])
    context.route(f"**/{missing}", lambda route: route.abort())
    visit.go(ARTICLE)
    button = visit.page.locator(".gloss-add button").first
    button.click()
    expect(button).to_have_text("Not loaded; try again")
    button.click()
    expect(button).to_have_text("Not loaded; try again, or reload the page")
    context.unroute_all()
    tried = {url for url in visit.requests if url.endswith(".js")}
    del visit.requests[:]
    button.click()
    expect(dialog_of(visit.page)).to_be_visible()
    expect(button).to_have_text("Add a note")
    assert visit.page.locator("link[href*='contribute.css']").count() == 1
    # A browser may remember that a module failed: none is asked for by the same address.
    modules = {url for url in visit.requests if url.endswith(".js")}
    assert len(modules) > 15
    assert not modules & tried
    context.close()


def test_the_help_names_the_key_and_a_opens_the_form(opened: Opener) -> None:
    page = opened().page
    page.keyboard.press("?")
    expect(page.get_by_role("dialog", name="Keys")).to_contain_text("Add a note")
    page.keyboard.press("Escape")
    select(page)
    page.keyboard.press("a")
    expect(dialog_of(page).get_by_label("Words of the article")).to_have_value(WORDS)


# ----------------------------------------------------------------- the whole form


def assert_is_the_note(text: str) -> None:
    parsed = parse_yaml(text, "note.yaml")
    note, problems = validate_record(parsed, Annotation)
    assert problems == []
    assert note is not None
    assert note.kind == "correction"
    assert note.title == 'The rise was 9.2%: "not 9"'
    assert note.target[0].exact == WORDS
    assert note.replacement == FIXED
    assert note.body == "The share closed **9.2%** higher."
    assert note.sources[0].url == "https://news.example.org/shares?a=1&b=2#c"
    assert note.sources[0].publisher == "Example Daily"
    assert note.sources[0].accessed == note.created
    assert text.startswith(
        "# yaml-language-server: $schema=../../docs/data/annotation.schema.json\nkind: correction\n"
    )


def test_by_mouse_from_the_words_to_the_forge(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    fill_correction(form)
    note = form.get_by_role("note")
    expect(note).to_contain_text('Correction: The rise was 9.2%: "not 9"')
    expect(note.locator("del.gloss-was")).to_have_text(WORDS)
    expect(note.locator("ins.gloss-now")).to_have_text(FIXED)
    expect(note.locator("strong")).to_have_text("9.2%")
    address = urlsplit(sent(form))
    query = parse_qs(address.query, strict_parsing=True)
    assert address.path == "/example/corpus/new/main"
    assert query["filename"] == ["annotations/alibaba-ai-budget/the-rise-was-9-2-not.yaml"]
    assert query["value"] == [file_of(form)]
    assert_is_the_note(query["value"][0])
    expect(form.get_by_role("status")).to_contain_text("opened in a new tab")
    # The draft stays until the person says so.
    expect(form.get_by_label("It should say")).to_have_value(FIXED)
    form.get_by_role("button", name="Start a new note").click()
    expect(form.get_by_label("Explanation")).to_have_value("")
    expect(form.get_by_role("radio", name="Correction")).to_be_focused()
    expect(page.locator(".gloss-add button").first).to_have_text("Add a note")


def test_by_keyboard_alone(opened: Opener) -> None:
    page = opened().page
    select(page)
    expect(page.locator(".gloss-offer")).to_be_visible()
    press = page.keyboard.press

    def tab_to(label: str) -> None:
        for _ in range(40):
            press("Tab")
            name = page.evaluate(
                """() => { const e = document.activeElement;
                  return e.labels?.[0]?.textContent ?? e.textContent; }"""
            )
            if name.startswith(label):
                return
        raise AssertionError(f"Tab does not reach {label}")

    press("Tab")
    expect(page.locator(".gloss-offer")).to_be_focused()
    press("Enter")
    form = dialog_of(page)
    expect(form.get_by_role("radio", name="Correction")).to_be_focused()
    press("Space")
    tab_to("It should say")
    page.keyboard.type(FIXED)
    tab_to("Explanation")
    page.keyboard.type("The share closed **9.2%** higher.")
    tab_to("Address")
    page.keyboard.type("https://news.example.org/shares?a=1&b=2#c")
    tab_to("Publisher")
    page.keyboard.type("Example Daily")
    tab_to("Headline")
    page.keyboard.type('The rise was 9.2%: "not 9"')
    tab_to("Open pull request")
    with opening(page) as opened_page:
        press("Enter")
    assert_is_the_note(parse_qs(urlsplit(opened_page.value.url).query)["value"][0])
    page.bring_to_front()
    press("Escape")
    expect(form).to_have_count(0)
    expect(page.locator(".gloss-add button").first).to_be_focused()
    expect(page.locator(".gloss-add button").first).to_have_text("Continue your note")


def test_by_touch_on_a_phone(opened: Opener) -> None:
    page = opened(**TOUCH).page
    select(page)
    offer = page.locator(".gloss-offer")
    expect(offer).to_be_visible()
    settled(page)
    box = offer.bounding_box()
    assert box
    assert box["y"] > 700, "it would lie under the phone's own menu"
    offer.tap()
    form = dialog_of(page)
    fill_correction(form)
    width = "() => [document.documentElement.scrollWidth, document.querySelector('.gloss-write')"
    assert page.evaluate(f"{width}.scrollWidth, innerWidth]") == [390, 390, 390]
    # Nothing of the page behind is in reach.
    assert page.evaluate("document.querySelector('.gloss-write').matches(':modal')")
    targets = form.locator("button:visible, a:visible, summary:visible, input:visible").all()
    assert len(targets) > 15
    for target in targets:
        shape = target.evaluate(
            """e => { const box = (e.closest('label') ?? e).getBoundingClientRect();
              return [e.outerHTML, box.height, getComputedStyle(e).display]; }"""
        )
        assert shape[1] >= 24 or shape[2] == "inline", shape
    address = sent(form)
    assert_is_the_note(parse_qs(urlsplit(address).query)["value"][0])


def test_typing_fires_no_shortcut(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    keys = "npfs/?123a,."
    form.get_by_label("Explanation").click()
    page.keyboard.type(keys)
    expect(form.get_by_label("Explanation")).to_have_value(keys)
    form.get_by_role("radio", name="Source").focus()
    page.keyboard.type("npfs/?23a")
    form.get_by_role("button", name="Download").focus()
    page.keyboard.type("npfs/?23a")
    assert page.locator("#__search").is_checked() is False
    expect(page.locator(".gloss-note.is-active, .gloss-help[open]")).to_have_count(0)
    expect(page.locator("#gloss-view-annotated")).to_be_checked()


# ------------------------------------------------------------------------ places


def test_without_a_selection_the_words_are_typed_and_the_form_finds_them(opened: Opener) -> None:
    page = opened().page
    form = open_form(page, words="")
    form.get_by_role("radio", name="Context").check()
    words = form.get_by_label("Words of the article")
    words.fill("North Huachuang")
    expect(form.locator(".gloss-write__found")).to_contain_text("North Huachuang Technology")
    words.fill("Alibaba")
    places = form.locator(".gloss-write__choices label")
    expect(places.nth(5)).to_be_visible()
    form.get_by_label("Explanation").fill("x")
    form.get_by_role("link", name="Open pull request").click()
    expect(form.get_by_role("group", name="1 thing to mend")).to_be_focused()
    places.nth(3).locator("input").check()
    data = yaml.safe_load(file_of(form))
    assert data["target"]["exact"] == "Alibaba"
    assert data["target"].keys() > {"exact"}
    text = page.evaluate(
        f"import('./../../{MODULES}/page-text.js')"
        ".then(m => m.readPage(document.querySelector('.gloss-reader')).text)"
    )
    found = match_quote(text, TextQuoteSelector(**data["target"]))
    assert found.status == "found"
    expect(form.get_by_role("group", name="to mend")).to_have_count(0)
    words.fill("no such words")
    words.blur()
    expect(form).to_contain_text("These words stand nowhere in the article")
    expect(words).to_have_attribute("aria-invalid", "true")


def test_arrow_keys_go_through_the_places(opened: Opener) -> None:
    page = opened().page
    form = open_form(page, words="")
    form.get_by_label("Words of the article").fill("Alibaba")
    radios = form.locator(".gloss-write__choices input")
    settled(page)
    radios.first.focus()
    for number in range(3):
        page.keyboard.press("ArrowDown")
        expect(radios.nth(number + 1)).to_be_focused()
        expect(radios.nth(number + 1)).to_be_checked()


def test_a_note_on_the_whole_article(opened: Opener) -> None:
    form = open_form(opened().page, words="")
    expect(form.get_by_label("On the whole article")).to_have_count(0)
    form.get_by_role("radio", name="Context").check()
    form.get_by_label("On the whole article").check()
    expect(form.get_by_label("Words of the article")).to_have_count(0)
    expect(form.get_by_role("note")).to_contain_text("On the whole article.")
    form.get_by_label("Explanation").fill("Prices are in Hong Kong dollars.")
    data = yaml.safe_load(file_of(form))
    assert data.keys() == {"kind", "body", "created"}
    form.get_by_role("radio", name="Correction").check()
    form.get_by_role("link", name="Open pull request").click()
    expect(form).to_contain_text("A correction is about words")
    form.get_by_label("On the whole article").click()
    expect(form.get_by_label("The article says")).to_be_focused()


def test_several_places_with_their_replacements(opened: Opener) -> None:
    page = opened().page
    form = open_form(page, "Therefore")
    form.get_by_role("radio", name="Correction").check()
    form.get_by_label("It should say").fill("So")
    select(page, "optimistic about the AI boom")
    page.locator(".gloss-offer").click()
    expect(form.get_by_role("group", name="Place 2")).to_be_visible()
    second = form.get_by_label("It should say").nth(1)
    expect(second).to_have_value("So")
    data = yaml.safe_load(file_of(form))
    assert [target["exact"] for target in data["target"]] == [
        "Therefore",
        "optimistic about the AI boom",
    ]
    assert data["replacement"] == "So"
    second.fill("hopeful")
    data = yaml.safe_load(file_of(form))
    assert "replacement" not in data
    assert [target["replacement"] for target in data["target"]] == ["So", "hopeful"]
    form.get_by_role("button", name="Remove place 1").click()
    expect(form.get_by_label("The article says")).to_have_count(1)
    assert yaml.safe_load(file_of(form))["replacement"] == "hopeful"


# ------------------------------------------------------------------------- drafts


@pytest.mark.parametrize("viewport", [WIDE, NARROW], ids=["wide", "narrow"])
def test_a_draft_survives_a_reload_and_the_form_opens_again(
    opened: Opener, viewport: dict[str, int]
) -> None:
    visit = opened(viewport=viewport)
    page = visit.page
    form = open_form(page)
    fill_correction(form)
    form.get_by_label("Your name").fill("A. Reader")
    form.get_by_role("button", name="Add another source").click()
    form.get_by_label("Publisher").nth(1).fill("Example Weekly")
    before = file_of(form)
    page.reload()
    form = dialog_of(page)
    expect(form).to_be_visible()
    assert file_of(form) == before
    expect(form.get_by_role("radio", name="Correction")).to_be_checked()
    expect(form.get_by_label("Publisher").nth(1)).to_have_value("Example Weekly")
    page.keyboard.press("Escape")
    settled(page)
    if viewport is WIDE:
        form.press("Escape") if form.count() else None
    page.reload()
    visit.wait_for_answers()  # a form that opens is loaded first
    expect(dialog_of(page)).to_have_count(0)
    button = page.locator(".gloss-add button:visible").first
    expect(button).to_have_text("Continue your note")
    button.click()
    assert file_of(dialog_of(page)) == before


def test_turning_the_device_keeps_the_form_and_the_focus(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    form.get_by_label("Explanation").fill("Half a sen")
    for viewport in (NARROW, {"width": 844, "height": 390}, WIDE):
        page.set_viewport_size(viewport)  # type: ignore[arg-type]
        settled(page)
        expect(form.get_by_label("Explanation")).to_be_focused()
        expect(form.get_by_label("Explanation")).to_have_value("Half a sen")
        is_modal = page.evaluate("document.querySelector('.gloss-write').matches(':modal')")
        assert is_modal == (viewport is not WIDE)


def test_instant_navigation_and_back_keep_the_draft(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    fill_correction(form)
    before = file_of(form)
    page.get_by_role("link", name="Home", exact=True).first.evaluate("link => link.click()")
    expect(page.locator(".gloss-write")).to_have_count(0)
    page.go_back()
    button = page.locator(".gloss-add button").first
    expect(button).to_have_text("Continue your note")
    button.click()
    assert file_of(dialog_of(page)) == before


def test_other_words_and_a_draft_are_not_mixed_up(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    fill_correction(form)
    form.get_by_role("button", name="Close; the draft is kept").click()
    open_form(page, "Therefore")
    expect(form.get_by_label("The article says")).to_have_value(WORDS)
    form.get_by_role("button", name="Add them as another place").click()
    expect(form.get_by_label("The article says").nth(1)).to_have_value("Therefore")
    form.get_by_role("button", name="Close; the draft is kept").click()
    open_form(page, "Investors believe")
    form.get_by_role("button", name="Start a new note with them").click()
    expect(form.get_by_label("Words of the article")).to_have_value("Investors believe")
    expect(form.get_by_label("Explanation")).to_have_value("")


def test_discard_asks_and_forgets(opened: Opener) -> None:
    page = opened().page
    form = open_form(page)
    form.get_by_label("Your name").fill("A. Reader")
    form.get_by_label("Explanation").fill("Something")
    page.once("dialog", lambda asked: asked.dismiss())
    form.get_by_role("button", name="Discard").click()
    expect(form.get_by_label("Explanation")).to_have_value("Something")
    page.once("dialog", lambda asked: asked.accept())
    form.get_by_role("button", name="Discard").click()
    expect(form).to_have_count(0)
    expect(page.locator(".gloss-add button").first).to_have_text("Add a note")
    form = open_form(page, words="")
    expect(form.get_by_label("Explanation")).to_have_value("")
    expect(form.get_by_label("Your name")).to_have_value("A. Reader")


@pytest.mark.parametrize("kept", ["{", "[]", "7", '{"kind": 3, "target": [null], "sources": "x"}'])
def test_a_spoilt_draft_stops_nobody(opened: Opener, kept: str) -> None:
    page = opened().page
    page.evaluate(
        "kept => localStorage.setItem(`glossator.draft.${location.pathname}`, kept)", kept
    )
    form = open_form(page)
    fill_correction(form)
    assert_is_the_note(file_of(form))


# ------------------------------------------------------------------------- forges

FORGES = {
    "github": ("https://github.com/example/corpus", "/example/corpus/new/a/b", "filename"),
    "gitea": (
        "https://codeberg.org/example/corpus",
        "/example/corpus/_new/a/b/annotations/bridge",
        "filename",
    ),
    "gitlab": ("https://gitlab.com/example/corpus", "/example/corpus/-/new/a/b", "file_name"),
}


def fill_small(form: Locator, body: str = "It was open until 2002.") -> None:
    form.get_by_role("radio", name="Context").check()
    form.get_by_label("Explanation").fill(body)
    form.get_by_label("Headline").fill("Open for longer")


@pytest.mark.parametrize("forge", FORGES)
def test_each_forge_gets_its_own_address(
    opened: Opener, small_site: Callable[..., str], forge: str
) -> None:
    url, path, name = FORGES[forge]
    base = small_site(
        "extra: {glossator: {branch: a/b}}\nuse_directory_urls: false\n", GLOSSATOR_REPO_URL=url
    )
    page = opened(
        "articles/bridge.html", base=base, permissions=["clipboard-write", "clipboard-read"]
    ).page
    form = open_form(page, "closed in 2001")
    fill_small(form)
    address = urlsplit(sent(form, re.compile("Open (pull|merge) request")))  # type: ignore[arg-type]
    query = parse_qs(address.query)
    assert address.path == path
    whole = "annotations/bridge/open-for-longer.yaml"
    assert query[name] == [whole.rpartition("/")[2] if forge == "gitea" else whole]
    if forge == "gitlab":
        expect(form.get_by_role("status")).to_contain_text("The file was copied; paste it")
        page.bring_to_front()
        assert page.evaluate("navigator.clipboard.readText()") == file_of(form)
    else:
        assert query["value"] == [file_of(form)]
    form.get_by_role("button", name="Close; the draft is kept").click()
    edit = page.locator("#note-cost").get_by_role("link", name="Edit this note")
    assert urlsplit(edit.get_attribute("href") or "").path.endswith("annotations/bridge/cost.yaml")
    dispute = page.locator("#note-cost").get_by_role("link", name="Dispute this note")
    asked = urlsplit(dispute.get_attribute("href") or "")
    values = parse_qs(asked.query)
    permalink = f"{base}notes/bridge/cost.html"
    if forge == "gitlab":
        assert values["issue[description]"] == [f"{permalink}\n\n"]
    else:
        assert values[{"github": "permalink", "gitea": "field:permalink"}[forge]] == [permalink]
    assert "Dispute: Correction: Ten times more" in (values.get("title") or values["issue[title]"])


def test_too_long_for_an_address_goes_by_the_clipboard(opened: Opener) -> None:
    page = opened(permissions=["clipboard-write", "clipboard-read"]).page
    form = open_form(page)
    fill_correction(form)
    form.get_by_label("Explanation").fill("銀行" * 400)
    expect(form.locator(".gloss-write__advice")).to_contain_text("too long for an address")
    address = sent(form)
    assert len(address) < 6000
    assert parse_qs(urlsplit(address).query).keys() == {"filename"}
    expect(form.get_by_role("status")).to_contain_text(
        "The file was copied; paste it into the empty page"
    )
    page.bring_to_front()
    assert page.evaluate("navigator.clipboard.readText()") == file_of(form)


def test_where_copying_is_forbidden_the_form_says_what_to_do(opened: Opener) -> None:
    page = opened().page
    page.evaluate(
        "() => { navigator.clipboard.writeText = () => Promise.reject(new Error('no')); }"
    )
    form = open_form(page)
    fill_correction(form)
    form.get_by_role("button", name="Copy YAML").click()
    expect(form.get_by_role("status")).to_contain_text("does not let this page copy")
    expect(form.locator("pre code")).to_be_visible()
    assert page.evaluate("getSelection().toString().trim()") == file_of(form).strip()


def test_without_a_repository_there_is_copy_and_download_only(
    opened: Opener, small_site: Callable[..., str]
) -> None:
    page = opened("articles/bridge/", base=small_site()).page
    form = open_form(page, "closed in 2001")
    expect(form.get_by_role("link", name="Open pull request")).to_have_count(0)
    expect(page.get_by_role("link", name="Dispute this note")).to_have_count(0)
    fill_small(form)
    expect(form).to_contain_text("annotations/bridge/open-for-longer.yaml")
    name, text = downloaded(form)
    assert name == "open-for-longer.yaml"
    assert yaml.safe_load(text)["body"] == "It was open until 2002."


# --------------------------------------------------------------- what was typed

FIELDS = ["It should say", "Explanation", "Publisher", "Title of the page", "Published on",
          "What it shows", "Read at", "Archived copy", "Headline", "Your name", "Address",
          "Your GitHub account"]  # fmt: skip


# Types into the fields by their labels; gives back what they hold, and the file.
TYPE = """(form, values) => {
  const held = {};
  for (const [name, value] of Object.entries(values)) {
    const names = [name, `${name} needed`];
    const { control } = [...form.querySelectorAll('label')]
      .find(({ textContent }) => names.includes(textContent));
    control.value = value;
    control.dispatchEvent(new Event('input', { bubbles: true }));
    control.dispatchEvent(new Event('change', { bubbles: true }));
    held[name] = control.value;
  }
  return [held, form.querySelector('pre code').textContent];
}"""


def read_back(text: str) -> dict[str, str]:
    """What the file says, by the label of its field."""
    data = parse_yaml_quietly(text)
    source = (data.get("sources") or [{}])[0]
    creator = data.get("creator") or {}
    read = dict(zip(FIELDS, [
        data.get("replacement"), data.get("body"), source.get("publisher"),
        source.get("title"), source.get("published"), source.get("supports"),
        source.get("via"), source.get("archive"), data.get("title"), creator.get("name"),
        source.get("url"), creator.get("github"),
    ], strict=True))  # fmt: skip
    return {label: value or "" for label, value in read.items()}


def test_naughty_strings_come_back_from_the_file_as_the_fields_hold_them(
    opened: Opener, corpora: Path
) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text("utf-8"))
    page = opened().page
    form = open_form(page)
    form.get_by_role("radio", name="Correction").check()
    for fold in form.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    held, text = {}, ""
    for start in range(0, len(strings), len(FIELDS)):
        chosen = [strings[(start + number) % len(strings)] for number in range(len(FIELDS))]
        held, text = form.evaluate(TYPE, dict(zip(FIELDS, chosen, strict=True)))
        assert read_back(text) == held
    # The file that is handed out is the one that is shown.
    assert downloaded(form)[1] == text
    assert page.evaluate("window.dataHasBeenStolen") is None
    assert page.locator(".gloss-write script, .gloss-write img, .gloss-write iframe").count() == 0


# ----------------------------------------------------------------- what it refuses


def test_a_failed_send_lists_what_to_mend_and_leads_to_each_field(opened: Opener) -> None:
    page = opened().page
    form = open_form(page, words="")
    form.get_by_role("radio", name="Correction").check()
    form.get_by_label("Headline").fill("x" * 81)
    form.get_by_label("Publisher").fill("Example Daily")
    form.get_by_label("Published on").fill("2025-02-30")
    form.get_by_label("Address").fill("example.org")
    form.get_by_role("link", name="Open pull request").click()
    summary = form.get_by_role("group", name="6 things to mend")
    expect(summary).to_be_focused()
    texts = summary.get_by_role("link").all_text_contents()
    assert [text.partition(":")[0] for text in texts] == [
        "The article says",
        "It should say",
        "Explanation",
        "Address",
        "Published on",
        "Headline",
    ]
    for link in summary.get_by_role("link").all():
        link.click()
        control = page.locator(":focus")
        expect(control).to_have_attribute("aria-invalid", "true")
        described = (control.get_attribute("aria-describedby") or "").split()
        assert page.locator(f"#{described[-1]}").inner_text()
    form.get_by_label("Published on").fill("2025-02-28")
    form.get_by_label("Published on").blur()
    expect(form.get_by_label("Published on")).not_to_have_attribute("aria-invalid", "true")
    expect(form.get_by_role("group", name="5 things to mend")).to_be_visible()


# ------------------------------------------------------------------ accessibility


@pytest.mark.parametrize("width", [390, 1440])
def test_axe_finds_nothing_in_any_state(opened: Opener, width: int) -> None:
    page = opened(
        viewport={"width": width, "height": 844 if width < 1000 else 6000},
        reduced_motion="reduce",
    ).page
    # In the dark, too, on the narrow one: colours are the same on both.
    schemes = ("dark", "light") if width < 1000 else ("light",)
    select(page)
    expect(page.locator(".gloss-offer")).to_be_visible()
    page.locator(".gloss-offer").click()
    form = dialog_of(page)
    expect(form).to_be_visible()
    assert violations_by_day_and_night(page, ".gloss-write, .gloss-tools", schemes) == NONE
    form.get_by_role("link", name="Open pull request").click()
    expect(form.get_by_role("group", name="to mend")).to_be_focused()
    assert violations_by_day_and_night(page, ".gloss-write", schemes) == NONE
    if width == 1440:  # the whole page, for what holds between its parts: once will do
        assert violations(page) == []
    fill_correction(form)
    form.get_by_label("The article says").fill("Alibaba")
    for fold in form.locator("details").all():
        fold.evaluate("fold => fold.open = true")
    file_of(form)
    form.get_by_role("button", name="Download").hover()
    assert violations_by_day_and_night(page, ".gloss-write", schemes) == NONE


def test_forced_colours_and_print(opened: Opener) -> None:
    page = opened(forced_colors="active").page
    form = open_form(page)
    form.get_by_role("radio", name="Source").check()
    outline = form.locator(".gloss-write__kind--source").evaluate(
        "e => getComputedStyle(e).outlineStyle"
    )
    assert outline == "solid"
    page.emulate_media(media="print")
    expect(form).to_be_hidden()
    expect(page.locator(".gloss-add").first).to_be_hidden()


# -------------------------------------------------------------- as the check does


def test_an_article_without_notes_can_be_annotated(
    opened: Opener, small_site: Callable[..., str], tmp_path: Path
) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").unlink()
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    server = _serve(root / "site")
    page = opened(
        "articles/bridge/", base=f"http://127.0.0.1:{server.server_address[1]}/some/where/"
    ).page
    form = open_form(page, "5 million crowns in 1997")
    form.get_by_role("radio", name="Source").check()
    form.get_by_label("Address").fill("https://archive.example.org/bridge")
    form.get_by_label("Publisher").fill("Example Archive")
    form.get_by_text("More", exact=True).click()
    form.get_by_label("Testing").check()
    name, text = downloaded(form)
    (root / "annotations/bridge").mkdir(exist_ok=True)
    (root / "annotations/bridge" / name).write_bytes(text.encode())
    publication = publish(Settings(root))
    assert publication.problems == []
    (note,) = publication.site.notes
    assert note.places[0].exact == "5 million crowns in 1997"
    assert note.note.annotation.topics == ("testing",)
