"""The commands of `glossator` by their names; the module of each is imported when it is called.

Help and completion name them all without that: a command may need half of the library.
"""

from __future__ import annotations

import sys
from collections.abc import Iterator, MutableMapping
from contextlib import suppress
from importlib import import_module
from typing import Any

import click
from click.shell_completion import CompletionItem

from glossator.cli.saying import say
from glossator.disk.unwritten import file_of, reason_of
from glossator.showing import visible_lines

COMMANDS: dict[str, tuple[str, str]] = {
    "check": ("check", "Find every mistake in articles, annotations and topics."),
    "coverage": ("coverage", "List the checkable sentences that carry no note."),
    "export": ("export", "Write notes in a form that other tools read."),
    "fmt": ("fmt", "Put the fields, quotes and blanks of annotations in order."),
    "import": (
        "import_article",
        "Make an article of SOURCE: a page's address, an HTML file or a text file.",
    ),
    "import-annotations": (
        "import_annotations",
        "Make notes of the annotations in SOURCE, a file or an address.",
    ),
    "init": ("init", "Begin a new site in DIR."),
    "links": ("links", "Ask whether the addresses of all sources still work."),
    "new": ("new", "Write a note, by `new annotation`."),
    "reanchor": ("reanchor", "Tell what became of the notes of an article that changed."),
    "schema": ("schema", "Print the JSON Schema of an annotation."),
    "verify": (
        "verify",
        "Tell whether the built site in the folder SITE holds all that its corpus says.",
    ),
    "warm": ("warm", "Make what a build needs of each article, and keep it in the cache."),
}
"""For each command its module, in which it has the same name, and its help in short."""


class _Modules(MutableMapping[str, click.Command]):
    """The commands, each read from its module when it is looked up."""

    def __getitem__(self, name: str) -> click.Command:
        module, _ = COMMANDS[name]
        command = getattr(import_module(f"glossator.cli.{module}"), module)
        assert isinstance(command, click.Command)  # noqa: S101 - for the type
        return command

    def __iter__(self) -> Iterator[str]:
        return iter(COMMANDS)

    def __len__(self) -> int:
        return len(COMMANDS)

    def __setitem__(self, name: str, command: click.Command) -> None:
        raise NotImplementedError(name)

    def __delitem__(self, name: str) -> None:
        raise NotImplementedError(name)


class CommandsByName(click.Group):
    """A group of the commands of the table above."""

    def __init__(self, *args: object, **options: object) -> None:
        super().__init__(*args, **options)  # type: ignore[arg-type]
        self.commands = _Modules()

    def invoke(self, ctx: click.Context) -> Any:  # as click has it
        """Call the command; what it is given and cannot use is told in plain."""
        try:
            return super().invoke(ctx)
        except click.ClickException as error:
            said = error.format_message()
            plain = visible_lines(said)
            if plain == said:
                raise
            if not isinstance(error, click.UsageError):
                raise click.ClickException(plain) from None
            raise click.UsageError(plain, error.ctx) from None

    def main(self, *args: Any, **options: Any) -> Any:
        """Call a command; of a file that it could neither write nor read, one line tells."""
        try:
            return super().main(*args, **options)
        except OSError as error:
            if error.errno is None:  # none of the system's
                raise
            file = file_of(error)
            told = f"{file}: {reason_of(error)}" if file else reason_of(error)
            with suppress(OSError):  # where nobody can be told anything
                say(f"Error: {told}", err=True)
            sys.exit(1)

    def format_commands(self, ctx: click.Context, formatter: click.HelpFormatter) -> None:
        """Write the commands with their help in short, as click does of commands it has."""
        stand_ins = click.Group(commands={name: _stand_in(name) for name in COMMANDS})
        stand_ins.format_commands(ctx, formatter)

    def shell_complete(self, ctx: click.Context, incomplete: str) -> list[CompletionItem]:
        """The commands that begin so, and the options."""
        found = [
            CompletionItem(name, help=_stand_in(name).get_short_help_str())
            for name in sorted(COMMANDS)
            if name.startswith(incomplete)
        ]
        return found + click.Command.shell_complete(self, ctx, incomplete)


def _stand_in(name: str) -> click.Command:
    return click.Command(name, short_help=COMMANDS[name][1])  # which is never cut off
