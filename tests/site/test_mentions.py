"""Which names of topics stand in a text, as whole words."""

from __future__ import annotations

import re
import time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.site.mentions import FEW_NAMES, names_in

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
    assert names_in(["T-Head", "Head", "平頭"], text) == found


@given(st.lists(words, min_size=1, max_size=5), texts, st.booleans())
def test_each_name_that_stands_in_a_text_is_found(
    names: list[str], text: str, are_many: bool
) -> None:
    more = [f"other name {number}" for number in range(FEW_NAMES)] if are_many else []
    expected = {name for name in names if re.search(as_words(name), text)}
    assert names_in([*names, *more], text) == expected


def as_words(name: str) -> str:
    """The same rule as an expression."""
    word = re.escape(name)
    return rf"(?<![A-Za-z0-9]){word}(?![A-Za-z0-9])" if name.isascii() else word


@pytest.mark.parametrize("are_many", [False, True])
def test_names_and_a_text_made_for_each_other_take_no_square_of_time(are_many: bool) -> None:
    more = [f"other name {number}" for number in range(FEW_NAMES)] if are_many else []
    names = [
        *("a" * length for length in range(1, 101)),
        *("一" * length for length in range(1, 101)),
    ]
    begin = time.process_time()
    found = names_in([*names, *more], "a" * 300_000 + "一" * 300_000)
    assert time.process_time() - begin < 5  # one of them took a minute
    assert found
