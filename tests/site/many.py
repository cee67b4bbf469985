"""A corpus as large as is wanted, made of one article that is read once."""

from __future__ import annotations

from dataclasses import replace
from datetime import date, timedelta
from typing import cast

from glossator.content.corpus import Article, Note
from glossator.content.model import Annotation, Source
from glossator.content.page_model import ArticleMeta
from glossator.site.addresses import page_url
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.stored import StoredText
from glossator.weaving.annotate import AnnotatedText, PlacedNote
from glossator.weaving.markup import HtmlText

FIRST_DAY = date(2019, 11, 20)
SHARED = "https://archive.example.org/shared"


def many(site: Site, number: int, *, days_apart: int = 5, url_style: bool = True) -> Site:
    """The site with its only article `number` times, published some days apart.

    Every note cites a source of its own beside one that all of them cite; every article has
    a publisher of its own.
    """
    (annotated,) = site.articles.values()
    articles = {}
    for index in range(number):
        slug = f"copy-{index:05}"
        day = FIRST_DAY + timedelta(days=index * days_apart)
        articles[slug] = _copied(annotated, slug, index, day, url_style=url_style)
    corpus = replace(
        site.corpus,
        articles={slug: one.article for slug, one in articles.items()},
        notes={slug: [placed.note for placed in one.text.notes] for slug, one in articles.items()},
    )
    return Site(corpus, articles, use_directory_urls=url_style)


def _copied(
    annotated: AnnotatedArticle, slug: str, index: int, day: date, *, url_style: bool
) -> AnnotatedArticle:
    article, meta = annotated.article, annotated.article.meta
    assert meta
    meta = ArticleMeta.model_validate(meta.model_dump())
    source = meta.source.model_copy(
        update={"published": str(day), "publisher": f"Daily {index} (test data)"}
    )
    titled = meta.model_copy(update={"title": f"{article.title} {index}", "source": source})
    copied = Article(slug, article.path, titled, "", article.parsed)
    notes = tuple(_noted(placed, slug, index, day) for placed in annotated.text.notes)
    text = AnnotatedText("", notes, (), HtmlText("", "", ()))
    page = page_url(f"articles/{slug}.md", use_directory_urls=url_style)
    return AnnotatedArticle(copied, cast("StoredText", text), page, slug, annotated.coverage)


def _noted(placed: PlacedNote, slug: str, index: int, day: date) -> PlacedNote:
    note = placed.note
    own = Source(
        url=f"https://archive.example.org/{slug}/{note.id}",
        publisher=f"{chr(65 + index % 26)} archive {index % 7} (test data)",
        title=f"What stands in volume {index} on {note.id}",
    )
    shared = Source(url=SHARED, publisher="Example Archive (test data)", title="Shared")
    update = {
        "title": f"{placed.title} {index}",
        "sources": (own, shared),
        "created": str(day),
    }
    said = Annotation.model_validate(note.annotation.model_dump())
    annotation = said.model_copy(update=update)
    return replace(placed, note=Note(note.id, slug, note.path, annotation, note.parsed))
