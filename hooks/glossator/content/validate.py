"""Parsed YAML to records, with every problem said in plain English at its place."""

from __future__ import annotations

from typing import Any, TypeVar

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glossator.content.field_paths import field_path, record_at
from glossator.content.field_problems import field_problem, no_fields_problem
from glossator.content.model import Annotation, Record
from glossator.content.most_told import MANY, MOST_TOLD
from glossator.content.note_rules import note_rules
from glossator.content.parsed import FieldPath, Parsed
from glossator.problems import Problem
from glossator.spelling import nearest

RecordT = TypeVar("RecordT", bound=Record)


def validate_record(parsed: Parsed, model: type[RecordT]) -> tuple[RecordT | None, list[Problem]]:
    """The record that `parsed` holds, or None, and all that is wrong with it."""
    problems = list(parsed.problems)
    data = parsed.data
    if not isinstance(data, dict):
        return None, problems or [no_fields_problem(parsed, model)]
    try:
        record = model.model_validate(_without_empty(data))
    except ValidationError as errors:
        record = None
        told = [error for error in errors.errors(include_url=False) if not _is_noise(error)]
        problems += [_many(parsed, len(told))] if len(told) > MOST_TOLD else []
        told = told[:MOST_TOLD]
        meant = _meant_fields(told, parsed, model)
        data = _respelt(data, (), meant)
        problems += [
            field_problem(error, parsed, model)
            for error in told
            # A misspelt field is told as such, and not as missing too.
            if error["type"] != "missing" or field_path(error, parsed) not in meant.values()
        ]
    if model is Annotation:
        problems += note_rules(data, parsed)
    return (None if problems else record), problems


def _many(parsed: Parsed, count: int) -> Problem:
    message = f"{count - MOST_TOLD:,} more fields are wrong; mend those that are told first"
    return Problem(parsed.place(()), MANY, message)


def _without_empty(data: Any) -> Any:
    """The data without fields that are left empty: an empty optional field is absent."""
    if isinstance(data, dict):
        return {
            key: value if isinstance(value, str) else _without_empty(value)
            for key, value in data.items()
            if value is not None
        }
    if isinstance(data, list):
        return [value if isinstance(value, str) else _without_empty(value) for value in data]
    return data


def _is_noise(error: ErrorDetails) -> bool:
    # `X | None` reports the None branch too; the other branch has said it better.
    return error["type"] == "none_required"


def _meant_fields(
    errors: list[ErrorDetails], parsed: Parsed, model: type[Record]
) -> dict[FieldPath, FieldPath]:
    """For each field whose name is misspelt, the one that was probably meant."""
    meant: dict[FieldPath, FieldPath] = {}
    for error in errors:
        path = field_path(error, parsed)
        if error["type"] == "extra_forbidden":
            guess = nearest(str(path[-1]), record_at(model, path[:-1]).model_fields)
            if guess:
                meant[path] = (*path[:-1], guess)
    return meant


def _respelt(data: Any, path: FieldPath, meant: dict[FieldPath, FieldPath]) -> Any:
    """The data with misspelt fields under the names that were meant."""
    if isinstance(data, dict):
        named = {key: _respelt(value, (*path, key), meant) for key, value in data.items()}
        return {str(meant.get((*path, key), (key,))[-1]): value for key, value in named.items()}
    if isinstance(data, list):
        return [_respelt(value, (*path, index), meant) for index, value in enumerate(data)]
    return data
