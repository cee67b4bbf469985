"""What YAML takes for a comment though it was typed as part of a value.

A blank and a number sign end a plain value: of `title: Bridge #2 opens` YAML reads `Bridge`.
Nothing in the data tells it, so that the text itself has to be looked at.
"""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

import yaml

from glossator.problems import Location, Problem, shown

Position = tuple[int, int]
"""Line and column, both counted from 0."""

# The beginning of what people call a comment: number signs, and then a blank.
_MEANT = re.compile(r"#+\s")
_MAY_HIDE = re.compile(r"(?:^|[ \t])#", re.MULTILINE)
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_OPENING = re.compile(r"(?:^|[\s\[{,:-])[\"']")


@dataclass(frozen=True, slots=True)
class Comment:
    """A comment of a YAML text.

    Attributes:
        at: Where its number sign stands.
        text: All of it, from the number sign on.
        is_alone: Whether nothing stands before it on its line.
    """

    at: Position
    text: str
    is_alone: bool


def comments_of(text: str, values: Iterable[tuple[Position, Position]]) -> Iterator[Comment]:
    """All comments of `text`, in order; in the stretches of `values` nothing is one."""
    lines = text.split("\n")
    masked = [list(line) for line in lines]
    for (first, start), (last, end) in values:
        for number in range(first, min(last + 1, len(lines))):
            left = start if number == first else 0
            right = end if number == last else len(masked[number])
            masked[number][left:right] = "x" * (right - left)
    for number, characters in enumerate(masked):
        if "#" in characters:
            column = characters.index("#")
            is_alone = not lines[number][:column].strip()
            yield Comment((number, column), lines[number][column:].rstrip(), is_alone)


def stretch_of(event: yaml.ScalarEvent) -> tuple[Position, Position]:
    """Where the value begins and ends; of one below `|` or `>` without the line of that sign."""
    first, last = position(event.start_mark), position(event.end_mark)
    # Behind `|` there may be a comment.
    return ((first[0] + 1, 0), last) if event.style in {"|", ">"} else (first, last)


def position(mark: Any) -> Position:  # two types of the same shape, of libyaml and of Python
    """The line and the column of a mark."""
    return (mark.line, mark.column) if mark else (0, 0)


def lost_texts(
    text: str, path: str, scalars: Sequence[yaml.ScalarEvent], broken: Position | None = None
) -> list[Problem]:
    """The comments of `text` that were meant as text, or that text goes on behind.

    Args:
        text: The YAML.
        path: Its file.
        scalars: Names and values in their order, as far as the text could be read.
        broken: Where it could not be read any further, if so.
    """
    if not _MAY_HIDE.search(text):
        return []
    lines = text.split("\n")
    following = following_lines(lines)
    problems = []
    for comment in comments_of(text, map(stretch_of, scalars)):
        if broken and (comment.at > broken or _may_be_quoted(comment, lines, scalars)):
            break
        indent = _indent_of_value(comment, lines, following, scalars)
        is_inside = indent is not None and (not comment.is_alone or comment.at[1] > indent)
        if _is_meant(comment):
            number = following[comment.at[0] + 1]
            goes_on = number < len(lines) and _indent_of(lines[number]) > (indent or 0)
            is_lost = broken is not None and is_inside and goes_on
        else:
            is_lost = is_inside or not comment.is_alone or _begins_text(comment, lines, scalars)
        if is_lost:
            problems.append(_problem(comment, path))
    return problems


def following_lines(lines: Sequence[str]) -> list[int]:
    """For each line the first, from it on, that is neither blank nor a comment.

    Read once for all comments, as there can be as many as lines. One more than there are lines.
    """
    following = [len(lines)]
    for number in range(len(lines) - 1, -1, -1):
        is_read = not lines[number].lstrip().startswith("#") and lines[number].strip()
        following.append(number if is_read else following[-1])
    return following[::-1]


def explains(lost: Problem, syntax: Problem, following: Sequence[int]) -> bool:
    """Whether text that was taken for a comment is why the YAML cannot be read."""
    at, broken = lost.location, syntax.location
    is_in_bracket = (broken.line, broken.column) < (at.line, at.column)
    return is_in_bracket or broken.line in {at.line, following[at.line] + 1}


def _is_meant(comment: Comment) -> bool:
    """Whether it looks like a comment; a line of nothing but number signs does."""
    return bool(_MEANT.match(comment.text)) or (comment.is_alone and not comment.text.strip("#"))


def _problem(comment: Comment, path: str) -> Problem:
    rest = comment.text.lstrip("#").strip()
    message = (
        f"{shown(comment.text)} is not read: a # with a blank before it begins a comment; "
        "put the whole text in quotes"
    )
    if rest and not _is_meant(comment):
        message += f", or write a comment as {shown(f'# {rest}')}"
    return Problem(Location(path, comment.at[0] + 1, comment.at[1] + 1), "yaml-comment", message)


def _indent_of_value(
    comment: Comment,
    lines: Sequence[str],
    following: Sequence[int],
    scalars: Sequence[yaml.ScalarEvent],
) -> int | None:
    """The column that a value must stand to the right of to go on at the comment.

    None where no plain value ends right before it.
    """
    number = bisect_right(scalars, comment.at, key=lambda event: position(event.end_mark))
    if not number or scalars[number - 1].style:
        return None
    value = scalars[number - 1]
    last, end = position(value.end_mark)
    number, column = comment.at
    # The rest of the value's line and what stands before the sign; between are whole lines.
    ends = [lines[last][end:column] if number == last else lines[last][end:]]
    ends += [lines[number][:column]] if number > last else []
    is_apart = any(part.strip() and not part.lstrip().startswith("#") for part in ends)
    if is_apart or following[last + 1] < number:
        return None
    first, start = position(value.start_mark)
    lead = _LEAD.match(lines[first])
    column = len(lead[0]) if lead else 0
    if start > column:
        return column  # of the field's name
    dash = lines[first].rfind("-", 0, start)
    return dash if dash >= 0 else start - 1


def _begins_text(
    comment: Comment, lines: Sequence[str], scalars: Sequence[yaml.ScalarEvent]
) -> bool:
    """Whether a text that stands below the name of its field begins with the comment."""
    number = bisect_right(scalars, comment.at, key=lambda event: position(event.end_mark))
    if not 0 < number < len(scalars):
        return False
    name, value = scalars[number - 1 : number + 1]
    last, end = position(name.end_mark)
    first, start = position(value.start_mark)
    line, behind = position(value.end_mark)
    is_name = lines[last][end:].strip() == ":" and position(name.start_mark)[1] < comment.at[1]
    is_text = not (value.style or lines[first][:start].strip())
    return is_name and is_text and not lines[line][behind:].lstrip().startswith(":")


def _indent_of(line: str) -> int:
    return len(line) - len(line.lstrip(" "))


def _may_be_quoted(
    comment: Comment, lines: Sequence[str], scalars: Sequence[yaml.ScalarEvent]
) -> bool:
    """Whether a quote is opened before the comment that the reader did not come to the end of."""
    last = position(scalars[-1].end_mark) if scalars else (0, 0)
    start = last[1] if last[0] == comment.at[0] else 0
    return last < comment.at and bool(_OPENING.search(lines[comment.at[0]][start : comment.at[1]]))
