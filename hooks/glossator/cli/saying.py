"""What commands print: nothing in it moves a terminal's cursor, or turns the words around it."""

from __future__ import annotations

import json
import sys
from typing import Any

import click

from glossator.showing import visible_json, visible_lines


def say(text: str = "", *, nl: bool = True, err: bool = False) -> None:
    """Print lines for people."""
    click.echo(visible_lines(text), nl=nl, err=err)


def say_styled(text: str, *, nl: bool = True, err: bool = False) -> None:
    """Print lines with colours, in which all that somebody wrote went through `visible` before."""
    click.echo(text, nl=nl, err=err)


def say_json(data: Any) -> None:  # what JSON holds
    """Print data for programs."""
    click.echo(visible_json(json.dumps(data, ensure_ascii=False, indent=2)))


def say_file(text: str) -> None:
    """Print what would stand in a file: as it is to a program or a file, shown to a person."""
    click.echo(visible_lines(text) if sys.stdout.isatty() else text, nl=False)
