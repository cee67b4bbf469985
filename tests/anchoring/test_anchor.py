from __future__ import annotations

import pytest

from glossator import TextQuoteSelector, match_quote


@pytest.mark.parametrize("exact", ["", "\u200b", "\u200b\xad"])
def test_nothing_cannot_be_looked_for(exact: str) -> None:
    with pytest.raises(ValueError, match="no characters"):
        match_quote("some text", TextQuoteSelector(exact))


@pytest.mark.parametrize("exact", ["x.", "..", ".y", "."])
def test_half_of_an_ellipsis_is_not_found(exact: str) -> None:
    assert match_quote("x…y", TextQuoteSelector(exact)).status == "orphaned"


def test_a_letter_without_its_accent_is_not_found() -> None:
    assert match_quote("cafe\u0301", TextQuoteSelector("cafe")).status == "orphaned"


def test_a_whole_ellipsis_is_found_however_it_is_typed() -> None:
    assert match_quote("x…y", TextQuoteSelector("x...y")).spans == [(0, 3)]
    assert match_quote("x...y", TextQuoteSelector("…")).spans == [(1, 4)]


def test_a_quote_has_the_blanks_at_its_edges_that_it_was_given() -> None:
    text = "one  two  three"
    assert match_quote(text, TextQuoteSelector("two")).spans == [(5, 8)]
    assert match_quote(text, TextQuoteSelector(" two ")).spans == [(4, 9)]


def test_context_must_fit_letter_by_letter() -> None:
    text = "The plant opened in 2019."
    assert match_quote(text, TextQuoteSelector("opened", "plant ", " in")).status == "found"
    assert match_quote(text, TextQuoteSelector("opened", "plants ", " in")).status == "orphaned"
    assert match_quote(text, TextQuoteSelector("opened", "plant", " in")).status == "orphaned"


def test_only_an_orphaned_quote_gets_suggestions() -> None:
    text = "one two one"
    assert match_quote(text, TextQuoteSelector("one")).suggestions == []
    assert match_quote(text, TextQuoteSelector("two")).suggestions == []
    assert match_quote(text, TextQuoteSelector("twoo")).suggestions[0].span == (4, 7)
