"""Which pages are made, and from what: the HTML of each."""

from __future__ import annotations

from collections.abc import Callable
from functools import lru_cache
from typing import Any

from glossator.site.article import render_article
from glossator.site.frame import frame
from glossator.site.headings import anchors
from glossator.site.home import home
from glossator.site.inline import tongues
from glossator.site.lists import (
    list_articles,
    list_charts,
    list_corrections,
    list_part_of_topic,
    list_rows,
    list_some_annotations,
    list_sources,
    list_topics,
)
from glossator.site.made import MadePage, made_pages
from glossator.site.page_names import GENERATED as GENERATED
from glossator.site.page_names import LISTS as LISTS
from glossator.site.page_names import article_slug as article_slug
from glossator.site.page_names import slug_in as slug_in
from glossator.site.site import Site
from glossator.site.templates import render
from glossator.site.topic import topic_page
from glossator.weaving.as_seen import as_seen
from glossator.weaving.sanitize import sanitize_page, unique_ids

_MAKERS: dict[str, tuple[str, Callable[[Site], dict[str, Any]]]] = {
    "index.md": ("home", home),
    "articles/index.md": ("article-index", list_articles),
    "topics/index.md": ("topic-index", list_topics),
    "annotations.md": ("annotations", list_some_annotations),
    "corrections.md": ("corrections", list_corrections),
    "sources.md": ("sources", list_sources),
    "charts.md": ("charts", list_charts),
    "annotated.md": ("asking", lambda _: {}),
}

_PART_MAKERS: dict[str, Callable[[Site, MadePage], dict[str, Any]]] = {
    "article-index": list_articles,
    "topic-index": list_topics,
    "annotations": list_some_annotations,
    "corrections": list_corrections,
    "sources": list_sources,
    "topic-part": list_part_of_topic,
    "chart-table": list_rows,
}
"""What makes the pages of parts, by the template."""


def render_page(site: Site, source: str, html: str) -> str | None:
    """The page made from the Markdown file `source`, `html` being what is written there.

    None when the page is wholly hand-written.
    """
    made = made_pages(site).get(source)
    if made:
        template = made.list.template
        values = _PART_MAKERS[template](site, made)
        html = f'<h1 id="section-title">{tongues(made.title)}</h1>\n{html}'
    elif source in _MAKERS:
        template, make = _MAKERS[source]
        values = make(site)
    elif source.startswith("topics/") and source[7:-3] in site.corpus.topics:
        template, values = "topic", topic_page(site, site.corpus.topics[source[7:-3]])
    else:
        return None
    if source in GENERATED and "<h1" not in html:
        html = f'<h1 id="section-title">{GENERATED[source]}</h1>\n{html}'
    # What somebody wrote under a subheading of the home page comes below its lists.
    introduction, subheading, further = html.partition("<h2")
    written = {"written": html, "introduction": introduction, "further": subheading + further}
    return render(template, frame(site, site.url_of(source)) | values | written)


@lru_cache(maxsize=1)  # the search asks for the same, right before the page is finished
def clean_page(html: str) -> str:
    """What somebody wrote on a page, as HTML that is safe, each of its ids once."""
    return unique_ids(as_seen(sanitize_page(html)))


def finished_page(site: Site, source: str, html: str) -> str:
    """The page made from the Markdown file `source`, where `html` is its rendered text.

    An article's text is its own; `html` has no part in it.
    """
    slug = article_slug(source)
    if slug in site.articles:
        return render_article(site, slug)
    safe = clean_page(html)
    page = render_page(site, source, safe)
    if page and len(anchors(page)) < page.count(' id="'):
        # What is generated keeps its address, so that links to it hold on every page.
        generated = anchors(render_page(site, source, "") or "")
        page = render_page(site, source, unique_ids(safe, generated))
    return page or safe
