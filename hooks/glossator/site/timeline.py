"""A topic's events on a line to scale: where each of them is drawn.

Positions across are per cent of the drawing's width and positions down are pixels, so that
the drawing takes any width while its letters and dots keep their size.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import pairwise
from typing import TYPE_CHECKING

from glossator.site.dates import show_date

if TYPE_CHECKING:
    from glossator.content.page_model import TimelineEvent

# The narrowest drawing, on a screen of 320 pixels, leaves each dot so much of the width.
DOT_WIDTH = 8.6
DOT_RADIUS = 11
LANE_HEIGHT = 27
# Room at both ends for half a dot.
MARGIN = 4.5
# Below the axis: its labels.
AXIS_HEIGHT = 26
# A letter of a label takes so much of the narrowest drawing, in per cent.
LETTER_WIDTH = 2.5
# More would be looked past, also where they fit.
MOST_LABELS = 7
# How many months lie between two labels.
_STEPS = (1, 2, 3, 6, 12, 24, 60, 120, 240, 600, 1200, 2400, 6000, 12000)


@dataclass(frozen=True, slots=True)
class Dot:
    """One event as it is drawn.

    Attributes:
        number: Its place among the events, from 1.
        event: The event.
        x: Its middle, in per cent of the width.
        y: Its middle, in pixels from the top.
        begin: Where the time that its date names begins, in per cent of the width.
        end: Where it ends.
        is_exact: Whether the day is known.
        articles: Slugs of the articles whose notes cite one of its sources.
    """

    number: int
    event: TimelineEvent
    x: float
    y: int
    begin: float
    end: float
    is_exact: bool
    articles: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Tick:
    """A label of the axis.

    Attributes:
        x: Where it stands, in per cent of the width.
        label: A month or a year.
        anchor: Which end of the label stands there, as SVG calls it.
    """

    x: float
    label: str
    anchor: str

    @property
    def begin(self) -> float:
        """Where it begins in the narrowest drawing, in per cent of the width."""
        width = len(self.label) * LETTER_WIDTH
        return self.x - {"start": 0, "middle": width / 2, "end": width}[self.anchor]

    @property
    def end(self) -> float:
        """Where it ends there."""
        return self.begin + len(self.label) * LETTER_WIDTH


@dataclass(frozen=True, slots=True)
class Timeline:
    """Events in order of time, and how they are drawn.

    Attributes:
        dots: The events.
        ticks: The labels of the axis.
        axis: How far down the axis is, in pixels.
        height: Of the drawing, in pixels.
        is_drawn: Whether a drawing tells more than a list: not of one moment.
    """

    dots: tuple[Dot, ...]
    ticks: tuple[Tick, ...]
    axis: int
    height: int
    is_drawn: bool

    @property
    def has_inexact(self) -> bool:
        """Whether some dates name no day."""
        return not all(dot.is_exact for dot in self.dots)

    @property
    def description(self) -> str:
        """What the drawing shows, in a sentence."""
        first, last = self.dots[0].event.date, self.dots[-1].event.date
        return (
            f"{len(self.dots)} events from {show_date(first)} to {show_date(last)}, each a "
            "numbered dot above a line of time. The list below has the same numbers."
        )


def draw_timeline(
    events: Iterable[TimelineEvent], articles: Sequence[tuple[str, ...]] = ()
) -> Timeline:
    """The events in order of time, laid out.

    `articles` has for each event the slugs that belong to it. Dots that would touch one
    another on the narrowest screen stand above one another.
    """
    given = list(events)
    slugs = list(articles) or [()] * len(given)
    ordered = sorted(
        zip(given, slugs, strict=True), key=lambda pair: (_span(pair[0].date)[0], pair[0].date)
    )
    spans = [_span(event.date) for event, _ in ordered]
    if not spans:
        return Timeline((), (), 0, 0, is_drawn=False)
    first = min(begin for begin, _ in spans)
    last = max(end for _, end in spans)
    # Whole months, so that the first of them has its label.
    scale = _Scale(first.replace(day=1), _month_end(last.year, last.month))
    placed = [
        (scale.at((begin.toordinal() + end.toordinal()) / 2), scale.at(begin), scale.at(end))
        for begin, end in spans
    ]
    lanes = _lanes([x for x, _, _ in placed])
    axis = (max(lanes) + 1) * LANE_HEIGHT + 4
    dots = tuple(
        Dot(
            number,
            event,
            x,
            axis - 2 - LANE_HEIGHT // 2 - lane * LANE_HEIGHT,
            begin,
            end,
            event.date.count("-") == 2,
            slugs,
        )
        for number, ((event, slugs), (x, begin, end), lane) in enumerate(
            zip(ordered, placed, lanes, strict=True), start=1
        )
    )
    is_drawn = len(set(spans)) > 1
    return Timeline(dots, _ticks(scale), axis, axis + AXIS_HEIGHT, is_drawn)


@dataclass(frozen=True, slots=True)
class _Scale:
    first: date
    last: date

    def at(self, day: date | float) -> float:
        ordinal = day.toordinal() if isinstance(day, date) else day
        length = max(1, self.last.toordinal() - self.first.toordinal())
        share = (ordinal - self.first.toordinal()) / length
        return round(MARGIN + share * (100 - 2 * MARGIN), 2)


def _span(text: str) -> tuple[date, date]:
    """The first and the last day that a date, however precise, may mean."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 3:
        day = date(*parts)
        return day, day
    if len(parts) == 2:
        return date(parts[0], parts[1], 1), _month_end(parts[0], parts[1])
    return date(parts[0], 1, 1), date(parts[0], 12, 31)


def _month_end(year: int, month: int) -> date:
    if month == 12:  # the year after 9999 cannot be written
        return date(year, 12, 31)
    return date(year, month + 1, 1) - timedelta(days=1)


def _lanes(positions: Sequence[float]) -> list[int]:
    """For each dot the lowest row in which it touches no other."""
    free_from: list[float] = []
    order = sorted(range(len(positions)), key=lambda index: (positions[index], index))
    chosen: dict[int, int] = {}
    for index in order:
        x = positions[index]
        lane = next((n for n, free in enumerate(free_from) if free <= x), len(free_from))
        if lane == len(free_from):
            free_from.append(0)
        free_from[lane] = x + DOT_WIDTH
        chosen[index] = lane
    return [chosen[index] for index in range(len(positions))]


def _ticks(scale: _Scale) -> tuple[Tick, ...]:
    """Labels at the beginnings of months or years, as many as fit."""
    begin = scale.first.year * 12 + scale.first.month - 1
    end = scale.last.year * 12 + scale.last.month - 1
    ticks: tuple[Tick, ...] = ()
    for step in _STEPS:
        # The months before the year 1 cannot be written.
        months = range(max(12, -(-begin // step) * step), end + 1, step)
        if len(months) <= MOST_LABELS:
            ticks = tuple(_tick(scale, month, is_year=step >= 12) for month in months)
            if all(one.end < other.begin for one, other in pairwise(ticks)):
                break
    return ticks


def _tick(scale: _Scale, month: int, *, is_year: bool) -> Tick:
    from babel.dates import format_date  # only where a line is drawn

    day = date(month // 12, month % 12 + 1, 1)
    label = str(day.year) if is_year else format_date(day, "MMM y", locale="en")
    x = scale.at(day)
    half = len(label) * LETTER_WIDTH / 2
    return Tick(x, label, "start" if x < half else "end" if x > 100 - half else "middle")
