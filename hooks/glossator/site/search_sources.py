"""The pages that the site's search finds, each with what tells whether it was gathered before."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import astuple
from functools import partial

from glossator.caching.digest import code_digest, digest
from glossator.content.corpus import Topic
from glossator.searching.sources import WORDS, PageSource
from glossator.site.lists import STATUS_NAMES
from glossator.site.search_records import (
    WrittenPage,
    article_page,
    sources_page,
    topic_page,
    written_page,
)
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import KIND_NAMES

LABELS = {
    **{("kind", kind): name for kind, name in KIND_NAMES.items()},
    ("kind", "article"): "Article",
    ("kind", "topic"): "Topic",
    ("kind", "publisher"): "Publisher",
    ("kind", "page"): "Page",
    **{("status", status): name for status, name in STATUS_NAMES.items()},
}
"""Values of fields as people read them."""


def search_sources(
    site: Site,
    written: Mapping[str, WrittenPage],
    *,
    is_published: Callable[[str], bool] = lambda _: True,
) -> Iterator[PageSource]:
    """The pages of the site.

    First come articles, those published last before others, then topics, then what is
    `written` by hand, by the paths of files below the docs. What is not `is_published`, by
    such a path, has no page.
    """
    for annotated in site.newest_first:
        slug = annotated.article.slug
        if is_published(f"articles/{slug}.md"):
            yield article_source(annotated, site.mentions.get(slug, ()))
    topics = {f"topics/{slug}.md": topic for slug, topic in site.corpus.topics.items()}
    for path, topic in topics.items():
        if is_published(path):
            about, page = (site.url_of(path), *_about(topic)), written.get(path)
            make = partial(topic_page, topic, site.url_of(path), page)
            yield PageSource(_key("topic", *about, *_written(page)), make)
    for path, page in written.items():
        if path == "sources.md":
            key = _key("sources", site_key(site), *_written(page))
            yield PageSource(key, partial(sources_page, site, page))
        elif path not in topics:
            yield PageSource(_key("page", *_written(page)), partial(written_page, page))


def article_source(annotated: AnnotatedArticle, mentions: Iterable[str]) -> PageSource:
    """An article with its notes, of which `mentions` are the topics that its text names.

    Nothing else of the site has a part in it, so that any process may gather it that has
    nothing but the article.
    """
    named = sorted(mentions)
    key = _key("article", annotated.key, annotated.page, *named)
    return PageSource(key, partial(article_page, annotated, named))


def search_ids(site: Site) -> dict[tuple[str, str], str]:
    """What the index calls values of fields of which records have the names."""
    return {("publisher", name): slug for name, slug in site.publisher_ids.items()}


def search_labels(site: Site) -> dict[tuple[str, str], str]:
    """The values of fields, by field and value, as people read them."""
    topics = {("topic", slug): topic.title for slug, topic in site.corpus.topics.items()}
    usual = site.usual_publishers
    ids = site.publisher_ids.items()
    publishers = {("publisher", slug): usual[name] for name, slug in ids}
    return {**LABELS, **topics, **publishers}


def site_key(site: Site) -> str:
    """The checksum of everything of the site that pages, ids and labels are made of."""
    articles = (part for slug, one in site.articles.items() for part in (slug, one.key))
    topics = (part for topic in site.corpus.topics.values() for part in _about(topic))
    return digest(code_digest(), str(site.use_directory_urls), *articles, "", *topics)


def _key(*parts: str) -> str:
    return digest(WORDS, code_digest(), *parts)


def _about(topic: Topic) -> tuple[str, str]:
    return topic.slug, json.dumps(topic.meta.model_dump()) if topic.meta else ""


def _written(page: WrittenPage | None) -> tuple[str, ...]:
    return tuple(map(str, astuple(page))) if page else ()
