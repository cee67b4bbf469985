"""Time an annotated site beside plain MkDocs with the notes as footnotes, at every step.

Builds run one after the other, each in a process of its own, the two sites in turn, so
that other work on the machine meets both alike. Every build is looked through before its
time counts: a site that lacks a note, or that a cache made different, stops the run.
"""

from __future__ import annotations

import argparse
import json
import os
import sys
import tempfile
from dataclasses import asdict
from pathlib import Path

from corpus import OURS, Corpus
from running import Progress, facts, measuring, versions
from steps import Measurement, build_round
from tables import table
from weights import first_visits, heaviest_pages

OUT = Path(__file__).resolve().parent / "out"
# To warm up: Python compiles what it imports, and the system reads it from disk, only once.
FEW_ARTICLES = 5
# Of so many articles each step takes minutes: they are built once, and not served or checked.
LARGE = 10_000


def measure(root: Path, given: argparse.Namespace, show: Progress) -> list[Measurement]:
    """Generate a corpus of each size below `root`, and measure them round by round."""
    sizes = sorted({*given.also, given.articles, *([LARGE] if given.large else [])})
    measured = {size: Measurement(size) for size in sizes}
    corpora = {}
    for size in sizes:
        show.show(f"{size} articles: writing them")
        corpora[size] = Corpus.generate(root / str(size), size, given.notes, given.seed)
    for number in range(given.rounds):
        for size, one in measured.items():
            if size < LARGE or number == 0:
                whole = size == given.articles
                build_round(corpora[size], one, number, show, only_build=not whole)
    for size, one in measured.items():
        show.show(f"{size} articles: weighing the pages")
        built = corpora[size].built(OURS)
        one.weights = heaviest_pages(built)
        one.visits = first_visits(built)
    return list(measured.values())


def _arguments() -> argparse.Namespace:
    parser = argparse.ArgumentParser(description=(__doc__ or "").split("\n", 1)[0])
    add = parser.add_argument
    add(
        "--articles",
        type=int,
        default=1000,
        help="of the corpus that goes through every step; default: %(default)s",
    )
    add(
        "--also",
        type=_sizes,
        default="1,100",
        metavar="SIZES",
        help="other numbers of articles, built and weighed only; default: %(default)s",
    )
    add("--large", action="store_true", help=f"and {LARGE:,} articles, once: 15 minutes more")
    add("--notes", type=int, default=10, help="per article; default: %(default)s")
    add("--rounds", type=int, default=3, help="default: %(default)s")
    add("--seed", type=int, default=1, help="default: %(default)s")
    add(
        "--keep",
        type=Path,
        metavar="FOLDER",
        help="write corpora and sites there, and leave them; a new or empty folder",
    )
    add("--out", default="build", metavar="NAME", help="writes bench/out/NAME.json")
    given = parser.parse_args()
    if min(given.articles, given.rounds, given.notes, *given.also, 1) < 1:
        parser.error("articles, notes and rounds begin at 1")
    if given.keep and given.keep.exists() and any(given.keep.iterdir()):
        parser.error(f"{given.keep} is not empty")
    return given


def _sizes(text: str) -> list[int]:
    return [int(size) for size in text.split(",") if size]


def main() -> int:
    """Measure, print a table and write `bench/out/build.json`."""
    given = _arguments()
    loads = [os.getloadavg()[0]]
    with tempfile.TemporaryDirectory(prefix="glossator-bench-") as folder, measuring() as show:
        root = (given.keep or Path(folder)).resolve()
        few = {"articles": FEW_ARTICLES, "also": [], "large": False, "rounds": 1}
        measure(root / "warm-up", argparse.Namespace(**vars(given) | few), show)
        measured = measure(root, given, show)
    loads.append(os.getloadavg()[0])
    print("\n".join(table(measured, given.notes)))
    if loads[0] > (os.cpu_count() or 1) / 2:
        print("\nThe machine was busy when this began: trust the CPU times before the others.")
    OUT.mkdir(exist_ok=True)
    asked = {"notes_per_article": given.notes, "rounds": given.rounds, "seed": given.seed}
    corpora = [asdict(one) for one in measured]
    text = json.dumps(
        facts(loads) | {"packages": versions()} | asked | {"corpora": corpora}, indent=1
    )
    (OUT / f"{given.out}.json").write_text(text + "\n", encoding="utf-8")
    return 0


if __name__ == "__main__":
    sys.exit(main())
