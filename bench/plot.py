"""Put what `build.py` measured into the documentation: drawings, and tables between markers.

Without --write the tables are printed. No figure stands there that was typed by hand.
"""

from __future__ import annotations

import argparse
import json
import re
import sys
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

from corpus import OURS, PEER
from drawing import SCHEMES, Line, Plot, draw
from estimates import MANY, needs, read, shared, walls
from steps import PARTS, Measurement
from tables import VISITS, table
from weights import KINDS

HERE = Path(__file__).resolve().parent
ROOT = HERE.parent
# Below docs, no file may stand that could run anything; a drawing is one of these.
DRAWINGS = ROOT / "overrides" / "assets"
DOCUMENTS = (
    *(ROOT / "docs" / "about" / name for name in ("performance.md", "scale.md")),
    *(ROOT / "README.md", HERE / "README.md"),
)
# Where a table begins and ends in a document.
BLOCK = re.compile(r"(<!-- bench: ([a-z-]+) -->\n).*?(<!-- /bench -->)", re.DOTALL)
WARM = "warm"
# Short, so that a telephone shows whole numbers beside them.
SHORT = {
    PEER: "Plain MkDocs",
    OURS: "From nothing",
    "plain": "Without data",
    WARM: "Nothing changed",
    "edit": "One note edited",
    "serve": "Served, one note edited",
    "check": "Check, from nothing",
    "check-warm": "Check, nothing changed",
    "check-edit": "Check, one note edited",
    "part": f"Each of {PARTS} parts",
    "merged": "From merged parts",
    "help": "`--help`",
}


class Figures:
    """What was measured, as it stands in the documents."""

    def __init__(self, data: dict[str, Any]) -> None:
        self.data = data
        self.measured: list[Measurement] = read(data)
        self.whole = max(
            (one for one in self.measured if "check" in one.runs), key=lambda one: one.articles
        )
        self.blocks: dict[str, Callable[[], Iterator[str]]] = {
            "conditions": self.conditions,
            "times": self.times,
            "growth": self.growth,
            "weights": self.weights,
            "visits": self.visits,
            "needs": self.needs,
            "jobs": self.jobs,
            "walls": self.walls,
            "summary": self.summary,
            "terminal": self.terminal,
        }

    def conditions(self) -> Iterator[str]:
        """What the figures depend on."""
        data, packages = self.data, self.data["packages"]
        busy = data["load_average"][0] > data["cpus"] / 2
        yield (
            f"Measured on {data['measured']}: {data['cpus']} cores ({data['machine']}, "
            f"{data['system']}), Python {data['python']}, MkDocs {packages['mkdocs']}, "
            f"Material for MkDocs {packages['mkdocs-material']}; "
            f"{data['notes_per_article']} notes on each article; medians, rounds: {data['rounds']}."
        )
        if busy:
            yield "Other work ran on the same cores: compare by computing time (CPU)."

    def times(self) -> Iterator[str]:
        """Every step of the corpus that went through all."""
        yield from _head(f"{self.whole.articles:,} articles", "s", "CPU s", "MB")
        for step, name in SHORT.items():
            if step in self.whole.runs:
                peak = self.whole.peak_bytes(step)
                yield _row(
                    name,
                    _seconds(self.whole.seconds(step)),
                    _seconds(self.whole.cpu_seconds(step)),
                    f"{peak / 1e6:,.0f}",
                )
            elif step in self.whole.missing:
                yield _row(name, "–", "–", "–")

    def growth(self) -> Iterator[str]:
        """Time, memory and size of the site by the number of articles."""
        yield from _head("articles", *(f"{one.articles:,}" for one in self.measured))
        for step in (OURS, WARM, PEER):
            name = SHORT[step]
            yield _row(f"{name}: s", *(_seconds(one.seconds(step)) for one in self.measured))
            memory = (f"{one.peak_bytes(step) / 1e6:,.0f}" for one in self.measured)
            yield _row(f"{name}: MB of memory", *memory)
        for site in (OURS, PEER):
            sizes = (f"{one.outputs[site].bytes / 1e6:,.0f}" for one in self.measured)
            name = "Plain MkDocs" if site == PEER else "Glossator"
            yield _row(f"{name}: MB of site", *sizes)

    def weights(self) -> Iterator[str]:
        """The largest page of each kind."""
        yield from _head("kB, gzipped", *(f"{one.articles:,}" for one in self.measured))
        for kind, name in KINDS.items():
            found = [one.weights.get(kind) for one in self.measured]
            if any(found):
                sizes = (f"{page['gzip'] / 1e3:.1f}" if page else "–" for page in found)
                yield _row(name.capitalize(), *sizes)

    def visits(self) -> Iterator[str]:
        """What a browser loads that was never here."""
        yield from _head("requests, kB", *(f"{one.articles:,}" for one in self.measured))
        for page, name in VISITS.items():
            found = [one.visits.get(page) for one in self.measured]
            if any(found):
                cells = (f"{v['requests']}, {v['gzip'] / 1e3:.0f}" if v else "–" for v in found)
                yield _row(name, *cells)

    def needs(self) -> Iterator[str]:
        """What very many articles take."""
        yield from _head("what", f"{MANY:,} articles")
        yield from (_row(*pair) for pair in needs(self.measured, self.data["notes_per_article"]))

    def jobs(self) -> Iterator[str]:
        """How long it takes with several jobs."""
        rows = list(shared(self.measured))
        if not rows:
            yield "Not measured yet."
            return
        yield from _head("jobs", "min to prepare", "min to build", "min together")
        yield from (_row(*row) for row in rows)

    def walls(self) -> Iterator[str]:
        """Where something ends."""
        yield from _head("what ends", "articles")
        for articles, what in walls(self.measured):
            # Two digits: what lies so far ahead is not known better.
            digits = max(len(str(articles)) - 2, 0)
            yield _row(what[:1].upper() + what[1:], f"about {round(articles, -digits):,}")

    def summary(self) -> Iterator[str]:
        """In a sentence or two, for the README."""
        one = self.whole
        yield (
            f"{one.articles:,} articles with {self.data['notes_per_article']} notes each, on "
            f"{self.data['cpus']} cores: {_seconds(one.seconds(OURS))} s from nothing, "
            f"{_seconds(one.seconds('warm'))} s with nothing changed; plain MkDocs with the same "
            f"notes as footnotes {_seconds(one.seconds(PEER))} s."
        )
        yield (
            f"`mkdocs serve` shows an edited note after {_seconds(one.seconds('serve'))} s, "
            f"`glossator check` takes {_seconds(one.seconds('check'))} s and after one change "
            f"{_seconds(one.seconds('check-edit'))} s."
        )

    def terminal(self) -> Iterator[str]:
        """All of it, as `make bench` prints it."""
        yield "```"
        yield from table(self.measured, self.data["notes_per_article"])
        yield "```"

    def plots(self) -> list[Plot]:
        """Time and memory by the number of articles."""
        return [
            Plot(title, tuple(self._line(step, of) for step in (OURS, WARM, PEER)))
            for title, of in (
                ("Seconds, by the number of articles", Measurement.seconds),
                ("Memory in MB, likewise", lambda one, step: one.peak_bytes(step) / 1e6),
            )
        ]

    def _line(self, step: str, of: Callable[[Measurement, str], float]) -> Line:
        points = tuple((one.articles, of(one, step)) for one in self.measured if step in one.runs)
        return Line(SHORT[step], points)


def filled(text: str, figures: Figures) -> str:
    """A document with what was measured between its markers."""

    def fill(found: re.Match[str]) -> str:
        begin, name, end = found.groups()
        return begin + "\n".join(figures.blocks[name]()) + f"\n{end}"

    return BLOCK.sub(fill, text)


def drawings(figures: Figures) -> dict[str, str]:
    """The drawing in light and in dark colours, by file name."""
    label = "Time and memory of builds by the number of articles; the table below says the same"
    return {
        f"performance-{scheme}.svg": draw(figures.plots(), label=label, scheme=scheme)
        for scheme in SCHEMES
    }


def _seconds(seconds: float) -> str:
    """As many digits as mean something."""
    return f"{seconds:.2f}" if seconds < 1 else f"{seconds:,.1f}"


def _head(*cells: str) -> Iterator[str]:
    yield _row(*cells)
    yield f"| --- |{' --: |' * (len(cells) - 1)}"


def _row(*cells: str) -> str:
    return f"| {' | '.join(cells)} |"


def main() -> int:
    """Print the tables, or write them and the drawings."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add = parser.add_argument
    add("--write", action="store_true", help="into the documents")
    add("--of", default="build", metavar="NAME", help="reads bench/out/NAME.json; %(default)s")
    given = parser.parse_args()
    file = HERE / "out" / f"{given.of}.json"
    if not file.is_file():
        parser.error(f"{file.name} is not there: run `make bench` first")
    figures = Figures(json.loads(file.read_text("utf-8")))
    if not given.write:
        for name in figures.blocks:
            print(f"# {name}", *figures.blocks[name](), "", sep="\n")
        return 0
    for document in DOCUMENTS:
        text = document.read_text("utf-8")
        document.write_text(filled(text, figures), "utf-8")
    for name, text in drawings(figures).items():
        (DRAWINGS / name).write_text(text, "utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
