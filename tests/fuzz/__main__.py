"""Gives harnesses input upon input, by what each reaches in the code, until one does not hold.

    python -m tests.fuzz --minutes 1 --only weaver --only markdown
    python -m tests.fuzz --repeat FILE

Without Atheris, which has no wheel for every system, inputs are changed by chance alone.
"""

from __future__ import annotations

import argparse
import re
import sys
import time
from pathlib import Path

from tests.fuzz import HARNESSES, harness
from tests.fuzz.feeding import ROOT
from tests.fuzz.round import HAS_ATHERIS, Outcome, Round, run_rounds

KEPT = ROOT / ".cache/fuzz"


def main() -> int:
    parser = argparse.ArgumentParser(
        prog="python -m tests.fuzz", description=__doc__.split("\n")[0]
    )
    parser.add_argument("--minutes", type=float, default=1, help="for each harness (1)")
    parser.add_argument("--only", action="append", choices=HARNESSES, help="may be given again")
    parser.add_argument("--jobs", type=int, default=2, help="harnesses at the same time (2)")
    parser.add_argument("--repeat", type=Path, metavar="FILE", help="check one input, of a case")
    given = parser.parse_args()
    if given.repeat:
        # `found/weaver-0123abcd`, or `cases/weaver/a-link-around-a-table`.
        names = (re.split("-", given.repeat.name)[0], given.repeat.parent.name)
        name = next((one for one in names if one in HARNESSES), "")
        if not name:
            parser.error(f"{given.repeat} is not named after a harness ({', '.join(HARNESSES)})")
        harness(name).check(given.repeat.read_bytes())
        print("It holds.")
        return 0
    if not HAS_ATHERIS:
        print("Atheris is not installed here (it has wheels for Linux on x86-64 only): by chance.")
    rounds = [Round(name, given.minutes * 60, KEPT) for name in given.only or HARNESSES]
    began = time.monotonic()
    outcomes = list(run_rounds(rounds, given.jobs, tell))
    failed = [one for one in outcomes if one.failure]
    for one in failed:
        tell_failure(one)
    total = sum(one.inputs for one in outcomes)
    took = time.monotonic() - began
    print(f"{total:,} inputs in {took / 60:.1f} minutes; {len(failed)} of {len(outcomes)} failed.")
    return 1 if failed else 0


def tell(one: Outcome) -> None:
    """A line of the table, as soon as a round is done."""
    grown = f"  reached {one.reached_first:,} → {one.reached:,}" if one.reached else ""
    verdict = "FAILED" if one.failure else "held"
    print(f"{one.name:13}{one.inputs:>10,} inputs{grown}  {verdict}", flush=True)


def tell_failure(one: Outcome) -> None:
    """The failure, its input, and how to go on."""
    found = one.found
    print(f"\n{one.name}: {one.failure}")
    if not found:
        return
    path = found.relative_to(ROOT)
    print(f"the input, {found.stat().st_size} bytes:\n")
    print(ascii_of(found.read_bytes()))
    print(f"\nto repeat it:     .venv/bin/python -m tests.fuzz --repeat {path}")
    print(f"to make it a case: cp {path} tests/fuzz/cases/{one.name}/what-it-is-about")


def ascii_of(data: bytes) -> str:
    """The bytes, so that a terminal shows them."""
    lines = data.decode("utf-8", "backslashreplace").split("\n")
    return "\n".join(f"    {line.encode('unicode_escape').decode()}" for line in lines)


if __name__ == "__main__":
    sys.exit(main())
