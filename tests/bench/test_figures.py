"""What was measured, in the documentation: no figure there is typed by hand."""

from __future__ import annotations

import sys
import xml.etree.ElementTree as ET
from dataclasses import asdict
from typing import Any

import pytest

from tests.host import ROOT

sys.path.insert(0, str(ROOT / "bench"))

from corpus import OURS, PEER, Output
from drawing import WIDTH, Line, Plot, draw
from estimates import Growth, needs, read, shared, walls
from plot import BLOCK, DOCUMENTS, DRAWINGS, Figures, drawings, filled
from running import Run
from steps import Measurement
from tables import table

# What a corpus takes here for each article, beside what it takes for none.
SECONDS, START, MEMORY, START_MEMORY, SITE = 0.02, 1.0, 40_000, 100_000_000, 90_000


def measured(articles: int, *, whole: bool) -> Measurement:
    """A corpus whose figures grow in step with its articles."""
    seconds = START + articles * SECONDS
    run = Run(seconds, seconds * 1.5, START_MEMORY, START_MEMORY + MEMORY * articles)
    one = Measurement(articles, cache=(articles * 30_000, articles))
    output = Output(articles * SITE, articles * 1000, articles * 2)
    one.outputs = {OURS: output, PEER: output}
    for step in (OURS, PEER, "warm"):
        one.add(step, run)
    if whole:
        for step in ("edit", "serve", "check", "check-warm", "check-edit", "merged", "help"):
            one.add(step, run)
        # All articles are read in each part, and half as much is made in each of four again.
        part = Run(seconds * 1.5, seconds * 2, START_MEMORY, START_MEMORY)
        one.add("part", part, part, part, part)
    one.weights = {"home": {"pages": 1, "gzip": 9_000, "bytes": 30_000, "path": "index.html"}}
    one.visits = {"home": {"requests": 11, "gzip": 120_000}}
    return one


def data(*corpora: Measurement) -> dict[str, Any]:
    return {
        "measured": "2026-11-29",
        "cpus": 2,
        "system": "Linux",
        "machine": "x86_64",
        "python": "3.13.0",
        "packages": {"mkdocs": "1.6.1", "mkdocs-material": "9.8.1"},
        "load_average": [0.1, 2.0],
        "notes_per_article": 10,
        "rounds": 3,
        "corpora": [asdict(one) for one in corpora],
    }


@pytest.fixture
def figures() -> Figures:
    return Figures(data(measured(1000, whole=True), measured(100, whole=False)))


def test_what_was_written_is_read_again_the_smallest_first() -> None:
    small, large = measured(100, whole=False), measured(1000, whole=True)
    assert read(data(large, small)) == [small, large]


def test_every_table_of_the_documents_is_one_that_is_written(figures: Figures) -> None:
    found = [
        name for document in DOCUMENTS for _, name, _ in BLOCK.findall(document.read_text("utf-8"))
    ]
    assert set(found) == set(figures.blocks)


def test_every_table_of_the_documents_holds_figures() -> None:
    for document in DOCUMENTS:
        for found in BLOCK.finditer(document.read_text("utf-8")):
            lines = found[0].splitlines()[1:-1]
            assert lines, f"{document.name}: {found[2]} is empty; python bench/plot.py --write"


def test_a_document_keeps_its_words_and_gets_new_figures(figures: Figures) -> None:
    text = "Before.\n<!-- bench: growth -->\n| old |\n<!-- /bench -->\nAfter.\n"
    new = filled(text, figures)
    assert new.startswith("Before.\n<!-- bench: growth -->\n| articles | 100 | 1,000 |\n")
    assert new.endswith("\n<!-- /bench -->\nAfter.\n")
    assert "old" not in new
    assert filled(new, figures) == new


def test_each_row_of_a_table_has_as_many_cells_as_its_head(figures: Figures) -> None:
    for name, block in figures.blocks.items():
        rows = [line for line in block() if line.startswith("|")]
        assert len({row.count("|") for row in rows}) <= 1, name


def test_a_step_without_a_command_is_told_and_not_made_up() -> None:
    one = measured(1000, whole=True)
    del one.runs["part"], one.runs["merged"]
    one.missing = ["part", "merged"]
    figures = Figures(data(measured(100, whole=False), one))
    assert sum(line.endswith("| – | – | – |") for line in figures.times()) == 2
    assert list(figures.jobs()) == ["Not measured yet."]
    assert sum(line.startswith("Missing here: ") for line in table(figures.measured, 10)) == 2


def test_what_grows_in_step_is_known_ahead() -> None:
    assert Growth(2, 3).at(10) == 32
    assert Growth(2, 3).reaches(32) == 10
    assert Growth(2, 0).reaches(32) == 0


def test_a_hundred_thousand_articles_take_what_each_takes() -> None:
    corpora = [measured(100, whole=False), measured(1000, whole=True)]
    found = dict(needs(corpora, 10))
    minutes = (START + 100_000 * SECONDS) / 60
    assert found["Build from nothing"] == f"{minutes:.0f} min"
    assert found["Memory of a build from nothing"] == "4.1 GB"
    assert found["Site"] == "9.0 GB, 200,000 files"
    assert found["Cache"] == "3.0 GB"
    jobs = list(shared(corpora))
    assert [row[0] for row in jobs] == ["8", "16", "32"]
    # Each of eight machines reads a hundred thousand articles, and makes an eighth of the rest.
    read = (START + 1000 * SECONDS) * 100
    prepared = read + 4 * 0.5 * read / 8
    assert jobs[0][1] == f"{prepared / 60:.0f}"


def test_the_wall_that_is_met_first_stands_first() -> None:
    corpora = [measured(100, whole=False), measured(1000, whole=True)]
    found = walls(corpora)
    assert found == sorted(found)
    assert found[0] == (11_111, "the site has 1 GB")


def test_the_documents_drawings_are_there_in_both_schemes(figures: Figures) -> None:
    drawn = drawings(figures)
    assert set(drawn) == {"performance-light.svg", "performance-dark.svg"}
    assert all((DRAWINGS / name).is_file() for name in drawn)


@pytest.mark.parametrize("scheme", ["light", "dark"])
def test_a_drawing_is_whole_fits_a_telephone_and_keeps_within_its_frame(scheme: str) -> None:
    lines = tuple(
        Line(f"Line <{number}>", ((1, 0.5 * number), (100, 7 * number), (10_000, 900 * number)))
        for number in (1, 2, 3)
    )
    text = draw([Plot("Seconds", lines), Plot("MB", lines)], label='A "plot" & more', scheme=scheme)
    root = ET.fromstring(text)
    assert int(root.attrib["width"]) == WIDTH <= 390
    assert root.attrib["aria-label"] == 'A "plot" & more'
    height = float(root.attrib["height"])
    space = "{http://www.w3.org/2000/svg}"
    for mark in root.iter(f"{space}circle"):
        assert 0 < float(mark.attrib["cx"]) < WIDTH
        assert 0 < float(mark.attrib["cy"]) < height
    sizes = {int(one.attrib["font-size"]) for one in root.iter(f"{space}text")}
    assert min(sizes) >= 12
    words = [one.text for one in root.iter(f"{space}text")]
    assert words.count("Line <1>") == 1
    assert {"1", "100", "10,000"} <= set(words)


def test_a_drawing_of_one_point_is_a_drawing() -> None:
    line = Line("One", ((1, 1.0),))
    assert ET.fromstring(draw([Plot("Seconds", (line,))], label="One", scheme="light")) is not None
