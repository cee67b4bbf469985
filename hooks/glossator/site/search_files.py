"""The files of the site's search, beside its pages."""

from __future__ import annotations

import json
import re
from collections.abc import Callable, Mapping
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.searching.archive import INDEX, WrittenIndex, is_name, write_or_unpack
from glossator.searching.files import SUFFIX
from glossator.searching.index import write_index
from glossator.site.assets import SEARCH_WORKER
from glossator.site.search_records import WrittenPage
from glossator.site.search_sources import search_ids, search_labels, search_sources, site_key
from glossator.site.site import Site

FOLDER = "search"
"""Where the files stand, below the site's root."""

SETTINGS = "search_index.json"
"""What the theme reads before it searches, in that folder."""

# What the theme splits a query by before it marks the words on the page that was found.
_SEPARATOR = r"[\s\u200b\-]+"
# The page's settings for the theme's scripts, which stand in an element of their own.
_THEME_WORKER = re.compile(
    r'(<script id="__config"[^>]*>[^<]*?"search": "(?:[^"]*/)?)'
    r'assets/javascripts/workers/search\.[^"]*"'
)


def write_search(
    site: Site,
    written: Mapping[str, WrittenPage],
    folder: Path,
    *,
    is_published: Callable[[str], bool] = lambda _: True,
    progress: Callable[[int, int], None] | None = None,
    cache: Cache | None = None,
    keep: bool = False,
    jobs: int | None = None,
    go_on: Callable[[], None] = lambda: None,
) -> None:
    """Write the index of the site into `folder`, and what the theme reads before it searches.

    Args:
        site: The site.
        written: The pages that somebody wrote, by the paths of their files below the docs.
        folder: Where the files come to stand.
        is_published: Tells of such a path whether it has a page.
        progress: Called with the number of pages done and about how many there are.
        cache: What was made before; nothing of it is made again.
        keep: Whether to keep the whole index in the cache, for a build that changes nothing.
        jobs: The number of processes, this one among them.
        go_on: Called again and again; where it raises, no more is written, and what is there
            is no index.
    """
    total = len(site.articles) + len(site.corpus.topics) + len(written)

    def tell(done: int) -> None:
        if progress:
            progress(min(done, total), total)

    before = {file.stem for file in folder.glob(f"*{SUFFIX}") if is_name(file.stem)}
    sources = list(search_sources(site, written, is_published=is_published))

    def write() -> WrittenIndex:
        return write_index(
            sources,
            folder,
            search_labels(site),
            ids=search_ids(site),
            cache=cache,
            jobs=jobs,
            progress=tell,
            go_on=go_on,
        )

    if cache and keep:
        key = digest(INDEX, site_key(site), *(source.key for source in sources))
        index = write_or_unpack(cache, key, folder, write)
    else:
        index = write()
    tell(total)
    for name in before - index.files:
        (folder / f"{name}{SUFFIX}").unlink()
    write_settings(folder, index.name)


def write_settings(folder: Path, name: str) -> None:
    """Write what the theme reads before it searches; `name` is that of the index."""
    (folder / SETTINGS).write_text(settings_of(name), encoding="utf-8")


def settings_of(name: str) -> str:
    """What the theme reads before it searches, where the index has this name."""
    config = {"lang": [], "separator": _SEPARATOR, "pipeline": [], "glossator": name}
    return json.dumps({"config": config, "docs": []}, separators=(",", ":"))


def name_worker(page: str, version: str) -> str:
    """The page with our worker in place of the theme's.

    `version` stands behind its address, so that no browser uses an old one for a new index.
    """
    return _THEME_WORKER.sub(lambda found: f'{found[1]}{SEARCH_WORKER}?v={version}"', page, count=1)
