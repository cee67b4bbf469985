"""Letters are joined, ordered and formed as their script and language have them."""

from __future__ import annotations

import pytest

from glossator.drawing.fonts import Style
from glossator.drawing.shaping import Glyph, Paragraph, shape_text
from tests.strategies import SCRIPTS

SANS = Style("sans", 400)


def shaped(text: str, language: str = "en", style: Style = SANS) -> Paragraph:
    found = shape_text(text, language, style)
    assert found is not None
    return found


def glyphs(text: str, language: str = "en", style: Style = SANS) -> list[Glyph]:
    found = shaped(text, language, style)
    return found.line(0, len(found.text))[0]


def numbers(text: str, language: str = "en") -> list[int]:
    return [glyph.number for glyph in glyphs(text, language)]


def test_arabic_letters_join_and_stand_from_right_to_left() -> None:
    alone = numbers("ب", "ar")
    joined = glyphs("ببب", "ar")
    bodies = [glyph.number for glyph in joined]
    assert len(set(bodies)) > len(set(alone))
    assert alone[0] not in {bodies[0], bodies[-1]} or len(bodies) > 3
    first, last = (shaped("مد", "ar").line(0, 2)[0], shaped("دم", "ar").line(0, 2)[0])
    assert first[0].number != last[0].number


def test_letters_of_arabic_join_over_marks() -> None:
    assert len({*numbers("بب", "ar")} & {*numbers("بِبِ", "ar")}) >= 1


def test_brackets_face_what_they_hold() -> None:
    left_to_right, right_to_left = glyphs("(a)"), glyphs("(ש)", "he")
    assert left_to_right[0].number != left_to_right[-1].number
    assert right_to_left[0].x < right_to_left[-1].x
    hebrew_font = {glyph.font for glyph in right_to_left if glyph.number}
    assert len(hebrew_font) <= 2


def test_letters_of_devanagari_become_one() -> None:
    assert len(glyphs("क्ष", "hi")) < 3


@pytest.mark.parametrize(("one", "other"), [("zh-Hans", "zh-Hant"), ("zh-Hans", "ja")])
def test_a_chinese_sign_has_the_form_of_its_language(one: str, other: str) -> None:
    assert numbers("骨", one) != numbers("骨", other)


def test_the_form_of_a_sign_in_an_english_text_is_told_by_the_signs_beside_it() -> None:
    assert numbers("of 頭骨")[-1] == numbers("頭骨", "zh-Hant")[-1]


@pytest.mark.parametrize("text", SCRIPTS)
def test_every_script_has_a_font_or_is_left_out_as_a_whole(text: str) -> None:
    found = shape_text(f"a {text} b", "en", SANS)
    assert found is not None
    drawn, width = found.line(0, len(found.text))
    assert drawn
    assert all(glyph.number for glyph in drawn)
    assert width > 0


def test_a_letter_without_a_font_leaves_nothing_of_its_text() -> None:
    assert shape_text("a \U00014400", "en", SANS) is None


def test_nothing_but_blanks_is_nothing() -> None:
    assert shape_text("\u200b \n\u202e", "en", SANS) is None


def test_marks_upon_marks_are_as_many_as_writing_has() -> None:
    assert len(shaped("a" + "\u0301" * 50).text) < 10


def test_european_letters_have_serifs_where_they_are_asked_for() -> None:
    plain, serif = (glyphs("Мост", "ru", Style(face, 400))[0].font for face in ("sans", "serif"))
    assert plain is not serif


def test_a_bold_letter_is_wider() -> None:
    light, bold = (shaped("bridge", style=Style("sans", weight)).sums[-1] for weight in (400, 700))
    assert bold > light
