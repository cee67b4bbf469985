"""An article's page: headline, byline, text with marks, and the notes."""

from __future__ import annotations

from markupsafe import Markup

from glossator.site.frame import frame
from glossator.site.further import further
from glossator.site.site import Site
from glossator.site.templates import render
from glossator.site.verdict import verdict
from glossator.weaving.annotate import PlacedNote


def render_article(site: Site, slug: str) -> str:
    """An article's page: headline, byline, text with marks, and the notes."""
    annotated = site.articles[slug]
    values = frame(site, annotated.page) | {
        "annotated": annotated,
        "article": annotated.article,
        "meta": annotated.article.meta,
        "verdict": verdict(annotated.text.notes),
        "further": further(site, slug),
        "former_ids": site.former.names_on(slug),
        "moved": _moved_notes(site, slug),
    }
    # The article's HTML begins with its only first-level heading.
    headline, end_of_headline, text = annotated.text.html.partition("</h1>")
    return render(
        "article",
        values | {"headline": Markup(headline + end_of_headline), "text": Markup(text)},  # noqa: S704
    )


def _moved_notes(site: Site, slug: str) -> list[tuple[str, PlacedNote]]:
    """The notes that stood on the article and stand on another one, with the ids they had."""
    found = []
    for name, note in site.former.moved_from(slug):
        others = site.articles[note.article].text.notes
        found += [(name, placed) for placed in others if placed.note.id == note.id]
    return found
