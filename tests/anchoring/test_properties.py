"""What holds of quotes in any text, tried on texts that Hypothesis makes up."""

from __future__ import annotations

import re
import unicodedata

from hypothesis import assume, given
from hypothesis import strategies as st

from glossator import TextQuoteSelector, describe_quote, match_quote
from glossator.anchoring.text import normalize
from tests.anchoring.test_repeats import naive_hits
from tests.budget import examples
from tests.strategies import (
    texts,
)

# --- normalising -------------------------------------------------------------------------


@given(texts)
def test_normalising_twice_changes_nothing_more(text: str) -> None:
    once = normalize(text).text
    assert normalize(once).text == once


@given(texts)
def test_offsets_rise_and_stay_inside_the_source(text: str) -> None:
    normal = normalize(text)
    assert len(normal.starts) == len(normal.ends) == len(normal.text)
    assert list(normal.starts) == sorted(normal.starts)
    assert list(normal.ends) == sorted(normal.ends)
    for start, end in zip(normal.starts, normal.ends, strict=True):
        assert 0 <= start < end <= len(text)


@given(texts)
def test_normalised_text_is_composed_and_has_single_blanks(text: str) -> None:
    normal = normalize(text).text
    assert unicodedata.is_normalized("NFC", normal)
    assert not re.search(r"[^\S ]|  |\xad|\u200b|[‘’“”…–—]", re.sub("[\x1c-\x1f]", "", normal))


# --- finding -----------------------------------------------------------------------------


@given(
    st.text("ab", max_size=40),
    st.text("ab", max_size=2),
    st.text("ab", min_size=1, max_size=3),
    st.text("ab", max_size=2),
)
def test_status_agrees_with_counting(text: str, prefix: str, exact: str, suffix: str) -> None:
    hits = naive_hits(text, prefix + exact + suffix)
    match = match_quote(text, TextQuoteSelector(exact, prefix, suffix))
    begins = [hit + len(prefix) for hit in hits]
    assert match.spans == [(begin, begin + len(exact)) for begin in begins]
    assert match.status == ("orphaned", "found")[len(hits)] if len(hits) < 2 else "ambiguous"
    assert (match.status == "orphaned") or not match.suggestions


@given(texts, st.text("ab .e", min_size=1, max_size=4))
def test_what_is_found_reads_like_the_quote(text: str, exact: str) -> None:
    assume(exact.strip())
    for begin, end in match_quote(text, TextQuoteSelector(exact)).spans:
        assert 0 <= begin < end <= len(text)
        assert normalize(text[begin:end]).text.strip() == normalize(exact).text.strip()


@given(texts, texts)
def test_suggestions_stand_in_the_text_best_first(text: str, exact: str) -> None:
    assume(normalize(exact).text.strip())
    match = match_quote(text, TextQuoteSelector(exact))
    scores = [suggestion.score for suggestion in match.suggestions]
    assert scores == sorted(scores, reverse=True)
    for begin, end, score in match.suggestions:
        assert 0 <= begin < end <= len(text)
        assert 0 <= score <= 100


@examples(400)
@given(texts, st.data())
def test_a_described_quote_is_found_at_its_own_place(text: str, data: st.DataObject) -> None:
    assume(text)
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    try:
        selector = describe_quote(text, start, end)
    except ValueError:
        assert not normalize(text[start:end]).text.strip(" ") or cuts_one_character(
            text, start, end
        )
        return
    match = match_quote(text, selector)
    assert match.status == "found"
    begin, stop = match.spans[0]
    assert begin <= start < end <= stop
    assert text[begin:stop] == selector.exact
    assert text[:begin].endswith(selector.prefix)
    assert text[stop:].startswith(selector.suffix)
    is_widened = normalize(selector.exact).text == " " or not all(
        normalize(edge).text for edge in (text[start], text[end - 1])
    )
    if not cuts_one_character(text, start, end) and not is_widened:
        assert (begin, stop) == (start, end)


def cuts_one_character(text: str, start: int, end: int) -> bool:
    """Whether the span begins or ends inside of what normalising takes for one character."""
    normal = normalize(text)
    return any(
        begin < edge < stop and normal.text[index] != " "
        for edge in (start, end)
        for index, (begin, stop) in enumerate(zip(normal.starts, normal.ends, strict=True))
    )


@given(st.text("ab ", min_size=1, max_size=60), st.data())
def test_a_quote_that_stands_once_needs_no_more_than_its_words(
    text: str, data: st.DataObject
) -> None:
    start = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(start + 1, len(text)))
    assume(text[start:end].strip())
    selector = describe_quote(text, start, end)
    if len(naive_hits(normalize(text).text, normalize(text[start:end]).text)) == 1:
        assert " " not in (selector.prefix + selector.suffix).strip()


def test_a_quote_is_found_in_a_megabyte() -> None:
    text = "lorem ipsum dolor " * 60_000 + "the one place" + " sit amet" * 1_000
    begin = text.index("the one")
    assert len(text) > 1_000_000
    assert match_quote(text, TextQuoteSelector("one place")).spans == [(begin + 4, begin + 13)]


def test_a_place_among_100_000_equal_ones_can_be_described() -> None:
    text = "ab " * 100_000
    selector = describe_quote(text, 150_000, 150_002)
    assert match_quote(text, selector).spans == [(150_000, 150_002)]
