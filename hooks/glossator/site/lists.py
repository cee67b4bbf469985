"""Pages that list what the site has: articles, topics, notes, corrections, sources, numbers.

Each is the whole list, or one part of it where it is cut; then the page on which it begins
leads to the parts, and shows the latest.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Sequence
from functools import partial
from itertools import groupby, islice
from typing import Any

from glossator.anchoring.text import clip
from glossator.site.citations import Publisher
from glossator.site.cut_lists import MOST_NOTES, lists_of
from glossator.site.list_entries import Cited, Correction, CutList
from glossator.site.made import MadePage, around
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

# Enough of a quote to know it by in a list.
LONGEST_QUOTE = 90
# A longer list of choices is no help; what else there is can be searched for.
MOST_CHOICES = 100
# Of a list that is cut, its first page shows what somebody who comes back has not seen.
LATEST = 24
STATUS_NAMES = {"published": "Stands", "resolved": "Resolved", "withdrawn": "Withdrawn"}


def frame_of(one: CutList, made: MadePage | None, latest: int = LATEST) -> dict[str, Any]:
    """Where one goes on from a page of a list, and the entries that stand on it."""
    if made:
        entries = () if made.part.parts else made.part.entries
        return {"made": made, "around": made.around, "entries": entries}
    entries = one.whole.entries[:latest] if one.is_cut else one.whole.entries
    return {"made": None, "around": around(one), "entries": entries}


def list_articles(site: Site, made: MadePage | None = None) -> dict[str, Any]:
    """Articles, those published last first."""
    return frame_of(lists_of(site).articles, made)


def list_topics(site: Site, made: MadePage | None = None) -> dict[str, Any]:
    """Topics: dossiers, which have a timeline, and short entries."""
    values = frame_of(lists_of(site).topics, made, latest=0)
    topics = values["entries"]
    return values | {
        "dossiers": [topic for topic in topics if topic.meta and topic.meta.timeline],
        "glossary": [topic for topic in topics if not (topic.meta and topic.meta.timeline)],
    }


def list_part_of_topic(site: Site, made: MadePage) -> dict[str, Any]:  # noqa: ARG001 - as others
    """Articles or notes on a topic, where there are many."""
    return frame_of(made.list, made)


def list_rows(site: Site, made: MadePage) -> dict[str, Any]:  # noqa: ARG001 - as others
    """Rows of a chart's table, where there are many."""
    return frame_of(made.list, made)


def list_some_annotations(site: Site, made: MadePage | None = None) -> dict[str, Any]:
    """Notes by article: those of a part, or what the page of all notes begins with."""
    if not made:
        return list_annotations(site)
    values = frame_of(lists_of(site).annotations, made)
    noted = [(entry.annotated, entry.notes) for entry in values["entries"]]
    return values | {
        "noted": noted,
        "total": sum(len(notes) for _, notes in noted),
        "clip": partial(clip, longest=LONGEST_QUOTE),
        "statuses": STATUS_NAMES,
    }


def list_annotations(
    site: Site, *, most_notes: int = MOST_NOTES, most_choices: int = MOST_CHOICES
) -> dict[str, Any]:
    """Notes, withdrawn ones too, by article: those of the newest articles, at most `most_notes`.

    The choices are those of all notes: articles the newest, topics and publishers those used
    most, at most `most_choices` of each.
    """
    noted = [annotated for annotated in site.newest_first if annotated.text.notes]
    notes = [placed.note.annotation for annotated in noted for placed in annotated.text.notes]
    topics = Counter(slug for note in notes for slug in dict.fromkeys(note.topics))
    known = {slug: topic.title for slug, topic in site.corpus.topics.items() if slug in topics}
    ids, usual = site.publisher_ids, site.usual_publishers
    publishers = Counter(
        name for note in notes for name in dict.fromkeys(usual[s.publisher] for s in note.sources)
    )
    statuses = {note.status for note in notes}
    listed = _first_notes(noted, most_notes)
    return frame_of(lists_of(site).annotations, None) | {
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
            (
                (ids[name], name)
                for name in _most_used(set(usual.values()), publishers, most_choices)
            ),
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


def list_corrections(site: Site, made: MadePage | None = None) -> dict[str, Any]:
    """Corrections by the day on which they were made; then those of our notes."""
    ours = lists_of(site).ourselves
    is_ours = bool(made and made.list is ours)
    values = frame_of(ours if is_ours else lists_of(site).corrections, made)
    if is_ours:
        return values | {"days": [], "total": 0, "changes": values["entries"], "more_changes": 0}
    return values | {
        "days": _by_day(values["entries"]),
        "total": 0 if made else len(lists_of(site).corrections.whole.entries),
        "changes": () if made else frame_of(ours, None)["entries"],
        "more_changes": len(ours.whole.entries) if ours.is_cut and not made else 0,
    }


def _by_day(entries: Iterable[Correction]) -> list[tuple[str, list[Correction]]]:
    days = groupby(entries, key=lambda entry: entry.placed.note.annotation.created or "")
    return [(day, list(some)) for day, some in days]


def list_sources(site: Site, made: MadePage | None = None) -> dict[str, Any]:
    """Sources that are cited, by publisher."""
    one = lists_of(site).sources
    values = frame_of(one, made, latest=0)
    entries: Sequence[Cited] = one.whole.entries
    return values | {
        "publishers": [
            Publisher(name, anchor, tuple(entry.citation for entry in some))
            for (name, anchor), some in groupby(
                values["entries"], key=lambda entry: (entry.publisher, entry.anchor)
            )
        ],
        "number": 0 if made else one.count(entries),
        "number_of_publishers": 0 if made else len({entry.anchor for entry in entries}),
        "times": 0 if made else sum(len(entry.citation.cited_by) for entry in entries),
    }


def list_charts(site: Site) -> dict[str, Any]:
    """The corpus in numbers: each chart with its table, or where that is too long its begin."""
    return {
        "charts": [
            (one.chart, frame_of(one, None, latest=MOST_CHOICES)) for one in lists_of(site).tables
        ]
    }
