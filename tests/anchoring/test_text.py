from __future__ import annotations

import unicodedata

import pytest

from glossator.anchoring.text import FOLDS, INVISIBLE, WHITESPACE, normalize


@pytest.mark.parametrize(
    ("typed", "compared"),
    [
        ("a  b\n\tc", "a b c"),
        ("a\xa0b\u2009c\u3000d", "a b c d"),
        ("in\xadvest\u200bment", "investment"),
        ("a \u200b b", "a b"),
        ("“We”, ‘they’", "\"We\", 'they'"),
        ("2020–2021—now − 1", "2020-2021-now - 1"),
        ("and so on…", "and so on..."),
        ("cafe\u0301", "café"),
        ("\u1112\u1161\u11ab", "한"),
        ("か\u3099", "が"),
        ("ﬁne ①", "ﬁne ①"),  # NFC, not NFKC: a ligature is not two letters
        ("", ""),
    ],
)
def test_ways_of_typing_the_same_words_become_one(typed: str, compared: str) -> None:
    assert normalize(typed).text == compared


def test_a_run_of_blanks_comes_from_the_whole_run() -> None:
    normal = normalize("a \n\t b")
    assert normal.text == "a b"
    assert normal.source_span(1, 2) == (1, 5)


def test_an_ellipsis_is_three_characters_from_one() -> None:
    normal = normalize("x…y")
    assert normal.text == "x...y"
    assert [normal.source_span(index, index + 1) for index in (1, 2, 3)] == [(1, 2)] * 3
    assert [normal.is_boundary(index) for index in range(6)] == [
        True,
        True,
        False,
        False,
        True,
        True,
    ]


def test_a_composed_letter_comes_from_letter_and_accent() -> None:
    normal = normalize("ae\u0301z")
    assert normal.text == "aéz"
    assert normal.source_span(1, 2) == (1, 3)


def test_letters_behind_what_is_dropped_keep_their_offsets() -> None:
    normal = normalize("\ufeffa\xad\u200bb")
    assert normal.text == "ab"
    assert list(normal.starts) == [1, 4]


def test_source_offsets_lead_to_the_character_there() -> None:
    normal = normalize("a \u200b b…")  # compared as: a, blank, b, three dots
    assert [normal.index_at(offset) for offset in range(7)] == [0, 1, 1, 1, 2, 3, 6]
    assert [normal.index_before(offset) for offset in range(7)] == [0, 1, 2, 2, 2, 3, 6]


def test_every_blank_of_unicode_counts_as_whitespace() -> None:
    blanks = {chr(code) for code in range(0x110000) if unicodedata.category(chr(code)) == "Zs"}
    assert {normalize(f"a{blank}b").text for blank in blanks} == {"a b"}


def test_nothing_is_both_blank_and_invisible() -> None:
    for character in "\u00ad\u200b\ufeff\u2060":
        assert normalize(f"a{character}b").text == "ab"
    assert not set(FOLDS) & set(WHITESPACE + INVISIBLE)
