"""The fonts that are installed for pictures, and which of them has a letter."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from typing import Literal, NamedTuple

import uharfbuzz as harfbuzz

from glossator.drawing.font_files import FontFile, font_files

# Em. Some fonts say nothing of how high their lines are, and some think of signs on signs.
_LEAST_LINE, _MOST_LINE = 1.2, 1.6
# Of the height that a font asks for: lines of few words stand closer than a page's.
_TIGHT = 0.93


class Style(NamedTuple):
    """A sort of letters.

    Attributes:
        face: With or without serifs, where the script has both.
        weight: From 100 for thin ones to 900; 400 is what books have.
    """

    face: Literal["sans", "serif"]
    weight: int


@dataclass(frozen=True, slots=True, eq=False)
class Font:
    """A font in one weight.

    Attributes:
        harfbuzz: What shapes and draws it.
        units: How many of its units are an em.
        ascent: How far its lines reach above where letters stand, in em.
        descent: How far below.
        is_wide: Whether it is one for Chinese, Japanese and Korean.
    """

    harfbuzz: harfbuzz.Font
    units: int
    ascent: float
    descent: float
    is_wide: bool
    known: dict[str, bool]

    def has_all(self, cluster: str) -> bool:
        """Whether it has every character that is to be seen of a letter with its marks."""
        found = self.known.get(cluster)
        if found is None:
            found = self.known[cluster] = all(
                character in UNSEEN or self.harfbuzz.get_nominal_glyph(ord(character))
                for character in cluster
            )
        return found


# To be seen nowhere, and needed: they join or part letters, choose a form, or have a direction.
UNSEEN = frozenset("\u200b\u200c\u200d\u200e\u200f\u061c\u2060\ufe0e\ufe0f")


@cache
def fonts_for(style: Style) -> tuple[FontFile, ...]:
    """The files in which a letter is looked for, the first of which has the look of `style`."""
    other = "sans" if style.face == "serif" else "serif"

    def rank(file: FontFile) -> tuple[int, str]:
        order = {style.face: 0, other: 3}.get(file.face, 1)
        return (2 if file.is_wide else order, file.path.name)

    return tuple(sorted(font_files(), key=rank))


@cache
def font(file: FontFile, weight: int) -> Font:
    """The font in a file, in the weight of those that it has that is nearest."""
    face = harfbuzz.Face(harfbuzz.Blob.from_file_path(str(file.path)))
    one = harfbuzz.Font(face)
    for axis in face.axis_infos:
        if axis.tag == "wght":
            one.set_variations({"wght": min(max(weight, axis.min_value), axis.max_value)})
    extents = one.get_font_extents("ltr")
    units = face.upem
    ascent, descent = extents.ascender / units, -extents.descender / units
    height = min(max((ascent + descent) * _TIGHT, _LEAST_LINE), _MOST_LINE)
    scale = height / (ascent + descent)
    return Font(one, units, ascent * scale, descent * scale, file.is_wide, {})
