"""What a page says for machines that know the words of schema.org, as JSON-LD within it.

Of what is not known nothing is said: no rating where there is no claim to rate, and no author
where none is named.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Mapping
from typing import Any

from glossator.site.addresses import relative_url
from glossator.site.site import AnnotatedArticle, Site

Node = dict[str, Any]
"""An object of JSON-LD, whose values are of any kind that JSON has."""

CONTEXT = "https://schema.org"

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
    return safe(_ENCODER.encode(value))


def safe(data: str) -> str:
    """JSON as it may stand within an element."""
    for sign, escape in _UNSAFE.items():
        if sign in data:
            data = data.replace(sign, escape)
    return data


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


def article_nodes(site: Site, annotated: AnnotatedArticle, changed: str | None) -> list[Node]:
    """What an article's page is: a copy, of what, with which corrections, and changed when."""
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
            topic_node(site.corpus.topics[slug].title, address(site.url_of(f"topics/{slug}.md")))
            for slug in meta.topics
            if slug in site.corpus.topics
        ]
    # Each of them has its sources on its own page: all of these would be a tenth of this page.
    node["correction"] = [
        address(site.note_page(placed)) for placed in notes if placed.kind == "correction"
    ]
    node["dateModified"] = changed
    home = site.url_of("articles/index.md")
    steps = ((site.about.name, address("")), ("Articles", address(home)), (article.title, here))
    return [without_nothing(node), breadcrumbs(steps)]


def original_of(annotated: AnnotatedArticle) -> Node:
    """The article where it was published; nothing where that is not known."""
    meta = annotated.article.meta
    if not meta:
        return {}
    source = meta.source
    return without_nothing(
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


def topic_node(name: str, url: str) -> Node:
    """A topic, by the address of its page."""
    return {"@type": "Thing", "name": name, "url": url}


def without_nothing(node: Mapping[str, Any]) -> Node:
    """The node without what is not known."""
    return {key: value for key, value in node.items() if value not in (None, "", [], {})}
