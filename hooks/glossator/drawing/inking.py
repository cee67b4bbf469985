"""The ink of letters: glyphs become degrees of covering, pixel by pixel."""

from __future__ import annotations

from collections.abc import Iterable

import uharfbuzz as harfbuzz

from glossator.drawing.canvas import Box, Canvas
from glossator.drawing.colours import Colour
from glossator.drawing.shaping import Glyph


class Ink:
    """Letters of one colour in an area, which is painted at once.

    Their marks may reach beyond it by `margin` pixels, above and below.
    """

    def __init__(
        self, canvas: Canvas, inner: Box, colour: Colour, ground: Colour, *, margin: int = 0
    ) -> None:
        top, bottom = max(0, inner.top - margin), min(canvas.height, inner.bottom + margin)
        box = inner._replace(top=top, bottom=bottom)
        self._canvas, self._box, self._inner = canvas, box, inner
        self._colour, self._ground = colour, ground
        self._draw = harfbuzz.RasterDraw()
        self._draw.extents = harfbuzz.RasterExtents(0, 0, box.width, box.height, 0)

    def write(self, glyphs: Iterable[Glyph], x: float, y: float, size: float) -> None:
        """Set a line: its letters stand at `y` and begin at `x`, in pixels of the picture."""
        draw, box = self._draw, self._box
        left, top = x - box.left, y - box.top
        for font, number, glyph_x, glyph_y in glyphs:
            scale = size / font.units
            draw.transform = (
                scale, 0.0, 0.0, -scale, left + glyph_x * size, top - glyph_y * size,
            )  # fmt: skip
            draw.draw_glyph(font.harfbuzz, number)

    def paint(self) -> None:
        """Paint what was written."""
        image = self._draw.render()
        if image is not None:
            stride = image.extents.stride
            self._canvas.stamp(
                image.buffer, stride, self._box, self._colour, self._ground, inner=self._inner
            )
