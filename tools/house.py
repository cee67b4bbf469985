"""Draw the rooms of the library on their floors, and the way of a note: `python tools/house.py`.

What stands in the drawing is taken from the code: the rooms are the folders of the library,
the sentence in each is its docstring, and each stands one floor above the highest that it
imports. `overrides/assets/house-light.svg` and `house-dark.svg` are written anew; with
--check nothing is written, and what is out of date is told.
"""

from __future__ import annotations

import argparse
import ast
import sys
import textwrap
from html import escape
from itertools import pairwise
from pathlib import Path

ROOT = Path(__file__).parent.parent
LIBRARY = ROOT / "hooks" / "glossator"
OUT = ROOT / "overrides" / "assets"

# The rooms that a note comes through, in this order.
WAY = ("content", "anchoring", "weaving", "site", "glossator_mkdocs")
EVENTS = "glossator_mkdocs"
EVENTS_SENTENCE = "MkDocs' events: gather what the host knows, call the library, hand back."
GROUND = "problems, spelling"
GROUND_SENTENCE = "What is wrong, where, and how to mend it; the word that was probably meant."

# px; a phone shows all of it at nine tenths of its size.
WIDTH, GUTTER, GAP, PADDING = 440, 44, 8, 9
NAME_SIZE, TEXT_SIZE, LINE = 13, 11.5, 14
# A character's share of the size of its font, on the average and with room to spare.
CHARACTER = 0.54

COLOURS = {
    "light": {"text": "#1c1e26", "soft": "#4d5363", "box": "#ffffff", "line": "#8a91a3"}
    | {"way": "#e9edfb", "route": "#3949ab", "on_route": "#ffffff", "back": "#f7f8fb"},
    "dark": {"text": "#e8eaf2", "soft": "#b9bfd0", "box": "#20232c", "line": "#6d7487"}
    | {"way": "#2a3354", "route": "#9fb0ff", "on_route": "#14161d", "back": "#181a21"},
}


def rooms() -> dict[str, str]:
    """The sentence of every room, by its name."""
    folders = sorted(file.parent for file in LIBRARY.glob("*/__init__.py"))
    return {
        folder.name: (ast.get_docstring(_parse(folder / "__init__.py")) or "").replace("`", "")
        for folder in folders
    }


def _parse(file: Path) -> ast.Module:
    return ast.parse(file.read_text("utf-8"))


def used_by(room: str, names: set[str]) -> set[str]:
    """The other rooms whose modules those of `room` import."""
    found = set()
    for file in (LIBRARY / room).glob("*.py"):
        for node in ast.walk(_parse(file)):
            modules: list[str] = []
            if isinstance(node, ast.ImportFrom):
                modules = [f"{node.module}.{alias.name}" for alias in node.names]
            elif isinstance(node, ast.Import):
                modules = [alias.name for alias in node.names]
            parts = [name.split(".") for name in modules if name.startswith("glossator.")]
            found |= {part[1] for part in parts} & names
    return found - {room}


def floors() -> list[list[tuple[str, str]]]:
    """Rooms with their sentences, the highest floor first."""
    sentences = rooms()
    names = set(sentences)
    below = {room: used_by(room, names) for room in names}
    height: dict[str, int] = {}
    while len(height) < len(names):
        free = [room for room in names - height.keys() if below[room] <= height.keys()]
        if not free:
            raise SystemExit(f"a circle among {sorted(names - height.keys())}")
        for room in free:
            height[room] = 1 + max((height[other] for other in below[room]), default=0)
    levels: list[list[tuple[str, str]]] = [[(GROUND, GROUND_SENTENCE)]]
    for level in sorted(set(height.values())):
        # Those of the way come first, as it goes up on the left.
        here = sorted(
            (room for room in names if height[room] == level), key=lambda r: (r not in WAY, r)
        )
        levels.append([(room, sentences[room]) for room in here])
    levels.append([(EVENTS, EVENTS_SENTENCE)])
    return levels[::-1]


def draw(colours: dict[str, str]) -> str:
    """The drawing as SVG."""
    boxes: list[str] = []
    stops: dict[str, int] = {}
    y = GAP
    for floor in floors():
        width = (WIDTH - GUTTER - GAP - GAP * (len(floor) - 1)) / len(floor)
        fits = int((width - 2 * PADDING) / (TEXT_SIZE * CHARACTER))
        wrapped = [textwrap.wrap(sentence, fits) for _, sentence in floor]
        height = 2 * PADDING + NAME_SIZE + LINE * max(map(len, wrapped)) + 2
        for index, ((room, _), lines) in enumerate(zip(floor, wrapped, strict=True)):
            x = GUTTER + index * (width + GAP)
            is_on_way = room in WAY
            boxes.append(
                f'<rect x="{x:.0f}" y="{y}" width="{width:.0f}" height="{height}" rx="4" '
                f'fill="{colours["way" if is_on_way else "box"]}" '
                f'stroke="{colours["route" if is_on_way else "line"]}"/>'
            )
            baseline = y + PADDING + NAME_SIZE - 2
            boxes.append(
                f'<text x="{x + PADDING:.0f}" y="{baseline}" font-size="{NAME_SIZE}" '
                f'font-weight="700" fill="{colours["text"]}">{escape(room)}</text>'
            )
            for number, line in enumerate(lines, 1):
                boxes.append(
                    f'<text x="{x + PADDING:.0f}" y="{baseline + 2 + number * LINE}" '
                    f'font-size="{TEXT_SIZE}" fill="{colours["soft"]}">{escape(line)}</text>'
                )
            if is_on_way:
                stops[room] = y + height // 2
        y += height + GAP
    parts = [
        f'<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 {WIDTH} {y}" width="{WIDTH}" '
        f'height="{y}" font-family="system-ui, sans-serif">',
        "<title>The rooms of the library, and the way of a note through them</title>",
        f'<rect width="{WIDTH}" height="{y}" rx="6" fill="{colours["back"]}"/>',
        *_route(stops, colours),
        *boxes,
        *_numbers(stops, colours),
        "</svg>",
    ]
    return "\n".join(parts) + "\n"


def _route(stops: dict[str, int], colours: dict[str, str]) -> list[str]:
    """Arrows from each stop to the next; one that passes another room keeps clear of it."""
    arrows = [
        f'<defs><marker id="head" viewBox="0 0 8 8" refX="7" refY="4" markerWidth="6" '
        f'markerHeight="6" orient="auto"><path d="M0 0L8 4L0 8z" fill="{colours["route"]}"/>'
        "</marker></defs>"
    ]
    for one, two in pairwise(WAY):
        begin, end = stops[one], stops[two]
        bend = 6 if abs(end - begin) > 150 else 14
        step = 13 if end > begin else -13
        arrows.append(
            f'<path d="M{GUTTER - 20} {begin + step}C{bend} {begin + 2 * step} {bend} '
            f'{end - 2 * step} {GUTTER - 20} {end - step}" fill="none" stroke-width="1.5" '
            f'stroke="{colours["route"]}" marker-end="url(#head)"/>'
        )
    return arrows


def _numbers(stops: dict[str, int], colours: dict[str, str]) -> list[str]:
    return [
        f'<circle cx="{GUTTER - 16}" cy="{stops[room]}" r="10" fill="{colours["route"]}"/>'
        f'<text x="{GUTTER - 16}" y="{stops[room] + 4}" font-size="12" font-weight="700" '
        f'text-anchor="middle" fill="{colours["on_route"]}">{number}</text>'
        for number, room in enumerate(WAY, 1)
    ]


def main() -> int:
    """Write the drawings, or tell which are out of date."""
    parser = argparse.ArgumentParser(description=main.__doc__)
    parser.add_argument("--check", action="store_true")
    options = parser.parse_args()
    stale = []
    for scheme, colours in COLOURS.items():
        file = OUT / f"house-{scheme}.svg"
        drawing = draw(colours)
        if not file.is_file() or file.read_text("utf-8") != drawing:
            stale.append(file)
            if not options.check:
                file.parent.mkdir(parents=True, exist_ok=True)
                file.write_text(drawing, "utf-8", newline="\n")
    for file in stale if options.check else ():
        print(f"{file.relative_to(ROOT)} is out of date; run python tools/house.py")
    return int(options.check and bool(stale))


if __name__ == "__main__":
    sys.exit(main())
