"""What is said of an article, a note and a topic, in values that any form can hold.

Each has all of its fields, by the names that the columns of tables have; what is not known is
None, and what stands in a table of its own is a list.
"""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING, Any

from glossator.content.corpus import Topic
from glossator.exporting.plain import clean, text_of
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Source

Record = dict[str, Any]
"""Texts, numbers, lists and records, by name."""

_LAST = "records"


def records_of(site: Site, slug: str) -> tuple[Record, list[Record]]:
    """An article and all of its notes, in the order of its page.

    The last ones are kept, as several forms ask for those of one article after the other.
    """
    last: tuple[str, tuple[Record, list[Record]]] | None = site.kept.get(_LAST)
    if last is None or last[0] != slug:
        annotated = site.articles[slug]
        notes = [_note(site, annotated, placed) for placed in annotated.text.notes]
        last = site.kept[_LAST] = (slug, (_article(site, annotated), notes))
    return last[1]


def _article(site: Site, annotated: AnnotatedArticle) -> Record:
    article = annotated.article
    meta = article.meta
    source = meta.source if meta else None
    return {
        "article": article.slug,
        "url": site.about.url + annotated.page,
        "title": article.title,
        "language": article.language,
        "translated": source.translated if source else None,
        "publisher": source.publisher if source else None,
        "via": source.via if source else None,
        "author": source.author if source else None,
        "published": source.published if source else None,
        "source_url": source.url if source else None,
        "source_archive": source.archive if source else None,
        "retrieved": meta.retrieved if meta else None,
        "rights": meta.rights if meta else None,
        "topics": list(dict.fromkeys(article.topics)),
        "text": clean(annotated.text.source.text),
    }


def _note(site: Site, annotated: AnnotatedArticle, placed: PlacedNote) -> Record:
    note, root = placed.note.annotation, site.about.url
    html = clean(str(annotated.text.bodies.get(placed.note.id, "")))
    places = _places(placed)
    first = places[0] if places else {}
    return {
        "article": placed.note.article,
        "note": placed.note.id,
        "url": root + site.note_page(placed),
        "in_article": root + site.note_url(placed),
        "kind": placed.kind,
        "title": placed.title,
        "status": note.status,
        "reason": note.reason,
        "confidence": note.confidence,
        "number": placed.number,
        "exact": first.get("exact"),
        "replacement": first.get("replacement"),
        "body": clean(text_of(html)) or None,
        "body_html": html or None,
        "creator": note.creator.name if note.creator else None,
        "creator_github": note.creator.github if note.creator else None,
        "created": note.created,
        "modified": note.modified,
        "topics": list(dict.fromkeys(note.topics)),
        "places": places,
        "sources": _sources(note.sources),
        # Counted from the first, so that those to come change no number.
        "changes": [
            {"change": len(note.changes) - index, "date": change.date, "text": change.text}
            for index, change in enumerate(note.changes)
        ],
    }


def _places(placed: PlacedNote) -> list[Record]:
    found = []
    targets = placed.note.annotation.target
    for number, (place, target) in enumerate(zip(placed.places, targets, strict=True), start=1):
        start, end = place.span or (None, None)
        found.append(
            {
                "place": number,
                "exact": place.exact,
                "prefix": target.prefix or None,
                "suffix": target.suffix or None,
                "replacement": place.replacement,
                "start": start,
                "end": end,
            }
        )
    return found


def _sources(sources: Iterable[Source]) -> list[Record]:
    return [
        {
            "source": number,
            "url": source.url,
            "title": source.title,
            "publisher": source.publisher,
            "via": source.via,
            "published": source.published,
            "accessed": source.accessed,
            "archive": source.archive,
            "supports": source.supports,
        }
        for number, source in enumerate(sources, start=1)
    ]


def topic_record(site: Site, topic: Topic) -> Record:
    """A topic with its timeline and its sources; `text` is what its page says, in Markdown."""
    meta = topic.meta
    return {
        "topic": topic.slug,
        "url": site.about.url + site.url_of(f"topics/{topic.slug}.md"),
        "title": topic.title,
        "summary": meta.summary if meta else None,
        "aliases": list(meta.aliases) if meta else [],
        "text": topic.body.strip() or None,
        "sources": _sources(meta.sources) if meta else [],
        "timeline": [
            {
                "event": number,
                "date": event.date,
                "text": event.text,
                "sources": _sources(event.sources),
            }
            for number, event in enumerate(meta.timeline if meta else (), start=1)
        ],
    }
