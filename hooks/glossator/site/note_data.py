"""What the page of a note says for machines that know the words of schema.org."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass
from functools import cached_property
from json.encoder import encode_basestring as _text
from typing import TYPE_CHECKING

from glossator.anchoring.text import clip, cut
from glossator.content.corpus import Topic
from glossator.site.rating import is_reviewed, rating
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.structured import (
    CONTEXT,
    Node,
    breadcrumbs,
    json_of,
    original_of,
    publisher,
    safe,
    topic_node,
    without_nothing,
)
from glossator.site.told import LONGEST
from glossator.weaving.annotate import PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Annotation

# Characters of a claim: what is longer is no claim any more.
_LONGEST_CLAIM = 300
_TYPES = {"correction": "CorrectionComment", "source": "Comment", "context": "Comment"}
_STATUSES = {"resolved": "Resolved by the publisher", "withdrawn": "Withdrawn"}


@dataclass(frozen=True)
class NoteWords:
    """What a site says of its notes, made once for the pages of all of them.

    Attributes:
        site: The site.
        address: What turns addresses below the root into those that the pages name.
    """

    site: Site
    address: Callable[[str], str]

    @cached_property
    def publisher(self) -> str:
        """Who publishes the site."""
        return json_of(publisher(self.site, self.address))

    @cached_property
    def language(self) -> str:
        """The language of the notes, as a member of theirs."""
        return f'"inLanguage":{_text(self.site.about.language)}'

    @cached_property
    def rights(self) -> str:
        """The terms of the notes, as one more member; nothing where there are none."""
        rights = self.site.about.rights
        return f',"license":{_text(rights)}' if rights else ""

    @cached_property
    def _topics(self) -> dict[str, str]:
        return {}

    def topic(self, topic: Topic) -> str:
        """A topic; there are few of them, which notes have many times."""
        if topic.slug not in self._topics:
            page = self.address(self.site.url_of(f"topics/{topic.slug}.md"))
            self._topics[topic.slug] = json_of(topic_node(topic.title, page))
        return self._topics[topic.slug]

    @cached_property
    def _ratings(self) -> dict[tuple[str | None, str | None], str]:
        return {}

    def rating(self, annotation: Annotation) -> str:
        """The rating that a correction gives, of which there are not many either."""
        by = annotation.reason, annotation.confidence
        if by not in self._ratings:
            self._ratings[by] = json_of(rating(annotation))
        return self._ratings[by]


@dataclass(frozen=True)
class NoteData:
    """What the pages of an article's notes are, of which most is the same on each.

    Attributes:
        words: What is the same on the pages of all notes.
        annotated: The article.
    """

    words: NoteWords
    annotated: AnnotatedArticle

    def script(self, placed: PlacedNote, title: str, page: str, claim: str, said: str) -> str:
        """The element that says what the page of a note is.

        `title` is the note's, `page` the address below the root, `claim` the sentence that it
        speaks of, as it was published, and `said` what it says, on one line.

        It is put together by hand: an encoder would be made for each of ten thousand notes.
        """
        here, name = _text(self.words.address(page)), _text(title)
        note = self._note(placed, here, name, claim, said)
        step = f'{{"@type":"ListItem","position":3,"name":{name},"item":{{"@id":{here}}}}}'
        data = safe(f'{{"@context":"{CONTEXT}","@graph":[{{{note}}},{self._way},{step}]}}]}}')
        return f'<script type="application/ld+json">{data}</script>'

    @cached_property
    def _way(self) -> str:
        """The way to the article, left open for the step to the note."""
        words, article = self.words, self.annotated.article
        home = words.site.about.name, words.address("")
        return json_of(breadcrumbs((home, (article.title, self._page))))[:-2]

    @cached_property
    def _page(self) -> str:
        return self.words.address(self.annotated.page)

    @cached_property
    def _article(self) -> str:
        return f'{{"@type":"Article","@id":{_text(self._page)}}}'

    @cached_property
    def _claim(self) -> str:
        """The claim where its words are the publisher's."""
        return json_of(_claim(self.annotated, None))

    @cached_property
    def _translated_claim(self) -> str:
        """The claim where its words are a translator's."""
        return json_of(_claim(self.annotated, "translation"))

    def _note(self, placed: PlacedNote, here: str, name: str, claim: str, said: str) -> str:
        """The members of a note; `here` and `name` are JSON already."""
        annotation, words = placed.note.annotation, self.words
        is_review = is_reviewed(placed)
        kind = "ClaimReview" if is_review else _TYPES[annotation.kind]
        made = f'"@type":"{kind}","@id":{here},"url":{here},"name":{name},{words.language}'
        if annotation.created:
            made += f',"datePublished":"{annotation.created}"'
        if annotation.modified:
            made += f',"dateModified":"{annotation.modified}"'
        made += words.rights
        if annotation.creator:
            made += f',"creator":{{"@type":"Person","name":{_text(annotation.creator.name)}}}'
        if annotation.status != "published":
            made += f',"creativeWorkStatus":"{_STATUSES[annotation.status]}"'
        if annotation.sources:
            urls = ",".join([_text(source.url) for source in annotation.sources])
            made += f',"citation":[{urls}]'
        topics = words.site.topics_of(placed) if annotation.topics else ()
        if topics:
            made += f',"about":[{",".join(map(words.topic, topics))}]'
        if said:
            made += f',"{"reviewBody" if is_review else "text"}":{_text(cut(said, LONGEST))}'
        if not is_review:
            return f'{made},"isPartOf":{self._article},"publisher":{words.publisher}'
        is_translators = annotation.reason == "translation"
        return (
            f'{made},"claimReviewed":{_text(clip(claim, _LONGEST_CLAIM))}'
            f',"reviewRating":{words.rating(annotation)},"isPartOf":{self._article}'
            f',"author":{words.publisher},"itemReviewed":'
            f"{self._translated_claim if is_translators else self._claim}"
        )


def _claim(annotated: AnnotatedArticle, reason: str | None) -> Node:
    original = original_of(annotated)
    meta = annotated.article.meta
    if not meta:
        return {"@type": "Claim"}
    name = meta.source.publisher
    if reason == "translation" and meta.source.via:  # the words are not its publisher's
        name = meta.source.via
    return without_nothing(
        {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": name},
            "datePublished": meta.source.published,
            "appearance": original,
        }
    )
