"""How much of the work that a site's files ask for is done, and which file asked for too much.

What a file takes is told from its text, never from a clock: the same files give the same answer
on every machine, with the cache and without it, by one process and by several.
"""

from __future__ import annotations

from dataclasses import dataclass

from glossator.problems import Location, Problem

# Nanoseconds. What all files of a site may take beyond their usual share: some ten seconds.
MOST_BEYOND = 10_000_000_000
# What an article usually takes, and each note on it; a page written by hand.
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


def cost_of_fields(size: int) -> float:
    """Nanoseconds that it takes to read `size` characters of YAML."""
    beyond = max(0, size - USUAL_FIELDS)
    return FIELDS_OF_FILE + CHARACTER_OF_FIELDS * size + CHARACTER_BEYOND * beyond


@dataclass
class Budget:
    """What may be spent, and what was.

    Attributes:
        most: Nanoseconds that may be spent.
        spent: Those that were.
        place: The file that spent the last of them; none while there are some left.
    """

    most: float
    spent: float = 0.0
    place: Location | None = None

    @classmethod
    def of(cls, *, articles: int = 0, notes: int = 0, pages: int = 0) -> Budget:
        """What a site of this size may spend."""
        usual = SHARE_OF_ARTICLE * articles + SHARE_OF_NOTE * notes + SHARE_OF_PAGE * pages
        return cls(MOST_BEYOND + usual)

    @property
    def is_left(self) -> bool:
        """Whether anything is left of it."""
        return self.spent <= self.most

    def spend(self, cost: float, path: str) -> None:
        """Spend what the file at `path` takes."""
        self.spent += cost
        if not self.is_left and self.place is None:
            self.place = Location(path)

    def problems(self) -> list[Problem]:
        """That it is spent, at the file that spent the last of it."""
        if self.place is None:
            return []
        message = (
            "the check ends here, as this file and those before it ask for too much work "
            f"({self.spent / 1e9:,.0f} seconds, where {self.most / 1e9:,.0f} are usual for so many "
            "files); shorten them, or split them up"
        )
        return [Problem(self.place, "too-much-work", message)]
