"""What tells the kind of a note at a glance: a form, a word and a colour, each enough alone."""

from __future__ import annotations

from glossator.drawing.canvas import Box, Canvas
from glossator.drawing.colours import GOLD, KINDS, PAPER, PRIMARY, WHITE
from glossator.drawing.fonts import Style
from glossator.drawing.inking import Ink
from glossator.drawing.shaping import shape_text

_EDGE = 20
_STYLE = Style("sans", 700)
_SIZE = 30
_PADDING = 22
_ROUND = 8


def draw_edge(canvas: Canvas, kind: str) -> None:
    """The picture's left edge: one broad line, two, or a dotted one."""
    colour, height = KINDS[kind], canvas.height
    if kind == "correction":
        canvas.fill(Box(0, 0, _EDGE, height), colour)
    elif kind == "source":
        canvas.fill(Box(0, 0, 7, height), colour)
        canvas.fill(Box(_EDGE - 7, 0, _EDGE, height), colour)
    else:
        for top in range(0, height, 2 * _EDGE):
            canvas.fill(Box(0, top, _EDGE, min(height, top + _EDGE)), colour)


def draw_badge(canvas: Canvas, kind: str, word: str, head: Box) -> int:
    """The name of the kind: on a plate, a pill or in a frame; gives where it ends."""
    colour = KINDS[kind]
    shaped = shape_text(word, "en", _STYLE)
    if shaped is None:
        return head.left
    glyphs, width = shaped.line(0, len(shaped.text))
    right = round(head.left + width * _SIZE + 2 * _PADDING)
    box = Box(head.left, head.top, right, head.bottom)
    radius = box.height // 2 if kind == "source" else _ROUND
    canvas.round(box, radius, colour, PAPER)
    ink, ground = WHITE, colour
    if kind == "context":
        inner = Box(box.left + 4, box.top + 4, box.right - 4, box.bottom - 4)
        canvas.round(inner, radius - 3, PAPER, colour)
        ink, ground = colour, PAPER
    area = Box(box.left + _PADDING - 4, box.top + 6, box.right - _PADDING + 4, box.bottom - 6)
    letters = Ink(canvas, area, ink, ground)
    middle = (box.top + box.bottom) / 2
    letters.write(glyphs, box.left + _PADDING, middle + 0.36 * _SIZE, _SIZE)
    letters.paint()
    return right


def draw_mark(canvas: Canvas, head: Box) -> int:
    """The site's mark, a text with a line in its margin, at the right; gives where it begins."""
    size = head.height
    left, top = head.right - size, head.top
    canvas.round(Box(left, top, head.right, head.bottom), 10, PRIMARY, PAPER)

    def line(x: int, y: int, right: int, bottom: int) -> Box:
        # In the favicon's units, of which 32 are the whole.
        return Box(
            *(
                round(at + of * size / 32)
                for at, of in zip((left, top) * 2, (x, y, right, bottom), strict=True)
            )
        )

    for y, end in ((8, 19), (14, 15), (20, 19)):
        canvas.fill(line(7, y, end, y + 3), WHITE)
    canvas.fill(line(23, 6, 26, 26), GOLD)
    return left
