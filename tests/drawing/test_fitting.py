"""Texts are as large as their area lets them be, and stay within it."""

from __future__ import annotations

from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.drawing.breaking import graphemes, line_ends
from glossator.drawing.fitting import ELLIPSIS, Lines, fit, one_line
from glossator.drawing.fonts import Style
from glossator.drawing.shaping import Paragraph, shape_text
from tests.strategies import SCRIPT_LANGUAGES, script_texts

SERIF = Style("serif", 400)
SIZES = (60.0, 50.0, 40.0, 30.0)
# Em; a line that is shaped alone may be so much wider than within its paragraph.
ROOM = 0.25


def paragraph(text: str, language: str = "en") -> Paragraph:
    found = shape_text(text, language, SERIF)
    assert found is not None
    return found


def widths(lines: Lines) -> list[float]:
    return [lines.paragraph.line(*ends)[1] * lines.size for ends in lines.ends]


def lines_of(lines: Lines) -> list[str]:
    return [lines.paragraph.text[begin:end].strip() for begin, end in lines.ends]


@settings(max_examples=60, deadline=None)
@given(
    texts=st.lists(script_texts, min_size=1, max_size=2),
    language=st.sampled_from(SCRIPT_LANGUAGES),
    width=st.integers(300, 1000),
    height=st.integers(120, 400),
)
def test_any_text_stays_within_its_area(
    texts: list[str], language: str, width: int, height: int
) -> None:
    whole = [one for one in (shape_text(text, language, SERIF) for text in texts) if one]
    found = fit(whole, width=width, height=height, sizes=SIZES, gap=10)
    assert len(found) == len(whole)
    for lines, given_one in zip(found, whole, strict=True):
        assert max(widths(lines)) <= width + ROOM * lines.size
        shown = "".join(lines.paragraph.text[begin:end] for begin, end in lines.ends)
        assert shown == lines.paragraph.text
        if lines.paragraph is not given_one:
            assert given_one.text.startswith(shown.removesuffix(ELLIPSIS))
    least = sum(lines.paragraph.line_height * lines.size for lines in found)
    assert sum(lines.height for lines in found) <= max(height, least)


def test_a_short_text_has_the_largest_size() -> None:
    (lines,) = fit([paragraph("urged")], width=900, height=200, sizes=SIZES)
    assert (lines.size, lines_of(lines)) == (60.0, ["urged"])


def test_lines_are_of_like_lengths() -> None:
    text = "The bridge cost ten times more than what the article says"
    (lines,) = fit([paragraph(text)], width=900, height=200, sizes=(40.0,))
    first, second = widths(lines)
    assert abs(first - second) < 150


def test_what_has_no_room_ends_in_an_ellipsis_behind_a_whole_word() -> None:
    (lines,) = fit([paragraph("closed bridge " * 100)], width=500, height=120, sizes=(30.0,))
    last = lines_of(lines)[-1]
    assert last.endswith(("closed…", "bridge…"))


def test_a_word_longer_than_a_line_is_parted_between_characters() -> None:
    word = "e\u0301" * 200
    (lines,) = fit([paragraph(word)], width=400, height=90, sizes=(30.0,))
    assert all(not line.startswith("\u0301") for line in lines_of(lines))


def test_two_texts_share_the_room_and_have_one_size() -> None:
    long, short = paragraph("many words " * 200), paragraph("few words")
    found = fit([long, short], width=600, height=300, sizes=SIZES, gap=10)
    assert found[0].size == found[1].size
    assert lines_of(found[1]) == ["few words"]
    assert len(found[0].ends) > 3


def test_one_line_is_one_line() -> None:
    lines = one_line(paragraph("many words " * 20), width=300, size=30)
    assert len(lines.ends) == 1
    assert widths(lines)[0] <= 300


def test_lines_of_thai_end_between_words() -> None:
    text = "สะพานนี้มีราคาห้าล้าน"
    assert {len("สะพาน"), len("สะพานนี้")} <= set(line_ends(text, "th"))


def test_no_line_ends_at_a_no_break_space() -> None:
    assert line_ends("5\u00a0million crowns", "en") == [10, 16]


def test_places_are_counted_in_characters_beyond_the_first_plane_too() -> None:
    assert graphemes("a👩\u200d💻b") == [(0, 1), (1, 4), (4, 5)]
    assert line_ends("😀 b", "en") == [2, 3]


def test_a_language_that_is_none_breaks_lines_all_the_same() -> None:
    assert line_ends("a b", "x-@lw=oops") == line_ends("a b", "") == [2, 3]
