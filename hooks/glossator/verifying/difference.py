"""One thing in which a file differs from what it should hold."""

from __future__ import annotations

from typing import NamedTuple, TypeVar


class Difference(NamedTuple):
    """A difference.

    Attributes:
        code: The code of the problem that it is.
        message: What it is, in plain words.
        line: The line of the file that is there, from 1.
    """

    code: str
    message: str
    line: int = 1


_Text = TypeVar("_Text", str, bytes)


def same_beginning(one: _Text, other: _Text) -> int:
    """How much both begin with."""
    same, end = 0, min(len(one), len(other))
    while same < end:
        middle = (same + end + 1) // 2
        if one[same:middle] == other[same:middle]:
            same = middle
        else:
            end = middle - 1
    return same
