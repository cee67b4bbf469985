"""Texts become glyphs: each letter in a font that has it, joined and ordered as its script is."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import accumulate
from typing import NamedTuple
from unicodedata import category

import uharfbuzz as harfbuzz

from glossator.drawing.bidi import base_level, levels, visual_order, without_controls
from glossator.drawing.breaking import graphemes
from glossator.drawing.fonts import UNSEEN, Font, Style, font, fonts_for
from glossator.weaving.languages import direction_of, has_rtl, script_language

_BLANKS = re.compile("[ \t-\r\x1c-\x1f\x85\u2028\u2029]+")
# Marks on one letter; more are no writing, and would cover what stands above and below.
_MOST_MARKS = 6
# Characters, more than a picture ever has room for.
_LONGEST = 1000
_NOTHING = " \u00a0" + "".join(sorted(UNSEEN))
# What may be left out where no font has it: it says nothing that a word would.
_PICTURES = frozenset({"So", "Sk"})
_WIDE_LANGUAGES = frozenset({"zh", "ja", "ko", "yue"})


class Glyph(NamedTuple):
    """A shape of a font, and where it stands on its line, in em."""

    font: Font
    number: int
    x: float
    y: float


class _Piece(NamedTuple):
    """A stretch of a text in one font and one direction."""

    begin: int
    end: int
    font: Font
    level: int


@dataclass(frozen=True, slots=True, eq=False)
class Paragraph:
    """A text that can be drawn.

    Attributes:
        text: The text, without what cannot be seen.
        language: Its language, as a BCP 47 tag.
        style: In which sort of letters.
        base: 0 where it begins at the left, 1 where it begins at the right.
        sums: For each place between two characters, the width of what stands before it, in em.
        line_height: From line to line, in em.
        ascent: From the top of a line to where its letters stand, in em.
    """

    text: str
    language: str
    style: Style
    base: int
    pieces: tuple[_Piece, ...]
    sums: tuple[float, ...]
    line_height: float
    ascent: float

    def line(self, begin: int, end: int) -> tuple[list[Glyph], float]:
        """The glyphs of a line from left to right, and its width in em."""
        end = begin + len(self.text[begin:end].rstrip())
        pieces = [
            _Piece(max(begin, one.begin), min(end, one.end), one.font, one.level)
            for one in self.pieces
            if one.begin < end and one.end > begin
        ]
        codes = [ord(character) for character in self.text[begin:end]]
        glyphs: list[Glyph] = []
        x = 0.0
        for number in visual_order([one.level for one in pieces]):
            piece = pieces[number]
            local = piece._replace(begin=piece.begin - begin, end=piece.end - begin)
            for glyph, _, x_offset, y_offset, advance in _shaped(codes, local, self.language):
                if glyph:  # 0 is a box in place of a letter, which is never drawn
                    glyphs.append(Glyph(piece.font, glyph, x + x_offset, y_offset))
                x += advance
        return glyphs, x


def shape_text(
    text: str, language: str, style: Style, *, base: int | None = None
) -> Paragraph | None:
    """The text in glyphs; None if there is no font for some letter, or nothing is to be seen.

    Pictures and signs that no font has are left out. `base` is the direction, if not the usual.
    """
    text = _seen(text[:_LONGEST])
    found = _with_fonts(text, language, style)
    if found is None:
        return None
    text, fonts = found
    if not text.strip(_NOTHING):
        return None
    base = _base(text, language) if base is None else base
    pieces = tuple(_pieces(fonts, levels(text, base)))
    codes = [ord(character) for character in text]
    advances = [0.0] * len(text)
    for piece in pieces:
        for _, cluster, _, _, advance in _shaped(codes, piece, language):
            advances[cluster] += advance
    used = {piece.font for piece in pieces}
    ascent = max(font.ascent for font in used)
    descent = max(font.descent for font in used)
    return Paragraph(
        text,
        language,
        style,
        base,
        pieces,
        tuple(accumulate(advances, initial=0.0)),
        ascent + descent,
        ascent,
    )


def _seen(text: str) -> str:
    """The text without control characters and without embeddings, its blanks as one each."""
    text = _BLANKS.sub(" ", without_controls(text)).strip()
    if text.isascii() and text.isprintable():
        return text
    return "".join(
        character
        for character in text
        if character in UNSEEN or category(character) not in {"Cc", "Cf", "Cs", "Co", "Cn"}
    )


def _base(text: str, language: str) -> int:
    if direction_of(language) == "rtl" and has_rtl(text):
        return 1
    return base_level(text)


def _with_fonts(text: str, language: str, style: Style) -> tuple[str, list[Font]] | None:
    """The text without the pictures that no font has, and the font of each character."""
    is_wide = _is_wide(language)
    kept: list[str] = []
    fonts: list[Font] = []
    last: Font | None = None
    for begin, end in graphemes(text):
        cluster = _few_marks(text[begin:end])
        one = None
        # Signs go with the letters before them, but for those of Chinese, which are wide.
        if last and not cluster[0].isalpha() and (is_wide or not last.is_wide):
            one = last if last.has_all(cluster) else None
        one = one or _first_with(cluster, style)
        if one is None:
            if category(cluster[0]) in _PICTURES:
                continue
            return None
        if cluster == " " and kept[-1:] == [" "]:  # on both sides of what is left out
            continue
        kept.append(cluster)
        fonts += [one] * len(cluster)
        last = one if cluster[0].isalpha() else last
    return "".join(kept), fonts


def _first_with(cluster: str, style: Style) -> Font | None:
    for file in fonts_for(style):
        one = font(file, style.weight)
        if one.has_all(cluster):
            return one
    return None


def _is_wide(language: str) -> bool:
    """Whether it is written in characters that all have the same width."""
    return language.partition("-")[0].lower() in _WIDE_LANGUAGES


def _few_marks(cluster: str) -> str:
    if len(cluster) <= _MOST_MARKS:
        return cluster
    marks = 0
    kept = ""
    for character in cluster:
        marks += category(character) == "Mn"
        if marks <= _MOST_MARKS or category(character) != "Mn":
            kept += character
    return kept


def _pieces(fonts: list[Font], text_levels: list[int]) -> Iterator[_Piece]:
    begin = 0
    for index in range(1, len(fonts) + 1):
        if (
            index == len(fonts)
            or fonts[index] is not fonts[begin]
            or text_levels[index] != text_levels[begin]
        ):
            yield _Piece(begin, index, fonts[begin], text_levels[begin])
            begin = index


def _shaped(
    codes: list[int], piece: _Piece, language: str
) -> Iterator[tuple[int, int, float, float, float]]:
    """Number, cluster, offsets and advance of each glyph from left to right, in em."""
    buffer = harfbuzz.Buffer()
    # With what stands around it, as letters join over the bounds of fonts.
    buffer.add_codepoints(codes, piece.begin, piece.end - piece.begin)
    buffer.guess_segment_properties()
    buffer.direction = "rtl" if piece.level % 2 else "ltr"
    if piece.font.is_wide:
        text = "".join(map(chr, codes[piece.begin : piece.end]))
        buffer.language = language if _is_wide(language) else script_language(text) or "zh"
    else:
        buffer.language = language or "en"
    harfbuzz.shape(piece.font.harfbuzz, buffer)
    scale = 1 / piece.font.units
    for info, position in zip(buffer.glyph_infos, buffer.glyph_positions, strict=True):
        x_offset, y_offset, advance, _ = position.position
        yield info.codepoint, info.cluster, x_offset * scale, y_offset * scale, advance * scale
