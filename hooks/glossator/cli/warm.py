"""`glossator warm`: what a build needs of each article, made ahead of it."""

from __future__ import annotations

import re
import sys
from typing import Any

import click

from glossator.cli.common import is_terminal, jobs_option, progress_bar, site_of
from glossator.problems import count_of
from glossator.searching.sources import keep_pages
from glossator.site.shelf import open_shelf
from glossator.site.warming import warm_articles

_PART = re.compile(r"([1-9][0-9]*)/([1-9][0-9]*)")


class _Part(click.ParamType[tuple[int, int]]):
    """Which part of how many, as in `3/8`."""

    name = "part"

    def convert(
        self,
        value: Any,  # a text, or what a default is
        param: click.Parameter | None,
        ctx: click.Context | None,
    ) -> tuple[int, int]:
        if isinstance(value, tuple):
            return value
        found = _PART.fullmatch(str(value))
        if not found:
            self.fail(f"{value!r} is no part; write the third of eight as 3/8", param, ctx)
        number, parts = map(int, found.groups())
        if number > parts:
            message = f"there is no part {number} of {parts}; the last is {parts}/{parts}"
            self.fail(message, param, ctx)
        return number, parts


@click.command()
@click.option(
    "--part",
    type=_Part(),
    default=(1, 1),
    show_default="all articles",
    metavar="K/N",
    help="Make the K-th of N parts, so that N machines can share the work.",
)
@jobs_option
def warm(part: tuple[int, int], jobs: int | None) -> None:
    """Make what a build needs of each article, and keep it in the cache.

    A build does this by itself. With --part, machines can do it at the same time: each
    makes its part, the folders `.cache/glossator` of all are copied into one, and the
    build that follows finds everything made.

    Which part an article belongs to depends on its id alone. Mistakes in articles and
    notes are left to `glossator check`.

    \b
    Examples:
      glossator warm
      glossator warm --part 3/8
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(())
    shelf = open_shelf(root, jobs)
    with progress_bar() as progress:
        sources = warm_articles(settings, shelf, part, progress=progress)
    with progress_bar("Gathering words") as progress:
        tell = progress or (lambda *_: None)
        keep_pages(
            sources,
            shelf.cache,
            jobs=shelf.jobs,
            progress=lambda done: tell(done, len(sources)),
        )
    shelf.cache.prune()
    if is_terminal(sys.stderr):
        click.echo(f"{count_of(len(sources), 'article')} ready.", err=True)
