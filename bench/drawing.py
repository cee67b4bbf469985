"""Lines over a logarithmic scale, as SVG: for `plot.py`, which says what they are."""

from __future__ import annotations

import math
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html import escape

# px; a phone of 390 px shows all of it at its size.
WIDTH, LEFT, RIGHT, TOP, BOTTOM = 360, 52, 12, 34, 30
PLOT_HEIGHT, KEY_LINE, GAP = 190, 22, 26
TEXT_SIZE, TITLE_SIZE, MARK = 13, 14, 4.5

# Lines differ in pattern and in their marks as well as in colour.
DASHES = ("", "6 3", "2 3")


@dataclass(frozen=True, slots=True)
class Scheme:
    """The colours of a drawing, light or dark."""

    text: str
    soft: str
    grid: str
    back: str
    lines: tuple[str, str, str]


SCHEMES = {
    "light": Scheme("#1c1e26", "#4d5363", "#c9cdd8", "#ffffff", ("#3949ab", "#00796b", "#b3541e")),
    "dark": Scheme("#e8eaf2", "#b9bfd0", "#474d5e", "#1e2129", ("#9fb0ff", "#4fd1be", "#ffb38a")),
}


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a plot.

    Attributes:
        name: What it stands for.
        points: Where it goes: how many articles, and how much.
    """

    name: str
    points: tuple[tuple[float, float], ...]


@dataclass(frozen=True, slots=True)
class Plot:
    """Lines that share their axes, both logarithmic.

    Attributes:
        title: What goes up, and in what unit.
        lines: At most three.
    """

    title: str
    lines: tuple[Line, ...]


def draw(plots: Sequence[Plot], *, label: str, scheme: str) -> str:
    """Plots below one another, with one key above all, as an SVG document."""
    colours = SCHEMES[scheme]
    names = [line.name for line in plots[0].lines]
    head = len(names) * KEY_LINE + 12
    each = TOP + PLOT_HEIGHT + BOTTOM
    height = head + len(plots) * each + (len(plots) - 1) * GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {height}" '
        f'width="{WIDTH}" height="{height}" role="img" aria-label="{escape(label)}" '
        f'font-family="system-ui, sans-serif" font-size="{TEXT_SIZE}">',
        f'<rect width="{WIDTH}" height="{height}" rx="6" fill="{colours.back}"/>',
    ]
    for index, name in enumerate(names):
        y = 20 + index * KEY_LINE
        parts.append(_stroke([(12, y), (40, y)], index, colours))
        parts.append(_mark(26, y, index, colours))
        parts.append(_text(48, y + 4.5, name, colours.text))
    for number, plot in enumerate(plots):
        top = head + number * (each + GAP)
        parts += _plot(plot, top, colours)
    return "\n".join([*parts, "</svg>"]) + "\n"


def _plot(plot: Plot, top: float, colours: Scheme) -> Iterator[str]:
    across = _Scale([x for line in plot.lines for x, _ in line.points], LEFT, WIDTH - RIGHT)
    bottom = top + TOP + PLOT_HEIGHT
    up = _Scale([y for line in plot.lines for _, y in line.points], bottom, top + TOP)
    yield _text(12, top + 18, plot.title, colours.text, size=TITLE_SIZE, weight=600)
    for value in up.ticks():
        y = up.place(value)
        yield f'<path d="M{LEFT} {y:.1f}H{WIDTH - RIGHT}" stroke="{colours.grid}"/>'
        yield _text(LEFT - 8, y + 4.5, _number(value), colours.soft, anchor="end")
    for value in across.ticks():
        x = across.place(value)
        yield f'<path d="M{x:.1f} {bottom}v5" stroke="{colours.grid}"/>'
        # A number at the right edge ends there.
        anchor = "end" if x > WIDTH - RIGHT - 20 else "middle"
        yield _text(x, bottom + 20, _number(value), colours.soft, anchor=anchor)
    for index, line in enumerate(plot.lines):
        points = [(across.place(x), up.place(y)) for x, y in line.points]
        yield _stroke(points, index, colours)
        yield from (_mark(x, y, index, colours) for x, y in points)


class _Scale:
    """Where a number stands: whole powers of ten lie equally far from each other."""

    def __init__(self, values: Sequence[float], begin: float, end: float) -> None:
        self.low = math.floor(math.log10(min(values)))
        # One power at least, so that there is something between the ends.
        self.high = max(math.ceil(math.log10(max(values))), self.low + 1)
        self.begin, self.end = begin, end

    def place(self, value: float) -> float:
        share = (math.log10(value) - self.low) / (self.high - self.low)
        return self.begin + share * (self.end - self.begin)

    def ticks(self) -> list[float]:
        return [10.0**power for power in range(self.low, self.high + 1)]


def _stroke(points: Sequence[tuple[float, float]], index: int, colours: Scheme) -> str:
    dashes = f' stroke-dasharray="{DASHES[index]}"' if DASHES[index] else ""
    path = "L".join(f"{x:.1f} {y:.1f}" for x, y in points)
    colour = colours.lines[index]
    return f'<path d="M{path}" fill="none" stroke="{colour}" stroke-width="2"{dashes}/>'


def _mark(x: float, y: float, index: int, colours: Scheme) -> str:
    """A dot, a square or a triangle."""
    fill = colours.lines[index]
    if index == 0:
        return f'<circle cx="{x:.1f}" cy="{y:.1f}" r="{MARK}" fill="{fill}"/>'
    if index == 1:
        side = 2 * MARK - 1
        return (
            f'<rect x="{x - side / 2:.1f}" y="{y - side / 2:.1f}" width="{side}" '
            f'height="{side}" fill="{fill}"/>'
        )
    r = MARK + 1
    return f'<path d="M{x:.1f} {y - r:.1f}l{r} {1.8 * r:.1f}h{-2 * r}z" fill="{fill}"/>'


def _text(
    x: float,
    y: float,
    words: str,
    fill: str,
    *,
    anchor: str = "start",
    size: int = TEXT_SIZE,
    weight: int = 400,
) -> str:
    return (
        f'<text x="{x:.1f}" y="{y:.1f}" fill="{fill}" text-anchor="{anchor}" '
        f'font-size="{size}" font-weight="{weight}">{escape(words)}</text>'
    )


def _number(value: float) -> str:
    return f"{value:,.0f}" if value >= 1 else f"{value:g}"
