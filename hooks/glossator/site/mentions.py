"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

from collections.abc import Iterable, Mapping

from glossator.anchoring.text import plain_form
from glossator.content.corpus import Corpus
from glossator.site.site import AnnotatedArticle

Mentions = dict[str, frozenset[str]]
"""For each article's slug, the slugs of topics."""


def find_mentions(corpus: Corpus, articles: Mapping[str, AnnotatedArticle]) -> Mentions:
    """For each article, the topics one of whose names stands in its headline or text."""
    names: dict[str, set[str]] = {}
    for topic in corpus.topics.values():
        for alias in topic.meta.aliases if topic.meta else ():
            names.setdefault(plain_form(alias).strip(), set()).add(topic.slug)
    if not names:
        return {}
    # Of names that begin at the same place the longest is found; it may hold others.
    held = {
        name: [other for other in names if other in name and _begins(other, name)] for name in names
    }
    return {
        slug: frozenset(
            topic
            for found in longest_names(names, _plain(annotated))
            for name in held[found]
            for topic in names[name]
        )
        for slug, annotated in articles.items()
    }


def _plain(annotated: AnnotatedArticle) -> str:
    return plain_form(f"{annotated.article.title}\n{annotated.text.source.text}")


def longest_names(names: Iterable[str], text: str) -> set[str]:
    """Of the names that begin at the same place of the text the longest, for all places."""
    longest: dict[int, str] = {}
    for name in sorted(names, key=len):
        longest |= dict.fromkeys(_begins(name, text), name)
    return set(longest.values())


def _begins(name: str, text: str) -> list[int]:
    """Where the name stands in the text, as whole words.

    Scripts without spaces have no word ends to look for.
    """
    found = []
    begin = text.find(name)
    while begin >= 0:
        end = begin + len(name)
        if not (name.isascii() and (_in_word(text, begin - 1) or _in_word(text, end))):
            found.append(begin)
        begin = text.find(name, begin + 1)
    return found


def _in_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()
