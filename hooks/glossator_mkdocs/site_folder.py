"""The site is built beside the one that is there, and put in its place or taken away."""

from __future__ import annotations

import atexit
import logging
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import Abort, PluginError

from glossator.disk.unfinished import begin, finish, is_unfinished
from glossator_mkdocs.failing import state_of, told_of
from glossator_mkdocs.refreshing import Refresh
from glossator_mkdocs.run_state import state
from glossator_mkdocs.staging import AsSeen, Staging
from glossator_mkdocs.walking import refuse_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.glossator")


def build_beside(config: MkDocsConfig) -> None:
    """Have the site built beside the one that is there, which a failure then leaves whole."""
    log_of_builds = logging.getLogger("mkdocs.commands.build")
    if state.as_seen:  # of the build before, while a site is served
        log_of_builds.removeFilter(state.as_seen)
    state.staging = state.as_seen = None
    site = Path(config.site_dir)
    if not state.is_serving:
        refuse_links(site, Path(config.config_file_path).absolute().parent)
    if state.is_dirty:
        if not state.is_serving:  # pages are written one by one into the site that is there
            site.mkdir(parents=True, exist_ok=True)
            begin(site)
        return
    if is_unfinished(site):
        log.info("%s", state_of(site))
    state.staging = staging = Refresh(site, state.shown) if state.is_serving else Staging(site)
    if not state.is_serving:
        atexit.register(staging.discard)
        atexit.register(state.crew.stop)  # and this comes first
    config.site_dir = str(staging.folder)
    state.as_seen = AsSeen(staging)
    log_of_builds.addFilter(state.as_seen)


def put_in_place(config: MkDocsConfig) -> None:
    """Put the site that was built in the place of the one that was there."""
    if state.is_dirty and not state.is_serving:
        finish(Path(config.site_dir))
    if state.staging:
        state.staging.publish(state.data.write_all if state.data else None)
        config.site_dir = str(state.staging.site)


def leave_as_it_was(error: Exception) -> None:
    """Delete what was built; of a disk that is full, and the like, one line tells.

    Raises:
        PluginError: with that line, where a build ends.
        Abort: with that line, where a server goes on.
    """
    if state.staging:
        state.staging.discard()
    if isinstance(error, OSError) and error.errno is not None and state.site:
        built = state.staging.folder if state.staging else state.site
        told = told_of(error, site=state.site, built=built)
        # A server goes on, and tells of what it knows to be an end without a traceback.
        raise (Abort if state.is_serving else PluginError)(told) from None
