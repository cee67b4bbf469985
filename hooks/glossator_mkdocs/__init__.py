"""MkDocs events of Glossator: gather what the host knows, call the library, hand back.

A site's hook file takes them over with `from glossator_mkdocs import *`. They are a package
of their own, beside the library, as that knows nothing of MkDocs.
"""

from __future__ import annotations

import atexit
import html
import logging
import os
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any, Literal, cast
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.exceptions import Abort, ConfigurationError, PluginError
from mkdocs.plugins import CombinedEvent, event_priority
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Link, Navigation, Section
from mkdocs.structure.toc import get_toc
from mkdocs.utils import get_build_date, get_relative_url, is_error_template

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer
    from mkdocs.structure.pages import Page

try:
    from glossator.caching.cache import open_cache
    from glossator.caching.processes import Crew, collect_rarely, usual_jobs
    from glossator.cli.common import progress_bar
    from glossator.content.references import unescape
    from glossator.disk.unfinished import begin, finish, is_unfinished
    from glossator.drawing.available import EXTRA, missing_libraries
    from glossator.exporting.formats import FORMATS, published_formats
    from glossator.exporting.on_demand import is_for_machines, writer_into
    from glossator.exporting.writing import Exports
    from glossator.problems import count_of, unforeseen
    from glossator.site.assets import SCRIPT, STYLESHEET
    from glossator.site.head import head_of
    from glossator.site.headings import anchors, toc_tokens
    from glossator.site.host_headers import HOSTS, headers_file
    from glossator.site.made import made_pages, pages_beside
    from glossator.site.on_demand import OnDemand
    from glossator.site.own_settings import host_named
    from glossator.site.pages import LISTS, article_slug, clean_page
    from glossator.site.policy import (
        Inline,
        add_content_policy,
        add_to_head,
        inline_of,
        name_search_dialog,
        squeeze,
    )
    from glossator.site.promised import Promise, promise_of
    from glossator.site.publish import Publication, publish
    from glossator.site.search_files import FOLDER, SETTINGS, name_worker, write_search
    from glossator.site.search_on_demand import SearchOnDemand, promise_search
    from glossator.site.search_records import WrittenPage
    from glossator.site.shelf import Shelf
    from glossator.site.site import Site
    from glossator.site.templates import THEME
    from glossator.site.warming import HAS_PROBLEMS, PART_VARIABLE, is_in_part, read_part
    from glossator_mkdocs.arranging import arrange_files
    from glossator_mkdocs.data import DataBeside
    from glossator_mkdocs.failing import state_of, told_of
    from glossator_mkdocs.finished import MARK, FinishedPage, PageMaker
    from glossator_mkdocs.guarding import guard_page, html_or_tell
    from glossator_mkdocs.heads import edit_address, escaped, front_matter, update_day
    from glossator_mkdocs.plain_log import show_plainly
    from glossator_mkdocs.preview import Preview
    from glossator_mkdocs.refreshing import Refresh
    from glossator_mkdocs.serving import watch_folders
    from glossator_mkdocs.settings import settings_of
    from glossator_mkdocs.shell import has_own_templates, is_alone, shell_digest, tells_the_day
    from glossator_mkdocs.staging import AsSeen, Staging
    from glossator_mkdocs.templates import Translated
    from glossator_mkdocs.walking import follow_no_links, refuse_links
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
_SEARCH = "material/search"


@dataclass
class _State:
    """What one build hands from event to event; `on_config` makes it anew."""

    is_serving: bool = False
    is_dirty: bool = False
    part: tuple[int, int] | None = None
    publication: Publication | None = None
    shelf: Shelf | None = None
    search_settings: bytes | None = None
    crew: Crew = field(default_factory=Crew)
    translated: Translated = field(default_factory=Translated)
    search: SearchOnDemand = field(default_factory=SearchOnDemand)
    data_on_demand: OnDemand = field(default_factory=lambda: OnDemand(is_for_machines))
    data: DataBeside | None = None
    site: Path | None = None
    staging: Staging | None = None
    as_seen: AsSeen | None = None
    shown: dict[str, str] = field(default_factory=dict)
    search_to_write: Callable[[Callable[[], None]], None] | None = None
    nav: Navigation | None = None
    maker: PageMaker | None = None
    environment: jinja2.Environment | None = None
    inline: dict[str, Inline] = field(default_factory=dict)
    worker_version: str = ""
    day: datetime | None = None
    published: set[str] = field(default_factory=set)


state = _State()


def on_startup(
    *, command: Literal["build", "gh-deploy", "serve"], dirty: bool = False, **_: Any
) -> None:
    """Note whether problems may stop the run, and whether pages may be left as they are."""
    state.is_serving, state.is_dirty = command == "serve", dirty
    asked = os.environ.get(PART_VARIABLE)
    state.part = read_part(asked) if asked and command == "build" else None
    collect_rarely()
    show_plainly(logging.getLogger("mkdocs"))


@event_priority(100)  # ahead of the plugin's own
def _open_no_dictionary(config: MkDocsConfig) -> MkDocsConfig:
    """Take from the theme's search what it would open with a library that need not be there."""
    options = config.plugins[_SEARCH].config if _SEARCH in config.plugins else {}
    for name in ("jieba_dict", "jieba_dict_user"):
        if name in options:
            options[name] = None
    return config


def _load(config: MkDocsConfig) -> MkDocsConfig:
    """Load, check and annotate everything; a build with problems ends here, site untouched."""
    before = state.publication
    state.site = Path(config.site_dir)
    if state.is_serving:
        state.search.withdraw()
        state.data_on_demand.withdraw()
        state.search_to_write = None
    settings = settings_of(config)
    follow_no_links(settings.root)
    shelf = _shelf(settings.root)
    with progress_bar() as progress:
        state.publication = publication = publish(settings, progress=progress, shelf=shelf)
    if before and state.is_dirty:  # what did not change is not handed over again
        publication.written_pages.update(before.written_pages)
    errors = [problem for problem in publication.problems if problem.severity == "error"]
    if errors and state.part:
        sys.exit(HAS_PROBLEMS)
    for problem in publication.problems:
        # A warning of ours stops no build, as it is none of the host's.
        level = logging.ERROR if problem.severity == "error" else logging.INFO
        log.log(level, str(problem.plain))
    if errors and not state.is_serving:
        number = count_of(len(errors), "problem")
        left = f"; {state_of(site)}" if is_unfinished(site := Path(config.site_dir)) else ""
        raise PluginError(f"{number} in the content; nothing was built{left}")
    if str(THEME) not in config.theme.dirs:
        config.theme.dirs.insert(1 if config.theme.custom_dir else 0, str(THEME))
    # A site's own styles and scripts come after these, so that they can change them.
    for path, loaded in ((STYLESHEET, config.extra_css), (SCRIPT, config.extra_javascript)):
        if path not in loaded:
            loaded.insert(0, path)
    return config


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


@event_priority(-100)  # whatever else there is has the folder's own name
def _build_beside(config: MkDocsConfig) -> MkDocsConfig:
    """Have the site built beside the one that is there, which a failure then leaves whole."""
    log_of_builds = logging.getLogger("mkdocs.commands.build")
    if state.as_seen:  # of the build before, while a site is served
        log_of_builds.removeFilter(state.as_seen)
    state.staging = state.as_seen = None
    if not state.is_serving:
        refuse_links(Path(config.site_dir), Path(config.config_file_path).absolute().parent)
    site = Path(config.site_dir)
    if state.is_dirty:
        if not state.is_serving:  # pages are written one by one into the site that is there
            site.mkdir(parents=True, exist_ok=True)
            begin(site)
        return config
    if is_unfinished(site):
        log.info("%s", state_of(site))
    state.staging = staging = Refresh(site, state.shown) if state.is_serving else Staging(site)
    if not state.is_serving:
        atexit.register(staging.discard)
        atexit.register(state.crew.stop)  # and this comes first
    config.site_dir = str(staging.folder)
    state.as_seen = AsSeen(staging)
    log_of_builds.addFilter(state.as_seen)
    return config


on_config = CombinedEvent(_open_no_dictionary, _load, _build_beside)


def on_files(files: Files, *, config: MkDocsConfig) -> Files:
    """Take out what must not be published, and add what nobody wrote by hand."""
    state.worker_version = arrange_files(files, config, _publication())
    if is_alone(config, _own_events()) and not state.is_dirty:
        named = set(_named_in(config.nav))
        for file in files.documentation_pages(inclusion=InclusionLevel.is_not_in_nav):
            key = "" if file.src_uri in named else _publication().page_key(file.src_uri)
            if key and file.inclusion is InclusionLevel.NOT_IN_NAV:  # and not a draft
                FinishedPage(file, config, _publication(), key)
    _begin_data(config)
    return files


def _begin_data(config: MkDocsConfig) -> None:
    """Have what machines read be written from now on, while pages are made."""
    state.data = None
    if state.is_serving or state.part or not state.staging:
        return
    assert state.shelf is not None  # set by `on_config`  # noqa: S101
    cache, jobs = state.shelf.cache, state.shelf.jobs
    if missing_libraries():
        log.info("Notes have no pictures; the extra `%s` of Glossator draws them", EXTRA)
    is_ours = is_alone(config, _own_events())
    state.data = DataBeside(_exports(), state.staging, cache, is_ours, jobs)
    atexit.register(state.data.stop)
    state.data.begin()


def _named_in(nav: Any) -> Iterator[str]:
    """The pages that a navigation names; MkDocs makes these, with the titles that stand there."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from _named_in(item)


def _own_events() -> list[object]:
    return [globals()[name] for name in __all__]


def on_nav(nav: Navigation, *, config: MkDocsConfig, **_: Any) -> Navigation:
    """Keep what the tabs of pages are made of; the theme prints the names there as they are."""
    state.nav = nav
    for item in _all_of(nav.items):
        if isinstance(item, Section | Link):
            # The name of a folder was never escaped, and what somebody wrote may be.
            item.title = html.escape(item.title) if config.nav is None else escaped(item.title)
    return nav


def _all_of(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _all_of(item.children or [])


def on_pre_page(page: Page, **_: Any) -> Page:
    """See that no page stops the others, whatever stands there."""
    if not isinstance(page, FinishedPage):
        guard_page(page, partial(_tell_unread, page.file.src_uri))
    return page


def _tell_unread(source: str, error: Exception) -> None:
    """Show what stops MkDocs, or end the build of which nobody sees the pages."""
    publication = _publication()
    path = f"{publication.docs}/{source}"
    log.debug("%s cannot be made", path, exc_info=error)
    known = (problem.location.path for problem in publication.problems)
    if state.is_serving and path in known:  # as with an address that cannot be read
        return
    problem = publication.fault_of(source) or unforeseen(path, error)
    if not state.is_serving:
        raise PluginError(str(problem))
    log.error(str(problem))
    publication.problems.append(problem)


def on_page_read_source(*, page: Page, **_: Any) -> str | None:
    """Give MkDocs a clean head and body: what people wrote is read by the library alone."""
    if page.file.generated_by:
        return None
    head, body = _publication().written(page.file.src_uri)
    return front_matter(head) + body


def on_page_content(content: str, *, page: Page, files: Files, **_: Any) -> str:
    """Put in place what the library makes of the page."""
    publication = _publication()
    source = page.file.src_uri
    _set_among(page, publication.site, files)
    if not isinstance(page, FinishedPage):
        _keep_for_search(page, content)
        content = html_or_tell(publication, source, content, partial(_tell_unread, source))
        page.toc = get_toc(cast("Any", toc_tokens(content)))
        page.present_anchor_ids = anchors(content)
    # The day of the build would make every build another one.
    page.update_date = update_day(publication.last_change(source))
    # The theme prints titles as they are.
    page.title = escaped(str(page.title or ""))
    page.edit_url = edit_address(page.edit_url, page.file.src_uri)
    page.meta = {key: escaped(value) for key, value in page.meta.items()}
    if not source.startswith("about/"):
        # The tabs lead everywhere; beside a text the list of pages is only furniture.
        page.meta.setdefault("hide", ["navigation"])
    # The theme would read each finished page again, for an index of its own.
    page.meta["search"] = {"exclude": True}
    return content


def _set_among(page: Page, site: Site, files: Files) -> None:
    """Tell the host which pages of a list that is cut stand before, after and above."""
    beside = pages_beside(site, page.file.src_uri)
    if not beside:
        return
    previous, following, above = (
        file.page if source and (file := files.get_file_from_path(source)) else None
        for source in beside
    )
    page.previous_page, page.next_page = previous or page.previous_page, following
    if above:  # so that its tab is the one that is open
        page.parent = cast("Any", above)  # a page is as good as a section here


def _keep_for_search(page: Page, content: str) -> None:
    source, options = page.file.src_uri, page.meta.get("search")
    options = options if isinstance(options, dict) else {}
    site = _publication().site
    is_made = article_slug(source) in site.articles or source in made_pages(site)
    is_empty = source in LISTS and not content.strip()
    if is_made or is_empty or options.get("exclude"):
        _publication().written_pages.pop(source, None)
        return
    boost = options.get("boost", 1)  # of a page of a plugin's, anything
    _publication().written_pages[source] = WrittenPage(
        page.url,
        unescape(str(page.title or "")),
        clean_page(content),
        float(boost) if isinstance(boost, int | float) else 1.0,
    )


def on_page_context(context: dict[str, Any], *, page: Page, **_: Any) -> dict[str, Any]:
    """Give the theme what the page's head says, and what would stop a build of what is served."""
    title = _publication().site.about.name if page.is_homepage else str(page.title or "")
    # Of a page that is made already, MkDocs asks too, and nobody looks at it.
    context["glossator_head"] = partial(
        head_of,
        _publication().site,
        page.file.src_uri,
        unescape(title),
        unescape(str(page.meta.get("description") or "")),
    )
    context["glossator_is_article"] = (
        article_slug(page.file.src_uri) in _publication().site.articles
    )
    is_kept = isinstance(page, FinishedPage)  # for as long as the page itself is the same
    problems = _publication().problems if state.is_serving and not is_kept else []
    context["glossator_problems"] = [problem.plain for problem in problems]
    if state.day:
        context["build_date_utc"] = state.day
    context["glossator_mark"] = MARK if state.is_serving and is_kept else ""
    return context


def on_post_page(output: str, *, page: Page, config: MkDocsConfig, **_: Any) -> str:
    """Allow the theme's own scripts and styles, and nothing else."""
    if isinstance(page, FinishedPage) and state.maker:
        if isinstance(state.staging, Refresh):
            made_as, file = state.maker.state_of(page), page.file
            if state.staging.is_shown(file.dest_uri, made_as, file.src_uri):
                return ""  # which MkDocs does not write
        return state.maker.finished(page)
    return _published_page(output, page, config)


def _published_page(output: str, page: Page, config: MkDocsConfig) -> str:
    promise = promise_of(_publication().site, page.file.src_uri)
    output = add_to_head(_finished(output), promise.tag)
    base = get_relative_url(".", page.url)
    return add_content_policy(output, _theme_inline(config, base))


def on_post_template(
    output_content: str, *, template_name: str, config: MkDocsConfig, **_: Any
) -> str:
    """As `on_post_page`, for the pages that the theme makes itself."""
    if not template_name.endswith(".html"):
        return output_content
    output = add_to_head(_finished(output_content), Promise().tag)
    is_error = is_error_template(template_name)  # which may be shown at any address
    base = (
        urlsplit(config.site_url or "/").path if is_error else get_relative_url(".", template_name)
    )
    return add_content_policy(output, _theme_inline(config, base))


def _finished(page: str) -> str:
    page = squeeze(name_search_dialog(page))
    return name_worker(page, state.worker_version) if state.worker_version else page


@event_priority(100)  # ahead of the theme's, which writes an index of its own there
def _await_search(config: MkDocsConfig) -> None:
    """Take what another process has written by now, if one has."""
    state.crew.finish()
    settings = Path(config.site_dir) / FOLDER / SETTINGS
    state.search_settings = None
    if not state.is_serving and state.staging and settings.is_file():  # it is of this build
        state.search_settings = settings.read_bytes()


def _finish_search(config: MkDocsConfig) -> None:
    """See that the site's search is there, in place of what the theme's would have."""
    if state.search_settings is None:
        _write_search(config)
    else:
        (Path(config.site_dir) / FOLDER / SETTINGS).write_bytes(state.search_settings)


def _write_search(config: MkDocsConfig, *, is_beside: bool = False) -> None:
    if not state.worker_version:  # another plugin's search stands there
        return
    publication, folder = _publication(), Path(config.site_dir) / FOLDER
    if state.is_serving:
        promise_search(folder)
        folder = (state.staging.site if state.staging else Path(config.site_dir)) / FOLDER
    assert state.shelf is not None  # set by `on_config`  # noqa: S101
    write = partial(
        write_search,
        publication.site,
        publication.written_pages,
        folder,
        is_published=state.published.__contains__,
        cache=state.shelf.cache,
        keep=not state.is_serving,
        jobs=1 if is_beside else state.shelf.jobs,
    )
    if is_beside:
        write()
        return
    if state.is_serving:  # once the site is there in which it is written
        state.search_to_write = lambda go_on: write(go_on=go_on)
        return
    with progress_bar("Writing the search") as progress:
        write(progress=progress)


def _write_data(config: MkDocsConfig) -> None:
    """See to what machines read, in place of what else stands at the same addresses."""
    assert state.shelf is not None  # set by `on_config`  # noqa: S101
    if state.is_serving:
        return  # it is written once somebody asks for it
    with progress_bar("Writing data") as progress:
        if state.data:
            state.data.finish(progress)
            return
        _exports().write(Path(config.site_dir), jobs=state.shelf.jobs, progress=progress)


def _exports() -> Exports:
    assert state.shelf is not None  # set by `on_config`  # noqa: S101
    cache = state.shelf.cache
    # Whoever writes a note waits for no picture of it.
    formats = FORMATS if state.is_serving else published_formats(cache)
    return Exports(_publication().site, formats, cache)


def _write_headers(config: MkDocsConfig) -> None:
    """See to what the host should say beside each file, where it reads that in the site."""
    host = host_named(config.data)
    if not host or state.is_serving:
        return
    file = Path(config.site_dir) / HOSTS[host].path
    if file.exists():  # which the site's owner allowed
        log.info("%s is the site's own; nothing is added for %s", HOSTS[host].path, host)
        return
    file.write_text(headers_file(host, config.site_url or ""), encoding="utf-8", newline="\n")


@event_priority(-100)  # others see to what was built first
def _publish_site(config: MkDocsConfig) -> None:
    """Put the site that was built in the place of the one that was there."""
    if state.is_dirty and not state.is_serving:
        finish(Path(config.site_dir))
    if state.staging:
        state.staging.publish(state.data.write_all if state.data else None)
        config.site_dir = str(state.staging.site)
    if state.is_serving:
        state.search.offer_index(state.search_to_write)
        state.data_on_demand.offer(writer_into(Path(config.site_dir), _exports()))
    elif state.shelf and state.staging:
        state.shelf.cache.prune()


@event_priority(-100)  # as nobody is asked after it
def on_build_error(*, error: Exception, **_: Any) -> None:
    """Leave the old site as it is, and let nobody wait for a search that does not come.

    Of a disk that is full, and the like, one line tells.
    """
    state.crew.stop()
    if state.data:
        state.data.stop()
    if state.staging:
        state.staging.discard()
    if state.is_serving:
        state.search.offer(None)
        state.data_on_demand.offer(None)
    if isinstance(error, OSError) and error.errno is not None and state.site:
        built = state.staging.folder if state.staging else state.site
        told = told_of(error, site=state.site, built=built)
        # A server goes on, and tells of what it knows to be an end without a traceback.
        raise (Abort if state.is_serving else PluginError)(told) from None


on_post_build = CombinedEvent(
    _await_search, _finish_search, _write_data, _write_headers, _publish_site
)


def on_env(
    env: jinja2.Environment, *, config: MkDocsConfig, files: Files, **_: Any
) -> jinja2.Environment:
    """Say what is going to be published, and keep what makes a page."""
    day = update_day(_publication().last_change(""))
    # Who asks for the day of the build in templates of their own wants it.
    state.day = None if tells_the_day(config) else datetime.fromisoformat(day).replace(tzinfo=UTC)
    env.bytecode_cache = state.translated
    state.environment, state.inline = env, {}
    state.published = {file.src_uri for file in files.documentation_pages()}
    # The theme prints these as they are in one place, and escaped in the next.
    config.site_name = Markup(escaped(config.site_name))  # noqa: S704 - escaped right here
    config.site_description = Markup(escaped(config.site_description or ""))  # noqa: S704
    site = _publication().site
    articles, notes = len(site.articles), len(site.notes)
    log.info("%s with %s", count_of(articles, "article"), count_of(notes, "annotation"))
    _make_pages(env, config, files)
    return env


def _make_pages(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Make the pages of which MkDocs has nothing to read, before it comes to them."""
    assert state.nav is not None  # set by `on_nav`  # noqa: S101
    assert state.shelf is not None  # set by `on_config`  # noqa: S101
    publication = _publication()
    more = [state.worker_version, str(state.is_serving)]
    if has_own_templates(config):  # which may show anything that MkDocs gives to each
        pages = (file.page for file in files if file.page)
        more += (f"{page.url} {page.title} {page.meta}" for page in pages)
        more.append(str(publication.last_change("")))
        more += (str(get_build_date()),) if tells_the_day(config) else ()
    shell = shell_digest(config, state.nav, *more)
    inclusion = InclusionLevel.is_in_serve if state.is_serving else InclusionLevel.is_included
    state.maker = PageMaker(
        publication,
        state.shelf.cache,
        shell,
        config,
        state.nav,
        files.documentation_pages(inclusion=inclusion),
        env,
        lambda output, page: _published_page(output, page, config),
        _notice(env) if state.is_serving else "",
        _tell_unread,
    )
    is_whole = state.staging and not state.is_serving and not state.part
    # The search needs nothing of the pages, and most of its time none but one process.
    beside = partial(_write_search, config, is_beside=True) if is_whole else None
    with progress_bar("Making pages") as progress:
        state.maker.make_all(
            state.crew,
            jobs=state.shelf.jobs,
            is_wanted=partial(is_in_part, part=state.part or (1, 1)),
            beside=beside,
            progress=progress,
        )
    if state.part:
        state.crew.finish()
        _exports().keep(partial(is_in_part, part=state.part), jobs=state.shelf.jobs)
        sys.exit()  # before anything is written; all is in the cache


def _notice(env: jinja2.Environment) -> str:
    """What `mkdocs serve` shows of problems on pages that are kept."""
    template = env.get_template("glossator/problems.html")
    problems = [problem.plain for problem in _publication().problems]
    return template.render(glossator_problems=problems)


def on_serve(server: LiveReloadServer, *, config: MkDocsConfig, **_: Any) -> LiveReloadServer:
    """Rebuild when a note or a template changes, also where its folder comes or goes meanwhile."""
    watch_folders(server, config)
    app = server.get_app()
    assert app is not None  # a server has one from its beginning  # noqa: S101
    preview = Preview()
    server.set_app(preview.wrap(state.data_on_demand.wrap(state.search.wrap(app))))
    server.builder = preview.guard(server.builder)
    return server


def _publication() -> Publication:
    if state.publication is None:
        raise PluginError("an event of glossator_mkdocs ran without on_config")
    return state.publication


def _theme_inline(config: MkDocsConfig, base_url: str) -> Inline:
    """The theme's inline scripts and styles; those name the way to the site's root.

    Taken from a page on which nothing stands that anybody wrote, so that what people
    write can never be among them.
    """
    if base_url not in state.inline:
        assert state.environment is not None  # set by `on_env`, before the first page  # noqa: S101
        context = get_context(Navigation([], []), Files([]), config, base_url=base_url)
        empty = state.environment.get_template("404.html").render(context)
        state.inline[base_url] = inline_of(_finished(empty))
    return state.inline[base_url]
