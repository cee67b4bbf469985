"""The Markdown of a page written by hand, read with all that its host adds to it."""

from __future__ import annotations

from functools import lru_cache
from typing import TYPE_CHECKING

from markdown import Markdown
from markdown.htmlparser import htmlparser  # type: ignore[attr-defined]  # as MkDocs does
from markdown.preprocessors import Preprocessor
from markdown.treeprocessors import Treeprocessor
from markdown.util import AMP_SUBSTITUTE

from glossator.site.host import Extensions
from glossator.site.page_links import ExtensionError, ReadPage
from glossator.weaving.faults import MarkdownError, fault_of, place_of_fault
from glossator.weaving.markdown import CACHE_SIZE, SPARE_CALLS, further_down
from glossator.weaving.marked_sections import read_sections_as_text
from glossator.weaving.slowness import cost_of

if TYPE_CHECKING:
    from xml.etree.ElementTree import Element

read_sections_as_text()

_ADDRESSES = {"a": "href", "img": "src"}


class _Collector(Treeprocessor):
    """Keeps the addresses that MkDocs would look up."""

    urls: tuple[str, ...] = ()  # of a page without text, which no processor gets to see

    def run(self, root: Element) -> None:
        elements = [element for element in root.iter() if element.tag in _ADDRESSES]
        found = [element.get(_ADDRESSES[element.tag]) for element in elements]
        if None in found:
            tag = elements[found.index(None)].tag
            raise ValueError(f"`<{tag}>` without `{_ADDRESSES[tag]}`")
        # The address of a mail is hidden behind signs of the parser's own.
        self.urls = tuple(url for url in found if url is not None and AMP_SUBSTITUTE not in url)


class _RawHtml(Preprocessor):
    """Reads the HTML of a page as MkDocs does, which looks there for places to link to."""

    def run(self, lines: list[str]) -> list[str]:
        parser = htmlparser.HTMLParser()
        parser.feed("\n".join(lines))
        parser.close()
        return lines


@lru_cache(maxsize=CACHE_SIZE)
def read_page(body: str, extensions: Extensions) -> ReadPage:
    """The HTML and the links of a page's Markdown.

    Raises:
        ExtensionError: the host's extensions cannot be used.
        MarkdownError: the host could not read the page.
    """
    try:
        _parser(extensions)
    except Exception as error:  # whatever an extension raises
        raise ExtensionError(f"{type(error).__name__}: {error}") from None
    cost_of(body)
    try:
        return _read(body, extensions)
    except MarkdownError as error:
        error.offset = place_of_fault(error, body, lambda text: _read(text, extensions))
        raise


def _read(body: str, extensions: Extensions) -> ReadPage:
    parser, collector = _parser(extensions)
    try:
        # A host may be further down the stack when it comes to the page.
        html = further_down(SPARE_CALLS, lambda: parser.convert(body))
    except Exception as error:  # whatever a parser or an extension raises
        raise fault_of(error) from None
    return ReadPage(html, collector.urls)


def _parser(extensions: Extensions) -> tuple[Markdown, _Collector]:
    # One for each page, as MkDocs has it: some extensions keep things from page to page.
    parser = Markdown(extensions=list(extensions.names), extension_configs=extensions.options)
    collector = _Collector(parser)
    # Where MkDocs has them, behind those that were there before: of HTML before it is taken
    # out of the text, of links last of all.
    parser.preprocessors.register(_RawHtml(parser), "glossator_raw_html", 21)
    parser.treeprocessors.register(collector, "glossator_links", 0)
    return parser, collector
