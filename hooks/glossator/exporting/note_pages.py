"""A page for each note, at the address by which the note is passed on."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from urllib.parse import urlsplit

from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.note_page import NotePage
from glossator.exporting.notes_of_article import NotesOf
from glossator.exporting.notes_of_site import notes_of_site
from glossator.site.page_names import NOTES, ROBOTS, SITEMAP
from glossator.site.site import Site

# As many as a sitemap may name.
MOST_ADDRESSES = 50_000
_SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"


class NotePages(Format):
    """The page of each note, what oEmbed says of it, and where search engines find them all."""

    name = "notes"
    has_fragments = False  # they are as large as all others together, and of use where they stand

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002
        """The pages of its notes, and what is beside them."""
        text = site.articles[slug].text
        bodies = text.bodies
        notes = NotesOf(notes_of_site(site), site.articles[slug], text.source.text)
        for placed in text.notes:
            page = NotePage(notes, placed, bodies.get(placed.note.id, ""))
            yield Output(file_of(page.page), (page.html().encode("utf-8", "replace"),))
            if page.url and not page.is_withdrawn:
                yield Output(f"{page.folder}/oembed.json", (page.oembed(),))

    def of_site(self, site: Site, fragments: Fragments) -> Iterator[Output]:  # noqa: ARG002
        """Where the pages are, for search engines; they take complete addresses only."""
        if not site.about.url:
            return
        # It is looked for at the root of a host, and may be somebody's own.
        if urlsplit(site.about.url).path == "/" and ROBOTS not in site.corpus.files:
            yield Output(ROBOTS, (_robots(site),))
        lines = _sitemap_lines(site)
        parts = [lines[at : at + MOST_ADDRESSES] for at in range(0, len(lines), MOST_ADDRESSES)]
        if len(parts) <= 1:
            yield Output(SITEMAP, _urls(lines))
            return
        names = [f"{NOTES}sitemap-{number}.xml" for number in range(1, len(parts) + 1)]
        addresses = (
            f"<sitemap><loc>{site.about.address(name)}</loc></sitemap>\n" for name in names
        )
        yield Output(SITEMAP, _wrapped("sitemapindex", addresses))
        yield from (Output(name, _urls(part)) for name, part in zip(names, parts, strict=True))


def _robots(site: Site) -> bytes:
    maps = "".join(f"Sitemap: {site.about.address(path)}\n" for path in ("sitemap.xml", SITEMAP))
    return f"User-agent: *\nAllow: /\n\n{maps}".encode()


def file_of(page: str) -> str:
    """The file that is found at the address of a page."""
    return f"{page}index.html" if page.endswith("/") else page


def _sitemap_lines(site: Site) -> list[str]:
    """An element for each note that stands: the others are not to be found."""
    lines = []
    for slug in sorted(site.articles):
        for placed in site.articles[slug].published:
            annotation = placed.note.annotation
            day = annotation.modified or annotation.created
            changed = f"<lastmod>{day}</lastmod>" if day else ""
            address = site.about.address(site.note_page(placed))
            lines.append(f"<url><loc>{address}</loc>{changed}</url>\n")
    return lines


def _urls(lines: Iterable[str]) -> Iterator[bytes]:
    return _wrapped("urlset", lines)


def _wrapped(name: str, lines: Iterable[str]) -> Iterator[bytes]:
    yield f'<?xml version="1.0" encoding="UTF-8"?>\n<{name} xmlns="{_SPACE}">\n'.encode()
    yield from (line.encode() for line in lines)
    yield f"</{name}>\n".encode()
