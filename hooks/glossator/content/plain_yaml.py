"""The data of YAML of the simplest kind, without a YAML reader: of most notes there are.

Fields, lists and texts as an editor's template lays them out. For these what libyaml gives
is known beforehand, which a test holds; whatever is doubtful is left to it.
"""

from __future__ import annotations

import re
from typing import Any

# The words that a plain value stands for nothing with.
NULLS = frozenset(("", "~", "null", "Null", "NULL"))
# A note is four levels deep.
DEEPEST_PLAIN = 8

# Tabs, other ends of lines, marks of byte order, and what may have been meant as text.
_DOUBTFUL = ("\t", "\r", "\ufeff", " #")
_COMMENT = re.compile(r"#+(?: .*)?")
_NAME = "[A-Za-z_][A-Za-z0-9_-]{0,60}"
_FIELD = re.compile(rf"({_NAME}):(?: (.*))?\Z")
# Signs with which a value begins that is no plain text.
_SIGNS = frozenset("-?:,[]{}#&*!|>'\"%@`")
# Behind which more may stand below the name, or nothing.
_MORE = frozenset(" |")
# What a line may begin with that is none of a field.
_NO_SIGN = frozenset(("", " ", "#"))
_DOUBLE = re.compile(r'"[^"\\]*"')
_SINGLE = re.compile(r"'(?:[^']|'')*'")
_WORD = "[A-Za-z0-9](?:[A-Za-z0-9_.-]*[A-Za-z0-9])?"
_LIST = re.compile(rf"\[ *(?:{_WORD}(?: *, *{_WORD})*)? *\]")
_ITEM = re.compile(_WORD)
_PAIR = rf"({_NAME}): +([^\W_](?:[\w.'’ -]*[\w.])?)"
_MAPPING = re.compile(rf"\{{ *{_PAIR}(?: *, *{_PAIR})? *\}}")
_PAIRS = re.compile(_PAIR)


def read_plainly(text: str) -> dict[str, Any] | None:
    """The data of a YAML text that holds fields, or None where it takes a reader to know it.

    The text has no control characters.
    """
    if not text.endswith("\n") or any(sign in text for sign in _DOUBTFUL):
        return None
    reader = _Reader(text.split("\n"))
    try:
        reader.skip_blank_lines()
        data = reader.mapping(0, 1)
    except _DoubtfulError:
        return None
    return data if reader.at == len(reader.lines) else None


class _DoubtfulError(Exception):
    """It takes a YAML reader to know what the text says."""


class _Reader:
    """Reads on from line `at`, which is none of the blank ones."""

    def __init__(self, lines: list[str]) -> None:
        self.lines = lines
        self.at = 0
        # Columns before the line's first sign; -1 behind the last line.
        self.indent = -1

    def skip_blank_lines(self) -> None:
        """Go to the next line with something on it that is no comment."""
        lines = self.lines
        for at in range(self.at, len(lines)):
            line = lines[at]
            if line and (line[0] != "#" or not _COMMENT.fullmatch(line)):
                break
        else:
            self.at, self.indent = len(lines), -1
            return
        self.at = at
        self.indent = 0 if line[0] != " " else len(line) - len(line.lstrip(" "))
        if self.indent == len(line):
            raise _DoubtfulError  # nothing but blanks

    def mapping(self, column: int, depth: int, first: str | None = None) -> dict[str, Any]:
        """The fields that begin at `column`; `first` is one that stands behind a hyphen."""
        if depth > DEEPEST_PLAIN:
            raise _DoubtfulError
        fields: dict[str, Any] = {}
        lines, margin = self.lines, " " * column
        line = first
        while line is not None or self.indent == column:
            found = _FIELD.match(line or lines[self.at][column:])
            line = None
            if not found or found[1] in fields:
                raise _DoubtfulError
            name, value = found.groups("")
            self.at += 1
            if not value or value[0] in _MORE:
                fields[name] = self._value_below(value.strip(" "), column, depth)
                continue
            below = lines[self.at]
            if below[column : column + 1] not in _NO_SIGN and below.startswith(margin):
                self.indent = column  # most often the next field
            else:
                self.skip_blank_lines()
            fields[name] = _inline_value(value.rstrip(" "))
        if self.indent > column or not fields:
            raise _DoubtfulError  # a text that goes on, or something else than fields
        return fields

    def _value_below(self, value: str, column: int, depth: int) -> Any:
        """What stands below a name, where nothing stands behind it, or `|`."""
        if value in {"|", "|-"}:
            return self._text_below(column) + ("" if value == "|-" else "\n")
        self.skip_blank_lines()
        if value:
            return _inline_value(value)
        if self.indent < column:
            return None
        if self.lines[self.at].startswith("- ", self.indent):
            return self._sequence(self.indent, depth + 1)
        return self.mapping(self.indent, depth + 1) if self.indent > column else None

    def _sequence(self, column: int, depth: int) -> list[Any]:
        items: list[Any] = []
        while self.indent == column and self.lines[self.at].startswith("- ", column):
            item = self.lines[self.at][column + 2 :]
            if item[:1] in {"", " "}:
                raise _DoubtfulError
            if _FIELD.match(item):
                items.append(self.mapping(column + 2, depth + 1, item))
                continue
            self.at += 1
            self.skip_blank_lines()
            if self.indent > column:
                raise _DoubtfulError
            items.append(_inline_value(item.rstrip(" ")))
        if self.indent > column:
            raise _DoubtfulError
        return items

    def _text_below(self, column: int) -> str:
        """The text below `|`, without its last line feed."""
        lines, begin = self.lines, self.at
        indent = len(lines[begin]) - len(lines[begin].lstrip(" "))
        if indent <= column or indent == len(lines[begin]):
            raise _DoubtfulError
        margin = " " * indent
        at = begin
        while at < len(lines) and (not lines[at] or lines[at].startswith(margin)):
            at += 1
        shown = [line[indent:] for line in lines[begin:at]]
        self.at = at
        self.skip_blank_lines()
        if any(line.isspace() and not line.strip(" ") for line in shown):
            raise _DoubtfulError
        return "\n".join(shown).rstrip("\n")


def _inline_value(value: str) -> Any:
    sign = value[0]
    if sign not in _SIGNS:
        if ": " in value or value.endswith(":"):
            raise _DoubtfulError
        return None if value in NULLS else value
    if sign == '"' and _DOUBLE.fullmatch(value):
        return value[1:-1]
    if sign == "'" and _SINGLE.fullmatch(value):
        return value[1:-1].replace("''", "'")
    if sign == "[" and _LIST.fullmatch(value):
        return [None if word in NULLS else word for word in _ITEM.findall(value)]
    pairs = _PAIRS.findall(value) if sign == "{" and _MAPPING.fullmatch(value) else []
    if pairs and len(dict(pairs)) == len(pairs):
        return {name: None if words in NULLS else words for name, words in pairs}
    raise _DoubtfulError
