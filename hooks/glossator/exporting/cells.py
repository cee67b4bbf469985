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
# Most cells begin with none of these, and hold none of those.
_FIRST = frozenset("'\n=+-@\t\r＝＋－＠")
_HAS_PARTS = re.compile(f"[{_PARTS}]")


def safe_cell(text: str) -> str:
    """The text with an apostrophe before whatever a spreadsheet could run.

    That is one of `= + - @`, a tab or a carriage return at the beginning, or behind a
    semicolon, a tab or a line end; apostrophes may stand between. `plain_cell` takes it out.
    """
    if text[:1] in _FIRST or _HAS_PARTS.search(text):
        return _BARE.sub("'", text)
    return text


def plain_cell(text: str) -> str:
    """The text of which `safe_cell` made this."""
    return _MADE_SAFE.sub("", text)
