"""What is measured of one corpus, step by step.

Every step that builds is looked through: a site that lacks a note, or differs from the one
that was built from nothing, stops the run.
"""

from __future__ import annotations

import shutil
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path
from statistics import median
from typing import Any

from corpus import NAMES, OURS, PEER, PLAIN, SITES, Corpus, Output, size_of
from running import BenchmarkError, Progress, Run, environment, run
from serving import serve_edits

# How the work is shared in the step that stands for several machines.
PARTS = 4
EDITS = 3
# `glossator --help` is short: one call tells little.
HELP_CALLS = 5

STEPS = {
    PEER: "MkDocs with footnotes, from nothing",
    OURS: "Glossator, from nothing",
    "plain": "Glossator, from nothing, without data and pages of notes",
    "warm": "Glossator, nothing changed",
    "edit": "Glossator, one note edited",
    "serve": "`mkdocs serve`, one note edited",
    "check": "`glossator check`, from nothing",
    "check-warm": "`glossator check`, nothing changed",
    "check-edit": "`glossator check`, one note edited",
    "part": f"`glossator warm --part`, each of {PARTS}",
    "merged": "Glossator, from the merged parts",
    "help": "`glossator --help`",
}


@dataclass
class Measurement:
    """One corpus, measured round by round.

    Attributes:
        articles: The number of its articles.
        runs: What each round took, by step.
        outputs: What was built, by site.
        cache: The bytes and the files of the cache behind our site.
        missing: Steps that this Glossator has no command for.
        weights: What the pages weigh, by kind; see `weights.py`.
        visits: What a first visit loads, by page; see `weights.py`.
    """

    articles: int
    runs: dict[str, list[Run]] = field(default_factory=dict)
    outputs: dict[str, Output] = field(default_factory=dict)
    cache: tuple[int, int] = (0, 0)
    missing: list[str] = field(default_factory=list)
    weights: dict[str, Any] = field(default_factory=dict)
    visits: dict[str, Any] = field(default_factory=dict)

    def add(self, step: str, *runs: Run) -> None:
        """Keep what a step took."""
        self.runs.setdefault(step, []).extend(runs)

    def seconds(self, step: str) -> float:
        """The median time of a step."""
        return median(run.seconds for run in self.runs[step])

    def cpu_seconds(self, step: str) -> float:
        """The median computing time of a step."""
        return median(run.cpu_seconds for run in self.runs[step])

    def peak_bytes(self, step: str) -> int:
        """The most memory of all rounds: of all processes where that is known."""
        return max(max(run.peak_bytes, run.together_bytes) for run in self.runs[step])


def build_round(
    corpus: Corpus, one: Measurement, number: int, show: Progress, *, only_build: bool
) -> None:
    """Build both sites from nothing and ours again, and, unless `only_build`, all other steps."""
    cache = corpus.root / "cache"
    shutil.rmtree(cache, ignore_errors=True)
    # Who goes first changes, lest one always finds the machine as the other left it.
    for site in SITES if number % 2 == 0 else SITES[::-1]:
        show.show(f"{one.articles} articles, round {number + 1}: {NAMES[site]}")
        one.add(site, corpus.build(site, cache=cache if site == OURS else "off"))
        one.outputs[site] = corpus.verify(site)
    cold = corpus.digest()
    one.cache = size_of(cache) if cache.exists() else (0, 0)
    for step, measure in _others(only_build):
        show.show(f"{one.articles} articles, round {number + 1}: {STEPS[step]}")
        measure(corpus, one, cache, cold)


def _others(only_build: bool) -> Iterator[tuple[str, Any]]:
    yield "warm", _nothing_changed
    if not only_build:
        yield "plain", _plain
        yield "edit", _one_note
        yield "serve", _serve
        yield "check", _check
        yield "part", _parts
        yield "help", _help


def _nothing_changed(corpus: Corpus, one: Measurement, cache: Path, cold: str) -> None:
    one.add("warm", corpus.build(OURS, cache=cache, afresh=False))
    _compare(corpus, cold, STEPS["warm"])


def _plain(corpus: Corpus, one: Measurement, _cache: Path, cold: str) -> None:
    cache = corpus.root / "cache-of-plain"
    shutil.rmtree(cache, ignore_errors=True)
    one.add("plain", corpus.build(OURS, cache=cache, settings=PLAIN))
    if (corpus.built() / "data" / "annotations.csv").exists():
        raise BenchmarkError("a site without data has some")
    corpus.build(OURS, cache=corpus.root / "cache")
    _compare(corpus, cold, "Glossator, with data again")


def _one_note(corpus: Corpus, one: Measurement, cache: Path, cold: str) -> None:
    with corpus.edited(0) as (page, words):
        one.add("edit", corpus.build(OURS, cache=cache, afresh=False))
        if words not in page.read_text("utf-8"):
            raise BenchmarkError("an edited note is not on its page")
        edited = corpus.digest()
        # What the cache gives is what a build without it gives.
        corpus.build(OURS)
        _compare(corpus, edited, STEPS["edit"])
    corpus.build(OURS, cache=cache)
    _compare(corpus, cold, "Glossator, a note as it was before")


def _serve(corpus: Corpus, one: Measurement, cache: Path, _cold: str) -> None:
    one.add("serve", *serve_edits(corpus, cache, EDITS))


def _check(corpus: Corpus, one: Measurement, _cache: Path, _cold: str) -> None:
    cache = corpus.root / "cache-of-check"
    shutil.rmtree(cache, ignore_errors=True)
    folder = corpus.folder(OURS)
    one.add("check", _glossator("check", folder=folder, cache=cache))
    one.add("check-warm", _glossator("check", folder=folder, cache=cache))
    with corpus.edited(0):
        one.add("check-edit", _glossator("check", folder=folder, cache=cache))


def _parts(corpus: Corpus, one: Measurement, _cache: Path, cold: str) -> None:
    """As several machines would: each in a folder and with a cache of its own."""
    if not _is_there("warm"):
        one.missing = ["part", "merged"]
        return
    merged = corpus.root / "cache-of-parts"
    shutil.rmtree(merged, ignore_errors=True)
    for part in range(1, PARTS + 1):
        machine = corpus.root / f"part-{part}"
        shutil.rmtree(machine, ignore_errors=True)
        shutil.copytree(
            corpus.folder(OURS), machine / "site", ignore=shutil.ignore_patterns("site", ".cache")
        )
        words = ("warm", "--part", f"{part}/{PARTS}")
        one.add("part", _glossator(*words, folder=machine / "site", cache=machine / "cache"))
        shutil.copytree(machine / "cache", merged, dirs_exist_ok=True)
        shutil.rmtree(machine)
    one.add("merged", corpus.build(OURS, cache=merged))
    _compare(corpus, cold, STEPS["merged"])


def _help(corpus: Corpus, one: Measurement, _cache: Path, _cold: str) -> None:
    folder = corpus.folder(OURS)
    one.add("help", *(_glossator("--help", folder=folder, cache="off") for _ in range(HELP_CALLS)))


def _glossator(*words: str, folder: Path, cache: Path | str) -> Run:
    return run([sys.executable, "-m", "glossator", *words], folder, cache=cache)


def _is_there(command: str) -> bool:
    asked = [sys.executable, "-m", "glossator", command, "--help"]
    return not subprocess.run(asked, env=environment("off"), capture_output=True).returncode


def _compare(corpus: Corpus, expected: str, step: str) -> None:
    if corpus.digest() != expected:
        raise BenchmarkError(f"{step}: the site differs from the one that was built from nothing")
