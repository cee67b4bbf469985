"""`glossator check`: every mistake of a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.cli.common import (
    as_seen_from_here,
    is_within,
    paths_argument,
    progress_bar,
    site_of,
)
from glossator.problems import count_of
from glossator.publish import publish
from glossator.report import FORMATS


@click.command()
@paths_argument
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
    """Find every mistake in articles, annotations and topics.

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
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(paths)
    with progress_bar() as progress:
        problems = publish(settings, progress=progress).problems
    if paths:
        problems = [problem for problem in problems if is_within(problem, root, paths)]
    shown = [as_seen_from_here(problem, root) for problem in problems]
    click.echo(FORMATS[form](shown), nl=False)
    if form == "text" and shown and sys.stderr.isatty():
        click.echo(f"{count_of(len(shown), 'problem')} found.", err=True)
    sys.exit(1 if shown else 0)
