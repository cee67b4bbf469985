"""Where an index has its pages from: gathered before and kept, or gathered now."""

from __future__ import annotations

import json
import struct
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass, fields
from itertools import islice
from operator import attrgetter

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.processes import share_out
from glossator.searching.gathering import GatheredPage, gather_page, shown_in
from glossator.searching.reading import Reader
from glossator.searching.records import SearchPage, SearchRecord
from glossator.searching.shown import ComparedTexts, shown_text

WORDS = "words"
"""What gathered pages are called in a cache."""
# Pages that are looked for, and gathered, at once; some callers have all their texts in memory.
ROUND = 300
# To double a process takes as long as to gather so many.
FEW = 20

_VALUES = attrgetter(*(one.name for one in fields(SearchRecord)))


@dataclass(frozen=True, slots=True)
class PageSource:
    """A page that need not be made where it was gathered before.

    Attributes:
        key: The checksum of all that it is made of, `code_digest` among it.
        make: Makes it.
    """

    key: str
    make: Callable[[], SearchPage]

    @classmethod
    def of(cls, page: SearchPage) -> PageSource:
        """The source of a page that is there."""
        values = json.dumps([_VALUES(record) for record in page.records])
        return cls(digest(WORDS, code_digest(), values), lambda: page)


def gathered_pages(
    sources: Iterable[PageSource],
    cache: Cache,
    *,
    jobs: int,
    progress: Callable[[int], None] = lambda _: None,
) -> Iterator[GatheredPage]:
    """The pages in their order; what the cache lacks is gathered by `jobs` processes.

    `progress` is called with the number of pages gathered so far.
    """
    reader = Reader()
    for some in _kept(sources, cache, reader, jobs, progress):
        for source in some:
            yield _taken(source, cache, reader)


def keep_pages(
    sources: Iterable[PageSource],
    cache: Cache,
    *,
    jobs: int,
    progress: Callable[[int], None] = lambda _: None,
) -> None:
    """Gather into the cache what it lacks, by `jobs` processes, ahead of any index."""
    for _ in _kept(sources, cache, Reader(), jobs, progress):
        pass


def shown_of(source: PageSource, cache: Cache) -> str:
    """What results show of a page, kept or made."""
    try:
        return shown_in(cache.get(WORDS, source.key) or b"")
    except (UnicodeDecodeError, struct.error):
        page = source.make()
        return shown_text(page, [ComparedTexts.of(record) for record in page.records])


def _kept(
    sources: Iterable[PageSource],
    cache: Cache,
    reader: Reader,
    jobs: int,
    progress: Callable[[int], None],
) -> Iterator[list[PageSource]]:
    rest, done = iter(sources), 0
    while some := list(islice(rest, ROUND)):
        missing = [one for one in some if not cache.has(WORDS, one.key)]
        done += len(some) - len(missing)
        gather = _Gathering(missing, cache, reader, progress, done)
        share_out(gather, jobs=jobs if len(missing) > FEW else 1)
        done += len(missing)
        progress(done)
        yield some


@dataclass(frozen=True, slots=True)
class _Gathering:
    """The work of one of several processes."""

    missing: Sequence[PageSource]
    cache: Cache
    reader: Reader
    progress: Callable[[int], None]
    done: int

    def __call__(self, turn: int, turns: int) -> None:
        for number, source in enumerate(self.missing[turn::turns]):
            if turn == 0:  # the one that can be heard
                self.progress(self.done + number * turns)
            self.cache.put(WORDS, source.key, gather_page(source.make(), self.reader))


def _taken(source: PageSource, cache: Cache, reader: Reader) -> GatheredPage:
    kept = cache.get(WORDS, source.key)
    # Where it was damaged, or there was no room for it, or its process could not make it.
    try:
        return GatheredPage.from_bytes(kept or b"")
    except (KeyError, OverflowError, RecursionError, TypeError, ValueError, struct.error):
        kept = gather_page(source.make(), reader)
        cache.put(WORDS, source.key, kept)
        return GatheredPage.from_bytes(kept)
