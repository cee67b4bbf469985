"""Files of notes and of annotations, twice as long: what is done for them is no square of that.

What is counted is calls, which are the same on every machine.
"""

from __future__ import annotations

import json
import sys
import time
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner

from glossator.cli.import_annotations import import_annotations
from glossator.content.conflicts import conflict_problems
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_file import tidy_note
from glossator.importing.annotation_source import Document, SourceError, read_annotations
from glossator.importing.controls import settle_controls
from glossator.importing.text_kinds import text_kind
from tests.host import write_site

pytestmark = [pytest.mark.trust]

PATH = "annotations/example/note.yaml"
# How many times more of it: twice as much takes twice as long, and its square four times.
MOST_TIMES = 2.8
# A beginning, what is repeated, and an end.
NOTES = {
    "items": ("a:\n", "- x\n", ""),
    "items without a value": ("a:\n", "-\n", ""),
    "comments above": ("", "# c\n", "title: x\n"),
    "blank lines and comments": ("", "\n# c\n", "title: x\n"),
    "comments below a value": ("title: x\n", "# c\n", ""),
    "comments in a list": ("a:\n", "  # c\n  - x # y\n", ""),
    "comments that are no comments": ("title: x\n", " #y\n", ""),
    "comments in what is broken": ("title: x\n", "# c\n  #d\n", "] : ["),
    "comments behind values of what is broken": ("", "k: x # c\n\n", "] : ["),
    "unknown fields": ("", "titel: x\n", ""),
    "conflicts": ("title: x\n", "<<<<<<< a\n=======\n>>>>>>> b\n", ""),
    "brackets": ("a: [", "b, ", "]\n"),
    "quotes": ("title: ", "'x' ", "\n"),
    "escapes": ('title: "', r"\x41", '"\n'),
    "anchors": ("", "k: &a b\n", ""),
}


def calls_of(work: Callable[[], object]) -> int:
    """How many calls the work makes, of functions in Python and in C."""
    count = 0

    def look(_frame: object, event: str, _what: object) -> None:
        nonlocal count
        count += event in {"call", "c_call"}

    before = sys.getprofile()
    sys.setprofile(look)
    try:
        work()
    finally:
        sys.setprofile(before)
    return count


def read_note(text: str) -> None:
    validate_record(parse_yaml(text, PATH), Annotation)
    tidy_note(text, PATH)


def test_a_note_twice_as_long_takes_twice_the_work(
    is_long: bool, tried: Callable[[str, int], None]
) -> None:
    number = 1_000 if is_long else 250
    steep = {}
    for name, (before, piece, behind) in NOTES.items():
        read_note(before + piece + behind)  # what is made once is made
        small, large = (
            calls_of(lambda text=before + piece * times + behind: read_note(text))
            for times in (number, 2 * number)
        )
        if large > MOST_TIMES * small:
            steep[name] = (small, large)
    tried("Pieces of notes' files repeated, read and put in order", len(NOTES))
    assert not steep


def test_each_of_many_conflicts_is_told_in_its_line() -> None:
    text = "a\n" + "<<<<<<< a\nx\n=======\n>>>>>>> b\n>>>>>>> c\n" * 300
    lines = [problem.location.line for problem in conflict_problems(text, "a.md")]
    assert lines == [line for first in range(2, 1502, 5) for line in (first, first + 4)]


def annotation(number: int, **fields: object) -> dict[str, object]:
    return {
        "id": f"https://notes.example.org/n{number}",
        "type": "Annotation",
        "motivation": "editing" if number % 2 else "describing",
        "label": f"Title {number}",
        "creator": {"name": "Ada Sample"},
        "created": "2026-01-03T10:20:30Z",
        "body": [{"type": "TextualBody", "value": f"Words {number}."}],
        "target": "https://news.example.org/1",
        **fields,
    }


def test_twice_as_many_annotations_take_twice_the_work(
    site: Path, monkeypatch: pytest.MonkeyPatch, tried: Callable[[str, int], None]
) -> None:
    monkeypatch.chdir(write_site(site))

    def work(number: int) -> int:
        source = site / f"{number}.json"
        source.write_text(
            json.dumps([annotation(one, motivation="describing") for one in range(number)])
        )
        runner = CliRunner()
        command = [source.name, "--article", "bridge", "--dry-run"]
        return calls_of(lambda: runner.invoke(import_annotations, command, catch_exceptions=False))

    work(2)
    few, more, many = map(work, (50, 100, 200))
    tried("Annotations of others, twice as many on one article", 200)
    assert many - more < MOST_TIMES * (more - few)


def test_an_annotation_that_says_what_another_of_its_file_says_is_there_already(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(site))
    two = [annotation(0), annotation(2, body=[{"type": "TextualBody", "value": "Words 0."}])]
    (site / "two.json").write_text(json.dumps(two))
    told = CliRunner().invoke(import_annotations, ["two.json", "--article", "bridge"])
    assert "1 note written, 1 there already." in told.output


def test_a_correction_of_words_that_another_of_its_file_corrects_is_refused(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(site))
    two = []
    for number, exact in ((1, "closed in 2001"), (3, "It was closed")):
        made = annotation(number)
        words = {"type": "TextQuoteSelector", "exact": exact}
        source = {"source": "https://archive.example.org/b", "purpose": "linking"}
        new = {"type": "TextualBody", "value": "opened", "purpose": "editing"}
        made["target"] = {"source": "https://news.example.org/1", "selector": words}
        made["body"] = [new, source, {"type": "TextualBody", "value": f"Words {number}."}]
        two.append(made)
    (site / "two.json").write_text(json.dumps(two))
    told = CliRunner().invoke(import_annotations, ["two.json", "--article", "bridge"])
    assert "these words overlap the correction `title-1`" in told.output
    assert "1 note written, 1 not imported." in told.output


def test_a_thing_is_told_at_the_line_where_its_id_stands_first() -> None:
    text = '[\n {"id": "a\\"b"},\n {"x": "c", "id": "\\u00fc"}, {"id": "é"}]\n'
    places = [
        (place.line, place.column)
        for place in map(Document("a.json", text, []).place_of, ('a"b', "ü", "é", "no", ""))
    ]
    assert places == [(2, 9), (3, 19), (3, 37), (1, 1), (1, 1)]


def test_an_annotation_of_twice_as_many_places_takes_twice_the_work(
    site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(write_site(site))
    selector = {"type": "TextQuoteSelector", "exact": "in 1997"}
    target = {"source": "https://news.example.org/1", "selector": selector}

    def work(number: int) -> int:
        (site / "a.json").write_text(json.dumps([annotation(1, target=[target] * number)]))
        command = ["a.json", "--article", "bridge", "--dry-run"]
        return calls_of(lambda: CliRunner().invoke(import_annotations, command))

    work(2)
    few, more, many = map(work, (100, 200, 400))
    assert many - more < MOST_TIMES * (more - few)


def test_a_line_of_twice_as_many_buttons_takes_twice_the_work(
    tried: Callable[[str, int], None],
) -> None:
    article = pytest.importorskip("glossator.importing.article")
    pytest.importorskip("lxml")

    def work(number: int) -> int:
        tree = article.parse_page(f"<body>{'<button>a</button>' * number}</body>")
        return calls_of(lambda: settle_controls(tree))

    small, large = work(200), work(400)
    tried("Buttons in one line of a page, twice as many", 400)
    assert large < MOST_TIMES * small


@pytest.mark.parametrize("sign", ["\n", " ", "\n "])
def test_what_a_text_of_nothing_but_blanks_is_takes_no_square_of_time(sign: str) -> None:
    begin = time.process_time()
    assert text_kind(sign * 120_000, whole=True) == ""
    # It takes milliseconds; its square took a minute.
    assert time.process_time() - begin < 10


PARAGRAPHS = f"<p>{'The council voted to close the old bridge for a year. ' * 4}</p>" * 3
PIECES = {
    "the parts of a title": f"<title>{' - a' * 40_000}</title>",
    "blanks in a headline": f"<h1>a{' &nbsp;' * 25_000}b</h1>",
    "bars in a title": f"<title>a{'|' * 150_000}b</title>",
    "letters in a date": f'<meta name="date" content="{"z" * 150_000}">',
    "blanks in a selector": f"<style>a{' ' * 150_000}b {{display: none}}</style>",
}


@pytest.mark.parametrize("what", PIECES)
def test_what_a_page_repeats_is_read_once(what: str) -> None:
    copying = pytest.importorskip("glossator.importing.article_copy")
    pytest.importorskip("lxml")
    site = '<meta property="og:site_name" content="Example Daily">'
    page = f"<html><head>{site}{PIECES[what]}</head><body>{PARAGRAPHS}</body></html>"
    begin = time.process_time()
    copy = copying.copy_page(page.encode(), is_html=True, given=copying.Given())
    assert "The council voted" in copy.body
    # It takes a second; its square took minutes.
    assert time.process_time() - begin < 10


def test_marks_without_end_on_one_letter_are_refused_in_pages_and_annotations(
    tmp_path: Path,
) -> None:
    copying = pytest.importorskip("glossator.importing.article_copy")
    pytest.importorskip("lxml")
    marks = "\u0345\u0301" * 300
    page = f"<html><body>\n<h1>a{marks}</h1>{PARAGRAPHS}</body></html>"
    with pytest.raises(copying.ArticleError, match="line 2: 600 marks, such as accents"):
        copying.copy_page(page.encode(), is_html=True, given=copying.Given())
    file = tmp_path / "a.json"
    file.write_text(json.dumps([{"type": "Annotation", "id": f"a{marks}"}]), encoding="utf-8")
    with pytest.raises(SourceError, match=r"a\.json:1:1: 600 marks, such as accents"):
        list(read_annotations(str(file)))
