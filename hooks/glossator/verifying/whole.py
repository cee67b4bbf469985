"""A built site beside its corpus: all that ought to be there is, and nothing else."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path

from glossator.caching.cache import Cache, temporary_cache
from glossator.disk.unfinished import UNFINISHED
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.problems import Location, Problem
from glossator.site.promised import read_promises
from glossator.site.publish import Publication, Settings, publish
from glossator.site.shelf import open_shelf
from glossator.verifying.built import Built
from glossator.verifying.by_host import check_made_by_host
from glossator.verifying.files import check_file, check_own_files
from glossator.verifying.pages import PageCheck, file_of, page_sources
from glossator.verifying.pictures import check_pictures, has_pictures
from glossator.verifying.search import check_search
from glossator.verifying.strangers import check_strangers
from glossator.verifying.theme import check_theme

Progress = Callable[[str, int, int], None]
"""Told what is being looked at, how much of it is done, and of how much."""
BARE = (
    "the site was built without Glossator's hook: no page of it says how many notes it has, and "
    "its articles show none. Build it with `mkdocs build` and `hooks: [hooks/publish.py]` in "
    "mkdocs.yml; Zensical and other programs that ignore hooks cannot build it"
)


def verify(
    folder: Path, settings: Settings, *, jobs: int = 1, progress: Progress | None = None
) -> list[Problem]:
    """What is wrong with the site in `folder`, built of the corpus that `settings` tell of.

    All that is there is read. What ought to be there is made of the corpus, but for what the
    site's cache has of this very state of it; the environment's `GLOSSATOR_CACHE` may be `off`.
    Places are in `folder`. Problems of the corpus itself are given alone, with places in it.

    Raises:
        OSError: there is no such folder, or it cannot be looked into.
    """
    if refused := refusals(Built.of(folder)):
        return refused
    shelf = open_shelf(settings.root, jobs)
    tell = partial(progress, "Reading articles") if progress else None
    publication = publish(settings, progress=tell, shelf=shelf)
    errors = [one for one in publication.problems if one.severity == "error"]
    if errors:
        return errors
    return compare(folder, publication, settings, cache=shelf.cache, progress=progress)


def compare(
    folder: Path,
    publication: Publication,
    settings: Settings,
    *,
    cache: Cache | None = None,
    progress: Progress | None = None,
) -> list[Problem]:
    """What is wrong with the site in `folder`, of which the corpus is read already.

    What is in the `cache` is not made anew; without one, everything is.

    Raises:
        OSError: the folder cannot be looked into.
    """
    built, site, cache = Built.of(folder), publication.site, cache or temporary_cache()
    if refused := refusals(built):
        return refused
    addresses = page_sources(publication, settings)
    sources = {source: file_of(page) for source, page in addresses.items()}
    written = [path for source, path in sources.items() if source in site.corpus.files]
    if _is_bare(built, written or list(sources.values())):
        return [Problem(Location("index.html"), "site-bare", BARE)]
    site.about = replace(site.about, cards=has_pictures(built, site))
    check = PageCheck(built, publication, settings, cache)
    for number, (source, path) in enumerate(sources.items()):
        if progress:
            progress("Looking at pages", number, len(sources))
        check.check(source, path)
    check_theme(built, publication, settings)
    check_made_by_host(built, publication, settings, addresses)
    _check_files(built, publication, cache, progress)
    check_own_files(built, publication, settings)
    if site.about.cards:
        check_pictures(built, site, cache)
    if not settings.host.has_other_search:
        check_search(built, site, addresses, settings.host, cache)
    check_strangers(built, publication, settings)
    return sorted(set(built.problems))


def refusals(built: Built) -> list[Problem]:
    """Why the folder holds no site to look at; nothing where it may."""
    if UNFINISHED in built.files or UNFINISHED in built.odd:
        message = "a build was stopped while it put the site in place; build the site again"
        return [Problem(Location(UNFINISHED), "site-unfinished", message)]
    if not any(path.endswith(".html") for path in built.files):
        message = "there is no page in this folder; build the site, or name the folder that has it"
        return [Problem(Location("index.html"), "site-missing", message)]
    return []


def _is_bare(built: Built, pages: list[str]) -> bool:
    """Whether none of these pages says what Glossator has each say.

    Any program makes pages of what somebody wrote; others may be left of an earlier build.
    """
    there = (path for path in pages if path in built.files)
    return not any(
        read_promises((built.read(path) or b"").decode("utf-8", "replace")) for path in there
    )


def _check_files(
    built: Built, publication: Publication, cache: Cache, progress: Progress | None
) -> None:
    """Tell what is wrong with the files for machines, and with the pages of notes."""
    exports = Exports(publication.site, FORMATS, cache)
    tell = partial(progress, "Looking at notes and data") if progress else None
    built.expected.update(exports.hand_over(partial(check_file, built), built.peek, tell))
