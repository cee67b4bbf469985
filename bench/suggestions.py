"""How often the right words are suggested first: `python bench/suggestions.py`.

Takes quotes from passages in six scripts, one of each with a single slip in it, and prints
for each script the share of them for which the words that were meant come first.
"""

from __future__ import annotations

import argparse
import sys
import time
from itertools import islice
from pathlib import Path

sys.path.insert(0, str(Path(__file__).parent.parent))

from tests.anchoring.slips import SCRIPTS, slips


def main() -> None:
    """Read the options, ask for each slip, print a line for each script."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--slips", type=int, default=2000, help="for each script")
    parser.add_argument("--seed", type=int, default=1)
    parser.add_argument("--show", type=int, default=0, help="misses to print for each script")
    options = parser.parse_args()
    print("script  first  missing  ms each")
    for script in SCRIPTS:
        sample = list(islice(slips(script, seed=options.seed), options.slips))
        began = time.perf_counter()
        answers = [slip.first() for slip in sample]
        each = (time.perf_counter() - began) * 1000 / len(sample)
        right = sum(answer == slip.meant for answer, slip in zip(answers, sample, strict=True))
        missing = answers.count(None)
        print(f"{script:6} {right / len(sample):6.1%} {missing / len(sample):8.1%} {each:8.2f}")
        misses = (pair for pair in zip(sample, answers, strict=True) if pair[0].meant != pair[1])
        for slip, answer in islice(misses, options.show):
            print(f"    {slip.typed!r}: {answer!r} for {slip.meant!r}")


if __name__ == "__main__":
    main()
