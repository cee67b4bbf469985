"""The links and pictures of a page written by hand, and its HTML, as its host reads them."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from glossator.site.host import Extensions
from glossator.weaving.markdown import CACHE_SIZE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

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
    """An extension of Markdown cannot be loaded, or cannot read the page; says which and why."""


class _Collector(Treeprocessor):
    """Keeps the addresses that MkDocs would look up."""

    urls: tuple[str, ...] = ()  # of a page without text, which no processor gets to see

    def run(self, root: Element) -> None:
        attributes = {"a": "href", "img": "src"}
        found = [element.get(attributes.get(element.tag, "")) for element in root.iter()]
        # The address of a mail is hidden behind signs of the parser's own.
        self.urls = tuple(url for url in found if url is not None and AMP_SUBSTITUTE not in url)


@lru_cache(maxsize=CACHE_SIZE)
def read_page(body: str, extensions: Extensions) -> ReadPage:
    """The HTML and the links of a page's Markdown.

    Raises:
        ExtensionError: the host's extensions cannot be used.
    """
    try:
        # One for each page, as MkDocs has it: some extensions keep things from page to page.
        parser = Markdown(extensions=list(extensions.names), extension_configs=extensions.options)
        collector = _Collector(parser)
        # Last of all, behind those that were there before: as MkDocs does.
        parser.treeprocessors.register(collector, "glossator_links", 0)
        html = parser.convert(body)
    except Exception as error:  # whatever an extension raises
        raise ExtensionError(f"{type(error).__name__}: {error}") from None
    return ReadPage(html, collector.urls)


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
