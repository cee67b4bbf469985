"""The options of `glossator new annotation` and the fields that they fill."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

import click

from glossator.content.parsed import FieldPath
from glossator.problems import Problem

SOURCE_FIELDS = ("url", "title", "publisher", "via", "published", "supports")
"""Fields of a source that have an option, `--source-<field>`."""

_OPTIONS: dict[FieldPath, str] = {
    ("target", "exact"): "--quote",
    ("target", "prefix"): "--prefix",
    ("target", "suffix"): "--suffix",
    ("target",): "--quote",
    ("topics",): "--topic",
    ("creator", "name"): "--name",
    ("creator", "github"): "--github",
    ("creator",): "--name",
}


class OrderedCommand(click.Command):
    """A command that remembers in which order its options were given."""

    def parse_args(self, ctx: click.Context, args: list[str]) -> list[str]:
        """Keep the names of all options, repeated ones too, for `given_order`."""
        _, _, order = self.make_parser(ctx).parse_args(args=list(args))
        ctx.meta["glossator.order"] = [parameter.name for parameter in order]
        return super().parse_args(ctx, args)


def given_order() -> list[str]:
    """The names of the options of the current command, in the order of the command line."""
    return list(click.get_current_context().meta.get("glossator.order", []))


def group_sources(
    order: Sequence[str], values: Mapping[str, Sequence[str]]
) -> tuple[list[dict[str, str]], str]:
    """The sources that the options `--source-…` make, and what is wrong with these.

    Each `--source-url` begins a source, and what stands behind it belongs to it. Options
    grouped by kind instead (all addresses, then all titles) pair up in order.
    """
    names = [name.removeprefix("source_") for name in order if name.startswith("source_")]
    rest = {name: list(values[name]) for name in SOURCE_FIELDS}
    sources: list[dict[str, str]] = []
    early: dict[str, str] = {}
    is_clear = True
    for name in names:
        value = rest[name].pop(0)
        if name == "url":
            sources.append(early | {"url": value})
            early = {}
            continue
        holder = sources[-1] if sources else early
        is_clear = is_clear and name not in holder
        holder[name] = value
    if is_clear and (sources or not early):
        return sources, ""
    urls = len(values["url"])
    if not sources or any(len(values[name]) not in (0, urls) for name in SOURCE_FIELDS):
        fault = "--source-url: put each source's options behind its --source-url"
        return [], fault if sources else "--source-url is missing for what else is said of a source"
    return [
        {name: values[name][number] for name in SOURCE_FIELDS if values[name]}
        for number in range(urls)
    ], ""


def option_for(field: FieldPath) -> str:
    """The option that fills the field, as a message names it."""
    names = tuple(step for step in field if isinstance(step, str))
    numbers = [step for step in field if isinstance(step, int)]
    if names[:1] == ("sources",):
        option = f"--source-{names[1]}" if len(names) > 1 else "--source-url"
        return f"{option} of source {numbers[0] + 1}" if numbers and numbers[0] else option
    return _OPTIONS.get(names) or (f"--{names[-1]}" if names else "")


def in_options(field: FieldPath, problem: Problem) -> str:
    """What is wrong, in terms of options rather than of the file."""
    option = option_for(field)
    said = without_field(field, problem)
    if not option or said.startswith("--"):
        return said
    separator = " " if problem.message.startswith("`") and not said.startswith('"') else ": "
    return f"{option}{separator}{said}"


def without_field(field: FieldPath, problem: Problem) -> str:
    """What is wrong with an answer, when it is plain which is meant."""
    if problem.code == "field-empty":
        return "has no visible characters; give it words, or leave it out"
    if problem.code == "yaml-character":
        return problem.message.replace("the escape of a", "has a")
    if problem.code == "annotation-duplicate":
        return problem.message.replace("; delete one of the two", " already")
    name = next((step for step in reversed(field) if isinstance(step, str)), "")
    return problem.message.removeprefix(f"`{name}`: ").removeprefix(f"`{name}` ")
