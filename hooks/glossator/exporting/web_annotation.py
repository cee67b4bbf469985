"""A note as the W3C Web Annotation Data Model has it, in JSON-LD.

Terms are those of the model's own context, `http://www.w3.org/ns/anno.jsonld`, which also knows
the prefixes `dcterms` and `schema`, for what the model has no terms of its own for.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING
from urllib.parse import urljoin

from glossator.content.references import unescape
from glossator.exporting.annotation_json import (
    iri,
    moment,
    person,
    place_selectors,
    quote_selector,
    quoted,
    source_body,
    text_body,
    topic_body,
    word_body,
)
from glossator.exporting.note_parts import place_id
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.templates import show_body
from glossator.weaving.annotate import PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Annotation

CONTEXT = "http://www.w3.org/ns/anno.jsonld"
GENERATOR = '{"type":"Software","name":"Glossator"}'
MOTIVATIONS = {"correction": "editing", "source": "linking", "context": "describing"}
"""What a note of each kind is made for."""

_TOPICS = "topics as annotations have them"

BodyOf = Callable[[PlacedNote], str]
"""The body of a note in Markdown."""

# Of a note that does not simply stand, where it stands in its life.
_STATUS = {"resolved": "Resolved", "withdrawn": "Withdrawn"}
_RELATIVE_LINK = re.compile(r'(?<=\shref=")(?!https?:|mailto:)[^"]*', re.IGNORECASE)


def annotation_lines(site: Site, slug: str, body_of: BodyOf | None = None) -> Iterator[str]:
    """The notes on an article in reading order, each as JSON on one line.

    What an annotation says is true of all of its targets. So a note that replaces the words of
    its places by different ones is an annotation for each place.

    With `body_of`, each also has what it takes to write the note's file again: its body in
    Markdown beside that in HTML, and its quotes as they were typed.
    """
    writer = _Writer(site, site.articles[slug], body_of)
    for placed in site.articles[slug].text.notes:
        yield from writer.annotations(placed)


@dataclass
class _Writer:
    """What writes the notes on one article.

    Attributes:
        site: The site.
        annotated: The article.
        body_of: The body of a note in Markdown, where that is to be told.
    """

    site: Site
    annotated: AnnotatedArticle
    body_of: BodyOf | None

    def __post_init__(self) -> None:
        # Few topics are those of many notes on many articles.
        self._topics: dict[str, str] = self.site.kept.setdefault(_TOPICS, {})
        about, text = self.site.about, self.annotated.text
        self._words, self._bodies = text.source.text, text.bodies
        self._language = self.annotated.article.language
        self._page = about.address(self.annotated.page)
        self._copy, self._state = self._copy_and_state()
        self._behind = f',"generator":{GENERATOR}'
        if about.rights:
            self._behind += f',"rights":{iri(about.rights)}'

    def _copy_and_state(self) -> tuple[str, str]:
        """The copy of the article with what it is one of, and the day on which it was made."""
        page, meta = iri(self._page), self.annotated.article.meta
        copy = f'{{"id":{page},"type":"Text","format":"text/html","language":"{self._language}"'
        if meta is None:
            return copy + "}", ""
        original = iri(meta.source.url)
        copy += f',"canonical":{original},"via":{original}'
        if meta.source.archive:
            copy += f',"schema:archivedAt":{{"id":{iri(meta.source.archive)}}}'
        if not meta.retrieved:
            return copy + "}", ""
        day = moment(meta.retrieved)
        return copy + "}", f',"state":{{"type":"TimeState","sourceDate":{day},"cached":{page}}}'

    def annotations(self, placed: PlacedNote) -> Iterator[str]:
        """What stands for a note: one annotation, or one for each of its places."""
        note = placed.note.annotation
        address = self.site.about.address(self.site.note_page(placed))
        head, bodies = self._head(placed, note), self._own_words(placed)
        targets = [self._target(placed, number) for number in range(len(placed.places))]
        bodies += self._grounds(note)
        wanted = [place.replacement or "" for place in placed.places]
        if len(wanted) < 2 or len(set(wanted)) < 2:
            bodies += self._editing(wanted[0] if wanted else "")
            yield _annotation(address, head, bodies, targets or [self._whole()])
            return
        head += f',"dcterms:isPartOf":{{"id":{iri(address)}}}'
        for number, (target, words) in enumerate(zip(targets, wanted, strict=True), 1):
            place = f"{address}#{place_id(number)}"
            yield _annotation(place, head, bodies + self._editing(words), [target])

    def _head(self, placed: PlacedNote, note: Annotation) -> str:
        made = f',"motivation":"{MOTIVATIONS[note.kind]}"'
        if note.title:
            made += f',"label":{quoted(note.title)}'
        if note.creator:
            made += f',"creator":{person(note.creator.name, note.creator.github)}'
        if note.created:
            made += f',"created":{moment(note.created)}'
        if note.modified:
            made += f',"modified":{moment(note.modified)}'
        made += self._behind
        if note.status in _STATUS:
            made += f',"schema:creativeWorkStatus":"{_STATUS[note.status]}"'
        if note.changes:
            changes = ",".join(
                f'{{"type":"schema:CorrectionComment","schema:datePublished":"{change.date}",'
                f'"schema:text":{quoted(change.text)}}}'
                for change in note.changes
            )
            made += f',"schema:correction":[{changes}]'
        if note.redirect_from:
            addresses = (self._former(placed, name) for name in note.redirect_from)
            former = ",".join(f'{{"id":{iri(address)}}}' for address in addresses)
            made += f',"dcterms:replaces":[{former}]'
        return made

    def _former(self, placed: PlacedNote, name: str) -> str:
        path = name if "/" in name else f"{placed.note.article}/{name}"
        return self.site.about.address(self.site.url_of(f"notes/{path}.md"))

    def _own_words(self, placed: PlacedNote) -> list[str]:
        """What the note says."""
        html = self._bodies.get(placed.note.id)
        if not html:
            return []
        purpose = "describing" if placed.kind == "context" else "commenting"
        language = self.site.about.language
        whole = html if html.isascii() else str(show_body(html))
        if "href" in html:
            whole = _RELATIVE_LINK.sub(self._absolute, whole)
        made = text_body(purpose, whole, language, "text/html")
        if self.body_of is None:
            return [made]
        typed = text_body(purpose, self.body_of(placed), language, "text/markdown")
        return [f'{{"type":"Choice","items":[{made},{typed}]}}']

    def _absolute(self, found: re.Match[str]) -> str:
        return escape(urljoin(self._page, unescape(found[0])))

    def _editing(self, words: str) -> list[str]:
        """What the words at a place should be."""
        return [text_body("editing", words, self._language)] if words else []

    def _grounds(self, note: Annotation) -> list[str]:
        """What the note rests on, and what it belongs to."""
        bodies = list(map(source_body, note.sources))
        bodies += map(self._topic, note.topics)
        if note.reason:
            bodies.append(word_body("classifying", note.reason))
        if note.confidence:
            bodies.append(word_body("assessing", f"confidence: {note.confidence}"))
        return bodies

    def _topic(self, slug: str) -> str:
        if slug not in self._topics:
            topic = self.site.corpus.topics.get(slug)
            page = self.site.about.address(self.site.url_of(f"topics/{slug}.md"))
            found = topic_body(page, topic.title) if topic else text_body("tagging", slug, "en")
            self._topics[slug] = found
        return self._topics[slug]

    def _target(self, placed: PlacedNote, number: int) -> str:
        typed, span = placed.note.annotation.target[number], placed.places[number].span
        selectors = ""
        if span is None or self.body_of is not None:
            selectors = quote_selector(typed.exact, typed.prefix, typed.suffix)
        if span is not None:
            # As much as told this place from others.
            before, behind = len(typed.prefix), len(typed.suffix)
            found = place_selectors(self._words, *span, before=before, behind=behind)
            selectors = f"{selectors},{found}" if selectors else found
        return (
            f'{{"type":"SpecificResource","source":{self._copy},'
            f'"selector":[{selectors}]{self._state}}}'
        )

    def _whole(self) -> str:
        """The article as a whole."""
        if not self._state:
            return self._copy
        return f'{{"type":"SpecificResource","source":{self._copy}{self._state}}}'


def _annotation(address: str, head: str, bodies: list[str], targets: list[str]) -> str:
    name = iri(address)
    body = f',"body":[{",".join(bodies)}]' if bodies else ""
    return (
        f'{{"@context":"{CONTEXT}","id":{name},"type":"Annotation","canonical":{name}{head}{body},'
        f'"target":[{",".join(targets)}]}}'
    )
