"""What the commands share: their site, paths as seen from here, a progress bar."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, TextIO

import click

from glossator.disk.places import resolved
from glossator.editing.saving import stays_within, sweep
from glossator.problems import Location, Problem, shown
from glossator.site.config import ConfigError, find_root, read_settings
from glossator.site.publish import Settings

# A check that is done sooner needs no progress bar.
PATIENCE_ARTICLES = 20

paths_argument = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)


jobs_option = click.option(
    "--jobs",
    type=click.IntRange(min=1),
    metavar="N",
    help="The number of processes; without it as many as there are processors, up to 4, or "
    "what GLOSSATOR_JOBS says.",
)


def format_option(what: str) -> Callable[[Any], Any]:
    """The option `--format`, for lines or JSON; `what` the help says about them."""
    return click.option(
        "--format",
        "form",
        type=click.Choice(["json", "text"]),
        default="text",
        show_default=True,
        help=f"How to print {what}.",
    )


def site_of(paths: Sequence[Path]) -> tuple[Path, Settings]:
    """The folder and the settings of the site that holds the paths, or the current folder."""
    try:
        root = find_root(paths[0] if paths else Path())
        for path in paths[1:]:
            other = find_root(path)
            if other != root:
                message = (
                    f"{path} is of another site than {paths[0]} "
                    f"({other}, not {root}); call the command for each site"
                )
                raise click.UsageError(message)
        return root, read_settings(root)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None


def chosen_by(paths: Sequence[Path]) -> Callable[[Path], bool]:
    """Tells of a file whether it is one of `paths`, or in one of them; any is, without paths."""
    # Looked up rather than compared one by one: pre-commit names thousands of files.
    chosen = {resolved(path) for path in paths}

    def is_chosen(file: Path) -> bool:
        if not chosen:
            return True
        file = resolved(file)
        return file in chosen or any(folder in chosen for folder in file.parents)

    return is_chosen


def is_terminal(stream: TextIO | None) -> bool:
    """Whether somebody sits at the stream; one that was closed at the start is None."""
    return stream is not None and stream.isatty()


def as_seen_from_here(problem: Problem, root: Path) -> Problem:
    """The problem with its paths as seen from the current folder."""
    return _moved(problem, root, Path.cwd())


def as_seen_from_repository(problem: Problem, root: Path) -> Problem:
    """The problem with its paths as a forge names them: from the top of the repository.

    As seen from the current folder where the site is in no repository.
    """
    tops = (folder for folder in (root, *root.parents) if (folder / ".git").exists())
    return _moved(problem, root, next(tops, Path.cwd()))


def _moved(problem: Problem, root: Path, start: Path) -> Problem:
    related = tuple(_from(location, root, start) for location in problem.related)
    return replace(problem, location=_from(problem.location, root, start), related=related)


def from_here(location: Location, root: Path) -> Location:
    """The place with its path relative to the current folder, or whole from outside of it."""
    return _from(location, root, Path.cwd())


def _from(location: Location, root: Path, start: Path) -> Location:
    file = root / location.path
    path = file.relative_to(start) if file.is_relative_to(start) else file
    return replace(location, path=path.as_posix())


def stop_at_bytes(told: Mapping[str, object]) -> None:
    """See that options for words hold words: no bytes that the terminal's UTF-8 has no word for.

    Raises:
        click.UsageError: one holds such bytes.
    """
    for name, value in told.items():
        for one in value if isinstance(value, list | tuple) else [value]:
            if isinstance(one, str) and any("\ud800" <= sign <= "\udfff" for sign in one):
                option = f"--{name.replace('_', '-')}"
                raise click.UsageError(
                    f"{option}: {shown(one)} has bytes that are no UTF-8; set the terminal to UTF-8"
                )


def sweep_sources(settings: Settings) -> None:
    """Delete what commands that were killed have left beside articles and notes."""
    for folder in (settings.annotations, f"{settings.docs}/articles"):
        if stays_within(settings.root, folder, "."):
            sweep(settings.root / folder)


@contextmanager
def progress_bar(label: str = "Reading articles") -> Iterator[Callable[[int, int], None] | None]:
    """What to call with the number done and the total; nothing to call in a pipe.

    Draws on a terminal only, and only for corpora that take a while.
    """
    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb":
        yield None
        return
    bars: list[Any] = []  # click's progress bar has no public type

    def show(done: int, total: int) -> None:
        if total < PATIENCE_ARTICLES:
            return
        if not bars:
            bar = click.progressbar(length=total, label=label, file=sys.stderr)
            bars.append(bar.__enter__())
        bars[0].update(done - bars[0].pos)

    yield show
    for bar in bars:
        bar.render_finish()
