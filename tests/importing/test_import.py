"""Pages and texts that become articles: whole, word for word, and nothing else."""

from __future__ import annotations

import re
from collections import Counter
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given as for_all
from hypothesis import strategies

from glossator.content.front_matter import (
    split_front_matter,
)
from glossator.content.loading import load_corpus
from glossator.importing import article as page_article
from glossator.importing import draft as library
from glossator.importing.article_copy import ArticleError, Given, copy_page
from glossator.importing.charset import decode_text
from glossator.importing.dates import read_date
from glossator.importing.draft import draft_article
from glossator.site.publish import Settings, publish
from glossator.weaving.markdown import render_article_body
from glossator.web.addresses import plain_address
from tests.budget import examples
from tests.importing.made_of import PAGES, WORDS, json_ld, words_in

TODAY = date(2026, 11, 23)
# What these pages do not say of themselves.
GIVEN = {
    "layout-table": Given(publisher="Example Daily", url="https://example.org/1999/mill.html"),
    "no-title": Given(
        title="Benches stay green", publisher="Example Daily", url="https://example.org/benches"
    ),
    "footnotes": Given(url="https://review.example.org/essays/bridges.html"),
    "live": Given(slug="storm"),
    "portal": Given(publisher="示例网", slug="example-steel"),
    "short": Given(publisher="Example Daily"),
    "news": Given(url="https://example.org/news/bridge-closes", topics=("testing",)),
    "one-form": Given(url="https://example.org/cup", publisher="Example Daily", slug="cup"),
}
WELL_FORMED = sorted(page.stem for page in PAGES.glob("*.html") if page.stem != "scripts-only")


def import_page(stem: str, site: Path) -> tuple[str, str]:
    """The file of the article, and what was left out of the page, line by line."""
    content = (PAGES / f"{stem}.html").read_bytes()
    given = GIVEN.get(stem, Given())
    copy = copy_page(content, is_html=True, given=given)
    draft = draft_article(copy, given, load_corpus(site), root=site, today=TODAY)
    left_out = [f"{one.reason}: {one.text}" for one in copy.left_out]
    left_out += [f"pictures: {copy.pictures}"] if copy.pictures else []
    left_out += [f"note: {remark}" for remark in draft.remarks]
    return draft.text, "".join(f"{line}\n" for line in left_out)


@pytest.mark.parametrize("stem", WELL_FORMED)
def test_a_page_becomes_this_article(stem: str, site: Path, request: pytest.FixtureRequest) -> None:
    text, left_out = import_page(stem, site)
    expected = PAGES / f"{stem}.expected"
    whole = f"{text}=== left out\n{left_out}"
    if request.config.getoption("--update-golden"):
        expected.write_text(whole, encoding="utf-8")
    assert whole == expected.read_text(encoding="utf-8")


@pytest.mark.parametrize("stem", WELL_FORMED)
def test_an_imported_article_passes_the_check(stem: str, site: Path) -> None:
    text, _ = import_page(stem, site)
    (site / "docs/articles/new.md").write_text(text, encoding="utf-8")
    assert publish(Settings(root=site)).problems == []


def test_hostile_pages_end_as_harmless_text(site: Path) -> None:
    text, _ = import_page("hostile", site)
    parsed, body, _ = split_front_matter(text, "x.md")
    html = render_article_body(body, "x", parsed.data["source"]["url"]).html
    tags = set(re.findall(r"<[a-z][^>]*>", html))
    assert not [tag for tag in tags if "onclick" in tag.replace("%22onclick", "")]
    assert not [tag for tag in tags if re.match(r"<(?:script|img|svg|form|input|iframe)", tag)]
    assert not re.findall(r'href="(?!https://)', html)
    assert set(parsed.data) == {"title", "source", "retrieved", "rights", "sha256"}
    # What was written as text is still there to be read.
    assert "&lt;script&gt;alert(1)&lt;/script&gt;" in html
    assert "[here](javascript:alert(1))" in html


def letters_on(tree: object) -> Counter[str]:
    """How often each letter stands on a page, but for scripts and pictures."""
    parts: list[str] = []

    def add(element: object) -> None:
        if element.tag in page_article.MACHINERY | page_article.PICTURES:  # type: ignore[attr-defined]
            return
        parts.append(element.text or "")  # type: ignore[attr-defined]
        for child in element:  # type: ignore[attr-defined]
            add(child)
            parts.append(child.tail or "")

    add(tree)
    return Counter(page_article.letters_of("".join(parts)))


TAGS = (
    *(
        "<table>",
        "</table>",
        "<tr>",
        "<td>",
        "<li>",
        "<ul>",
        "</ul>",
        "<blockquote>",
        "<p>",
        "</p>",
    ),
    *("<br>", "<pre>", "</pre>", '<a href="x">', "</a>", "<b>", "</b>", "<ol start=5>", "<h2>"),
    *("</h2>", "<!--", "-->", "<script>", "</script>", "<ruby>漢<rt>かん</rt></ruby>", "<form>"),
    *("<select>", "<sup>", "<code>", "`", "*", "[", "](", " # ", "\n1. ", "&#0;", "<div hidden>"),
    *(
        "<th>",
        "<caption>c</caption>",
        "<hr>",
        "<dl><dd>",
        "<x-y>",
        "</body>",
        "<textarea>",
        "\u2028",
    ),
)


@for_all(
    strategies.sampled_from(sorted(page.name for page in PAGES.glob("*.html"))),
    strategies.lists(
        strategies.tuples(strategies.floats(0, 1), strategies.sampled_from(TAGS)), max_size=8
    ),
)
@examples(60)
def test_whatever_is_on_a_page_is_in_the_article_or_told_as_left_out(
    name: str, insertions: list[tuple[float, str]]
) -> None:
    page = decode_text((PAGES / name).read_bytes()).text
    for place, tag in insertions:
        at = int(place * len(page))
        page = page[:at] + tag + page[at:]
    try:
        copy = copy_page(page.encode(), is_html=True, given=Given())
    except ArticleError:
        return
    told = " ".join([*words_in(copy.body), *(one.text for one in copy.left_out)])
    on_page = letters_on(page_article.parse_page(page))
    assert Counter(page_article.letters_of(told)) == on_page


# What a page says of itself


def meta_of(head: str, body: str = "", **told: str) -> dict[str, object]:
    """The front matter made from a page with this head."""
    page = (
        f"<!doctype html><html><head>{head}</head><body><article>{body or WORDS}</article></body>"
    )
    given = Given(**{"publisher": "P", "url": "https://x.example.org/a", "title": "", **told})
    copy = copy_page(page.encode(), is_html=True, given=given)
    facts = library._facts(copy, given)
    return dict(facts)


@pytest.mark.parametrize(
    ("head", "field", "value"),
    [
        (json_ld(headline="A"), "title", "A"),
        ('<meta property="og:title" content="A &amp; B">', "title", "A & B"),
        ("<title>A | P</title>", "title", "A"),
        ("<title>\n A\n B </title>", "title", "A B"),
        (json_ld(author={"@type": "Person", "name": "By Ann"}), "author", "Ann"),
        (json_ld(author=["Ann", {"name": "Bo"}]), "author", "Ann, Bo"),
        (json_ld(author=[{"name": ["Ann", "Bo"]}]), "author", "Ann, Bo"),
        ('<meta name="author" content="https://x.example.org/ann">', "author", ""),
        (json_ld(datePublished="2025-09-24T23:59:00-08:00"), "published", "2025-09-24"),
        ('<meta name="date" content="2025-9-4">', "published", "2025-09-04"),
        ('<meta name="date" content="20250904">', "published", "2025-09-04"),
        ('<meta itemprop="datePublished" content="2025-09">', "published", "2025-09"),
        (json_ld(inLanguage={"@type": "Language", "alternateName": "pt-BR"}), "language", "pt-BR"),
        ('<meta property="og:locale" content="zh_TW">', "language", "zh-TW"),
        (json_ld(publisher={"name": ""}, headline="A"), "title", "A"),
    ],
)
def test_a_page_says_it_of_itself(head: str, field: str, value: str) -> None:
    assert meta_of(head)[field] == value


@pytest.mark.parametrize(
    ("head", "url"),
    [
        (
            '<link rel="canonical" href="/b?utm_source=x&amp;id=1#top">',
            "https://x.example.org/b?id=1",
        ),
        ('<link rel="canonical" href="https://x.example.org/">', "https://x.example.org/found"),
        ('<meta property="og:url" content="https://y.example.org/c">', "https://y.example.org/c"),
        ('<link rel="canonical" href="javascript:alert(1)">', "https://x.example.org/found"),
        ("", "https://x.example.org/found"),
    ],
)
def test_the_address_is_the_one_that_the_page_names(head: str, url: str) -> None:
    page = f"<html><head>{head}</head><body>{WORDS}</body></html>".encode()
    found = copy_page(
        page, is_html=True, address="https://x.example.org/found?fbclid=1", given=Given()
    )
    assert found.metadata.url == url


@pytest.mark.parametrize(
    "comment",
    [
        "<!-- saved from url=(0031)https://x.example.org/saved -->",
        "<!--\n Page saved with SingleFile \n url: https://x.example.org/saved \n saved -->",
    ],
)
def test_a_saved_page_remembers_its_address(comment: str) -> None:
    page = f"<!doctype html>\n{comment}\n<html><body>{WORDS}</body></html>".encode()
    assert (
        copy_page(page, is_html=True, given=Given()).metadata.url == "https://x.example.org/saved"
    )


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("2025-09-24", "2025-09-24"),
        ("2025/9/4 10:00", "2025-09-04"),
        ("2025", "2025"),
        ("24 September 2025", "2025-09-24"),
        ("Sept. 24th, 2025", "2025-09-24"),
        ("Wed, 24 Sep 2025 10:00:00 +0800", "2025-09-24"),
        ("2025年9月24日", "2025-09-24"),
        ("2025-02-30", ""),
        ("1758700000", ""),
        ("yesterday", ""),
        ("", ""),
    ],
)
def test_dates_are_read_in_the_forms_that_pages_have(written: str, read: str) -> None:
    assert read_date(written) == read


def test_what_is_given_goes_before_what_the_page_says() -> None:
    head = json_ld(headline="A", datePublished="2025-01-01", author="Ann", inLanguage="de")
    told = {"title": "B", "published": "2024", "author": "Bo", "language": "en", "publisher": "Q"}
    facts = meta_of(head, **told)
    assert {name: facts[name] for name in told} == told


def test_a_script_tells_its_language_where_the_page_does_not() -> None:
    page = ("<html><body><p>" + "新しい橋の建設費は五百万クローネであった。" * 5).encode()
    copy = copy_page(page, is_html=True, given=Given())
    assert library._facts(copy, Given())["language"] == "ja"


def test_nobodys_password_gets_into_an_address() -> None:
    assert plain_address("https://ann:secret@x.example.org/a") == "https://x.example.org/a"


def test_addresses_lose_marks_of_the_channel_only() -> None:
    assert plain_address("https://x.example.org/a?b=1&gclid=2#c") == "https://x.example.org/a?b=1"
    assert plain_address("https://x.example.org/a?b=%20&c") == "https://x.example.org/a?b=%20&c"


def test_the_fixtures_of_pages_each_have_an_expectation() -> None:
    assert {page.stem for page in PAGES.glob("*.expected")} == set(WELL_FORMED)
