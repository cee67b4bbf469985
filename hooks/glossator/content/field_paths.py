"""From where pydantic found an error to the field in the file and the record that holds it."""

from __future__ import annotations

from typing import Any, get_args

from pydantic_core import ErrorDetails

from glossator.content.model import Record
from glossator.content.parsed import FieldPath, Parsed


def field_path(error: ErrorDetails, parsed: Parsed) -> FieldPath:
    """The path of the field that `error` is about, as `parsed` has it."""
    return tuple(step for step in error["loc"] if not _is_branch(step, parsed))


def _is_branch(step: str | int, parsed: Parsed) -> bool:
    """Whether pydantic put `step` into a location to name a type rather than a field."""
    return isinstance(step, str) and ("[" in step or "(" in step) and (step,) not in parsed.keys


def record_at(model: type[Record], path: FieldPath) -> type[Record]:
    """The record type that holds the field below `path`."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return model


def field_that_holds(name: str, model: type[Record]) -> str | None:
    """The field of `model` whose records have a field `name`."""
    for outer, info in model.model_fields.items():
        record = _record_in(info.annotation)
        if record and name in record.model_fields:
            return outer
    return None


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)
