"""Files for machines while somebody edits a site: each is written once somebody asks for it."""

from __future__ import annotations

import re
from pathlib import Path

from glossator.exporting.writing import WHOLE, Exports
from glossator.site.on_demand import GoOn, Write

_OF_ARTICLE = re.compile(r"/notes/([^/]+)/.|/articles/([^/]+?)(?:/[^/]+)?\.(?:jsonld|json|xml|md)$")
_OF_SITE = re.compile(
    r"/(?:data/.+|feed\.(?:json|xml)|llms[a-z-]*\.txt|CITATION\.cff|robots\.txt"
    r"|notes/sitemap[0-9-]*\.xml|topics/.+\.md)$"
)


def is_for_machines(path: str) -> bool:
    """Whether the path is that of a file of `Exports`; now and then of another, too."""
    return bool(_OF_ARTICLE.search(path) or _OF_SITE.search(path))


def writer_into(folder: Path, exports: Exports, drafts: Exports | None = None) -> Write:
    """What writes into `folder` the files that belong with the one at a path, once.

    Of articles that `drafts` has beside those of `exports`, only those are written that are about
    the one article.
    """
    written: set[str] = set()

    def write(path: str, go_on: GoOn) -> None:
        found = _OF_ARTICLE.search(path)
        slug = (found[1] or found[2]) if found else WHOLE
        if slug in written:
            return
        if slug in exports.site.articles:
            exports.write_article(folder, slug)
        elif drafts and slug in drafts.site.articles:
            drafts.write_article(folder, slug)
        elif not found:
            exports.write_whole(folder, progress=lambda *_: go_on())
        written.add(slug)

    return write
