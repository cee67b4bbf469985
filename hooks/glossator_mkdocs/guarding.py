"""A page of which the Markdown stops MkDocs: it is told, and the others are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import get_toc

from glossator.site.shelf import ChangedError

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page

    from glossator.site.publish import Publication


Tell = Callable[[Exception], None]
"""Given what was raised: raises where that ends all, and comes back where it does not."""


def html_or_tell(publication: Publication, source: str, html: str, tell: Tell) -> str:
    """What stands on the page at `source`, as `page_html` has it; nothing where that fails."""
    try:
        return publication.page_html(source, html)
    except ChangedError:  # the next build has what there is by then
        raise
    except Exception as error:  # whatever templates and cleaners raise
        tell(error)
        return ""


def guard_page(page: Page, tell: Tell) -> None:
    """Have the page be empty, and what was raised be told, where it cannot be rendered.

    What the check reads it has told before. Drafts it does not read, nor what a plugin makes of
    a page.
    """
    page.render = partial(_render, page, page.render, tell)  # type: ignore[method-assign]


def _render(
    page: Page,
    render: Callable[..., None],
    tell: Tell,
    *given: Any,
    **named: Any,
) -> None:
    try:
        render(*given, **named)
    except Exception as error:  # whatever a parser or an extension raises
        tell(error)
        page.content, page.toc, page.present_anchor_ids = "", get_toc([]), set()
