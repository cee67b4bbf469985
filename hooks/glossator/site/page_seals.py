"""Pages on which nobody wrote a part, sealed when they are made, so that they are known again."""

from __future__ import annotations

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.seals import find_piece, seal_piece
from glossator.site.policy import squeeze
from glossator.site.publish import Publication


def seal_page(cache: Cache, publication: Publication, source: str, html: str) -> str:
    """What the library makes of the page at `source`, as it is published; its seal is kept."""
    piece = squeeze(html).strip()
    if key := _key_of(publication, source):
        seal_piece(cache, key, piece)
    return piece


def find_page(
    cache: Cache, publication: Publication, source: str, page: str
) -> tuple[int, int] | None:
    """From where to where that stands on a page of a built site; None where it was not sealed."""
    key = _key_of(publication, source)
    return find_piece(cache, key, page) if key else None


def _key_of(publication: Publication, source: str) -> str:
    """Empty where somebody wrote on the page; of an article's, what is written is in the key."""
    key = publication.page_key(source)
    return digest("page", code_digest(), repr(publication.site.about), source, key) if key else ""
