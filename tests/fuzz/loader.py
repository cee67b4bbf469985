"""YAML of notes: what is read is what another reader reads, and every problem has its place."""

from __future__ import annotations

from typing import Any

import yaml

from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta
from glossator.content.parsed import Parsed
from glossator.content.plain_yaml import NULLS
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml, read_with_places
from glossator.problems import Problem
from tests.fuzz.feeding import Fed, case_files, seed
from tests.fuzz.words import YAML
from tests.host import NOTE

WORDS = YAML
SHORT = 60
PATH = "annotations/example/note.yaml"
RECORDS = (Annotation, ArticleMeta, TopicMeta, PageMeta)


def seeds() -> list[bytes]:
    return [seed(text) for text in (NOTE, *case_files("yaml"))]


def check(data: bytes) -> None:
    text = Fed(data).text().replace("\r\n", "\n").replace("\r", "\n")
    parsed = parse_yaml(text, PATH)
    assert_in(text, parsed.problems)
    for record in RECORDS:
        made, problems = validate_record(parsed, record)
        assert_in(text, problems)
        assert (made is None) == bool(problems)
    if parsed.problems:
        return
    slowly = read_with_places(text, PATH)
    assert (slowly.data, slowly.problems) == (parsed.data, [])
    assert_same_reading(text, parsed)


def assert_in(text: str, problems: list[Problem]) -> None:
    """Each problem is at a place that is there, on one line, and its message is one line."""
    lines = text.split("\n")
    for problem in problems:
        place = problem.location
        assert 1 <= place.line <= len(lines), f"{problem} of {len(lines)} lines"
        assert 1 <= place.column <= len(lines[place.line - 1]) + 1, problem
        assert "\n" not in problem.message
        assert problem.message.strip()


def assert_same_reading(text: str, parsed: Parsed) -> None:
    """PyYAML's own reader, in Python, has the same texts at the same places."""
    try:
        node = yaml.compose(text, Loader=yaml.SafeLoader)
    except yaml.YAMLError:  # it refuses more than libyaml does
        return
    assert _data(node, text, parsed, ()) == parsed.data


def _data(node: Any, text: str, parsed: Parsed, path: tuple[str | int, ...]) -> Any:
    if node is None:
        return None
    if node.value or not isinstance(node, yaml.ScalarNode):
        place = parsed.values[path]
        # A mark of byte order takes no column there, and one in an editor.
        assert "\ufeff" in text or (place.line, place.column) == (
            node.start_mark.line + 1,
            node.start_mark.column + 1,
        )
    if isinstance(node, yaml.ScalarNode):
        return None if node.style is None and node.value in NULLS else node.value
    if isinstance(node, yaml.SequenceNode):
        return [_data(one, text, parsed, (*path, number)) for number, one in enumerate(node.value)]
    return {key.value: _data(one, text, parsed, (*path, key.value)) for key, one in node.value}
