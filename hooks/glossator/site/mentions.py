"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping

from glossator.anchoring.text import normalize
from glossator.content.corpus import Corpus
from glossator.site.site import AnnotatedArticle

Mentions = dict[str, frozenset[str]]
"""For each article's slug, the slugs of topics."""


def find_mentions(corpus: Corpus, articles: Mapping[str, AnnotatedArticle]) -> Mentions:
    """For each article, the topics one of whose names stands in its headline or text."""
    names: dict[str, set[str]] = {}
    for topic in corpus.topics.values():
        for alias in topic.meta.aliases if topic.meta else ():
            names.setdefault(normalize(alias).text.strip(), set()).add(topic.slug)
    if not names:
        return {}
    pattern = _any_of(names)
    # Of names that begin at the same place the longest is found; it may hold others.
    held = {name: {other for other in names if other in name} for name in names}
    return {
        slug: frozenset(
            topic
            for found in set(pattern.findall(_plain(annotated)))
            for name in held[found]
            if name == found or _any_of([name]).search(found)
            for topic in names[name]
        )
        for slug, annotated in articles.items()
    }


def _plain(annotated: AnnotatedArticle) -> str:
    return normalize(f"{annotated.article.title}\n{annotated.text.source.text}").text


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest of the names at each place, as whole words.

    Scripts without spaces have no word ends to look for.
    """
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
        for name in longest_first
    )
    return re.compile(f"(?=({words}))")  # which takes no text away from the next one
