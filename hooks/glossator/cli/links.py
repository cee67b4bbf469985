"""`glossator links`: whether the addresses of all sources still work."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import click

from glossator.checking.report import FORMATS
from glossator.cli.common import chosen_by, from_here, is_terminal, paths_argument, site_of
from glossator.cli.saying import say, say_styled
from glossator.cli.waiting import waiting
from glossator.content.loading import load_corpus
from glossator.problems import Problem, count_of
from glossator.showing import visible
from glossator.web.archives import ArchiveError, find_copy
from glossator.web.ask import TIMEOUT, web_ask
from glossator.web.link_check import Outcome, check_pages
from glossator.web.link_list import Link, source_links
from glossator.web.link_report import link_problems
from glossator.web.pace import Pace

# What a shell tells of a program that was stopped with Ctrl-C.
_INTERRUPTED = 130
_COLOURS = {"error": "red", "warning": "yellow"}


@click.command()
@paths_argument
@click.option(
    "--format",
    "form",
    type=click.Choice(["text", "json", "github"]),
    default="text",
    show_default=True,
    help="How to print problems: lines for people, a list for programs, or GitHub's "
    "workflow commands.",
)
@click.option(
    "--timeout",
    type=click.FloatRange(min=0.1, max=300),
    default=TIMEOUT,
    metavar="SECONDS",
    show_default=True,
    help="How long to wait for each answer.",
)
@click.option(
    "--suggest-archive/--no-suggest-archive",
    default=True,
    show_default=True,
    help="Whether to ask the Wayback Machine for copies of pages that are gone.",
)
@click.option(
    "--own-network/--no-own-network",
    default=False,
    show_default=True,
    help="Whether to ask for pages on this computer or in its network, too.",
)
def links(
    paths: tuple[Path, ...], form: str, timeout: float, suggest_archive: bool, own_network: bool
) -> None:
    """Ask whether the addresses of all sources still work.

    Without PATH, asks for the sources of all articles, annotations and topics of the
    current folder's site. With PATHs, only for those in these files and folders.

    This goes out to the web. Each host gets at most one request a second, each address
    one, however often it occurs. Addresses are written by contributors, so that none of
    them leads to this computer or into its network. Ctrl-C stops at once and prints what is known.

    \b
    Each problem is a line
      path:line:column: code: message
    link-dead         the page is gone
    link-moved        the page is elsewhere, and works
    link-unreachable  the page could not be checked, which may be due to the site

    \b
    Exits with 0 when no page is gone, with 1 when one is and has no archived copy
    beside it, with 2 when it was called wrongly, and with 130 after Ctrl-C.

    \b
    Examples:
      glossator links
      glossator links annotations/alibaba-ai-budget --timeout 30
      glossator links --format github --no-suggest-archive
    """  # noqa: D301 - click wants the character itself
    root, settings = site_of(paths)
    corpus = load_corpus(root, docs=settings.docs, annotations=settings.annotations)
    is_chosen = chosen_by(paths)
    listed = [link for link in source_links(corpus) if is_chosen(root / link.location.path)]
    pace = Pace()
    outcomes: dict[str, Outcome] = {}
    pages = list(dict.fromkeys(link.page for link in listed))
    was_stopped = False
    try:
        with _bar(len(pages)) as advance:
            for page, outcome in check_pages(
                pages,
                new_ask=lambda: web_ask(timeout=timeout, is_outward=not own_network),
                pace=pace,
            ):
                outcomes[page] = outcome
                advance()
        finder = _Finder(pace) if suggest_archive else None
        with waiting("Asking the Wayback Machine for copies"):
            problems = link_problems(listed, outcomes, find_copy=finder or _no_copy)
        if finder and finder.failure:
            say(f"The Wayback Machine could not be asked: {finder.failure}.", err=True)
    except KeyboardInterrupt:
        was_stopped = True
        problems = link_problems(listed, outcomes, find_copy=_no_copy)
    _print(problems, root, form)
    if was_stopped:
        asked = count_of(len(pages), "address", "addresses")
        say(f"Stopped: {len(outcomes)} of {asked} asked.", err=True)
        sys.exit(_INTERRUPTED)
    if is_terminal(sys.stderr) and form == "text":
        say(_summary(pages, outcomes, corpus_problems=len(corpus.problems)), err=True)
    sys.exit(1 if any(problem.severity == "error" for problem in problems) else 0)


class _Finder:
    """Asks for archived copies until the archive fails once."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self.failure = ""

    def __call__(self, link: Link) -> str:
        if self.failure:
            return ""
        try:
            return find_copy(link.page, link.day, pace=self.pace)
        except ArchiveError as error:
            self.failure = str(error)
            return ""


def _no_copy(_link: Link) -> str:
    return ""


def _print(problems: list[Problem], root: Path, form: str) -> None:
    for_here = [
        Problem(from_here(p.location, root), p.code, p.message, p.severity) for p in problems
    ]
    if form != "text" or not is_terminal(sys.stdout):
        say(FORMATS[form](for_here), nl=False)
        return
    for problem in for_here:
        code = click.style(problem.code, fg=_COLOURS[problem.severity])
        place, message = visible(str(problem.location)), visible(problem.message)
        say_styled(f"{place}: {code}: {message}")


def _summary(pages: list[str], outcomes: dict[str, Outcome], *, corpus_problems: int) -> str:
    kinds = [outcome.kind for outcome in outcomes.values()]
    parts = [
        f"{kinds.count('works')} working",
        f"{kinds.count('moved')} moved",
        f"{kinds.count('dead')} gone",
        f"{kinds.count('unreachable')} could not be checked",
    ]
    told = f"{count_of(len(pages), 'address', 'addresses')}: {', '.join(parts)}."
    if corpus_problems:
        told += (
            f" {count_of(corpus_problems, 'problem')} in the content may hide others; "
            "see `glossator check`."
        )
    return told


@contextmanager
def _bar(total: int) -> Iterator[Callable[[], None]]:
    """What to call after each page; draws on a terminal only."""
    if not is_terminal(sys.stderr) or os.environ.get("TERM") == "dumb" or not total:
        yield lambda: None
        return
    with click.progressbar(length=total, label="Asking", file=sys.stderr) as bar:
        yield lambda: bar.update(1)
