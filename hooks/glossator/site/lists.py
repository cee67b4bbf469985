"""Pages that list what the site has: articles, topics, notes, corrections, sources, numbers."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable
from functools import partial
from itertools import islice

from glossator.anchoring.text import clip
from glossator.site.charts import chart_months, chart_publishers, chart_reasons
from glossator.site.citations import group_citations
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

# Enough of a quote to know it by in a list.
LONGEST_QUOTE = 90
# What a page lists at once: it stays small however large the corpus is, and the search's index
# has the rest.
MOST_NOTES = 200
# A longer list of choices is no help; what else there is can be searched for.
MOST_CHOICES = 100
STATUS_NAMES = {"published": "Stands", "resolved": "Resolved", "withdrawn": "Withdrawn"}


def list_articles(site: Site) -> dict[str, object]:
    """Every article, those published last first."""
    return {"articles": site.newest_first}


def list_topics(site: Site) -> dict[str, object]:
    """Every topic: dossiers, which have a timeline, and short entries."""
    topics = sorted(site.corpus.topics.values(), key=lambda topic: topic.title.casefold())
    return {
        "dossiers": [topic for topic in topics if topic.meta and topic.meta.timeline],
        "glossary": [topic for topic in topics if not (topic.meta and topic.meta.timeline)],
    }


def list_annotations(
    site: Site, *, most_notes: int = MOST_NOTES, most_choices: int = MOST_CHOICES
) -> dict[str, object]:
    """Notes, withdrawn ones too, by article: those of the newest articles, at most `most_notes`.

    The choices are those of all notes: articles the newest, topics and publishers those used
    most, at most `most_choices` of each.
    """
    noted = [annotated for annotated in site.newest_first if annotated.text.notes]
    notes = [placed.note.annotation for annotated in noted for placed in annotated.text.notes]
    topics = Counter(slug for note in notes for slug in dict.fromkeys(note.topics))
    known = {slug: topic.title for slug, topic in site.corpus.topics.items() if slug in topics}
    publishers = Counter(
        name for note in notes for name in dict.fromkeys(s.publisher for s in note.sources)
    )
    ids = site.publisher_ids
    statuses = {note.status for note in notes}
    listed = _first_notes(noted, most_notes)
    return {
        "noted": listed,
        "total": len(notes),
        "listed": sum(len(placed) for _, placed in listed),
        "clip": partial(clip, longest=LONGEST_QUOTE),
        "statuses": STATUS_NAMES,
        "publisher_ids": ids,
        "topic_options": sorted(
            ((slug, known[slug]) for slug in _most_used(known, topics, most_choices)),
            key=lambda option: option[1].casefold(),
        ),
        "publisher_options": sorted(
            ((ids[name], name) for name in _most_used(ids, publishers, most_choices)),
            key=lambda option: (option[1].casefold(), option[1]),
        ),
        "article_options": [(a.article.slug, a.article.title) for a in noted[:most_choices]],
        # Choices of which there are more: an address may name those as well.
        "cut": {
            name
            for name, number in (("topic", known), ("publisher", ids), ("article", noted))
            if len(number) > most_choices
        },
        "status_options": [pair for pair in STATUS_NAMES.items() if pair[0] in statuses],
    }


def _most_used(names: Iterable[str], uses: Counter[str], most: int) -> list[str]:
    return sorted(names, key=lambda name: (-uses[name], name))[:most]


def _first_notes(
    noted: Iterable[AnnotatedArticle], most: int
) -> list[tuple[AnnotatedArticle, list[PlacedNote]]]:
    """Articles with their notes, until there are `most` notes."""
    listed = []
    for annotated in noted:
        placed = list(islice(annotated.text.notes, most))
        if not placed:
            break
        listed.append((annotated, placed))
        most -= len(placed)
    return listed


def list_corrections(site: Site) -> dict[str, object]:
    """Every correction that stands, by the day on which it was made; then those of our notes."""
    by_day: dict[str, list[tuple[AnnotatedArticle, PlacedNote]]] = defaultdict(list)
    for annotated in site.newest_first:
        for placed in annotated.published:
            if placed.kind == "correction":
                by_day[placed.note.annotation.created or ""].append((annotated, placed))
    changes = [
        (change, annotated, placed)
        for annotated in site.newest_first
        for placed in annotated.text.notes
        for change in placed.note.annotation.changes
    ]
    return {
        "changes": sorted(changes, key=lambda item: item[0].date, reverse=True),
        "days": sorted(by_day.items(), key=lambda pair: pair[0], reverse=True),
        "total": sum(map(len, by_day.values())),
    }


def list_sources(site: Site) -> dict[str, object]:
    """Every source that is cited, by publisher."""
    publishers = group_citations(site.cited())
    return {
        "publishers": publishers,
        "number": sum(len(publisher.citations) for publisher in publishers),
        "times": sum(publisher.times for publisher in publishers),
    }


def draw_charts(site: Site) -> dict[str, object]:
    """The corpus in numbers."""
    corrections = (
        (annotated.article.meta.source.publisher, dict(annotated.counts).get("correction", 0))
        for annotated in site.articles.values()
        if annotated.article.meta
    )
    return {
        "charts": [
            chart_months(site.notes),
            chart_publishers(corrections),
            chart_reasons(site.notes),
        ]
    }
