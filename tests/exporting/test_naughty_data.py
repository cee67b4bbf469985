"""Whatever people write stands in data as text, and breaks no form."""

from __future__ import annotations

import csv
import io
import json
import sqlite3
from contextlib import closing
from pathlib import Path

import pytest
from lxml import etree, html

from glossator.caching.cache import Cache
from glossator.exporting.cells import plain_cell
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from tests.host import write_site

ATOM = "{http://www.w3.org/2005/Atom}"
NOTE = """\
kind: context
title: {title}
body: {text}
sources:
  - url: https://archive.example.org/test-data
    publisher: {text}
    supports: {text}
creator: {{name: {text}}}
created: 2026-01-03
"""


@pytest.fixture(scope="module")
def written(corpora: Path, tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, list[str]]:
    """A folder with all forms of a site with a note of each naughty string, and the titles."""
    strings = json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))
    folder = tmp_path_factory.mktemp("naughty")
    root = write_site(folder / "site")
    for number, text in enumerate(strings):
        note = NOTE.format(title=json.dumps(text[:80]), text=json.dumps(text))
        path = root / f"annotations/bridge/naughty-{number}.yaml"
        path.write_text(note, encoding="utf-8", newline="")
    site = publish(read_settings(root)).site
    Exports(site, FORMATS, Cache(folder / "kept")).write(folder / "out")
    notes = site.articles["bridge"].text.notes
    titles = [placed.title for placed in notes]
    assert len(titles) > len(strings) / 2
    return folder / "out", titles


def test_tables_and_records_say_the_same(written: tuple[Path, list[str]]) -> None:
    out, titles = written
    lines = (out / "data/annotations.jsonl").read_bytes().decode("utf-8").split("\n")[:-1]
    notes = [json.loads(line) for line in lines]
    assert [note["title"] for note in notes] == titles
    text = (out / "data/annotations.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline=""), strict=True))
    for row, note in zip(rows, notes, strict=True):
        for name in ("title", "body", "body_html", "creator"):
            assert plain_cell(row[name]) == (note[name] or "")
    with closing(sqlite3.connect(out / "data/corpus.sqlite")) as database:
        found = database.execute("SELECT title, body, creator FROM notes ORDER BY id").fetchall()
    assert found == [(note["title"], note["body"], note["creator"]) for note in notes]


def test_feeds_are_well_formed_and_hold_no_markup_of_others(
    written: tuple[Path, list[str]],
) -> None:
    out, _ = written
    for file in out.rglob("feed.xml"):
        feed = etree.fromstring(file.read_bytes())
        items = json.loads(file.with_suffix(".json").read_bytes())["items"]
        assert items
        for entry, item in zip(feed.findall(f"{ATOM}entry"), items, strict=True):
            # A reader of XML makes line feeds of other line ends.
            same = item["content_html"].replace("\r\n", "\n").replace("\r", "\n")
            assert entry.findtext(f"{ATOM}content") == same
            tags = {one.tag for one in html.fromstring(f"<div>{same}</div>").iter()}
            assert not tags & {"script", "img", "iframe", "style", "object", "svg", "input"}


def test_markdown_of_others_stands_apart(written: tuple[Path, list[str]]) -> None:
    out, titles = written
    lines = (out / "articles/bridge/index.md").read_text("utf-8").split("\n")
    headings = [line for line in lines if line.startswith("#")]
    assert len(headings) == len(titles) + 3
