"""What people can meet or write stands in the documentation."""

from __future__ import annotations

import re
from pathlib import Path

import click
import pytest

from glossator.cli import main
from glossator.content import model, page_model
from glossator.problems import CODES, FIXES

ABOUT = Path(__file__).parent.parent / "docs" / "about"


def words_in_backticks(page: str) -> set[str]:
    """Every word of every code span of a page."""
    text = (ABOUT / page).read_text(encoding="utf-8")
    text = re.sub(r"^```.*?^```$", "", text, flags=re.DOTALL | re.MULTILINE)
    spans = re.findall(r"`[^`\n]+`", text)
    return {word for span in spans for word in re.findall(r"-{0,2}[\w-]*\w", span)}


def records() -> list[type[model.Record]]:
    found = model.Record.__subclasses__()
    assert {model.Annotation, page_model.ArticleMeta} <= set(found)
    return found


@pytest.mark.parametrize("code", CODES)
def test_every_problem_code_is_explained(code: str) -> None:
    assert code in words_in_backticks("check.md")


def test_what_to_do_about_a_code_is_the_same_on_the_page_and_in_the_log() -> None:
    text = (ABOUT / "check.md").read_text(encoding="utf-8")
    rows = re.findall(r"^\| `([a-z-]+)` \| .*? \| (.*?) \|$", text, re.MULTILINE)
    assert {code: fix for code, fix in rows if code in CODES} == FIXES


@pytest.mark.parametrize(
    ("record", "name"),
    [(record.__name__, name) for record in records() for name in record.model_fields],
)
def test_every_field_is_explained(record: str, name: str) -> None:
    assert name in words_in_backticks("format.md")


def commands(group: click.Group = main, above: tuple[str, ...] = ()) -> list[tuple[str, str]]:
    """Each command with its name and each of its options, those of groups too."""
    found: list[tuple[str, str]] = []
    for name, command in sorted(group.commands.items()):
        path = (*above, name)
        found.append((" ".join(path), name))
        for parameter in command.params:
            if isinstance(parameter, click.Option):
                long = next(option for option in parameter.opts if option.startswith("--"))
                found.append((" ".join(path), long))
        if isinstance(command, click.Group):
            found += commands(command, path)
    return found


def test_the_commands_of_groups_are_looked_at() -> None:
    assert ("new annotation", "--quote") in commands()


@pytest.mark.parametrize(("command", "word"), commands())
def test_every_command_and_option_is_explained(command: str, word: str) -> None:
    assert word in words_in_backticks("commands.md") | words_in_backticks("check.md")


def test_no_code_is_explained_that_does_not_exist() -> None:
    text = (ABOUT / "check.md").read_text(encoding="utf-8")
    explained = re.findall(
        r"^#+ `?([a-z]+(?:-[a-z]+)+)`?$|^\| `([a-z][a-z-]+)`", text, re.MULTILINE
    )
    assert {code for pair in explained for code in pair if code} <= set(CODES)


def test_the_page_on_trust_names_files_and_commands_that_are_there() -> None:
    root = ABOUT.parent.parent
    text = (ABOUT / "security.md").read_text(encoding="utf-8")
    places = (root, root / "hooks", root / "hooks/glossator")
    named = set(re.findall(r"`([\w./-]+/[\w./-]*)`", text)) - {"docs/", "annotations/"}
    assert len(named) > 30
    missing = {path for path in named if not any((place / path).exists() for place in places)}
    assert missing == set()
    made = (root / "Makefile").read_text(encoding="utf-8")
    for target in re.findall(r"make ([a-z]+)", text):
        assert re.search(rf"^{target}:", made, re.MULTILINE), target
