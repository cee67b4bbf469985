"""Feeds: of the site, of each article and topic, and of corrections alone.

None of them grows: what is older than the newest entries is on the pages and in the data.
"""

from __future__ import annotations

import json
from bisect import insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field
from itertools import islice
from typing import NamedTuple

from glossator.exporting.atom import NAME as ATOM
from glossator.exporting.atom import atom_entry, atom_feed
from glossator.exporting.feed_entries import NO_DAY, entries_on
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.json_feed import NAME as JSON
from glossator.exporting.json_feed import json_feed, json_item
from glossator.site.feeds_of import (
    FeedAddress,
    article_feed,
    corrections_feed,
    site_feed,
    topic_feed,
)
from glossator.site.site import Site

MOST_ENTRIES = 50
"""Of a feed; who looks in once a week misses none of seven a day."""
# Feeds whose entries are in memory at once: some 30 MB.
_AT_ONCE = 200


class Told(NamedTuple):
    """An entry in both forms.

    Attributes:
        updated: The day of its last change.
        id: Its id.
        is_correction: Whether it belongs to the feed of corrections.
        topics: The topics to whose feeds it belongs.
        atom: As Atom has it.
        item: As JSON Feed has it.
    """

    updated: str
    id: str
    is_correction: bool
    topics: list[str]
    atom: bytes
    item: bytes


class Feeds(Format):
    """Each feed as Atom and as JSON Feed."""

    name = "feeds"

    def fragment(self, site: Site, slug: str) -> bytes:
        """The entries on the article's notes in both forms, the newest first."""
        entries = sorted(entries_on(site, slug), key=lambda one: one.id)
        entries.sort(key=lambda one: one.updated, reverse=True)
        heads: list[tuple[object, ...]] = []
        bodies: list[bytes] = []
        for entry in entries:
            atom, item = atom_entry(entry), json_item(entry)
            heads.append(
                (entry.updated, entry.id, entry.is_correction, entry.followed, len(atom), len(item))
            )
            bodies += (atom, item)
        return b"".join((json.dumps(heads).encode(), b"\n", *bodies))

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:
        """The feed of the article."""
        told = list(islice(_told(fragment), MOST_ENTRIES))
        meta = site.articles[slug].article.meta
        yield from _outputs(site, article_feed(site, slug), told, meta.retrieved if meta else None)

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """The other feeds."""
        feeds = _chosen(site, fragments)
        for begin in range(0, len(feeds), _AT_ONCE):
            some = feeds[begin : begin + _AT_ONCE]
            entries = _entries_of(some, fragments)
            for feed in some:
                told = [entries[one.slug, one.number] for one in feed.newest]
                yield from _outputs(site, feed.address, told, site.last_change())


def _told(fragment: bytes) -> Iterator[Told]:
    head, _, bodies = fragment.partition(b"\n")
    begin = 0
    for updated, name, is_correction, topics, atom, item in json.loads(head):
        middle = begin + atom
        end = middle + item
        yield Told(updated, name, is_correction, topics, bodies[begin:middle], bodies[middle:end])
        begin = end


def _outputs(
    site: Site, feed: FeedAddress, told: Sequence[Told], day: str | None
) -> Iterator[Output]:
    """A feed in both forms; `day` is that of its last change where it has no entries."""
    updated = told[0].updated if told else day or NO_DAY
    atoms = (one.atom for one in told)
    yield Output(feed.folder + ATOM, atom_feed(site, feed, updated, atoms))
    yield Output(feed.folder + JSON, json_feed(site, feed, (one.item for one in told)))


class _Place(NamedTuple):
    """Where an entry stands among others, and in which fragment: the newest is the smallest."""

    order: int
    id: str
    slug: str
    number: int


@dataclass
class _Feed:
    """A feed, and which entries are in it, the newest first."""

    address: FeedAddress
    newest: list[_Place] = field(default_factory=list)

    def offer(self, one: _Place) -> None:
        """Take an entry, unless there are enough that are newer."""
        if len(self.newest) == MOST_ENTRIES:
            if one > self.newest[-1]:
                return
            self.newest.pop()
        insort(self.newest, one)


def _chosen(site: Site, fragments: Fragments) -> list[_Feed]:
    """All feeds but those of articles, with their newest entries."""
    whole, corrections = _Feed(site_feed(site)), _Feed(corrections_feed(site))
    topics = {slug: _Feed(topic_feed(site, slug)) for slug in site.corpus.topics}
    for slug, fragment in fragments():
        heads = json.loads(fragment.partition(b"\n")[0])
        for number, (updated, name, is_correction, on, _, _) in enumerate(heads):
            place = _Place(-int(updated.replace("-", "")), name, slug, number)
            whole.offer(place)
            if is_correction:
                corrections.offer(place)
            for topic in topics.keys() & on:
                topics[topic].offer(place)
    return [whole, corrections, *topics.values()]


def _entries_of(feeds: Iterable[_Feed], fragments: Fragments) -> dict[tuple[str, int], Told]:
    """The entries of some feeds, by the article and the number in its fragment."""
    wanted: dict[str, set[int]] = defaultdict(set)
    for feed in feeds:
        for one in feed.newest:
            wanted[one.slug].add(one.number)
    return {
        (slug, number): told
        for slug, fragment in fragments()
        if slug in wanted
        for number, told in enumerate(_told(fragment))
        if number in wanted[slug]
    }
