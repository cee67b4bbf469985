"""The Python side of the cases that both sides are held to; the browser's is in `browser/`."""

from __future__ import annotations

import re
from typing import Any

import pytest
import yaml

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchoring.text import normalize
from glossator.content.model import Annotation
from glossator.content.yaml_source import parse_yaml
from glossator.weaving.markup import read_text
from tests.shared_cases import cases, whole

Case = dict[str, Any]


def each(name: str) -> pytest.MarkDecorator:
    found = cases(name)
    return pytest.mark.parametrize("case", found, ids=[case["name"] for case in found])


@each("normalize")
def test_text_has_its_normal_form(case: Case) -> None:
    normal = normalize(case["text"])
    assert normal.text == case["normal"]
    assert (list(normal.starts), list(normal.ends)) == (case["starts"], case["ends"])
    assert normalize(normal.text).text == normal.text


@each("describe")
def test_place_has_its_shortest_description(case: Case) -> None:
    span = (case["start"], case["end"])
    if case.get("error"):
        with pytest.raises(ValueError):
            describe_quote(case["text"], *span)
        return
    expected = TextQuoteSelector(case["exact"], case["prefix"], case["suffix"])
    assert describe_quote(case["text"], *span) == expected
    match = match_quote(case["text"], expected)
    assert match.status == "found"
    assert match.spans[0][0] <= span[0] < span[1] <= match.spans[0][1]


@each("match")
def test_quote_is_found_where_it_stands(case: Case) -> None:
    selector = TextQuoteSelector(case["exact"], case["prefix"], case["suffix"])
    if case.get("error"):
        with pytest.raises(ValueError):
            match_quote(case["text"], selector)
        return
    match = match_quote(case["text"], selector)
    assert (match.status, [list(span) for span in match.spans]) == (case["status"], case["spans"])


@each("suggest")
def test_the_likest_words_are_suggested_first(case: Case) -> None:
    selector = TextQuoteSelector(case["exact"], case["prefix"], case["suffix"])
    match = match_quote(case["text"], selector)
    assert match.status == "orphaned"
    first = list(match.suggestions[0].span) if match.suggestions else None
    assert first == case["first"]


@each("html-text")
def test_html_has_its_text(case: Case) -> None:
    assert read_text(case["html"]).text == case["text"]


@each("yaml")
def test_file_holds_the_note(case: Case) -> None:
    assert parse_yaml(case["file"], "note.yaml").data == as_read(case["note"])
    # To YAML 1.1 a date is a date and a year a number; everything else is the same text.
    data = yaml.load(case["file"], _WithoutDates)
    assert data == as_read(case["note"])


class _WithoutDates(yaml.SafeLoader):
    """PyYAML's own readings of plain values, but for those of dates and years."""


_WithoutDates.yaml_implicit_resolvers = {
    first: [(tag, form) for tag, form in resolvers if "timestamp" not in tag]
    for first, resolvers in yaml.SafeLoader.yaml_implicit_resolvers.items()
}


def _year_or_number(loader: yaml.SafeLoader, node: yaml.ScalarNode) -> Any:
    is_year = re.fullmatch("[0-9]{4}", node.value)
    return node.value if is_year else loader.construct_yaml_int(node)


_WithoutDates.add_constructor("tag:yaml.org,2002:int", _year_or_number)


def as_read(value: Any, *, field: str = "note") -> Any:
    """What reading the file of a note gives: nothing empty, and a single target bare."""
    if isinstance(value, str):
        return whole(value)
    if isinstance(value, list):
        items = [read for item in value if (read := as_read(item, field=field))]
        return items[0] if field == "target" and len(items) == 1 else items
    read = {name: as_read(item, field=name) for name, item in value.items()}
    return {name: item for name, item in read.items() if item}


def test_fields_of_a_note_stand_in_the_order_of_the_model() -> None:
    full = next(case for case in cases("yaml") if case["name"].startswith("every field"))
    fields = [line.split(":")[0] for line in full["file"].splitlines()]
    known = list(Annotation.model_fields)
    assert [field for field in fields if field in known] == known
