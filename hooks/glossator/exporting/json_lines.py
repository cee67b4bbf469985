"""Records as JSON, one on a line."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator

from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.records import Record, records_of, topic_record
from glossator.site.site import Site

ARTICLES = "data/articles.jsonl"
ANNOTATIONS = "data/annotations.jsonl"
TOPICS = "data/topics.jsonl"

# Not made anew for each record.
_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


class JsonLines(Format):
    """A file of articles, one of notes with all that is theirs, and one of topics."""

    name = "jsonl"

    def fragment(self, site: Site, slug: str) -> bytes:
        """The article on the first line, and each of its notes on one of its own."""
        article, notes = records_of(site, slug)
        return b"".join(map(line_of, (article, *notes)))

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """All records."""
        yield Output(ARTICLES, (first_line(one) for _, one in fragments()))
        yield Output(ANNOTATIONS, (one[len(first_line(one)) :] for _, one in fragments()))
        yield Output(TOPICS, _topics(site))


def line_of(record: Record) -> bytes:
    """The record as JSON; halves of characters in it become question marks."""
    return _encode(record).encode("utf-8", "replace") + b"\n"


def first_line(fragment: bytes) -> bytes:
    """The record of the article in a fragment, with its line feed."""
    return fragment[: fragment.index(b"\n") + 1]


def _topics(site: Site) -> Iterator[bytes]:
    for topic in site.corpus.topics.values():
        yield line_of(topic_record(site, topic))
