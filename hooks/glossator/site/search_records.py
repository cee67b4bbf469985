"""What the search finds on a page: an article, notes, a topic, publishers, a page by section."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.content.corpus import Topic
from glossator.content.references import unescape
from glossator.searching.records import SearchPage, SearchRecord
from glossator.site.cut_lists import lists_of
from glossator.site.headings import headings
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote
from glossator.weaving.languages import direction_of
from glossator.weaving.markup import read_text

if TYPE_CHECKING:
    from glossator.content.model import Source

# A heading ends before the next one begins, so that one without an end is read once.
_SECTION = re.compile(
    r'<h([1-4])[^>]*\bid="([^"]*)"[^>]*>((?:(?!<h[1-6]\b).)*?)</h[1-4]>', re.DOTALL
)
_GAP = " … "


@dataclass(frozen=True, slots=True)
class WrittenPage:
    """A page that somebody wrote, as its host made it.

    Attributes:
        address: Its address, relative to the site's root.
        title: Its title.
        html: What is written on it, clean and with the ids that it has there.
        weight: How many times heavier than others its results count.
    """

    address: str
    title: str
    html: str
    weight: float = 1.0


def article_page(annotated: AnnotatedArticle, mentions: Iterable[str]) -> SearchPage:
    """An article and its notes; `mentions` are the topics that its text names."""
    article, meta = annotated.article, annotated.article.meta
    headline, _, text = annotated.text.source.text.strip().partition("\n")
    if headline.strip(" .") != article.title.strip(" ."):
        text = annotated.text.source.text
    source = meta.source if meta else None
    about = filter(None, (source.author, source.publisher, source.via) if source else ())
    year = source.published[:4] if source and source.published else ""
    direction = direction_of(article.language)
    common = (("article", article.slug), *((("year", year),) if year else ()))
    topics = dict.fromkeys((*(meta.topics if meta else ()), *mentions))
    publishers = (source.publisher,) if source else ()
    own = SearchRecord(
        annotated.page,
        "article",
        article.title,
        body="\n".join((text.strip(), *about)),
        language=article.language,
        direction=direction,
        day=(source.published if source else None) or "",
        publishers=publishers,
        topics=tuple(topics),
        facets=_facets("article", topics, publishers, common),
        heading=next((heading.id for heading in headings(annotated.text.html)), ""),
    )
    bodies = annotated.text.bodies
    notes = (
        _note(
            f"{annotated.page}#{placed.anchor}--title",
            placed,
            bodies.get(placed.note.id, ""),
            (article.language, direction),
            common,
        )
        for placed in annotated.text.notes
    )
    return SearchPage((own, *notes))


def _note(
    location: str,
    placed: PlacedNote,
    html_of_body: str,
    tongue: tuple[str, str],
    common: tuple[tuple[str, str], ...],
) -> SearchRecord:
    note = placed.note.annotation
    body = [read_text(html_of_body).text.strip()] if html_of_body else []
    language, direction = tongue
    replacements = [place.replacement for place in placed.places if place.replacement]
    publishers = tuple(dict.fromkeys(source.publisher for source in note.sources))
    about = (("is", "note"), ("status", note.status), *common)
    return SearchRecord(
        location,
        placed.kind,
        placed.title,
        quote=_GAP.join(place.exact for place in placed.places),
        body="\n".join(
            (
                *body,
                *replacements[1:],
                *_source_texts(note.sources),
                *(change.text for change in note.changes),
                *((note.creator.name,) if note.creator else ()),
            )
        ),
        language=language,
        direction=direction,
        exact=placed.places[0].exact if placed.places else "",
        replacement=replacements[0] if replacements else "",
        more=max(0, len(placed.places) - 1),
        status=note.status,
        day=note.created or "",
        publishers=publishers,
        topics=note.topics,
        facets=_facets(placed.kind, note.topics, publishers, about),
    )


def _facets(
    kind: str,
    topics: Iterable[str] = (),
    publishers: Iterable[str] = (),
    more: tuple[tuple[str, str], ...] = (),
) -> tuple[tuple[str, str], ...]:
    return (
        ("kind", kind),
        *(("topic", slug) for slug in topics),
        *(("publisher", name) for name in publishers),
        *more,
    )


def _source_texts(sources: tuple[Source, ...]) -> Iterator[str]:
    for source in sources:
        parts = (source.title, source.publisher, source.via, source.supports)
        yield ", ".join(filter(None, parts))


def topic_page(topic: Topic, address: str, written: WrittenPage | None) -> SearchPage:
    """A topic, and the sections of what somebody wrote on its page."""
    meta = topic.meta
    events = [f"{event.date}: {event.text}" for event in meta.timeline] if meta else []
    sources = [*(meta.sources if meta else ())]
    for event in meta.timeline if meta else ():
        sources += event.sources
    known = [", ".join(meta.aliases), meta.summary] if meta else []
    facets = _facets("topic", (topic.slug,))
    begin, sections = _begin(written)
    own = SearchRecord(
        address,
        "topic",
        topic.title,
        body="\n".join((*known, begin, *events, *_source_texts(tuple(dict.fromkeys(sources))))),
        topics=(topic.slug,),
        facets=facets,
    )
    return SearchPage((own, *_section_records(address, "topic", sections, facets)))


def written_page(page: WrittenPage) -> SearchPage:
    """A page that somebody wrote, and its sections."""
    begin, sections = _begin(page)
    facets = _facets("page")
    own = SearchRecord(
        page.address, "page", page.title, body=begin, facets=facets, weight=page.weight
    )
    found = _section_records(page.address, "page", sections, facets, page.weight)
    return SearchPage((own, *found))


def sources_page(site: Site, page: WrittenPage) -> SearchPage:
    """The page of sources with the publishers that stand on it."""
    own, *sections = written_page(page).records
    found = (
        SearchRecord(f"{address}#{anchor}", "publisher", name, facets=(("kind", "publisher"),))
        for name, anchor, address in _publishers(site, page.address)
    )
    return SearchPage((own, *sections, *found))


def _publishers(site: Site, address: str) -> Iterator[tuple[str, str, str]]:
    """Each publisher's name, anchor and the page on which it begins."""
    one = lists_of(site).sources
    begins: dict[tuple[str, str], str] = {}
    for part in one.whole.pages():
        here = site.url_of(one.source(part)) if part.path else address
        for entry in part.entries:
            begins.setdefault((entry.publisher, entry.anchor), here)
    for (name, anchor), page in begins.items():
        yield name, anchor, page


def _section_records(
    address: str,
    kind: str,
    sections: list[_Section],
    facets: tuple[tuple[str, str], ...],
    weight: float = 1.0,
) -> Iterator[SearchRecord]:
    for section in sections:
        yield SearchRecord(
            f"{address}#{section.anchor}",
            kind,
            section.title,
            body=section.text,
            facets=facets,
            weight=weight,
        )


@dataclass(frozen=True, slots=True)
class _Section:
    """A piece of a page from one heading to the next."""

    level: int
    anchor: str
    title: str
    text: str


def _begin(page: WrittenPage | None) -> tuple[str, list[_Section]]:
    """What stands before the first section of a page, its own headline with it; the sections."""
    if page is None:
        return "", []
    pieces = _SECTION.split(page.html)
    sections = [
        _Section(int(level), unescape(anchor), _plain(heading), _plain(content))
        for level, anchor, heading, content in zip(
            *(pieces[n::4] for n in (1, 2, 3, 4)), strict=True
        )
    ]
    begin = [_plain(pieces[0])]
    if sections and sections[0].level == 1:
        headline = sections.pop(0)
        begin += ("" if headline.title == page.title else headline.title, headline.text)
    return "\n".join(filter(None, begin)), sections


def _plain(text: str) -> str:
    return read_text(text).text.strip()
