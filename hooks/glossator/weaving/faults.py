"""Markdown that stops those who read it: what is wrong, and where in the text."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable
from typing import ClassVar

from glossator.problems import said_by

# Characters. Of a longer text that cannot be read only this is told, as to find the place means
# to read it again; and of one that is not as short as the other, the line.
LONGEST_SOUGHT = 200_000
LONGEST_READ_AGAIN = 2_000


class MarkdownError(Exception):
    """A Markdown text cannot be read; `code` and `message` say why, as a problem does.

    `offset` is where it says so in the text, as far as anybody knows.
    """

    code: ClassVar[str]
    message: str
    offset: int = 0


class TooDeepError(MarkdownError):
    """A Markdown text is nested deeper than its parser can follow."""

    code = "markdown-depth"
    message = "this text is nested too deeply to be read; take out levels of `>` or of lists"


class TooSlowError(MarkdownError):
    """A Markdown text would take its parser minutes."""

    code = "markdown-slow"

    def __init__(self, message: str, offset: int) -> None:
        super().__init__(message)
        self.message = message
        self.offset = offset


class FailedError(MarkdownError):
    """A Markdown text has something at which its parser fails with `error`."""

    code = "markdown-failed"

    def __init__(self, error: Exception) -> None:
        super().__init__(str(error))
        self.message = (
            f"Markdown cannot be read on from here ({said_by(error)}); change what stands here, "
            "or write `&lt;` for `<`"
        )


def fault_of(error: Exception) -> MarkdownError:
    """What a parser's error says of the text."""
    if isinstance(error, MarkdownError):
        return error
    # It descends once per level of quotes and lists.
    return TooDeepError() if isinstance(error, RecursionError) else FailedError(error)


def place_of_fault(error: MarkdownError, text: str, read: Callable[[str], object]) -> int:
    """Where in the text stands what made `read` raise the error; 0 where nobody can tell."""
    if isinstance(error, TooSlowError):  # which was told beforehand
        return error.offset

    def fails(part: str) -> bool:
        try:
            read(part)
        except MarkdownError as other:
            return other.code == error.code
        return False

    at = find_fault(text, fails)
    # How deep is too deep depends on who reads it; the line is the same for everybody.
    return text.rfind("\n", 0, at) + 1 if isinstance(error, TooDeepError) else at


def find_fault(text: str, fails: Callable[[str], bool]) -> int:
    """Where in a text that `fails` stands what makes it fail; 0 where nobody can tell.

    It takes no more than two readings of a long text: each half is half as long.
    """
    if len(text) > LONGEST_SOUGHT:
        return 0
    lines = text.splitlines(keepends=True)
    begin, end = 0, len(lines)
    while end - begin > 1:
        middle = (begin + end) // 2
        begin, end = (begin, middle) if fails("".join(lines[begin:middle])) else (middle, end)
    at, line = sum(map(len, lines[:begin])), "".join(lines[begin:end])
    if fails(line):
        return at + (_fault_within(line, fails) if len(line) <= LONGEST_READ_AGAIN else 0)
    # It takes what stands further up, too.
    return _fault_within(text, fails) if len(text) <= LONGEST_READ_AGAIN else 0


def _fault_within(text: str, fails: Callable[[str], bool]) -> int:
    """As `find_fault`, by reading almost all of the text again and again."""
    # The shortest beginning that fails ends with it; what fails of its last line begins with it.
    end = bisect_left(range(len(text)), 1, key=lambda length: fails(text[:length]))
    begin = text.rfind("\n", 0, end - 1) + 1
    if not fails(text[begin:end]):
        return begin
    more = bisect_left(range(begin, end), 1, key=lambda start: not fails(text[start:end]))
    return max(begin, begin + more - 1)
