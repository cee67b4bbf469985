"""The Markdown of a page written by hand, read with all that its host adds to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from glossator.site.host import Extensions
from glossator.site.page_links import ExtensionError, ReadPage
from glossator.weaving.markdown import CACHE_SIZE

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element


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
