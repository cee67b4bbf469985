"""`glossator new annotation`: a note written, placed and checked."""

from __future__ import annotations

import sys
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Any, get_args

import click

from glossator.cli.asking import Asker
from glossator.cli.common import from_here, site_of, stop_at_bytes, sweep_sources
from glossator.cli.draft import Draft
from glossator.cli.options import SOURCE_FIELDS, OrderedCommand, given_order, group_sources
from glossator.cli.prompts import is_interactive
from glossator.cli.saying import say, say_file, say_styled
from glossator.content.choices import Confidence, Kind, Reason
from glossator.content.files import list_files
from glossator.content.values import is_slug
from glossator.editing.note_file import note_text
from glossator.editing.saving import create_file, stays_within
from glossator.problems import Location
from glossator.showing import visible_lines
from glossator.site.publish import Settings


@click.group()
def new() -> None:
    """Write a note, by `new annotation`."""


def complete_article(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """The articles whose names begin so."""
    return _completed("articles", incomplete)


def complete_topic(
    _context: click.Context, _parameter: click.Parameter, incomplete: str
) -> list[str]:
    """The topics whose names begin so."""
    return _completed("topics", incomplete)


def _completed(folder: str, incomplete: str) -> list[str]:
    try:
        _, settings = site_of(())
    except click.UsageError:
        return []
    return [slug for slug in slugs_in(settings, folder) if slug.startswith(incomplete)]


def slugs_in(settings: Settings, folder: str) -> list[str]:
    """The slugs of the Markdown files in a folder of the docs."""
    start = f"{settings.docs}/{folder}/"
    files = list_files(settings.root, start.rstrip("/"), [])
    names = [path.removeprefix(start) for path in files if path.endswith(".md")]
    slugs = [name.removesuffix(".md") for name in names if name != "index.md"]
    return [slug for slug in slugs if is_slug(slug)]


def _source_options(command: Callable[..., None]) -> Callable[..., None]:
    helps = {
        "url": "Address of a page that shows it; begins a source, can be repeated.",
        "title": "That page's title.",
        "publisher": "Who published it first.",
        "via": "Where it was read, when in a reprint.",
        "published": "When: year-month-day, year-month or year.",
        "supports": "In your own words, what it shows.",
    }
    for name in reversed(SOURCE_FIELDS):
        option = f"--source-{name}"
        command = click.option(option, multiple=True, metavar="TEXT", help=helps[name])(command)
    return command


@new.command(cls=OrderedCommand)
@click.argument("article", required=False, shell_complete=complete_article)
@click.option("--quote", help="The words of the article that the note is about.")
@click.option("--prefix", default="", help="Words right before, if the quote occurs again.")
@click.option("--suffix", default="", help="Words right behind, if the quote occurs again.")
@click.option("--kind", type=click.Choice(get_args(Kind)), help="What the note does.")
@click.option("--title", help="Its headline, up to 80 characters.")
@click.option("--body", help="What is right and why, in Markdown.")
@click.option("--replacement", help="What the words should be, in a correction.")
@click.option("--reason", type=click.Choice(get_args(Reason)), help="What sort of error it is.")
@click.option("--confidence", type=click.Choice(get_args(Confidence)), help="How sure you are.")
@_source_options
@click.option(
    "--topic", multiple=True, shell_complete=complete_topic, help="A topic page; can be repeated."
)
@click.option(
    "--id", "note_id", help="The file's name without .yaml; made from the title if not given."
)
@click.option("--name", help="Your name, as the note shows it; git's user.name if not given.")
@click.option("--github", help="Your account on GitHub.")
@click.option("--no-input", is_flag=True, help="Ask nothing; say what is missing.")
@click.option("--dry-run", is_flag=True, help="Print the file; write nothing.")
def annotation(
    article: str | None, note_id: str | None, no_input: bool, dry_run: bool, **given: Any
) -> None:
    """Write a note on ARTICLE, its name or its file.

    Finds the quoted words in the article, asks for what is missing, checks the
    note as `glossator check` does, and writes annotations/ARTICLE/ID.yaml. A file
    that is there already is never overwritten. Nothing is asked with --no-input,
    or when the input is no terminal.

    \b
    Every --source-url begins a source; what follows belongs to it:
      --source-url https://a.example --source-publisher A
      --source-url https://b.example --source-publisher B --source-published 2025

    \b
    Exits with 0 when the note is written, with 1 when it could not be, and with 2
    when something is missing or wrong.

    \b
    Examples:
      glossator new annotation
      glossator new annotation alibaba-ai-budget --quote "December 2021"
      glossator new annotation alibaba-ai-budget --kind context \\
          --title "Where this text comes from" --body "A reprint." --no-input
    """  # noqa: D301 - click wants the character itself
    stop_at_bytes(given | {"id": note_id})
    file = Path(article) if article and Path(article).is_file() else None
    root, settings = site_of([file] if file else ())
    is_asking = is_interactive() and not no_input
    asker = Asker(is_asking=is_asking)
    sources, fault = group_sources(
        given_order(), {name: given.pop(f"source_{name}") for name in SOURCE_FIELDS}
    )
    if fault:
        raise click.UsageError(fault)
    draft = Draft(settings, asker, given, sources)
    draft.fill(article, slugs_in(settings, "articles"), note_id)
    asker.stop_if_any()
    path = draft.path
    text = note_text(draft.data | {"created": date.today().isoformat()}, path, docs=settings.docs)
    draft.check(text)
    asker.stop_if_any(text)
    if draft.notice:
        say(draft.notice, err=True)
    if dry_run:
        say_file(text)
        return
    if is_asking:
        say_styled(f"\n{click.style(path, bold=True)}\n{visible_lines(text)}", err=True)
        click.confirm("Write this file?", default=True, abort=True, err=True)
    shown = from_here(Location(path), root).path
    if not stays_within(root, path, settings.annotations):
        _give_up(f"{shown} cannot be written: a link on the way leads elsewhere", text)
    sweep_sources(settings)
    try:
        create_file(root / path, text)
    except FileExistsError:
        _give_up(f"{shown} exists already; give another --id", text)
    except OSError as error:
        _give_up(f"{shown} cannot be written: {error.strerror}", text)
    say(shown)
    title = draft.data.get("title") or note_id or path.rsplit("/", 1)[-1]
    say(_next_steps(shown, str(title)), err=True)


def _give_up(message: str, text: str) -> None:
    """Say why, and show what was typed, so that it is not lost."""
    say(text, err=True)
    say(f"Error: {message}", err=True)
    sys.exit(1)


def _next_steps(path: str, title: str) -> str:
    quoted = title.replace("'", "'\\''")
    return (
        "\nNext:\n"
        f"  glossator check {path}\n"
        "  mkdocs serve     # see it in the article, on http://127.0.0.1:8000\n"
        f"  git add {path}\n"
        f"  git commit -m '{quoted}'\n"
        "and open a pull request."
    )
