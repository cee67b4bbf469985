"""`glossator export` and `glossator import-annotations`: out, in, and back again."""

from __future__ import annotations

import json
import os
import shutil
import sqlite3
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result
from hypothesis import assume, given
from hypothesis import strategies as st

from glossator.anchoring.quoting import selector_for
from glossator.cli import main
from glossator.content.loading import load_corpus
from glossator.content.model import Annotation
from glossator.editing.note_file import note_text
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.weaving.markdown import render_article_body, render_note_body
from tests.budget import examples
from tests.exporting.annotated import CASES, CONFIG, exported, write_case
from tests.web_server import Web, serving

EXAMPLE = Path(__file__).parents[1] / "example_site"
SITE = "https://notes.example.org"
ORIGINAL = "https://news.example.org/works"
# A publisher's page in Hypothesis: its text has no breaks between paragraphs.
ROW: dict[str, Any] = {
    "id": "AAAAtestdata",
    "created": "2026-01-03T10:20:30.000000+00:00",
    "updated": "2026-01-03T10:20:30.000000+00:00",
    "user": "acct:ada_sample@annotations.example.org",
    "user_info": {"display_name": "Ada Sample"},
    "uri": ORIGINAL,
    "text": "Another *source* says so.",
    "tags": ["Machine Tools", "to do"],
    "group": "__world__",
    "permissions": {"read": ["group:__world__"]},
    "document": {"title": ["Example Works doubles its output"]},
    "links": {"html": "https://annotations.example.org/a/AAAAtestdata"},
    "target": [
        {
            "source": ORIGINAL,
            "selector": [
                {"type": "RangeSelector", "startContainer": "/p[1]", "endContainer": "/p[1]"},
                {"type": "TextPositionSelector", "start": 5, "end": 9},
                {
                    "type": "TextQuoteSelector",
                    "exact": "Example Works said",
                    "prefix": "doubles its output",
                    "suffix": " on Monday that",
                },
            ],
        }
    ],
}


@pytest.fixture
def here(site: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The small site as the current folder."""
    (site / "mkdocs.yml").write_text(CONFIG)
    monkeypatch.chdir(site)
    return site


@pytest.fixture
def web() -> Iterator[Web]:
    with serving() as server:
        yield server


def run(*args: str, code: int = 0) -> Result:
    done = CliRunner().invoke(main, args)
    assert done.exit_code == code, done.output
    return done


def take(source: object, *options: str, code: int = 0) -> Result:
    return run("import-annotations", str(source), *options, code=code)


def answer(*rows: dict[str, Any], total: int | None = None) -> str:
    return json.dumps({"total": len(rows) if total is None else total, "rows": rows}, indent=1)


def case(name: str, root: Path) -> Path:
    (found,) = (one for one in CASES if one.stem == name)
    return write_case(found, root)


def notes(root: Path) -> dict[str, Any]:
    """What each note says, wherever its file says so."""
    found = load_corpus(root).notes
    return {note.path: meaning(note.annotation) for some in found.values() for note in some}


def meaning(annotation: Annotation) -> dict[str, Any]:
    """What a note says: a replacement counts for its place, at which of both it may stand."""
    said = annotation.model_dump()
    said["replacement"] = None
    for number, target in enumerate(said["target"]):
        target["replacement"] = annotation.replacement_at(number)
    return said


# From here on: out.


def test_notes_are_exported_as_the_site_publishes_them_and_more(here: Path) -> None:
    case("correction", here)
    done = run("export")
    whole = json.loads(done.stdout)
    assert (whole["type"], whole["total"]) == ("AnnotationCollection", 1)
    (note,) = whole["first"]["items"]
    html, typed = note["body"][0]["items"]
    assert html["format"] == "text/html"
    assert typed["value"].startswith("The budget says **million**")
    quote, *_ = note["target"][0]["selector"]
    assert quote == {"type": "TextQuoteSelector", "exact": "$5.3 billion"}
    assert done.stderr == "1 note on 1 article.\n"


def test_what_forms_do_not_have_is_told(here: Path) -> None:
    case("withdrawn", here)
    told = "No form has what withdrawn notes claimed."
    assert run("export").stderr == f"1 note on 1 article. {told}\n"
    said = run("export", "--format", "markdown").stderr
    assert "What this form has no place for: topics, people, days" in said
    assert told in said


def test_some_articles_and_some_topics_are_exported_alone(here: Path) -> None:
    case("correction", here)
    other = (here / "docs/articles/example.md").read_text()
    (here / "docs/articles/other.md").write_text(other.replace("/works", "/other"))
    assert json.loads(run("export", "--article", "other").stdout)["total"] == 0
    assert json.loads(run("export", "--article", "docs/articles/example.md").stdout)["total"] == 1
    assert json.loads(run("export", "--topic", "machines").stdout)["total"] == 1
    said = run("export", "--topic", "machine", code=2).output
    assert 'there is no topic "machine"; did you mean `machines`?' in said
    assert "there is no article" in run("export", "--article", "exampel", code=2).output


def test_a_file_is_written_whole_in_the_place_of_an_older_one(here: Path) -> None:
    case("correction", here)
    (here / "out.jsonld").write_text("old")
    assert run("export", "-o", "out.jsonld").stdout == ""
    assert json.loads((here / "out.jsonld").read_text())["total"] == 1
    run("export", "--format", "hypothesis", "-o", "folder/")
    assert [file.name for file in (here / "folder").iterdir()] == ["hypothesis.json"]


def test_what_is_no_file_is_written_to_and_what_a_link_leads_to_takes_the_new_one(
    here: Path,
) -> None:
    case("correction", here)
    os.mkfifo(here / "pipe")
    reader = subprocess.Popen(["cat", str(here / "pipe")], stdout=subprocess.PIPE)
    run("export", "-o", "pipe")
    said, _ = reader.communicate(timeout=60)
    assert json.loads(said)["total"] == 1
    (here / "link").symlink_to("there.jsonld")
    run("export", "-o", "link")
    assert (here / "link").is_symlink()
    assert (here / "there.jsonld").read_bytes() == said


def test_who_reads_only_the_beginning_is_told_nothing(here: Path) -> None:
    case("correction", here)
    command = [sys.executable, "-m", "glossator", "export"]
    reading, writing = os.pipe()
    os.close(reading)  # before the first word comes, however soon that is
    try:
        asked = subprocess.run(command, cwd=here, stdout=writing, stderr=subprocess.PIPE)
    finally:
        os.close(writing)
    assert asked.returncode == 1
    assert b"Error" not in asked.stderr


def test_addresses_that_only_this_machine_knows_are_told(here: Path) -> None:
    case("correction", here)
    assert "nobody else can open" not in run("export", "-o", "out").stderr
    config = CONFIG.replace(SITE, "http://127.0.0.1:8000")
    assert config != CONFIG
    (here / "mkdocs.yml").write_text(config)
    said = run("export", "-o", "out").stderr
    assert "begin with http://127.0.0.1:8000/, which nobody else can open; set `site_url`" in said


def test_tables_are_of_what_was_chosen(here: Path) -> None:
    case("correction", here)
    other = (here / "docs/articles/example.md").read_text()
    (here / "docs/articles/other.md").write_text(other.replace("/works", "/other"))
    lines = run("export", "--format", "csv", "--article", "other").stdout.splitlines()
    assert len(lines) == 1
    lines = run("export", "--format", "csv", "--topic", "machines").stdout.splitlines()
    assert lines[1].startswith("example,note,")
    run("export", "--format", "csv", "-o", "tables/")
    assert {"annotations.csv", "articles.csv"} <= {one.name for one in (here / "tables").iterdir()}
    (line,) = run("export", "--format", "jsonl", "--article", "example").stdout.splitlines()
    assert json.loads(line)["note"] == "note"
    run("export", "--format", "sqlite", "-o", "corpus.sqlite", "--topic", "machines")
    with sqlite3.connect(here / "corpus.sqlite") as database:
        assert database.execute("SELECT article, note FROM annotations").fetchall() == [
            ("example", "note")
        ]


def test_hypothesis_has_a_row_for_each_place_on_the_original(here: Path) -> None:
    case("several-replacements", here)
    said = json.loads(run("export", "--format", "hypothesis").stdout)
    assert said["total"] == 2
    page = "https://notes.example.org/notes/example/note/"
    assert [row["id"] for row in said["rows"]] == [f"{page}#place-1", f"{page}#place-2"]
    row = said["rows"][0]
    assert row["uri"] == ORIGINAL
    assert row["tags"] == ["correction"]
    assert "~~opened in 2019~~ → opened in 2018" in row["text"]
    quote = row["target"][0]["selector"][1]
    assert (quote["exact"], quote["suffix"][:5]) == ("opened in 2019", ", and")


def test_footnotes_stand_behind_the_words_that_they_are_about(here: Path) -> None:
    case("correction", here)
    text = run("export", "--format", "markdown").stdout
    assert "# Example Works doubles its output\n" in text
    assert "spend $5.3 billion[^example-note] on new machines." in text
    assert "\n[^example-note]: **Correction: A thousand times too much**\n\n    ~~$5.3 b" in text


def test_footnotes_leave_the_markup_of_an_article_as_it_is(here: Path) -> None:
    file = here / "docs/articles/example.md"
    marked = file.read_text().replace("$5.3 billion", "[**$5.3 billion**](https://b.example.org/5)")
    file.write_text(marked + "\n| billion | 5.3 |\n| --- | --- |\n| `code 7` | *finish* |\n")
    case("correction", here)
    (here / "annotations/example/end.yaml").write_text(
        "kind: context\ntarget:\n  - exact: code 7\n  - exact: finish\nbody: Words.\n"
    )
    text = run("export", "--format", "markdown").stdout
    assert "[**$5.3 billion[^example-note]**](https://b.example.org/5) on new" in text
    assert "| *finish[^example-end]* |" in text
    assert "`code 7`" in text


# And in.


def test_annotations_of_hypothesis_become_notes(here: Path) -> None:
    (here / "a.json").write_text(answer(ROW))
    done = take("a.json")
    assert done.stdout == "annotations/example/example-works-said.yaml\n"
    (said,) = notes(here).values()
    assert said["kind"] == "context"
    assert said["body"] == "Another *source* says so.\n"
    assert said["creator"] == {"name": "Ada Sample", "github": None}
    assert said["created"] == "2026-01-03"
    # The tag that is an alias of a topic became one; of the other one it is told.
    assert said["topics"] == ("machines",)
    assert 'a.json:5:10: not kept: the tag "to do", as no topic is called so' in done.stderr
    assert run("check").output == ""


def test_an_annotation_that_is_a_note_already_is_left(here: Path) -> None:
    (here / "a.json").write_text(answer(ROW))
    take("a.json")
    before = notes(here)
    assert "0 notes written, 1 there already." in take("a.json").stderr
    assert notes(here) == before


def test_a_quote_that_is_not_there_is_told_with_what_looks_like_it(here: Path) -> None:
    row = json.loads(json.dumps(ROW).replace("Example Works said", "more mashines"))
    (here / "a.json").write_text(answer(row))
    said = take("a.json", code=1).stderr
    assert 'a.json:5:10: not imported: quote-orphaned: "more mashines" is not in example' in said
    assert "glossator new annotation example --quote" in said
    assert "[new machines]" in said or "machines" in said
    assert notes(here) == {}


def test_words_in_several_places_are_never_guessed(here: Path) -> None:
    row = json.loads(json.dumps(ROW))
    row["target"][0]["selector"] = [{"type": "TextQuoteSelector", "exact": "the plant in"}]
    (here / "a.json").write_text(answer(row))
    said = take("a.json", code=1).stderr
    assert 'quote-ambiguous: "the plant in" stands in 2 places' in said
    assert notes(here) == {}


def test_replies_are_told(here: Path) -> None:
    reply = {**ROW, "id": "BBBBtestdata", "references": ["AAAAtestdata"], "text": "I doubt it."}
    (here / "a.json").write_text(answer(ROW, reply))
    said = take("a.json").stderr
    assert 'not kept: a reply by Ada Sample: "I doubt it."' in said
    assert len(notes(here)) == 1


def test_a_note_that_breaks_a_rule_is_not_written(here: Path) -> None:
    (here / "a.json").write_text(answer({**ROW, "tags": ["correction"]}))
    said = take("a.json", code=1).stderr
    assert "replacement-missing" in said
    assert "sources-missing" in said
    assert notes(here) == {}


def test_what_is_on_no_article_of_the_site_is_told(here: Path) -> None:
    elsewhere = json.loads(json.dumps(ROW).replace(ORIGINAL, "https://else.example.org/x"))
    (here / "a.json").write_text(answer(elsewhere))
    said = take("a.json", code=1).stderr
    assert "it is on https://else.example.org/x, of which the site has no article" in said
    take("a.json", "--article", "example")
    assert len(notes(here)) == 1


def test_a_dry_run_writes_nothing(here: Path) -> None:
    (here / "a.json").write_text(answer(ROW))
    done = take("a.json", "--dry-run")
    assert "kind: context" in done.stdout
    assert "1 note made." in done.stderr
    assert notes(here) == {}


def test_the_pages_of_hypothesis_are_followed(here: Path, web: Web) -> None:
    rows = [{**ROW, "id": f"row{n}", "text": f"Note {n}."} for n in range(3)]

    def serve(request: Any) -> None:
        offset = int(request.path.partition("offset=")[2] or 0)
        content = answer(*rows[offset : offset + 2], total=3).encode()
        request.send_response(200)
        request.send_header("Content-Type", "application/json; charset=utf-8")
        request.send_header("Content-Length", str(len(content)))
        request.end_headers()
        request.wfile.write(content)

    address = web.route("/api/search", serve)
    take(f"{address}?uri=a&limit=2")
    assert web.asked == ["GET /api/search?uri=a&limit=2", "GET /api/search?uri=a&limit=2&offset=2"]
    bodies = [said["body"] for said in notes(here).values()]
    assert sorted(bodies) == ["Note 0.\n", "Note 1.\n", "Note 2.\n"]


def test_what_is_missing_in_a_file_is_told(here: Path) -> None:
    (here / "a.json").write_text(answer(ROW, total=3))
    said = take("a.json", code=1).stderr
    assert "a.json:1:1: it has 1 of 3 annotations; give the address" in said
    assert "1 note written, 2 not imported." in said


def annotation(**more: Any) -> dict[str, Any]:
    made = {"type": "Annotation", "id": "https://else.example.org/1", "motivation": "commenting"}
    made["target"] = {
        "source": "http://www.news.example.org/works/?utm_source=x#top",
        "selector": {"type": "TextQuoteSelector", "exact": "Exampleton opened in 2019"},
    }
    made["body"] = {"type": "TextualBody", "value": "So it did."}
    return {"@context": "http://www.w3.org/ns/anno.jsonld"} | made | more


def page(web: Web, path: str, data: Any) -> str:
    return web.page(path, json.dumps(data), kind="application/ld+json")


def test_the_pages_of_a_collection_are_followed(here: Path, web: Web) -> None:
    second = {"type": "AnnotationPage", "items": [annotation(id="b", body="Or not.")]}
    page(web, "/two", second)
    page(web, "/one", {"type": "AnnotationPage", "items": [annotation()], "next": "/two"})
    take(page(web, "/all", {"type": "AnnotationCollection", "total": 2, "first": "/one"}))
    assert {said["body"] for said in notes(here).values()} == {"So it did.\n", "Or not.\n"}


def test_pages_beside_a_file_are_read_from_there(here: Path) -> None:
    second = {"type": "AnnotationPage", "items": [annotation(id="b", body="Or not.")]}
    (here / "a-2.jsonld").write_text(json.dumps(second))
    further = "https://x.example.org/data/a-2.jsonld"
    first = {"type": "AnnotationPage", "items": [annotation()], "next": further}
    (here / "a.jsonld").write_text(json.dumps({"type": "AnnotationCollection", "first": first}))
    take("a.jsonld")
    assert len(notes(here)) == 2


def test_pages_in_a_circle_end(here: Path, web: Web) -> None:
    page(web, "/two", {"type": "AnnotationPage", "items": [], "next": "/one"})
    said = take(page(web, "/one", {"type": "AnnotationPage", "items": [], "next": "/two"}), code=1)
    assert "lead in a circle" in said.stderr


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("{\n  nothing", "a.json:2:3: this JSON is broken"),
        ("", "a.json: it is empty; give W3C annotations"),
        ("<html>", "a.json:1:1: this is a page or a feed, and no JSON; give W3C annotations"),
        ("a,b\n", "a.json:1:1: this is no JSON; give W3C annotations"),
        ('{"a": 1}\n{"a": 2}', "a.json:2:1: each line is JSON by itself (JSON Lines)"),
        ('{"a": 1}', "a.json:1:1: there are no annotations in it"),
        ("[" * 100_000, "a.json:1:1:"),
    ],
)
def test_what_is_wrong_with_a_file_is_told_with_its_place(here: Path, text: str, said: str) -> None:
    (here / "a.json").write_text(text)
    assert said in take("a.json", code=1).stderr


@pytest.mark.parametrize(
    ("source", "said"),
    [
        ("docs", '"docs" is a folder; give a file in it'),
        ("b.json", 'there is no file "b.json"; give a file or a whole address'),
        ("docs/b.json", 'there is no file "docs/b.json"; give a file or a whole address'),
        ("example.org/b", 'there is no file "example.org/b"; did you mean `https://example.org/b`'),
    ],
)
def test_what_is_no_source_is_told(here: Path, source: str, said: str) -> None:
    assert said in take(source, code=2).stderr


def test_an_answer_that_does_not_come_is_told_with_what_to_do(here: Path, web: Web) -> None:
    said = take(web.page("/gone", "", status=404), code=1).stderr
    assert "404 Not Found: there is no such page; check the address, or save what it" in said
    assert "written" not in said


def test_an_annotation_on_no_page_is_told(here: Path) -> None:
    (here / "a.json").write_text('{"type": "Annotation"}')
    assert "it does not say on which page it is" in take("a.json", code=1).stderr


def test_html_of_a_body_becomes_markdown_that_reads_the_same(here: Path) -> None:
    html = '<p>One <em>word</em> &amp; <a href="https://a.example.org/">two</a>*</p>'
    html += "<ul><li>x</li></ul><script>alert(1)</script>"
    body = {"type": "TextualBody", "value": html, "format": "text/html"}
    (here / "a.json").write_text(json.dumps(annotation(body=body)))
    take("a.json")
    (said,) = notes(here).values()
    assert said["body"] == "One *word* & [two](https://a.example.org/)\\*\n\n-   x\n"


def test_all_that_has_no_place_in_a_note_is_told(here: Path) -> None:
    more = annotation(
        audience={"id": "https://a.example.org/"},
        creator=[{"name": "Ada Sample"}, "Otto Sample"],
        motivation=["describing", "questioning"],
        label="x" * 81,
    )
    (here / "a.json").write_text(json.dumps(more))
    said = take("a.json").stderr
    for left in ("`audience`", "another creator", "the motivation `questioning`", "a title of"):
        assert f"not kept: {left}" in said


@pytest.mark.parametrize("odd", ["\x00", "\ud800", "\x1b[2J", "\x85", "---\n", "\u2028", "\ufeff"])
def test_odd_characters_are_kept_or_told_and_stop_nothing(here: Path, odd: str) -> None:
    rows = [{**ROW, "id": "odd", "text": f"a{odd}b", "tags": [odd]}, {**ROW, "id": f"x{odd}"}]
    (here / "a.json").write_text(answer(*rows))
    done = CliRunner().invoke(main, ["import-annotations", "a.json"])
    assert done.exit_code in {0, 1}
    assert not done.exception or isinstance(done.exception, SystemExit)
    assert "\x1b" not in done.output
    bodies = [said["body"] for said in notes(here).values()]
    assert len(bodies) == 2 or "a.json:5:" in done.stderr
    assert run("check").output == ""


def test_a_note_of_the_same_id_that_says_something_else_stays(here: Path) -> None:
    case("correction", here)
    run("export", "-o", "out.jsonld")
    file = here / "annotations/example/note.yaml"
    file.write_text(file.read_text().replace("title: A thousand", "title: Ten"))
    before = file.read_bytes()
    said = take("out.jsonld", code=1).stderr
    assert "annotations/example/note.yaml is there already and says something else" in said
    assert file.read_bytes() == before


def test_the_kind_is_what_is_asked_for_where_an_annotation_does_not_say_it(here: Path) -> None:
    linked = [{"source": {"id": "https://a.example.org/x"}, "purpose": "linking"}, "Words."]
    (here / "a.json").write_text(json.dumps(annotation(body=linked)))
    done = take("a.json", "--kind", "source")
    (said,) = notes(here).values()
    assert said["kind"] == "source"
    assert said["sources"][0]["publisher"] == "a.example.org"
    assert "taken for granted: https://a.example.org/x names no publisher" in done.stderr


@pytest.mark.parametrize("name", ["correction", "several-replacements", "whole-article"])
def test_what_a_site_publishes_becomes_notes_on_the_same_places(name: str, here: Path) -> None:
    case(name, here)
    before = notes(here)
    files = exported(publish(read_settings(here)).site, here / "published")
    (here / "a.jsonld").write_text(json.dumps(files["data/annotations.jsonld"]))
    shutil.rmtree(here / "annotations")
    take("a.jsonld")
    for path, said in notes(here).items():
        # A form that has Markdown is only that of `glossator export`; addresses become IRIs.
        for one in (said, before[path]):
            one["body"] = str(render_note_body(one["body"])).replace("../../", f"{SITE}/")
            one["sources"] = [source["url"].replace("{2}", "%7B2%7D") for source in one["sources"]]
        assert said == before.pop(path)
    assert before == {}


# And back again.

ARTICLE = (EXAMPLE / "docs/articles/example.md").read_text(encoding="utf-8").split("---\n")[2]
HTML = render_article_body(ARTICLE, "")
signs = st.characters(exclude_categories=["C", "Z"]) | st.sampled_from(" \u00a0\"'<>&*_[]\\`")
words = st.text(signs, min_size=1, max_size=12).filter(
    lambda text: text.strip() == text and any(map(str.isalnum, text))
)
days = st.dates().map(lambda day: f"{max(day.year, 1000):04}-{day.month:02}-{min(day.day, 28):02}")
ids = st.from_regex(r"[a-z][a-z0-9]{2,6}(-[a-z0-9]{1,4})?", fullmatch=True)
urls = ids.map(lambda name: f"https://{name}.example.org/{name}?a=1&b=2#c")


def maybe(strategy: st.SearchStrategy[Any]) -> st.SearchStrategy[Any]:
    return st.none() | strategy


sources = st.fixed_dictionaries(
    {"url": urls, "publisher": words},
    optional={
        "title": words,
        "via": words,
        "published": days | days.map(lambda day: day[:7]) | days.map(lambda day: day[:4]),
        "accessed": days,
        "archive": urls,
        "supports": words,
    },
)


@st.composite
def targets(draw: st.DrawFn) -> dict[str, str]:
    start = draw(st.integers(0, len(HTML.text) - 2))
    end = draw(st.integers(start + 1, min(len(HTML.text), start + 30)))
    assume(HTML.text[start:end].strip() == HTML.text[start:end] != "")
    selector = selector_for(HTML.text, (start, end))
    made = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    if draw(st.booleans()):
        # Somebody typed other quotation marks, and more context than is needed.
        made["exact"] = made["exact"].replace("“", '"').replace("”", '"')
        made["prefix"] = HTML.text[max(0, start - draw(st.integers(1, 50))) : start]
    return made


@st.composite
def note_fields(draw: st.DrawFn) -> dict[str, Any]:
    kind = draw(st.sampled_from(["correction", "source", "context"]))
    places = draw(st.lists(targets(), min_size=kind == "correction", max_size=3))
    if kind == "correction" and draw(st.booleans()):
        places = [place | {"replacement": draw(words)} for place in places]
    changes = [{"date": "2026-01-05", "text": draw(words)}] if draw(st.booleans()) else []
    return {
        "kind": kind,
        "title": draw(maybe(words)),
        "target": places,
        "replacement": draw(words) if kind == "correction" else None,
        "reason": draw(maybe(st.sampled_from(["figure", "translation"]))),
        "confidence": draw(maybe(st.sampled_from(["high", "low"]))),
        "body": draw(words | words.map(lambda text: f"{text}\n\n*{text}*\n")),
        "sources": draw(st.lists(sources, min_size=1, max_size=2)),
        "topics": draw(st.sampled_from([[], ["machines"]])),
        "status": draw(st.sampled_from([None, "resolved"])),
        "creator": draw(maybe(st.fixed_dictionaries({"name": words}, optional={"github": ids}))),
        "created": draw(maybe(days)),
        "modified": "2026-01-06" if changes else draw(maybe(days)),
        "changes": changes,
        "redirect_from": draw(st.sampled_from([[], ["old-name"], ["elsewhere/old-name"]])),
    }


@pytest.mark.build  # for as long as it takes
@examples(20)
@given(st.dictionaries(ids, note_fields(), min_size=1, max_size=3))
def test_what_is_exported_comes_back_as_the_same_notes(
    tmp_path_factory: pytest.TempPathFactory, fields: dict[str, dict[str, Any]]
) -> None:
    root = tmp_path_factory.mktemp("site")
    shutil.copytree(EXAMPLE, root, dirs_exist_ok=True)
    (root / "mkdocs.yml").write_text(CONFIG)
    folder = root / "annotations/example"
    folder.mkdir(parents=True)
    for name, data in fields.items():
        path = f"annotations/example/{name}.yaml"
        (root / path).write_text(note_text(data, path), encoding="utf-8")
    assume(not publish(read_settings(root)).problems)
    before = notes(root)
    with pytest.MonkeyPatch.context() as patch:
        patch.chdir(root)
        run("export", "-o", "out.jsonld")
        shutil.rmtree(folder)
        said = take("out.jsonld")
    assert notes(root) == before, said.output
