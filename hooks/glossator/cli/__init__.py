"""The command `glossator`: one module per command."""

from __future__ import annotations

import io
import os
import sys

import click

from glossator import __version__
from glossator.caching.cache import most_bytes
from glossator.caching.processes import collect_rarely, usual_jobs
from glossator.cli.commands import CommandsByName


@click.group(cls=CommandsByName, context_settings={"help_option_names": ["-h", "--help"]})
@click.version_option(__version__)
def main() -> None:
    """Publish articles with public, sourced annotations.

    The site itself is built by MkDocs: `mkdocs serve` shows it while you write,
    `mkdocs build` writes it to the folder site.
    """
    collect_rarely()
    # To look for plugins of it takes longer than to check a note, and none could be of use.
    os.environ.setdefault("PYDANTIC_DISABLE_PLUGINS", "__all__")
    try:
        usual_jobs()
        most_bytes()
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
