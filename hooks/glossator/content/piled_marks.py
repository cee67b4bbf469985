"""Marks piled on one letter without end, which whoever brings a text into its normal form sorts.

To sort them takes the square of their number, in Python itself: for the id of a heading, for a
host, for a name. No script has more than a few on a letter.
"""

from __future__ import annotations

import re
import unicodedata
from typing import NamedTuple

from glossator.content.references import unescape

# Far more than those have who pile them up for fun, and few enough to be sorted at once.
MOST_PILED = 500
# Marks are neither letters nor blanks; so are other signs, which makes this a first guess. It
# begins with a set of characters, as the search for these skips all others quickly, and goes on
# only from the first of a run, which is looked at once so.
_OTHER = r"[^\w\s\x00-\u02ff]"
_RUN = re.compile(rf"{_OTHER}(?<!{_OTHER}{{2}}){_OTHER}{{{MOST_PILED},}}")
# As characters of their own, as references of HTML, or as YAML escapes them.
_WRITTEN = re.compile(
    rf"(?:{_OTHER}|&#?[0-9A-Za-z]{{1,99}};|\\u[0-9a-fA-F]{{4}}|\\U[0-9a-fA-F]{{8}})++"
)
_ESCAPE = re.compile(r"\\u([0-9a-fA-F]{4})|\\U000([0-9a-fA-F]{5})")


class Pile(NamedTuple):
    """Marks on one letter: where they begin in a text, and how many they are."""

    start: int
    size: int


def piled_marks(text: str) -> Pile | None:
    """The first marks of a text that are too many for one letter."""
    if text.count("&") + text.count("\\") > MOST_PILED:
        runs = _WRITTEN.finditer(text)
    elif text.isascii():
        return None
    else:
        runs = _RUN.finditer(text)
    for found in runs:
        if found.end() - found.start() > MOST_PILED:
            size = _most_together(unescape(_ESCAPE.sub(_escaped, found[0])))
            if size > MOST_PILED:
                return Pile(found.start(), size)
    return None


def _escaped(found: re.Match[str]) -> str:
    number = int(found[1] or found[2], 16)
    return chr(number) if number <= 0x10FFFF else "x"


def _most_together(run: str) -> int:
    """The most marks of a run that would be sorted among one another."""
    most = size = 0
    for sign in run:
        size = size + 1 if unicodedata.combining(sign) else 0
        most = max(most, size)
    return most
