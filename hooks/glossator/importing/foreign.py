"""An annotation that somebody else made, as far as a note has a place for what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from typing import Any
from urllib.parse import urlsplit

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.content.values import is_day, is_slug
from glossator.problems import Location

_NOTE_PAGE = re.compile(r"(?:^|/)notes/([a-z0-9-]+)/([a-z0-9-]+)(?:/|\.html)?(?:#.*)?$")


@dataclass(frozen=True, slots=True)
class ForeignTarget:
    """A place that an annotation speaks of.

    Attributes:
        addresses: The page that it is on, by all addresses that are known of it.
        quotes: The words, in one or several ways; none where it is the whole page.
        replacement: What they should be.
    """

    addresses: tuple[str, ...]
    quotes: tuple[TextQuoteSelector, ...] = ()
    replacement: str = ""


@dataclass(slots=True)
class Foreign:
    """An annotation that somebody else made.

    Attributes:
        name: Its id, by which messages call it.
        find_place: Finds where it stands in its file, which takes reading through it.
        data: The fields of a note, as far as it has them; the body in Markdown.
        targets: The places that it speaks of.
        tags: What it is tagged with: names of topics, or anything else.
        whole: The id of what it is a part of, if it is.
        left: What it says and a note has no place for.
        remarks: What was taken for granted.
    """

    name: str
    find_place: Callable[[], Location]
    data: dict[str, Any] = field(default_factory=dict)
    targets: list[ForeignTarget] = field(default_factory=list)
    tags: list[str] = field(default_factory=list)
    whole: str = ""
    left: list[str] = field(default_factory=list)
    remarks: list[str] = field(default_factory=list)

    @property
    def note_id(self) -> str:
        """The id of the note that it was made of, if it was."""
        return note_at(self.whole or self.name)[1]


def note_at(address: str) -> tuple[str, str]:
    """The article and the id of the note whose page is at the address; empty where none is."""
    found = _NOTE_PAGE.search(address)
    if not found or not (is_slug(found[1]) and is_slug(found[2])):
        return "", ""
    return found[1], found[2]


def joined(found: list[Foreign]) -> list[Foreign]:
    """The annotations, where those that are parts of one are one with several places."""
    wholes: dict[str, Foreign] = {}
    others = []
    for one in found:
        if one.whole and one.whole in wholes:
            wholes[one.whole].targets += one.targets
            continue
        if one.whole:
            wholes[one.whole] = one
        others.append(one)
    return others


def as_list(value: Any) -> list[Any]:  # of JSON that anybody may have written
    """The values of a field that may have one, several or none."""
    if value is None:
        return []
    return value if isinstance(value, list) else [value]


def texts_of(value: Any) -> Iterator[str]:
    """The texts of a field, those with a language of their own too."""
    for one in as_list(value):
        text = one.get("@value", one.get("value")) if isinstance(one, dict) else one
        if isinstance(text, str) and text.strip():
            yield text


def first_text(*values: Any) -> str:
    """The first text of the first field that has one."""
    return next((text for value in values for text in texts_of(value)), "")


def quote_in(selector: dict[str, Any]) -> TextQuoteSelector:
    """The words of a TextQuoteSelector; what is no text in it is left out."""
    parts = (selector.get(name) for name in ("exact", "prefix", "suffix"))
    return TextQuoteSelector(*(part if isinstance(part, str) else "" for part in parts))


def day_of(value: Any) -> str:
    """The day of a moment; empty where it is none."""
    day = first_text(value)[:10]
    return day if is_day(day) else ""


def host_of(address: str) -> str:
    """The host of an address, as people call it."""
    try:
        return (urlsplit(address).hostname or "").removeprefix("www.")
    except ValueError:
        return ""
