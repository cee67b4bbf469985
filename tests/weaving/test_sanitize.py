from __future__ import annotations

import html
import re
import unicodedata
from urllib.parse import urljoin

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.site.host import Extensions
from glossator.site.page_markdown import read_page
from glossator.weaving.markdown import render_article_body
from glossator.weaving.sanitize import (
    complete_links,
    safe_id,
    sanitize_article,
    sanitize_note,
    sanitize_page,
)


@pytest.mark.parametrize("sanitize", [sanitize_article, sanitize_note, sanitize_page])
@pytest.mark.parametrize(
    ("html", "safe"),
    [
        ("<script>alert(1)</script>x", "x"),
        ("<style>p{}</style>x", "x"),
        ('<p onclick="x()" style="color:red">x</p>', "<p>x</p>"),
        ("<iframe src=https://example.org></iframe>x", "x"),
        ("<svg onload=x()></svg>x", "x"),
        ("<mark>x</mark>", "x"),
        ("<form><input></form>x", "x"),
        ("a < b & c", "a &lt; b &amp; c"),
    ],
)
def test_what_acts_or_deceives_goes(sanitize, html: str, safe: str) -> None:
    assert sanitize(html) == safe


ALIGNED = "| a | b | c | d |\n|:--|--:|:-:|---|\n| 1 | 2 | 3 | 4 |\n"
CELLS = '<td align="left">1</td><td align="right">2</td><td align="center">3</td><td>4</td>'


def test_columns_of_tables_stand_as_they_were_written_in_articles_and_pages() -> None:
    of_article = render_article_body(ALIGNED, "Title").html
    of_page = sanitize_page(read_page(ALIGNED, Extensions()).html)
    for made in (of_article, of_page):
        assert CELLS in made.replace("\n", "")
        assert '<th align="right">b</th>' in made
        assert "style" not in made


@pytest.mark.parametrize("sanitize", [sanitize_article, sanitize_note, sanitize_page])
@pytest.mark.parametrize(
    ("attributes", "kept"),
    [
        ('align="right"', ' align="right"'),
        ('style="text-align: center;"', ' align="center"'),
        ('colspan="2" style="text-align: left;"', ' align="left" colspan="2"'),
        ('align="char"', ""),
        ('align="right;position:fixed"', ""),
        ('style="text-align: right;position:fixed"', ""),
        ('style="position:fixed;text-align: right;"', ""),
        ("title='style=\"text-align: right;\"'", ""),
    ],
)
def test_of_how_a_cell_looks_only_its_side_is_kept(sanitize, attributes: str, kept: str) -> None:
    cleaned = sanitize(f"<table><tbody><tr><td {attributes}>1</td></tr></tbody></table>")
    tag = cleaned[cleaned.index("<td") : cleaned.index(">1<")]
    assert sorted(tag.removeprefix("<td").split()) == sorted(kept.split())


@pytest.mark.parametrize(
    "address", ["javascript:alert(1)", " java\nscript:alert(1)", "data:text/html,x", "vbscript:x"]
)
def test_only_web_and_mail_addresses_are_links(address: str) -> None:
    assert "script" not in sanitize_note(f'<a href="{address}">x</a>')
    assert "data:" not in sanitize_note(f'<a href="{address}">x</a>')


@pytest.mark.parametrize("sanitize", [sanitize_article, sanitize_note, sanitize_page])
@pytest.mark.parametrize(
    "address",
    ["java\x01script:x", "java&#9;script:x", "\xa0java:x", "a&#10;b", "/\\example.org", "https:x"],
)
def test_an_address_that_readers_take_differently_is_no_link(sanitize, address: str) -> None:
    assert "href" not in sanitize(f'<a href="{address}">x</a>')
    assert "cite" not in sanitize(f'<q cite="{address}">x</q>')


def test_links_of_contributors_get_no_reputation() -> None:
    link = sanitize_note('<a href="https://example.org/">x</a>')
    assert link == '<a href="https://example.org/" rel="nofollow ugc noopener">x</a>'


def test_pictures_of_other_hosts_are_not_loaded() -> None:
    assert "src" not in sanitize_page('<img src="https://example.org/x.png" alt="x">')
    assert "src" not in sanitize_page('<img src="//example.org/x.png" alt="x">')
    assert 'src="x.png"' in sanitize_page('<img src="x.png" alt="x">')
    assert 'src="x.svg#only-dark"' in sanitize_page('<img src="x.svg#only-dark" alt="x">')
    assert "src" not in sanitize_page('<img src="x.svg#evil" alt="x">')
    assert sanitize_article('<img src="x.png">') == sanitize_note('<img src="x.png">') == ""


@pytest.mark.parametrize(
    "address",
    [
        *("/\t/evil.example/x.png", "\\\\evil.example/x", "/\\evil.example/x", " //evil.example/x"),
        *("\x01//evil.example/x", "/\n/evil.example/x", "data:image/png,x", "HTTPS://evil.example"),
    ],
)
def test_no_way_of_writing_another_host_gets_through(address: str) -> None:
    assert "evil" not in sanitize_page(f'<img src="{address}" alt="x">')
    assert "data" not in sanitize_page(f'<img src="{address}" alt="x">')


def test_pictures_of_the_site_stay() -> None:
    for address in ("x.png", "../assets/a-b_c.png", "/assets/x.png", "a/%20b.png", "ä.png"):
        assert f'src="{address}"' in sanitize_page(f'<img src="{address}" alt="x">')


def test_pages_may_use_classes_for_text_only() -> None:
    html = '<div class="gloss-note grid md-overlay cards mermaid md-button--primary">x</div>'
    assert sanitize_page(html) == '<div class="grid cards md-button--primary">x</div>'
    assert sanitize_page('<p class="gloss md-dialog">x</p>') == "<p>x</p>"


@pytest.mark.parametrize("kept", ["__search", "annotations", "note-a", "ref-a-1", "glossator"])
def test_an_article_cannot_take_over_the_ids_of_the_page(kept: str) -> None:
    assert f'id="{kept}' not in sanitize_article(f'<h2 id="{kept}">x</h2>')
    assert 'id="section-' in sanitize_article(f'<h2 id="{kept}">x</h2>')


def test_an_article_keeps_its_own_ids() -> None:
    assert sanitize_article('<h2 id="notes">x</h2>') == '<h2 id="notes">x</h2>'
    assert sanitize_article('<p id="x">x</p>') == "<p>x</p>"


def test_a_note_has_no_headings_and_no_ids() -> None:
    assert sanitize_note('<h1 id="a">x</h1><p id="b" class="c">y</p>') == "x<p>y</p>"


@pytest.mark.parametrize(
    ("href", "absolute"),
    [
        ("../index.md", "https://news.example.org/index.md"),
        ("other?a=1&amp;b=2", "https://news.example.org/2026/other?a=1&amp;b=2"),
        ("/", "https://news.example.org/"),
        ("//cdn.example.org/x", "https://cdn.example.org/x"),
        ("#part", "#part"),
        ("mailto:a@example.org", "mailto:a@example.org"),
        ("https://example.org/ä", "https://example.org/ä"),
    ],
)
def test_links_of_an_article_lead_where_they_led_on_its_page(href: str, absolute: str) -> None:
    html = f'<p><a title="x" href="{href}">x</a></p>'
    page = sanitize_article(html, base="https://news.example.org/2026/a.html")
    assert page == f'<p><a title="x" href="{absolute}" rel="nofollow ugc noopener">x</a></p>'


@pytest.mark.parametrize("href", ["other.md", "//[x", "?", "", "../x"])
def test_links_that_lead_nowhere_are_no_links(href: str) -> None:
    assert "href" not in sanitize_article(f'<a href="{href}">x</a>')


ADDRESS = [
    "https://",
    "http://",
    "a.org",
    "/",
    "//",
    "..",
    "?",
    "#",
    "a=b",
    ";",
    ":",
    "@",
    "%2f",
    "é",
]


@given(st.lists(st.sampled_from(ADDRESS), max_size=8).map("".join))
def test_a_link_leads_where_it_led_from_the_page(address: str) -> None:
    for base in ("", "https://a.org/b/c?d", "http://a.org"):
        link = f'<a href="{address}">x</a>'
        found = re.search(r'href="([^"]*)"', complete_links(link, base=base))
        try:
            joined = address if address.startswith("#") else urljoin(base, address)
        except ValueError:
            joined = ""
        is_kept = joined.startswith(("#", "http:", "https:"))
        assert (found and found[1]) == (joined if is_kept else None)


IDS = st.text(
    st.sampled_from("ab9_- é\u0301平ि\ufe0f❤\"'%.:/\\#]\u202e\x01") | st.characters(), max_size=12
)


@given(IDS)
def test_an_id_has_letters_digits_and_hyphens_only(identifier: str) -> None:
    found = safe_id(identifier)
    assert found
    for at, sign in enumerate(found):
        is_mark = unicodedata.category(sign) in {"Mn", "Mc"}
        assert sign.isalnum() or sign in "-_" or (at and is_mark)
    assert not found.startswith(("__", "note-", "annotations"))
    assert safe_id(found) == found


@given(st.from_regex(r"[\w-]{1,12}", fullmatch=True))
def test_an_id_of_letters_digits_and_hyphens_stays(identifier: str) -> None:
    if not identifier.startswith(("__", "annotations", "note-", "ref-", "gloss")):
        assert safe_id(identifier) == identifier


@pytest.mark.parametrize(
    ("identifier", "found"),
    [
        ("what-came-next_1", "what-came-next_1"),
        ("_2", "_2"),  # of a headline in Chinese, as it always was
        ("größe", "größe"),
        ("हिन्दी", "हिन्दी"),
        ('a"b', "a-b"),
        ("50%", "50"),
        ("v1.2", "v1-2"),
        ('"__search', "section-search"),
        ("'note-cost", "section-note-cost"),
        ("❤️", "section"),
    ],
)
def test_ids_that_the_theme_cannot_look_up_are_changed(identifier: str, found: str) -> None:
    assert safe_id(identifier) == found
    for clean in (sanitize_article, sanitize_page):
        assert f' id="{found}"' in clean(f"<h2 id='{html.escape(identifier)}'>x</h2>")
