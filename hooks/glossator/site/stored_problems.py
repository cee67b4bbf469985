"""Problems as what is kept of an article holds them."""

from __future__ import annotations

from typing import Any

from glossator.problems import Location, Problem


def problem_fields(problem: Problem) -> list[Any]:
    """A problem as JSON can hold it; `read_problem` reads it."""
    return [
        _location_fields(problem.location),
        problem.code,
        problem.message,
        problem.severity,
        [_location_fields(location) for location in problem.related],
    ]


def read_problem(fields: list[Any]) -> Problem:
    """The problem of which these are the fields."""
    location, code, message, severity, related = fields
    others = tuple(Location(*other) for other in related)
    return Problem(Location(*location), code, message, severity, others)


def _location_fields(location: Location) -> list[Any]:
    return [location.path, location.line, location.column]
