"""The corpus in numbers: what is counted, and how long each bar is.

Positions across are per cent of the drawing's width and positions down are pixels, as in
`timeline.py`. Above each bar stands its label, so that both have the whole width.
"""

from __future__ import annotations

import unicodedata
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from itertools import accumulate

from glossator.content.publisher_names import usual_spellings
from glossator.problems import count_of
from glossator.site.dates import show_date
from glossator.site.site import Site
from glossator.weaving.annotate import KIND_NAMES, PlacedNote

# A chart holds what a reader looks through; its table holds everything.
MOST_BARS = 24
MOST_PUBLISHERS = 10
# Letters of a label that fit beside its number on the narrowest screen; a Chinese
# character takes the room of two.
LONGEST_LABEL = 32
ROW_HEIGHT = 44
UNDATED = "Not dated"


@dataclass(frozen=True, slots=True)
class Part:
    """One colour of a bar.

    Attributes:
        kind: Which series it belongs to.
        number: What it stands for.
        x: Where it begins, in per cent of the width.
        width: How long it is, likewise.
    """

    kind: str
    number: int
    x: float
    width: float


@dataclass(frozen=True, slots=True)
class Bar:
    """One bar with its label.

    Attributes:
        label: Its label, cut to what fits.
        total: The number at its end.
        parts: Its colours, those of no length left out.
        y: Where its row begins, in pixels from the top.
    """

    label: str
    total: int
    parts: tuple[Part, ...]
    y: int


@dataclass(frozen=True, slots=True)
class Chart:
    """Bars, and the table that says the same.

    Attributes:
        id: The id of its heading.
        title: Its heading.
        description: What the drawing shows, in a sentence.
        series: Key and name of each colour; none where there is one only.
        bars: The bars from the top.
        height: Of the drawing, in pixels.
        columns: The headings of the table.
        rows: Its rows: a label and numbers.
        left_out: How many rows have no bar.
    """

    id: str
    title: str
    description: str
    series: tuple[tuple[str, str], ...]
    bars: tuple[Bar, ...]
    height: int
    columns: tuple[str, ...]
    rows: tuple[tuple[str, tuple[int, ...]], ...]
    left_out: int = 0


def draw_charts(site: Site) -> list[Chart]:
    """The charts of a site."""
    corrections = (
        (annotated.article.meta.source.publisher, dict(annotated.counts).get("correction", 0))
        for annotated in site.articles.values()
        if annotated.article.meta
    )
    return [chart_months(site.notes), chart_publishers(corrections), chart_reasons(site.notes)]


def chart_months(notes: Iterable[PlacedNote]) -> Chart:
    """Notes of each kind per month in which they were made."""
    counted: dict[str, Counter[str]] = {}
    for placed in notes:
        month = (placed.note.annotation.created or "")[:7]
        counted.setdefault(month, Counter())[placed.kind] += 1
    # Those without a date stand last, whatever the order of the others.
    months = sorted(month for month in counted if month) + [m for m in counted if not m]
    rows = [
        (
            show_date(month) if month else UNDATED,
            {kind: counted[month][kind] for kind in KIND_NAMES},
        )
        for month in months
    ]
    return _chart(
        "months",
        "Notes by month and kind",
        "month",
        rows,
        series=tuple(KIND_NAMES.items()),
        # The latest months are those that a reader asks for.
        shown=rows[-MOST_BARS:],
    )


def chart_publishers(corrections: Iterable[tuple[str, int]]) -> Chart:
    """Corrections per publisher of the articles; most first. Takes pairs of both."""
    corrections = list(corrections)
    usual = usual_spellings(publisher for publisher, _ in corrections)
    counted: Counter[str] = Counter()
    for publisher, number in corrections:
        counted[usual[publisher]] += number
    rows = [(name, {"correction": number}) for name, number in _most_first(counted)]
    return _chart(
        "publishers",
        "Most corrected publishers",
        "publisher",
        rows,
        series=(("correction", "Corrections"),),
        shown=rows[:MOST_PUBLISHERS],
    )


def chart_reasons(notes: Iterable[PlacedNote]) -> Chart:
    """Notes per reason that they give; most first."""
    counted = Counter[str](
        placed.note.annotation.reason for placed in notes if placed.note.annotation.reason
    )
    rows = [(name.capitalize(), {"reason": number}) for name, number in _most_first(counted)]
    return _chart(
        "reasons", "Reasons given", "reason", rows, series=(("reason", "Notes"),), shown=rows
    )


def _most_first(counted: Mapping[str, int]) -> list[tuple[str, int]]:
    return sorted(
        ((name, number) for name, number in counted.items() if number),
        key=lambda pair: (-pair[1], pair[0].casefold(), pair[0]),
    )


def _chart(
    identifier: str,
    title: str,
    noun: str,
    rows: Sequence[tuple[str, Mapping[str, int]]],
    *,
    series: tuple[tuple[str, str], ...],
    shown: Sequence[tuple[str, Mapping[str, int]]],
) -> Chart:
    longest = max((sum(numbers.values()) for _, numbers in shown), default=0)
    bars = tuple(
        _bar(label, numbers, longest, index * ROW_HEIGHT)
        for index, (label, numbers) in enumerate(shown)
    )
    parts = "; ".join(f"{label}: {sum(numbers.values())}" for label, numbers in shown)
    several = len(series) > 1
    return Chart(
        identifier,
        title,
        f"{count_of(len(shown), 'bar')}, one for each {noun}. {parts}.",
        series if several else (),
        bars,
        len(bars) * ROW_HEIGHT,
        (
            noun.capitalize(),
            *(name for _, name in series),
            *(("All",) if several else ()),
        ),
        tuple(
            (
                label,
                (
                    *(numbers[key] for key, _ in series),
                    *((sum(numbers.values()),) if several else ()),
                ),
            )
            for label, numbers in rows
        ),
        len(rows) - len(shown),
    )


def _bar(label: str, numbers: Mapping[str, int], longest: int, y: int) -> Bar:
    shares = [number * 100 / longest for number in numbers.values()]
    begins = [0.0, *accumulate(shares)]
    parts = tuple(
        Part(kind, number, round(begin, 2), round(share, 2))
        for (kind, number), begin, share in zip(numbers.items(), begins, shares, strict=False)
        if number
    )
    return Bar(_fitting(label), sum(numbers.values()), parts, y)


def _fitting(label: str) -> str:
    width = 0
    for index, character in enumerate(label):
        width += 2 if unicodedata.east_asian_width(character) in "WF" else 1
        if width > LONGEST_LABEL:
            return label[:index].rstrip() + "…"
    return label
