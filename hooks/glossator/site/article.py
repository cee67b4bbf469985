"""An article's page: headline, byline, text with marks, and the notes."""

from __future__ import annotations

from markupsafe import Markup

from glossator.site.frame import frame
from glossator.site.site import Site
from glossator.site.templates import render
from glossator.site.verdict import verdict


def render_article(site: Site, slug: str) -> str:
    """An article's page: headline, byline, text with marks, and the notes."""
    annotated = site.articles[slug]
    values = frame(site, annotated.page) | {
        "annotated": annotated,
        "article": annotated.article,
        "meta": annotated.article.meta,
        "verdict": verdict(annotated.text.notes),
    }
    # The article's HTML begins with its only first-level heading.
    headline, end_of_headline, text = annotated.text.html.partition("</h1>")
    return render(
        "article",
        values | {"headline": Markup(headline + end_of_headline), "text": Markup(text)},  # noqa: S704
    )
