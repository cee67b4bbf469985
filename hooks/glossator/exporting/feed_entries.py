"""What feeds tell: a note that was made or changed, and what we put right in our own notes."""

from __future__ import annotations

import re
from collections.abc import Iterator
from typing import TYPE_CHECKING, NamedTuple

from glossator.exporting.feed_ids import feed_id
from glossator.exporting.plain import clean
from glossator.site.dates import show_date
from glossator.site.escaping import escape
from glossator.site.inline import attributes_of, own, source_line
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.templates import show_body
from glossator.weaving.annotate import KIND_NAMES, Place, PlacedNote
from glossator.weaving.languages import isolated
from glossator.weaving.sanitize import complete_links

if TYPE_CHECKING:
    from glossator.content.model import Annotation, Source

_STATUSES = {
    "withdrawn": "<strong>Withdrawn.</strong> This note no longer stands.",
    "resolved": "<strong>Resolved.</strong> The publisher has since changed the article.",
}
# Where nobody said when a note was made, and a feed must.
NO_DAY = "1970-01-01"
# In clean HTML, where `>` ends a tag.
_WITHIN = re.compile(r'(?P<link><a(?: [^>]*)?) href="#(?P<place>[^"]*)"')


class Entry(NamedTuple):
    """An entry of a feed.

    Attributes:
        id: What it is called for ever.
        url: The address of the page that it is about; empty where the site has none.
        title: Its title, as plain text.
        published: The day on which it was first there; empty where that is not known.
        updated: The day of its last change of substance.
        html: What it says.
        author: Who made the note; empty where nobody is named.
        author_url: The address of the author's page.
        kind: The note's kind.
        status: The note's status.
        topics: The ids and titles of the note's topics.
        followed: The ids of the topics whose followers are told. Who read a note in a topic's
            feed reads there that it was withdrawn, though then it has no topics.
        original: The address of the article, as it was published.
        is_correction: Whether it corrects an article, or ourselves.
    """

    id: str
    url: str
    title: str
    published: str
    updated: str
    html: str
    author: str
    author_url: str
    kind: str
    status: str
    topics: tuple[tuple[str, str], ...]
    followed: tuple[str, ...]
    original: str
    is_correction: bool


def entries_on(site: Site, slug: str) -> Iterator[Entry]:
    """The entries on the notes of an article."""
    annotated = site.articles[slug]
    teller = _Teller(site, annotated)
    for placed in annotated.text.notes:
        yield from teller.entries(placed)


def latest_day(annotation: Annotation) -> str:
    """The last day that a note carries; empty where it carries none."""
    day = max(annotation.created or "", annotation.modified or "")
    return max(day, *[one.date for one in annotation.changes]) if annotation.changes else day


class _Teller:
    """What tells of the notes on one article, whose own words are the same in all entries."""

    def __init__(self, site: Site, annotated: AnnotatedArticle) -> None:
        self._site, self._annotated = site, annotated
        self._language, self._bodies = annotated.article.language, annotated.text.bodies
        # Without an address the site has no pages that anybody else could go to.
        self._root = site.about.url
        self._page = self._root and self._root + annotated.page
        self._where = self._said_where()
        meta = annotated.article.meta
        self._original = meta.source.url if meta else ""

    def entries(self, placed: PlacedNote) -> Iterator[Entry]:
        """The note itself, and each change of it."""
        note, title = placed.note.annotation, placed.title
        shown, name = isolated(title), feed_id(self._site, self._annotated, placed)
        url = self._root and self._root + self._site.note_page(placed)
        author, account = (note.creator.name, note.creator.github) if note.creator else ("", None)
        common = (
            author,
            f"https://github.com/{account}" if account else "",
            placed.kind,
            note.status,
            tuple([(topic.slug, topic.title) for topic in self._site.topics_of(placed)]),
            tuple(dict.fromkeys(placed.note.topics)),
            self._original,
        )
        # What no longer stands says so first, to those too who read titles only.
        is_published = note.status == "published"
        kind = KIND_NAMES[placed.kind] if is_published else note.status.capitalize()
        html = self._where + self._said(placed)
        day, is_correction = latest_day(note) or NO_DAY, placed.kind == "correction"
        yield Entry(
            name, url, f"{kind}: {shown}", note.created or "", day, html, *common, is_correction
        )
        for index, change in enumerate(note.changes):
            number = len(note.changes) - index
            html = f"{self._where}<p>In the note {_link(title, url)}: {own(change.text)}</p>"
            yield Entry(
                f"{name}#change-{number}",
                url,
                f"We corrected ourselves: {shown}",
                change.date,
                change.date,
                html,
                *common,
                is_correction=True,
            )

    def _said_where(self) -> str:
        """A paragraph that says which article a note is on."""
        article, meta = self._annotated.article, self._annotated.article.meta
        attributes = attributes_of(article.title, article.language)
        title = f"<cite{attributes}>{escape(article.title)}</cite>"
        if self._page:
            title = f'<a href="{escape(self._page)}">{title}</a>'
        if not meta:
            return f"<p>On {title}.</p>"
        day = f", {show_date(meta.source.published)}" if meta.source.published else ""
        return f"<p>On {title}, {own(meta.source.publisher)}{day}.</p>"

    def _said(self, placed: PlacedNote) -> str:
        note = placed.note.annotation
        parts = [_place(place, self._language) for place in placed.places]
        if note.status in _STATUSES:
            parts.append(f"<p>{_STATUSES[note.status]}</p>")
        parts.append(self._body(self._bodies.get(placed.note.id, "")))
        if note.sources:
            parts.append("<p>Sources:</p><ul>")
            parts += map(_source, note.sources)
            parts.append("</ul>")
        return "".join(parts)

    def _body(self, html: str) -> str:
        """The body of a note with links that lead on from anywhere."""
        html = clean(html)
        if "<a" in html:
            html = complete_links(html, base=self._page)
            # Links within the article lead to its page, or nowhere.
            if ' href="#' in html:
                html = _WITHIN.sub(self._link_on, html)
        return html if html.isascii() else str(show_body(html))

    def _link_on(self, found: re.Match[str]) -> str:
        here = f' href="{escape(self._page)}#{found["place"]}"' if self._page else ""
        return found["link"] + here


def _link(title: str, url: str) -> str:
    return f'<a href="{escape(url)}">{own(title)}</a>' if url else f"“{own(title)}”"


def _source(source: Source) -> str:
    supports = f" {own(source.supports)}" if source.supports else ""
    return f"<li>{source_line(source)}{supports}</li>"


def _place(place: Place, language: str) -> str:
    attributes, was = attributes_of(place.exact, language), escape(place.exact)
    if not place.replacement:
        return f"<blockquote><p{attributes}>{was}</p></blockquote>"
    now = place.replacement
    return (
        f"<p><del{attributes}>{was}</del> "
        f"<ins{attributes_of(now, language)}>{escape(now)}</ins></p>"
    )
