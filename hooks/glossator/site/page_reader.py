"""Pages written by hand, read as their host reads them: once for each state of their text."""

from __future__ import annotations

import json
from dataclasses import dataclass

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.site.host import Extensions
from glossator.site.page_links import ReadPage
from glossator.site.stored import ODD, to_json

LINKS = "links"
"""What the cache calls what is read of a page's Markdown."""

# Extensions that make the same of the same text, wherever and whenever; others read files too.
_KEPT = frozenset(
    (
        *("abbr", "admonition", "attr_list", "codehilite", "def_list", "fenced_code", "footnotes"),
        *("extra", "legacy_attrs", "md_in_html", "meta", "nl2br", "sane_lists", "smarty"),
        *("tables", "toc", "wikilinks", "pymdownx.arithmatex", "pymdownx.betterem"),
        *("pymdownx.caret", "pymdownx.critic", "pymdownx.details", "pymdownx.emoji"),
        *("pymdownx.highlight", "pymdownx.inlinehilite", "pymdownx.keys", "pymdownx.magiclink"),
        *("pymdownx.mark", "pymdownx.smartsymbols", "pymdownx.superfences", "pymdownx.tabbed"),
        *("pymdownx.tasklist", "pymdownx.tilde"),
    )
)


@dataclass(frozen=True)
class PageReader:
    """Reads the Markdown of pages as their host does; what was read before is in `cache`.

    Attributes:
        extensions: Those of the host.
        cache: What was read before.
    """

    extensions: Extensions
    cache: Cache

    def read(self, body: str) -> ReadPage:
        """The HTML and the links of a page's Markdown.

        Raises:
            ExtensionError: the host's extensions cannot be used.
        """
        key = self._key(body)
        kept = self.cache.get(LINKS, key) if key else None
        try:
            fields = json.loads(kept or b"")
            return ReadPage(str(fields["html"]), tuple(map(str, fields["urls"])))
        except ODD:
            # Takes longer to import than most pages to read.
            from glossator.site.page_markdown import read_page

            page = read_page(body, self.extensions)
        if key:
            self.cache.put(LINKS, key, to_json({"html": page.html, "urls": page.urls}))
        return page

    def _key(self, body: str) -> str:
        """The checksum of all that is made of a text; empty where nobody can tell."""
        names = [name.removeprefix("markdown.extensions.") for name in self.extensions.names]
        if not _KEPT.issuperset(names):
            return ""
        try:
            options = json.dumps(self.extensions.options)
        except (TypeError, ValueError):  # code among them
            return ""
        return digest(code_digest(), options, body, *names)
