"""The headings and ids of a page, and its table of contents."""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Any

# More is no table of contents.
LONGEST_TOC = 100

_HEADING = re.compile(
    r'<h(?P<level>[1-6])(?P<attributes>[^>]*)\bid="(?P<id>[^"]*)"[^>]*>(?P<inner>.*?)</h(?P=level)>',
    re.DOTALL,
)
_ID = re.compile(r'<[a-zA-Z][^>]*\sid="([^"]*)"')
_MARKER = re.compile(
    r'<a class="gloss-ref [^>]*>.*?</a>|<ins class="gloss-fix"[^>]*>.*?</ins>|<[^>]+>', re.DOTALL
)


@dataclass(frozen=True, slots=True)
class Heading:
    """A heading of a page.

    Attributes:
        level: 1 to 6.
        id: Its id, as it stands in the HTML.
        name: Its text without markup and markers, still escaped.
    """

    level: int
    id: str
    name: str


def headings(html: str) -> list[Heading]:
    """The headings of a page that have an id, in reading order."""
    return [
        Heading(
            int(found["level"]),
            found["id"],
            " ".join(_MARKER.sub("", found["inner"]).split()),
        )
        for found in _HEADING.finditer(html)
    ]


def toc_tokens(html: str) -> list[dict[str, Any]]:
    """The headings of a page as nested tokens, in the shape of Python-Markdown's toc.

    The headings of the single notes are left out: dozens of them would bury the article's.
    So are the lower levels of a page with more headings than anybody looks through.
    """
    tokens: list[dict[str, Any]] = []
    path: list[dict[str, Any]] = []
    shown = [heading for heading in headings(html) if not heading.id.startswith("note-")]
    for deepest in (3, 2, 1):
        if len(shown) > LONGEST_TOC:
            shown = [heading for heading in shown if heading.level <= deepest]
    for heading in shown:
        token = {"level": heading.level, "id": heading.id, "name": heading.name, "children": []}
        while path and path[-1]["level"] >= heading.level:
            path.pop()
        (path[-1]["children"] if path else tokens).append(token)
        path.append(token)
    return tokens


def anchors(html: str) -> set[str]:
    """All ids of a page."""
    return set(_ID.findall(html))
