"""Problems written out for people, for programs and for a forge's review page."""

from __future__ import annotations

import html
import json
from collections.abc import Callable, Iterable, Sequence

from glossator.checking.sarif import format_sarif
from glossator.problems import Problem, count_of
from glossator.showing import visible, visible_json

# Bytes. GitHub takes no more than 1 MiB of summary from a step, and shows nothing of a
# longer one.
SUMMARY_ROOM = 1024 * 1024
# Bytes. For the line that says how many rows were left out.
_LAST_LINE = 200


def format_text(problems: Iterable[Problem]) -> str:
    """One line per problem, whatever a file is called: `path:line:column: code: message`."""
    return "".join(f"{visible(str(problem))}\n" for problem in problems)


def format_json(problems: Iterable[Problem]) -> str:
    """A list of objects with `path`, `line`, `column`, `code`, `message` and `severity`."""
    rows = [
        {
            "path": problem.location.path,
            "line": problem.location.line,
            "column": problem.location.column,
            "code": problem.code,
            "message": problem.message,
            "severity": problem.severity,
        }
        for problem in problems
    ]
    return visible_json(json.dumps(rows, ensure_ascii=False, indent=2)) + "\n"


def format_github(problems: Iterable[Problem]) -> str:
    """One workflow command per problem, which GitHub shows on the line it speaks of.

    GitHub shows the first ten errors and the first ten warnings of a step in this way;
    `format_summary` has room for all.
    """
    return "".join(
        f"::{problem.severity} file={_property(problem.location.path)},"
        f"line={problem.location.line},col={problem.location.column},"
        f"title={_property(problem.code)}::{_data(problem.message)}\n"
        for problem in problems
    )


def format_summary(problems: Sequence[Problem], *, room: int = SUMMARY_ROOM) -> str:
    """A table of all problems in GitHub's Markdown, of at most `room` bytes.

    The table is HTML, in which no Markdown is read, and everything from people's files
    stands in code, in which GitHub makes no mention, link, picture or formula of it.
    """
    if not problems:
        return "**Glossator** found no problems.\n"
    head = f"**Glossator** found {counted(problems)}.\n\n<table>\n"
    head += "<tr><th>Place</th><th>Code</th><th>What is wrong, and what to do</th></tr>\n"
    end = "</table>\n"
    left = room - len(head.encode()) - len(end) - _LAST_LINE
    if left < 0:
        return ""  # a summary that is too long is shown not at all
    rows: list[str] = []
    for problem in problems:
        row = "<tr>" + "".join(f"<td>{cell}</td>" for cell in _cells(problem)) + "</tr>\n"
        left -= len(row.encode("utf-8", "replace"))
        if left < 0:
            more = f"\n{len(problems) - len(rows):,} more have no room here; "
            return f"{head}{''.join(rows)}{end}{more}`glossator check` lists them all.\n"
        rows.append(row)
    return f"{head}{''.join(rows)}{end}"


def counted(problems: Sequence[Problem]) -> str:
    """How many they are: `2 problems and 1 warning`."""
    errors = sum(problem.severity == "error" for problem in problems)
    numbers = [count_of(errors, "problem")] if errors else []
    if len(problems) > errors:
        numbers.append(count_of(len(problems) - errors, "warning"))
    return " and ".join(numbers) or count_of(0, "problem")


def _cells(problem: Problem) -> tuple[str, str, str]:
    code = _as_code(problem.code)
    if problem.severity == "warning":
        code += " (warning)"
    return _as_code(str(problem.location)), code, _as_code(problem.message)


def _as_code(text: str) -> str:
    # A line end in a file's name would end the table's block, and with it its safety.
    return f"<code>{html.escape(visible(text))}</code>"


def _data(text: str) -> str:
    # GitHub writes both into the log, and would begin another command behind a line's end.
    return visible(text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A"))


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
    "sarif": format_sarif,
}
"""The values of `glossator check --format`."""
