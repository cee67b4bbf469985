"""What a build needs of each article, made ahead of it, a part of them at a time."""

from __future__ import annotations

import re

from glossator.caching.digest import digest
from glossator.caching.processes import Progress
from glossator.content.listing import list_site
from glossator.searching.sources import PageSource
from glossator.site.left_out import left_out, topics_without
from glossator.site.mentions import TopicNames
from glossator.site.publish import Settings
from glossator.site.search_sources import article_source
from glossator.site.shelf import Shelf

PART_VARIABLE = "GLOSSATOR_PART"
"""The environment's variable that has MkDocs make a part of the pages, and build nothing."""
HAS_PROBLEMS = 3
"""What MkDocs exits with then, where the content has problems."""
_PART = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")


def warm_articles(
    settings: Settings,
    shelf: Shelf,
    part: tuple[int, int] = (1, 1),
    *,
    others: bool = False,
    progress: Progress | None = None,
) -> list[PageSource]:
    """Make what the cache lacks of what becomes of a part of the articles.

    `part` is its number, from 1, and the number of parts; with `others`, it is all articles but
    these. `progress` is called with the number of articles made and how many are to be made.
    Gives back what the search has of them.
    """
    listing = list_site(settings.root, settings.docs, settings.annotations)
    corpus = shelf.begin_corpus(listing, seconds=settings.host.check_seconds)
    names = TopicNames.of(topics_without(corpus, left_out(corpus, settings.host)))
    files = [one for one in shelf.files(listing) if is_in_part(one.slug, part) is not others]
    entries = shelf.entries(files, listing.states, names, progress)
    mentions = shelf.mentions(files, entries, names)
    found = (
        entry.annotated(use_directory_urls=settings.use_directory_urls)
        for entry in entries.values()
    )
    return [article_source(one, mentions[one.article.slug]) for one in found if one]


def is_in_part(name: str, part: tuple[int, int]) -> bool:
    """Whether what has the name, such as an article, belongs to part `part[0]` of `part[1]`."""
    number, parts = part
    return int(digest(name), 16) % parts == number - 1


def read_part(text: str) -> tuple[int, int]:
    """Which part of how many `text` means, as in `3/8`.

    Raises:
        ValueError: it means none.
    """
    found = _PART.fullmatch(text)
    if not found:
        raise ValueError(f"{text!r} is no part; write the third of eight as 3/8")
    number, parts = map(int, found.groups())
    if number > parts:
        raise ValueError(f"there is no part {number} of {parts}; the last is {parts}/{parts}")
    return number, parts
