"""Problems written out for people, for programs and for a forge's review page."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Sequence

from glossator.problems import Problem


def format_text(problems: Iterable[Problem]) -> str:
    """One line per problem: `path:line:column: code: message`."""
    return "".join(f"{problem}\n" for problem in problems)


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
    return json.dumps(rows, ensure_ascii=False, indent=2) + "\n"


def format_github(problems: Iterable[Problem]) -> str:
    """One workflow command per problem, which GitHub shows on the line it speaks of."""
    return "".join(
        f"::{problem.severity} file={_property(problem.location.path)},"
        f"line={problem.location.line},col={problem.location.column},"
        f"title={_property(problem.code)}::{_data(problem.message)}\n"
        for problem in problems
    )


def _data(text: str) -> str:
    return text.replace("%", "%25").replace("\r", "%0D").replace("\n", "%0A")


def _property(text: str) -> str:
    return _data(text).replace(":", "%3A").replace(",", "%2C")


FORMATS: dict[str, Callable[[Sequence[Problem]], str]] = {
    "text": format_text,
    "json": format_json,
    "github": format_github,
}
"""The values of `glossator check --format`."""
