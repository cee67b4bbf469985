"""An article's page: headline, byline, text with marks, and the notes."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import chain

from markupsafe import Markup

from glossator.caching.digest import digest
from glossator.content.corpus import Topic
from glossator.site.frame import frame
from glossator.site.further import further
from glossator.site.meta_tags import has_cards
from glossator.site.site import Site
from glossator.site.structured import has_principles
from glossator.site.templates import render
from glossator.site.verdict import verdict
from glossator.weaving.annotate import PlacedNote


def render_article(site: Site, slug: str) -> str:
    """An article's page: headline, byline, text with marks, and the notes."""
    annotated = site.articles[slug]
    values = frame(site, annotated.page) | {
        "annotated": annotated,
        "article": annotated.article,
        "meta": annotated.article.meta,
        "bodies": annotated.text.bodies,
        "notes": list(_notes(site, annotated.text.notes)),
        "verdict": verdict(annotated.text.notes),
        "further": further(site, slug),
        "former_ids": site.former.names_on(slug),
        "moved": _moved_notes(site, slug),
    }
    # The article's HTML begins with its only first-level heading.
    headline, end_of_headline, text = annotated.text.html.partition("</h1>")
    return render(
        "article",
        values | {"headline": Markup(headline + end_of_headline), "text": Markup(text)},  # noqa: S704
    )


@dataclass(frozen=True, slots=True)
class NoteOnPage:
    """A note as its article's page shows it.

    Attributes:
        placed: The note.
        told: The topics that are told in brief below it: each once, where a context note first
            touches it.
        topics: The other topics that it carries.
        read: The day on which all of its sources were read, or the first, if that is known.
    """

    placed: PlacedNote
    told: tuple[Topic, ...] = ()
    topics: tuple[Topic, ...] = ()
    read: str | None = None


def _notes(site: Site, notes: Iterable[PlacedNote]) -> Iterator[NoteOnPage]:
    seen: set[str] = set()
    for placed in notes:
        annotation = placed.note.annotation
        topics = site.topics_of(placed)
        told: tuple[Topic, ...] = ()
        if placed.kind == "context":
            told = tuple(topic for topic in topics if topic.slug not in seen)
            seen.update(topic.slug for topic in told)
        days = [source.accessed for source in annotation.sources]
        yield NoteOnPage(
            placed,
            told,
            tuple(topic for topic in topics if topic not in told),
            days[0] if days and all(days) else None,
        )


def _moved_notes(site: Site, slug: str) -> list[tuple[str, PlacedNote]]:
    """The notes that stood on the article and stand on another one, with the ids they had."""
    found = []
    for name, note in site.former.moved_from(slug):
        others = site.articles[note.article].text.notes
        found += [(name, placed) for placed in others if placed.note.id == note.id]
    return found


def page_state(site: Site, slug: str) -> str:
    """The checksum of all that is shown of an article and of its notes, wherever it is shown."""
    states: dict[str, str] = site.kept.setdefault("page_state", {})
    if slug not in states:
        states[slug] = digest(site.articles[slug].key, surroundings(site, slug))
    return states[slug]


def surroundings(site: Site, slug: str) -> bytes:
    """All that the pages of an article and of its notes show of other files, as JSON.

    As long as this and the article's `key` are the same, `render_article` makes the same.
    """
    annotated = site.articles[slug]
    found = further(site, slug)
    of_notes = chain.from_iterable(map(site.topics_of, annotated.text.notes))
    topics = {topic.slug: topic for topic in chain(of_notes, found.topics)}
    values = {
        "page": annotated.page,
        "directories": site.use_directory_urls,
        "repository": repr(site.repository),
        "topics": [_topic_values(topics[name]) for name in sorted(topics)],
        "further": [
            [
                annotated.page,
                annotated.article.title,
                annotated.article.language,
                [_topic_values(topic) for topic in shared],
            ]
            for annotated, shared in found.articles
        ],
        "further_topics": [topic.slug for topic in found.topics],
        "about": [
            topic.title
            for name in (annotated.article.meta.topics if annotated.article.meta else ())
            if (topic := site.corpus.topics.get(name))
        ],
        "principles": has_principles(site),
        "cards": has_cards(site),
        "former": site.former.names_on(slug),
        "moved": [
            [name, site.note_url(placed), placed.title] for name, placed in _moved_notes(site, slug)
        ],
    }
    return json.dumps(values).encode()


def _topic_values(topic: Topic) -> list[str]:
    return [topic.slug, topic.title, topic.meta.summary if topic.meta else ""]
