"""The map of a site for search engines, as MkDocs writes it: its pages, and when they changed."""

from __future__ import annotations

import re
from urllib.parse import quote

from markupsafe import escape

from glossator.site.publication import Publication

SITE_MAP = "sitemap.xml"
"""Where it stands; beside it, packed, with `.gz` behind its name."""

# The packed map carries the latest day, as a number of seconds that has room for these years.
_YEARS = ("1970", "2106")
MAP_HEAD = (
    '<?xml version="1.0" encoding="UTF-8"?>\n'
    '<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">'
)
"""What stands before the pages."""
MAP_END = "\n</urlset>"
"""What stands behind them."""
MAP_ENTRY = re.compile(r"\n    <url>.*?\n    </url>", re.DOTALL)
"""What it says of a page."""


def day_in_map(day: str | None) -> str:
    """The day on which a page changed last, as the map names it; empty where it names none."""
    return day if day and _YEARS[0] <= day < _YEARS[1] else ""


def entry_in_map(publication: Publication, source: str, page: str) -> str:
    """What the map says of the page at the address `page`, made from `source`."""
    address = publication.site.about.address(quote(page))
    day = day_in_map(publication.last_change(source))
    changed = f"<lastmod>{day}</lastmod>" if day else ""
    return f"\n    <url>\n         <loc>{escape(address)}</loc>\n         {changed}\n    </url>"
