"""`glossator verify`: whether a built site is whole."""

from __future__ import annotations

import sys
from pathlib import Path

import click

from glossator.checking.report import FORMATS, counted
from glossator.cli.common import (
    as_seen_from_here,
    as_seen_from_repository,
    is_terminal,
    jobs_option,
)
from glossator.cli.saying import say
from glossator.cli.waiting import stages
from glossator.disk.places import resolved
from glossator.problems import SITE_CODES, Problem

# Of these a forge reads the paths, whatever folder the command was called in.
_FORGE_FORMATS = frozenset({"github", "sarif"})


@click.command()
@click.argument("site", type=click.Path(path_type=Path))
@click.option(
    "--no-corpus",
    is_flag=True,
    help="Look at SITE by itself, without the articles and notes of which it was built: whether "
    "each page has the notes that it says it has, and its pages, its data and its search tell of "
    "the same notes.",
)
@click.option(
    "-f",
    "--config-file",
    "config",
    type=click.Path(path_type=Path, exists=True, dir_okay=False),
    help="The configuration of which SITE was built, as MkDocs takes it; without it, the "
    "mkdocs.yml of the current folder.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(sorted(FORMATS)),
    default="text",
    show_default=True,
    help="How to print what is wrong, as `glossator check` does.",
)
@jobs_option
def verify(site: Path, no_corpus: bool, config: Path | None, form: str, jobs: int | None) -> None:
    """Tell whether the built site in the folder SITE holds all that its corpus says.

    Compares every page, note, mark, picture, feed, table and record of SITE, and what its
    search finds, with the articles and notes of the current folder. Nothing may be missing,
    nothing may be different, and nothing else may claim to be of them. Call it before a site
    is published, in the same environment in which it was built.

    \b
    Prints nothing and exits with 0 when the site is whole, exits with 1 when it is not,
    and with 2 when it was called wrongly. Each problem is a line
      path:line:column: code: message
    with the path in SITE. The codes are explained in docs/about/check.md.

    \b
    Examples:
      glossator verify site
      glossator verify site --format github
      glossator verify public -f other.yml
      glossator verify /srv/www --no-corpus
    """  # noqa: D301 - click wants the character itself
    _look_for(site)
    problems, root = _alone(site) if no_corpus else _beside_corpus(site, config, jobs)
    seen = as_seen_from_repository if form in _FORGE_FORMATS else as_seen_from_here
    shown = [seen(problem, root) for problem in problems]
    say(FORMATS[form](shown), nl=False)
    if form == "text" and shown and is_terminal(sys.stderr):
        say(f"{counted(shown)} found.", err=True)
    sys.exit(1 if problems else 0)


def _look_for(site: Path) -> None:
    """Refuse what is no folder, or an empty one."""
    try:
        is_empty = not any(site.iterdir())
    except OSError as error:
        message = f"{site}: {error.strerror}; build the site, or name the folder that has it"
        raise click.UsageError(message) from None
    if is_empty:
        raise click.UsageError(f"{site} is empty; build the site, or name the folder that has it")


def _beside_corpus(site: Path, config: Path | None, jobs: int | None) -> tuple[list[Problem], Path]:
    """What is wrong with the site, and the folder in which the places are."""
    # Here, as they need half of the library.
    from glossator.caching.processes import usual_jobs
    from glossator.site.config import CONFIG, ConfigError, find_root, read_settings_of_build
    from glossator.verifying.elsewhere import built_with
    from glossator.verifying.whole import verify as verify_site

    try:
        root = config.absolute().parent if config else find_root(Path())
    except ConfigError as error:
        message = (
            f"{error}, name its configuration with `-f`, or say `--no-corpus` to look at the site "
            "by itself"
        )
        raise click.UsageError(message) from None
    try:
        settings = read_settings_of_build(root, config.name if config else CONFIG)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None
    with stages() as progress:
        problems = verify_site(site, settings, jobs=jobs or usual_jobs(), progress=progress)
    if problems and not any(problem.code in SITE_CODES for problem in problems):
        say("The corpus has problems, so that nothing can be compared with it:", err=True)
        return problems, root
    if problems and (why := built_with(site, settings)):
        say(why, err=True)
    return problems, resolved(site)


def _alone(site: Path) -> tuple[list[Problem], Path]:
    from glossator.verifying.alone import verify_alone

    with stages() as progress:
        return verify_alone(site, progress=progress), resolved(site)
