"""The head of each page: what it is, whose, where else it stands, and what belongs to it."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass

from markupsafe import escape

from glossator.site.addresses import relative_url
from glossator.site.citing import Work
from glossator.site.feeds_of import feed_links
from glossator.site.made import made_pages
from glossator.site.meta_tags import Shared, library_tags, link_tag, open_graph
from glossator.site.page_names import GENERATED, article_slug, slug_in
from glossator.site.site import AnnotatedArticle, Site
from glossator.site.structured import (
    Node,
    addresses_from,
    article_nodes,
    breadcrumbs,
    publisher,
    script_of,
)
from glossator.site.told import told_of_article

LISTS = {
    "articles/index.md": "Articles of which every claim can be checked.",
    "annotations.md": "Corrections, sources and context that readers have added to articles.",
    "topics/index.md": "What articles are about, with all that was found on it.",
    "corrections.md": "What articles got wrong, what is right, and what we put right ourselves.",
    "sources.md": "Where each note can be checked, by publisher.",
    "annotated.md": "Whether a page of the web has notes here, by its address.",
    "charts.md": "How many articles, notes and sources there are, of which kind and when.",
}
"""What is found on the pages that are made; the titles say only what they are called."""

# Where a link is an alternate and no more, the theme looks for a site in another language there.
FEED = "alternate feed"
DATA = "alternate describedby"
_DESCRIPTION = re.compile(r'<meta name="description" content="[^"]*">')
_CANONICAL = re.compile(r'<link rel="canonical" href="[^"]*">')


@dataclass(frozen=True, slots=True)
class Head:
    """What the head of a page says beside what the theme says.

    Attributes:
        description: What is on the page, in a sentence.
        canonical: The address at which search engines should find its text, where that is not
            the page's own.
        tags: All other elements, as HTML.
    """

    description: str
    canonical: str
    tags: str

    def within(self, html: str) -> str:
        """The theme's elements with these: each thing is said once."""
        html = _put(html, _DESCRIPTION, '<meta name="description" content="{}">', self.description)
        html = _put(html, _CANONICAL, '<link rel="canonical" href="{}">', self.canonical)
        return f"{html}{self.tags}"


def _put(html: str, pattern: re.Pattern[str], form: str, value: str) -> str:
    if not value:
        return html
    element = form.format(escape(value))
    found, number = pattern.subn(lambda _: element, html, count=1)
    return found if number else f"{html.rstrip()}\n{element}\n"


def head_of(site: Site, source: str, title: str, description: str) -> Head:
    """The head of the page made from `source`, of this title.

    `description` is what somebody wrote of the page; it may be empty.
    """
    annotated = site.articles.get(article_slug(source))
    page = site.url_of(source)
    told = _told(site, source, description, annotated) or title
    address = site.about.address(page) if site.about.url else ""
    shared = Shared(title, told, address)
    tags, nodes = "", list(_nodes(site, source, page, title))
    if annotated:
        meta = annotated.article.meta
        day = meta.source.published if meta else ""
        shared = Shared(
            title, told, address, "article", day, site.last_change(article_slug(source))
        )
        tags = _article_tags(annotated)
        nodes = article_nodes(site, annotated)
    for kind, name, target in feed_links(site, source):
        tags += link_tag(FEED, relative_url(target, start=page), kind, name)
    return Head(
        told,
        _original_address(annotated),
        f"{open_graph(site, shared)}{tags}{script_of(nodes)}\n",
    )


def _original_address(annotated: AnnotatedArticle | None) -> str:
    """What is copied is found where it was published, and never in our place of it."""
    meta = annotated.article.meta if annotated else None
    return meta.source.url if meta else ""


def _told(site: Site, source: str, description: str, annotated: AnnotatedArticle | None) -> str:
    if annotated:
        return told_of_article(annotated)
    part = made_pages(site).get(source)
    if part and part.title:
        return f"{part.title}. {LISTS.get(part.page, '')}".strip()
    return description or LISTS.get(source) or site.about.description


def _article_tags(annotated: AnnotatedArticle) -> str:
    """Of a copy, what is cited is the original."""
    data = f"articles/{annotated.article.slug}/annotations.jsonld"
    tags = link_tag(DATA, relative_url(data, start=annotated.page), "application/ld+json")
    meta = annotated.article.meta
    if not meta:
        return tags
    source = meta.source
    work = Work(
        annotated.article.slug,
        annotated.article.title,
        source.publisher,
        source.url,
        author=source.author or "",
        issued=source.published or "",
        language=source.language,
    )
    return tags + library_tags(work, kind="newspaperArticle", rights=meta.rights)


def _nodes(site: Site, source: str, page: str, title: str) -> Iterator[Node]:
    """What a page is that is no article's: the site, or where in it the page stands."""
    address = addresses_from(site, page)
    if not page or source == "index.md":
        yield {
            "@type": "WebSite",
            "name": site.about.name,
            "url": address(""),
            "inLanguage": site.about.language,
            "publisher": publisher(site, address),
        }
        return
    steps = [(site.about.name, address(""))]
    part = made_pages(site).get(source)
    above = "topics/index.md" if slug_in("topics", source) else part.page if part else ""
    if above and above != source:
        steps.append((GENERATED.get(above, title), address(site.url_of(above))))
    yield breadcrumbs((*steps, (title, address(page))))
