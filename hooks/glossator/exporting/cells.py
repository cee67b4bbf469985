"""Cells of tables that no spreadsheet runs as formulas, and the way back."""

from __future__ import annotations

import re

# What a spreadsheet takes for the beginning of a formula, also in its full width.
_SIGNS = "=+\\-@\t\r＝＋－＠"
# Whoever reads a table as if semicolons or tabs parted its cells, or line ends its rows, sees
# beginnings inside of ours.
_PARTS = ";\t\r\n"
_AT_FIRST = rf"(?='*[{_SIGNS}\n])"
_INSIDE = rf"(?='*[{_SIGNS}])"
_BARE = re.compile(rf"^{_AT_FIRST}|(?<=[{_PARTS}]){_INSIDE}")
_MADE_SAFE = re.compile(rf"^'{_AT_FIRST}|(?<=[{_PARTS}])'{_INSIDE}")
# What may stand before a cell or a piece of one, as a comma and a quote also do in the middle of
# a cell; and what may begin one where `safe_cell` changes something.
_BEFORE, _BEGIN = b',;"\n', b"=+-@'"
_SIMPLER = bytes.maketrans(_BEFORE + _BEGIN, b"\n" * len(_BEFORE) + b"=" * len(_BEGIN))
_WIDE = tuple(sign.encode() for sign in "＝＋－＠")
_WIDE_BEGIN = b"\xef\xbc"


def may_run(table: bytes, rows: int) -> bool:
    """Whether `safe_cell` may change any cell of these `rows`, written as CSV in UTF-8.

    Most tables have no such cell, and of half a million none can be looked at by itself.
    """
    if b"\t" in table or b'"\n' in table or table.count(b"\r") != rows:
        return True
    if _WIDE_BEGIN in table and any(sign in table for sign in _WIDE):
        return True
    simpler = table.translate(_SIMPLER)
    return b"\n=" in simpler or simpler.startswith(b"=")


def safe_cell(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could run.

    That is one of `= + - @`, a tab or a carriage return at the beginning, or behind a
    semicolon, a tab or a line end; apostrophes may stand between. `plain_cell` takes it out.
    """
    return _BARE.sub("'", text)


def plain_cell(text: str) -> str:
    """The text of which `safe_cell` made this."""
    return _MADE_SAFE.sub("", text)
