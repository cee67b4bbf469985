"""What is read without a YAML reader is what the reader gives: data, places and all."""

from __future__ import annotations

import json
from itertools import chain
from pathlib import Path

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from glossator.content.parsed import Parsed
from glossator.content.yaml_source import PlacedWhenAsked, parse_yaml, read_with_places
from tests.budget import examples

ROOT = Path(__file__).parents[2]
LINES = [
    *("kind: source", "a: b", "a:", "a: ", "a:b", "b : c", "'k': v", '"k": v', "? a", ": b", "x"),
    *("title: Bridge #2", "t: a: b", "t: a:", "u: https://example.org/a?b#c", "n: null", "n: ~"),
    *("d: 2026-11-23", "e: 'it''s'", "e: 'it's'", 'f: "a"', 'f: "a\\n"', 'f: "a" b', "f: “a”"),
    *('f: "a', "f: 'a", "g: [a, b-c]", "g: []", "g: [a,b ,null]", "g: [a, ]", "g: [a b]", "g: [a"),
    *("h: {name: Ann O'B. é}", "h: {name: a, github: b-c}", "h: {name: a, name: b}", "h: {}"),
    *("h: {name: a b - c, x: null}", "h: {a: b: c}", "h: {name: a } ", "h: {a : b}", "h: {a:b}"),
    *("body: |", "body: |-", "body: |+", "body: >", "body: | # c", "body: |2", "body:  |", "- |"),
    *("- a", "- a: b", "- ", "-", "- - a", "-  a: b", "- 'a'", "-a", "- [a]", "- a:", "- a: |"),
    *(
        "# comment",
        "#comment",
        "##",
        "#",
        " # c",
        "a: b # c",
        "a: b #c",
        "---",
        "...",
        "%a",
        "--- a",
    ),
    *(
        "&x a",
        "a: &x b",
        "a: *x",
        "a: !!str b",
        "a: !b",
        "<<: a",
        "<<<<<<< x",
        "=======",
        ">>>>>>> y",
    ),
    *(
        "",
        "",
        " ",
        "  ",
        "\t",
        "\ta: b",
        "a:\tb",
        "a: b\t",
        "a: b\r",
        "a: \u2028",
        "a: \x07",
        "\ufeff",
    ),
    *(
        "a: \xa0b",
        "a\xa0: b",
        "ä: b",
        "a: ä 平 😀",
        "a: b  ",
        "a: -1",
        "a: -",
        "a: ?b",
        "a: %",
        "a: @b",
    ),
    *("a: `b`", "a: b,c", "a: (b)", "a: b]", "a: €5", "a: ｜ b", "a: \x85", "word", "more words"),
]
indented = st.builds(
    lambda indent, line: " " * indent + line,
    st.sampled_from([0, 0, 0, 1, 2, 2, 2, 3, 4, 4, 6]),
    st.sampled_from(LINES),
)
odd_texts = st.lists(indented, max_size=10).map("\n".join)
texts = st.builds(str.__add__, odd_texts, st.sampled_from(["\n", "\n", "\n\n", "", " \n"]))

NAMES = st.sampled_from(["a", "b", "kind", "re-f", "_x"])
FLOW = st.sampled_from(
    [
        *(
            " b",
            " a b. c",
            " 'it''s'",
            ' "x: #"',
            " [a, b]",
            " []",
            " {name: A b}",
            " 2026",
            " null",
        ),
        "",
    ]
)
TEXT = st.lists(st.sampled_from(["words", "  more", "", "- a", "# not"]), min_size=1, max_size=4)


def block(depth: int) -> st.SearchStrategy[list[str]]:
    """Lines of fields laid out as templates have them, mostly."""
    inner = block(depth - 1) if depth else st.just(["a: b"])
    literal = st.builds(lambda lines: [" |", *(f"  {line}".rstrip() for line in lines)], TEXT)
    nested = inner.map(lambda lines: ["", *(f"  {line}" for line in lines)])
    items = st.lists(inner, min_size=1, max_size=2).map(
        lambda blocks: [
            "",
            *(f"{'- ' if n == 0 else '  '}{line}" for b in blocks for n, line in enumerate(b)),
        ]
    )
    value = st.one_of(FLOW.map(lambda text: [text]), literal, nested, items)
    field = st.builds(lambda name, lines: [f"{name}:{lines[0]}", *lines[1:]], NAMES, value)
    return st.lists(field, min_size=1, max_size=3).map(lambda fields: list(chain(*fields)))


laid_out = st.builds(
    lambda lines, odd, at: "\n".join([*lines[:at], *odd, *lines[at:], ""]),
    block(2),
    st.lists(indented, max_size=1) | st.just([]),
    st.integers(0, 12),
)


def assert_same(text: str) -> Parsed:
    read, wanted = parse_yaml(text, "a.yaml"), read_with_places(text, "a.yaml")
    assert read.data == wanted.data
    assert read.problems == wanted.problems
    assert (read.values, read.keys) == (wanted.values, wanted.keys)
    return read


@given(texts)
@examples(200)
def test_any_text_is_read_as_by_the_reader(text: str) -> None:
    assert_same(text)


@given(laid_out)
@examples(200)
@example("a: |\n  b\n\n# c\nd: e\n")
@example("a: |\n  b\n# c\n  d\n")
@example("a:\n- b: c\n  d: e\n- f\ng: h\n")
@example("a: b\n  c\n")
def test_a_note_is_read_as_by_the_reader(text: str) -> None:
    assert_same(text)


def test_all_that_is_written_here_is_read_as_by_the_reader(corpora: Path) -> None:
    for folder in (ROOT, corpora):
        for file in (*folder.rglob("*.yaml"), *folder.rglob("*.yml"), *folder.rglob("*.md")):
            assert_same(file.read_text(encoding="utf-8"))
    for case in json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8")):
        assert_same(f"kind: source\ntitle: {case}\nbody: |\n  {case}\n")


def test_most_notes_take_no_yaml_reader() -> None:
    files = list((ROOT / "annotations").rglob("*.yaml"))
    plain = [
        isinstance(parse_yaml(file.read_text(encoding="utf-8"), ""), PlacedWhenAsked)
        for file in files
    ]
    assert sum(plain) > len(plain) * 3 / 4


@pytest.mark.parametrize(
    "text", ["a: b", "a: b #c\n", "a: &b c\n", "a: b\na: c\n", "- a\n", "a\n", "\n", "a: !b c\n"]
)
def test_what_is_doubtful_is_left_to_the_reader(text: str) -> None:
    assert not isinstance(assert_same(text), PlacedWhenAsked)


def test_places_are_read_when_they_are_asked_for() -> None:
    parsed = parse_yaml("kind: source\ntarget:\n  - exact: words\n", "a.yaml")
    assert isinstance(parsed, PlacedWhenAsked)
    assert not {"values", "keys"} & set(vars(parsed))
    assert str(parsed.place(("target", 0, "exact"))) == "a.yaml:3:12"
    assert parsed.has_field(("kind",)) and not parsed.has_field(("title",))
    with pytest.raises(AttributeError):
        _ = parsed.nothing
