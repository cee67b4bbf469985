"""What stands at the head of a page, as MkDocs and the theme take it."""

from __future__ import annotations

import html
import json
import re
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from glossator.content.references import unescape
from glossator.site.site_map import day_in_map

_UNPRINTABLE = re.compile("[\x7f-\x9f\u2028\u2029\ud800-\udfff\ufeff\ufffe\uffff]")


class _NoDay(str):
    """A day that counts as none where somebody asks whether there is one."""

    __slots__ = ()

    def __bool__(self) -> bool:
        return False


# MkDocs reads a day of every page, which the map of the site then does not name.
_NO_DAY = _NoDay("1970-01-01")


def update_day(day: str | None) -> str:
    """The day on which a page changed last, as MkDocs is told it; one that is none, without it."""
    return day_in_map(day) or _NO_DAY


def front_matter(fields: Mapping[str, object]) -> str:
    """The fields as front matter, of which MkDocs reads every character as it is."""
    # JSON is YAML, and MkDocs finds nothing else to read as front matter. YAML reads no
    # escapes of halves of a character, so that characters stand as they are; those that it
    # does not read as they are stand as escapes.
    text = json.dumps(fields, ensure_ascii=False)
    text = _UNPRINTABLE.sub(lambda found: f"\\u{ord(found[0]):04x}", text)
    return f"---\n{text}\n---\n"


def escaped(value: Any) -> Any:  # front matter holds any YAML value
    """A text as it may stand in HTML, whether it was escaped before or not."""
    return html.escape(unescape(value)) if isinstance(value, str) else value


def edit_address(address: str | None, source: str) -> str | None:
    """The address at which the file `source` is edited, as it may stand in HTML."""
    if address and address.endswith(source):  # as it is written, and may have any sign
        address = address.removesuffix(source) + quote(source, errors="surrogateescape")
    return address and html.escape(address)
