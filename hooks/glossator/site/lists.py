"""Pages that list what the site has: articles, topics, notes, corrections, sources, numbers."""

from __future__ import annotations

from collections import defaultdict
from functools import partial

from glossator.anchoring.text import clip
from glossator.site.charts import chart_months, chart_publishers, chart_reasons
from glossator.site.citations import group_citations, publisher_anchors
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

# Enough of a quote to know it by in a list.
LONGEST_QUOTE = 90
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


def list_annotations(site: Site) -> dict[str, object]:
    """Every note, withdrawn ones too, by article."""
    noted = [annotated for annotated in site.newest_first if annotated.text.notes]
    listed = [placed.note.annotation for annotated in noted for placed in annotated.text.notes]
    topics = {slug for annotation in listed for slug in annotation.topics}
    anchors = publisher_anchors(s.publisher for annotation in listed for s in annotation.sources)
    publishers = {name: anchor.removeprefix("publisher-") for name, anchor in anchors.items()}
    return {
        "noted": noted,
        "total": len(listed),
        "clip": partial(clip, longest=LONGEST_QUOTE),
        "statuses": STATUS_NAMES,
        "publisher_ids": publishers,
        "topic_options": sorted(
            ((slug, topic.title) for slug, topic in site.corpus.topics.items() if slug in topics),
            key=lambda option: option[1].casefold(),
        ),
        "publisher_options": [(anchor, name) for name, anchor in publishers.items()],
        "article_options": [(a.article.slug, a.article.title) for a in noted],
        "status_options": [
            (status, name)
            for status, name in STATUS_NAMES.items()
            if any(annotation.status == status for annotation in listed)
        ],
    }


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
