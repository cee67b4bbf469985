"""What a page says in its `<meta>` tags and its JSON-LD, whatever it is about."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator
from typing import Any

from glossator.importing.leaves import Element, clean_text

# Data that is nested deeper is no metadata.
_DEEPEST = 20


def meta_tags(tree: Element) -> dict[str, str]:
    """The first text of each `<meta>`, by its name in small letters."""
    tags: dict[str, str] = {}
    for meta in tree.iter("meta"):
        for attribute in ("property", "name", "itemprop", "http-equiv"):
            name = (meta.get(attribute) or "").strip().lower()
            content = one_line(meta.get("content"))
            if name and content:
                tags.setdefault(name, content)
    return tags


def json_ld_records(tree: Element, remarks: list[str]) -> Iterator[dict[str, Any]]:
    """The objects of all JSON-LD in the page, those in lists and graphs too.

    What cannot be read is told in `remarks`.
    """
    for script in tree.iter("script"):
        if "ld+json" not in (script.get("type") or "").lower():
            continue
        text = (script.text or "").strip().removeprefix("<!--").removesuffix("-->").strip()
        try:
            # Pages write line feeds into their texts, which JSON does not allow.
            data = json.loads(text.strip().rstrip(";"), strict=False)
        except (ValueError, RecursionError):
            remarks.append("the page's JSON-LD cannot be read, and was not used")
            continue
        yield from _objects(data, 0)


def _objects(data: Any, depth: int) -> Iterator[dict[str, Any]]:
    if depth > _DEEPEST:
        return
    if isinstance(data, list):
        for item in data:
            yield from _objects(item, depth + 1)
    elif isinstance(data, dict):
        yield data
        for key in ("@graph", "mainEntity", "mainEntityOfPage"):
            if isinstance(data.get(key), (list, dict)):
                yield from _objects(data[key], depth + 1)


def is_type(record: dict[str, Any], pattern: re.Pattern[str]) -> bool:
    """Whether one of the types of a record is like `pattern`."""
    kinds = record.get("@type")
    return any(
        pattern.search(str(kind)) for kind in (kinds if isinstance(kinds, list) else [kinds])
    )


def values_of(records: Iterable[dict[str, Any]], key: str) -> Iterator[Any]:
    """What all records say under `key`, lists one by one; what says nothing is left out."""
    for record in records:
        value = record.get(key)
        if value not in (None, "", [], {}):
            yield from value if isinstance(value, list) else [value]


def names_in(values: Iterable[Any], named: dict[str, dict[str, Any]]) -> Iterator[str]:
    """The names of people or organisations, which may be told elsewhere by their `@id`."""
    for value in values:
        if isinstance(value, dict) and not value.get("name") and value.get("@id"):
            value = named.get(str(value["@id"]), value)
        name = value.get("name") if isinstance(value, dict) else value
        for one in name if isinstance(name, list) else [name]:
            text = one_line(one)
            if text and not text.startswith(("http:", "https:", "/", "#")):
                yield text


def one_line(value: object) -> str:
    """A value as one line of plain text."""
    return " ".join(clean_text(value).split()) if isinstance(value, str) else ""
