"""Rounds of harnesses, each in a process of its own, and what came of them."""

from __future__ import annotations

import os
import re
import subprocess
import sys
import time
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path

from tests.fuzz.feeding import ROOT

HAS_ATHERIS = find_spec("atheris") is not None
# `#4711 DONE cov: 812 ft: 3000 corp: 200/40Kb`, and likewise INITED for what seeds reach.
_STATE = re.compile(r"#(?P<inputs>\d+)\s+(?P<event>[A-Za-z]+)\s+cov: (?P<cov>\d+) ft: (?P<ft>\d+)")
_COUNT = re.compile(r"#(\d+)\s")
# Seconds between two looks at the processes, which are all that this one waits for.
_LOOK = 0.2


@dataclass(frozen=True)
class Round:
    """A harness and the time that it is given.

    Attributes:
        name: The harness.
        seconds: How long.
        kept: The folder with what reached something new before, and what was found.
    """

    name: str
    seconds: float
    kept: Path

    @property
    def log(self) -> Path:
        """What the process said."""
        return self.kept / f"{self.name}.log"


@dataclass(frozen=True)
class Outcome:
    """What came of a round.

    Attributes:
        name: The harness.
        inputs: How many inputs it was given.
        reached_first: How much of the code the first ones reached, counted in branches.
        reached: How much all did.
        failure: What did not hold, in a line; empty where all did.
        found: The file with the input for which it did not.
    """

    name: str
    inputs: int
    reached_first: int = 0
    reached: int = 0
    failure: str = ""
    found: Path | None = None


def run_rounds(
    rounds: list[Round], jobs: int, tell: Callable[[Outcome], None]
) -> Iterator[Outcome]:
    """Run them, so many at the same time; `tell` is called for each that is done."""
    waiting, running = list(rounds), list[tuple[Round, subprocess.Popen[bytes]]]()
    try:
        while waiting or running:
            while waiting and len(running) < jobs:
                one = waiting.pop(0)
                running.append((one, _start(one)))
            time.sleep(_LOOK)
            for pair in [pair for pair in running if pair[1].poll() is not None]:
                running.remove(pair)
                outcome = _outcome(*pair)
                _show("")
                tell(outcome)
                yield outcome
            _show(" ".join(f"{one.name} {_inputs(one):,}" for one, _ in running))
    finally:
        for _, process in running:
            process.kill()
            process.wait()


def _start(one: Round) -> subprocess.Popen[bytes]:
    one.kept.mkdir(parents=True, exist_ok=True)
    with one.log.open("wb") as log:
        return subprocess.Popen(
            [sys.executable, "-m", "tests.fuzz.guided", one.name, str(one.seconds), str(one.kept)],
            cwd=ROOT,
            stdin=subprocess.DEVNULL,
            stdout=log,
            stderr=log,
            env=os.environ | {"PYTHONHASHSEED": "0", "GLOSSATOR_JOBS": "1"},
        )


def _show(line: str) -> None:
    """The state, on a terminal only."""
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line[:100]}", end="", file=sys.stderr, flush=True)


def _inputs(one: Round) -> int:
    counts = _COUNT.findall(one.log.read_text("utf-8", "replace"))
    return int(counts[-1]) if counts else 0


def _outcome(one: Round, process: subprocess.Popen[bytes]) -> Outcome:
    said = one.log.read_text("utf-8", "replace")
    states = list(_STATE.finditer(said))
    first = next((int(s["cov"]) for s in states if s["event"] in {"INITED", "NEW"}), 0)
    last = int(states[-1]["cov"]) if states else 0
    if not process.returncode:
        return Outcome(one.name, _inputs(one), first, last)
    errors = re.findall(r"^(?:does not hold: .*|.* ERROR: .*)$", said, re.MULTILINE)
    found = re.search(r"Test unit written to (\S+)", said)
    failure = [*errors, f"it ended with {process.returncode}; see {one.log}"][0]
    failure = failure.removeprefix("does not hold: ")
    return Outcome(
        one.name, _inputs(one), first, last, failure[:300], Path(found[1]) if found else None
    )
