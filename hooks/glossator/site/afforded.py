"""What becomes of articles as far as the budget of a check goes, and nothing of all others."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence

from glossator.caching.file_digests import FileState
from glossator.site.article_files import Files
from glossator.site.budget import Budget, least_costs
from glossator.site.shelved import Entry

# Problems of one article. Entries with more are read again rather than all of them kept at once.
FEW_PROBLEMS = 100


class Share:
    """What one process may spend on what is missing: its part of all that may be spent.

    What is missing when all have done their part is made later, if it turns out that it may be.
    """

    def __init__(self, budget: Budget, states: Mapping[str, FileState], *, processes: int) -> None:
        self._left = (budget.most - budget.spent) / processes
        self._states = states

    def spend(self, files: Files, make: Callable[[Files], Entry]) -> None:
        """Make what becomes of the files, if anything is left for it."""
        sure = sum(cost for _, cost in least_costs(files, self._states))
        self._left -= sure
        if self._left >= 0:
            self._left -= max(0, make(files).cost - sure)


def afforded(
    files: Sequence[Files],
    states: Mapping[str, FileState],
    budget: Budget,
    entry_of: Callable[[Files], Entry],
) -> Iterator[tuple[Files, Entry, bool]]:
    """What becomes of each article's files, in the order of slugs, and whether it is all of that.

    Nothing becomes of those that the budget is not enough for. Problems are left out beyond those
    that are told.
    """
    for one in files:
        sure = 0.0
        for path, cost in least_costs(one, states):
            sure += cost
            budget.spend(cost, path)
        if not budget.is_left or not one.key:
            yield one, Entry(one.key, ()), False
            continue
        entry = entry_of(one)
        budget.spend(max(0, entry.cost - sure), one.article or one.notes[0])
        told = tuple(budget.tell(entry.problems))
        is_whole = len(told) == len(entry.problems)
        yield one, entry if is_whole else entry.with_problems(told), is_whole
