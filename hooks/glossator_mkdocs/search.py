"""The search of the site, in place of the one that the theme would write."""

from __future__ import annotations

from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.structure.files import InclusionLevel

from glossator.cli.common import progress_bar
from glossator.content.references import unescape
from glossator.site.made import made_pages
from glossator.site.pages import LISTS, article_slug, clean_page
from glossator.site.search_files import FOLDER, SETTINGS, write_search
from glossator.site.search_on_demand import promise_search
from glossator.site.search_records import WrittenPage
from glossator_mkdocs.run_state import needed, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page

_PLUGIN = "material/search"
_LEFT_OUT = (InclusionLevel.DRAFT, InclusionLevel.EXCLUDED)


def open_no_dictionary(config: MkDocsConfig) -> None:
    """Take from the theme's search what it would open with a library that need not be there."""
    options = config.plugins[_PLUGIN].config if _PLUGIN in config.plugins else {}
    for name in ("jieba_dict", "jieba_dict_user"):
        if name in options:
            options[name] = None


def keep_for_search(page: Page, content: str) -> None:
    """Keep what people wrote on a page; what the library makes of others it knows."""
    source, options = page.file.src_uri, page.meta.get("search")
    options = options if isinstance(options, dict) else {}
    publication = needed(state.publication)
    site = publication.site_of(source)
    is_made = article_slug(source) in site.articles or source in made_pages(site)
    is_empty = source in LISTS and not content.strip()
    is_draft = page.file.inclusion in _LEFT_OUT
    if is_made or is_empty or is_draft or options.get("exclude"):
        publication.written_pages.pop(source, None)
        return
    boost = options.get("boost", 1)  # of a page of a plugin's, anything
    publication.written_pages[source] = WrittenPage(
        page.url,
        unescape(str(page.title or "")),
        clean_page(content),
        float(boost) if isinstance(boost, int | float) else 1.0,
    )


def write_beside(config: MkDocsConfig) -> None:
    """Write the search in a process that does nothing else, while others make pages."""
    if state.worker_version:
        _writer(_folder(config), jobs=1)()


def take_search(config: MkDocsConfig) -> None:
    """Take what another process has written by now, if one has."""
    state.crew.finish()
    settings = _folder(config) / SETTINGS
    state.search_settings = None
    if not state.is_serving and state.staging and settings.is_file():  # it is of this build
        state.search_settings = settings.read_bytes()


def finish_search(config: MkDocsConfig) -> None:
    """See that the site's search is there, in place of what the theme's would have."""
    if state.search_settings is not None:
        (_folder(config) / SETTINGS).write_bytes(state.search_settings)
    elif not state.worker_version:  # another plugin's search stands there
        return
    elif state.is_serving:
        _promise(config)
    else:
        with progress_bar("Writing the search") as progress:
            _writer(_folder(config), jobs=needed(state.shelf).jobs)(progress=progress)


def _promise(config: MkDocsConfig) -> None:
    """Have it be written when somebody asks for it, and the site is there in which it is."""
    promise_search(_folder(config))
    folder = (state.staging.site if state.staging else Path(config.site_dir)) / FOLDER
    write = _writer(folder, jobs=needed(state.shelf).jobs)
    state.search_to_write = lambda go_on: write(go_on=go_on)


def _folder(config: MkDocsConfig) -> Path:
    return Path(config.site_dir) / FOLDER


def _writer(folder: Path, *, jobs: int) -> partial[None]:
    """What writes the search into the folder."""
    publication = needed(state.publication)
    return partial(
        write_search,
        publication.site,
        publication.written_pages,
        folder,
        is_published=state.published.__contains__,
        cache=needed(state.shelf).cache,
        keep=not state.is_serving,
        jobs=jobs,
    )
