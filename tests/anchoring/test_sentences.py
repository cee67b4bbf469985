"""The sentence around some words is found as if all sentences of the text were looked through."""

from __future__ import annotations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.anchoring.sentences import sentence_around, sentence_spans

# Of what ends a sentence, what only seems to, and what is long.
PIECES = st.sampled_from(
    [
        *("a", "It", "no", "Dr", "Inc", "U.S", "e.g", "The", "5", "é", "東京"),
        *(".", "..", "!", "?", "…", "。", "！", '"', "”", ")", "(", "“", "'"),
        *(" ", "  ", "\n", "\t", "\u3000", "\x1f", "\u2028", "word " * 100, "." * 250, ")" * 250),
    ]
)


def by_all_sentences(text: str, begin: int, end: int) -> tuple[int, int]:
    around = [one for one in sentence_spans(text) if one[0] < end and begin < one[1]]
    begins, ends = zip(*around, strict=True)
    return min(begin, *begins), max(end, *ends)


@given(st.lists(PIECES, min_size=1, max_size=30).map("".join), st.data())
@settings(max_examples=300)
def test_the_sentence_around_is_the_one_among_all(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    if text[begin:end].isspace():
        assert sentence_around(text, begin, end) == (begin, end)
    else:
        assert sentence_around(text, begin, end) == by_all_sentences(text, begin, end)


@pytest.mark.parametrize("sign", [".", "!)", "No. 5 ", "U.S. ", '."', "word "])
def test_every_word_of_a_long_line_has_its_sentence(sign: str) -> None:
    text = f"It began. The {sign * 400}ended. And more"
    for at in range(0, len(text), 7):
        if not text[at].isspace():
            assert sentence_around(text, at, at + 1) == by_all_sentences(text, at, at + 1)
