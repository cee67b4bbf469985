"""The JSON Schema of an annotation, by which editors complete, explain and underline.

Draft-07, in the part of it that editors know. Types are said by what a field does not
take: YAML reads `404`, `true`, `2026-11-23` and an empty value as a number, a boolean, a
day and null, where a note means what was typed; and an editor that is told of these types
would offer `true` and `null` as values.
"""

from __future__ import annotations

import json
from collections.abc import Iterable
from types import NoneType
from typing import Any, Literal, get_args, get_origin, get_type_hints

from pydantic.fields import FieldInfo

from glossator.content.choices import Confidence, Kind, Reason, Status
from glossator.content.field_types import (
    Account,
    Context,
    Day,
    FormerNote,
    Markdown,
    PartialDay,
    Slug,
    Text,
    Title,
    Url,
    Words,
)
from glossator.content.files import SCHEMA_FILE as SCHEMA_FILE
from glossator.content.model import Annotation, Record
from glossator.content.values import LONGEST_TITLE

Json = dict[str, Any]  # what JSON holds

_TYPES = ("array", "boolean", "null", "number", "object", "string")
_DAY = "(0[1-9]|[12][0-9]|3[01])"
_MONTH = "(0[1-9]|1[0-2])"
_DAY_HINT = "Write a day as year-month-day, as in 2026-11-23."
_DATE_HINT = "Write a day, a month or a year, as in 2025-09-24, 2025-09 or 2025."
_URL_HINT = "Write a complete address that begins with https:// or http://."
_VISIBLE: Json = {"pattern": r"\S", "patternErrorMessage": "Write a text, or take the field out."}

# For each type of the model: what it does not take beside lists and mappings, and what a
# text, or a number that stands for one, must be like.
_TEXTS: list[tuple[Any, set[str], Json]] = [  # Any: types, which typing has no type for
    (Context, set(), {}),
    (Text, set(), _VISIBLE),
    (Words, set(), _VISIBLE),
    (Markdown, set(), _VISIBLE),
    (Title, set(), {"maxLength": LONGEST_TITLE, **_VISIBLE}),
    (
        Slug,
        set(),
        {
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*$",
            "patternErrorMessage": "Write lower case with a-z, 0-9 and hyphens, as in t-head.",
        },
    ),
    (
        FormerNote,
        set(),
        {
            "pattern": "^[a-z0-9]+(-[a-z0-9]+)*(/[a-z0-9]+(-[a-z0-9]+)*)?$",
            "patternErrorMessage": "Write the name that the file had, without .yaml.",
        },
    ),
    (
        Day,
        {"number", "boolean"},
        {"pattern": f"^[0-9]{{4}}-{_MONTH}-{_DAY}$", "patternErrorMessage": _DAY_HINT},
    ),
    (
        PartialDay,
        {"boolean"},
        {
            "pattern": f"^[0-9]{{4}}(-{_MONTH}(-{_DAY})?)?$",
            "patternErrorMessage": _DATE_HINT,
            # A year alone is a number to YAML.
            "minimum": 1000,
            "maximum": 9999,
            "multipleOf": 1,
        },
    ),
    (
        Url,
        {"number", "boolean"},
        {
            "pattern": r"^[Hh][Tt][Tt][Pp][Ss]?://[^\s/?#@\\]*[.:][^\s/?#@\\]*([/?#][^\s\\]*)?$",
            "patternErrorMessage": _URL_HINT,
        },
    ),
    (
        Account,
        set(),
        {
            "pattern": "^[A-Za-z0-9][A-Za-z0-9-]{0,38}$",
            "patternErrorMessage": "Write the name of a GitHub account, without @.",
        },
    ),
]
_TYPE_HINTS = {Day: _DAY_HINT, PartialDay: _DATE_HINT, Url: _URL_HINT}
MEANINGS: dict[Any, dict[str, str]] = {
    Kind: {
        "correction": "The article is wrong here; the note says what is right.",
        "source": "The article is right here, or says too little; the note gives the source.",
        "context": "The note adds what a reader should know beside it.",
    },
    Reason: {
        "figure": "A number, an amount or a unit.",
        "name": "A person, a company, a product or a place.",
        "date": "A day, a month, a year or an order of events.",
        "attribution": "Who said or did it.",
        "translation": "What was lost or changed on the way from another language.",
        "wording": "Words that mislead or say something else.",
        "omission": "Something that is left out.",
        "outdated": "Something that was right once.",
    },
    Confidence: {
        "high": "A primary source, or several that agree.",
        "medium": "One good source.",
        "low": "A hint that others should check.",
    },
    Status: {
        "published": "The note stands.",
        "resolved": "The publisher has mended the article.",
        "withdrawn": "The note was wrong and is kept for the record.",
    },
}
"""What each choice of a field means."""


def annotation_schema() -> Json:
    """The schema of an annotation's file, the same for every site."""
    return {
        "$schema": "http://json-schema.org/draft-07/schema#",
        "title": "Annotation",
        "description": "A note on an article: a correction, a source or context.",
        "type": "object",
        **_fields(Annotation),
        "allOf": list(_rules()),
    }


def render_schema() -> str:
    """The text of the schema's file: JSON in ASCII, with a line feed at its end."""
    return json.dumps(annotation_schema(), indent=2) + "\n"


def _fields(record: type[Record]) -> Json:
    hints = get_type_hints(record, include_extras=True)
    fields = record.model_fields
    return {
        "properties": {name: _field(info, hints[name]) for name, info in fields.items()},
        "required": [name for name, info in fields.items() if info.is_required()],
        "additionalProperties": False,
    }


def _field(info: FieldInfo, hint: Any) -> Json:
    schema: Json = {"description": info.description, "examples": info.examples}
    if info.default and isinstance(info.default, str):
        schema["default"] = info.default
    return schema | _value(hint, needed=info.is_required())


def _value(hint: Any, *, needed: bool) -> Json:
    """What the type `hint` takes; null too, which is as good as absent, unless `needed`."""
    parts = [part for part in _parts(hint) if part is not NoneType]
    if len(parts) == 1 and parts[0] is not hint:
        return _value(parts[0], needed=needed)
    empty = set() if needed else {"null"}
    if get_origin(hint) is Literal:
        meanings = next(found for kind, found in MEANINGS.items() if kind == hint)
        choices: Json = {"enum": list(meanings), "enumDescriptions": list(meanings.values())}
        if not needed:
            choices["enum"].append(None)
            choices["enumDescriptions"].append("The same as without the field.")
        return choices
    if isinstance(hint, type) and issubclass(hint, Record):
        return _fields(hint) | _only("object", {"object"} | empty)
    if get_origin(hint) is tuple:
        item = _value(get_args(hint)[0], needed=True)
        return {"items": item} | _only("array", {"array"} | empty)
    if get_origin(get_args(hint)[0] if get_args(hint) else None) is tuple:
        return _one_or_many(get_args(get_args(hint)[0])[0], empty)
    refused, form = next((refused, form) for kind, refused, form in _TEXTS if kind == hint)
    taken = {"string", "number", "boolean"} - refused | empty
    message = next((said for kind, said in _TYPE_HINTS.items() if kind == hint), "")
    return form | _only("string", taken, message)


def _parts(hint: Any) -> tuple[Any, ...]:
    """The types of a union; the type itself where it is none."""
    is_union = NoneType in get_args(hint)
    return get_args(hint) if is_union else (hint,)


def _one_or_many(record: type[Record], empty: set[str]) -> Json:
    """One mapping, or a list of them: what is said of mappings leaves lists alone."""
    item = _value(record, needed=True)
    return _fields(record) | {"items": item} | _only("object", {"object", "array"} | empty)


def _only(wanted: str, taken: Iterable[str], message: str = "") -> Json:
    """That a value has one of the types `taken`; an editor asks for `wanted`."""
    refused = [name for name in _TYPES if name not in set(taken)]
    then: Json = {"type": wanted}
    if message:
        then["errorMessage"] = message
    return {"if": {"type": refused}, "then": then}


def _rules() -> Iterable[Json]:
    """What holds between the fields of a note."""
    some = {"if": {"type": "null"}, "then": {"type": "array"}, "minItems": 1}
    a_text = {"if": {"type": "null"}, "then": {"type": "string"}}
    place = {"if": {"type": "null"}, "then": {"type": "object"}, "minItems": 1}
    yield _when(["correction"], required=["target"], properties={"target": place})
    yield _when(["correction", "source"], required=["sources"], properties={"sources": some})
    yield _when(["correction", "context"], required=["body"], properties={"body": a_text})

    has_text = {"required": ["replacement"], "properties": {"replacement": a_text}}
    each = {"if": {"type": "object"}, "then": has_text}
    correction = _when(["correction"], properties={"target": each | {"items": each}})
    yield {
        "if": {
            "required": ["replacement"],
            "properties": {"replacement": {"not": {"type": "null"}}},
        },
        "else": correction,
    }
    hint = "Only a correction has a replacement; take it out, or write kind: correction."
    none = {"properties": {"replacement": {"type": "null", "errorMessage": hint}}}
    nowhere = {"target": none | {"items": none}, **none["properties"]}
    yield _when(["source", "context"], properties=nowhere)


def _when(kinds: list[str], **then: Any) -> Json:
    is_kind = {"required": ["kind"], "properties": {"kind": {"enum": kinds}}}
    return {"if": is_kind, "then": then}
