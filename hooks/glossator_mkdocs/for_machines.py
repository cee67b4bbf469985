"""What machines read of the site: begun while pages are made, finished before it is published."""

from __future__ import annotations

import atexit
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.cli.common import progress_bar
from glossator.drawing.available import EXTRA, missing_libraries
from glossator.exporting.formats import FORMATS, published_formats
from glossator.exporting.writing import Exports
from glossator_mkdocs.data import DataBeside
from glossator_mkdocs.run_state import needed, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from glossator.site.site import Site

log = logging.getLogger("mkdocs.glossator")


def begin_data() -> None:
    """Have what machines read be written from now on, while pages are made."""
    state.data = None
    if state.is_serving or state.part or not state.staging:
        return
    shelf = needed(state.shelf)
    if missing_libraries():
        log.info("Notes have no pictures; the extra `%s` of Glossator draws them", EXTRA)
    state.data = DataBeside(exports(), state.staging, shelf.cache, state.is_alone, shelf.jobs)
    atexit.register(state.data.stop)
    state.data.begin()


def finish_data(config: MkDocsConfig) -> None:
    """See to what machines read, in place of what else stands at the same addresses."""
    if state.is_serving:
        return  # it is written once somebody asks for it
    with progress_bar("Writing data") as progress:
        if state.data:
            state.data.finish(progress)
            return
        jobs = needed(state.shelf).jobs
        exports().write(Path(config.site_dir), jobs=jobs, progress=progress)


def exports(site: Site | None = None) -> Exports:
    """All that machines read of the site that is published, or of another one."""
    cache = needed(state.shelf).cache
    # Whoever writes a note waits for no picture of it.
    formats = FORMATS if state.is_serving else published_formats(cache)
    return Exports(site or needed(state.publication).site, formats, cache)
