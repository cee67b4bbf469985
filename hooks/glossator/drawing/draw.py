"""The picture of a note: what is wrong and what is right, large enough for a thumbnail."""

from __future__ import annotations

from dataclasses import replace

from glossator.drawing.badge import draw_badge, draw_edge, draw_mark
from glossator.drawing.canvas import Box, Canvas
from glossator.drawing.card import Card, Passage
from glossator.drawing.colours import INK, KINDS, MUTED, PAPER, RULE, Colour
from glossator.drawing.fitting import Lines, fit, one_line
from glossator.drawing.fonts import Style
from glossator.drawing.inking import Ink
from glossator.drawing.shaping import Paragraph, shape_text
from glossator.weaving.languages import direction_of

# As those who show links in little want it.
WIDTH, HEIGHT = 1200, 630
_LEFT, _RIGHT = 84, 1136
_HEAD = Box(_LEFT, 50, _RIGHT, 102)
_MAIN = Box(_LEFT, 126, _RIGHT, 524)
_RULE = Box(_LEFT, 540, _RIGHT, 542)
_FOOT = Box(_LEFT, 552, _RIGHT, 604)
_GUTTER = 62
"""Beside quoted words: the bar, and the arrow to what is right."""

_SERIF, _SERIF_BOLD = Style("serif", 420), Style("serif", 680)
_SANS, _SANS_BOLD = Style("sans", 450), Style("sans", 640)
# Pixels. The last of each can be read where the picture is a third as wide.
_TITLE_SIZES = (46, 42, 39, 36)
_ALONE_SIZES = (76, 70, 64, 58, 53, 48, 44, 40, 36)
_WORDS_SIZES = (80, 74, 68, 63, 58, 54, 50, 46, 43, 40, 37, 34, 32)
_SMALL = 29
_FOOT_SIZE = 30
_MORE_SIZE = 30
_TITLE_LINES = 2
_TITLE_GAP = 30
_WORDS_GAP = 22
_MORE_GAP = 18
# Em, from where letters stand: through the middle of small letters, and of those that are wide.
_STRIKE, _STRIKE_WIDE = 0.27, 0.37
_STRIKE_WIDTH = 0.055
# Em, by which marks on marks reach above and below their lines.
_BEYOND = 0.3
_WITHDRAWN = "This note no longer stands."


def draw_card(card: Card) -> bytes:
    """The picture of a note as a PNG of 1200 by 630 pixels; the same bytes for the same card."""
    canvas = Canvas(WIDTH, HEIGHT, PAPER)
    draw_edge(canvas, card.kind)
    _draw_head(canvas, card)
    canvas.fill(_RULE, RULE)
    _draw_foot(canvas, card)
    _draw_main(canvas, card)
    return canvas.png()


def _shape(passage: Passage | None, style: Style) -> Paragraph | None:
    return shape_text(passage.text, passage.language, style) if passage else None


def _is_rtl(passage: Passage | None, shaped: Paragraph) -> bool:
    """Whether words of an article stand at the right, as all lines of it do."""
    return shaped.base == 1 or (passage is not None and direction_of(passage.language) == "rtl")


def _draw_head(canvas: Canvas, card: Card) -> None:
    kind = card.kind if card.status != "withdrawn" else "withdrawn"
    right = draw_mark(canvas, _HEAD)
    name = _shape(card.site, _SANS_BOLD)
    left = draw_badge(canvas, card.kind, card.kind.capitalize(), _HEAD)
    if name:
        room = Box(_HEAD.left + 560, _HEAD.top, right - 14, _HEAD.bottom)
        _draw_line(canvas, name, room, 30, MUTED, to_right=True)
    status = {"withdrawn": "withdrawn", "resolved": "resolved: the publisher changed it"}
    aside = status.get(card.status, card.aside)
    about = shape_text(aside, "en", _SANS) if aside else None
    if about and kind:
        _draw_line(canvas, about, Box(left + 22, _HEAD.top, left + 480, _HEAD.bottom), 28, MUTED)


def _draw_foot(canvas: Canvas, card: Card) -> None:
    """Who published what is annotated, and when: each piece in its own direction.

    The first is shortened where there is no room; what stands between it and the last is left out.
    """
    dot = shape_text("·", "en", _SANS)
    between = 28 + (_long(dot) if dot else 0)
    styles = (_SANS_BOLD, *[_SANS] * len(card.credit))
    shaped = [_shape(one, style) for one, style in zip(card.credit, styles, strict=False)]
    pieces = [(one, MUTED if number else INK) for number, one in enumerate(shaped) if one]
    while len(pieces) > 2 and sum(_long(one) + between for one, _ in pieces) > _FOOT.width:
        del pieces[1]
    x = float(_FOOT.left)
    for number, (piece, ink) in enumerate(pieces):
        if number:
            if dot:
                room = Box(round(x) + 14, _FOOT.top, _RIGHT, _FOOT.bottom)
                _draw_line(canvas, dot, room, _FOOT_SIZE, MUTED)
            x += between
        following = sum(_long(one) + between for one, _ in pieces[number + 1 :])
        right = _RIGHT - min(following, (_RIGHT - x) / 2)
        room = Box(round(x), _FOOT.top, round(right), _FOOT.bottom)
        x = _draw_line(canvas, piece, room, _FOOT_SIZE, ink)


def _long(paragraph: Paragraph) -> float:
    """How long it is in the foot, in pixels."""
    return float(paragraph.sums[-1]) * _FOOT_SIZE


def _draw_line(
    canvas: Canvas,
    paragraph: Paragraph,
    box: Box,
    size: float,
    ink: Colour,
    *,
    to_right: bool = False,
    ground: Colour = PAPER,
) -> float:
    """One line in the middle of the area's height; gives where it ends."""
    lines = one_line(paragraph, width=box.width, size=size)
    glyphs, width = lines.paragraph.line(*lines.ends[0])
    x = box.right - width * size if to_right else float(box.left)
    area = Box(max(0, round(x) - 4), box.top, min(WIDTH, round(x + width * size) + 5), box.bottom)
    letters = Ink(canvas, area, ink, ground)
    # Capitals stand in the middle, whatever hangs below them.
    letters.write(glyphs, x, (box.top + box.bottom) / 2 + 0.36 * size, size)
    letters.paint()
    return x + width * size


def _draw_main(canvas: Canvas, card: Card) -> None:
    if card.status == "withdrawn":
        card = replace(card, title=Passage(_WITHDRAWN), was=None, now=None, more="")
    title = _shape(card.title, _SANS_BOLD)
    was = _shape(card.was, _SERIF)
    now = _shape(card.now, _SERIF_BOLD)
    if card.now and not (was and now):
        was = now = None  # half of a correction would say something else
    if was is None:
        _draw_alone(canvas, card, title)
        return
    words = [was, now] if now else [was]
    top = _MAIN.top
    if title:
        head = _fit_title(title)
        top = _draw_lines(canvas, head, _MAIN._replace(top=top), INK) + _TITLE_GAP
    bottom = _MAIN.bottom - (_MORE_SIZE + _MORE_GAP if card.more else 0)
    is_rtl = _is_rtl(card.was, was)
    room = Box(
        _MAIN.left + (0 if is_rtl else _GUTTER),
        top,
        _MAIN.right - (_GUTTER if is_rtl else 0),
        bottom,
    )
    found = fit(words, width=room.width, height=room.height, sizes=_WORDS_SIZES, gap=_WORDS_GAP)
    used = sum(lines.height for lines in found) + _WORDS_GAP * (len(found) - 1)
    y = top + max(0, round((room.height - used) / 2))
    colour = KINDS[card.kind]
    for lines, is_right in zip(found, (False, True), strict=False):
        area = room._replace(top=y)
        is_struck = now is not None and not is_right
        ink = colour if is_struck else INK
        end = _draw_lines(canvas, lines, area, ink, strike=is_struck, to_right=is_rtl)
        _draw_gutter(canvas, card, lines, area, end, is_right=is_right, is_rtl=is_rtl)
        y = end + _WORDS_GAP
    if card.more and (more := shape_text(card.more, "en", _SANS)):
        y += _MORE_GAP - _WORDS_GAP
        box = Box(room.left, round(y), room.right, round(y) + round(_MORE_SIZE * 1.3))
        _draw_line(canvas, more, box, _MORE_SIZE, MUTED, to_right=is_rtl)


def _fit_title(title: Paragraph) -> Lines:
    """In one line if it has room there, in two larger ones if not."""
    for number in range(1, _TITLE_LINES + 1):
        for size in _TITLE_SIZES:
            height = title.line_height * size * number
            found = fit([title], width=_MAIN.width, height=height, sizes=(size,))[0]
            if found.paragraph is title:
                return found
    return found


def _draw_alone(canvas: Canvas, card: Card, title: Paragraph | None) -> None:
    """A headline, and below it that of the article: nothing is quoted."""
    article = _shape(card.article, _SERIF)
    if title is None:
        title, article = _shape(card.article, _SANS_BOLD), None
    if title is None:
        return
    room = _MAIN.height - (150 if article else 0)
    head = fit([title], width=_MAIN.width, height=room, sizes=_ALONE_SIZES)[0]
    below = (
        fit([article], width=_MAIN.width - _GUTTER, height=130, sizes=(42, 38, 35, 32))[0]
        if article
        else None
    )
    used = head.height + (below.height + _TITLE_GAP if below else 0)
    y = _MAIN.top + max(0, round((_MAIN.height - used) / 2))
    end = _draw_lines(canvas, head, _MAIN._replace(top=y), INK)
    if below:
        is_rtl = _is_rtl(card.article, below.paragraph)
        area = Box(
            _MAIN.left + (0 if is_rtl else _GUTTER),
            end + _TITLE_GAP,
            _MAIN.right - (_GUTTER if is_rtl else 0),
            _MAIN.bottom,
        )
        end = _draw_lines(canvas, below, area, MUTED, to_right=is_rtl)
        _draw_gutter(canvas, card, below, area, end, is_right=False, is_rtl=is_rtl)


def _draw_lines(
    canvas: Canvas,
    lines: Lines,
    area: Box,
    ink: Colour,
    *,
    strike: bool = False,
    to_right: bool = False,
) -> int:
    """The lines, from the top of the area; gives where they end."""
    paragraph, size = lines.paragraph, lines.size
    bottom = min(area.bottom, area.top + round(lines.height))
    box = Box(area.left - 6, area.top, min(WIDTH, area.right + 6), bottom)
    letters = Ink(canvas, box, ink, PAPER, margin=round(_BEYOND * size))
    strokes = []
    y = area.top + paragraph.ascent * size
    for begin, end in lines.ends:
        glyphs, width = paragraph.line(begin, end)
        x = area.right - width * size if to_right else float(area.left)
        letters.write(glyphs, x, y, size)
        is_wide = any(glyph.font.is_wide for glyph in glyphs)
        middle = y - (_STRIKE_WIDE if is_wide else _STRIKE) * size
        half = max(1.5, _STRIKE_WIDTH * size / 2)
        strokes.append(
            Box(
                round(x) - 4,
                round(middle - half),
                round(x + width * size) + 4,
                round(middle + half),
            )
        )
        y += paragraph.line_height * size
    letters.paint()
    if strike:
        for stroke in strokes:
            canvas.fill(stroke, ink)
    return bottom


def _draw_gutter(
    canvas: Canvas, card: Card, lines: Lines, area: Box, end: int, *, is_right: bool, is_rtl: bool
) -> None:
    """Beside the words: a bar at those of the article, an arrow at what they should be."""
    paragraph, size = lines.paragraph, lines.size
    if not is_right:
        left = area.right + _GUTTER - 8 if is_rtl else area.left - _GUTTER
        canvas.fill(
            Box(left, area.top + 8, left + 8, max(area.top + 20, end - 4)), KINDS[card.kind]
        )
        return
    arrow = shape_text("←" if is_rtl else "→", "en", _SANS_BOLD)
    if arrow is None:
        return
    middle = round(area.top + (paragraph.ascent - _STRIKE) * size)
    left = area.right + 14 if is_rtl else area.left - _GUTTER
    _draw_line(canvas, arrow, Box(left, middle - 26, left + 48, middle + 26), 44, KINDS[card.kind])
