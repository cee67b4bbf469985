"""Pages of which MkDocs has nothing to read, made before it comes to them."""

from __future__ import annotations

import sys
from functools import partial
from typing import TYPE_CHECKING

from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.utils import get_build_date

from glossator.cli.common import progress_bar
from glossator.site.warming import is_in_part
from glossator_mkdocs.contents import tell_unread
from glossator_mkdocs.finished import FinishedPage, PageMaker
from glossator_mkdocs.for_machines import exports
from glossator_mkdocs.framing import framed_page, notice
from glossator_mkdocs.navigation import named_in
from glossator_mkdocs.refreshing import Refresh
from glossator_mkdocs.run_state import needed, state
from glossator_mkdocs.search import write_beside
from glossator_mkdocs.shell import has_own_templates, shell_digest, tells_the_day

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def take_over(files: Files, config: MkDocsConfig) -> None:
    """Have the library alone make what nobody else has a part in, and MkDocs the rest."""
    if not state.is_alone or state.is_dirty:
        return
    publication = needed(state.publication)
    named = set(named_in(config.nav))
    for file in files.documentation_pages(inclusion=InclusionLevel.is_not_in_nav):
        key = "" if file.src_uri in named else publication.page_key(file.src_uri)
        if key and file.inclusion is InclusionLevel.NOT_IN_NAV:  # and not a draft
            FinishedPage(file, config, publication, key)


def make_pages(config: MkDocsConfig, files: Files) -> None:
    """Make them all; where only a part is wanted, the run ends here."""
    state.maker = maker = _maker(config, files)
    shelf = needed(state.shelf)
    is_whole = state.staging and not state.is_serving and not state.part
    with progress_bar("Making pages") as progress:
        maker.make_all(
            state.crew,
            jobs=shelf.jobs,
            is_wanted=partial(is_in_part, part=state.part or (1, 1)),
            # The search needs nothing of the pages, and most of its time none but one process.
            beside=partial(write_beside, config) if is_whole else None,
            progress=progress,
        )
    if state.part:
        state.crew.finish()
        exports().keep(partial(is_in_part, part=state.part), jobs=shelf.jobs)
        sys.exit()  # before anything is written; all is in the cache


def made_page(page: FinishedPage) -> str:
    """The page as it was made; nothing, which MkDocs does not write, where it is shown already."""
    maker = needed(state.maker)
    if isinstance(state.staging, Refresh):
        made_as, file = maker.state_of(page), page.file
        if state.staging.is_shown(file.dest_uri, made_as, file.src_uri):
            return ""
    return maker.finished(page)


def _maker(config: MkDocsConfig, files: Files) -> PageMaker:
    environment = needed(state.environment)
    inclusion = InclusionLevel.is_in_serve if state.is_serving else InclusionLevel.is_included
    return PageMaker(
        needed(state.publication),
        needed(state.shelf).cache,
        _shell(config, files),
        config,
        needed(state.nav),
        files.documentation_pages(inclusion=inclusion),
        environment,
        lambda output, page: framed_page(output, page, config),
        notice() if state.is_serving else "",
        tell_unread,
    )


def _shell(config: MkDocsConfig, files: Files) -> str:
    """The checksum of all that surrounds what stands on those pages."""
    more = [state.worker_version, str(state.is_serving)]
    if has_own_templates(config):  # which may show anything that MkDocs gives to each
        pages = (file.page for file in files if file.page)
        more += (f"{page.url} {page.title} {page.meta}" for page in pages)
        more.append(str(needed(state.publication).last_change("")))
        more += (str(get_build_date()),) if tells_the_day(config) else ()
    return shell_digest(config, needed(state.nav), *more)
