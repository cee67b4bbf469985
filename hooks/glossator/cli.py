"""The command `glossator`."""

from __future__ import annotations

import json
import os
import re
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any

import click

from glossator import __version__
from glossator.config import ConfigError, find_root, read_settings
from glossator.corpus import Article
from glossator.coverage import locate, total
from glossator.problems import Location, Problem, count_of
from glossator.publish import Settings, publish
from glossator.report import FORMATS

# A check that is done sooner needs no progress bar.
PATIENCE_ARTICLES = 20


paths_argument = click.argument(
    "paths", nargs=-1, type=click.Path(exists=True, path_type=Path), metavar="[PATH]..."
)


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Publish articles with public, sourced annotations.

    The site itself is built by MkDocs: `mkdocs serve` shows it while you write,
    `mkdocs build` writes it to the folder site.
    """


@main.command()
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
    root, settings = _site_of(paths)
    with progress_bar() as progress:
        problems = publish(settings, progress=progress).problems
    if paths:
        problems = [problem for problem in problems if _is_within(problem, root, paths)]
    shown = [_as_seen_from_here(problem, root) for problem in problems]
    click.echo(FORMATS[form](shown), nl=False)
    if form == "text" and shown and sys.stderr.isatty():
        click.echo(f"{count_of(len(shown), 'problem')} found.", err=True)
    sys.exit(1 if shown else 0)


@main.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="How to print sentences: lines for people, or one object for programs.",
)
def coverage(paths: tuple[Path, ...], form: str) -> None:
    """List the checkable sentences that carry no note.

    A sentence is checkable when it holds a figure, a date, a quotation, or a name
    with a claim; docs/about/index.md explains the rule. Without PATH, reads all
    articles of the current folder's site. With PATHs, reads only these articles,
    or those in these folders.

    \b
    Each sentence is a line
      path:line:column: sentence
    and the last line tells how many sentences carry a note. Exits with 0, and
    with 2 when it was called wrongly.

    \b
    Examples:
      glossator coverage
      glossator coverage docs/articles/alibaba-ai-budget.md
      glossator coverage --format json
    """  # noqa: D301 - click wants the character itself
    root, settings = _site_of(paths)
    with progress_bar() as progress:
        publication = publish(settings, progress=progress)
    site = publication.site
    slugs = [
        slug
        for slug, annotated in site.articles.items()
        if not paths or _is_below(root / annotated.article.path, paths)
    ]
    rows = []
    for slug in slugs:
        sentences = site.coverage(slug).sentences
        places = _places(site.articles[slug].article, [s.text for s in sentences], root)
        rows += [
            (_from_here(place, root), sentence.text)
            for place, sentence in zip(places, sentences, strict=True)
            if not sentence.is_covered
        ]
    summed = total(map(site.coverage, slugs))
    if form == "json":
        found = [
            {"path": at.path, "line": at.line, "column": at.column, "sentence": sentence}
            for at, sentence in rows
        ]
        numbers = {"checkable": summed.checkable, "covered": summed.covered}
        click.echo(json.dumps(numbers | {"sentences": found}, ensure_ascii=False, indent=2))
    else:
        for at, sentence in rows:
            click.echo(f"{at}: {sentence}")
        click.echo(f"{count_of(len(slugs), 'article')}: {summed}.")
    if publication.problems:
        number = count_of(len(publication.problems), "problem")
        click.echo(f"{number} in the content; `glossator check` lists them.", err=True)


def _site_of(paths: Sequence[Path]) -> tuple[Path, Settings]:
    """The folder and the settings of the site that holds the paths, or the current folder."""
    try:
        root = find_root(paths[0] if paths else Path())
        return root, read_settings(root)
    except ConfigError as error:
        raise click.UsageError(str(error)) from None


def _places(article: Article, sentences: Sequence[str], root: Path) -> list[Location]:
    text = (root / article.path).read_text(encoding="utf-8-sig")
    has_headline = re.search(r"^ {0,3}# |^=+[ \t]*$|<h1", article.body, re.MULTILINE)
    # A headline that only the front matter has is looked for there.
    begin = len(text) - len(article.body) if has_headline else 0
    return locate(sentences, text, article.path, begin=begin)


def _is_within(problem: Problem, root: Path, paths: Sequence[Path]) -> bool:
    return _is_below(root / problem.location.path, paths)


def _is_below(file: Path, paths: Sequence[Path]) -> bool:
    file = file.resolve()
    return any(file.is_relative_to(path.resolve()) for path in paths)


def _as_seen_from_here(problem: Problem, root: Path) -> Problem:
    return replace(problem, location=_from_here(problem.location, root))


def _from_here(location: Location, root: Path) -> Location:
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
