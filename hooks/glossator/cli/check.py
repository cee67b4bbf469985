"""`glossator check`: every mistake of a site."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.checking.report import FORMATS, SUMMARY_ROOM, counted, format_summary
from glossator.cli.common import (
    as_seen_from_here,
    as_seen_from_repository,
    chosen_by,
    is_terminal,
    jobs_option,
    paths_argument,
    progress_bar,
    site_of,
)
from glossator.cli.saying import say
from glossator.problems import Problem
from glossator.site.publish import Settings, publish
from glossator.site.shelf import open_shelf

# Of these a forge reads the paths, whatever folder the command was called in.
FORGE_FORMATS = frozenset({"github", "sarif"})


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to print problems: lines for people, a list for programs, GitHub's workflow "
    "commands, which show each problem on its line of a pull request, or a SARIF log.",
)
@click.option(
    "--base",
    metavar="REV",
    help="Tell only what changed since this branch left REV (such as origin/main): problems "
    "of changed files, problems elsewhere that follow from them, published addresses that would "
    "be lost, and articles whose frozen text was exchanged.",
)
@click.option(
    "--summary",
    metavar="FILE",
    help="Also append a table of all problems to FILE, in Markdown, as for GitHub's "
    "$GITHUB_STEP_SUMMARY.",
)
@jobs_option
def check(
    paths: tuple[Path, ...], form: str, base: str | None, summary: str | None, jobs: int | None
) -> None:
    """Find every mistake in articles, annotations and topics.

    Without PATH, checks the site of the current folder. With PATHs, prints only
    the problems of these files and folders.

    \b
    Prints nothing and exits with 0 when all is well, exits with 1 when there are
    problems, and with 2 when it was called wrongly. Each problem is a line
      path:line:column: code: message
    which most editors open at the place. The codes are explained in
    docs/about/check.md. A warning is printed like a problem, and exits with 0.

    \b
    Examples:
      glossator check
      glossator check annotations/alibaba-ai-budget
      glossator check --base origin/main
      glossator check --format json
      glossator check --format github --summary "$GITHUB_STEP_SUMMARY"
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(paths)
    room = _room_in(summary) if summary is not None else 0
    problems = _problems(settings, base, jobs)
    is_chosen = chosen_by(paths)
    problems = [problem for problem in problems if is_chosen(root / problem.location.path)]
    seen = as_seen_from_repository if form in FORGE_FORMATS else as_seen_from_here
    shown = [seen(problem, root) for problem in problems]
    say(FORMATS[form](shown), nl=False)
    if summary is not None:
        table = format_summary([as_seen_from_repository(p, root) for p in problems], room=room)
        _append(summary, table)
    errors = [problem for problem in problems if problem.severity == "error"]
    if form == "text" and shown and is_terminal(sys.stderr):
        say(f"{counted(shown)} found.", err=True)
    sys.exit(1 if errors else 0)


def _problems(settings: Settings, base: str | None, jobs: int | None) -> list[Problem]:
    """The site's problems, or those that its branch has made since `base`."""
    if base is not None:
        # Only here, as it needs what reads files, which most checks find was done before.
        from glossator.checking.branch import branch_problems
        from glossator.checking.git import GitError, changes_since

        try:
            # First, as it takes no time and may be all that is wrong.
            paths = (settings.docs, settings.annotations, settings.host.file)
            changes = changes_since(base, settings.root, paths)
        except GitError as error:
            raise click.UsageError(f"--base: {error}") from None
    with progress_bar() as progress:
        shelf = open_shelf(settings.root, jobs)
        publication = publish(settings, progress=progress, shelf=shelf)
    if base is None:
        return publication.problems
    return branch_problems(publication, settings, changes)


def _room_in(summary: str) -> int:
    """Bytes that may be added to the summary; its file is there behind this."""
    if not summary:
        raise click.UsageError(
            "--summary: the name of the file is empty; outside of GitHub's workflows leave "
            "`--summary` out, or name a file"
        )
    try:
        with Path(summary).open("ab") as file:
            return SUMMARY_ROOM - (file.tell() if file.seekable() else 0)
    except OSError as error:
        raise click.UsageError(f"--summary: {summary}: {error.strerror}") from None


def _append(summary: str, table: str) -> None:
    try:
        with Path(summary).open("a", encoding="utf-8", newline="\n") as file:
            # Behind other words a table would go on with their paragraph.
            file.write(f"\n{table}" if file.seekable() and file.tell() else table)
    except OSError as error:
        raise click.ClickException(f"--summary: {summary}: {error.strerror}") from None
