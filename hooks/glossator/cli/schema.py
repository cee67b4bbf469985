"""`glossator schema`: what an editor has to know of an annotation."""

from __future__ import annotations

import click

from glossator.cli.saying import say_file
from glossator.content.schema import render_schema


@click.command()
def schema() -> None:
    """Print the JSON Schema of an annotation.

    By it an editor completes fields and choices, explains them, and underlines
    mistakes while you write. The first line of each annotation names its file,
    docs/data/annotation.schema.json. Every build publishes it too, at
    data/annotation.schema.json. It is the same for every site.

    \b
    Examples:
      glossator schema
      glossator schema > docs/data/annotation.schema.json
    """  # noqa: D301 - click wants the character itself
    say_file(render_schema())
