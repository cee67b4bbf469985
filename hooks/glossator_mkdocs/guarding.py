"""A page of which the Markdown stops MkDocs: it is told, and the others are made."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING, Any

from mkdocs.structure.toc import get_toc

if TYPE_CHECKING:
    from mkdocs.structure.pages import Page


def guard_page(page: Page, tell: Callable[[Exception], None]) -> None:
    """Have the page be empty, and what was raised be told, where it cannot be rendered.

    What the check reads it has told before. Drafts it does not read, nor what a plugin makes of
    a page.
    """
    page.render = partial(_render, page, page.render, tell)  # type: ignore[method-assign]


def _render(
    page: Page,
    render: Callable[..., None],
    tell: Callable[[Exception], None],
    *given: Any,
    **named: Any,
) -> None:
    try:
        render(*given, **named)
    except Exception as error:  # whatever a parser or an extension raises
        tell(error)
        page.content, page.toc, page.present_anchor_ids = "", get_toc([]), set()
