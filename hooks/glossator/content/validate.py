"""Parsed YAML to records, with every problem said in plain English at its place."""

from __future__ import annotations

from collections.abc import Iterator
from typing import Any, TypeVar, get_args

from pydantic import ValidationError
from pydantic_core import ErrorDetails

from glossator.content.model import Annotation, Creator, Kind, Record, Source, Target
from glossator.content.page_model import (
    ArticleMeta,
    ArticleSource,
    PageMeta,
    PageSearch,
    TimelineEvent,
    TopicMeta,
)
from glossator.content.parsed import FieldPath, Parsed
from glossator.content.values import LONGEST_TITLE
from glossator.problems import CODES, Location, Problem, shown
from glossator.spelling import did_you_mean, nearest

RecordT = TypeVar("RecordT", bound=Record)

# A message shows what was typed as a list, unless it is too long to be an id.
LONGEST_SHOWN_ITEM = 40
_FIX = {
    "kind": "add `kind: correction`, `kind: source` or `kind: context`",
    "exact": "add `exact:` with the words as they stand in the article",
    "url": "add `url:` with the address of the page",
    "publisher": "add `publisher:` with the name of who published the page",
    "body": "add `body: |` and, indented below it, what is right and why",
    "title": "add `title:` with a headline",
    "name": "add `name:` with the name to show",
    "source": "add `source:` with `url`, `publisher` and `published` indented below it",
    "summary": "add `summary:` with two sentences on the topic",
    "text": "add `text:` with what happened, in one sentence",
    "date": "add `date:` with the day, the month or the year",
}
_WRONG_TYPE = {
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "fields",
    "model_attributes_type": "fields",
}
# How to write what holds fields, where a text stands in its place.
_AS_FIELDS = {
    "creator": "write `name:` and, behind it, the name, indented below it",
    "search": "write `exclude: true` indented below it",
    "source": "write `url:` and `publisher:` indented below it",
    "sources": "write `- url:` with the address and, below it, `  publisher:`",
    "target": "write `exact:` and, behind it, the words, indented below it",
    "timeline": "write `- date:` with the day and, below it, `  text:`",
}
_PATTERNS = {
    "sha256": "64 zeros, and `glossator check` says the right 64 digits",
    "language": "a language tag such as en, zh or zh-TW",
    "github": "a GitHub account's name, without @",
    "boost": "a number such as 2 or 0.5",
}
_NOUNS: dict[type[Record], str] = {
    Annotation: "an annotation",
    ArticleMeta: "an article",
    ArticleSource: "an article's `source`",
    Creator: "`creator`",
    PageMeta: "a page",
    PageSearch: "`search`",
    Source: "a source",
    Target: "`target`",
    TimelineEvent: "a timeline event",
    TopicMeta: "a topic",
}


def validate_record(parsed: Parsed, model: type[RecordT]) -> tuple[RecordT | None, list[Problem]]:
    """The record that `parsed` holds, or None, and all that is wrong with it."""
    problems = list(parsed.problems)
    data = parsed.data
    if not isinstance(data, dict):
        if not problems:
            found = "there are no fields" if data is None else f"this is {_type_name(data)}"
            message = f"{found}; {_NOUNS[model]} is made of `field: value` lines"
            problems.append(Problem(parsed.place(()), "yaml-structure", message))
        return None, problems
    try:
        record = model.model_validate(_without_empty(data))
    except ValidationError as errors:
        record = None
        told = [error for error in errors.errors(include_url=False) if not _is_noise(error)]
        meant = _meant_fields(told, parsed, model)
        data = _respelt(data, (), meant)
        problems += [
            _explain(error, parsed, model)
            for error in told
            # A misspelt field is told as such, and not as missing too.
            if error["type"] != "missing" or _steps(error, parsed) not in meant.values()
        ]
    if model is Annotation:
        problems += _annotation_rules(data, parsed)
    return (None if problems else record), problems


def _without_empty(data: Any) -> Any:
    """The data without fields that are left empty: an empty optional field is absent."""
    if isinstance(data, dict):
        return {key: _without_empty(value) for key, value in data.items() if value is not None}
    if isinstance(data, list):
        return [_without_empty(value) for value in data]
    return data


def _is_noise(error: ErrorDetails) -> bool:
    # `X | None` reports the None branch too; the other branch has said it better.
    return error["type"] == "none_required"


def _steps(error: ErrorDetails, parsed: Parsed) -> FieldPath:
    return tuple(step for step in error["loc"] if not _is_branch(step, parsed))


def _meant_fields(
    errors: list[ErrorDetails], parsed: Parsed, model: type[Record]
) -> dict[FieldPath, FieldPath]:
    """For each field whose name is misspelt, the one that was probably meant."""
    meant: dict[FieldPath, FieldPath] = {}
    for error in errors:
        path = _steps(error, parsed)
        if error["type"] == "extra_forbidden":
            guess = nearest(str(path[-1]), _holder(model, path[:-1]).model_fields)
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


def _explain(error: ErrorDetails, parsed: Parsed, model: type[Record]) -> Problem:
    path = _steps(error, parsed)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    kind = error["type"]
    if kind == "missing":
        is_empty = parsed.has_field(path)
        holder = _holder(model, path[:-1])
        message = (
            f"`{name}` is empty; {_FIX.get(name, 'fill it in')}"
            if is_empty
            else f"{_NOUNS[holder]} needs `{name}`; {_FIX.get(name, f'add `{name}:`')}"
        )
        return Problem(parsed.place(path, key=is_empty), "field-missing", message)
    if kind == "extra_forbidden":
        return _unknown_field(path, parsed, model)
    place = parsed.place(path)
    value = error["input"]
    if kind == "literal_error":
        choices = [
            part.strip("'") for part in error["ctx"]["expected"].replace(" or ", ", ").split(", ")
        ]
        guess = did_you_mean(value, choices)
        given = shown(value) if isinstance(value, str) else _type_name(value)
        message = f"`{name}` cannot be {given}; it takes {_listed(choices)}{guess}"
        return Problem(place, "field-value", message)
    if kind in _WRONG_TYPE:
        is_item = isinstance(path[-1], int)
        if value is None:
            message = f"an item of `{name}` is empty; fill it in, or delete its hyphen"
            return Problem(place, "field-empty", message)
        return Problem(place, "field-type", _wrong_type(name, kind, value, is_item=is_item))
    if kind == "string_too_long":
        message = (
            f"`{name}` has {len(value)} characters, {len(value) - LONGEST_TITLE} too many; "
            f"shorten it to {LONGEST_TITLE}"
        )
        return Problem(place, "field-too-long", message)
    if kind == "string_pattern_mismatch":
        message = f"`{name}` cannot be {shown(value)}; write {_PATTERNS.get(name, 'it otherwise')}"
        return Problem(place, "field-value", message)
    if kind == "field-empty":
        return Problem(place, kind, f"`{name}` has no text; {_FIX.get(name, 'fill it in')}")
    code = kind if kind in CODES else "field-value"
    return Problem(place, code, f"`{name}`: {error['msg']}")


def _is_branch(step: str | int, parsed: Parsed) -> bool:
    """Whether pydantic put `step` into a location to name a type rather than a field."""
    return isinstance(step, str) and ("[" in step or "(" in step) and (step,) not in parsed.keys


def _holder(model: type[Record], path: tuple[str | int, ...]) -> type[Record]:
    """The record type that holds the field below `path`."""
    for step in path:
        if isinstance(step, str) and step in model.model_fields:
            model = _record_in(model.model_fields[step].annotation) or model
    return model


def _record_in(annotation: Any) -> type[Record] | None:
    if isinstance(annotation, type) and issubclass(annotation, Record):
        return annotation
    return next((found for part in get_args(annotation) if (found := _record_in(part))), None)


def _unknown_field(path: tuple[str | int, ...], parsed: Parsed, model: type[Record]) -> Problem:
    name = str(path[-1])
    holder = _holder(model, path[:-1])
    fields = list(holder.model_fields)
    below = _field_that_holds(name, model)
    if name in model.model_fields:
        noun = _NOUNS[model].split(" ", 1)[1]
        hint = f"; it belongs to the {noun} itself: unindent it"
    elif below and below not in path:
        hint = f"; it belongs in `{below}`: indent it below `{below}:`"
    else:
        hint = did_you_mean(name, fields) or f"; its fields are {_listed(fields, last='and')}"
    message = f"{_NOUNS[holder]} has no field `{name}`{hint}"
    return Problem(parsed.place(path, key=True), "field-unknown", message)


def _field_that_holds(name: str, model: type[Record]) -> str | None:
    """The field of `model` whose records have a field `name`."""
    for outer, info in model.model_fields.items():
        record = _record_in(info.annotation)
        if record and name in record.model_fields:
            return outer
    return None


def _wrong_type(name: str, kind: str, value: Any, *, is_item: bool) -> str:
    taker = f"an item of `{name}`" if is_item else f"`{name}`"
    needed = "fields" if name == "target" else _WRONG_TYPE[kind]
    message = f"{taker} takes {needed}, not {_type_name(value)}"
    if kind == "string_type" and isinstance(value, list):
        return f"{message}; take out the brackets or the hyphens"
    if kind == "string_type":
        return f'{message}; if the text has ": " in it, put it in quotes'
    if isinstance(value, list):
        return f"{message}; take out the hyphen"
    if isinstance(value, dict):
        return f"{message}; put `- ` before the first of them"
    if name in _AS_FIELDS:
        return f"{message}; {_AS_FIELDS[name]}"
    shown = value if len(value) <= LONGEST_SHOWN_ITEM else "first, second"
    return f"{message}; write `{name}: [{shown}]`"


def _type_name(value: Any) -> str:
    return {"dict": "fields", "list": "a list"}.get(type(value).__name__, "a text")


def _listed(words: list[str], last: str = "or") -> str:
    quoted = [f"`{word}`" for word in words]
    return quoted[0] if len(quoted) == 1 else f"{', '.join(quoted[:-1])} {last} {quoted[-1]}"


def _annotation_rules(data: dict[str, Any], parsed: Parsed) -> Iterator[Problem]:
    """What holds between fields; told even where single fields are wrong too."""
    kind = data.get("kind")
    if kind not in get_args(Kind):
        return
    top = parsed.place(("kind",), key=True)
    targets = data.get("target")
    targets = targets if isinstance(targets, list) else [targets] if targets else []
    if kind == "correction":
        yield from _replacement_rules(data, targets, parsed, top)
    else:
        for path in _replacement_paths(data, targets):
            message = (
                f"only a correction has a replacement, this is `kind: {kind}`; "
                "take it out, or make the note a correction"
            )
            yield Problem(parsed.place(path, key=True), "replacement-unexpected", message)
    if kind in {"correction", "source"} and not data.get("sources"):
        noun = "a correction" if kind == "correction" else "a source note"
        message = f"{noun} needs at least one source; add `sources:` with `- url: ...` below it"
        yield Problem(
            parsed.place(("sources",), key=True) if "sources" in data else top,
            "sources-missing",
            message,
        )
    if kind != "source" and "body" not in data:
        noun = "a correction" if kind == "correction" else "a context note"
        yield Problem(top, "field-missing", f"{noun} needs `body`; {_FIX['body']}")
    elif kind != "source" and data["body"] is None:
        place = parsed.place(("body",), key=True)
        yield Problem(place, "field-missing", f"`body` is empty; {_FIX['body']}")


def _replacement_rules(
    data: dict[str, Any], targets: list[Any], parsed: Parsed, top: Location
) -> Iterator[Problem]:
    if not targets:
        message = (
            "a correction needs `target`; add `target:` with `exact:` below it, "
            "or make a note on the whole article `kind: context`"
        )
        yield Problem(top, "target-missing", message)
    for index, target in enumerate(targets):
        if not isinstance(target, dict):
            continue
        path: tuple[str | int, ...] = ("target", index, "replacement")
        replacement = target.get("replacement")
        if replacement is None:
            path, replacement = ("replacement",), data.get("replacement")
        if replacement is None:
            if parsed.has_field(("replacement",)):
                place, found = parsed.place(path, key=True), "`replacement` is empty"
            else:
                place = parsed.place(("target", index)) if len(targets) > 1 else top
                found = "a correction needs `replacement`"
            message = f"{found}; add `replacement:` with the words as they should be"
            yield Problem(place, "replacement-missing", message)
        elif replacement == target.get("exact"):
            message = (
                "the replacement is the same as the words that it replaces; change one of them"
            )
            yield Problem(parsed.place(path), "replacement-same", message)


def _replacement_paths(data: dict[str, Any], targets: list[Any]) -> Iterator[tuple[str | int, ...]]:
    if data.get("replacement") is not None:
        yield ("replacement",)
    for index, target in enumerate(targets):
        if isinstance(target, dict) and target.get("replacement") is not None:
            yield ("target", index, "replacement")
