"""The front matter of a Markdown file: read, written anew, or with single fields changed."""

from __future__ import annotations

import re
from collections.abc import Mapping
from copy import deepcopy
from typing import Any

import yaml

from glossator.content.conflicts import conflict_problems
from glossator.content.files import LONGEST_RECORD
from glossator.content.odd_signs import name_of
from glossator.content.parsed import Parsed
from glossator.content.yaml_source import parse_yaml
from glossator.content.yaml_style import DATES, write_value
from glossator.problems import Location, Problem

_PARTS = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)
# Fields whose values are never quoted; checksums may begin as numbers do.
_BARE = DATES | {"retrieved", "sha256"}
# What is meant as such a line: word processors make dashes of hyphens, or leave other blanks.
_LIKE_FENCE = re.compile(
    r"^[-\u2010-\u2015\u2212\u2500\ufe58\ufe63\uff0d]{1,5}"
    r"[ \t\u00a0\u200b\u202f\u3000\ufeff]*$",
    re.MULTILINE,
)
_FIELD = re.compile(r"\n[a-z_]+: ")
_BARE_VALUE = re.compile("[0-9a-f-]+")

Fields = Mapping[str, object]


def split_front_matter(text: str, path: str) -> tuple[Parsed, str, int]:
    """The front matter of a Markdown file, its body, and the body's first line (from 1)."""
    conflicts = conflict_problems(text, path)
    if conflicts:
        return Parsed(values={(): Location(path)}, problems=conflicts), text, 1
    found = _PARTS.match(text)
    if found and len(found["yaml"]) > LONGEST_RECORD:
        message = f"the fields have more than {LONGEST_RECORD // 1024} kB; shorten them"
        problem = Problem(Location(path), "file-too-large", message)
        parsed = Parsed(values={(): Location(path)}, problems=[problem])
        return parsed, text[found.end() :], text.count("\n", 0, found.end()) + 1
    if found:
        parsed = parse_yaml("\n" + found["yaml"], path)
        return parsed, text[found.end() :], text.count("\n", 0, found.end()) + 1
    parsed = Parsed(values={(): Location(path)}, problems=[_missing(text, path)])
    return parsed, text, 1


def has_fields(text: str) -> bool:
    """Whether a page, which need not have any, begins with front matter or what is meant as such.

    A rule above a page is none, however it is drawn.
    """
    if text.startswith("---") and not text.startswith("----"):
        return True
    like = _LIKE_FENCE.match(text)
    return bool(like and _FIELD.match(text, like.end()))


def _missing(text: str, path: str) -> Problem:
    """That there is no front matter, or no end to it; with the line that only looks like it."""
    is_begun = re.match(r"---[ \t]*(?:\n|\Z)", text) is not None
    like = _LIKE_FENCE.search(text, 1) if is_begun else _LIKE_FENCE.match(text)
    odd = like[0].strip(" \t-")[:1] if like else ""
    if like and (odd or not is_begun):
        sign = name_of(odd) if odd else f"`{like[0].strip()}`"
        line = text.count("\n", 0, like.start()) + 1
        column = (like[0].index(odd) if odd else 0) + 1
        message = f"{sign} {'ends' if is_begun else 'begins'} no fields; type three hyphens: `---`"
        return Problem(Location(path, line, column), "front-matter", message)
    message = (
        "the front matter never ends; add a line `---` below its last field"
        if text.startswith("---")
        else "there is no front matter; begin the file with a line `---`, the fields, and `---`"
    )
    return Problem(Location(path), "front-matter", message)


def write_front_matter(fields: Fields) -> str:
    """Front matter with its two lines `---`; texts, lists of texts, and one level of fields.

    Fields that are empty are left out.
    """
    lines = ["---"]
    for name, value in fields.items():
        if isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += [f"  {key}: {_written(text, key)}" for key, text in value.items() if text]
        elif value:
            lines.append(f"{name}: {_written(value, name)}")
    return "\n".join([*lines, "---", ""])


def change_front_matter(text: str, changes: Fields) -> str:
    """The front matter at the beginning of `text` with fields changed, and all else as it is.

    `changes` has the form of the whole: fields within `source` stand in a mapping.

    Raises:
        ValueError: there is none, or a field cannot be changed without touching others.
    """
    found = _PARTS.match(text)
    if not found:
        raise ValueError("there is no front matter")
    head = found["yaml"]
    before = parse_yaml(head, "")
    wanted = deepcopy(before.data)
    try:
        for name, value in changes.items():
            if isinstance(value, Mapping):
                wanted[name] |= {key: str(item) for key, item in value.items()}
                for key, item in value.items():
                    head = _set(head, (name, key), item)
            else:
                wanted[name] = list(value) if isinstance(value, list | tuple) else str(value)
                head = _set(head, (name,), value)
    except yaml.YAMLError:
        head = ""
    after = parse_yaml(head, "")
    if after.data != wanted or len(after.problems) > len(before.problems):
        raise ValueError(
            "its front matter cannot be changed without touching what was written by hand; "
            "write each field on a line of its own, as `field: value`"
        )
    return f"---\n{head}---\n"


def _set(head: str, path: tuple[str, ...], value: object) -> str:
    """The YAML with the value of the field at `path` replaced, or with a new field."""
    # The C loader counts bytes of what it has read; this one counts characters.
    mapping: Any = yaml.compose(head, Loader=yaml.SafeLoader)
    for name in path[:-1]:
        mapping = next(held for key, held in mapping.value if key.value == name)
    name = path[-1]
    for key, held in mapping.value:
        if key.value == name:
            begin, end = key.end_mark.index, max(_end(head, held), key.end_mark.index)
            between = head[begin : held.start_mark.index]
            written = _written(value, name, in_flow=mapping.flow_style)
            if "\n" in between or held.start_mark.index >= end:
                # A list below its name, or nothing at all.
                comment = re.search("#[^\n]*", between)
                colon = head.index(":", begin)
                behind = f"  {comment[0]}" if comment else ""
                return f"{head[:colon]}: {written}{behind}{head[max(end, colon + 1) :]}"
            return f"{head[: held.start_mark.index]}{written}{head[end:]}"
    at = _end(head, mapping.value[-1][1])
    if mapping.flow_style:
        return f"{head[:at]}, {name}: {_written(value, name, in_flow=True)}{head[at:]}"
    indent = " " * mapping.value[0][0].start_mark.column
    line = f"{indent}{name}: {_written(value, name)}"
    after = head.find("\n", at)
    return f"{head[:after]}\n{line}{head[after:]}" if after >= 0 else f"{head}\n{line}\n"


def _end(head: str, node: Any) -> int:
    """The offset behind the last character of a value; comments below it are not part of it."""
    if isinstance(node, yaml.ScalarNode) or node.flow_style or not node.value:
        return len(head[: node.end_mark.index].rstrip())
    last = node.value[-1]
    return _end(head, last[1] if isinstance(last, tuple) else last)


def _written(value: object, name: str, *, in_flow: bool = False) -> str:
    if isinstance(value, list | tuple):
        return f"[{', '.join(_written(item, name, in_flow=True) for item in value)}]"
    text = " ".join(str(value).split("\n"))
    if name in _BARE and _BARE_VALUE.fullmatch(text):
        return text
    return write_value(text, field=name, in_flow=bool(in_flow))
