"""The content of a site: read, checked and annotated, before MkDocs looks at anything."""

from __future__ import annotations

import logging
import sys
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import ConfigurationError, PluginError

from glossator.caching.cache import open_cache
from glossator.caching.processes import usual_jobs
from glossator.cli.common import progress_bar
from glossator.disk.unfinished import is_unfinished
from glossator.problems import count_of
from glossator.site.publish import publish
from glossator.site.shelf import Shelf
from glossator.site.warming import HAS_PROBLEMS
from glossator_mkdocs.failing import state_of
from glossator_mkdocs.run_state import state
from glossator_mkdocs.settings import settings_of
from glossator_mkdocs.walking import follow_no_links

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

    from glossator.problems import Problem

log = logging.getLogger("mkdocs.glossator")


def load_content(config: MkDocsConfig) -> None:
    """Load, check and annotate everything; a build with problems ends here, site untouched.

    Raises:
        PluginError: there are problems.
    """
    before = state.publication
    settings = settings_of(config)
    follow_no_links(settings.root)
    shelf = _shelf(settings.root)
    with progress_bar() as progress:
        state.publication = publication = publish(settings, progress=progress, shelf=shelf)
    if before and state.is_dirty:  # what did not change is not handed over again
        publication.written_pages.update(before.written_pages)
    _tell(publication.problems, Path(config.site_dir))


def _shelf(root: Path) -> Shelf:
    """What was made of the site in `root`, by an earlier build too."""
    try:
        jobs = 1 if state.is_serving and state.shelf else usual_jobs()
        if state.shelf is None or state.shelf.root != root:
            state.shelf = Shelf(root, open_cache(root))
    except ValueError as error:
        raise ConfigurationError(str(error)) from None
    state.shelf.jobs = jobs
    return state.shelf


def _tell(problems: list[Problem], site: Path) -> None:
    """Print the problems, and end a build for which there are errors."""
    errors = [problem for problem in problems if problem.severity == "error"]
    if errors and state.part:
        sys.exit(HAS_PROBLEMS)
    for problem in problems:
        # A warning of ours stops no build, as it is none of the host's.
        level = logging.ERROR if problem.severity == "error" else logging.INFO
        log.log(level, str(problem.plain))
    if errors and not state.is_serving:
        number = count_of(len(errors), "problem")
        left = f"; {state_of(site)}" if is_unfinished(site) else ""
        raise PluginError(f"{number} in the content; nothing was built{left}")
