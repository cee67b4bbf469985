"""How much of the work that a site's files ask for is done, and which file asked for too much.

What a file takes is told from its text, never from a clock: the same files give the same answer
on every machine, with the cache and without it, by one process and by several.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.caching.file_digests import FileState, size_in
from glossator.content.files import LONGEST_PAGE
from glossator.content.listing import Listing
from glossator.content.most_told import MANY
from glossator.problems import Location, Problem
from glossator.site.article_files import Files

if TYPE_CHECKING:
    from glossator.content.corpus import Article, Page, Topic

# Seconds that the files of any site may take, unless its owner says more: three hundred chapters of
# 110 kB with twenty notes each take 33.
LEAST = 40
# Nanoseconds that an article of 15 kB takes, and each note on it; a page written by hand. Where
# those of all files are more than that, so much may be taken.
SHARE_OF_ARTICLE = 12_000_000
SHARE_OF_NOTE = 1_000_000
SHARE_OF_PAGE = 4_000_000
# What it takes to read the fields of a file, for each of its characters, and to begin with.
FIELDS_OF_FILE = 300_000
CHARACTER_OF_FIELDS = 300
# Texts of fields are read by a reader of YAML that knows places once there is something to say;
# of usual notes it does not take long.
USUAL_FIELDS = 4_000
CHARACTER_BEYOND = 2_500
# What an article or a page takes at the least, and each of its bytes: letters of four bytes, of a
# text that is refused.
LEAST_OF_PAGE, BYTE_OF_PAGE = 500_000, 75
# Problems that are told of a whole site: twenty thousand take some 20 MB. A site of which more is
# wrong has one mistake everywhere.
MOST_PROBLEMS = 20_000


def cost_of_fields(size: int) -> float:
    """Nanoseconds that it takes to read `size` characters of YAML."""
    beyond = max(0, size - USUAL_FIELDS)
    return FIELDS_OF_FILE + CHARACTER_OF_FIELDS * size + CHARACTER_BEYOND * beyond


def cost_of_head(root: Path, page: Article | Topic | Page) -> float:
    """Nanoseconds that it takes to read the front matter of a file below `root`."""
    try:
        size = (root / page.path).stat().st_size - len(page.body.encode(errors="replace"))
    except OSError:  # it is gone by now
        return 0
    return cost_of_fields(max(0, size))


def least_cost_of_page(size: int) -> float:
    """Nanoseconds that are sure of an article or a page of so many bytes before it is read."""
    return LEAST_OF_PAGE + BYTE_OF_PAGE * min(size, LONGEST_PAGE)


def least_costs(files: Files, states: Mapping[str, FileState]) -> Iterator[tuple[str, float]]:
    """Each of the files, whose `states` these are, with what is sure before it is read."""
    if files.article:
        yield files.article, least_cost_of_page(size_in(states[files.article]))
    for path in files.notes:
        yield path, cost_of_fields(size_in(states[path]))


@dataclass
class Budget:
    """What may be spent, and what was.

    Attributes:
        most: Nanoseconds that may be spent.
        spent: Those that were.
        place: The file that spent the last of them; none while there are some left.
        told: Problems that are told.
        untold_from: The file with the first of those beyond them; none while there are none.
    """

    most: float
    spent: float = 0.0
    place: Location | None = None
    told: int = 0
    untold_from: Location | None = None

    @classmethod
    def of(
        cls, *, articles: int = 0, notes: int = 0, pages: int = 0, seconds: int | None = None
    ) -> Budget:
        """What a site of this size may spend; `seconds` are what its owner says."""
        usual = SHARE_OF_ARTICLE * articles + SHARE_OF_NOTE * notes + SHARE_OF_PAGE * pages
        return cls(max((LEAST if seconds is None else seconds) * 1_000_000_000, usual))

    @classmethod
    def for_site(cls, listing: Listing, seconds: int | None) -> Budget:
        """As `of`, by the lists of a site's files."""
        return cls.of(
            articles=len({*listing.articles, *listing.notes}),
            notes=sum(map(len, listing.notes.values())),
            pages=len(listing.topics) + len(listing.pages),
            seconds=seconds,
        )

    @property
    def is_left(self) -> bool:
        """Whether anything is left of it."""
        return self.spent <= self.most

    def spend(self, cost: float, path: str) -> None:
        """Spend what the file at `path` takes."""
        self.spent += cost
        if not self.is_left and self.place is None:
            self.place = Location(path)

    def tell(self, problems: Iterable[Problem]) -> Iterator[Problem]:
        """The first of the problems, as far as not too many were told before."""
        for problem in problems:
            if self.told >= MOST_PROBLEMS:
                self.untold_from = self.untold_from or Location(problem.location.path)
                return
            self.told += 1
            yield problem

    def problems(self) -> Iterator[Problem]:
        """That it is spent, at the file that spent the last of it; that more is wrong."""
        if self.untold_from:
            message = (
                f"more than {MOST_PROBLEMS:,} problems, so that those of this file and others "
                "are not told; mend what is told first"
            )
            yield Problem(self.untold_from, MANY, message)
        if self.place is None:
            return
        message = (
            "the check ends here, as this file and those before it ask for too much work "
            f"({self.spent / 1e9:,.0f} seconds, where {self.most / 1e9:,.0f} are usual for so many "
            "files); shorten them or split them up, or, if all of them are right, have "
            "`check_seconds` in `mkdocs.yml` say how many seconds they may take"
        )
        yield Problem(self.place, "too-much-work", message)
