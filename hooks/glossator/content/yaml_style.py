"""How a text is written in YAML: plain, in double quotes, or as a block.

The browser's writer follows the same rules, so that both write the same file. Whatever the
style, YAML 1.1, YAML 1.2 and `glossator.content.yaml_source` read the same text back.
"""

from __future__ import annotations

import re

# What an editor does not show, or YAML takes for a line end or refuses.
_UNPRINTABLE = (
    "\\x00-\\x09\\x0b-\\x1f\\x7f-\\xa0\\xad\\u1680\\u180e\\u2000-\\u200f\\u2028-\\u202f\\u205f-\\u206f"
    "\\u3000\\ud800-\\udfff\\ufeff\\ufff0-\\ufffb\\ufffe\\uffff"
)
_UNSEEN = re.compile(f"[{_UNPRINTABLE}]")
_ESCAPED = re.compile(rf'[\\"\n{_UNPRINTABLE}]')
_ESCAPES = {"\\": "\\\\", '"': '\\"', "\n": "\\n", "\t": "\\t"}
_LONE = re.compile("[\ud800-\udfff]")
_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
# Begins a value of another sort, a comment, or a number in one YAML or the other.
_FIRST = frozenset("-?:,[]{}#&*!|>'\"%@`~=<.+")
_WORDS = frozenset({"null", "true", "false", "yes", "no", "on", "off", "y", "n"})
# Numbers, times and dates of YAML 1.1 and 1.2, and what merely looks like them.
_NUMBER_LIKE = re.compile(r"[0-9][0-9a-fA-FxXoO_.,:+\-tTzZ ]*")
# What ends a text in brackets; PyYAML counts the question mark, too.
_ENDS_IN_FLOW = re.compile(r"[,?\[\]{}]")

DATES = frozenset({"published", "accessed", "created", "modified", "date"})
"""Fields whose values stay plain where they are dates or years."""
SPACED = frozenset({"prefix", "suffix"})
"""Fields whose spaces at the ends count, and have to be seen."""


def write_value(value: str, *, field: str = "", indent: int = 0, in_flow: bool = False) -> str:
    """The YAML of `value` in the field `field`: one line, or a block of several.

    Args:
        value: The text; half a surrogate pair in it, which YAML cannot hold, becomes U+FFFD.
        field: The field's name, on which the style depends; empty for an item of a list.
        indent: How many spaces the lines of a block begin with.
        in_flow: Whether it stands in brackets, where there are no blocks.
    """
    value = _LONE.sub("\ufffd", value)
    is_block = (field == "body" or "\n" in value) and field not in SPACED and not in_flow
    if is_block and is_blockable(value):
        pad = " " * indent
        style = "|" if value.endswith("\n") else "|-"
        lines = value.removesuffix("\n").split("\n")
        return "\n".join([style, *(pad + line if line else "" for line in lines)])
    is_date = field in DATES and _DATE.fullmatch(value)
    if is_date or (field not in SPACED and is_plain(value, in_flow=in_flow)):
        return value
    return f'"{_ESCAPED.sub(_escape, value)}"'


def is_blockable(value: str) -> bool:
    """Whether `value` can stand as it is below `|` or `|-`."""
    return (
        value != ""
        and not _UNSEEN.search(value)
        and not value.startswith(("\n", " "))
        and not value.endswith("\n\n")
        and not any(line and not line.strip(" ") for line in value.split("\n"))
    )


def is_plain(value: str, *, in_flow: bool = False) -> bool:
    """Whether `value` without quotes is the same text to every reader of YAML."""
    if not value or "\n" in value or _UNSEEN.search(value) or value != value.strip(" "):
        return False
    if value[0] in _FIRST or value.endswith(":") or ": " in value or " #" in value:
        return False
    if in_flow and _ENDS_IN_FLOW.search(value):
        return False
    return value.lower() not in _WORDS and not _NUMBER_LIKE.fullmatch(value)


def _escape(found: re.Match[str]) -> str:
    character = found[0]
    number = ord(character)
    if character in _ESCAPES:
        return _ESCAPES[character]
    return f"\\x{number:02x}" if number < 0x100 else f"\\u{number:04x}"
