from __future__ import annotations

import pytest

from glossator import TextQuoteSelector, describe_quote, match_quote


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 100), (4, 5)])
def test_what_is_no_span_cannot_be_described(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"span|visible"):
        describe_quote("some\u200b text", start, end)


def test_a_span_that_cuts_an_accent_is_widened_to_its_letter() -> None:
    assert describe_quote("cafe\u0301 au lait", 0, 4).exact == "cafe\u0301"


def test_context_is_whole_words_on_the_shorter_side() -> None:
    text = "to annotate or not to annotate"
    assert describe_quote(text, 22, 30) == TextQuoteSelector("annotate", prefix="not to ")
    assert describe_quote(text, 3, 11) == TextQuoteSelector("annotate", suffix=" or")


def test_a_span_of_blanks_is_widened_to_all_blanks_in_its_place() -> None:
    for start, end in ((1, 2), (2, 3), (1, 3)):
        selector = describe_quote("a  b c", start, end)
        assert match_quote("a  b c", selector).spans == [(1, 3)]
