"""Pictures have the theme's colours, and everybody can read what is written in them."""

from __future__ import annotations

import re

import pytest

from glossator.drawing import colours
from glossator.drawing.colours import KINDS, PAPER, TINTS, WHITE, Colour, colour, contrast, mixed
from tests.host import ROOT

STYLES = ROOT / "hooks/glossator/theme/assets/glossator/styles/colours.css"
# WCAG 2, success criterion 1.4.3, for text of any size.
AA = 4.5


def by_day() -> dict[str, str]:
    """The variables of the style sheet, as they are by day: the first time that they stand."""
    found: dict[str, str] = {}
    for name, value in re.findall(r"--([\w-]+): (#[0-9a-f]+);", STYLES.read_text("utf-8")):
        found.setdefault(name, value)
    return found


def on_paper(code: str) -> Colour:
    """A colour of the style sheet, which may be seen through, on the page."""
    seen = int(code[7:] or "ff", 16) / 255
    return mixed(colour(code[:7]), PAPER, seen)


def test_the_colours_are_those_of_the_theme() -> None:
    theme = by_day()
    assert colour(theme["md-default-bg-color"]) == PAPER
    assert colour(theme["gloss-muted"]) == colours.MUTED
    assert colour(theme["md-primary-fg-color"]) == colours.PRIMARY
    assert on_paper(theme["gloss-rule"]) == colours.RULE
    for kind, one in KINDS.items():
        assert colour(theme[f"gloss-{kind}"]) == one
        assert on_paper(theme[f"gloss-{kind}-tint"]) == TINTS[kind]


@pytest.mark.parametrize(
    ("ink", "ground"),
    [
        (colours.INK, PAPER),
        (colours.MUTED, PAPER),
        *((one, PAPER) for one in KINDS.values()),
        *((WHITE, one) for one in KINDS.values()),
        *((one, TINTS[kind]) for kind, one in KINDS.items()),
        *((colours.INK, one) for one in TINTS.values()),
        *((colours.MUTED, one) for one in TINTS.values()),
    ],
)
def test_ink_can_be_read_on_its_ground(ink: Colour, ground: Colour) -> None:
    assert contrast(ink, ground) >= AA


def test_contrast_is_counted_as_wcag_does() -> None:
    assert contrast(colour("#000000"), WHITE) == pytest.approx(21)
    assert contrast(colour("#777777"), WHITE) == pytest.approx(4.478, abs=0.001)
