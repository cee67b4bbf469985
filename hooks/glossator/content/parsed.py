"""What a YAML text holds, and where in its file each value stands."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field
from typing import Any

from glossator.problems import Location, Problem

FieldPath = tuple[str | int, ...]


@dataclass
class Parsed:
    """What a YAML text holds.

    Attributes:
        data: Mappings, lists, texts and None; None too when it cannot be read.
        values: Where each value begins, by its path of fields and indices.
        keys: Where each field's name begins.
        problems: What is wrong with the YAML itself.
    """

    data: Any = None  # whatever the file holds; the model says what it may be
    values: dict[FieldPath, Location] = field(default_factory=dict)
    keys: dict[FieldPath, Location] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)

    def has_field(self, path: Iterable[str | int]) -> bool:
        """Whether the file names the field at `path`, if only to leave it empty."""
        steps = tuple(path)
        return any(candidate in self.keys for candidate in _ways_to(steps))

    def place(self, path: Iterable[str | int], *, key: bool = False) -> Location:
        """Where the value (or the name) of the field at `path` begins, or what holds it.

        A single mapping where a list is allowed counts as that list's only item.
        """
        steps = tuple(path)
        for table in (self.keys, self.values) if key else (self.values, self.keys):
            for candidate in _ways_to(steps):
                if candidate in table:
                    return table[candidate]
        return self.place(steps[:-1]) if steps else self.values[()]


def _ways_to(steps: FieldPath) -> tuple[FieldPath, FieldPath]:
    """The path as it is, and as it is where a single mapping stands in a list's stead."""
    return steps, tuple(step for step in steps if step != 0)
