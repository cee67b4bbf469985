"""The page of one note: small, without a script, and whole by itself.

It is put together by hand: there are ten times as many of these pages as there are articles.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from markupsafe import escape

from glossator.exporting.embedding import FRAME, Embedded, height_of
from glossator.exporting.note_parts import (
    STATUSES,
    about_line,
    citations,
    embed_forms,
    history,
    quotations,
    sources,
)
from glossator.site.addresses import relative_url
from glossator.site.assets import NOTE_STYLESHEET
from glossator.site.citing import Work
from glossator.site.in_sentences import Quoted, in_sentences
from glossator.site.inline import kind_tag, own
from glossator.site.meta_tags import Shared, has_cards, library_tags, link_tag, open_graph
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.structured import note_nodes, script_of
from glossator.site.templates import show_body
from glossator.site.told import told_of_note
from glossator.weaving.annotate import KIND_NAMES, PlacedNote

ICON = "assets/glossator/favicon.svg"
# Nothing runs, nothing is sent, nothing comes from elsewhere. Who may frame a page only a
# server could say, and everybody may.
POLICY = "default-src 'none'; style-src 'self'; img-src 'self'; base-uri 'none'; form-action 'none'"
_RELATIVE = re.compile(r'(<a [^>]*?href=")(?![a-z][a-z0-9+.-]*:|//)([^"]*)')


@dataclass(frozen=True)
class NotePage:
    """The page of a note.

    Attributes:
        site: The site.
        placed: The note.
        text: The text of its article.
        body: The clean HTML of its explanation.
    """

    site: Site
    placed: PlacedNote
    text: str
    body: str

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
    def annotated(self) -> AnnotatedArticle:
        """Its article."""
        return self.site.articles[self.placed.note.article]

    @cached_property
    def is_withdrawn(self) -> bool:
        """Whether the note does not stand any more."""
        return self.placed.note.annotation.status == "withdrawn"

    @cached_property
    def said(self) -> str:
        """Its explanation, which a note that was withdrawn does not give any more."""
        return "" if self.is_withdrawn else self.body

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """The words that it speaks of, in their sentences."""
        return in_sentences(self.text, self.placed.places)

    @cached_property
    def told(self) -> str:
        """What it says, in a sentence."""
        return told_of_note(self.placed, self.annotated, self.said)

    @cached_property
    def kind(self) -> str:
        """What it is called: `Correction`."""
        return KIND_NAMES[self.placed.kind]

    @cached_property
    def embedded(self) -> Embedded:
        """The note as others show it."""
        about = self.site.about
        height = height_of(self.placed, self.quoted, self.said)
        title, root = self.placed.title, about.url
        return Embedded(
            title, self.kind, self.url, self.told, about.name, root, about.language, height
        )

    @cached_property
    def work(self) -> Work:
        """The note as it is cited."""
        annotation, article = self.placed.note.annotation, self.annotated.article
        by = f" ({article.meta.source.publisher})" if article.meta else ""
        return Work(
            f"{article.slug}-{self.placed.note.id}",
            self.placed.title,
            self.site.about.name,
            self.url,
            f"{self.kind} on “{article.title}”{by}",
            annotation.creator.name if annotation.creator else "",
            annotation.created or "",
            self.site.about.language,
        )

    def link(self, target: str) -> str:
        """An address below the root, as seen from the page."""
        return relative_url(target, start=self.page)

    def html(self) -> str:
        """The page."""
        return (
            f'<!doctype html>\n<html lang="{escape(self.site.about.language)}" id="{FRAME}">\n'
            f"<head>\n{''.join(self._head())}</head>\n"
            f"<body>\n{''.join(self._parts())}</body>\n</html>\n"
        )

    def _head(self) -> Iterator[str]:
        placed, annotation = self.placed, self.placed.note.annotation
        yield '<meta charset="utf-8">\n'
        yield f'<meta http-equiv="Content-Security-Policy" content="{POLICY}">\n'
        yield '<meta name="viewport" content="width=device-width,initial-scale=1">\n'
        about = self.site.about
        yield f"<title>{self.kind}: {escape(placed.title)} – {escape(about.name)}</title>\n"
        yield f'<meta name="description" content="{escape(self.told)}">\n'
        if self.is_withdrawn:
            yield '<meta name="robots" content="noindex">\n'
        if self.url:
            yield link_tag("canonical", self.url)
        yield link_tag("stylesheet", self.link(NOTE_STYLESHEET))
        yield link_tag("icon", self.link(ICON))
        data = f"articles/{placed.note.article}/annotations.jsonld"
        yield link_tag("alternate", self.link(data), "application/ld+json")
        if self.url:
            oembed = self.site.about.address(f"{self.folder}/oembed.json")
            yield link_tag("alternate", oembed, "application/json+oembed", placed.title)
        image = self.url and has_cards(self.site) and not self.is_withdrawn
        yield open_graph(
            self.site,
            Shared(
                placed.title,
                self.told,
                self.url,
                "article",
                annotation.created,
                annotation.modified,
                self.site.about.address(f"{self.folder}/card.png") if image else "",
            ),
        )
        yield library_tags(self.work, kind="webpage", rights=self.site.about.rights)
        claim = self.quoted[0].text if self.quoted else ""
        yield f"{script_of(note_nodes(self.site, placed, claim, self.said))}\n"
        # In a frame, what is followed leads out of it.
        yield '<base target="_top">\n'

    def _parts(self) -> Iterator[str]:
        placed, annotation, article = (
            self.placed,
            self.placed.note.annotation,
            self.annotated.article,
        )
        status = annotation.status
        to_article, to_words = map(self.link, (self.annotated.page, self.site.note_url(placed)))
        name = own(self.site.about.name)
        yield f'<header><a href="{self.link("")}">{name}</a></header>\n<main>\n'
        yield f'<article class="note note--{placed.kind}">\n<p>{kind_tag(placed.kind)}</p>\n'
        yield f"<h1>{own(placed.title)}</h1>\n"
        if status in STATUSES:
            yield f'<p class="status">{STATUSES[status]}</p>\n'
        yield from quotations(
            self.quoted, article, self.annotated.page, self.link, is_withdrawn=self.is_withdrawn
        )
        title = f'<a href="{escape(to_article)}">{own(article.title)}</a>'
        yield f'<p class="from">{"In " if placed.places else "On the whole of "}{title}'
        if article.meta:
            yield f", {own(article.meta.source.publisher)}"
        yield "</p>\n"
        if self.said:
            yield f'<div class="said">{show_body(self._linked(self.said))}</div>\n'
        if not self.is_withdrawn:
            yield from sources(annotation.sources)
        yield from history(annotation.changes)
        yield from about_line(self.site, placed, self.link)
        words = "Read it in the article" if placed.places else "Read it below the article"
        yield f'<p class="go"><a href="{escape(to_words)}">{words}</a></p>\n</article>\n'
        yield from citations(self.work)
        if self.url and not self.is_withdrawn:
            yield from embed_forms(self.embedded)
        yield "</main>\n"
        if self.site.about.rights:
            terms = f'<a rel="license" href="{escape(self.site.about.rights)}">Terms of use</a>'
            yield f"<footer>{terms}</footer>\n"

    def _linked(self, body: str) -> str:
        """The explanation, with links that are written as seen from the article's page."""
        if 'href="' not in body:
            return body
        start = self.annotated.page

        def seen_from_here(found: re.Match[str]) -> str:
            up = relative_url(start, start=self.page)
            target = found[2]
            if target.startswith("#"):
                return f"{found[1]}{escape(up)}{target}"
            folder = relative_url(start.rpartition("/")[0] + "/", start=self.page)
            return f"{found[1]}{escape(folder)}{target}"

        return _RELATIVE.sub(seen_from_here, body)
