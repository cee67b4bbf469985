"""Areas and letters become a picture that any program reads."""

from __future__ import annotations

from glossator.drawing.canvas import Box, Canvas
from glossator.drawing.colours import colour
from tests.drawing.pixels import read_png

PAPER, RED, BLACK = colour("#ffffff"), colour("#ff0000"), colour("#000000")


def test_an_area_is_painted_to_its_bounds() -> None:
    canvas = Canvas(6, 4, PAPER)
    canvas.fill(Box(1, 1, 4, 3), RED)
    found = read_png(canvas.png())
    assert (found.width, found.height) == (6, 4)
    painted = {(x, y) for x in range(6) for y in range(4) if found.at(x, y) == RED}
    assert painted == {(x, y) for x in (1, 2, 3) for y in (1, 2)}


def test_what_is_half_covered_is_half_as_dark() -> None:
    canvas = Canvas(4, 1, PAPER)
    canvas.stamp(bytes([0, 128, 255, 9, 9]), 5, Box(0, 0, 3, 1), BLACK, PAPER)
    found = read_png(canvas.png())
    assert found.at(0, 0) == PAPER
    assert abs(found.at(1, 0)[0] - 127) < 12
    assert found.at(2, 0) == BLACK
    assert found.at(3, 0) == PAPER


def test_round_corners_leave_the_ground_and_are_alike() -> None:
    canvas = Canvas(40, 40, PAPER)
    canvas.round(Box(0, 0, 40, 40), 12, RED, PAPER)
    found = read_png(canvas.png())
    assert {found.at(x, y) for x in (0, 39) for y in (0, 39)} == {PAPER}
    assert found.at(20, 0) == found.at(0, 20) == found.at(20, 20) == RED
    assert found.rows == found.rows[::-1]
    assert found.rows == [row[::-1] for row in found.rows]


def test_marks_beyond_their_line_are_laid_over_what_is_there() -> None:
    canvas = Canvas(3, 3, PAPER)
    canvas.fill(Box(0, 0, 3, 3), RED)
    mask = bytes([0, 255, 0, 0, 0, 255, 0, 0, 0])
    canvas.stamp(mask, 3, Box(0, 0, 3, 3), BLACK, PAPER, inner=Box(0, 1, 3, 2))
    found = read_png(canvas.png())
    assert [found.at(x, 0) for x in range(3)] == [RED, BLACK, RED]
    assert [found.at(x, 1) for x in range(3)] == [PAPER, PAPER, BLACK]
    assert [found.at(x, 2) for x in range(3)] == [RED, RED, RED]
