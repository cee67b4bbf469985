"""Pictures of notes: whatever is written in a note, its picture can be read and is whole."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.drawing import draw
from glossator.drawing.card import Card, Passage
from glossator.drawing.colours import KINDS, PAPER
from glossator.drawing.draw import HEIGHT, WIDTH, draw_card
from glossator.drawing.fitting import Lines, one_line
from glossator.drawing.inking import Ink
from glossator.drawing.shaping import Glyph, Paragraph
from tests.budget import examples
from tests.drawing.pixels import read_png
from tests.strategies import KINDS as KIND_NAMES
from tests.strategies import SCRIPT_LANGUAGES, script_texts

# Bytes: as much as a picture may have, so that a message with it arrives at once.
MOST = 40_000
# Pixels beside and below everything that is set.
MARGIN = 40

SITE = Passage("Test data")


def card(was: str = "", now: str = "", language: str = "en", **more: object) -> Card:
    values = {
        "kind": "correction",
        "site": SITE,
        "article": Passage("A test article", language),
        "title": Passage("Ten times more"),
        "was": Passage(was, language) if was else None,
        "now": Passage(now, language) if now else None,
        "credit": (Passage("Test Daily"), Passage("2 January 2026")),
    }
    return Card(**{**values, **more})  # type: ignore[arg-type]


passages = st.builds(Passage, script_texts, st.sampled_from(SCRIPT_LANGUAGES))
cards = st.builds(
    Card,
    kind=st.sampled_from(KIND_NAMES),
    site=passages,
    article=passages,
    title=st.none() | passages,
    was=st.none() | passages,
    now=st.none() | passages,
    aside=st.sampled_from(["", "6 sources"]),
    more=st.sampled_from(["", "and in 4 more places"]),
    credit=st.lists(passages, max_size=3).map(tuple),
    status=st.sampled_from(["published", "resolved", "withdrawn"]),
)


@pytest.mark.build  # for as long as it takes
@examples(20)
@given(one=cards)
def test_a_picture_of_anything_is_whole_and_keeps_its_margins(one: Card) -> None:
    drawn: list[int] = []
    write = Ink.write

    def watch(ink: Ink, glyphs: list[Glyph], x: float, y: float, size: float) -> None:
        drawn.extend(glyph.number for glyph in glyphs)
        write(ink, glyphs, x, y, size)

    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(Ink, "write", watch)
        picture = draw_card(one)
    assert 0 not in drawn  # the box that a font has for what it lacks
    found = read_png(picture)
    assert (found.width, found.height) == (WIDTH, HEIGHT) == (1200, 630)
    assert found.area(WIDTH - MARGIN, 0, WIDTH, HEIGHT) == {PAPER}
    assert found.area(30, 0, WIDTH, MARGIN) == {PAPER}
    assert found.area(30, HEIGHT - 20, WIDTH, HEIGHT) == {PAPER}
    assert found.area(30, 0, 70, HEIGHT) == {PAPER}
    assert len(picture) < MOST
    assert draw_card(one) == picture


def test_a_longest_quote_takes_no_more_bytes_than_allowed() -> None:
    words = " ".join(f"word{number}" for number in range(300))
    picture = draw_card(card(words, words.upper()))
    assert len(picture) < MOST


def test_what_is_wrong_is_struck_in_the_colour_of_corrections() -> None:
    struck = read_png(draw_card(card("wrong", "right")))
    plain = read_png(draw_card(card("wrong", kind="source")))

    def longest(found: object) -> int:
        """The longest stretch of the colour in one row, between the edge and the margin."""
        most = 0
        for row in struck.rows[150:500] if found is struck else plain.rows[150:500]:
            number = struck.palette.index(KINDS["correction"])
            run = 0
            for value in row[160:1100]:
                run = run + 1 if value == number else 0
                most = max(most, run)
        return most

    assert longest(struck) > 100


@pytest.mark.parametrize(
    ("publisher", "shown"),
    [
        ("Test Daily", ["Test Daily", "·", "via Test Portal", "·", "2 January 2026"]),
        ("Test Daily of the Province", ["Test Daily of the Province", "·", "2 January 2026"]),
        (
            "Test Daily " * 9,
            ["Test Daily" + " Test Daily" * 4 + "…", "·", "2 January 2026"],
        ),
    ],
)
def test_where_it_was_read_gives_way_to_who_published_it_and_when(
    monkeypatch: pytest.MonkeyPatch, publisher: str, shown: list[str]
) -> None:
    lines: list[str] = []

    def watch(paragraph: Paragraph, *, width: float, size: float) -> Lines:
        line = one_line(paragraph, width=width, size=size)
        lines.append(line.paragraph.text)
        return line

    monkeypatch.setattr(draw, "one_line", watch)
    via = "via Test Portal" + ", its edition for Saturdays" * (publisher != "Test Daily")
    draw_card(card("w", credit=(Passage(publisher), Passage(via), Passage("2 January 2026"))))
    assert lines[-len(shown) :] == shown


@pytest.mark.parametrize("kind", KIND_NAMES)
def test_kinds_differ_without_their_colours(kind: str) -> None:
    """By the edge, which is one line, two, or a dotted one."""
    found = read_png(draw_card(card("words", kind=kind)))
    column = [found.at(3, y) != PAPER for y in range(HEIGHT)]
    row = [found.at(x, 5) != PAPER for x in range(20)]
    edge = (all(column), all(row))
    assert edge == {"correction": (True, True), "source": (True, False)}.get(kind, (False, True))


def test_a_withdrawn_note_shows_nothing_of_what_it_claimed() -> None:
    one = draw_card(card("wrong", "right", status="withdrawn"))
    other = draw_card(card("else", "other", status="withdrawn", title=Passage("Else")))
    assert one == other


def test_half_of_a_correction_is_never_shown() -> None:
    # No font has these letters, which nobody has used for three thousand years.
    unknown = "\U00014400\U00014401"
    assert draw_card(card("wrong", unknown)) == draw_card(card(unknown, "right"))
    assert draw_card(card("wrong", unknown)) == draw_card(card())


def test_pictures_that_no_font_has_are_left_out() -> None:
    with_sign = card("wrong \U0001d000 words", "right")
    assert draw_card(with_sign) == draw_card(card("wrong words", "right"))


def test_what_turns_others_around_changes_nothing() -> None:
    assert draw_card(card("wrong\u202e words", "right")) == draw_card(card("wrong words", "right"))
