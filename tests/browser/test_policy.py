"""What the content policy of each kind of page lets happen: all that is ours, and nothing else."""

from __future__ import annotations

import re
import time
import urllib.request
from collections.abc import Callable, Collection, Iterable, Iterator
from contextlib import suppress
from pathlib import Path

import pytest
from playwright.sync_api import Browser, Error, Page, Route, expect

from tests.browser.conftest import ARTICLE, VIEWPORT, Visit, open_visit
from tests.browser.form import FIXED, dialog_of, open_form
from tests.browser.settled import PATIENCE_MS, settled
from tests.host import ARTICLE as ARTICLE_FILE

pytestmark = [pytest.mark.browser, pytest.mark.trust]

NOTE_PAGE = "notes/alibaba-ai-budget/naura-name/"
# One of each kind.
KINDS = [
    *("", "articles/", ARTICLE, "topics/", "topics/t-head/", "annotations/", "corrections/"),
    *("sources/", "charts/", "annotated/", "about/", "about/performance/", "404.html", NOTE_PAGE),
]
WATCH = """
  addEventListener("securitypolicyviolation", event =>
    console.error(`refused: ${event.effectiveDirective} ${event.blockedURI} ${event.sample}`));
"""
POLICY = re.compile(r'\n<meta http-equiv="Content-Security-Policy" content="([^"]*)">')
# What may stand before a policy, as it governs none of it.
BEFORE = re.compile(r'\s*<!doctype html>\s*<html\b[^>]*>\s*<head>\s*<meta charset="utf-8">', re.I)


@pytest.fixture
def watched(browser: Browser, built_site: tuple[Path, str]) -> Iterator[Visit]:
    """A page that may do what its policy allows; a complaint is what it refused."""
    context = browser.new_context(viewport=VIEWPORT)
    context.add_init_script(WATCH)
    visit = open_visit(context, built_site[1])
    yield visit
    assert visit.complaints == []
    assert visit.foreign_requests == []
    context.close()


def test_every_file_has_its_policy_before_all_that_it_governs(
    built_site: tuple[Path, str], tried: Callable[[str, int], None]
) -> None:
    files = sorted(built_site[0].rglob("*.html"))
    for file in files:
        assert has_policy_first(file.read_text("utf-8")), file
    tried("Files of built sites that carry their policy first", len(files))


def has_policy_first(text: str) -> bool:
    found = BEFORE.match(text)
    policy = POLICY.match(text, found.end()) if found else None
    return bool(
        policy
        and policy[1].startswith("default-src 'none'; ")
        and policy[1].endswith("; base-uri 'none'; form-action 'none'")
        and "unsafe" not in policy[1]
        and '<meta name="referrer" content="same-origin">' in text
    )


@pytest.mark.long
def test_every_page_of_a_site_whose_lists_are_cut_has_its_policy_first(
    many_notes: str, tried: Callable[[str, int], None]
) -> None:
    number = 0
    for listed in ("sitemap.xml", "notes/sitemap.xml"):
        with urllib.request.urlopen(many_notes + listed) as answer:
            pages = re.findall(
                r"<loc>https://notes\.example\.org/(.*?)</loc>", answer.read().decode()
            )
        for page in pages:
            with urllib.request.urlopen(many_notes + page) as answer:
                assert has_policy_first(answer.read().decode()), page
        number += len(pages)
    assert number > 250
    tried("Files of built sites that carry their policy first", number)


def test_nothing_that_a_reader_does_is_refused(watched: Visit) -> None:
    for path in KINDS:
        watched.go(path)
        settled(watched.page)
        assert watched.page.evaluate("!!document.querySelector('meta[http-equiv]')"), path


def test_nothing_that_an_article_does_is_refused(watched: Visit) -> None:
    page = watched.page
    watched.go(ARTICLE)
    for view in ("published", "corrected", "annotated"):
        page.locator(f"#gloss-view-{view}").check(force=True)
    page.locator(".gloss-ref").first.click()
    page.keyboard.press("?")
    page.keyboard.press("Escape")
    form = open_form(page)
    form.get_by_role("radio", name="Correction").check()
    form.get_by_label("It should say").fill(FIXED)
    page.keyboard.press("Escape")
    expect(dialog_of(page)).not_to_be_visible()
    page.set_viewport_size({"width": 390, "height": 844})
    page.locator("mark").first.click()
    settled(page)
    page.emulate_media(media="print")
    settled(page)


def test_nothing_that_the_theme_does_is_refused(watched: Visit) -> None:
    page = watched.page
    watched.go("")
    page.locator(".md-search__input").click()
    page.keyboard.type("Alibaba", delay=20)
    expect(page.locator(".md-search-result__item").first).to_be_visible()
    page.keyboard.press("Enter")
    page.wait_for_url("**/*h=*")
    page.locator(".md-header__option label:visible").first.click()  # dark colours
    for name in ("Topics", "In numbers", "About"):
        page.locator(".md-tabs__link", has_text=name).click()
        expect(page.locator(".md-tabs__item--active")).to_contain_text(name)
    page.go_back()
    page.go_back()
    expect(page.locator(".md-tabs__item--active")).to_contain_text("Topics")
    settled(page)


# What somebody could have got into a page, and what tells that it acted there: a script that
# ran, a request, or what the page looks like.
HOST = "https://evil.example.org"
RAN = "ran"
ATTACKS: dict[str, tuple[str, str]] = {
    "script": ("<script>window.ran = 1</script>", RAN),
    "script from elsewhere": (f"<script src='{HOST}/x.js'></script>", "/x.js"),
    "script in an address": ("<script src='data:text/javascript,window.ran = 1'></script>", RAN),
    "handler": ("<img src=x-none onerror='window.ran = 1'>", RAN),
    "handler of a drawing": ("<svg onload='window.ran = 1'></svg>", RAN),
    "script of a drawing": ("<svg><script>window.ran = 1</script></svg>", RAN),
    "link that is a script": ("<a class=act href='javascript:void(window.ran = 1)'>x</a>", RAN),
    "frame that is a script": ("<iframe src='javascript:parent.ran = 1'></iframe>", RAN),
    "frame with a text": ("<iframe srcdoc='<script>parent.ran = 1</script>'></iframe>", RAN),
    "frame of our own": ("<iframe src='404.html?framed'></iframe>", "?framed"),
    "frame from elsewhere": (f"<iframe src='{HOST}/frame'></iframe>", "/frame"),
    "object": (f"<object data='{HOST}/object'></object>", "/object"),
    "object of our own": ("<object data='404.html?object'></object>", "?object"),
    "embedded": (f"<embed src='{HOST}/embed'>", "/embed"),
    "picture from elsewhere": (f"<img src='{HOST}/x.png'>", "/x.png"),
    "sound from elsewhere": (f"<audio autoplay src='{HOST}/x.ogg'></audio>", "/x.ogg"),
    "film from elsewhere": (f"<video autoplay src='{HOST}/x.webm'></video>", "/x.webm"),
    "style": ("<style>body{outline-width:7px!important}</style>", "outlined"),
    "style from elsewhere": (f"<link rel=stylesheet href='{HOST}/x.css'>", "/x.css"),
    "style in an address": (
        "<link rel=stylesheet href='data:text/css,body{outline-width:7px!important}'>",
        "outlined",
    ),
    "style of an element": ("<p id=styled style='outline-width:7px!important'>x</p>", "styled"),
    "base": (f"<base href='{HOST}/base/'>", "based"),
    "form": (f"<form action='{HOST}/form'><button class=act>x</button></form>", "/form"),
    "form of our own": ("<form action='404.html?f'><button class=act>x</button></form>", ".html?"),
    "form that is a script": (
        "<form action='javascript:void(window.ran=1)'><button class=act>x</button></form>",
        RAN,
    ),
}
SEEN = {
    RAN: "() => Boolean(window.ran)",
    "outlined": "() => getComputedStyle(document.body).outlineWidth === '7px'",
    "styled": "() => getComputedStyle(document.getElementById('styled')).outlineWidth === '7px'",
    "based": f"() => document.baseURI.startsWith('{HOST}')",
}


def attacked(html: str, payloads: Iterable[str]) -> str:
    """The page with these in its text, where what people write stands; a base is in the head."""
    heads = "".join(payload for payload in payloads if payload.startswith("<base"))
    texts = "".join(payload for payload in payloads if not payload.startswith("<base"))
    return re.sub(r"<body[^>]*>", lambda found: heads + found[0] + texts, html, count=1)


def acted(page: Page, address: str, html: str, signs: Collection[str], is_sure: bool) -> set[str]:
    """Which of the signs are there once the page `html` was shown, and all on it clicked.

    `is_sure` waits until there is one.
    """
    asked: list[str] = []

    def answer(route: Route) -> None:
        if route.request.url == address:
            route.fulfill(body=html)
        else:
            asked.append(route.request.url)
            route.fulfill(content_type="text/html", body="<p>answered</p>")

    def seen() -> set[str]:
        found = {sign for sign in signs if any(sign in url for url in asked)}
        with suppress(Error):  # the page went elsewhere, which is asked for
            found |= {sign for sign in signs if sign in SEEN and page.evaluate(SEEN[sign])}
        return found

    page.route("**/*", answer)
    page.goto(address, wait_until="load")
    with suppress(Error):
        page.evaluate("document.querySelectorAll('.act').forEach(one => one.click())")
        page.evaluate("() => new Promise(done => setTimeout(() => setTimeout(done, 20), 20))")
    end = time.monotonic() + PATIENCE_MS / 1000
    while is_sure and not seen() and time.monotonic() < end:
        page.wait_for_timeout(10)
    found = seen()
    page.unroute_all()
    return found


def bare(html: str) -> str:
    """The page without scripts of its own and what it loads, which have no part in this."""
    return re.sub(r"<script\b.*?</script>|<link\b[^>]*>|<img\b[^>]*>", "", html, flags=re.DOTALL)


@pytest.fixture(scope="module")
def moved(small_site: Callable[..., str]) -> str:
    """The page at a former address, without what leads on from there."""
    files = {
        "docs/articles/bridge.md": ARTICLE_FILE.replace("topics:", "redirect_from: [a]\ntopics:")
    }
    with urllib.request.urlopen(f"{small_site(files=files)}articles/a/") as answer:
        html: str = answer.read().decode()
    return re.sub(r'<meta http-equiv="refresh"[^>]*>', "", html)


@pytest.mark.parametrize("kind", ["", ARTICLE, "404.html", NOTE_PAGE, "moved"])
def test_what_somebody_put_into_a_page_does_nothing(
    browser: Browser,
    built_site: tuple[Path, str],
    moved: str,
    kind: str,
    is_long: bool,
    tried: Callable[[str, int], None],
) -> None:
    site, base = built_site
    if kind == "moved":
        html = moved
    else:
        file = site / kind
        html = (file / "index.html" if file.is_dir() else file).read_text("utf-8")
    html = bare(html)
    context = browser.new_context()
    page, address = context.new_page(), f"{base}attacked/"
    payloads, signs = zip(*ATTACKS.values(), strict=True)
    assert acted(page, address, attacked(html, payloads), set(signs), is_sure=False) == set()
    if is_long:  # that each would act
        without = POLICY.sub("", html)
        for name, (payload, sign) in ATTACKS.items():
            assert acted(page, address, attacked(without, [payload]), {sign}, is_sure=True), name
    context.close()
    tried("Attacks put into finished pages of five kinds", len(ATTACKS))


# The repository's host and the terms of the notes are the site's own choice.
OWN_LINKS = re.compile(r"https://github\.com/example/corpus(?:/|$)")


def test_no_link_that_others_wrote_earns_anything_or_says_where_it_was_followed(
    built_site: tuple[Path, str],
) -> None:
    site, base = built_site
    number = 0
    for file in site.rglob("*.html"):
        text = file.read_text("utf-8")
        for tag, address in re.findall(r'(<a\b[^>]* href="(https?://[^"]*)"[^>]*>)', text):
            if address.startswith(base) or OWN_LINKS.match(address) or 'rel="license"' in tag:
                continue
            found = re.search(r' rel="([^"]*)"', tag)
            assert found, f"{file}: {tag}"
            assert {"nofollow", "ugc", "noopener"} <= set(found[1].split()), f"{file}: {tag}"
            assert "referrerpolicy" not in tag, file
            number += 1
    assert number > 300


@pytest.mark.parametrize("path", [ARTICLE, NOTE_PAGE, "topics/t-head/"])
def test_the_host_of_a_source_is_not_told_where_its_link_was_followed(
    fresh_visit: Visit, path: str
) -> None:
    page, told = fresh_visit.page, []

    def answer(route: Route) -> None:
        told.append(route.request.all_headers().get("referer"))
        route.fulfill(content_type="text/html", body="<p>answered</p>")

    fresh_visit.go(path)
    settled(page)
    own = fresh_visit.base
    page.route(lambda url: not url.startswith(own), answer)
    page.evaluate(
        """own => [...document.querySelectorAll("a[href^=http]")]
          .find(link => !link.href.startsWith(own) && link.closest("cite")).click()""",
        own,
    )
    expect(page.get_by_text("answered", exact=True)).to_be_visible()
    assert told == [None]
