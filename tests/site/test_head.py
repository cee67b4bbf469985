"""The head of each page says what it is, and each thing once."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossator.site.config import read_settings
from glossator.site.head import LISTS, head_of
from glossator.site.meta_tags import locale_of
from glossator.site.page_names import GENERATED
from glossator.site.publish import publish
from glossator.site.site import Site
from tests.host import run, write_site

THEMES = """\
<meta charset="utf-8">
<meta name="description" content="A site">
<link rel="canonical" href="https://notes.example.org/articles/bridge/">
"""


@pytest.fixture
def site(tmp_path: Path) -> Site:
    return publish(read_settings(write_site(tmp_path))).site


def test_a_copy_gives_way_to_its_original(site: Site) -> None:
    found = head_of(site, "articles/bridge.md", "A test article", "").within(THEMES)
    assert re.findall('<link rel="canonical" href="([^"]*)">', found) == [
        "https://news.example.org/1"
    ]
    assert '<meta property="og:url" content="https://notes.example.org/articles/bridge/">' in found


def test_another_page_keeps_the_address_that_it_has(site: Site) -> None:
    found = head_of(site, "topics/testing.md", "Testing", "A topic.").within(THEMES)
    assert re.findall('<link rel="canonical" href="([^"]*)">', found) == [
        "https://notes.example.org/articles/bridge/"
    ]


def test_a_page_is_described_once(site: Site) -> None:
    for html in (THEMES, '<meta charset="utf-8">\n'):
        found = head_of(site, "articles/bridge.md", "A test article", "").within(html)
        assert re.findall('<meta name="description" content="([^"]*)">', found) == [
            "A copy of “A test article” (Example Daily (test data), 2 January 2026), with 1 "
            "correction. Ten times more."
        ]


def test_what_somebody_wrote_stands_as_text(site: Site) -> None:
    found = head_of(site, "topics/testing.md", '"><script>', '"><script>').within(THEMES)
    assert "<script>" not in found


def test_every_list_says_what_is_found_on_it() -> None:
    assert LISTS.keys() == GENERATED.keys()


def test_an_article_is_cited_as_what_was_copied(site: Site) -> None:
    tags = head_of(site, "articles/bridge.md", "A test article", "").tags
    for name, content in (
        ("DC.title", "A test article"),
        ("DC.publisher", "Example Daily (test data)"),
        ("DC.date", "2026-01-02"),
        ("DC.identifier", "https://news.example.org/1"),
        ("z:itemType", "newspaperArticle"),
    ):
        assert f'<meta name="{name}" content="{content}">' in tags


@pytest.mark.parametrize(
    ("language", "locale"),
    [("en", "en_US"), ("en-GB", "en_GB"), ("de", "de_DE"), ("zh-Hant", "zh_TW"), ("xx", "")],
)
def test_a_locale_has_a_country(language: str, locale: str) -> None:
    assert locale_of(language) == locale


def test_no_link_is_taken_for_a_site_in_another_language(site: Site) -> None:
    """The theme would ask each for a map of that site."""
    tags = head_of(site, "articles/bridge.md", "A test article", "").tags
    assert '<link rel="alternate describedby" type="application/ld+json"' in tags
    assert 'rel="alternate"' not in tags


@pytest.mark.build
def test_every_page_of_a_site_has_a_head_of_its_own(tmp_path: Path) -> None:
    done = run("mkdocs", "build", "--strict", cwd=write_site(tmp_path))
    assert done.returncode == 0, done.stderr
    pages = [path for path in (tmp_path / "site").rglob("*.html") if path.name != "404.html"]
    assert len(pages) > 8
    for page in pages:
        html = page.read_text("utf-8")
        for tag in (
            '<meta name="description"',
            '<link rel="canonical"',
            '<meta property="og:title"',
        ):
            assert html.count(tag) == 1, (page, tag)
        assert html.count('<script type="application/ld+json">') == 1
    sitemap = (tmp_path / "site/sitemap.xml").read_text("utf-8")
    assert "<loc>https://notes.example.org/articles/bridge/</loc>" in sitemap
