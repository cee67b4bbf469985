"""The colours of pictures: those of the theme, by day."""

from __future__ import annotations

from typing import NamedTuple


class Colour(NamedTuple):
    """Red, green and blue, each from 0 to 255."""

    red: int
    green: int
    blue: int


def colour(code: str) -> Colour:
    """The colour that a style sheet writes `#5c1a20`."""
    return Colour(*bytes.fromhex(code.removeprefix("#")))


def mixed(ink: Colour, ground: Colour, part: float) -> Colour:
    """What is seen of `ink` on `ground` where it covers so much of it, from 0 to 1."""
    return Colour(
        *(round(a * part + b * (1 - part)) for a, b in zip(ink, ground, strict=True)),
    )


def contrast(one: Colour, other: Colour) -> float:
    """How well one is seen on the other, from 1 to 21, as WCAG 2 counts it."""
    low, high = sorted(map(_luminance, (one, other)))
    return (high + 0.05) / (low + 0.05)


def _luminance(one: Colour) -> float:
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in (value / 255 for value in one)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


# `--md-default-bg-color`, and the theme's colour of text on it.
PAPER = colour("#fffefb")
INK = colour("#212121")
WHITE = colour("#ffffff")
# `--gloss-muted`
MUTED = colour("#5a5a5a")
# `--gloss-rule`
RULE = mixed(colour("#000000"), PAPER, 0x21 / 255)
# `--md-primary-fg-color`
PRIMARY = colour("#5c1a20")
# The margin's line in the favicon.
GOLD = colour("#f2c14e")
KINDS = {
    "correction": colour("#a3212b"),
    "source": colour("#1d5f8a"),
    "context": colour("#6a5200"),
}
TINTS = {
    "correction": mixed(colour("#a3212b"), PAPER, 0x17 / 255),
    "source": mixed(colour("#1d5f8a"), PAPER, 0x14 / 255),
    "context": mixed(colour("#b58a00"), PAPER, 0x1F / 255),
}
