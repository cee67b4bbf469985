"""What cannot be read as YAML, said so that a person who does not know YAML can mend it."""

from __future__ import annotations

import re
from collections.abc import Iterator

import yaml

from glossator.content.odd_signs import name_of, odd_blank, odd_sign
from glossator.problems import Location, Problem

# What libyaml says, and what a person who does not know YAML needs to hear instead.
_HINTS = [
    ("found character '\\t'", "a tab; indent with spaces"),
    ("found unexpected end of stream", "a quote that is opened here and never closed"),
    ("found a tab character", "a tab; indent with spaces"),
    (
        "that cannot start any token",
        "a text that begins with a character YAML keeps for itself; put the text in quotes",
    ),
    ("could not find expected ':'", "a line without `field: value`; add the colon and a space"),
    ("did not find expected key", "a line that does not fit: see its indentation and its quotes"),
    ("did not find expected '-' indicator", "a line that does not fit the list above it"),
    ("did not find expected ',' or", "a list or mapping in brackets that is never closed"),
    ("did not find expected node content", "a bracket or comma too many"),
    ("did not find expected alphabetic", "a text that begins with & or *; put it in quotes"),
    ("did not find expected whitespace", "a text that begins with !; put it in quotes"),
    ("did not find expected comment or line break", "words after `|` or `>`; begin a new line"),
    ("block sequence entries are not allowed", "a `- ` where no list can begin; begin a new line"),
    ("unknown escape character", r"a \ in double quotes; use single quotes, or write \\"),
    ("did not find expected hexadecimal", r"a \ in double quotes; use single quotes, or write \\"),
    ("did not find expected <document start>", "a line before the first field that is no field"),
    (
        "found invalid Unicode character",
        "an escape of half a character; write the character itself",
    ),
    ("found unknown escape", r"a \ in double quotes; use single quotes, or write \\"),
]
_CONTEXT_IS_THE_PLACE = (
    "found unexpected end of stream",
    "did not find expected ',' or",
    "could not find expected ':'",
    "did not find expected alphabetic",
)
_FIELD_WITHOUT_SPACE = re.compile(r"[ \t]*(?:- +)?[\w-]+(?=:\S)")


def syntax_problem(
    error: yaml.MarkedYAMLError, text: str, path: str, *, last_quote: yaml.ScalarEvent | None
) -> Problem:
    """What is wrong where libyaml broke off in `text`, at the place where it can be mended.

    `last_quote` is the value before that place, if it is one in quotes.
    """
    return _open_quote_problem(error, last_quote, path) or _broken_line(error, text, path)


def _open_quote_problem(
    error: yaml.MarkedYAMLError, quote: yaml.ScalarEvent | None, path: str
) -> Problem | None:
    """A quote that ran on to the next quotation mark, lines below, and broke off there."""
    mark = error.problem_mark
    if not (quote and mark and quote.start_mark and quote.end_mark):
        return None
    if not quote.start_mark.line < quote.end_mark.line == mark.line:
        return None
    message = (
        "this cannot be read as YAML: a quote that is opened here and closed only in line "
        f"{mark.line + 1}; close it, or write a long text below `|`"
    )
    place = Location(path, quote.start_mark.line + 1, quote.start_mark.column + 1)
    return Problem(place, "yaml-syntax", message)


def _broken_line(error: yaml.MarkedYAMLError, text: str, path: str) -> Problem:
    said = f"{error.context or ''} {error.problem or ''}".strip()
    hint = next((hint for words, hint in _HINTS if words in said), said)
    # For what never ends, its beginning tells more than the end of the file.
    prefers_context = any(words in said for words in _CONTEXT_IS_THE_PLACE)
    mark = (error.context_mark if prefers_context else None) or error.problem_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = [*text.split("\n"), ""]
    before, behind = lines[line][:column], lines[line][column:]
    is_key_too_many = "mapping values are not allowed" in said
    odd = next(_odd_lines(lines, line, reaches_up=is_key_too_many), None)
    if odd:
        line, column, hint = odd
    elif "\t" in before + behind[:1] and not before.strip():
        hint, column = "a tab; indent with spaces", lines[line].index("\t")
    elif is_key_too_many:
        hint, line, column = _colon_advice(lines, line, column)
    elif "did not find expected key" in said and before.rstrip().endswith(("'", '"')):
        hint = (
            "words behind a closing quote; put the whole text in quotes of the other kind, "
            "or close the quote above"
        )
    elif not prefers_context and not before.strip():
        # libyaml points before the indentation: point at the first character instead.
        column = len(lines[line]) - len(lines[line].lstrip())
    # libyaml sees one line more than a file has that does not end with a line end.
    if line == len(lines) - 1:
        line, column = line - 1, len(lines[line - 1])
    message = f"this cannot be read as YAML: {hint}"
    return Problem(Location(path, line + 1, column + 1), "yaml-syntax", message)


def _odd_lines(lines: list[str], line: int, *, reaches_up: bool) -> Iterator[tuple[int, int, str]]:
    """The signs that only look like YAML's, in line `line` (from 0), or in the one above it."""
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    for number in range(above + 1, line + 1):
        if sign := odd_blank(lines[number]):
            hint = f"{name_of(sign)} on a line of its own; delete it"
            yield number, lines[number].index(sign), hint
    for number in (line, above) if reaches_up else (line,):
        odd = odd_sign(lines[number])
        if odd:
            yield number, *odd


def _colon_advice(lines: list[str], line: int, column: int) -> tuple[str, int, int]:
    """What is wrong where a colon cannot stand, with the line and the column (from 0)."""
    if ": " in lines[line][:column]:
        return 'a ": " inside a text; put the text in quotes', line, column
    above = next((n for n in range(line - 1, -1, -1) if lines[n].strip()), line)
    found = _FIELD_WITHOUT_SPACE.match(lines[above])
    if found:
        return "a colon without a space behind it; add the space", above, found.end()
    here, there = (len(lines[n]) - len(lines[n].lstrip()) for n in (line, above))
    if here > there:
        hint = (
            "a field that is indented further than the one above it; align the two, "
            "or, if this goes on with a text, put that text in quotes"
        )
        return hint, line, here
    return "a line without `field: value`; add the colon and a space", above, there
