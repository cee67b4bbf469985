"""What a page says for machines that know the words of schema.org, as JSON-LD within it.

Of what is not known nothing is said: no rating where there is no claim to rate, and no author
where none is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from glossator.anchoring.text import clip, cut
from glossator.site.addresses import relative_url
from glossator.site.rating import is_reviewed, rating
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.told import LONGEST
from glossator.weaving.annotate import PlacedNote

Node = dict[str, Any]
"""An object of JSON-LD, whose values are of any kind that JSON has."""

CONTEXT = "https://schema.org"
# Characters of a claim: what is longer is no claim any more.
_LONGEST_CLAIM = 300
_STATUSES = {"resolved": "Resolved by the publisher", "withdrawn": "Withdrawn"}

# What must not stand within a script element, and what some readers of scripts take for lines.
_ENCODER = json.JSONEncoder(ensure_ascii=False, separators=(",", ":"))
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_of(nodes: Iterable[Node]) -> str:
    """The element that carries the nodes. It holds data, which no browser runs."""
    found = list(nodes)
    whole = {"@context": CONTEXT, **(found[0] if len(found) == 1 else {"@graph": found})}
    return f'<script type="application/ld+json">{json_of(whole)}</script>'


def json_of(value: object) -> str:
    """The value as JSON that may stand within an element."""
    text = _ENCODER.encode(value)
    for sign, safe in _UNSAFE.items():
        if sign in text:
            text = text.replace(sign, safe)
    return text


def addresses_from(site: Site, page: str) -> Callable[[str], str]:
    """What turns addresses below the root into those that data on `page` names.

    They are complete where the site has an address; else as seen from the page.
    """
    if site.about.url:
        return site.about.address
    return lambda target: relative_url(target, start=page)


def breadcrumbs(steps: Iterable[tuple[str, str]]) -> Node:
    """The way to a page: the name and the address of each step, the page last."""
    return {
        "@type": "BreadcrumbList",
        "itemListElement": [
            {"@type": "ListItem", "position": position, "name": name, "item": {"@id": address}}
            for position, (name, address) in enumerate(steps, start=1)
        ],
    }


def publisher(site: Site, address: Callable[[str], str]) -> Node:
    """Who publishes the site, and where it says how it puts right what it got wrong."""
    node: Node = {
        "@type": "Organization",
        "name": site.about.name,
        "url": address(""),
        "correctionsPolicy": address(site.url_of("corrections.md")),
    }
    if has_principles(site):
        node["publishingPrinciples"] = address(site.url_of(PRINCIPLES))
    return node


PRINCIPLES = "about/index.md"
"""The page on which a site says how it works, where it has one."""


def has_principles(site: Site) -> bool:
    """Whether the site says how it works."""
    return PRINCIPLES in site.corpus.pages


def article_nodes(site: Site, annotated: AnnotatedArticle) -> list[Node]:
    """What an article's page is: a copy, of what, with which corrections."""
    address = addresses_from(site, annotated.page)
    here = address(annotated.page)
    article, notes = annotated.article, annotated.published
    node: Node = {
        "@type": "Article",
        "@id": here,
        "url": here,
        "headline": article.title,
        "inLanguage": article.language,
        "publisher": publisher(site, address),
    }
    meta = article.meta
    if meta:
        original = original_of(annotated)
        node["isBasedOn"] = original
        if meta.source.translated != "no":
            # Who translated is not known; of what it is a translation, as far as that goes.
            node["translationOfWork"] = {"@type": "Article", "publisher": original["publisher"]}
        if meta.source.published:
            node["datePublished"] = meta.source.published
        node["about"] = [
            _topic(site.corpus.topics[slug].title, address(site.url_of(f"topics/{slug}.md")))
            for slug in meta.topics
            if slug in site.corpus.topics
        ]
    # Each of them has its sources on its own page: all of these would be a tenth of this page.
    node["correction"] = [
        address(site.note_page(placed)) for placed in notes if placed.kind == "correction"
    ]
    node["dateModified"] = site.last_change(article.slug)
    home = site.url_of("articles/index.md")
    steps = ((site.about.name, address("")), ("Articles", address(home)), (article.title, here))
    return [_without_nothing(node), breadcrumbs(steps)]


def original_of(annotated: AnnotatedArticle) -> Node:
    """The article where it was published; nothing where that is not known."""
    meta = annotated.article.meta
    if not meta:
        return {}
    source = meta.source
    return _without_nothing(
        {
            "@type": "Article",
            "url": source.url,
            "headline": annotated.article.title,
            "publisher": {"@type": "Organization", "name": source.publisher},
            "author": {"@type": "Person", "name": source.author} if source.author else None,
            "datePublished": source.published,
            "inLanguage": source.language,
            "archivedAt": source.archive,
        }
    )


@dataclass(frozen=True)
class NoteData:
    """What the pages of an article's notes are, of which most is the same on each.

    Attributes:
        site: The site.
        annotated: The article.
        address: What turns addresses below the root into those that the pages name.
    """

    site: Site
    annotated: AnnotatedArticle
    address: Callable[[str], str]

    def script(self, placed: PlacedNote, claim: str, said: str) -> str:
        """The element that says what the page of a note is.

        `claim` is the sentence that it speaks of, as it was published, and `said` what it says,
        on one line.
        """
        page = self.address(self.site.note_page(placed))
        note = self._note(placed, page, claim, said)
        step = f'"position":3,"name":{json_of(placed.title)},"item":{{"@id":{json_of(page)}}}'
        return (
            f'<script type="application/ld+json">{{"@context":"{CONTEXT}","@graph":'
            f'[{note},{self._way},{{"@type":"ListItem",{step}}}]}}]}}</script>'
        )

    @cached_property
    def _way(self) -> str:
        """The way to the article, left open for the step to the note."""
        steps = (
            (self.site.about.name, self.address("")),
            (self.annotated.article.title, self.address(self.annotated.page)),
        )
        return json_of(breadcrumbs(steps))[:-2]

    @cached_property
    def _publisher(self) -> str:
        return json_of(publisher(self.site, self.address))

    @cached_property
    def _article(self) -> str:
        return json_of({"@type": "Article", "@id": self.address(self.annotated.page)})

    @cached_property
    def _claims(self) -> tuple[str, str]:
        """The claim where its words are the publisher's, and where a translator's."""
        usual, translated = (_claim(self.annotated, reason) for reason in (None, "translation"))
        return json_of(usual), json_of(translated)

    def _note(self, placed: PlacedNote, page: str, claim: str, said: str) -> str:
        annotation = placed.note.annotation
        is_review = is_reviewed(placed)
        node: Node = {
            "@type": "CorrectionComment" if placed.kind == "correction" else "Comment",
            "@id": page,
            "url": page,
            "name": placed.title,
            "inLanguage": self.site.about.language,
        }
        if annotation.created:
            node["datePublished"] = annotation.created
        if annotation.modified:
            node["dateModified"] = annotation.modified
        if self.site.about.rights:
            node["license"] = self.site.about.rights
        if annotation.creator:
            node["creator"] = {"@type": "Person", "name": annotation.creator.name}
        if annotation.status != "published":
            node["creativeWorkStatus"] = _STATUSES[annotation.status]
        if annotation.sources:
            node["citation"] = [source.url for source in annotation.sources]
        topics = self.site.topics_of(placed) if annotation.topics else ()
        if topics:
            node["about"] = [
                _topic(one.title, self.address(self.site.url_of(f"topics/{one.slug}.md")))
                for one in topics
            ]
        if said:
            node["reviewBody" if is_review else "text"] = cut(said, LONGEST)
        more = f'"isPartOf":{self._article},'
        if is_review:
            node["@type"] = "ClaimReview"
            node["claimReviewed"] = clip(claim, _LONGEST_CLAIM)
            node["reviewRating"] = rating(annotation)
            reviewed = self._claims[annotation.reason == "translation"]
            more += f'"author":{self._publisher},"itemReviewed":{reviewed}'
        else:
            more += f'"publisher":{self._publisher}'
        return f"{json_of(node)[:-1]},{more}}}"


def _claim(annotated: AnnotatedArticle, reason: str | None) -> Node:
    original = original_of(annotated)
    meta = annotated.article.meta
    if not meta:
        return {"@type": "Claim"}
    name = meta.source.publisher
    if reason == "translation" and meta.source.via:  # the words are not its publisher's
        name = meta.source.via
    return _without_nothing(
        {
            "@type": "Claim",
            "author": {"@type": "Organization", "name": name},
            "datePublished": meta.source.published,
            "appearance": original,
        }
    )


def _topic(name: str, url: str) -> Node:
    return {"@type": "Thing", "name": name, "url": url}


def _without_nothing(node: Mapping[str, Any]) -> Node:
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
