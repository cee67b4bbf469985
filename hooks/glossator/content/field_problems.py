"""What is wrong with a single field, in plain English, with the fix."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

from pydantic_core import ErrorDetails

from glossator.content.field_paths import field_path, field_that_holds, record_at
from glossator.content.model import Annotation, Change, Creator, Record, Source, Target
from glossator.content.odd_signs import odd_bracket, odd_sign
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
from glossator.spelling import did_you_mean

FIX = {
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
"""What to do where a field is missing."""
_FIX_IN: dict[type[Record], dict[str, str]] = {
    Change: {
        "date": "add `date:` with the day of the change",
        "text": "add `text:` with what was changed, in one sentence",
    }
}

# A message shows what was typed as a list, unless it is too long to be an id.
LONGEST_SHOWN_ITEM = 40
_WRONG_TYPE = {
    "string_type": "a text",
    "tuple_type": "a list",
    "model_type": "fields",
    "model_attributes_type": "fields",
}
# How to write what holds fields, where a text stands in its place.
_AS_FIELDS = {
    "changes": "write `- date:` with the day and, below it, `  text:`",
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
    Change: "a change",
    Creator: "`creator`",
    PageMeta: "a page",
    PageSearch: "`search`",
    Source: "a source",
    Target: "`target`",
    TimelineEvent: "a timeline event",
    TopicMeta: "a topic",
}


def field_problem(error: ErrorDetails, parsed: Parsed, model: type[Record]) -> Problem:
    """What pydantic finds wrong with one field of `model`, at its place in the file."""
    path = field_path(error, parsed)
    name = next((step for step in reversed(path) if isinstance(step, str)), "")
    kind = error["type"]
    if kind == "missing":
        is_empty = parsed.has_field(path)
        holder = record_at(model, path[:-1])
        fixes = FIX | _FIX_IN.get(holder, {})
        message = (
            f"`{name}` is empty; {fixes.get(name, 'fill it in')}"
            if is_empty
            else f"{_NOUNS[holder]} needs `{name}`; {fixes.get(name, f'add `{name}:`')}"
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
        odd = _odd_problem(value, place, "field-type")
        return odd or Problem(place, "field-type", _wrong_type(name, kind, value, is_item=is_item))
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
        fixes = FIX | _FIX_IN.get(record_at(model, path[:-1]), {})
        return Problem(place, kind, f"`{name}` has no text; {fixes.get(name, 'fill it in')}")
    code = kind if kind in CODES else "field-value"
    return Problem(place, code, f"`{name}`: {error['msg']}")


def no_fields_problem(parsed: Parsed, model: type[Record]) -> Problem:
    """That a file, or a page's front matter, holds something else than fields."""
    data = parsed.data
    place = parsed.place(())
    odd = _odd_problem(data, place, "yaml-structure")
    if odd:
        return odd
    found = "there are no fields" if data is None else f"this is {_type_name(data)}"
    message = f"{found}; {_NOUNS[model]} is made of `field: value` lines"
    return Problem(place, "yaml-structure", message)


def _odd_problem(value: object, place: Location, code: str) -> Problem | None:
    """That a text at `place` is a field whose signs only look like YAML's; None where it is not."""
    if not isinstance(value, str):
        return None
    bracket = odd_bracket(value)
    found = (0, bracket) if bracket else odd_sign(value)
    if not found:
        return None
    at, message = found
    return Problem(replace(place, column=place.column + at), code, message)


def _unknown_field(path: FieldPath, parsed: Parsed, model: type[Record]) -> Problem:
    name = str(path[-1])
    holder = record_at(model, path[:-1])
    place = parsed.place(path, key=True)
    odd = odd_sign(f"{name}:")
    if odd:
        return Problem(place, "field-unknown", odd[1])
    fields = list(holder.model_fields)
    below = field_that_holds(name, model)
    if name in model.model_fields:
        noun = _NOUNS[model].split(" ", 1)[1]
        hint = f"; it belongs to the {noun} itself: unindent it"
    elif below and below not in path:
        hint = f"; it belongs in `{below}`: indent it below `{below}:`"
    else:
        hint = did_you_mean(name, fields) or f"; its fields are {_listed(fields, last='and')}"
    message = f"{_NOUNS[holder]} has no field `{name}`{hint}"
    return Problem(place, "field-unknown", message)


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
