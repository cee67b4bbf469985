"""Records as rows of tables."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from operator import itemgetter
from typing import Any

from glossator.exporting.records import Record
from glossator.exporting.tables import (
    ANNOTATIONS,
    ARTICLES,
    CHANGES,
    PLACES,
    SOURCES,
    TIMELINE,
    TOPIC_SOURCES,
    TOPICS,
    Table,
)

Row = tuple[Any, ...]
"""A value for each column: a text, a number, a list of texts, or None."""
Rows = dict[str, list[Row]]
"""Rows by the names of their tables."""


def _reader(table: Table, *given: str) -> Callable[[Record], Row]:
    """What takes the values of the columns from a record, but for those `given` before them."""
    assert table.names[: len(given)] == given  # noqa: S101 - or values stand in other columns
    return itemgetter(*table.names[len(given) :])


_article = _reader(ARTICLES)
_annotation = _reader(ANNOTATIONS)
_place = _reader(PLACES, "article", "note")
_source = _reader(SOURCES, "article", "note")
_change = _reader(CHANGES, "article", "note")
_topic = _reader(TOPICS)
_event = _reader(TIMELINE, "topic")
_topic_source = _reader(TOPIC_SOURCES, "topic", "event")


def rows_of_article(article: Record, notes: Iterable[Record]) -> Rows:
    """The rows of the tables `OF_ARTICLES`."""
    rows: Rows = {table.name: [] for table in (ANNOTATIONS, PLACES, SOURCES, CHANGES)}
    rows[ARTICLES.name] = [_article(article)]
    for note in notes:
        key = (note["article"], note["note"])
        rows[ANNOTATIONS.name].append(_annotation(note))
        rows[PLACES.name] += [key + _place(place) for place in note["places"]]
        rows[SOURCES.name] += [key + _source(source) for source in note["sources"]]
        rows[CHANGES.name] += [key + _change(change) for change in note["changes"]]
    return rows


def rows_of_topics(topics: Iterable[Record]) -> Rows:
    """The rows of the tables `OF_TOPICS`."""
    rows: Rows = {table.name: [] for table in (TOPICS, TIMELINE, TOPIC_SOURCES)}
    for topic in topics:
        rows[TOPICS.name].append(_topic(topic))
        rows[TIMELINE.name] += [(topic["topic"], *_event(event)) for event in topic["timeline"]]
        rows[TOPIC_SOURCES.name] += _topic_sources(topic)
    return rows


def _topic_sources(topic: Record) -> Iterator[Row]:
    cited = [(0, topic["sources"])]
    cited += [(event["event"], event["sources"]) for event in topic["timeline"]]
    for number, sources in cited:
        for source in sources:
            yield (topic["topic"], number, *_topic_source(source))
