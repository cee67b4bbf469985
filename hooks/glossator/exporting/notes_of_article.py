"""What the pages of all notes on an article have in common, made once for all of them."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from glossator.content.corpus import Topic
from glossator.exporting.embedding import FRAME
from glossator.site.assets import NOTE_STYLESHEET
from glossator.site.escaping import escape
from glossator.site.inline import own, set_as
from glossator.site.meta_tags import has_cards, link_tag
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.structured import NoteData
from glossator.site.told import of_article

ICON = "assets/glossator/favicon.svg"
# Nothing runs, nothing is sent, nothing comes from elsewhere. Who may frame a page only a
# server could say, and everybody may.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class NotesOf:
    """What the pages of an article's notes have in common.

    Attributes:
        site: The site.
        annotated: The article.
        text: Its text.
    """

    site: Site
    annotated: AnnotatedArticle
    text: str

    @cached_property
    def root(self) -> str:
        """The way from a page to the site's root."""
        return "../../../" if self.site.use_directory_urls else "../../"

    def link(self, target: str) -> str:
        """An address below the root that is no note's, as seen from a page."""
        return self.root + target

    @cached_property
    def page(self) -> str:
        """The article, as seen from a page."""
        return self.link(self.annotated.page)

    @cached_property
    def named(self) -> str:
        """The article within a sentence."""
        return of_article(self.annotated)

    @cached_property
    def data(self) -> NoteData:
        """What the pages say to machines."""
        address = self.site.about.address if self.site.about.url else self.link
        return NoteData(self.site, self.annotated, address)

    @cached_property
    def by(self) -> str:
        """The article and its publisher, in words."""
        article = self.annotated.article
        by = f" ({article.meta.source.publisher})" if article.meta else ""
        return f"on “{article.title}”{by}"

    @cached_property
    def set_as(self) -> str:
        """Language and direction of what is quoted from the article, as attributes."""
        return str(set_as(self.annotated.article))

    @cached_property
    def topics(self) -> dict[str, str]:
        """Links to topics that were made, by the slug of the topic."""
        return {}

    def topic(self, topic: Topic) -> str:
        """A link to a topic; the notes of an article have few of them, many times."""
        if topic.slug not in self.topics:
            page = escape(self.link(self.site.url_of(f"topics/{topic.slug}.md")))
            self.topics[topic.slug] = f'<a href="{page}">{own(topic.title)}</a>'
        return self.topics[topic.slug]

    @cached_property
    def beginning(self) -> str:
        """All before a page's title."""
        return (
            f'<!doctype html>\n<html lang="{escape(self.site.about.language)}" id="{FRAME}">\n'
            '<head>\n<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        )

    @cached_property
    def behind_title(self) -> str:
        """What a title ends with, for those who see it among others."""
        return f" – {escape(self.site.about.name)}"

    @cached_property
    def links(self) -> str:
        """The elements that name other files."""
        data = f"articles/{self.annotated.article.slug}/annotations.jsonld"
        return (
            link_tag("stylesheet", self.link(NOTE_STYLESHEET))
            + link_tag("icon", self.link(ICON))
            + link_tag("alternate", self.link(data), "application/ld+json")
        )

    @cached_property
    def header(self) -> str:
        """The way to the site."""
        return f'<header><a href="{self.root}">{own(self.site.about.name)}</a></header>\n<main>\n'

    @cached_property
    def where(self) -> str:
        """The way to the article."""
        article = self.annotated.article
        by = f", {own(article.meta.source.publisher)}" if article.meta else ""
        return f'<a href="{escape(self.page)}">{own(article.title)}</a>{by}'

    @cached_property
    def end(self) -> str:
        """All behind what a page says: the terms of the notes, where there are any."""
        rights = self.site.about.rights
        terms = f'<a rel="license" href="{escape(rights)}">Terms of use</a>'
        footer = f"<footer>{terms}</footer>\n" if rights else ""
        return f"</main>\n{footer}</body>\n</html>\n"

    @cached_property
    def has_cards(self) -> bool:
        """Whether there are pictures."""
        return bool(self.site.about.url) and has_cards(self.site)
