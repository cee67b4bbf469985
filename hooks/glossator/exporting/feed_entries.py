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
from glossator.weaving.languages import has_rtl
from glossator.weaving.sanitize import complete_links

if TYPE_CHECKING:
    from glossator.content.model import Annotation, Change

_STATUSES = {
    "withdrawn": "<strong>Withdrawn.</strong> This note no longer stands.",
    "resolved": "<strong>Resolved.</strong> The publisher has since changed the article.",
}
# Where nobody said when a note was made, and a feed must.
NO_DAY = "1970-01-01"
# In clean HTML, where `>` ends a tag.
_WITHIN = re.compile(r'(?P<link><a(?: [^>]*)?) href="#(?P<place>[^"]*)"')
# Text of another direction in a title, which has no markup.
_ISOLATE, _END_OF_ISOLATE = "\u2068", "\u2069"


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
    where = _where(site, annotated)
    for placed in annotated.text.notes:
        yield _of_note(site, annotated, placed, where)
        for index, change in enumerate(placed.note.annotation.changes):
            number = len(placed.note.annotation.changes) - index
            yield _of_change(site, annotated, placed, change, number, where)


def latest_day(annotation: Annotation) -> str:
    """The last day that a note carries; empty where it carries none."""
    days = [annotation.created or "", annotation.modified or ""]
    return max(days + [one.date for one in annotation.changes])


def _of_note(site: Site, annotated: AnnotatedArticle, placed: PlacedNote, where: str) -> Entry:
    note = placed.note.annotation
    # What no longer stands says so first, to those too who read titles only.
    name = KIND_NAMES[placed.kind] if note.status == "published" else note.status.capitalize()
    return _entry(
        site,
        annotated,
        placed,
        id=feed_id(site, annotated, placed),
        title=f"{name}: {_isolated(placed.title)}",
        published=note.created or "",
        updated=latest_day(note) or NO_DAY,
        html=where + _said(site, annotated, placed),
        is_correction=placed.kind == "correction",
    )


def _of_change(
    site: Site,
    annotated: AnnotatedArticle,
    placed: PlacedNote,
    change: Change,
    number: int,
    where: str,
) -> Entry:
    said = f"<p>In the note {_link(site, placed)}: {own(change.text)}</p>"
    return _entry(
        site,
        annotated,
        placed,
        id=f"{feed_id(site, annotated, placed)}#change-{number}",
        title=f"We corrected ourselves: {_isolated(placed.title)}",
        published=change.date,
        updated=change.date,
        html=where + said,
        is_correction=True,
    )


def _entry(
    site: Site,
    annotated: AnnotatedArticle,
    placed: PlacedNote,
    *,
    id: str,  # noqa: A002 - as feeds call it
    title: str,
    published: str,
    updated: str,
    html: str,
    is_correction: bool,
) -> Entry:
    note, meta = placed.note.annotation, annotated.article.meta
    account = note.creator.github if note.creator else None
    return Entry(
        id=id,
        url=site.about.url and site.about.url + site.note_page(placed),
        title=title,
        published=published,
        updated=updated,
        html=html,
        author=note.creator.name if note.creator else "",
        author_url=f"https://github.com/{account}" if account else "",
        kind=placed.kind,
        status=note.status,
        topics=tuple([(topic.slug, topic.title) for topic in site.topics_of(placed)]),
        followed=tuple(dict.fromkeys(placed.note.topics)),
        original=meta.source.url if meta else "",
        is_correction=is_correction,
    )


def _where(site: Site, annotated: AnnotatedArticle) -> str:
    """A paragraph that says which article a note is on."""
    article, meta = annotated.article, annotated.article.meta
    title = f"<cite{attributes_of(article.title, article.language)}>{escape(article.title)}</cite>"
    if site.about.url:
        title = f'<a href="{escape(site.about.url + annotated.page)}">{title}</a>'
    if not meta:
        return f"<p>On {title}.</p>"
    day = f", {show_date(meta.source.published)}" if meta.source.published else ""
    return f"<p>On {title}, {own(meta.source.publisher)}{day}.</p>"


def _link(site: Site, placed: PlacedNote) -> str:
    title = own(placed.title)
    if not site.about.url:
        return f"“{title}”"
    return f'<a href="{escape(site.about.url + site.note_page(placed))}">{title}</a>'


def _said(site: Site, annotated: AnnotatedArticle, placed: PlacedNote) -> str:
    note = placed.note.annotation
    language = annotated.article.language
    parts = [_place(place, language) for place in placed.places]
    if note.status in _STATUSES:
        parts.append(f"<p>{_STATUSES[note.status]}</p>")
    parts.append(_body(site, annotated, str(annotated.text.bodies.get(placed.note.id, ""))))
    if note.sources:
        lines = (
            f"<li>{source_line(source)}{f' {own(source.supports)}' if source.supports else ''}</li>"
            for source in note.sources
        )
        parts.append(f"<p>Sources:</p><ul>{''.join(lines)}</ul>")
    return "".join(parts)


def _place(place: Place, language: str) -> str:
    quoted = f"<p{attributes_of(place.exact, language)}>{escape(place.exact)}</p>"
    if not place.replacement:
        return f"<blockquote>{quoted}</blockquote>"
    was = f"<del{attributes_of(place.exact, language)}>{escape(place.exact)}</del>"
    now = place.replacement
    return f"<p>{was} <ins{attributes_of(now, language)}>{escape(now)}</ins></p>"


def _body(site: Site, annotated: AnnotatedArticle, html: str) -> str:
    """The body of a note with links that lead on from anywhere."""
    html = clean(html)
    if "<a" in html:
        page = site.about.url and site.about.url + annotated.page
        html = complete_links(html, base=page)
        # Links within the article lead to its page, or nowhere.
        here = rf'\g<link> href="{escape(page)}#\g<place>"' if page else r"\g<link>"
        html = _WITHIN.sub(here, html)
    return str(show_body(html))


def _isolated(text: str) -> str:
    return f"{_ISOLATE}{text}{_END_OF_ISOLATE}" if has_rtl(text) else text
