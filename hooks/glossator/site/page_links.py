"""The links and pictures of a page written by hand, and its HTML, as its host reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

# What an address stands behind in Markdown: that of a link, of a picture, or of a reference.
_WRITTEN = re.compile(r"(?:\](?:\(|:)[ \t]*<?)(?P<address>[^\s)>]+)")


@dataclass(frozen=True, slots=True)
class ReadPage:
    """What a page's Markdown holds.

    Attributes:
        html: Its HTML, links left as they are written.
        urls: The addresses of its links and pictures in reading order, as they are written,
            but for those in raw HTML.
    """

    html: str
    urls: tuple[str, ...]


class ExtensionError(Exception):
    """An extension of Markdown cannot be loaded; says which and why."""


def written_at(body: str, urls: Sequence[str]) -> Iterator[int]:
    """For each of the addresses, the offset in the Markdown `body` at which it is written.

    Equal ones are taken in the order of the text. 0 where one cannot be found again.
    """
    known: dict[str, list[int]] = {}
    for found in _WRITTEN.finditer(body):
        known.setdefault(found["address"], []).append(found.start("address"))
    used: Counter[str] = Counter()
    for url in urls:
        places = known.get(url) or [max(0, body.find(url))]
        yield places[min(used[url], len(places) - 1)]
        used[url] += 1
