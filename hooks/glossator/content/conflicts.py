"""What a merge leaves in a file for a person to decide, and what to say where nobody did."""

from __future__ import annotations

import re
from collections import deque
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
    found = deque(m for m in _MARKER.finditer(text) if is_yaml or not _is_deeper_quote(m))
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


def _is_deeper_quote(marker: re.Match[str]) -> bool:
    """Whether the line goes on with letters that quote letters: below six signs stand seven."""
    begin = max(0, marker.start() - _LONGEST_LINE)
    before = marker.string[begin : marker.start()].removesuffix("\n")
    return marker["sign"] == ">" * 7 and before.rpartition("\n")[2].startswith(">" * 6)


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
