"""What counts as a word, in Python; the browser's side is held to the same cases."""

from __future__ import annotations

import unicodedata
from itertools import pairwise
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchoring.text import normalize, plain_form
from glossator.searching.hashes import pair_hash, word_hash
from glossator.searching.words import LONGEST, chunks, fold, read_chunk, slug_of
from tests.shared_cases import PIECES, cases

TEXT = st.lists(st.sampled_from(PIECES)).map("".join) | st.text()


@pytest.mark.parametrize("case", cases("words"), ids=lambda case: case["name"])
def test_text_has_its_words(case: dict[str, Any]) -> None:
    found = [(chunk, read_chunk(chunk)) for chunk in chunks(plain_form(case["text"]))]
    read = [[chunk, list(known.words), list(known.terms)] for chunk, known in found]
    assert read == case["chunks"]
    hashes = [word_hash(word) for _, known in found for word in known.words]
    pairs = [pair_hash(one, other) for one, other in pairwise(hashes)]
    assert pairs == case["pairs"]


@pytest.mark.build  # for as long as it takes
@given(TEXT)
def test_the_short_way_to_the_compared_form_leads_to_the_same(text: str) -> None:
    assert plain_form(text) == normalize(text).text


@given(TEXT)
def test_every_letter_and_figure_stands_in_a_word(text: str) -> None:
    plain = plain_form(text)
    found = "".join(chunks(plain))
    wanted = [char for char in plain if unicodedata.category(char)[0] in "LN"]
    assert [char for char in found if unicodedata.category(char)[0] in "LN"] == wanted


@given(TEXT)
def test_words_are_found_as_they_are_written_in_small_or_large_letters(text: str) -> None:
    for chunk in chunks(plain_form(text)):
        known = read_chunk(chunk)
        assert known.words
        assert all(0 < len(word) <= 18 * LONGEST for word in known.words)
        for word in known.words:
            assert fold(word) == word
        # What is folded once is not changed again, so that a query may be given as it is shown.
        assert [fold(word) for word in known.words] == list(known.words)


def test_the_order_of_two_words_counts() -> None:
    one, other = word_hash("t"), word_hash("head")
    assert pair_hash(one, other) != pair_hash(other, one)


def test_a_value_of_a_field_is_one_word() -> None:
    named = [
        "South China Morning Post",
        "Süddeutsche Zeitung",
        "t-head",
        "新华社",
        "R&D World",
        "2025",
    ]
    assert list(map(slug_of, named)) == [
        "south-china-morning-post",
        "suddeutsche-zeitung",
        "t-head",
        "新华社",
        "r-d-world",
        "2025",
    ]


@pytest.mark.build  # for as long as they take
@pytest.mark.parametrize(
    "piece", ["a", "a-", "1.", "1a", "平", "a\u0301", "\u0301", "$", "a$", "ـ"]
)
def test_long_runs_of_anything_are_read_in_a_moment(piece: str) -> None:
    # Whatever takes the square of this length would take hours.
    text = plain_form(piece * 200_000)
    assert sum(len(read_chunk(chunk).words) > 0 for chunk in chunks(text)) == len(chunks(text))
