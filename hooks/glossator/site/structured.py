"""What a page says for machines that know the words of schema.org, as JSON-LD within it.

Of what is not known nothing is said: no rating where there is no claim to rate, and no author
where none is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from glossator.anchoring.text import clip
from glossator.site.addresses import relative_url
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.told import LONGEST, plain_text
from glossator.weaving.annotate import PlacedNote

Node = dict[str, Any]
"""An object of JSON-LD, whose values are of any kind that JSON has."""

CONTEXT = "https://schema.org"
RATINGS = {
    "figure": "Wrong figure",
    "name": "Wrong name",
    "date": "Wrong date",
    "attribution": "Wrongly attributed",
    "translation": "Wrongly translated",
    "wording": "Misleading words",
    "omission": "Leaves out what matters",
    "outdated": "Out of date",
}
"""What a correction finds of the words, by its reason, as people say it."""
OTHER_RATING = "Wrong"
# Reasons for which a claim is not so; the others say how it is put, which is no point on a line
# from false to true.
_UNTRUE = frozenset({None, "figure", "name", "date", "attribution"})
# Characters of a claim: what is longer is no claim any more.
_LONGEST_CLAIM = 300
# The only scale that a correction has: the words are as they should be, or they are not.
_NOT_SO, _SO = 1, 2

# What must not stand within a script element, and what some readers of scripts take for lines.
_UNSAFE = {"<": "\\u003c", ">": "\\u003e", "&": "\\u0026", "\u2028": "\\u2028", "\u2029": "\\u2029"}


def script_of(nodes: Iterable[Node]) -> str:
    """The element that carries the nodes. It holds data, which no browser runs."""
    found = list(nodes)
    whole = {"@context": CONTEXT, **(found[0] if len(found) == 1 else {"@graph": found})}
    text = json.dumps(whole, ensure_ascii=False, separators=(",", ":"))
    for sign, escape in _UNSAFE.items():
        text = text.replace(sign, escape)
    return f'<script type="application/ld+json">{text}</script>'


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
            {"@type": "ListItem", "position": position, "name": name, "item": address}
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
    node["citation"] = list(
        dict.fromkeys(one.url for note in notes for one in note.note.annotation.sources)
    )
    node["correction"] = [
        {
            "@type": "CorrectionComment",
            "url": address(site.note_page(placed)),
            "name": placed.title,
        }
        for placed in notes
        if placed.kind == "correction"
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


def note_nodes(site: Site, placed: PlacedNote, claim: str, body: str) -> list[Node]:
    """What a note's page is.

    `claim` is the sentence that it speaks of, as it was published; `body` is its HTML.
    """
    page = site.note_page(placed)
    address = addresses_from(site, page)
    annotated = site.articles[placed.note.article]
    node = _note(site, placed, claim, body, address)
    steps = (
        (site.about.name, address("")),
        (annotated.article.title, address(annotated.page)),
        (placed.title, address(page)),
    )
    return [node, breadcrumbs(steps)]


def is_claim_review(placed: PlacedNote) -> bool:
    """Whether a note says of words that are still published that they are wrong."""
    is_standing = placed.note.annotation.status == "published"
    return placed.kind == "correction" and is_standing and bool(placed.places)


def _note(
    site: Site, placed: PlacedNote, claim: str, body: str, address: Callable[[str], str]
) -> Node:
    annotation = placed.note.annotation
    annotated = site.articles[placed.note.article]
    page, by = address(site.note_page(placed)), publisher(site, address)
    node: Node = {
        "@type": "CorrectionComment" if placed.kind == "correction" else "Comment",
        "@id": page,
        "url": page,
        "name": placed.title,
        "inLanguage": site.about.language,
        "datePublished": annotation.created,
        "dateModified": annotation.modified,
        "license": site.about.rights or None,
        "isPartOf": {"@type": "Article", "@id": address(annotated.page)},
    }
    if annotation.creator:
        node["creator"] = {"@type": "Person", "name": annotation.creator.name}
    if annotation.status == "withdrawn":
        node["creativeWorkStatus"] = "Withdrawn"
        return _without_nothing({**node, "publisher": by})
    said = clip(plain_text(body), LONGEST)
    node["citation"] = [source.url for source in annotation.sources]
    node["about"] = [
        _topic(topic.title, address(site.url_of(f"topics/{topic.slug}.md")))
        for topic in site.topics_of(placed)
    ]
    if not is_claim_review(placed):
        node |= {"text": said, "publisher": by}
        if annotation.status == "resolved":
            node["creativeWorkStatus"] = "Resolved by the publisher"
        return _without_nothing(node)
    node |= {
        "@type": "ClaimReview",
        "author": by,
        "claimReviewed": clip(claim, _LONGEST_CLAIM),
        "reviewBody": said,
        "reviewRating": _rating(annotation.reason, annotation.confidence),
        "itemReviewed": _claim(annotated, annotation.reason),
    }
    return _without_nothing(node)


def _rating(reason: str | None, confidence: str | None) -> Node:
    name = RATINGS.get(reason or "", OTHER_RATING)
    if confidence == "low":
        name = f"Probably {name[0].lower()}{name[1:]}"
    rating: Node = {"@type": "Rating", "alternateName": name}
    if reason in _UNTRUE and confidence != "low":
        rating |= {"ratingValue": _NOT_SO, "worstRating": _NOT_SO, "bestRating": _SO}
    return rating


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
