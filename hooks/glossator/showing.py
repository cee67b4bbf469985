"""Texts as a terminal, a log or a reader can be shown them, whatever stands in them."""

from __future__ import annotations

import re

from glossator.unseen import UNREADABLE

# What a terminal or a log would not show but do, and what nobody sees; tabs are both blanks and
# seen.
_UNSEEN = re.compile(f"(?!\t)[{UNREADABLE}]")
_SHORT = {"\n": "\\n", "\r": "\\r"}
# A line that goes on or ends here, not one that passes for another message.
_LINE_END = re.compile(r"\n(?=[ \n]|\Z)")


def visible(text: str) -> str:
    r"""The text as one line, with the number of each character that would not be seen.

    These are written as in `\x1b` and `\u202e`: what would move a terminal's cursor, or turn
    the direction of the words behind it. So are bytes of a name that are no UTF-8.
    """
    if text.isascii() and text.isprintable():  # as nearly all is
        return text
    return _UNSEEN.sub(_numbered, text)


def visible_lines(text: str) -> str:
    """The text in its lines, each of them as `visible` shows it."""
    return "\n".join(map(visible, text.split("\n")))


def visible_message(text: str) -> str:
    """As `visible_lines`, where only lines that are indented, or empty, are lines of their own.

    So nothing that is quoted in a message passes for the next one.
    """
    if "\n" not in text:
        return visible(text)
    kept = iter(_LINE_END.split(text))
    return "\n".join(map(visible, kept))


def visible_json(text: str) -> str:
    """JSON that says the same, with the escape of each character that would not be seen.

    A byte of a name that is no UTF-8 has none that every program reads: it is told as `visible`
    tells it.
    """
    return _UNSEEN.sub(lambda found: found[0] if found[0] == "\n" else _escaped(found[0]), text)


def _escaped(character: str) -> str:
    if "\ud800" <= character <= "\udfff":
        return "\\" + visible(character)
    units = character.encode("utf-16-be", "surrogatepass").hex()
    return "".join(f"\\u{units[at : at + 4]}" for at in range(0, len(units), 4))


def _numbered(found: re.Match[str]) -> str:
    number = ord(found[0])
    if 0xDC80 <= number <= 0xDCFF:  # a byte, as Python has those of file names
        return f"\\x{number - 0xDC00:02x}"
    sign, width = ("U", 8) if number > 0xFFFF else ("u", 4) if number > 0xFF else ("x", 2)
    return _SHORT.get(found[0]) or f"\\{sign}{number:0{width}x}"
