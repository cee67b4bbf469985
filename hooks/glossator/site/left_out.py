"""A site without the pages that its owner leaves out, and without a word on them."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from copy import copy
from dataclasses import replace
from functools import partial

from glossator.caching.digest import digest
from glossator.content.corpus import Corpus, Topic
from glossator.site.former import Former
from glossator.site.host import Host
from glossator.site.mentions import TopicNames
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.stored import KeptNotes, StoredArticle

Mentions = Callable[[TopicNames], Mapping[str, frozenset[str]]]
"""For each article's slug, the topics that its text names by one of these names."""


def left_out(corpus: Corpus, host: Host, *, are_drafts: bool = True) -> set[str]:
    """The files below the docs that are not published, though they are there.

    Drafts are among them, unless those are shown.
    """
    is_left_out = host.is_excluded if are_drafts else host.is_left_out
    # Where nobody leaves anything out, none of many articles need be looked at.
    return set(filter(is_left_out, corpus.files if host.leaves_out else corpus.pages))


def topics_without(corpus: Corpus, sources: set[str]) -> list[Topic]:
    """The topics but for those whose pages are made from `sources`."""
    return [one for slug, one in corpus.topics.items() if f"topics/{slug}.md" not in sources]


def without(whole: Site, sources: set[str], mentions: Mentions) -> Site:
    """The site without the pages made from `sources`, which are files below the docs.

    Their notes go with them, and of a topic among them no word is said on what stays.
    """
    if not sources:
        return whole
    corpus = whole.corpus
    topics = {one.slug: one for one in topics_without(corpus, sources)}
    hidden = frozenset(corpus.topics.keys() - topics.keys())
    articles = {
        slug: _untold(annotated, hidden)
        for slug, annotated in whole.articles.items()
        if f"articles/{slug}.md" not in sources
    }
    part = replace(
        corpus,
        articles={slug: annotated.article for slug, annotated in articles.items()},
        notes={
            slug: list(articles[slug].text.plain_notes) for slug in corpus.notes if slug in articles
        },
        topics=topics,
        pages={source: page for source, page in corpus.pages.items() if source not in sources},
        files=corpus.files - sources,
    )

    def find_mentions() -> dict[str, frozenset[str]]:
        found = mentions(TopicNames.of(topics.values()))
        return {slug: named for slug, named in found.items() if slug in articles}

    return Site(
        part,
        articles,
        whole.repository,
        whole.use_directory_urls,
        find_mentions=find_mentions,
        former=_former(whole.former, sources),
        about=whole.about,
    )


def _untold(annotated: AnnotatedArticle, topics: frozenset[str]) -> AnnotatedArticle:
    """The same article and notes, which carry none of these topics."""
    article, meta = annotated.article, annotated.article.meta
    of_article = topics.intersection(article.topics)
    of_notes = {one for note in annotated.text.plain_notes for one in topics & {*note.topics}}
    if not of_article and not of_notes:
        return annotated
    if of_article and meta and isinstance(article, StoredArticle):
        meta = copy(meta)
        object.__setattr__(meta, "topics", tuple(t for t in meta.topics if t not in topics))
        article = article.with_meta(meta)
    return replace(
        annotated,
        article=article,
        text=annotated.text.changed(partial(_Untold, topics=topics)),
        key=digest(annotated.key, *sorted(of_article), "", *sorted(of_notes)),
    )


class _Untold(KeptNotes):
    """The same as other notes, but that none carries one of some topics."""

    __slots__ = ("_others",)

    def __init__(self, others: KeptNotes, topics: frozenset[str]) -> None:
        self._others = others
        heads = [
            (one.id, [topic for topic in one.topics if topic not in topics], one.redirect_from)
            for one in others.notes
        ]
        paths = {one.id: one.path for one in others.notes}
        slug = others.notes[0].article if others.notes else ""
        super().__init__(slug, heads, paths, lambda: None, others.root)

    def open(self) -> None:
        """Make their records, where that is not done."""
        if self._read is None:
            return
        self._read = None
        for note, other in zip(self.notes, self._others.notes, strict=True):
            annotation = copy(other.annotation)
            object.__setattr__(annotation, "topics", note.topics)
            object.__setattr__(note, "_annotation", annotation)
        by_id = {note.id: note for note in self.notes}
        self._placed = tuple(
            replace(placed, note=by_id[placed.note.id]) for placed in self._others.placed
        )


def _former(former: Former, sources: set[str]) -> Former:
    pages = {path: source for path, source in former.pages.items() if source not in sources}
    notes = {
        slug: {
            name: note
            for name, note in found.items()
            if f"articles/{note.article}.md" not in sources
        }
        for slug, found in former.notes.items()
    }
    return Former(pages, notes, {path: former.places[path] for path in pages})
