"""What the commands share: their site, paths as seen from here, a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from glossator.config import ConfigError, find_root, read_settings
from glossator.problems import Location, Problem
from glossator.publish import Settings

# A check that is done sooner needs no progress bar.
PATIENCE_ARTICLES = 20

paths_argument = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)


def site_of(paths: Sequence[Path]) -> tuple[Path, Settings]:
    """The folder and the settings of the site that holds the paths, or the current folder."""
    try:
        root = find_root(paths[0] if paths else Path())
        return root, read_settings(root)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None


def is_within(problem: Problem, root: Path, paths: Sequence[Path]) -> bool:
    """Whether the problem is in one of the files or folders `paths`."""
    return is_below(root / problem.location.path, paths)


def is_below(file: Path, paths: Sequence[Path]) -> bool:
    """Whether `file` is one of `paths`, or in one of them."""
    file = file.resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def as_seen_from_here(problem: Problem, root: Path) -> Problem:
    """The problem with its path as seen from the current folder."""
    return replace(problem, location=from_here(problem.location, root))


def from_here(location: Location, root: Path) -> Location:
    """The place with its path relative to the current folder, or whole from outside of it."""
    file = root / location.path
    here = Path.cwd()
    path = file.relative_to(here) if file.is_relative_to(here) else file
    return replace(location, path=path.as_posix())


@contextmanager
def progress_bar() -> Iterator[Callable[[int, int], None] | None]:
    """What to call with the number done and the total; nothing to call in a pipe.

    Draws on a terminal only, and only for corpora that take a while.
    """
    if not sys.stderr.isatty() or os.environ.get("TERM") == "dumb":
        yield None
        return
    bars: list[Any] = []  # click's progress bar has no public type

    def show(done: int, total: int) -> None:
        if total < PATIENCE_ARTICLES:
            return
        if not bars:
            bar = click.progressbar(length=total, label="Reading articles", file=sys.stderr)
            bars.append(bar.__enter__())
        bars[0].update(done - bars[0].pos)

    yield show
    for bar in bars:
        bar.render_finish()
