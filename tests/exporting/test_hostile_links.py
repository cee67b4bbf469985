"""No link that somebody wrote runs anything anywhere, however those read it who read it."""

from __future__ import annotations

import csv
import io
import json
import re
import sqlite3
import unicodedata
from collections.abc import Callable, Iterator
from contextlib import closing
from html import escape
from pathlib import Path

import markdown
import pytest
from lxml import etree, html

from glossator.exporting.cells import plain_cell
from glossator.exporting.export_forms import EXPORT_FORMS
from glossator.exporting.markdown_of import markdown_of
from glossator.exporting.note_parts import leading_on
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.weaving.markdown import is_harmless, render_article_body, render_note_body
from tests.exporting.published import publish_data
from tests.host import ARTICLE, write_site

# References, as a control character cannot stand in a file of ours.
ADDRESSES = [
    "javascript:alert(1)",
    "JaVaScRiPt:alert(1)",
    "java&#1;script:alert(1)",
    "&#1;javascript:alert(1)",
    "&#x1f;&#x1;javascript:alert(1)",
    "java&#9;script:alert(1)",
    "java&Tab;script:alert(1)",
    "java&NewLine;script:alert(1)",
    "java&#13;&#10;script:alert(1)",
    "java&#127;script:alert(1)",
    "java&#x85;script:alert(1)",
    "java&#0;script:alert(1)",
    "java&shy;script:alert(1)",
    "java&ZeroWidthSpace;script:alert(1)",
    "java&#x2028;script:alert(1)",
    "java&#xFEFF;script:alert(1)",
    "&nbsp;javascript:alert(1)",
    "&#x202e;javascript:alert(1)",
    "javascript&colon;alert(1)",
    "javascript&#1;:alert(1)",
    "java\ufffdscript:alert(1)",
    "./java&#1;script:alert(1)",
    "vbscript:x",
    "data:text/html,<script>alert(1)</script>",
    "blob:https://news.example.org/1",
    "file:///etc/hosts",
    "http&#9;s://news.example.org/",
    "https:news.example.org",
    "https:///news.example.org",
    "https:\\\\news.example.org",
    "\\\\news.example.org",
    "/\\news.example.org",
    "/&#9;/news.example.org",
    "a&#10;b",
]
GOOD = [
    "https://news.example.org/a:b?c=d:e#f:g",
    "HTTPS://news.example.org/",
    "https://news.example.org/می‌خواهم",
    "mailto:test@example.org",
    "../../topics/testing/",
    "#note-cost",
]
ACTIVE = {"script", "img", "iframe", "style", "object", "svg", "input", "form", "embed", "base"}
HEAD = """\
kind: context
title: Links
sources: [{url: https://archive.example.org/test-data, publisher: Example Archive (test data)}]
body: """


def written(address: str) -> Iterator[str]:
    """The ways in which a link is written."""
    yield f"[x]({address})"
    yield f"[x](<{address}>)"
    yield f"<a href='{address}'>x</a>"
    yield f'<A HREF="{address}" title="x">x</A>'
    yield f"<a href={address}>x</a>"
    yield f"<q cite='{address}'>x</q>"
    yield f"[x][r]\n\n[r]: {address}"
    yield f"<{address}>"


def is_clear(address: str) -> bool:
    """Whether it leads to a page, whatever a reader leaves out of it that nobody sees."""
    if re.search(r"[\x00-\x1f\x7f-\x9f\\]", address):
        return False
    seen = "".join(one for one in address if unicodedata.category(one)[0] not in "CZ")
    seen = seen.replace("\ufffd", "").lower()
    scheme = re.match(r"[^/?#]*?:", seen)
    return scheme is None or bool(re.match(r"https?://[^/]|mailto:", seen))


def faults(text: str) -> list[str]:
    """What is wrong with the links of HTML, or acts otherwise."""
    root = html.fragment_fromstring(text, create_parent="div")
    found = [one.tag for one in root.iter() if one.tag in ACTIVE]
    for one in root.iter():
        for name, value in one.attrib.items():
            if name.startswith("on") or (name in ("href", "cite", "src") and not is_clear(value)):
                found.append(f"{name}={value!r}")
    return found


def made(text: str) -> str:
    """What somebody makes of Markdown who takes nothing out."""
    return markdown.markdown(text, extensions=["sane_lists", "footnotes"])


def test_what_is_asked_of_links_is_enough() -> None:
    assert all(map(is_clear, GOOD))
    bad = [f"<p><a href='{address}'>x</a></p>" for address in ADDRESSES]
    assert [one for one in bad if not faults(one)] == []


@pytest.mark.parametrize("address", ADDRESSES)
def test_a_body_has_no_such_link(address: str) -> None:
    for text in written(address):
        body = str(render_note_body(text))
        assert faults(body) == []
        assert faults(leading_on(body, "../../../articles/bridge/")) == []
        assert faults(made(markdown_of(body))) == []
        assert faults(render_article_body(text, "A title", "https://news.example.org/1").html) == []
        assert not is_harmless(text) or faults(made(text)) == []


@pytest.mark.parametrize(
    "text", ["&lt;<span>script&gt;alert(1)</span>", "&lt;<a>script</a>&gt;", "\\&lt;script>"]
)
def test_pieces_of_text_do_not_become_a_tag_together(text: str) -> None:
    assert faults(made(markdown_of(str(render_note_body(text))))) == []


@pytest.mark.parametrize("address", GOOD)
def test_good_links_stay(address: str) -> None:
    for text in (f"[x]({address})", f"<a href='{address}'>x</a>"):
        body = str(render_note_body(text))
        assert f'href="{address}"' in body
        assert f"[x]({address})" in markdown_of(body)
    assert is_harmless(f"[x]({address})")


@pytest.mark.build  # for as long as it takes
def test_naughty_strings_are_no_such_links(corpora: Path) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))
    assert len(strings) > 400
    for string in strings:
        for text in (f"[x]({string})", f"<a href='{escape(string)}'>x</a>", string):
            body = str(render_note_body(text))
            assert faults(body) == []
            assert faults(made(markdown_of(body))) == []
            assert not is_harmless(text) or faults(made(text)) == []


@pytest.fixture(scope="module")
def root(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A site with all of these links in a note, and in the text of an article."""
    root = write_site(tmp_path_factory.mktemp("links") / "site")
    text = "\n\n".join(line for address in (*ADDRESSES, *GOOD) for line in written(address))
    body = json.dumps(text, ensure_ascii=False)
    for status in ("published", "withdrawn"):
        note = f"{HEAD}{body}\nstatus: {status}\ntarget: {{exact: closed}}\n"
        if status == "withdrawn":
            note = note.replace("{exact: closed}", "{exact: in 2001}")
        (root / f"annotations/bridge/links-{status}.yaml").write_text(note, encoding="utf-8")
    (root / "docs/articles/bridge.md").write_text(f"{ARTICLE}\n{text}\n", encoding="utf-8")
    return root


def of_pages(out: Path) -> Iterator[str]:
    for file in out.glob("notes/bridge/links-*/index.html"):
        yield from re.findall('<div class="said">(.*?)</div>\n', file.read_text("utf-8"), re.DOTALL)


def of_jsonld(out: Path) -> Iterator[str]:
    whole = json.loads((out / "data/annotations.jsonld").read_bytes())
    for one in whole["first"]["items"]:
        yield from (part["value"] for part in one["body"] if part.get("format") == "text/html")


def of_atom(out: Path) -> Iterator[str]:
    for one in etree.fromstring((out / "feed.xml").read_bytes()).iter("{*}content"):
        yield one.text


def of_json_feed(out: Path) -> Iterator[str]:
    for one in json.loads((out / "feed.json").read_bytes())["items"]:
        yield one["content_html"]


def of_json_lines(out: Path) -> Iterator[str]:
    for line in (out / "data/annotations.jsonl").read_bytes().splitlines():
        yield json.loads(line)["body_html"]


def of_csv(out: Path) -> Iterator[str]:
    text = (out / "data/annotations.csv").read_bytes().decode("utf-8")
    for row in csv.DictReader(io.StringIO(text, newline="")):
        yield plain_cell(row["body_html"])


def of_sqlite(out: Path) -> Iterator[str]:
    with closing(sqlite3.connect(out / "data/corpus.sqlite")) as database:
        yield from (text for (text,) in database.execute("SELECT body_html FROM notes"))


def of_markdown(out: Path) -> Iterator[str]:
    yield made((out / "articles/bridge/index.md").read_text("utf-8"))
    yield made((out / "llms-full.txt").read_text("utf-8"))


@pytest.fixture(scope="module")
def out(root: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    return publish_data(root, tmp_path_factory.mktemp("links") / "out")


@pytest.mark.parametrize(
    "htmls",
    [of_pages, of_jsonld, of_atom, of_json_feed, of_json_lines, of_csv, of_sqlite, of_markdown],
)
def test_no_published_form_has_such_a_link(
    out: Path, htmls: Callable[[Path], Iterator[str]]
) -> None:
    texts = list(htmls(out))
    assert sum(">x</a>" in text for text in texts) >= 2
    assert [fault for text in texts for fault in faults(text)] == []


@pytest.mark.parametrize("form", ["jsonld", "hypothesis", "markdown"])
def test_no_export_has_such_a_link(root: Path, form: str) -> None:
    publication = publish(read_settings(root))
    known = EXPORT_FORMS[form].make(root)
    fragment = known.fragment(publication.site, "bridge")
    (output,) = known.of_site(publication.site, lambda: iter([("bridge", fragment)]))
    text = b"".join(output.chunks).decode("utf-8")
    texts = [text]
    if form == "hypothesis":
        texts = [row["text"] for row in json.loads(text)["rows"]]
    if form == "jsonld":
        bodies = (one["body"][0]["items"] for one in json.loads(text)["first"]["items"])
        texts = [typed["value"] for _, typed in bodies]
    assert sum("[x](https://news.example.org/a:b?c=d:e#f:g)" in one for one in texts) >= 1
    assert [fault for one in texts for fault in faults(made(one))] == []
