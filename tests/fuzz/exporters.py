"""What a site publishes for machines: every form says what the note says, and comes back so."""

from __future__ import annotations

import csv
import io
import json
import re
import shutil
import sqlite3
import tempfile
from contextlib import closing
from pathlib import Path
from typing import Any

from lxml import etree

from glossator.anchoring.quoting import selector_for
from glossator.caching.cache import Cache
from glossator.cli.arriving import Arrivals
from glossator.content.model import Annotation
from glossator.editing.note_file import note_text
from glossator.exporting.cells import plain_cell, safe_cell
from glossator.exporting.export_forms import EXPORT_FORMS
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.importing.annotation_source import read_annotations
from glossator.importing.web_annotation import read_annotation
from glossator.problems import Location
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site import Site
from glossator.weaving.markdown import MarkdownError, render_article_body
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.reading_html import acting, assert_harmless
from tests.fuzz.words import MARKDOWN, PART, TEXT
from tests.host import ARTICLE, CONFIG, TOPIC

WORDS = [*MARKDOWN, *TEXT, PART, "=1+1", "@SUM(", "'=", ";-", "]]>", "\\u0000", '","', "'", "%}"]
SHORT = 6
PATH = "annotations/bridge/note.yaml"
ATOM = "{http://www.w3.org/2005/Atom}"
HEAD = ARTICLE[: ARTICLE.index("---", 3) + 4]
KINDS = ("context", "correction", "source")
STATUSES = ("published", "resolved", "withdrawn")


def seeds() -> list[bytes]:
    return [
        seed(
            *(
                "The bridge cost **5 million** crowns.\n\nIt was closed in 2001.",
                "=Ten times",
                "new",
            ),
            *("It *was* [closed](https://a.example.org/).\n", "+Example & Sons", "shows <it>"),
            choices=bytes((kind, status, 12, 9, 1, 1)),
        )
        for kind in range(3)
        for status in range(3)
    ]


def check(data: bytes) -> None:
    fed = Fed(data)
    article, title, replacement, body, publisher, supports = (fed.text() for _ in range(6))
    assert plain_cell(safe_cell(title)) == title
    article = article.replace("\r\n", "\n").replace("\r", "\n")
    kind, status = fed.pick(KINDS), fed.pick(STATUSES)
    fields: dict[str, Any] = {"kind": kind, "title": title, "body": body, "status": status}
    fields["replacement"] = replacement if kind == "correction" else None
    source = {"url": "https://archive.example.org/bridge", "publisher": publisher}
    fields["sources"] = [source | {"supports": supports}]
    try:
        text = render_article_body(article, "A test article").text
        span = fed.span(text)
        quote = selector_for(text, span)
    except (MarkdownError, ValueError):
        return
    target = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    fields["target"] = [{name: words for name, words in target.items() if words}]
    fields |= {"created": "2026-01-03", "creator": {"name": publisher, "github": "ada"}}
    with tempfile.TemporaryDirectory(prefix="glossator-fuzz-") as folder:
        root = Path(folder)
        _write(root / "site", article, note_text(fields, PATH))
        publication = publish(read_settings(root / "site"))
        notes = publication.site.corpus.notes.get("bridge", [])
        if publication.problems or not notes:
            return
        Exports(publication.site, FORMATS, Cache(root / "kept")).write(root / "out")
        assert_nothing_acts({"": publication.article_html("bridge"), **_pages(root / "out")})
        assert_say_the_same(root / "out")
        assert_well_formed(root / "out")
        assert_word_for_word(publication.site, root)
        if status != "withdrawn":  # of which no form has what it claimed
            assert_come_back(publication.site, root, notes[0].annotation)


def _write(root: Path, article: str, note: str) -> None:
    config = CONFIG.partition("hooks:")[0] + "theme: {name: material}\n"
    files = {"mkdocs.yml": config, "docs/articles/bridge.md": f"{HEAD}\n{article}\n"}
    files |= {"docs/topics/testing.md": TOPIC, "docs/index.md": "# Test data\n", PATH: note}
    for name, text in files.items():
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_text(text, encoding="utf-8", errors="replace", newline="")


def _pages(out: Path) -> dict[str, str]:
    return {file.name: file.read_text(encoding="utf-8") for file in out.rglob("*.html")}


# What acts on the pages that are made of the seeds, which is ours.
_OURS: dict[str, set[tuple[str, tuple[str, ...]]]] = {}


def assert_nothing_acts(pages: dict[str, str]) -> None:
    """Whatever somebody writes, nothing acts on a page that does not on those of the seeds."""
    if not _OURS:
        _OURS["learning"] = set()
        for one in seeds():
            check(one)
        del _OURS["learning"]
    for name, page in pages.items():
        found = acting(page)
        if "learning" in _OURS:
            _OURS.setdefault(name, set()).update(found)
        assert found <= _OURS[name], name


def assert_say_the_same(out: Path) -> None:
    """Tables, records and the database have the same words, and no cell is a formula."""
    (line,) = (out / "data/annotations.jsonl").read_bytes().decode().split("\n")[:-1]
    note = json.loads(line)
    text = (out / "data/annotations.csv").read_bytes().decode()
    (row,) = csv.DictReader(io.StringIO(text, newline=""), strict=True)
    for name in ("title", "body", "body_html", "creator"):
        assert plain_cell(row[name]) == (note[name] or "")
        assert not row[name].startswith(tuple("=+-@\t\r"))
    with closing(sqlite3.connect(out / "data/corpus.sqlite")) as database:
        found = database.execute("SELECT title, body, creator FROM notes").fetchall()
    assert found == [(note["title"], note["body"], note["creator"])]


def assert_well_formed(out: Path) -> None:
    """All that is XML and JSON is read by others' readers, and HTML in it is harmless."""
    for file in out.rglob("*.json*"):
        if file.suffix != ".jsonl":
            json.loads(file.read_bytes())
    for file in out.rglob("feed.xml"):
        feed = etree.fromstring(file.read_bytes())
        items = json.loads(file.with_suffix(".json").read_bytes())["items"]
        for entry, item in zip(feed.findall(f"{ATOM}entry"), items, strict=True):
            html = item["content_html"].replace("\r\n", "\n").replace("\r", "\n")
            assert entry.findtext(f"{ATOM}content") == html
            assert_harmless(html)


def assert_word_for_word(site: Site, root: Path) -> None:
    """In both forms of Markdown stand the words of the article, whoever reads it."""
    form = EXPORT_FORMS["markdown"]
    Exports(site, [form.make(root / "site")], Cache(root / "other")).write(root / "footnotes")
    text = (root / "footnotes" / form.main).read_text(encoding="utf-8")
    words = site.articles["bridge"].text.source.text
    article = text.partition("\n\n*Published by ")[0].replace("[^bridge-note]", "")
    assert _letters(render_article_body(article, "A test article").text) == _letters(words)
    page = (root / "out/articles/bridge/index.md").read_text(encoding="utf-8")
    article = page.partition("\n## The article as it was published\n\n")[2]
    _, told, behind = article.partition("Numbers in brackets are those of the annotations above.")
    shown = render_article_body(f"# x\n\n{behind if told else article}", "x").text[1:]
    assert _letters(shown) == _letters(words)


def _letters(text: str) -> str:
    """A text without blanks, signs that nobody sees, and numbers of notes."""
    return re.sub(r"\[[0-9]+\]|\s|[\x00-\x1f\x7f-\x9f\ufffd]", "", text)


def assert_come_back(site: Site, root: Path, annotation: Annotation) -> None:
    """A note that is exported and imported is the same note."""
    form = EXPORT_FORMS["jsonld"]
    Exports(site, [form.make(root / "site")], Cache(root / "other")).write(root / "exported")
    shutil.rmtree(root / "site/annotations")
    settings = read_settings(root / "site")
    arrivals = Arrivals(settings, publish(settings).site)
    ((_, node),) = read_annotations(str(root / "exported" / form.main))
    foreign = read_annotation(node, lambda: Location("a.json"))
    made = arrivals.make(foreign)
    assert made.path == PATH
    (root / "site" / PATH).parent.mkdir(parents=True)
    (root / "site" / PATH).write_text(made.text, encoding="utf-8", newline="")
    (note,) = publish(read_settings(root / "site")).site.corpus.notes["bridge"]
    assert _meaning(note.annotation) == _meaning(annotation)


def _meaning(annotation: Annotation) -> dict[str, Any]:
    said = annotation.model_dump()
    said["replacement"] = None
    for number, target in enumerate(said["target"]):
        target["replacement"] = annotation.replacement_at(number)
    return said
