"""A command starts with what it needs and no more; the list of commands needs next to nothing."""

from __future__ import annotations

import os
import subprocess
import sys
from pathlib import Path

import click
import pytest
from click.shell_completion import ShellComplete
from click.testing import CliRunner

from glossator.cli import main
from glossator.cli.commands import COMMANDS
from tests.host import ROOT, write_site

# Each of these takes as long to import as all that the list of commands needs.
HEAVY = (
    "pydantic",
    "markdown",
    "mkdocs",
    "trafilatura",
    "jinja2",
    "babel",
    "requests",
    "rapidfuzz",
)


def imported_by(code: str) -> set[str]:
    """The modules that a fresh interpreter holds when it has run the code."""
    end = "import sys; print('\\n'.join(['', *sys.modules]), file=sys.stderr)"
    done = subprocess.run(
        [sys.executable, "-c", f"import atexit\natexit.register(lambda: exec({end!r}))\n{code}"],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=True,
    )
    return set(done.stderr.splitlines())


@pytest.mark.parametrize("arguments", [["--help"], ["--version"]])
def test_the_list_of_commands_imports_no_command_and_nothing_heavy(arguments: list[str]) -> None:
    found = imported_by(f"from glossator.cli import main; main({arguments!r})")
    assert "glossator.cli.commands" in found
    assert not found & {*HEAVY, *(f"glossator.cli.{module}" for module, _ in COMMANDS.values())}


def test_anchoring_imports_nothing_heavy() -> None:
    names = "TextQuoteSelector, describe_quote, match_quote"
    found = imported_by(
        f"from glossator import {names}\n"
        "assert match_quote('a b', TextQuoteSelector('b')).status == 'found'\n"
        "describe_quote('a b', 0, 1)"
    )
    assert "glossator.anchoring.anchor" in found
    assert not found & {*HEAVY, "yaml", "nh3", "click"}


def test_a_check_of_what_did_not_change_imports_no_model_and_makes_no_page(tmp_path: Path) -> None:
    site = write_site(tmp_path / "site")
    check = f"from glossator.cli import main; main(['check', {str(site)!r}])"
    assert "pydantic" in imported_by(check)
    found = imported_by(check)
    assert "glossator.site.publish" in found
    assert not found & {
        *HEAVY,
        "importlib.metadata",
        "glossator.site.pages",
        "glossator.site.entry",
    }


def test_completion_of_commands_imports_nothing_heavy() -> None:
    asked = "os.environ.update(_GLOSSATOR_COMPLETE='bash_complete', COMP_WORDS='glossator ', "
    found = imported_by(
        f"import os\n{asked}COMP_CWORD='1')\n"
        "from glossator.cli import main; main(prog_name='glossator')"
    )
    assert "glossator.cli" in found
    assert not found & {*HEAVY}


@pytest.mark.parametrize("name", COMMANDS)
def test_the_list_says_of_a_command_what_the_command_says_of_itself(name: str) -> None:
    command = main.commands[name]
    assert command.name == name
    assert command.get_short_help_str(limit=1000) == COMMANDS[name][1]
    assert not command.hidden


def test_what_the_list_says_of_a_command_is_not_cut_off() -> None:
    listed = CliRunner().invoke(main, ["--help"]).output.split("Commands:")[1]
    said = " ".join(listed.split())
    assert [text for _, text in COMMANDS.values() if " ".join(text.split()) not in said] == []


def test_every_command_is_in_the_list() -> None:
    folder = ROOT / "hooks" / "glossator" / "cli"
    with_command = {
        file.stem
        for file in folder.glob("*.py")
        if "\n@click.command(" in (text := file.read_text(encoding="utf-8"))
        or ("\n@click.group(" in text and file.stem != "__init__")
    }
    assert with_command == {module for module, _ in COMMANDS.values()}


def test_completion_names_the_commands_with_their_help() -> None:
    complete = ShellComplete(main, {}, "glossator", "_GLOSSATOR_COMPLETE")
    found = {item.value: item.help for item in complete.get_completions([], "")}
    assert found.keys() == COMMANDS.keys()
    assert found["init"] == "Begin a new site in DIR."
    assert [item.value for item in complete.get_completions([], "c")] == ["check", "coverage"]
    assert "--help" in [item.value for item in complete.get_completions([], "--")]
    assert [item.value for item in complete.get_completions(["new"], "")] == ["annotation"]
    assert "--base" in [item.value for item in complete.get_completions(["check"], "--")]


def test_a_command_that_is_not_there_is_guessed_at() -> None:
    with pytest.raises(click.UsageError, match="chek"):
        main.main(["chek"], standalone_mode=False)
