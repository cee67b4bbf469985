"""The navigation: names in it, pages that it names, and what stands before and after a page."""

from __future__ import annotations

import html
from collections.abc import Iterator
from typing import TYPE_CHECKING, Any, cast

from mkdocs.structure.nav import Link, Navigation, Section

from glossator.site.made import pages_beside
from glossator_mkdocs.heads import escaped

if TYPE_CHECKING:
    from mkdocs.structure.files import Files
    from mkdocs.structure.pages import Page

    from glossator.site.site import Site


def escape_names(nav: Navigation, *, is_written: bool) -> None:
    """Have the theme print the names of folders and links as text; it prints them as they are.

    `is_written` says that somebody wrote them; what nobody wrote is named as its folder.
    """
    for item in _all_of(nav.items):
        if isinstance(item, Section | Link):
            # The name of a folder was never escaped, and what somebody wrote may be.
            item.title = escaped(item.title) if is_written else html.escape(item.title)


def _all_of(items: list[Any]) -> Iterator[Any]:
    for item in items:
        yield item
        yield from _all_of(item.children or [])


def named_in(nav: Any) -> Iterator[str]:
    """The pages that a `nav` names; MkDocs makes these, with the titles that stand there."""
    if isinstance(nav, str):
        yield nav
    elif nav:
        for item in nav.values() if isinstance(nav, dict) else nav:
            yield from named_in(item)


def set_among(page: Page, site: Site, files: Files) -> None:
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
