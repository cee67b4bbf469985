"""What `search.py` measured, for people."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from statistics import median
from typing import Any

from search_engines import NAMES

HEAD = (
    *("search", "found", "first ten right", "kB", "kB gzip", "files"),
    *("ms", "writes in s", "peak MB", "disk MB"),
)


def table(measured: Sequence[Any]) -> Iterator[str]:
    """Everything in columns, for a terminal."""
    for articles in _sizes(measured):
        rows = [HEAD, *(_row(one) for one in measured if one.articles == articles)]
        widths = [max(map(len, column)) for column in zip(*rows, strict=True)]
        yield f"{articles:,} articles"
        for first, *others in rows:
            cells = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
            yield "  ".join([first.ljust(widths[0]), *cells]).rstrip()
        yield from _reasons(measured, articles)
        yield ""


def markdown(measured: Sequence[Any], about: dict[str, Any]) -> Iterator[str]:
    """The same for the documentation."""
    versions = ", ".join(f"{name} {number}" for name, number in about["searches"].items())
    yield (
        f"Measured on {about['measured']}: {about['cpus']} cores ({about['machine']}), "
        f"{about['system']}, Python {about['python']}, {versions}; "
        f"{about['queries']} queries, {about['notes_per_article']} notes on each article."
    )
    yield "Of bytes and times: the median, 95 of 100, the most."
    for articles in _sizes(measured):
        yield ""
        yield f"**{articles:,} articles**"
        yield ""
        yield f"| {' | '.join(HEAD)} |"
        yield f"| --- |{' ---: |' * (len(HEAD) - 1)}"
        for one in measured:
            if one.articles == articles:
                yield f"| {' | '.join(_row(one))} |"
        reasons = list(_reasons(measured, articles))
        if reasons:
            yield ""
            yield from reasons


def _sizes(measured: Sequence[Any]) -> list[int]:
    return sorted({one.articles for one in measured})


def _reasons(measured: Sequence[Any], articles: int) -> Iterator[str]:
    for one in measured:
        if one.articles == articles and one.skipped:
            yield f"{NAMES[one.engine]} was left out: {one.skipped}."


def _row(one: Any) -> tuple[str, ...]:
    if one.skipped:
        return (NAMES[one.engine], *("–" for _ in HEAD[1:]))
    seconds = one.run.seconds - (one.reading.seconds if one.reading else 0)
    return (
        NAMES[one.engine],
        _percent(one.found),
        _percent(one.shown),
        _three([cold.bytes / 1000 for cold in one.cold]),
        _three([cold.packed / 1000 for cold in one.cold]),
        _three([cold.files for cold in one.cold]),
        _three([cold.ms for cold in one.cold]),
        f"{seconds:.1f}",
        f"{one.run.peak_bytes / 1e6:.0f}",
        f"{one.disk / 1e6:.1f}",
    )


def _percent(share: float) -> str:
    """Never rounded up to all."""
    return "100 %" if share == 1 else f"{min(share * 100, 99.99):.2f} %"


def _three(values: list[float]) -> str:
    """The median, what 95 of 100 stay within, and the most."""
    if not values:
        return "–"
    ordered = sorted(values)
    high = ordered[min(len(ordered) - 1, int(len(ordered) * 0.95))]
    return " / ".join(f"{value:,.0f}" for value in (median(ordered), high, ordered[-1]))
