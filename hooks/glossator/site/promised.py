"""What each page says of how many notes it ought to have, so that anybody can count them.

A page that lost a note on its way, or was built by what knows nothing of notes, is seen from
itself: `<meta name="glossator" content="version=1; page=article; notes=3; marks=5">`.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from typing import Literal

from glossator.content.references import unescape
from glossator.site.page_names import article_slug
from glossator.site.site import Site

NAME = "glossator"
"""The name of the element."""
VERSION = 1
"""Of what it says; a number is added where words change their meaning, and not for new ones."""
Kind = Literal["article", "note", "moved", "page"]

_MARK = '<mark class="gloss '
_ELEMENT = re.compile(
    rf"""<meta\s+name=["']?{NAME}["']?\s+content=(?P<quote>["'])(?P<content>.*?)(?P=quote)"""
)


@dataclass(frozen=True, slots=True)
class Promise:
    """What a page ought to have.

    Attributes:
        page: What it is: an article's page, a note's own, one that leads on from a former
            address, or any other.
        notes: How many notes stand on it.
        marks: How many pieces of its text are marked because a note speaks of them.
        pictures: Of a note's own page alone, how many pictures of it are beside the page.
    """

    page: Kind = "page"
    notes: int = 0
    marks: int = 0
    pictures: int | None = None

    @property
    def content(self) -> str:
        """What the element says."""
        said = f"version={VERSION}; page={self.page}; notes={self.notes}; marks={self.marks}"
        return said if self.pictures is None else f"{said}; pictures={self.pictures}"

    @property
    def tag(self) -> str:
        """The element."""
        return f'<meta name="{NAME}" content="{self.content}">'


def promise_of(site: Site, source: str) -> Promise:
    """What the page made from the Markdown file `source` ought to have."""
    annotated = site.articles.get(article_slug(source))
    if annotated is None:
        return Promise()
    return Promise("article", len(annotated.text.notes), annotated.text.html.count(_MARK))


def read_promises(page: str) -> list[str]:
    """What the elements of this name on a page say; a page has one."""
    return [unescape(found["content"]) for found in _ELEMENT.finditer(page)]


def counts_in(content: str) -> dict[str, str]:
    """The words of such an element by their names: `version`, `page`, `notes`, `marks`."""
    pairs = (part.partition("=") for part in content.split(";"))
    return {name.strip(): value.strip() for name, _, value in pairs}
