"""How a command comes by what it needs: from options, from answers, or not at all."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from typing import Any

import click

from glossator.cli.options import without_field
from glossator.cli.saying import say
from glossator.content.parsed import FieldPath
from glossator.editing.new_note import field_problems

Check = Callable[[str], str]
"""What is wrong with a value; empty where nothing is."""


class Asker:
    """Settles values: asks again for what is wrong, or gathers it where nobody can answer.

    Attributes:
        is_asking: Whether somebody is there to answer.
        faults: What is missing or wrong.
    """

    def __init__(self, *, is_asking: bool) -> None:
        self.is_asking = is_asking
        self.faults: list[str] = []

    def settle(
        self,
        option: str,
        given: str | None,
        ask: Callable[[], str],
        *,
        check: Check | None = None,
        missing: str = "",
    ) -> str:
        """The value of an option, if nothing is wrong with it, or else the answer.

        Args:
            option: The option, as a message names it.
            given: Its value; None where it was not given.
            ask: Asks for it; answers are checked there.
            check: What may be wrong with what was given.
            missing: What to say where it is needed and nobody can be asked.
        """
        if given:
            fault = check(given) if check else ""
            if not fault:
                return given
            self.tell(option, fault)
        if self.is_asking and (not given or fault) and given != "":
            return ask()
        if not given and missing:
            self.faults.append(f"{option} is missing: {missing}")
        return ""

    def tell(self, option: str, fault: str) -> None:
        """Say what is wrong: at once where it can be asked for again, or in the end."""
        if self.is_asking:
            say(f"Error: {fault}", err=True)
        else:
            colon = "" if fault.startswith(("has ", "cannot be ")) else ":"
            self.faults.append(f"{option}{colon} {fault}")

    def stop_if_any(self, text: str = "") -> None:
        """Say all faults and exit with 2; show `text`, so that no answer is lost."""
        if not self.faults:
            return
        if text and self.is_asking:
            say(f"\nYour answers:\n\n{text}", err=True)
        if len(self.faults) == 1:
            raise click.UsageError(self.faults[0])
        lines = "".join(f"\n  {fault}" for fault in self.faults)
        raise click.UsageError(f"{len(self.faults)} things are missing or wrong:{lines}")


def field_check(field: FieldPath, data: Callable[[str], Mapping[str, Any]]) -> Check:
    """A check of one field by the rules of the note's format.

    Args:
        field: The field's path in a note.
        data: A note of which the value is the only field.
    """

    def check(value: str) -> str:
        found = field_problems(data(value))
        return next((without_field(path, fault) for path, fault in found if path == field), "")

    return check
