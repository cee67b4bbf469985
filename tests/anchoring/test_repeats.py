from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.anchoring import repeats
from glossator.anchoring.repeats import find_all


def naive_hits(text: str, needle: str) -> list[int]:
    return [begin for begin in range(len(text)) if text.startswith(needle, begin)]


# Few letters and long needles, so that hits overlap and the search changes its method.
repetitive = st.text("ab", min_size=1, max_size=120) | st.builds(
    lambda word, times: word * times, st.text("ab", min_size=1, max_size=3), st.integers(1, 60)
)


@given(repetitive, st.data())
def test_search_finds_what_a_naive_search_finds(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    needle = text[begin:end]
    assert list(find_all(text, needle)) == naive_hits(text, needle)


def test_search_after_changing_its_method_finds_every_hit() -> None:
    text, needle = "ab" * 400 + "b" + "ab" * 400, "ab" * 100
    assert list(find_all(text, needle)) == naive_hits(text, needle)


def test_search_for_a_long_needle_in_a_long_text_comes_to_an_end() -> None:
    # Compared one by one, these are 10,000,000,000 characters.
    assert sum(1 for _ in find_all("a" * 200_000, "a" * 100_000)) == 100_001


def test_search_for_a_needle_that_nearly_fits_everywhere_comes_to_an_end() -> None:
    assert list(find_all("a" * 200_000, "a" * 50_000 + "b" + "a" * 50_000)) == []


def test_search_changes_its_method_before_it_reads_the_text_ten_times(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    begins: list[int] = []
    monkeypatch.setattr(
        repeats, "_find_all_linear", lambda text, needle, begin: begins.append(begin) or iter(())
    )
    text, needle = "a" * 20_000, "a" * 10_000
    hits = list(find_all(text, needle))
    assert begins == [len(hits)]
    assert len(hits) * len(needle) <= 10 * len(text)
