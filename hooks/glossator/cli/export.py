"""`glossator export`: notes in the forms of other tools."""

from __future__ import annotations

import os
import sys
from collections.abc import Iterable, Iterator, Sequence
from pathlib import Path

import click

from glossator.cli.common import progress_bar, site_of
from glossator.cli.new import complete_article, complete_topic
from glossator.cli.saying import say
from glossator.disk.places import resolved
from glossator.disk.unwritten import file_of, reason_of
from glossator.editing.saving import put_file
from glossator.exporting.choosing import choose
from glossator.exporting.export_forms import EXPORT_FORMS
from glossator.exporting.format import Format, Output
from glossator.problems import count_of, shown
from glossator.showing import visible
from glossator.site.publish import publish
from glossator.site.site import Site
from glossator.site.withdrawn import WITHDRAWN
from glossator.spelling import did_you_mean
from glossator.web.addresses import is_local


@click.command()
@click.option(
    "--format",
    "form",
    type=click.Choice(list(EXPORT_FORMS)),
    default="jsonld",
    show_default=True,
    help="The form in which to write them.",
)
@click.option(
    "--article",
    "articles",
    multiple=True,
    metavar="ARTICLE",
    shell_complete=complete_article,
    help="Only notes on this article; can be repeated.",
)
@click.option(
    "--topic",
    "topics",
    multiple=True,
    metavar="TOPIC",
    shell_complete=complete_topic,
    help="Only notes that carry this topic; can be repeated.",
)
@click.option(
    "--output",
    "-o",
    default="",
    metavar="PATH",
    help="The file to write; or, with a slash at its end, the folder for all files of a form.",
)
def export(form: str, articles: tuple[str, ...], topics: tuple[str, ...], output: str) -> None:
    """Write notes in a form that other tools read.

    Writes all notes of the site, or those on some articles, or on some topics, to the
    standard output or to a file. `glossator import-annotations` reads jsonld and
    hypothesis back. What a form has no place for is told.

    \b
      csv, jsonl, sqlite  tables, as the site publishes them
      hypothesis          what the search of Hypothesis' API answers
      jsonld              a collection of W3C Web Annotations
      markdown            the articles, with their notes as footnotes

    \b
    Exits with 0 when all is written, with 1 when it cannot be, and with 2 when it was
    called wrongly.

    \b
    Examples:
      glossator export --output notes.jsonld
      glossator export --format hypothesis --article alibaba-ai-budget
      glossator export --format markdown --topic t-head -o t-head.md
    """  # noqa: D301 - click wants the character itself
    if form == "sqlite" and not output and sys.stdout.isatty():
        raise click.UsageError("a database is no text: name a file for it with --output")
    root, settings = site_of(())
    with progress_bar() as progress:
        publication = publish(settings, progress=progress)
    # Who names an article may mean a draft; unasked, nothing is told of one.
    whole = publication.whole if articles else publication.site
    names = [_slug_of(article) for article in articles]
    _refuse_unknown("article", names, list(whole.articles))
    _refuse_unknown("topic", topics, list(whole.corpus.topics))
    site = choose(whole, articles=names, topics=topics)
    known = EXPORT_FORMS[form]
    outputs = _outputs(site, known.make(root))
    try:
        if not output:
            _print(outputs, known.main)
        elif Path(output).is_dir() or output.endswith(("/", os.sep)):
            for one in outputs:
                _write(Path(output, one.path.rpartition("/")[2]), one.chunks)
        else:
            _write(Path(output), _only(outputs, known.main).chunks)
    except BrokenPipeError:
        raise  # who reads has enough
    except OSError as error:
        file = file_of(error)
        name = output if not file or Path(file) == resolved(Path(output)) else file
        message = f"{name or 'standard output'} cannot be written: {reason_of(error)}"
        raise click.ClickException(visible(message)) from None
    _tell(site, known.lost, publication.problems)
    if site.about.url and is_local(site.about.url):
        say(
            f"The addresses in it begin with {site.about.url}, which nobody else can open; set "
            "`site_url` in mkdocs.yml, or SITE_URL where that is read, to the site's address.",
            err=True,
        )


def _slug_of(name: str) -> str:
    # The file's path and the page's address end in the name, too.
    return name.rstrip("/").rsplit("/", 1)[-1].removesuffix(".md")


def _refuse_unknown(noun: str, names: Sequence[str], known: list[str]) -> None:
    for name in names:
        if name not in known:
            hint = did_you_mean(name, known)
            raise click.UsageError(f"--{noun}: there is no {noun} {shown(name)}{hint}")


def _outputs(site: Site, form: Format) -> Iterable[Output]:
    def fragments() -> Iterator[tuple[str, bytes]]:
        for slug in sorted(site.articles):
            yield slug, form.fragment(site, slug)

    return form.of_site(site, fragments)


def _only(outputs: Iterable[Output], path: str) -> Output:
    return next(one for one in outputs if one.path == path)


def _print(outputs: Iterable[Output], path: str) -> None:
    sys.stdout.flush()
    for chunk in _only(outputs, path).chunks:
        sys.stdout.buffer.write(chunk)
    sys.stdout.buffer.flush()


def _write(file: Path, chunks: Iterable[bytes]) -> None:
    """Write a file whole or not at all."""
    if file.exists() and not file.is_file():  # a device, as `/dev/stdout` may be, or a pipe
        with file.open("wb") as opened:
            opened.writelines(chunks)
        return
    put_file(file, chunks)


def _tell(site: Site, lost: str, problems: Sequence[object]) -> None:
    notes = [placed for annotated in site.articles.values() for placed in annotated.text.notes]
    number = len(notes)
    told = f"{count_of(number, 'note')} on {count_of(len(site.articles), 'article')}."
    if lost and number:
        told += f" What this form has no place for: {lost}."
    if any(placed.note.annotation.status == WITHDRAWN for placed in notes):
        told += " No form has what withdrawn notes claimed."
    say(told, err=True)
    if problems:
        found = count_of(len(problems), "problem")
        say(f"{found} in the content; `glossator check` lists them.", err=True)
