"""What 100,000 articles would take, and where the first wall is, from what was measured."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Any

from corpus import OURS, PEER
from steps import PARTS, Measurement

MANY = 100_000
JOBS = (8, 16, 32)

GIGABYTE = 1_000_000_000
# What the documents that `docs/about/scale.md` names say of hosts; and what a cache keeps.
HOST_BYTES = GIGABYTE
HOST_FILES = 200_000
CACHE_BYTES = 2 * GIGABYTE
JOB_SECONDS = 6 * 3600
DEPLOYMENT_SECONDS = 600
# A machine as many have it.
MACHINE_BYTES = 16 * GIGABYTE


@dataclass(frozen=True, slots=True)
class Growth:
    """What grows in step with the articles: so much to begin with, so much for each."""

    start: float
    each: float

    def at(self, articles: int) -> float:
        """How much it is for so many articles."""
        return self.start + self.each * articles

    def reaches(self, much: float) -> int:
        """For how many articles it is so much."""
        return int((much - self.start) / self.each) if self.each > 0 else 0


def growth(measured: list[Measurement], of: Callable[[Measurement], float]) -> Growth:
    """The line through the two largest corpora."""
    small, large = measured[-2:]
    each = (of(large) - of(small)) / (large.articles - small.articles)
    return Growth(of(large) - each * large.articles, each)


def needs(measured: list[Measurement], notes: int) -> Iterator[tuple[str, str]]:
    """What a site of `MANY` articles takes: what, and how much."""
    whole = _whole(measured)
    site = growth(measured, lambda one: one.outputs[OURS].bytes)
    files = growth(measured, lambda one: one.outputs[OURS].files)
    memory = growth(measured, lambda one: one.peak_bytes(OURS))
    yield "Sources", f"{MANY:,} articles, {MANY * notes:,} notes"
    ours = growth(measured, lambda one: one.seconds(OURS))
    theirs = growth(measured, lambda one: one.seconds(PEER))
    yield "Build from nothing", f"{_minutes(ours.at(MANY))} min"
    yield "Plain MkDocs, from nothing", f"{_minutes(theirs.at(MANY))} min"
    if "part" in whole.runs:
        yield "Build from parts that others made", f"{_minutes(_merged(whole))} min"
    yield "Memory of a build from nothing", f"{memory.at(MANY) / GIGABYTE:.1f} GB"
    yield "Site", f"{site.at(MANY) / GIGABYTE:.1f} GB, {files.at(MANY):,.0f} files"
    if whole.cache[0]:
        cache = growth(measured, lambda one: one.cache[0])
        yield "Cache", f"{cache.at(MANY) / GIGABYTE:.1f} GB"
    for page, visit in measured[-1].visits.items():
        yield (
            f"A reader's first visit, {page}",
            f"{visit['requests']} requests, {visit['gzip'] / 1e3:.0f} kB "
            f"(at {measured[-1].articles:,} articles)",
        )


def shared(measured: list[Measurement]) -> Iterator[tuple[str, str, str, str]]:
    """How long it takes with several jobs: their number, and minutes of each stage and of all."""
    whole = _whole(measured)
    if "part" not in whole.runs:
        return
    for jobs in JOBS:
        prepared, built = _preparing(whole, jobs), _merged(whole)
        yield str(jobs), _minutes(prepared), _minutes(built), _minutes(prepared + built)


def walls(measured: list[Measurement]) -> list[tuple[int, str]]:
    """After how many articles something ends, and what; the first wall comes first."""
    whole = _whole(measured)
    build = growth(measured, lambda one: one.seconds(OURS))
    found = [
        (_reaches(measured, lambda one: one.outputs[OURS].bytes, HOST_BYTES), "the site has 1 GB"),
        (
            _reaches(measured, lambda one: one.outputs[OURS].files, HOST_FILES),
            "the site has 200,000 files",
        ),
        (
            _reaches(measured, lambda one: one.peak_bytes(OURS), MACHINE_BYTES),
            "a build from nothing holds 16 GB",
        ),
        (build.reaches(JOB_SECONDS), "a build from nothing takes six hours"),
    ]
    if whole.cache[0]:
        found.append(
            (_reaches(measured, lambda one: one.cache[0], CACHE_BYTES), "the cache has 2 GB")
        )
    return sorted(found)


def _reaches(measured: list[Measurement], of: Callable[[Measurement], float], much: float) -> int:
    return growth(measured, of).reaches(much)


def _whole(measured: list[Measurement]) -> Measurement:
    return max((one for one in measured if "check" in one.runs), key=lambda one: one.articles)


def _preparing(whole: Measurement, jobs: int) -> float:
    """How long one of `jobs` jobs takes, of `MANY` articles, in proportion.

    Each reads all articles, as the check does, and makes its share of the rest.
    """
    reading = whole.seconds("check")
    rest = max(0.0, whole.seconds("part") - reading) * PARTS
    return (reading + rest / jobs) * MANY / whole.articles


def _merged(whole: Measurement) -> float:
    return whole.seconds("merged") * MANY / whole.articles


def _minutes(seconds: float) -> str:
    return f"{seconds / 60:,.0f}" if seconds >= 600 else f"{seconds / 60:,.1f}"


def read(data: dict[str, Any]) -> list[Measurement]:
    """What `build.py` wrote, the smallest corpus first."""
    from corpus import Output
    from running import Run

    measured = []
    for one in data["corpora"]:
        runs = {step: [Run(**run) for run in runs] for step, runs in one["runs"].items()}
        outputs = {site: Output(**output) for site, output in one["outputs"].items()}
        rest = {key: value for key, value in one.items() if key not in ("runs", "outputs")}
        rest["cache"] = tuple(rest["cache"])
        measured.append(Measurement(**rest | {"runs": runs, "outputs": outputs}))
    return sorted(measured, key=lambda one: one.articles)
