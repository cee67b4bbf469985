"""What the charts count, and how they draw it."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.content.yaml_source import parse_yaml
from glossator.site.charts import (
    LONGEST_LABEL,
    MOST_BARS,
    MOST_PUBLISHERS,
    Chart,
    chart_months,
    chart_publishers,
    chart_reasons,
)
from glossator.weaving.annotate import PlacedNote


def note(kind: str, created: str | None = None, reason: str | None = None) -> PlacedNote:
    annotation = Annotation.model_validate(
        {"kind": kind, "body": "x", "created": created, "reason": reason}
    )
    return PlacedNote(Note("a", "b", "c", annotation, parse_yaml("", "c")), None, ())


def rows(chart: Chart) -> dict[str, tuple[int, ...]]:
    return dict(chart.rows)


def test_notes_are_counted_by_kind_and_month() -> None:
    chart = chart_months(
        [
            note("context", "2026-02-03"),
            note("correction", "2026-01-31"),
            note("context", "2026-02-28"),
            note("source"),
        ]
    )
    assert chart.columns == ("Month", "Correction", "Source", "Context", "All")
    assert list(chart.rows) == [
        ("January 2026", (1, 0, 0, 1)),
        ("February 2026", (0, 0, 2, 2)),
        ("Not dated", (0, 1, 0, 1)),
    ]
    assert [bar.total for bar in chart.bars] == [1, 2, 1]


def test_the_longest_bar_fills_the_width_and_parts_follow_one_another() -> None:
    chart = chart_months([note(kind, "2026-01-01") for kind in ("correction", "source", "source")])
    parts = chart.bars[0].parts
    assert [(part.kind, part.number) for part in parts] == [("correction", 1), ("source", 2)]
    assert parts[0].x == 0
    assert parts[1].x == pytest.approx(parts[0].width, abs=0.01)
    assert sum(part.width for part in parts) == pytest.approx(100, abs=0.02)


def test_many_months_are_drawn_from_the_latest_and_told_in_full() -> None:
    months = [f"{2000 + n // 12}-{n % 12 + 1:02}-01" for n in range(MOST_BARS + 5)]
    chart = chart_months([note("context", day) for day in months])
    assert (len(chart.bars), len(chart.rows), chart.left_out) == (MOST_BARS, MOST_BARS + 5, 5)
    assert chart.bars[-1].label == chart.rows[-1][0]


def test_publishers_are_added_up_most_corrected_first() -> None:
    chart = chart_publishers([("B", 1), ("a", 2), ("C", 0), ("B", 4), ("A", 2), ("D", 4)])
    assert list(chart.rows) == [("B", (5,)), ("A", (4,)), ("D", (4,))]
    assert chart.series == ()
    many = chart_publishers([(f"P{n}", 1) for n in range(MOST_PUBLISHERS + 3)])
    assert (len(many.bars), many.left_out) == (MOST_PUBLISHERS, 3)


def test_reasons_are_counted_where_they_are_given() -> None:
    notes = [note("context"), note("context", reason="date"), note("context", reason="date")]
    assert rows(chart_reasons([*notes, note("context", reason="figure")])) == {
        "Date": (2,),
        "Figure": (1,),
    }


@pytest.mark.parametrize("name", ["x" * 200, "经" * 200])
def test_a_long_name_is_cut_in_the_drawing_and_whole_in_the_table(name: str) -> None:
    chart = chart_publishers([(name, 1)])
    assert len(chart.bars[0].label) <= LONGEST_LABEL + 1
    assert chart.bars[0].label.endswith("…")
    assert chart.rows[0][0] == name


def test_an_empty_corpus_has_empty_charts(tmp_path: Path) -> None:
    for chart in (chart_months([]), chart_publishers([]), chart_reasons([])):
        assert (chart.bars, chart.rows, chart.height) == ((), (), 0)
