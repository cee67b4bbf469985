"""Questions to people at a terminal; they go to standard error, results to standard output."""

from __future__ import annotations

import os
import sys
from collections.abc import Callable, Mapping, Sequence

import click

from glossator.cli.common import is_terminal
from glossator.cli.saying import say, say_styled
from glossator.showing import visible, visible_lines

# Nothing below it is kept of what comes back from an editor.
_CUT = "<!-- Write above this line, in Markdown. This line and all below it are left out. -->"


def is_interactive() -> bool:
    """Whether somebody is there to answer."""
    return is_terminal(sys.stdin)


def ask(
    question: str,
    *,
    check: Callable[[str], str] | None = None,
    default: str = "",
    is_needed: bool = True,
) -> str:
    """One line of text, asked for again while `check` finds fault with it.

    Nothing is an answer too, unless it `is_needed`.
    """

    def checked(answer: str) -> str:
        answer = answer.strip()
        fault = check(answer) if check and answer else ""
        if is_needed and not answer:
            fault = "this is needed"
        if fault:
            raise click.UsageError(fault)
        return answer

    return str(
        click.prompt(
            visible_lines(question),
            default=default or ("" if not is_needed else None),
            show_default=bool(default),
            value_proc=checked,
            err=True,
        )
    )


def choose(question: str, choices: Mapping[str, str], *, is_needed: bool = True) -> str:
    """One of the choices, by its name, its beginning or its number."""
    names = list(choices)
    width = max(map(len, names))
    say(err=True)
    for number, (name, meaning) in enumerate(choices.items(), 1):
        label = click.style(visible(f"{name:{width}}"), bold=True)
        say_styled(f"  {number} {label}  {visible(meaning)}".rstrip(), err=True)

    def chosen(answer: str) -> str | None:
        if answer.isdecimal() and 0 < int(answer) <= len(names):
            return names[int(answer) - 1]
        meant = [name for name in names if name.startswith(answer.lower())]
        return answer if answer in names else meant[0] if len(meant) == 1 else None

    def check(answer: str) -> str:
        return "" if chosen(answer) else f"{answer} is none of them; type a word or its number"

    answer = ask(question, check=check, is_needed=is_needed)
    return chosen(answer) or "" if answer else ""


def pick(question: str, lines: Sequence[str], *, other: str) -> int | None:
    """The number (from 0) of one of the lines; None for something else, as `other` says."""
    for number, line in enumerate(lines, 1):
        say(f"  {number} {line}", err=True)

    def check(answer: str) -> str:
        fits = answer.isdecimal() and 0 < int(answer) <= len(lines)
        return "" if fits else f"type a number from 1 to {len(lines)}, or Enter {other}"

    answer = ask(f"{question} (Enter {other})", check=check, is_needed=False)
    return int(answer) - 1 if answer else None


def ask_text(question: str, *, check: Callable[[str], str], is_needed: bool) -> str:
    """Several lines, from the editor that the environment names, or typed in here."""
    editor = os.environ.get("VISUAL") or os.environ.get("EDITOR")
    hint = "" if is_needed else " (Enter to skip)"
    while True:
        say(f"\n{question}{hint}.", err=True)
        if editor and click.confirm(f"Write it in {editor}?", default=True, err=True):
            written = click.edit(f"\n\n{_CUT}\n", extension=".md") or ""
            text = written.partition(_CUT)[0].strip()
        else:
            text = _typed()
        fault = check(text) if text else "this is needed" if is_needed else ""
        if not fault:
            return text
        say(f"Error: {fault}", err=True)


def _typed() -> str:
    say("Type the lines; an empty line ends the text.", err=True)
    lines: list[str] = []
    while line := click.prompt("", default="", show_default=False, prompt_suffix="> ", err=True):
        lines.append(line.rstrip())
    return "\n".join(lines).strip()
