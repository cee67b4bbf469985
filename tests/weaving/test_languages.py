"""Texts of other scripts and directions keep their language and their order."""

from __future__ import annotations

import unicodedata

import pytest

from glossator.site.inline import attributes_of
from glossator.site.templates import show_body
from glossator.weaving.languages import direction_of, has_rtl, text_attributes
from glossator.weaving.markdown import render_note_body


@pytest.mark.parametrize(
    ("language", "direction"),
    [
        *[(tag, "rtl") for tag in ("ar", "he", "fa", "ur", "ps", "yi", "dv", "ckb", "ug", "AR-eg")],
        *[(tag, "rtl") for tag in ("az-Arab", "pa-Arab-PK", "ff-Adlm", "ku-Arab", "he-IL")],
        *[(tag, "ltr") for tag in ("en", "zh-Hant", "ja", "ko", "ru", "hi", "th", "el", "pa-IN")],
        *[(tag, "ltr") for tag in ("ar-Latn", "he-Latn", "ks-Deva", "uz-Cyrl", "es-419", "")],
    ],
)
def test_languages_have_their_direction(language: str, direction: str) -> None:
    assert direction_of(language) == direction


@pytest.mark.parametrize("text", ["פי שלושה", "of ثلاث", "ދިވެހި", "ߒߞߏ", "𞤀𞤣𞤤𞤢𞤥"])
def test_letters_from_right_to_left_are_seen(text: str) -> None:
    assert has_rtl(text)


@pytest.mark.parametrize("text", ["", "5.3 billion", "增加了两倍", "Łódź", "١٩٩٧", "→ — “”"])
def test_other_texts_are_not_taken_for_it(text: str) -> None:
    assert not has_rtl(text)


@pytest.mark.parametrize(
    ("text", "language", "attributes"),
    [
        ("5.3 billion", "en-GB", {}),
        ("增加了两倍", "zh", {"lang": "zh"}),
        ("פי שלושה", "he", {"lang": "he", "dir": "rtl"}),
        ("IBM הודיעה", "he", {"lang": "he", "dir": "rtl"}),
        ("Nordbridge", "he", {"lang": "he", "dir": "auto"}),
        ("פי שלושה", "en", {"dir": "auto"}),
    ],
)
def test_quotes_carry_language_and_direction(
    text: str, language: str, attributes: dict[str, str]
) -> None:
    assert text_attributes(text, language) == attributes


def test_attributes_cannot_be_left() -> None:
    assert attributes_of("x", '"><script>') == ' lang="&#34;&gt;&lt;script&gt;"'


def test_each_block_of_a_body_has_its_own_direction() -> None:
    body = show_body(render_note_body("كانت **45** < p x\n\n- one\n- שתיים"))
    assert body.count('<p dir="auto">') == 1
    assert '<ul dir="auto">' in body
    assert body.count('<li dir="auto">') == 2
    assert "<p>" not in body
    assert show_body(render_note_body("Plain *text*.")) == "<p>Plain <em>text</em>.</p>"


def test_every_letter_from_right_to_left_is_seen() -> None:
    for number in range(0x110000):
        if unicodedata.bidirectional(chr(number)) in {"R", "AL"}:
            assert has_rtl(f"a {chr(number)}"), f"U+{number:04X}"
