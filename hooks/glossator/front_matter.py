"""The front matter of an article, written anew or with single fields changed."""

from __future__ import annotations

import io
import json
import re
from collections.abc import Mapping

import yaml

from glossator.source import parse_yaml

_DATE_FIELDS = frozenset({"published", "retrieved"})
# Longer than any line: a text is never folded.
_NO_FOLDING = 1_000_000
# Values of YAML's special forms, and what readers of the one version or other take for numbers.
_SIGNS = re.compile(r"[=<+.]|\d[\d_.,:eExXoO+-]*\Z")
_PARTS = re.compile(r"\A---[ \t]*\n(?P<yaml>.*?)^(?:---|\.\.\.)[ \t]*(?:\n|\Z)", re.S | re.M)

Fields = Mapping[str, object]


def write_front_matter(fields: Fields) -> str:
    """Front matter with its two lines `---`; texts, lists of texts, and one level of fields.

    Fields that are empty are left out.
    """
    lines = ["---"]
    for name, value in fields.items():
        if isinstance(value, Mapping):
            lines.append(f"{name}:")
            lines += [f"  {key}: {_scalar(text, key)}" for key, text in value.items() if text]
        elif isinstance(value, list | tuple):
            if value:
                lines.append(f"{name}: [{', '.join(_scalar(item, name) for item in value)}]")
        elif value:
            lines.append(f"{name}: {_scalar(value, name)}")
    return "\n".join([*lines, "---", ""])


def change_front_matter(text: str, changes: Fields) -> str:
    """The front matter at the beginning of `text`, comments and all, with fields changed.

    `changes` has the form of the whole: fields within `source` stand in a mapping.

    Raises:
        ValueError: there is none, or it cannot be read.
    """
    # It takes a tenth of a second to load, and other commands have no need of it.
    from ruamel.yaml import YAML
    from ruamel.yaml.error import YAMLError

    found = _PARTS.match(text)
    if not found:
        raise ValueError("there is no front matter")
    # All values are texts to Glossator; without resolving they are written as they stood.
    round_trip = YAML()
    round_trip.preserve_quotes = True
    round_trip.width = _NO_FOLDING
    round_trip.indent(mapping=2, sequence=4, offset=2)
    try:
        data = round_trip.load(found["yaml"])
    except YAMLError as error:
        raise ValueError(str(error)) from None
    for name, value in changes.items():
        if isinstance(value, Mapping):
            holder = data.setdefault(name, {})
            for key, item in value.items():
                holder[key] = _typed(item, key)
        else:
            data[name] = _typed(value, name)
    out = io.StringIO()
    round_trip.dump(data, out)
    return f"---\n{out.getvalue()}---\n"


def _typed(value: object, name: str) -> object:
    from ruamel.yaml.comments import CommentedSeq
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, PlainScalarString

    if isinstance(value, list | tuple):
        flow = CommentedSeq(value)
        flow.fa.set_flow_style()
        return flow
    text = str(value)
    if name in _DATE_FIELDS and re.fullmatch(r"[0-9-]+", text):
        loaded = yaml.safe_load(text)
        return text if isinstance(loaded, str) else loaded
    is_plain = _scalar(text, name) == text
    return PlainScalarString(text) if is_plain else DoubleQuotedScalarString(text)


def _scalar(value: object, name: str) -> str:
    """The text plain where every reader of YAML takes it as it is, and in quotes elsewhere."""
    text = str(value)
    if name in _DATE_FIELDS and re.fullmatch(r"[0-9-]+", text):
        return text
    line = f"a: {text}\n" if not name.endswith("topics") else f"a: [{text}]\n"
    expected: object = [text] if name.endswith("topics") else text
    is_simple = text == text.strip() and not _SIGNS.match(text) and text.isprintable()
    if is_simple and parse_yaml(line, "").data == {"a": expected}:
        try:
            if yaml.safe_load(line) == {"a": expected}:
                return text
        except yaml.YAMLError:
            pass
    return json.dumps(text, ensure_ascii=False)
