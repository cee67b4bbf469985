"""As many problems of a file as anybody reads at once."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable

from glossator.problems import Location, Problem

# Of one file.
MOST_TOLD = 100
# Of an article with all its notes; of thousands of notes a hundred each would fill the memory.
MOST_OF_NOTES = 5_000
MANY = "too-many-problems"
"""The code that says that there are more."""


def at_most(problems: Iterable[Problem]) -> list[Problem]:
    """The problems, but of each file no more than anybody reads at once, and that there are more.

    A file of 64 kB can have six thousand, and ten thousand such files would fill the memory.
    """
    counts: Counter[str] = Counter()
    told = []
    for problem in problems:
        path = problem.location.path
        counts[path] += problem.code != MANY
        if counts[path] <= MOST_TOLD:
            told.append(problem)
    for path, count in counts.items():
        if count > MOST_TOLD:
            message = f"{count - MOST_TOLD:,} more problems; mend those that are told first"
            told.append(Problem(Location(path), MANY, message))
    return told
