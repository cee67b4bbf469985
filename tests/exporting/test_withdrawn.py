"""Of a withdrawn note all forms and pages tell the same: what it was about, not what it claimed."""

from __future__ import annotations

import sqlite3
from collections.abc import Callable
from contextlib import closing
from functools import cache
from html import unescape
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.cli.export import _outputs as exported
from glossator.exporting.cards import card_of
from glossator.exporting.export_forms import EXPORT_FORMS
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.search_records import article_page
from glossator.site.withdrawn import CLAIMED
from tests.host import write_site

KEPT = {
    "headline": "Nothing was wrong there",
    "words": "5 million crowns",
    "explanation": "It said that the bridge cost more.",
    "change": "The note gave a sum that nobody paid.",
    "creator": "Example Person (test data)",
}
NOTE = f"""\
kind: correction
title: {KEPT["headline"]}
target:
  - exact: {KEPT["words"]}
    replacement: {{replacement}}
  - exact: closed
    replacement: {{replacement}} again
reason: {{reason}}
confidence: {{confidence}}
body: {KEPT["explanation"]}
sources:
  - url: https://{{source}}.example.org/claimed
    title: Claims of {{source}}
    publisher: Publisher of {{source}}
    via: Portal of {{source}}
    archive: https://{{source}}-archive.example.org/claimed
    supports: Shows what {{source}} claimed.
topics: [{{topic}}]
status: withdrawn
creator: {{{{name: {KEPT["creator"]}}}}}
created: 2026-01-03
modified: 2026-01-09
changes:
  - date: 2026-01-09
    text: {KEPT["change"]}
"""
ONE = {
    "replacement": "forty-one million",
    "reason": "outdated",
    "confidence": "low",
    "source": "firstplace",
    "topic": "testing",
}
OTHER = {
    "replacement": "seventy-two thousand",
    "reason": "name",
    "confidence": "high",
    "source": "elsewhere",
    "topic": "crowns",
}
TOPIC = "---\ntitle: Crowns\nsummary: A topic of test data. It has two sentences.\n---\n"
# A topic's feed tells its readers that a note is withdrawn which they read there.
OF_TOPICS = ("topics/testing/feed.", "topics/crowns/feed.")

Files = dict[str, bytes]
FilesOf = Callable[..., Files]


def _published(root: Path) -> Files:
    Exports(publish(read_settings(root)).site, FORMATS, Cache(root / "kept")).write(root / "out")
    files = (file for file in sorted((root / "out").rglob("*")) if file.is_file())
    return {file.relative_to(root / "out").as_posix(): file.read_bytes() for file in files}


def _exported(root: Path) -> Files:
    site = publish(read_settings(root)).site
    return {
        f"{name}: {one.path}": b"".join(one.chunks)
        for name, form in EXPORT_FORMS.items()
        for one in exported(site, form.make(root))
    }


def _pages(root: Path) -> Files:
    publication = publish(read_settings(root))
    site = publication.site
    lists = ("annotations.md", "sources.md", "corrections.md", "topics/testing.md")
    made = {source: publication.page_html(source, "<p>Text.</p>") for source in lists}
    made["articles/bridge.md"] = publication.article_html("bridge")
    annotated = site.articles["bridge"]
    made["search"] = repr(article_page(annotated, ()))
    (placed,) = annotated.text.notes
    made["picture"] = repr(card_of(site, "bridge", placed))
    return {source: text.encode() for source, text in made.items()}


SORTS: dict[str, Callable[[Path], Files]] = {
    "published": _published,
    "exported": _exported,
    "pages": _pages,
}
every_sort = pytest.mark.parametrize("sort", SORTS)


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> FilesOf:
    """Gives the files of one sort of a site whose note claimed the one thing or the other."""

    @cache
    def made(sort: str, claimed: str = "one") -> Files:
        root = write_site(tmp_path_factory.mktemp("withdrawn") / "site")
        (root / "docs/topics/crowns.md").write_text(TOPIC, encoding="utf-8")
        note = NOTE.format_map(ONE if claimed == "one" else OTHER)
        (root / "annotations/bridge/cost.yaml").write_text(note, encoding="utf-8")
        assert publish(read_settings(root)).problems == []
        return SORTS[sort](root)

    return made


def text_of(path: str, data: bytes) -> str:
    """What a file says; of a database all that stands in its tables."""
    if not path.endswith(".sqlite"):
        return unescape(data.decode("utf-8"))
    with closing(sqlite3.connect(":memory:")) as database:
        database.deserialize(data)
        return "\n".join(database.iterdump())


@every_sort
def test_nothing_of_what_it_claimed_is_told(files: FilesOf, sort: str) -> None:
    for path, data in files(sort).items():
        text = text_of(path, data)
        for claimed in (ONE["replacement"], ONE["source"]):
            assert claimed not in text, (path, claimed)


@every_sort
def test_what_it_claimed_makes_no_difference(files: FilesOf, sort: str) -> None:
    """So neither its reason nor its topics are told, which other notes have, too."""
    one, other = files(sort), files(sort, "other")
    assert one.keys() == other.keys()
    assert [
        path for path in one if one[path] != other[path] and not path.startswith(OF_TOPICS)
    ] == []


@pytest.mark.parametrize(
    ("sort", "path"),
    [
        ("published", "notes/bridge/cost/index.html"),
        ("published", "data/annotations.jsonld"),
        ("published", "articles/bridge/annotations.jsonld"),
        ("published", "data/annotations.jsonl"),
        ("published", "data/corpus.sqlite"),
        ("exported", "jsonld: data/annotations.jsonld"),
        ("exported", "hypothesis: hypothesis.json"),
        ("exported", "jsonl: data/annotations.jsonl"),
        ("exported", "sqlite: data/corpus.sqlite"),
        ("pages", "articles/bridge.md"),
    ],
)
def test_what_it_was_about_and_its_explanation_are_told(
    files: FilesOf, sort: str, path: str
) -> None:
    text = text_of(path, files(sort)[path])
    assert [name for name, kept in KEPT.items() if kept not in text] == []


@pytest.mark.parametrize(
    "path", ["feed.xml", "feed.json", "articles/bridge/feed.xml", "topics/testing/feed.json"]
)
def test_feeds_tell_it_and_what_was_put_right_by_itself(files: FilesOf, path: str) -> None:
    text = text_of(path, files("published")[path])
    assert [name for name, kept in KEPT.items() if kept not in text] == []


def test_tables_tell_it_each_its_part(files: FilesOf) -> None:
    published = files("published")
    notes = published["data/annotations.csv"].decode()
    assert all(KEPT[name] in notes for name in ("headline", "words", "explanation", "creator"))
    assert KEPT["change"] in published["data/changes.csv"].decode()
    assert published["data/sources.csv"].decode().count("\r\n") == 1
    assert "markdown: notes.md" in files("exported")
    footnote = files("exported")["markdown: notes.md"].decode()
    assert all(KEPT[name] in footnote for name in ("headline", "words", "explanation", "change"))


@pytest.mark.parametrize("path", ["articles/bridge/index.md", "llms-full.txt"])
def test_plain_markdown_tells_it_but_for_who_made_it(files: FilesOf, path: str) -> None:
    text = text_of(path, files("published")[path])
    assert [name for name, kept in KEPT.items() if kept not in text] == ["creator"]


@pytest.mark.parametrize("path", ["llms.txt", "data/by-url/index.json", "notes/sitemap.xml"])
def test_where_notes_are_told_in_a_line_it_is_not_explained(files: FilesOf, path: str) -> None:
    assert KEPT["explanation"] not in text_of(path, files("published")[path])


def test_a_pages_description_says_only_that_it_no_longer_stands(files: FilesOf) -> None:
    head = text_of("", files("published")["notes/bridge/cost/index.html"])
    head = head.partition("<script")[0]
    assert head.count("Withdrawn: this note on “A test article”") == 2
    assert KEPT["explanation"] not in head
    assert KEPT["words"] not in head


def test_the_document_names_what_is_gone() -> None:
    page = (Path(__file__).parents[2] / "docs/about/data.md").read_text(encoding="utf-8")
    (line,) = (one for one in page.splitlines() if one.startswith("- A withdrawn note stays"))
    gone = line.partition("is gone: ")[2].partition(".")[0]
    assert set(gone.replace(" and ", ", ").split(", ")) == CLAIMED
