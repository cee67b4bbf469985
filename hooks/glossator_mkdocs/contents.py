"""What stands on a page: what people wrote, and what the library makes of it."""

from __future__ import annotations

import logging
from functools import partial
from typing import TYPE_CHECKING, Any, cast

from mkdocs.exceptions import PluginError
from mkdocs.structure.toc import get_toc

from glossator.problems import unforeseen
from glossator.site.headings import anchors, toc_tokens
from glossator_mkdocs.finished import FinishedPage
from glossator_mkdocs.guarding import guard_page, html_or_tell
from glossator_mkdocs.heads import edit_address, escaped, front_matter, update_day
from glossator_mkdocs.navigation import set_among
from glossator_mkdocs.run_state import needed, state
from glossator_mkdocs.search import keep_for_search

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

log = logging.getLogger("mkdocs.glossator")


def see_that_others_are_made(page: Page) -> None:
    """See that the page stops no other, whatever stands there."""
    if not isinstance(page, FinishedPage):
        guard_page(page, partial(tell_unread, page.file.src_uri))


def tell_unread(source: str, error: Exception) -> None:
    """Show what stops MkDocs, or end the build of which nobody sees the pages.

    Raises:
        PluginError: nobody sees them.
    """
    publication = needed(state.publication)
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


def source_of(page: Page) -> str | None:
    """A clean head and body for MkDocs: what people wrote is read by the library alone."""
    if page.file.generated_by:
        return None
    head, body = needed(state.publication).written(page.file.src_uri)
    return front_matter(head) + body


def content_of(page: Page, rendered: str, files: Files) -> str:
    """What the library makes of the page that MkDocs rendered; its head is put right, too."""
    publication = needed(state.publication)
    source = page.file.src_uri
    set_among(page, publication.site_of(source), files)
    content = rendered
    if not isinstance(page, FinishedPage):
        keep_for_search(page, rendered)
        content = html_or_tell(publication, source, rendered, partial(tell_unread, source))
        page.toc = get_toc(cast("Any", toc_tokens(content)))
        page.present_anchor_ids = anchors(content)
    _put_head_right(page, publication.last_change(source))
    return content


def _put_head_right(page: Page, last_change: str | None) -> None:
    source = page.file.src_uri
    # The day of the build would make every build another one.
    page.update_date = update_day(last_change)
    # The theme prints titles as they are.
    page.title = escaped(str(page.title or ""))
    page.edit_url = edit_address(page.edit_url, source)
    page.meta = {key: escaped(value) for key, value in page.meta.items()}
    if not source.startswith("about/"):
        # The tabs lead everywhere; beside a text the list of pages is only furniture.
        page.meta.setdefault("hide", ["navigation"])
    # The theme would read each finished page again, for an index of its own.
    page.meta["search"] = {"exclude": True}
