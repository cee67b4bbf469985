"""What `build.py` measured, for people: in columns on a terminal."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from itertools import pairwise
from statistics import median

from corpus import NAMES, OURS, PEER, SITES
from steps import STEPS, Measurement
from weights import KINDS

VISITS = {"home": "Home", "article": "An article", "annotations": "List of annotations"}


def table(measured: Sequence[Measurement], notes: int) -> Iterator[str]:
    """All of it; the smaller corpora only where they show how something grows."""
    whole = max((one for one in measured if "check" in one.runs), key=lambda one: one.articles)
    yield f"{whole.articles:,} articles with {notes} notes each; rounds: {len(whole.runs[OURS])}"
    yield ""
    yield from _columns(_times(whole))
    for step in whole.missing:
        yield f"Missing here: {STEPS[step]}"
    yield ""
    yield from _ratios(whole)
    yield ""
    yield from _columns(_growth(measured))
    for small, large in pairwise(measured):
        yield from _factors(small, large)
    yield ""
    yield "Largest page of each kind, kB gzipped"
    yield from _columns(_weights(measured))
    yield ""
    yield "A first visit: requests, kB gzipped"
    yield from _columns(_visits(measured))


def _times(one: Measurement) -> Iterator[tuple[str, ...]]:
    yield ("", "seconds", "(min-max)", "CPU s", "largest MB", "together MB")
    for step, name in STEPS.items():
        runs = one.runs.get(step)
        if not runs:
            continue
        seconds = [run.seconds for run in runs]
        yield (
            name,
            f"{median(seconds):.2f}",
            f"({min(seconds):.2f}-{max(seconds):.2f})",
            f"{one.cpu_seconds(step):.2f}",
            _megabytes(max(run.peak_bytes for run in runs)),
            _megabytes(max(run.together_bytes for run in runs)),
        )


def _ratios(one: Measurement) -> Iterator[str]:
    """What the times mean, each beside the one that it is compared with."""
    for step, other in (
        (OURS, PEER),
        (OURS, "plain"),
        ("warm", OURS),
        ("edit", OURS),
        ("serve", OURS),
        ("merged", OURS),
    ):
        if step in one.runs and other in one.runs:
            yield (
                f"{STEPS[step]}: {one.seconds(step) / one.seconds(other):.2f} of the time of "
                f"“{STEPS[other]}” ({_by_cpu(one.cpu_seconds(step), one.cpu_seconds(other))})"
            )


def _by_cpu(much: float, little: float) -> str:
    return f"{much / little:.2f} by CPU time"


def _growth(measured: Sequence[Measurement]) -> Iterator[tuple[str, ...]]:
    yield ("articles", *(f"{one.articles:,}" for one in measured))
    for step in (*SITES, "warm"):
        name = NAMES.get(step, "Glossator, nothing changed")
        yield (f"{name}, s", *(_of(one, step, f"{one.seconds(step):.1f}") for one in measured))
        yield (
            f"{name}, CPU s",
            *(_of(one, step, f"{one.cpu_seconds(step):.1f}") for one in measured),
        )
        yield (
            f"{name}, MB",
            *(_of(one, step, _megabytes(one.peak_bytes(step))) for one in measured),
        )
    for site in SITES:
        yield (
            f"{NAMES[site]}, site in MB",
            *(_megabytes(one.outputs[site].bytes) for one in measured),
        )
        yield (f"{NAMES[site]}, files", *(f"{one.outputs[site].files:,}" for one in measured))
    yield ("Cache, MB", *(_megabytes(one.cache[0]) for one in measured))


def _factors(small: Measurement, large: Measurement) -> Iterator[str]:
    """How much longer more articles take; less than their number while starting up weighs in."""
    times = large.articles / small.articles
    yield f"From {small.articles:,} to {large.articles:,} articles, {times:g} times as many:"
    for site in SITES:
        more = large.cpu_seconds(site) - small.cpu_seconds(site)
        each = more / (large.articles - small.articles)
        yield (
            f"  {NAMES[site]}: {large.seconds(site) / small.seconds(site):.2f} times as long "
            f"({_by_cpu(large.cpu_seconds(site), small.cpu_seconds(site))}), "
            f"{each * 1000:.1f} ms of CPU time for each article more"
        )


def _of(one: Measurement, step: str, text: str) -> str:
    return text if step in one.runs else "–"


def _weights(measured: Sequence[Measurement]) -> Iterator[tuple[str, ...]]:
    yield ("articles", *(f"{one.articles:,}" for one in measured))
    for kind, name in KINDS.items():
        found = [one.weights.get(kind) for one in measured]
        if any(found):
            yield (name, *(f"{page['gzip'] / 1e3:.1f}" if page else "–" for page in found))


def _visits(measured: Sequence[Measurement]) -> Iterator[tuple[str, ...]]:
    yield ("articles", *(f"{one.articles:,}" for one in measured))
    for page, name in VISITS.items():
        found = [one.visits.get(page) for one in measured]
        yield (
            name,
            *(f"{v['requests']}, {v['gzip'] / 1e3:.0f}" if v else "–" for v in found),
        )


def _columns(rows: Iterator[tuple[str, ...]]) -> Iterator[str]:
    cells = list(rows)
    widths = [max(map(len, column)) for column in zip(*cells, strict=True)]
    for first, *others in cells:
        right = (cell.rjust(width) for cell, width in zip(others, widths[1:], strict=True))
        yield "  ".join([first.ljust(widths[0]), *right]).rstrip()


def _megabytes(size: int) -> str:
    return f"{size / 1e6:.1f}" if size else "–"
