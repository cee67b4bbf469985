"""The files of the site's search, beside its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Iterable, Iterator, Mapping
from pathlib import Path

from glossator.searching.files import NAME_LENGTH, SUFFIX
from glossator.searching.index import write_index
from glossator.searching.records import SearchPage
from glossator.site.assets import SEARCH_WORKER
from glossator.site.search_records import WrittenPage, search_labels, search_pages
from glossator.site.site import Site

FOLDER = "search"
"""Where the files stand, below the site's root."""

# What the theme splits a query by before it marks the words on the page that was found.
_SEPARATOR = r"[\s\u200b\-]+"
# The page's settings for the theme's scripts, which stand in an element of their own.
_THEME_WORKER = re.compile(
    r'(<script id="__config"[^>]*>[^<]*?"search": "(?:[^"]*/)?)'
    r'assets/javascripts/workers/search\.[^"]*"'
)
_OURS = re.compile(rf"[a-z2-7]{{{NAME_LENGTH}}}")


def write_search(
    site: Site,
    written: Mapping[str, WrittenPage],
    folder: Path,
    *,
    is_published: Callable[[str], bool] = lambda _: True,
    progress: Callable[[int, int], None] | None = None,
) -> None:
    """Write the index of the site into `folder`, and what the theme reads before it searches.

    `written` are the pages that somebody wrote, by the paths of their files below the docs;
    `is_published` tells of such a path whether it has a page; `progress` is called with the
    number of pages done and about how many there are.
    """
    pages = search_pages(site, written, is_published=is_published)
    total = len(site.articles) + len(site.corpus.topics) + len(written)
    before = {file.stem for file in folder.glob(f"*{SUFFIX}") if _OURS.fullmatch(file.stem)}
    index = write_index(_counted(pages, total, progress), folder, search_labels(site))
    for name in before - index.files:
        (folder / f"{name}{SUFFIX}").unlink()
    config = {"lang": [], "separator": _SEPARATOR, "pipeline": [], "glossator": index.name}
    text = json.dumps({"config": config, "docs": []}, separators=(",", ":"))
    (folder / "search_index.json").write_text(text, encoding="utf-8")


def name_worker(page: str, version: str) -> str:
    """The page with our worker in place of the theme's.

    `version` stands behind its address, so that no browser uses an old one for a new index.
    """
    return _THEME_WORKER.sub(lambda found: f'{found[1]}{SEARCH_WORKER}?v={version}"', page, count=1)


def _counted(
    pages: Iterable[SearchPage], total: int, progress: Callable[[int, int], None] | None
) -> Iterator[SearchPage]:
    for done, page in enumerate(pages):
        if progress:
            progress(min(done, total), total)
        yield page
    if progress:
        progress(total, total)
