"""What the pages of all notes on an article have in common, made once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from glossator.exporting.notes_of_site import NotesOfSite
from glossator.site.inline import own_text, set_as
from glossator.site.meta_tags import link_tag
from glossator.site.note_data import NoteData
from glossator.site.site import AnnotatedArticle
from glossator.site.told import of_article
from glossator.weaving.annotate import KIND_NAMES
from glossator.weaving.languages import isolated


@dataclass(frozen=True)
class NotesOf:
    """What the pages of an article's notes have in common.

    Attributes:
        all: What they have in common with those of other articles.
        annotated: The article.
        text: Its text.
    """

    all: NotesOfSite
    annotated: AnnotatedArticle
    text: str

    @cached_property
    def page(self) -> str:
        """The article, as seen from a page; its slug has nothing to be escaped."""
        return self.all.link(self.annotated.page)

    @cached_property
    def named(self) -> str:
        """The article within a sentence, on one line."""
        return " ".join(of_article(self.annotated).split())

    @cached_property
    def data(self) -> NoteData:
        """What the pages say to machines."""
        return NoteData(self.all.words, self.annotated)

    @cached_property
    def kinds(self) -> dict[str, str]:
        """What a note of each kind is, in words: of which article, and its publisher."""
        article = self.annotated.article
        by = f" ({isolated(article.meta.source.publisher)})" if article.meta else ""
        on = f" on “{isolated(article.title)}”{by}"
        return {kind: f"{name}{on}" for kind, name in KIND_NAMES.items()}

    @cached_property
    def set_as(self) -> str:
        """Language and direction of what is quoted from the article, as attributes."""
        return str(set_as(self.annotated.article))

    @cached_property
    def links(self) -> str:
        """The elements that name other files."""
        data = f"articles/{self.annotated.article.slug}/annotations.jsonld"
        return self.all.links + link_tag("alternate", self.all.link(data), "application/ld+json")

    @cached_property
    def where(self) -> str:
        """The way to the article."""
        article = self.annotated.article
        by = f", {own_text(article.meta.source.publisher)}" if article.meta else ""
        return f'<a href="{self.page}">{own_text(article.title)}</a>{by}'
