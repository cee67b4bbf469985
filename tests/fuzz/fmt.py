"""Files put in order and edited: done once is done, says the same, and loses no comment."""

from __future__ import annotations

import re
from collections import Counter

import yaml

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_edit import edit_note
from glossator.editing.note_file import note_text, tidy_note
from tests.fences import read_fences
from tests.fuzz.feeding import TESTS, Fed, case_files, seed
from tests.fuzz.loader import PATH, assert_in
from tests.fuzz.words import PART, YAML
from tests.host import NOTE

WORDS = [
    *YAML,
    PART,
    "# one\n",
    " # two",
    "\n\n# three\n",
    "\n      # four\n",
    "#",
    "# yaml-language-",
]
SHORT = 40

_NAMES_SCHEMA = re.compile(r"\s*#\s*yaml-language-server:\s*\$schema=")


def seeds() -> list[bytes]:
    files = sorted((TESTS / "fmt").glob("*.md"))
    texts = [fence.text for file in files for fence in read_fences(file)]
    more = ("new words", "the ", "# no comment")
    return [seed(text, *more) for text in (NOTE, *texts, *case_files("yaml"))]


def check(data: bytes) -> None:
    fed = Fed(data)
    text = fed.text().replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse_yaml(text, PATH)
    tidy, problems = tidy_note(text, PATH)
    if tidy is None:
        assert problems
        assert_in(text, problems)
        return
    assert not parsed.problems
    again = parse_yaml(tidy, PATH)
    assert (again.data, again.problems) == (parsed.data, [])
    assert tidy_note(tidy, PATH) == (tidy, [])
    before = comments(text)
    assert before is None or comments(tidy) == before
    assert_edited(text, before, TextQuoteSelector(fed.text(), fed.text(), fed.text()))
    if "#" not in text and "" not in _leaves(parsed.data):
        # The form writes the same file.
        made = note_text(parsed.data, PATH)
        assert parse_yaml(made, PATH).data == parse_yaml(note_text(again.data, PATH), PATH).data


def assert_edited(text: str, before: Counter[str] | None, quote: TextQuoteSelector) -> None:
    """`glossator reanchor` changes a quote and nothing else, or says why it cannot."""
    parsed = parse_yaml(text, PATH)
    note, _ = validate_record(parsed, Annotation)
    if note is None or not note.target or not quote.exact:
        return
    fields = {"status": "resolved", "modified": "2026-01-02"}
    edited, problems = edit_note(text, PATH, quotes={0: quote}, fields=fields)
    if edited is None:
        assert problems
        return
    assert before is None or comments(edited) == before
    after = parse_yaml(edited, PATH).data
    words = {"exact": quote.exact, "prefix": quote.prefix, "suffix": quote.suffix}
    targets = [
        list(data["target"]) if isinstance(data["target"], list) else [data["target"]]
        for data in (parsed.data, after)
    ]
    assert {name: targets[1][0].get(name, "") for name in words} == words
    others = [{k: v for k, v in one[0].items() if k not in words} for one in targets]
    assert (others[0], targets[0][1:]) == (others[1], targets[1][1:])
    kept = [
        {k: v for k, v in data.items() if k not in {"target", *fields}}
        for data in (parsed.data, after)
    ]
    assert kept[0] == kept[1]


def _leaves(data: object) -> list[object]:
    if isinstance(data, dict):
        return [leaf for one in data.values() for leaf in _leaves(one)]
    return [leaf for one in data for leaf in _leaves(one)] if isinstance(data, list) else [data]


def comments(text: str) -> Counter[str] | None:
    """The comments of a text, found by what no token of PyYAML's own reader holds."""
    found: list[str] = []
    done = 0
    try:
        tokens = list(yaml.scan(text, Loader=yaml.SafeLoader))
    except yaml.YAMLError:  # it refuses more than libyaml does
        return None
    for token in tokens:
        begin, end = token.start_mark.index, token.end_mark.index
        found += _in(text[done:begin])
        # The header of a block has a comment of its own.
        if isinstance(token, yaml.ScalarToken) and token.style in {"|", ">"}:
            found += _in(text[begin:].partition("\n")[0])
        done = max(done, end)
    found += _in(text[done:])
    # Two that come to stand on one line are one for YAML, and two for who reads them.
    pieces = [piece for one in found for piece in re.split(r"\s+(?=#)", one)]
    return Counter(pieces)


def _in(gap: str) -> list[str]:
    lines = (line for line in gap.split("\n") if "#" in line)
    # The line that names the schema is written anew, with all that stands on it.
    return [line[line.index("#") :].rstrip() for line in lines if not _NAMES_SCHEMA.match(line)]
