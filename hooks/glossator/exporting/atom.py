"""Feeds as Atom (RFC 4287)."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from glossator.exporting.feed_entries import Entry
from glossator.exporting.feed_ids import id_of
from glossator.exporting.plain import utf8
from glossator.site.escaping import escape
from glossator.site.feeds_of import FeedAddress
from glossator.site.site import Site

NAME, MEDIA_TYPE = "feed.xml", "application/atom+xml"


def atom_entry(entry: Entry) -> bytes:
    """An entry, as it stands in any feed."""
    more = f"<published>{moment(entry.published)}</published>\n" if entry.published else ""
    if entry.author:
        page = f"<uri>{escape(entry.author_url)}</uri>" if entry.author_url else ""
        more += f"<author><name>{escape(entry.author)}</name>{page}</author>\n"
    if entry.url:
        more += f'<link rel="alternate" type="text/html" href="{escape(entry.url)}"/>\n'
    if entry.original:
        more += f'<link rel="related" href="{escape(entry.original)}"/>\n'
    more += f'<category term="{entry.kind}"/>\n'
    for topic, title in entry.topics:
        more += f'<category term="{topic}" label="{escape(title)}"/>\n'
    return utf8(
        f"<entry>\n<id>{escape(entry.id)}</id>\n<title>{escape(entry.title)}</title>\n"
        f"<updated>{moment(entry.updated)}</updated>\n{more}"
        f'<content type="html">{escape(entry.html)}</content>\n</entry>\n'
    )


def atom_feed(
    site: Site, feed: FeedAddress, updated: str, entries: Iterable[bytes]
) -> Iterator[bytes]:
    """A feed of entries that `atom_entry` made; `updated` is the last day of them."""
    about = site.about
    parts = [
        '<?xml version="1.0" encoding="utf-8"?>\n'
        f'<feed xmlns="http://www.w3.org/2005/Atom" xml:lang="{escape(about.language)}">\n'
        f"<id>{escape(id_of(site, feed.folder + NAME))}</id>\n"
        f"<title>{escape(feed.title)}</title>\n"
        f"<updated>{moment(updated)}</updated>\n",
    ]
    if about.description and not feed.folder:
        parts.append(f"<subtitle>{escape(about.description)}</subtitle>\n")
    address = f"<uri>{escape(about.url)}</uri>" if about.url else ""
    parts.append(f"<author><name>{escape(about.name or 'Annotations')}</name>{address}</author>\n")
    if about.url:
        here = escape(about.url + feed.folder + NAME)
        page = escape(about.url + feed.page)
        parts.append(f'<link rel="self" type="{MEDIA_TYPE}" href="{here}"/>\n')
        parts.append(f'<link rel="alternate" type="text/html" href="{page}"/>\n')
    if about.rights:
        parts.append(f'<link rel="license" href="{escape(about.rights)}"/>\n')
        parts.append(f"<rights>{escape(about.rights)}</rights>\n")
    parts.append("<generator>Glossator</generator>\n")
    yield utf8("".join(parts))
    yield from entries
    yield b"</feed>\n"


def moment(day: str) -> str:
    """The beginning of a day, as RFC 3339 writes it."""
    return f"{day}T00:00:00Z"
