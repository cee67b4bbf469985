"""Small pages at former addresses, which lead on without a script."""

from __future__ import annotations

import base64
import hashlib

from glossator.content.corpus import Article, Page, Topic
from glossator.site.addresses import relative_url
from glossator.site.site import Site
from glossator.site.templates import render

_STYLE = (
    "body{max-width:38rem;margin:15vh auto;padding:0 1rem;font:1.1rem/1.6 system-ui,sans-serif}"
    ":root{color-scheme:light dark}"
)


def redirect_pages(site: Site) -> dict[str, str]:
    """The HTML of the page at each former address, by the path of its file below the site's root.

    A browser goes on at once, by `refresh`; search engines are told the address that counts.
    """
    digest = base64.b64encode(hashlib.sha256(_STYLE.encode()).digest()).decode()
    pages = {}
    now = site.corpus.by_source()
    for old, new in sorted(site.former.pages.items()):
        start = site.url_of(old)
        values = {
            "title": _title(now[new]),
            "target": relative_url(site.url_of(new), start=start),
            "style": _STYLE,
            "digest": digest,
        }
        # A host takes a file that ends so as it is, and a browser finds it at the old address.
        pages[f"{start}index.html" if start.endswith("/") else start] = render("moved", values)
    return pages


def _title(page: Article | Topic | Page) -> str:
    """What the page is called; empty where only its own text says so."""
    if isinstance(page, Page):
        return (page.meta.title if page.meta else None) or ""
    return page.title
