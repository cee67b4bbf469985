"""Which names of topics stand in a text, as whole words, the longest at each place."""

from __future__ import annotations

import re
from collections.abc import Iterable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.site.mentions import longest_names

PARTS = [*"ab AI1-.", "T-Head", "Head", "平頭", "頭", "芯片", "A.I", " "]
words = st.lists(st.sampled_from(PARTS), min_size=1, max_size=4).map("".join).filter(str.strip)
texts = st.lists(st.sampled_from(PARTS), max_size=30).map("".join)


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("T-Head makes chips", {"T-Head", "Head"}),
        ("THead, T-Heads", set()),
        ("Ahead of Head-1", {"Head"}),
        ("平頭哥", {"平頭"}),
        ("x平頭", {"平頭"}),
    ],
)
def test_names_are_whole_words_where_a_script_has_these(text: str, found: set[str]) -> None:
    assert longest_names(["T-Head", "Head", "平頭"], text) == found


@given(st.lists(words, min_size=1, max_size=5), texts)
def test_each_place_has_the_longest_name_that_begins_there(names: list[str], text: str) -> None:
    assert longest_names(names, text) == set(any_of(names).findall(text))


def any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The same rule as one expression, which reads the text again for each name."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    parts = "|".join(
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
        for name in longest_first
    )
    return re.compile(f"(?=({parts}))")
