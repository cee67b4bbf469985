"""The words of a note stand in their whole sentence, and the sentence stays as it was."""

from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from glossator.site.in_sentences import CUT, MOST_AROUND, in_sentences
from glossator.weaving.annotate import Place


def place(text: str, words: str) -> Place:
    begin = text.index(words)
    return Place(words, None, "marker", (begin, begin + len(words)))


def shown(text: str, *words: str) -> list[str]:
    found = in_sentences(text, [place(text, one) for one in words])
    return ["".join(f"[{part}]" if of else part for part, of in one.pieces) for one in found]


def test_the_whole_sentence_is_given() -> None:
    text = "A first one. It cost 5 million crowns in 1997. It was closed.\nNext line."
    assert shown(text, "5 million") == ["It cost [5 million] crowns in 1997."]


def test_words_over_two_sentences_have_both() -> None:
    text = "One stands here. Two stands here. Three."
    assert shown(text, "here. Two") == ["One stands [here. Two] stands here."]


def test_words_over_two_lines_have_both_on_one() -> None:
    assert shown("A headline\nIt began.", "headline\nIt") == ["A [headline It] began."]


def test_two_places_in_one_sentence_stand_in_it_together() -> None:
    text = "From 5 to 7 crowns. And 9."
    assert shown(text, "5", "9", "7") == ["From [5] to [7] crowns.", "And [9]."]


def test_words_within_others_keep_their_place() -> None:
    assert shown("From 5 to 7 crowns.", "5 to 7", "to 7 crowns") == ["From [5 to 7][] crowns."]


def test_a_sentence_that_never_ends_is_cut_at_a_word() -> None:
    text = "word " * 400 + "here" + " word" * 400
    (found,) = shown(text, "here")
    assert found.startswith(f"{CUT}word ")
    assert found.endswith(f"word{CUT}")
    assert len(found) < 2 * MOST_AROUND + 20


def test_what_is_not_anchored_stands_as_quoted() -> None:
    assert [one.text for one in in_sentences("A text.", [Place("gone", None, None)])] == ["gone"]


@given(st.text("ab. \n", min_size=1, max_size=80), st.data())
def test_nothing_is_added_and_the_words_are_whole(text: str, data: st.DataObject) -> None:
    begin = data.draw(st.integers(0, len(text) - 1))
    end = data.draw(st.integers(begin + 1, len(text)))
    (found,) = in_sentences(text, [Place(text[begin:end], None, "m", (begin, end))])
    assert found.text in text.replace("\n", " ")
    assert [part for part, of in found.pieces if of] == [text[begin:end].replace("\n", " ")]
