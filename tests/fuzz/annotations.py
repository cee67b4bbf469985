"""Annotations of others: whatever JSON says, what becomes a note is harmless and says it."""

from __future__ import annotations

import json
import re
from typing import Any

from glossator.anchoring.anchor import match_quote
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_file import note_text
from glossator.importing.foreign import Foreign
from glossator.importing.found_quote import find_quote
from glossator.importing.hypothesis_row import is_reply, is_row, read_row, reply_told
from glossator.importing.note_html import markdown_of_html
from glossator.importing.web_annotation import add_body, read_annotation
from glossator.problems import Location
from glossator.weaving.markdown import MarkdownError, render_note_body
from glossator.weaving.markup import read_text
from glossator.weaving.sanitize import sanitize_note
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.loader import PATH
from tests.fuzz.reading_html import assert_harmless
from tests.fuzz.words import HTML, JSON, PART

WORDS = [*JSON, *HTML, PART]
SHORT = 40
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029]")
PAGE = read_text("<h2>One end</h2><p>Two <em>a</em> b, “said” the bridge.</p><p>Two more</p>")
ROW: dict[str, Any] = {
    "id": "AAAAtestdata",
    "created": "2026-01-03T10:20:30.000000+00:00",
    "user": "acct:ada_sample@annotations.example.org",
    "user_info": {"display_name": "Ada Sample"},
    "uri": "https://news.example.org/works",
    "text": "Another *source* says so.",
    "tags": ["correction", "reason:figure", "to do"],
    "links": {"html": "https://annotations.example.org/a/AAAAtestdata"},
    "references": [],
    "target": [{"selector": [{"type": "TextQuoteSelector", "exact": "Two", "suffix": " more"}]}],
}
ANNOTATION: dict[str, Any] = {
    "id": "https://notes.example.org/notes/example/note/",
    "type": "Annotation",
    "motivation": ["editing", "describing"],
    "label": "A title",
    "creator": {"name": "Ada Sample", "nickname": "ada"},
    "created": "2026-01-03T10:20:30Z",
    "body": [
        {"type": "TextualBody", "value": "<p>One <b>x</b></p>", "format": "text/html"},
        {"type": "TextualBody", "value": "new words", "purpose": "editing"},
        {"type": "SpecificResource", "source": "https://a.example.org/x", "purpose": "linking"},
    ],
    "target": {
        "source": "https://news.example.org/works",
        "selector": {"type": "TextQuoteSelector", "exact": "said", "prefix": "“"},
        "state": {"sourceDate": "2026-01-02"},
    },
}


def seeds() -> list[bytes]:
    html = "<p>One <em>word</em> &amp; <a href='https://a.example.org/'>two</a>*</p><ul><li>x</ul>"
    return [seed(json.dumps(one), html) for one in (ROW, ANNOTATION, [ROW], {})]


def check(data: bytes) -> None:
    fed = Fed(data)
    # A note with control characters is refused.
    text, html = fed.text(), _CONTROL.sub("", fed.text())
    assert_same_words(html)
    assert_same_text(html)
    try:
        node = json.loads(text)
    except (ValueError, RecursionError):
        return
    if not isinstance(node, dict):
        assert not is_row(node)
        return
    if is_row(node) and is_reply(node):
        assert reply_told(node)
    for read in (read_annotation, read_row):
        made = read(node, lambda: Location("a.json"))
        assert all(isinstance(left, str) for left in made.left)
        for target in made.targets:
            assert_quoted(target.quotes)
        assert_note(made.data)


def assert_same_words(html: str) -> None:
    markdown = markdown_of_html(html)
    shown = str(render_note_body(markdown))
    assert read_text(shown).text.split() == read_text(sanitize_note(html)).text.split()
    assert_harmless(shown)


def assert_same_text(text: str) -> None:
    """A body that is no markup is shown as it was typed."""
    made = Foreign("", lambda: Location("a.json"))
    add_body(made, text, "text/plain")
    shown = str(render_note_body(made.data["body"]))
    assert read_text(shown).text.split() == text.split()
    assert_harmless(shown)


def assert_quoted(quotes: Any) -> None:
    try:
        found = find_quote(PAGE, quotes)
    except ValueError:
        return
    if found.selector:
        assert match_quote(PAGE.text, found.selector).status == "found"


def assert_note(data: dict[str, Any]) -> None:
    """What is written of it is read again as it was."""
    text = note_text({"kind": "context"} | data, PATH)
    parsed = parse_yaml(text, PATH)
    annotation, problems = validate_record(parsed, Annotation)
    assert {one.code for one in parsed.problems} <= {"yaml-character", "merge-conflict"}
    assert annotation or problems
    body = data.get("body")
    if not parsed.problems and isinstance(body, str) and body.strip():
        assert (parsed.data or {}).get("body", "").rstrip("\n") == body.rstrip("\n")
    if annotation and annotation.body:
        try:
            assert_harmless(str(render_note_body(annotation.body)))
        except MarkdownError:
            return
