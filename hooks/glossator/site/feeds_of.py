"""Which feeds there are, and which of them belong to a page."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass

from glossator.site.page_names import article_slug
from glossator.site.site import Site
from glossator.weaving.languages import isolated

FORMS = (("feed.xml", "application/atom+xml"), ("feed.json", "application/feed+json"))
"""The files of each feed, and of which type they are."""
CORRECTIONS = "corrections"


@dataclass(frozen=True, slots=True)
class FeedAddress:
    """A feed.

    Attributes:
        folder: Where its files are, below the site's root: nothing, or a path with a slash behind.
        title: What it is called.
        page: The address of the page that it follows, relative to the root.
    """

    folder: str
    title: str
    page: str


def site_feed(site: Site) -> FeedAddress:
    """The feed of all notes."""
    return FeedAddress("", site.about.name or "Annotations", "")


def corrections_feed(site: Site) -> FeedAddress:
    """The feed of corrections, of articles and of our own notes."""
    return FeedAddress(
        f"{CORRECTIONS}/", _named(site, "Corrections"), site.url_of("corrections.md")
    )


def article_feed(site: Site, slug: str) -> FeedAddress:
    """The feed of the notes on an article."""
    annotated = site.articles[slug]
    title = _named(site, annotated.article.title)
    return FeedAddress(f"articles/{slug}/", title, annotated.page)


def topic_feed(site: Site, slug: str) -> FeedAddress:
    """The feed of the notes on a topic."""
    title = _named(site, site.corpus.topics[slug].title)
    return FeedAddress(f"topics/{slug}/", title, site.url_of(f"topics/{slug}.md"))


def _named(site: Site, title: str) -> str:
    return f"{isolated(site.about.name)}: {isolated(title)}" if site.about.name else title


def feed_links(site: Site, source: str) -> list[tuple[str, str, str]]:
    """The feeds that belong to the page made from `source`, the closest first.

    Of each file its media type, the feed's title, and its path below the site's root.
    """
    return [
        (media_type, feed.title, feed.folder + name)
        for feed in _feeds_of(site, source)
        for name, media_type in FORMS
    ]


def _feeds_of(site: Site, source: str) -> Iterator[FeedAddress]:
    parts = source.removesuffix(".md").split("/")
    slug = article_slug(source) or (parts[1] if parts[0] == "notes" and len(parts) == 3 else "")
    if slug in site.articles:
        yield article_feed(site, slug)
    elif parts[0] == "topics" and len(parts) > 1 and parts[1] in site.corpus.topics:
        yield topic_feed(site, parts[1])
    elif parts[0] == CORRECTIONS:
        yield corrections_feed(site)
    yield site_feed(site)
