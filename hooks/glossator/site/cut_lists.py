"""Which lists a site has, and how each is cut where it is too long for one page."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import TypeVar

from glossator.content.corpus import Topic
from glossator.site.charts import draw_charts
from glossator.site.citations import group_citations, in_pieces
from glossator.site.dates import show_date
from glossator.site.list_entries import Cited, Correction, CutList, Noted
from glossator.site.parts import Plan, by_letters, by_month, by_year
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

PUBLISHED = "by when they were published"
ItemT = TypeVar("ItemT")

# What a reader looks through on one page. With words that compress badly such pages have some
# 50 kB, gzipped; none may have 100.
MOST_ARTICLES = 200
MOST_NOTES = 200
MOST_LINES = 300
MOST_CORRECTIONS = 200
MOST_TOPICS = 300
MOST_CITERS = 600
MOST_ROWS = 500


@dataclass
class SiteLists:
    """The lists of a site; each is made when it is first asked for."""

    site: Site

    def __iter__(self) -> Iterator[CutList]:
        yield from (self.articles, self.annotations, self.corrections, self.ourselves)
        yield from (self.sources, self.topics, *self.tables)
        for slug in self.site.corpus.topics:
            yield from self.on_topic(slug)

    @cached_property
    def articles(self) -> CutList:
        """All articles, the latest first."""
        whole = _by_publication(MOST_ARTICLES).cut(self.site.newest_first)
        page, folder = "articles/index.md", "articles/published"
        return CutList(page, folder, "Articles", "article-index", "article", PUBLISHED, whole)

    @cached_property
    def annotations(self) -> CutList:
        """All notes by article, those of the latest first."""
        entries = [
            Noted(annotated, notes)
            for annotated in self.site.newest_first
            for notes in _batches(annotated.text.notes, MOST_NOTES)
        ]
        months = _by_publication(MOST_NOTES)
        plan: Plan[Noted] = Plan(
            (
                by_year(lambda e: e.annotated.published_day),
                by_month(lambda e: e.annotated.published_day),
            ),
            MOST_NOTES,
            lambda entry: months.label(entry.annotated),
            lambda entry: len(entry.notes),
        )
        return CutList(
            "annotations.md",
            "annotations",
            "Annotations",
            "annotations",
            "annotation",
            "by when their articles were published",
            plan.cut(entries),
            lambda entries: sum(len(entry.notes) for entry in entries),
            lambda entry: (
                entry.annotated,
                *(topic for placed in entry.notes for topic in self.site.topics_of(placed)),
            ),
        )

    @cached_property
    def corrections(self) -> CutList:
        """All corrections that stand, the latest first."""
        entries = [
            Correction(annotated, placed)
            for annotated in self.site.newest_first
            for placed in annotated.published
            if placed.kind == "correction"
        ]
        entries.sort(key=_created, reverse=True)
        plan: Plan[Correction] = Plan(
            (by_year(_created), by_month(_created)),
            MOST_CORRECTIONS,
            lambda entry: _shown(_created(entry)),
            lambda entry: max(1, len(entry.placed.places)),
        )
        return CutList(
            "corrections.md",
            "corrections",
            "Corrections",
            "corrections",
            "correction",
            "by when they were made",
            plan.cut(entries),
            records=_records_of,
        )

    @cached_property
    def ourselves(self) -> CutList:
        """What was put right in our own notes, the latest first."""
        entries = [
            Correction(annotated, placed, change)
            for annotated in self.site.newest_first
            for placed in annotated.text.notes
            for change in placed.note.annotation.changes
        ]
        entries.sort(key=_changed, reverse=True)
        plan: Plan[Correction] = Plan(
            (by_year(_changed), by_month(_changed)),
            MOST_CORRECTIONS,
            lambda entry: _shown(_changed(entry)),
        )
        return CutList(
            "corrections/ourselves.md",
            "corrections/ourselves",
            "We corrected ourselves",
            "corrections",
            "change",
            "by when they were made",
            plan.cut(entries),
            records=_records_of,
        )

    @cached_property
    def sources(self) -> CutList:
        """All sources by publisher, the oldest of each first."""
        publishers = group_citations(self.site.cited())
        entries = [
            Cited(publisher.name, publisher.anchor, piece)
            for publisher in publishers
            for citation in publisher.citations
            for piece in in_pieces(citation, MOST_CITERS)
        ]
        plan: Plan[Cited] = Plan(
            (
                by_letters(lambda entry: entry.publisher),
                by_year(lambda entry: entry.citation.source.published),
            ),
            MOST_CITERS,
            lambda entry: entry.publisher,
            lambda entry: 1 + len(entry.citation.cited_by),
            ends_with_oldest=False,
        )
        return CutList(
            "sources.md",
            "sources",
            "Sources",
            "sources",
            "source",
            "by publisher",
            plan.cut(entries),
            lambda entries: len({(e.publisher, e.citation.source.url) for e in entries}),
        )

    @cached_property
    def topics(self) -> CutList:
        """All topics by title."""
        topics = sorted(self.site.corpus.topics.values(), key=lambda topic: topic.title.casefold())
        plan: Plan[Topic] = Plan(
            (by_letters(lambda topic: topic.title),),
            MOST_TOPICS,
            lambda topic: topic.title,
            ends_with_oldest=False,
        )
        folder, whole = "topics/letters", plan.cut(topics)
        return CutList(
            "topics/index.md", folder, "Topics", "topic-index", "topic", "by title", whole
        )

    @cached_property
    def tables(self) -> tuple[CutList, ...]:
        """The tables of the charts."""
        plan: Plan[tuple[str, tuple[int, ...]]] = Plan(
            (), MOST_ROWS, lambda row: row[0], ends_with_oldest=False
        )
        return tuple(
            CutList(
                "charts.md",
                f"charts/{chart.id}",
                chart.title,
                "chart-table",
                "row",
                "by place",
                plan.cut(chart.rows),
                records=lambda row: (row,),
                chart=chart,
            )
            for chart in draw_charts(self.site)
        )

    def on_topic(self, slug: str) -> tuple[CutList, CutList]:
        """The articles on a topic, and the notes."""
        if slug not in self._on_topics:
            self._on_topics[slug] = self._made_on_topic(slug)
        return self._on_topics[slug]

    @cached_property
    def _on_topics(self) -> dict[str, tuple[CutList, CutList]]:
        return {}

    def _made_on_topic(self, slug: str) -> tuple[CutList, CutList]:
        site, topic = self.site, self.site.corpus.topics[slug]
        page = f"topics/{slug}.md"

        def article_of(placed: PlacedNote) -> AnnotatedArticle:
            return site.articles[placed.note.article]

        articles, notes = site.articles_on(slug), site.notes_by_topic.get(slug, [])
        articles_plan, notes_plan = _by_publication(MOST_ARTICLES), _by_publication(MOST_LINES)
        if len(articles) > MOST_ARTICLES:
            articles = sorted(articles, key=_published, reverse=True)
        if len(notes) > MOST_LINES:
            notes = sorted(notes, key=lambda n: article_of(n).published_day, reverse=True)
        of_notes: Plan[PlacedNote] = Plan(
            (
                by_year(lambda placed: article_of(placed).published_day),
                by_month(lambda placed: article_of(placed).published_day),
            ),
            MOST_LINES,
            lambda placed: notes_plan.label(article_of(placed)),
        )
        return (
            CutList(
                page,
                f"topics/{slug}/articles",
                f"Articles on {topic.title}",
                "topic-part",
                "article",
                PUBLISHED,
                articles_plan.cut(articles),
                topic=topic,
            ),
            CutList(
                page,
                f"topics/{slug}/notes",
                f"Annotations on {topic.title}",
                "topic-part",
                "annotation",
                "by when their articles were published",
                of_notes.cut(notes),
                records=lambda placed: (placed, article_of(placed)),
                topic=topic,
            ),
        )


def lists_of(site: Site) -> SiteLists:
    """The lists of a site, cut where they are too long for one page."""
    if "lists" not in site.kept:
        site.kept["lists"] = SiteLists(site)
    lists: SiteLists = site.kept["lists"]
    return lists


def _by_publication(most: int) -> Plan[AnnotatedArticle]:
    levels = (by_year(_published), by_month(_published))
    return Plan(levels, most, lambda entry: _shown(entry.published_day))


def _published(entry: AnnotatedArticle) -> str:
    return entry.published_day


def _created(entry: Correction) -> str:
    return entry.placed.note.annotation.created or ""


def _changed(entry: Correction) -> str:
    return entry.change.date if entry.change else ""


def _records_of(entry: Correction) -> tuple[object, ...]:
    return entry.annotated, entry.placed


def _shown(day: str) -> str:
    return show_date(day) if day else "not dated"


def _batches(items: Sequence[ItemT], most: int) -> Iterator[tuple[ItemT, ...]]:
    for begin in range(0, len(items), most):
        yield tuple(items[begin : begin + most])
