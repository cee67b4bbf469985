"""What entries of feeds are called for ever, also where a note or its article moves."""

from __future__ import annotations

import uuid

from glossator.site.former import former_note, former_path
from glossator.site.page_names import article_slug
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import PlacedNote

# Of a site without an address, whose ids cannot be addresses: no other program makes names in it.
_NAMESPACE = uuid.uuid5(uuid.NAMESPACE_OID, "glossator")


def feed_id(site: Site, annotated: AnnotatedArticle, placed: PlacedNote) -> str:
    """The id of a note in feeds: the address that its page had first."""
    article, name = _first_names(annotated, placed)
    return id_of(site, site.url_of(f"notes/{article}/{name}.md"))


def id_of(site: Site, path: str) -> str:
    """What feeds call what stands at `path`: its address, or a name that stays the same."""
    if site.about.url:
        return site.about.url + path
    return uuid.uuid5(_NAMESPACE, path).urn


def _first_names(annotated: AnnotatedArticle, placed: PlacedNote) -> tuple[str, str]:
    """The article and the id that a note was first published under, as far as files tell."""
    article, note = annotated.article, placed.note
    first = article.slug
    if article.meta and article.meta.redirect_from:
        path = former_path(article.meta.redirect_from[0], f"articles/{article.slug}.md")
        first = article_slug(path) or first
    if not note.redirect_from:
        return first, note.id
    on, name = former_note(note.redirect_from[0], article.slug)
    return first if on == article.slug else on, name
