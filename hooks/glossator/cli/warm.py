"""`glossator warm`: what a build needs of each article, made ahead of it."""

from __future__ import annotations

import os
import subprocess
import sys
from importlib.util import find_spec
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import click

from glossator.caching.cache import BEYOND_VARIABLE, FOLDER, VARIABLE, Cache
from glossator.caching.processes import VARIABLE as JOBS_VARIABLE
from glossator.cli.common import is_terminal, jobs_option, progress_bar, site_of
from glossator.cli.saying import say
from glossator.disk.unwritten import reason_of
from glossator.problems import count_of
from glossator.searching.sources import keep_pages
from glossator.site.publish import Settings
from glossator.site.shelf import Shelf, open_shelf
from glossator.site.warming import HAS_PROBLEMS, PART_VARIABLE, read_part, warm_articles


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
        try:
            return read_part(str(value))
        except ValueError as error:
            self.fail(str(error), param, ctx)


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

    Which part an article or a page belongs to depends on its name alone. Mistakes in
    articles and notes are left to `glossator check`; pages are made once there are none.

    \b
    Examples:
      glossator warm
      glossator warm --part 3/8
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(())
    shelf = open_shelf(root, jobs)
    if not shelf.cache.is_lasting:
        raise click.ClickException(
            f"nothing can be kept in {os.environ.get(VARIABLE) or FOLDER}; see whether it may be "
            f"written, is no link out of the site and is not in git, and that {VARIABLE} is not off"
        )
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
    _warm_pages(settings, shelf, part)
    shelf.cache.prune()
    if shelf.cache.failure:
        where = os.path.relpath(shelf.cache.folder)
        message = f"{where} cannot be written: {reason_of(shelf.cache.failure)}"
        raise click.ClickException(f"{message}; the build makes what is missing")
    if is_terminal(sys.stderr):
        say(f"{count_of(len(sources), 'article')} ready.", err=True)


def _warm_pages(settings: Settings, shelf: Shelf, part: tuple[int, int]) -> None:
    """Have MkDocs make the pages of a part, as far as it is installed.

    On a page stands what other articles say of it: what becomes of all of them is made here,
    and what is not of this part is thrown away, as another machine keeps it.
    """
    if find_spec("mkdocs") is None:
        return
    with TemporaryDirectory(prefix="glossator-") as folder:
        spare = Path(folder, "others")
        others = Shelf(shelf.root, Cache(spare, beyond=shelf.cache.folder.absolute()), shelf.jobs)
        with progress_bar("Reading the others") as progress:
            warm_articles(settings, others, part, others=True, progress=progress)
        given = {
            VARIABLE: str(shelf.cache.folder.absolute()),
            BEYOND_VARIABLE: str(spare),
            JOBS_VARIABLE: str(shelf.jobs),
            PART_VARIABLE: "/".join(map(str, part)),
            "NO_MKDOCS_2_WARNING": "1",  # the theme's, on every start
        }
        ended = subprocess.run(  # noqa: S603 - nothing of it comes from outside
            [sys.executable, "-m", "mkdocs", "build", "--quiet", "--site-dir", f"{folder}/site"],
            cwd=shelf.root,
            env=os.environ | given,
            stdin=subprocess.DEVNULL,
        ).returncode
    if ended == HAS_PROBLEMS:
        message = "No pages were made: the content has problems, which `glossator check` lists."
        say(message, err=True)
    elif ended:
        raise click.ClickException("MkDocs made no pages; what it says of that stands above.")
