"""The command `glossator`: one module per command."""

from __future__ import annotations

import io
import os
import sys

import click

from glossator import __version__
from glossator.caching.processes import usual_jobs
from glossator.cli.check import check
from glossator.cli.common import progress_bar
from glossator.cli.coverage import coverage
from glossator.cli.fmt import fmt
from glossator.cli.import_article import import_article
from glossator.cli.init import init
from glossator.cli.links import links
from glossator.cli.new import new
from glossator.cli.reanchor import reanchor
from glossator.cli.schema import schema
from glossator.cli.warm import warm

__all__ = ["main", "progress_bar"]


@click.group(context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Publish articles with public, sourced annotations.

    The site itself is built by MkDocs: `mkdocs serve` shows it while you write,
    `mkdocs build` writes it to the folder site.
    """
    try:
        usual_jobs()
    except ValueError as error:
        raise click.UsageError(str(error)) from None
    for stream in (sys.stdout, sys.stderr):
        _write_anything(stream)
    if os.environ.get("NO_COLOR"):
        click.get_current_context().color = False


def _write_anything(stream: object) -> None:
    """Let a stream take characters that its encoding lacks, and bytes of names that are no text.

    In a pipe it is UTF-8 everywhere, so that programs read the same on Windows.
    """
    if not isinstance(stream, io.TextIOWrapper):
        return
    is_free = not stream.isatty() and "PYTHONIOENCODING" not in os.environ
    # What has no character is written as JSON has it.
    stream.reconfigure(encoding="utf-8" if is_free else None, errors="backslashreplace")


main.add_command(check)
main.add_command(coverage)
main.add_command(fmt)
main.add_command(init)
main.add_command(new)
main.add_command(reanchor)
main.add_command(schema)
main.add_command(import_article)
main.add_command(links)
main.add_command(warm)
