"""The pages that lists are cut into: what they are called, and where one goes on from each."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from glossator.content.corpus import Topic
from glossator.site.cut_lists import lists_of
from glossator.site.list_entries import Cited, Correction, CutList, Noted
from glossator.site.parts import Part
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote


@dataclass(frozen=True, slots=True)
class Neighbour:
    """A page of a list, as another one of the list leads to it.

    Attributes:
        source: The Markdown file from which it would be made.
        name: What it is called.
        count: How many of what is listed are on it, or on its parts; 0 where that is not said.
        span: From where to where it goes, where its name does not say.
    """

    source: str
    name: str
    count: int
    span: str = ""


@dataclass(frozen=True, slots=True)
class Around:
    """Where one goes on from a page of a list that is cut.

    Attributes:
        noun: What is listed.
        order: By what it is cut, in words.
        above: The pages above it, the one on which the list begins first.
        previous: The page before it in the order of the list.
        next: The one after it.
        below: The parts into which it is cut itself.
    """

    noun: str
    order: str
    above: tuple[Neighbour, ...] = ()
    previous: Neighbour | None = None
    next: Neighbour | None = None
    below: tuple[Neighbour, ...] = ()


@dataclass(frozen=True)
class MadePage:
    """A page that is there because a list is too long for one.

    Attributes:
        title: Its title.
        page: The page on which its list begins, as a Markdown file below the docs.
        list: The list.
        part: The part that stands on it.
        around: Where one goes on from it.
    """

    title: str
    page: str
    list: CutList
    part: Part[Any]
    around: Around

    @property
    def previous(self) -> str | None:
        """The Markdown file of the page before it."""
        return self.around.previous.source if self.around.previous else None

    @property
    def next(self) -> str | None:
        """The Markdown file of the page after it."""
        return self.around.next.source if self.around.next else None

    @cached_property
    def records(self) -> tuple[object, ...]:
        """What it tells of: articles, notes, topics, cited sources and rows, each once.

        Its bytes depend on these, on `title`, `list.whole.name` and `around`, and on nothing
        else of the corpus.
        """
        if self.part.parts:
            return ()
        found = (record for entry in self.part.entries for record in self.list.records(entry))
        return tuple({id(record): record for record in found}.values())


def made_pages(site: Site) -> dict[str, MadePage]:
    """The pages that the lists of a site need besides those on which they begin.

    By the Markdown files below the docs from which they would be made.
    """
    if "made" not in site.kept:
        cut = filter(lambda one: one.is_cut, lists_of(site))
        site.kept["made"] = {source: page for one in cut for source, page in _pages_of(site, one)}
    made: dict[str, MadePage] = site.kept["made"]
    return made


# Where parts of lists have their pages.
_AMONG_PARTS = re.compile(r"(?:annotations|charts|corrections|sources)/|(?:articles|topics)/[^/]+/")


def is_made(site: Site, source: str) -> bool:
    """Whether a part of a list stands at `source`; most paths tell that by themselves."""
    return _AMONG_PARTS.match(source) is not None and source in made_pages(site)


def part_surroundings(site: Site, page: MadePage) -> bytes:
    """All that stands on the page of a part of a list, as JSON."""
    values = {
        "title": page.title,
        "list": [page.list.template, page.list.title, page.list.noun, page.list.whole.name],
        "part": [page.part.path, page.part.name, page.part.span],
        "around": list(_around_told(page.around)),
        "entries": [_shown(entry) for entry in page.part.entries],
        "directories": site.use_directory_urls,
        "repository": repr(site.repository),
        "publishers": site.numbered_publishers,
        "records": [_told(site, record) for record in page.records],
    }
    return json.dumps(values).encode()


def _shown(entry: object) -> object:
    """What of an entry stands on the page that its records alone do not tell."""
    if isinstance(entry, Cited):
        return entry.anchor
    if isinstance(entry, Noted):
        return [placed.note.id for placed in entry.notes]
    if isinstance(entry, Correction) and entry.change:
        return [entry.change.date, entry.change.text]
    return None


def _around_told(around: Around) -> Iterator[object]:
    yield from (around.noun, around.order)
    one_by_one = (around.previous,), (around.next,)
    for neighbours in (around.above, around.below, *one_by_one):
        yield [one and [one.source, one.name, one.count, one.span] for one in neighbours]


def _told(site: Site, record: object) -> str:
    """What tells a state of the record from any other."""
    if isinstance(record, AnnotatedArticle):
        return record.key
    if isinstance(record, PlacedNote):
        return f"{site.articles[record.note.article].key} {record.note.id}"
    if isinstance(record, Topic):
        known: dict[str, str] = site.kept.setdefault("topics", {})
        if record.slug not in known:
            known[record.slug] = f"{record.slug} {record.meta!r}"
        return known[record.slug]
    if isinstance(record, Cited):
        cited = record.citation
        return f"{record.publisher} {cited.source!r} {cited.cited_by} {cited.of}"
    return repr(record)


def around(one: CutList) -> Around | None:
    """Where one goes on from the page on which a list begins; None where it is all there."""
    if not one.is_cut:
        return None
    first = next(one.whole.pages())
    below = tuple(_neighbour(one, part) for part in one.whole.parts)
    return Around(one.noun, one.order, next=_neighbour(one, first), below=below)


def pages_beside(site: Site, source: str) -> tuple[str | None, str | None, str | None] | None:
    """The pages before, after and above a page of a list that is cut, as Markdown files.

    None of a page that is no such one.
    """
    made = made_pages(site).get(source)
    if made:
        return made.previous, made.next, made.page
    lists = lists_of(site)
    for one in (lists.articles, lists.annotations, lists.corrections, lists.sources, lists.topics):
        if one.page == source and one.is_cut:
            return None, one.source(next(one.whole.pages())), None
    return None


def _pages_of(site: Site, one: CutList) -> Iterator[tuple[str, MadePage]]:
    pages = list(one.whole.pages())
    order = {id(part): index for index, part in enumerate(pages)}
    begin = _begin(site, one)

    def walk(part: Part[Any], above: tuple[Neighbour, ...]) -> Iterator[tuple[str, MadePage]]:
        index = order.get(id(part))
        if index is not None:
            previous = _neighbour(one, pages[index - 1]) if index else above[0]
            following = _neighbour(one, pages[index + 1]) if index + 1 < len(pages) else None
        else:
            previous, following = above[-1], _neighbour(one, next(part.pages()))
        below = tuple(_neighbour(one, each) for each in part.parts)
        here = Around(one.noun, one.order, above, previous, following, below)
        title = f"{one.title}: {part.name}" if part.name else one.title
        yield one.source(part), MadePage(title, begin[0].source, one, part, here)
        for each in part.parts:
            yield from walk(each, (*above, _above(one, part)))

    if one.page == begin[0].source:
        for part in one.whole.parts:
            yield from walk(part, begin)
    else:  # the list begins on a page of its own
        yield from walk(one.whole, begin)


def _begin(site: Site, one: CutList) -> tuple[Neighbour, ...]:
    """The page that leads to the list."""
    if one is lists_of(site).ourselves:
        one = lists_of(site).corrections
    return (_above(one, one.whole),)


def _neighbour(one: CutList, part: Part[Any]) -> Neighbour:
    return Neighbour(one.source(part), part.name or one.title, one.count(part.entries), part.span)


def _above(one: CutList, part: Part[Any]) -> Neighbour:
    # Without a number, so that a page that is full stays as it is while others grow.
    return Neighbour(one.source(part), part.name or one.title, 0)
