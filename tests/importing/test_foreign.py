"""Annotations of others, whatever stands in them."""

from __future__ import annotations

import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.importing.foreign import note_at
from glossator.importing.found_quote import find_quote
from glossator.importing.hypothesis_row import is_row, read_row
from glossator.importing.note_html import markdown_of_html
from glossator.importing.web_annotation import read_annotation
from glossator.problems import Location
from glossator.weaving.markdown import render_note_body
from glossator.weaving.markup import read_text
from glossator.weaving.sanitize import sanitize_note
from tests.strategies import assert_harmless, build, fragments, nasty_html


def nowhere() -> Location:
    return Location("a.json")


NAMES = [
    *("id", "type", "motivation", "body", "target", "source", "selector", "refinedBy", "exact"),
    *("prefix", "suffix", "items", "value", "format", "purpose", "creator", "name", "created"),
    *("state", "sourceDate", "schema:correction", "dcterms:replaces", "dcterms:isPartOf", "label"),
    *("uri", "text", "tags", "user", "user_info", "links", "references", "dcterms:publisher"),
]
VALUES = [
    *("editing", "tagging", "classifying", "linking", "text/html", "text/markdown", "x", ""),
    *("TextQuoteSelector", "Annotation", "https://a.example.org/notes/a/b/", "2026-01-02T03:04Z"),
    *("correction", "reason:figure", "status:x", "acct:a@b", "<p>x</p>", "confidence: high", " "),
]
leaves = st.sampled_from(VALUES) | st.none() | st.integers() | st.booleans()
things = st.recursive(
    leaves, lambda held: st.lists(held, max_size=3) | st.dictionaries(st.sampled_from(NAMES), held)
)
nodes = st.dictionaries(st.sampled_from(NAMES), things, max_size=8)


@pytest.mark.build  # for as long as it takes
@given(nodes)
def test_nothing_that_json_can_hold_stops_a_reader(node: dict[str, Any]) -> None:
    for made in (read_annotation(node, nowhere), read_row(node, nowhere)):
        assert json.dumps(made.data)
        assert all(isinstance(quote.exact, str) for one in made.targets for quote in one.quotes)
        assert all(isinstance(left, str) for left in made.left)
    assert is_row(node) in {True, False}


@given(fragments | nasty_html)
def test_html_becomes_markdown_with_the_same_words(html: str) -> None:
    markdown = markdown_of_html(html)
    shown = str(render_note_body(markdown))
    assert read_text(shown).text.split() == read_text(sanitize_note(html)).text.split()
    assert_harmless(shown)


@pytest.mark.parametrize(
    ("address", "found"),
    [
        ("https://a.example.org/notes/bridge/cost/", ("bridge", "cost")),
        ("https://a.example.org/b/notes/bridge/cost.html#place-2", ("bridge", "cost")),
        ("notes/bridge/cost/", ("bridge", "cost")),
        ("https://a.example.org/notes/bridge/", ("", "")),
        ("https://a.example.org/notes/Bridge/-/", ("", "")),
        ("urn:uuid:1", ("", "")),
    ],
)
def test_the_address_of_a_note_tells_its_id(address: str, found: tuple[str, str]) -> None:
    assert note_at(address) == found


PAGE = read_text(build(["<h2>", "One end", "</>", "\n", "<p>", "Two ", "<em>", "a", "</>", " b"]))


@pytest.mark.parametrize(
    ("quote", "words"),
    [
        (("Two",), "Two"),
        (("Two", "One end\n"), "Two"),
        # As a browser gives the text of a page whose source has no blanks between blocks.
        (("Two", "One end"), "Two"),
        (("endTwo",), "end\n\nTwo"),
        (("a b",), "a b"),
        (("ab",), None),
        (("Two", "Another end"), None),
        (("e",), None),
    ],
)
def test_a_quote_is_found_by_every_letter_of_it_or_not_at_all(
    quote: tuple[str, ...], words: str | None
) -> None:
    selector = find_quote(PAGE, [TextQuoteSelector(*quote)]).selector
    assert (selector and selector.exact) == (words and " ".join(words.split()))


def test_quotes_that_mean_different_places_are_not_found() -> None:
    quotes = [TextQuoteSelector("One"), TextQuoteSelector("Two")]
    assert find_quote(PAGE, quotes).selector is None
    assert find_quote(PAGE, [*quotes[:1], TextQuoteSelector("nothing")]).selector is not None
