"""The command `glossator`."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from glossator import __version__
from glossator.config import ConfigError, find_root, read_settings
from glossator.problems import Problem, count_of
from glossator.publish import publish
from glossator.report import FORMATS

# A check that is done sooner needs no progress bar.
PATIENCE_ARTICLES = 20


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Publish articles with public, sourced annotations.

    The site itself is built by MkDocs: `mkdocs serve` shows it while you write,
    `mkdocs build` writes it to the folder site.
    """


@main.command()
@click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to print problems: lines for people, a list for programs, or GitHub's "
    "workflow commands, which show each problem on its line of a pull request.",
)
def check(paths: tuple[Path, ...], form: str) -> None:
    r"""Find every mistake in articles, annotations and topics.

    Without PATH, checks the site of the current folder. With PATHs, prints only
    the problems of these files and folders.

    \b
    Prints nothing and exits with 0 when all is well, exits with 1 when there are
    problems, and with 2 when it was called wrongly. Each problem is a line
      path:line:column: code: message
    which most editors open at the place. The codes are explained in
    docs/about/check.md.

    \b
    Examples:
      glossator check
      glossator check annotations/alibaba-ai-budget
      glossator check --format json
    """
    try:
        root = find_root(paths[0] if paths else Path())
        settings = read_settings(root)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    with progress_bar() as progress:
        problems = publish(settings, progress=progress).problems
    if paths:
        problems = [problem for problem in problems if _is_within(problem, root, paths)]
    shown = [_as_seen_from_here(problem, root) for problem in problems]
    click.echo(FORMATS[form](shown), nl=False)
    if form == "text" and shown and sys.stderr.isatty():
        click.echo(f"{count_of(len(shown), 'problem')} found.", err=True)
    sys.exit(1 if shown else 0)


def _is_within(problem: Problem, root: Path, paths: Sequence[Path]) -> bool:
    file = (root / problem.location.path).resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _as_seen_from_here(problem: Problem, root: Path) -> Problem:
    """The problem with its path relative to the current folder, or whole from outside of it."""
    file = root / problem.location.path
    here = Path.cwd()
    path = file.relative_to(here) if file.is_relative_to(here) else file
    return replace(problem, location=replace(problem.location, path=path.as_posix()))


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
