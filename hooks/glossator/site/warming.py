"""What a build needs of each article, made ahead of it, a part of them at a time."""

from __future__ import annotations

from glossator.caching.digest import digest
from glossator.content.listing import list_site
from glossator.searching.sources import PageSource
from glossator.site.mentions import TopicNames
from glossator.site.publish import Settings
from glossator.site.search_sources import article_source
from glossator.site.shelf import Progress, Shelf


def warm_articles(
    settings: Settings,
    shelf: Shelf,
    part: tuple[int, int] = (1, 1),
    *,
    progress: Progress | None = None,
) -> list[PageSource]:
    """Make what the cache lacks of what becomes of a part of the articles.

    `part` is its number, from 1, and the number of parts; `progress` is called with the number
    of articles made and how many are to be made. Gives back what the search has of them.
    """
    listing = list_site(settings.root, settings.docs, settings.annotations)
    names = TopicNames.of(shelf.begin_corpus(listing).topics.values())
    files = [one for one in shelf.files(listing) if is_in_part(one.slug, part)]
    entries = shelf.entries(files, listing.states, names, progress)
    mentions = shelf.mentions(files, entries, names)
    found = (
        entry.annotated(use_directory_urls=settings.use_directory_urls)
        for entry in entries.values()
    )
    return [article_source(one, mentions[one.article.slug]) for one in found if one]


def is_in_part(slug: str, part: tuple[int, int]) -> bool:
    """Whether the article belongs to part number `part[0]` of `part[1]`."""
    number, parts = part
    return int(digest(slug), 16) % parts == number - 1
