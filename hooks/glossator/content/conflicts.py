"""What a merge leaves in a file for a person to decide, and what to say where nobody did."""

from __future__ import annotations

import re
from collections import deque
from collections.abc import Iterable, Iterator
from itertools import islice

from glossator.problems import Location, Problem, shown
from glossator.showing import visible

# What Git, Mercurial and their like write: seven signs, and behind the outer ones a name.
_MARKER = re.compile(r"^(?P<sign><{7}|>{7})(?: (?P<name>.*))?$", re.MULTILINE)
# Those between the sides; in Markdown such a line underlines a headline.
_MIDDLE = re.compile(r"^(?P<sign>={7}|\|{7})(?: (?P<name>.*))?$", re.MULTILINE)
# Characters of the line above that are looked at.
_LONGEST_LINE = 1000


def conflict_problems(text: str, path: str, *, is_yaml: bool = False) -> list[Problem]:
    """A problem for each conflict that was left in `text`, naming the two sides."""
    problems = []
    found = deque(_MARKER.finditer(text) if is_yaml else _without_quotes(_MARKER.finditer(text)))
    if is_yaml and not found:
        found.extend(islice(_MIDDLE.finditer(text), 1))
    line, counted = 1, 0
    while found:
        first = found.popleft()
        last = None
        if first["sign"].startswith("<") and found and found[0]["sign"].startswith(">"):
            last = found.popleft()
        line += text.count("\n", counted, first.start())
        counted = first.start()
        message = f"a merge was never finished here: {_sides(first, last)}"
        problems.append(Problem(Location(path, line), "merge-conflict", message))
    return problems


def _without_quotes(markers: Iterable[re.Match[str]]) -> Iterator[re.Match[str]]:
    """The markers, but for lines of letters that quote letters: below six signs stand seven."""
    quote_end = -1
    for marker in markers:
        begin = max(0, marker.start() - _LONGEST_LINE)
        above = marker.string[begin : marker.start()].removesuffix("\n").rpartition("\n")[2]
        is_below_quote = above.startswith(">" * 6) and (
            not _MARKER.fullmatch(above) or quote_end == marker.start() - 1
        )
        if marker["sign"] == ">" * 7 and is_below_quote:
            quote_end = marker.end()
        else:
            yield marker


def _sides(first: re.Match[str], last: re.Match[str] | None) -> str:
    names = [visible(marker["name"] or "").strip() for marker in (first, last) if marker]
    known = [shown(name) for name in names if name]
    if last and len(known) > 1:
        return (
            f"{known[0]} and {known[1]} both changed these lines; keep what is right of them, "
            "and delete the lines of <<<<<<<, ======= and >>>>>>>"
        )
    of = f" of {known[0]}" if known else ""
    return (
        f"a line {first['sign']}{of} was left; see what of the lines around it is right, "
        "and delete it"
    )
