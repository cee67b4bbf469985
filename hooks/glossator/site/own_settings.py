"""Glossator's own settings, which stand in `mkdocs.yml` below `extra.glossator`."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import replace
from typing import Any

import yaml
from pathspec import GitIgnoreSpec

from glossator.problems import Location, Problem, shown
from glossator.spelling import did_you_mean

_SETTINGS = frozenset({"allowed_files", "branch", "check_seconds", "forge", "host", "rights"})
_TEXT = "tag:yaml.org,2002:str"


def allowed_files(data: Mapping[str, Any]) -> list[str]:
    """The patterns of files that the owner of a site has published, whatever kind they are of.

    `data` is what the configuration holds; what is malformed counts as absent.
    """
    listed = _own(data).get("allowed_files")
    patterns = listed if isinstance(listed, list) else []
    return [one for one in patterns if isinstance(one, str) and _is_pattern(one)]


def host_named(data: Mapping[str, Any]) -> str:
    """The host, one of `HOSTS`, for which a file of headers is part of the site; or empty."""
    host = str(_own(data).get("host") or "")
    return host if host and host in _hosts(is_built=True) else ""


def check_seconds(data: Mapping[str, Any]) -> int | None:
    """How long the owner of a site has a check compute, if anything is said."""
    seconds = _own(data).get("check_seconds")
    return int(str(seconds)) if _is_seconds(str(seconds)) else None


def _is_seconds(text: str) -> bool:
    return text.isascii() and text.isdigit() and len(text) <= 6


def _own(data: Mapping[str, Any]) -> Mapping[str, Any]:
    extra = data.get("extra")
    own = extra.get("glossator") if isinstance(extra, Mapping) else None
    return own if isinstance(own, Mapping) else {}


def own_problems(extra: Sequence[tuple[str, yaml.Node]]) -> Iterator[Problem]:
    """Settings of ours that nobody reads, and lists of files that are none.

    `extra` are the nodes of the field of that name, each with the name of its file.
    """
    for file, node in extra:
        for key, own in _fields(node):
            if key.value == "glossator":
                yield from _problems(file, own)


def _problems(file: str, own: yaml.Node) -> Iterator[Problem]:
    for key, value in _fields(own):
        if key.value not in _SETTINGS:
            hint = did_you_mean(key.value, sorted(_SETTINGS)) or "; take it out"
            yield _problem(file, key, f"Glossator has no setting {shown(key.value)}{hint}")
        elif key.value == "allowed_files":
            yield from _in_list(file, value)
        elif key.value == "check_seconds" and not _is_seconds(str(value.value)):
            message = "`check_seconds` is a whole number; write it as in `check_seconds: 60`"
            yield _problem(file, value, message)
        elif key.value == "host":
            yield from _of_host(file, value)


def _of_host(file: str, value: yaml.Node) -> Iterator[Problem]:
    name = value.value
    if name not in _hosts(is_built=True):
        known = ", ".join(f"`{one}`" for one in _hosts(is_built=True))
        message = f"`host` is one of {known}; take it out for any other"
        if name not in _hosts(is_built=False):
            yield _problem(file, value, message)
            return
        message = (
            f"`host: {name}` writes nothing, as {name} reads no file in the site; take it out, and "
            f"take the file that `glossator init elsewhere --host {name}` writes"
        )
        yield replace(_problem(file, value, message), severity="warning")


def _hosts(*, is_built: bool) -> list[str]:
    # Few sites name one, and what its headers say takes a while to import.
    from glossator.site.host_headers import HOSTS

    return [name for name, host in HOSTS.items() if host.is_built == is_built]


def _in_list(file: str, value: yaml.Node) -> Iterator[Problem]:
    if not isinstance(value, yaml.SequenceNode):
        message = "`allowed_files` takes a list; write each pattern as a line `- /CNAME` below it"
        yield _problem(file, value, message)
        return
    for item in value.value:
        if not isinstance(item, yaml.ScalarNode) or item.tag != _TEXT:
            message = "each of `allowed_files` is a text, as in `- /CNAME`; put it in quotes"
            yield _problem(file, item, message)
        elif not _is_pattern(item.value):
            message = f"{shown(item.value)} is no pattern of files; write it as in `- /fonts/*.eot`"
            yield _problem(file, item, message)


def _is_pattern(line: str) -> bool:
    """Whether the line is one pattern that fits something, as a line of `.gitignore`."""
    if len(line.splitlines()) != 1:
        return False
    try:
        return any(one.include is not None for one in GitIgnoreSpec.from_lines([line]).patterns)
    except ValueError:
        return False


def _fields(node: yaml.Node) -> Iterator[tuple[yaml.Node, yaml.Node]]:
    yield from node.value if isinstance(node, yaml.MappingNode) else ()


def _problem(file: str, node: yaml.Node, message: str) -> Problem:
    mark = node.start_mark
    place = Location(file, mark.line + 1, mark.column + 1)
    return Problem(place, "config-invalid", message)
