"""Cells of tables that no spreadsheet runs as formulas, and the way back."""

from __future__ import annotations

import re
from collections.abc import Iterable

# What a spreadsheet takes for the beginning of a formula, also in its full width.
_SIGNS = "=+\\-@\t\r＝＋－＠"
# Whoever reads a table as if semicolons or tabs parted its cells, or line ends its rows, sees
# beginnings inside of ours.
_PARTS = ";\t\r\n"
_AT_FIRST = rf"(?='*[{_SIGNS}\n])"
_INSIDE = rf"(?='*[{_SIGNS}])"
_BARE = re.compile(rf"^{_AT_FIRST}|(?<=[{_PARTS}]){_INSIDE}")
_MADE_SAFE = re.compile(rf"^'{_AT_FIRST}|(?<=[{_PARTS}])'{_INSIDE}")
# What may stand first where `safe_cell` changes something, besides what ends a line or a cell.
_MAY_BE_FIRST = frozenset("=+-@＝＋－＠'")


def may_run(cells: Iterable[str]) -> bool:
    """Whether `safe_cell` may change any of the cells; most rows have none.

    A hundred thousand rows are asked, so that no character is looked at by itself.
    """
    row = ";" + ";".join(cells)
    if "\t" in row or "\r" in row or ";\n" in row:
        return True
    parts = row.replace("\n", ";").split(";")
    return not _MAY_BE_FIRST.isdisjoint([part[:1] for part in parts])


def safe_cell(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could run.

    That is one of `= + - @`, a tab or a carriage return at the beginning, or behind a
    semicolon, a tab or a line end; apostrophes may stand between. `plain_cell` takes it out.
    """
    return _BARE.sub("'", text)


def plain_cell(text: str) -> str:
    """The text of which `safe_cell` made this."""
    return _MADE_SAFE.sub("", text)
