from __future__ import annotations

import pytest

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchoring import anchor


@pytest.mark.parametrize("exact", ["", "\u200b", "\u200b\xad"])
def test_nothing_cannot_be_looked_for(exact: str) -> None:
    with pytest.raises(ValueError, match="no characters"):
        match_quote("some text", TextQuoteSelector(exact))


@pytest.mark.parametrize(("start", "end"), [(3, 3), (4, 2), (-1, 2), (0, 100), (4, 5)])
def test_what_is_no_span_cannot_be_described(start: int, end: int) -> None:
    with pytest.raises(ValueError, match=r"span|visible"):
        describe_quote("some\u200b text", start, end)


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


def test_a_span_that_cuts_an_accent_is_widened_to_its_letter() -> None:
    assert describe_quote("cafe\u0301 au lait", 0, 4).exact == "cafe\u0301"


def test_context_is_whole_words_on_the_shorter_side() -> None:
    text = "to annotate or not to annotate"
    assert describe_quote(text, 22, 30) == TextQuoteSelector("annotate", prefix="not to ")
    assert describe_quote(text, 3, 11) == TextQuoteSelector("annotate", suffix=" or")


def test_search_changes_its_method_before_it_reads_the_text_ten_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begins: list[int] = []
    monkeypatch.setattr(
        anchor, "_find_all_linear", lambda text, needle, begin: begins.append(begin) or iter(())
    )
    text, needle = "a" * 20_000, "a" * 10_000
    hits = list(anchor.find_all(text, needle))
    assert begins == [len(hits)]
    assert len(hits) * len(needle) <= 10 * len(text)


def test_a_span_of_blanks_is_widened_to_all_blanks_in_its_place() -> None:
    for start, end in ((1, 2), (2, 3), (1, 3)):
        selector = describe_quote("a  b c", start, end)
        assert match_quote("a  b c", selector).spans == [(1, 3)]
