"""Where a topic's events are drawn."""

from __future__ import annotations

import itertools
import random

import pytest

from glossator.content.page_model import TimelineEvent
from glossator.site.timeline import DOT_RADIUS, DOT_WIDTH, LANE_HEIGHT, MARGIN, draw_timeline


def events(*dates: str) -> list[TimelineEvent]:
    return [TimelineEvent(date=date, text=f"On {date}.") for date in dates]


def test_no_events_give_no_drawing() -> None:
    timeline = draw_timeline([])
    assert (timeline.dots, timeline.is_drawn) == ((), False)


@pytest.mark.parametrize("dates", [["2020"], ["2020-05-05"], ["2020-05-05", "2020-05-05"]])
def test_one_moment_is_not_drawn(dates: list[str]) -> None:
    timeline = draw_timeline(events(*dates))
    assert len(timeline.dots) == len(dates)
    assert not timeline.is_drawn


def test_events_are_numbered_in_order_of_time() -> None:
    timeline = draw_timeline(events("2021-07-31", "2021-07", "2020", "2021-07-01", "2020-01-02"))
    shown = [(dot.number, dot.event.date) for dot in timeline.dots]
    assert shown == list(
        enumerate(["2020", "2020-01-02", "2021-07", "2021-07-01", "2021-07-31"], start=1)
    )


@pytest.mark.parametrize(
    ("date", "is_exact"), [("2020-02-29", True), ("2020-02", False), ("2020", False)]
)
def test_a_date_without_a_day_is_drawn_as_such(date: str, is_exact: bool) -> None:
    dot = draw_timeline(events("2019-01-01", date)).dots[1]
    assert dot.is_exact == is_exact
    assert (dot.begin < dot.x < dot.end) is not is_exact


def test_articles_stay_with_their_events() -> None:
    timeline = draw_timeline(events("2021", "2020"), [("a",), ("b", "c")])
    assert [dot.articles for dot in timeline.dots] == [("b", "c"), ("a",)]


def some_dates(seed: int) -> list[str]:
    rng = random.Random(seed)
    first = rng.choice((1, 1890, 2019, 9990))
    years = rng.choice((1, 1, 3, 9))
    return [
        f"{first + rng.randrange(years):04}-{rng.randint(1, 12):02}-{rng.randint(1, 28):02}"[
            : rng.choice((4, 7, 10, 10))
        ]
        for _ in range(rng.randint(2, 40))
    ]


@pytest.mark.parametrize("seed", range(40))
def test_nothing_overlaps_and_nothing_leaves_the_drawing(seed: int) -> None:
    timeline = draw_timeline(events(*some_dates(seed)))
    for one, other in itertools.combinations(timeline.dots, 2):
        apart = abs(one.x - other.x) >= DOT_WIDTH - 0.001 or abs(one.y - other.y) >= LANE_HEIGHT
        assert apart, (one, other)
    for dot in timeline.dots:
        assert MARGIN <= dot.begin <= dot.x <= dot.end <= 100 - MARGIN
        assert DOT_RADIUS < dot.y < timeline.axis - DOT_RADIUS
    # In the narrowest drawing, 288 pixels wide, a letter of a label takes up to 7 pixels.
    spans = []
    for tick in timeline.ticks:
        x, width = tick.x * 2.88, len(tick.label) * 7
        left = {"start": x, "middle": x - width / 2, "end": x - width}[tick.anchor]
        spans.append((left, left + width))
    assert all(a[1] <= b[0] for a, b in itertools.pairwise(spans)), spans
    assert all(left >= -1 and right <= 289 for left, right in spans), spans
    assert 1 <= len(timeline.ticks) <= 7


def test_the_order_of_events_changes_nothing() -> None:
    dates = some_dates(7)
    one = draw_timeline(events(*dates))
    assert draw_timeline(events(*dates[::-1])) == one


def test_the_description_says_what_is_drawn() -> None:
    said = draw_timeline(events("2020", "2021-03-04")).description
    assert said.startswith("2 events from 2020 to 4 March 2021")
