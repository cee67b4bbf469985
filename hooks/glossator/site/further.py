"""Where to read on from the end of an article: the next ones on its topics."""

from __future__ import annotations

from collections import Counter
from dataclasses import dataclass

from glossator.content.corpus import Topic
from glossator.site.site import AnnotatedArticle, Site

# A reader at the end of an article chooses among few.
MOST_ARTICLES = 3
MOST_TOPICS = 4


@dataclass(frozen=True, slots=True)
class Further:
    """What stands below an article.

    Attributes:
        articles: The next article on each topic, with the topics on which it is the next.
        topics: The topics, those first that the article is most about.
    """

    articles: tuple[tuple[AnnotatedArticle, tuple[Topic, ...]], ...]
    topics: tuple[Topic, ...]


def further(site: Site, slug: str) -> Further:
    """Where to read on from the article `slug`.

    On each topic the articles stand in the order in which they were published, and the first
    follows the last, so that all of them can be read one after the other from anywhere.
    """
    topics = _topics(site, slug)
    found: dict[str, list[Topic]] = {}
    for topic in topics:
        following = site.row_on(topic.slug).get(slug, slug)
        if following != slug:
            found.setdefault(following, []).append(topic)
    articles = [(site.articles[name], tuple(shared)) for name, shared in found.items()]
    return Further(tuple(articles[:MOST_ARTICLES]), tuple(topics[:MOST_TOPICS]))


def _topics(site: Site, slug: str) -> list[Topic]:
    """The topics that have a page: the article's, then those of most notes, then those it names."""
    annotated = site.articles[slug]
    meta = annotated.article.meta
    of_notes = Counter(
        topic for placed in annotated.published for topic in placed.note.annotation.topics
    )
    names = [*(meta.topics if meta else ()), *(name for name, _ in of_notes.most_common())]
    names += sorted(site.mentions.get(slug, ()))
    return [site.corpus.topics[name] for name in dict.fromkeys(names) if name in site.corpus.topics]
