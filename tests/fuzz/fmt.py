"""`glossator fmt`: done once is done, says the same, and loses no comment."""

from __future__ import annotations

from collections import Counter

import yaml

from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_file import note_text, tidy_note
from tests.fences import read_fences
from tests.fuzz.feeding import TESTS, Fed, case_files, seed
from tests.fuzz.loader import PATH, assert_in
from tests.fuzz.words import YAML
from tests.host import NOTE

WORDS = [*YAML, "# one\n", " # two", "\n\n# three\n", "\n      # four\n", "#", "# yaml-language-"]
SHORT = 40


def seeds() -> list[bytes]:
    files = sorted((TESTS / "fmt").glob("*.md"))
    texts = [fence.text for file in files for fence in read_fences(file)]
    return [seed(text) for text in (NOTE, *texts, *case_files("yaml"))]


def check(data: bytes) -> None:
    text = Fed(data).text().replace("\r\n", "\n").replace("\r", "\n")
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
    if "#" not in text and "" not in _leaves(parsed.data):
        # The form writes the same file.
        made = note_text(parsed.data, PATH)
        assert parse_yaml(made, PATH).data == parse_yaml(note_text(again.data, PATH), PATH).data


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
            found += _in(text[begin : text.find("\n", begin)])
        done = max(done, end)
    found += _in(text[done:])
    return Counter(one for one in found if "yaml-language-server:" not in one)


def _in(gap: str) -> list[str]:
    return [line[line.index("#") :].rstrip() for line in gap.split("\n") if "#" in line]
