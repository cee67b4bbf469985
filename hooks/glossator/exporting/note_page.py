"""The page of one note: small, without a script, and whole by itself.

It is put together by hand: there are ten times as many of these pages as there are articles.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from glossator.content.corpus import Topic
from glossator.exporting.embedding import FRAME, Embedded, height_of
from glossator.exporting.note_parts import (
    STATUSES,
    about_line,
    citations,
    embed_forms,
    history,
    linked,
    quotations,
    sources,
)
from glossator.site.assets import NOTE_STYLESHEET
from glossator.site.citing import Work
from glossator.site.escaping import escape
from glossator.site.in_sentences import Quoted, in_sentences
from glossator.site.inline import kind_tag, own, set_as
from glossator.site.meta_tags import Shared, has_cards, library_tags, link_tag, open_graph
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.structured import NoteData
from glossator.site.templates import show_body
from glossator.site.told import plain_text, told_of_note
from glossator.weaving.annotate import KIND_NAMES, PlacedNote

ICON = "assets/glossator/favicon.svg"
# Nothing runs, nothing is sent, nothing comes from elsewhere. Who may frame a page only a
# server could say, and everybody may.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"


@dataclass(frozen=True)
class NotesOf:
    """What the pages of an article's notes have in common, made once for all of them.

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
        to_article = escape(self.link(self.annotated.page))
        return f'<a href="{to_article}">{own(article.title)}</a>{by}'

    @cached_property
    def footer(self) -> str:
        """The terms under which the notes may be used, where there are any."""
        rights = self.site.about.rights
        terms = f'<a rel="license" href="{escape(rights)}">Terms of use</a>'
        return f"<footer>{terms}</footer>\n" if rights else ""

    @cached_property
    def has_cards(self) -> bool:
        """Whether there are pictures."""
        return bool(self.site.about.url) and has_cards(self.site)


@dataclass(frozen=True)
class NotePage:
    """The page of a note.

    Attributes:
        notes: What it has in common with the others.
        placed: The note.
        body: The clean HTML of its explanation.
    """

    notes: NotesOf
    placed: PlacedNote
    body: str

    @cached_property
    def site(self) -> Site:
        """The site."""
        return self.notes.site

    @cached_property
    def page(self) -> str:
        """Its address, relative to the site's root."""
        return self.site.note_page(self.placed)

    @cached_property
    def folder(self) -> str:
        """Where the files beside it are, relative to the site's root."""
        return f"notes/{self.placed.note.article}/{self.placed.note.id}"

    @cached_property
    def url(self) -> str:
        """Its complete address; empty where the site has none yet."""
        return self.site.about.address(self.page) if self.site.about.url else ""

    @cached_property
    def is_withdrawn(self) -> bool:
        """Whether the note does not stand any more."""
        return self.placed.note.annotation.status == "withdrawn"

    @cached_property
    def said(self) -> str:
        """Its explanation in plain words, which a withdrawn note does not give any more."""
        return "" if self.is_withdrawn else plain_text(self.body)

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """The words that it speaks of, in their sentences."""
        return in_sentences(self.notes.text, self.placed.places)

    @cached_property
    def told(self) -> str:
        """What it says, in a sentence."""
        return told_of_note(self.placed, self.notes.annotated, self.said)

    @cached_property
    def kind(self) -> str:
        """What it is called: `Correction`."""
        return KIND_NAMES[self.placed.kind]

    @cached_property
    def embedded(self) -> Embedded:
        """The note as others show it."""
        about = self.site.about
        height = height_of(self.placed, self.quoted, self.body, self.said)
        title, root = self.placed.title, about.url
        return Embedded(
            title, self.kind, self.url, self.told, about.name, root, about.language, height
        )

    @cached_property
    def work(self) -> Work:
        """The note as it is cited."""
        annotation = self.placed.note.annotation
        return Work(
            f"{self.placed.note.article}-{self.placed.note.id}",
            self.placed.title,
            self.site.about.name,
            self.url,
            f"{self.kind} {self.notes.by}",
            annotation.creator.name if annotation.creator else "",
            annotation.created or "",
            self.site.about.language,
        )

    def html(self) -> str:
        """The page."""
        return (
            f'<!doctype html>\n<html lang="{escape(self.site.about.language)}" id="{FRAME}">\n'
            f"<head>\n{''.join(self._head())}</head>\n"
            f"<body>\n{''.join(self._parts())}</body>\n</html>\n"
        )

    def _head(self) -> Iterator[str]:
        placed, annotation, about = self.placed, self.placed.note.annotation, self.site.about
        title = escape(placed.title)
        yield (
            f'<meta charset="utf-8">\n'
            f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
            '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
            f"<title>{self.kind}: {title} – {escape(about.name)}</title>\n"
            f'<meta name="description" content="{escape(self.told)}">\n'
        )
        if self.is_withdrawn:
            yield '<meta name="robots" content="noindex">\n'
        yield self.notes.links
        if self.url:
            yield f'<link rel="canonical" href="{self.url}">\n'
        if self.url and not self.is_withdrawn:
            oembed = about.address(f"{self.folder}/oembed.json")
            yield (
                f'<link rel="alternate" type="application/json+oembed" title="{title}"'
                f' href="{oembed}">\n'
            )
        has_card = self.notes.has_cards and not self.is_withdrawn
        yield open_graph(
            self.site,
            Shared(
                placed.title,
                self.told,
                self.url,
                "article",
                annotation.created,
                annotation.modified,
                about.address(f"{self.folder}/card.png") if has_card else "",
            ),
        )
        yield library_tags(self.work, kind="webpage", rights=about.rights)
        claim = self.quoted[0].text if self.quoted else ""
        yield self.notes.data.script(placed, claim, self.said)
        # In a frame, what is followed leads out of it.
        yield '\n<base target="_top">\n'

    def _parts(self) -> Iterator[str]:
        placed, annotation, notes = self.placed, self.placed.note.annotation, self.notes
        article = notes.annotated.article
        yield (
            f'{notes.header}<article class="note note--{placed.kind}">\n'
            f"<p>{kind_tag(placed.kind)}</p>\n<h1>{own(placed.title)}</h1>\n"
        )
        if annotation.status in STATUSES:
            yield f'<p class="status">{STATUSES[annotation.status]}</p>\n'
        page = notes.link(notes.annotated.page)
        yield from quotations(
            self.quoted, article, notes.set_as, page, is_withdrawn=self.is_withdrawn
        )
        where = "In " if placed.places else "On the whole of "
        yield f'<p class="from">{where}{notes.where}</p>\n'
        if self.body and not self.is_withdrawn:
            yield f'<div class="said">{show_body(linked(self.body, page))}</div>\n'
        if not self.is_withdrawn:
            yield from sources(annotation.sources)
        yield from history(annotation.changes)
        yield from about_line(annotation, map(notes.topic, self.site.topics_of(placed)))
        words = "Read it in the article" if placed.places else "Read it below the article"
        to_words = escape(notes.link(self.site.note_url(placed)))
        yield f'<p class="go"><a href="{to_words}">{words}</a></p>\n</article>\n'
        yield citations(self.work)
        if self.url and not self.is_withdrawn:
            yield embed_forms(self.embedded)
        yield f"</main>\n{notes.footer}"
