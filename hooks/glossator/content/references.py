"""Character references of HTML, read whatever stands in them."""

from __future__ import annotations

import html
import re

# No character has a number of so many digits, and Python refuses to read one of thousands.
_LONG = 10
_NUMBER = re.compile(f"&#(0*)([0-9]*)(?<=[0-9]{{{_LONG}}})")


def unescape(text: str) -> str:
    """The text with the characters that its references stand for, as browsers read them."""
    return html.unescape(_NUMBER.sub(_short, text) if "&#" in text else text)


def _short(found: re.Match[str]) -> str:
    """A number that stands for the same, which is the sign of no character for all too large."""
    return f"&#{found[2] if 0 < len(found[2]) < _LONG else 0}"
