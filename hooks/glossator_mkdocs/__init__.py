"""MkDocs events of Glossator: each calls what does it, in a module of its own.

A site's hook file takes them over with `from glossator_mkdocs import *`. They are a package
of their own, beside the library, as that knows nothing of MkDocs.
"""

from __future__ import annotations

import logging
import os
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal

from mkdocs.exceptions import ConfigurationError
from mkdocs.plugins import CombinedEvent, event_priority

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.files import Files
    from mkdocs.structure.nav import Navigation
    from mkdocs.structure.pages import Page

try:
    from glossator.caching.processes import collect_rarely
    from glossator.problems import count_of
    from glossator.site.warming import PART_VARIABLE, read_part
    from glossator.weaving.marked_sections import read_sections_as_text
    from glossator_mkdocs.arranging import arrange_files, load_assets
    from glossator_mkdocs.contents import content_of, see_that_others_are_made, source_of
    from glossator_mkdocs.demand import answering, let_nobody_wait, offer, withdraw
    from glossator_mkdocs.finished import FinishedPage
    from glossator_mkdocs.for_machines import begin_data, finish_data
    from glossator_mkdocs.framing import begin_pages, context_of, framed_page, framed_template
    from glossator_mkdocs.headers import write_headers
    from glossator_mkdocs.loading import load_content
    from glossator_mkdocs.making import made_page, make_pages, take_over
    from glossator_mkdocs.navigation import escape_names
    from glossator_mkdocs.plain_log import show_plainly
    from glossator_mkdocs.preview import Preview
    from glossator_mkdocs.run_state import needed, state
    from glossator_mkdocs.search import finish_search, open_no_dictionary, take_search
    from glossator_mkdocs.serving import look_at_folders, watch_folders
    from glossator_mkdocs.shell import is_alone
    from glossator_mkdocs.site_folder import build_beside, leave_as_it_was, put_in_place
except ModuleNotFoundError as missing:
    is_checkout = (Path(__file__).parents[2] / "pyproject.toml").is_file()
    wanted = "-e ." if is_checkout else "-r requirements.txt"
    raise ConfigurationError(
        f"Glossator needs the library {missing.name}; install it with: pip install {wanted}"
    ) from None

__all__ = [
    "on_build_error",
    "on_config",
    "on_env",
    "on_files",
    "on_nav",
    "on_page_content",
    "on_page_context",
    "on_page_read_source",
    "on_post_build",
    "on_post_page",
    "on_post_template",
    "on_pre_page",
    "on_serve",
    "on_startup",
]

log = logging.getLogger("mkdocs.glossator")


def on_startup(
    *, command: Literal["build", "gh-deploy", "serve"], dirty: bool = False, **_: Any
) -> None:
    """Note whether problems may stop the run, and whether pages may be left as they are."""
    state.is_serving, state.is_dirty = command == "serve", dirty
    asked = os.environ.get(PART_VARIABLE)
    state.part = read_part(asked) if asked and command == "build" else None
    state.looking = None
    collect_rarely()
    read_sections_as_text()
    show_plainly(logging.getLogger("mkdocs"))


@event_priority(100)  # ahead of the plugin's own
def _begin(config: MkDocsConfig) -> MkDocsConfig:
    open_no_dictionary(config)
    return config


def _load(config: MkDocsConfig) -> MkDocsConfig:
    state.site = Path(config.site_dir)
    if state.is_serving:
        state.looking = state.looking or look_at_folders(config)  # before anything is read
        withdraw()
    load_content(config)
    load_assets(config)
    return config


@event_priority(-100)  # whatever else there is has the folder's own name
def _build_beside(config: MkDocsConfig) -> MkDocsConfig:
    build_beside(config)
    return config


on_config = CombinedEvent(_begin, _load, _build_beside)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take out what must not be published, and add what nobody wrote by hand."""
    state.worker_version = arrange_files(files, config, needed(state.publication))
    state.is_alone = is_alone(config, [globals()[name] for name in __all__])
    take_over(files, config)
    begin_data()
    return files


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keep what the tabs of pages are made of; the theme prints the names there as they are."""
    state.nav = nav
    escape_names(nav, is_written=config.nav is not None)
    return nav


def on_env(
    env: jinja2.Environment, *, config: MkDocsConfig, files: Files, **_: Any
) -> jinja2.Environment:
    """Say what is going to be published, and make the pages that MkDocs need not read."""
    begin_pages(env, config, files)
    site = needed(state.publication).site
    articles, notes = len(site.articles), len(site.notes)
    log.info("%s with %s", count_of(articles, "article"), count_of(notes, "annotation"))
    make_pages(config, files)
    return env


def on_pre_page(page: Page, **_: Any) -> Page:
    """See that no page stops the others, whatever stands there."""
    see_that_others_are_made(page)
    return page


def on_page_read_source(*, page: Page, **_: Any) -> str | None:
    """Give MkDocs a clean head and body: what people wrote is read by the library alone."""
    return source_of(page)


def on_page_content(content: str, *, page: Page, files: Files, **_: Any) -> str:
    """Put in place what the library makes of the page."""
    return content_of(page, content, files)


def on_page_context(context: dict[str, Any], *, page: Page, **_: Any) -> dict[str, Any]:
    """Give the theme what the page's head says, and what would stop a build of what is served."""
    context.update(context_of(page))
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Allow the theme's own scripts and styles, and nothing else."""
    if isinstance(page, FinishedPage):
        return made_page(page)
    return framed_page(output, page, config)


def on_post_template(
    output_content: str, *, template_name: str, config: MkDocsConfig, **_: Any
) -> str:
    """As `on_post_page`, for the pages that the theme makes itself."""
    if not template_name.endswith(".html"):
        return output_content
    return framed_template(output_content, template_name, config)


@event_priority(100)  # ahead of the theme's, which writes an index of its own there
def _take_search(config: MkDocsConfig) -> None:
    take_search(config)


def _finish(config: MkDocsConfig) -> None:
    finish_search(config)
    finish_data(config)
    write_headers(config)


@event_priority(-100)  # others see to what was built first
def _publish(config: MkDocsConfig) -> None:
    put_in_place(config)
    if state.is_serving:
        offer(config)
    elif state.shelf and state.staging:
        state.shelf.cache.prune()


on_post_build = CombinedEvent(_take_search, _finish, _publish)


@event_priority(-100)  # as nobody is asked after it
def on_build_error(*, error: Exception, **_: Any) -> None:
    """Leave the old site as it is, and let nobody wait for a search that does not come."""
    state.crew.stop()
    if state.data:
        state.data.stop()
    if state.is_serving:
        let_nobody_wait()
    leave_as_it_was(error)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Rebuild when a note or a template changes, also where its folder comes or goes meanwhile."""
    watch_folders(server, config, needed(state.looking))
    app = server.get_app()
    assert app is not None  # a server has one from its beginning  # noqa: S101
    preview = Preview()
    server.set_app(preview.wrap(answering(app)))
    server.builder = preview.guard(server.builder)
    return server
