"""Characters run as Unicode's algorithm says; another one's results are compared."""

from __future__ import annotations

import unicodedata

import pytest
from bidi import get_display
from hypothesis import given
from hypothesis import strategies as st

from glossator.drawing.bidi import base_level, levels, visual_order, without_controls

# Letters of both directions, numbers of both, what separates and ends them, brackets, blanks.
CHARACTERS = "abאבعب12٣٤+-,.:%$ ()[]!?…"
texts = st.text(alphabet=CHARACTERS, max_size=25)


def shown(text: str, base: int) -> str:
    """The characters from left to right."""
    return "".join(text[place] for place in visual_order(levels(text, base)))


@pytest.mark.parametrize("base", [0, 1])
@given(text=texts)
def test_characters_stand_where_another_library_puts_them(base: int, text: str) -> None:
    assert shown(text, base) == get_display(text, base_dir="LR"[base])


def test_the_first_letter_says_where_a_text_begins() -> None:
    assert base_level("5 הגשר") == 1
    assert base_level("(a) הגשר") == 0
    assert base_level("5.3") == 0


def test_numbers_in_arabic_run_from_left_to_right() -> None:
    assert shown("בשנת 1997 נסגר", 1) == "רגסנ 1997 תנשב"


def test_what_turns_others_around_is_taken_out() -> None:
    assert without_controls("a\u202eb\u2066c\u2069d") == "abcd"
    kept = "a\u200fb"
    assert without_controls(kept) == kept
    assert all(unicodedata.bidirectional(one) for one in CHARACTERS)
