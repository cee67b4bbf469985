"""A place that looks like a quote: what is said of one that was not found."""

from __future__ import annotations

from typing import NamedTuple


class Suggestion(NamedTuple):
    """A place that looks like the quote.

    Attributes:
        start: Character offset into the text as it was given.
        end: Offset one past the last character.
        score: Likeness, from 0 to 100.
    """

    start: int
    end: int
    score: float

    @property
    def span(self) -> tuple[int, int]:
        """The `(start, end)` offsets."""
        return self.start, self.end
