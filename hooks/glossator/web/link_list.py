"""The addresses of all sources of a site, and where each of them is written."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING
from urllib.parse import urldefrag

from glossator.content.corpus import Corpus
from glossator.content.parsed import FieldPath, Parsed
from glossator.problems import Location

if TYPE_CHECKING:
    from glossator.content.model import Source


@dataclass(frozen=True, slots=True, order=True)
class Link:
    """An address at one place.

    Attributes:
        location: Where it is written.
        url: The address as it is written.
        archive: The address of an archived copy that stands beside it; empty for none.
        day: The day on which the page was read, or published, as far as it is told.
    """

    location: Location
    url: str
    archive: str = ""
    day: str = ""

    @property
    def page(self) -> str:
        """The address without its fragment, which no server gets to see."""
        return urldefrag(self.url).url


def source_links(corpus: Corpus) -> list[Link]:
    """Every source's address in articles, notes and topics, sorted by place."""
    links = []
    for article in corpus.articles.values():
        if article.meta:
            source = article.meta.source
            place = article.parsed.place(("source", "url"))
            day = article.meta.retrieved or source.published or ""
            links.append(Link(place, source.url, source.archive or "", day))
    for notes in corpus.notes.values():
        for note in notes:
            links += _links(note.annotation.sources, note.parsed, ("sources",))
    for topic in corpus.topics.values():
        if topic.meta is None:
            continue
        links += _links(topic.meta.sources, topic.parsed, ("sources",))
        for number, event in enumerate(topic.meta.timeline):
            links += _links(event.sources, topic.parsed, ("timeline", number, "sources"))
    return sorted(links)


def _links(sources: Iterable[Source], parsed: Parsed, path: FieldPath) -> Iterator[Link]:
    for number, source in enumerate(sources):
        place = parsed.place((*path, number, "url"))
        day = source.accessed or source.published or ""
        yield Link(place, source.url, source.archive or "", day)
