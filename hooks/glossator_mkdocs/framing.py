"""What the theme puts round what stands on a page: its head, problems, and the content policy."""

from __future__ import annotations

from datetime import UTC, datetime
from functools import partial
from typing import TYPE_CHECKING, Any
from urllib.parse import urlsplit

from markupsafe import Markup
from mkdocs.commands.build import get_context
from mkdocs.structure.files import Files, InclusionLevel
from mkdocs.structure.nav import Navigation
from mkdocs.utils import get_relative_url, is_error_template

from glossator.content.references import unescape
from glossator.site.head import head_of
from glossator.site.pages import article_slug
from glossator.site.policy import (
    Inline,
    add_content_policy,
    add_to_head,
    inline_of,
    name_search_dialog,
    squeeze,
)
from glossator.site.promised import Promise, promise_of
from glossator.site.search_files import name_worker
from glossator_mkdocs.finished import MARK, FinishedPage
from glossator_mkdocs.heads import escaped, update_day
from glossator_mkdocs.run_state import needed, state
from glossator_mkdocs.shell import tells_the_day

if TYPE_CHECKING:
    import jinja2
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.pages import Page


def begin_pages(env: jinja2.Environment, config: MkDocsConfig, files: Files) -> None:
    """Keep what each page needs, and see that the theme may print what it prints on each."""
    day = update_day(needed(state.publication).last_change(""))
    # Who asks for the day of the build in templates of their own wants it.
    state.day = None if tells_the_day(config) else datetime.fromisoformat(day).replace(tzinfo=UTC)
    env.bytecode_cache = state.translated
    state.environment, state.inline = env, {}
    state.published = {file.src_uri for file in files.documentation_pages()}
    # `mkdocs serve --clean` shows none.
    drafts = (file for file in files if file.inclusion is InclusionLevel.DRAFT)
    state.shows_drafts = any(file.page for file in drafts)
    # The theme prints these as they are in one place, and escaped in the next.
    config.site_name = Markup(escaped(config.site_name))  # noqa: S704 - escaped right here
    config.site_description = Markup(escaped(config.site_description or ""))  # noqa: S704


def context_of(page: Page) -> dict[str, Any]:
    """What the page's head says, and what would stop a build of what is served."""
    publication = needed(state.publication)
    source = page.file.src_uri
    site = publication.site_of(source)
    title = site.about.name if page.is_homepage else str(page.title or "")
    description = str(page.meta.get("description") or "")
    is_kept = isinstance(page, FinishedPage)  # for as long as the page itself is the same
    problems = publication.problems if state.is_serving and not is_kept else []
    context: dict[str, Any] = {
        # Of a page that is made already, MkDocs asks too, and nobody looks at it.
        "glossator_head": partial(head_of, site, source, unescape(title), unescape(description)),
        "glossator_is_article": article_slug(source) in site.articles,
        "glossator_problems": [problem.plain for problem in problems],
        "glossator_mark": MARK if state.is_serving and is_kept else "",
    }
    if state.day:
        context["build_date_utc"] = state.day
    return context


def framed_page(output: str, page: Page, config: MkDocsConfig) -> str:
    """A page of the theme that says what it ought to have, and allows no other's scripts."""
    source = page.file.src_uri
    promise = promise_of(needed(state.publication).site_of(source), source)
    return _framed(output, promise, get_relative_url(".", page.url), config)


def framed_template(output: str, name: str, config: MkDocsConfig) -> str:
    """The same of a page that the theme makes itself."""
    is_error = is_error_template(name)  # which may be shown at any address
    if is_error and state.is_serving:  # that of what cannot be read, too
        output = output.replace("<h1", f"{notice()}<h1", 1)
    base = urlsplit(config.site_url or "/").path if is_error else get_relative_url(".", name)
    return _framed(output, Promise(), base, config)


def notice() -> str:
    """What `mkdocs serve` shows of problems where a page does not do that by itself."""
    template = needed(state.environment).get_template("glossator/problems.html")
    problems = [problem.plain for problem in needed(state.publication).problems]
    return template.render(glossator_problems=problems)


def _framed(output: str, promise: Promise, base_url: str, config: MkDocsConfig) -> str:
    page = add_to_head(_put_right(output), promise.tag)
    return add_content_policy(page, _theme_inline(config, base_url))


def _put_right(page: str) -> str:
    page = squeeze(name_search_dialog(page))
    return name_worker(page, state.worker_version) if state.worker_version else page


def _theme_inline(config: MkDocsConfig, base_url: str) -> Inline:
    """The theme's inline scripts and styles; those name the way to the site's root.

    Taken from a page on which nothing stands that anybody wrote, so that what people
    write can never be among them.
    """
    if base_url not in state.inline:
        context = get_context(Navigation([], []), Files([]), config, base_url=base_url)
        empty = needed(state.environment).get_template("404.html").render(context)
        state.inline[base_url] = inline_of(_put_right(empty))
    return state.inline[base_url]
