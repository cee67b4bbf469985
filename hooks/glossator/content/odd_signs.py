"""Signs that look like those of YAML and are none: what was typed, and what to type instead.

Word processors, chat programs and the keyboards of other scripts write them: no-break and
wide blanks, full-width colons, bullets and dashes for the hyphen of a list.
"""

from __future__ import annotations

import re
import unicodedata

# What YAML takes for letters; to a person they are blanks.
_BLANKS = "\u00a0\u1680\u2000-\u200a\u200b\u202f\u205f\u2060\u3000\ufeff"
_COLONS = "\uff1a\ufe55\ufe13\ua789\u2236\u02d0"
_HYPHENS = "\u2010-\u2015\u2212\uff0d\ufe63\u30fb\u2022\u2023\u2043\u25cf\u25aa\u25e6\u00b7*\u2217"
_LINE = re.compile(
    rf"(?P<indent>[ \t{_BLANKS}]*)"
    rf"(?:(?P<dash>[-{_HYPHENS}])(?P<gap>[ {_BLANKS}]*))?"
    rf"(?P<name>[A-Za-z_][\w-]*)(?P<before>[ {_BLANKS}]*)"
    rf"(?P<colon>[:{_COLONS}])(?P<after>[ {_BLANKS}]?)"
)
# What opens a list or a mapping, and a text of several lines, on the keyboards of other scripts.
_BRACKETS = {"\uff3b": "[", "\u3010": "[", "\u3014": "[", "\uff5b": "{"}
_BLOCKS = {"\uff5c": "|", "\u2502": "|", "\uff1e": ">", "\ufe65": ">"}
_PLAIN = {"indent": " ", "dash": "-", "gap": " ", "before": " ", "colon": ":", "after": " "}
_WHERE = {
    "indent": "before `{name}`; indent with plain spaces",
    "dash": "before `{name}`; a list has a hyphen and a space: `- {name}:`",
    "gap": "behind the hyphen; type a plain space: `- {name}:`",
    "before": "behind `{name}`; take it out: `{name}: `",
    "colon": "behind `{name}`; type a colon and a space: `{name}: `",
    "after": "behind the colon of `{name}`; type a plain space: `{name}: `",
}


def odd_sign(line: str) -> tuple[int, str] | None:
    """Where in the line of a field a sign looks like YAML's, and what to say; None where none.

    The place is a column, counted from 0.
    """
    found = _LINE.match(line)
    if not found:
        return None
    for part, where in _WHERE.items():
        for at, sign in enumerate(found[part] or "", found.start(part)):
            if sign not in {_PLAIN[part], "\t"}:
                return at, f"{name_of(sign)} {where.format(name=found['name'])}"
    return None


def odd_blank(line: str) -> str:
    """The sign of a line without words that YAML takes for a word; empty for other lines."""
    return line.strip(" \t\r")[:1] if re.fullmatch(rf"[ \t\r{_BLANKS}]*", line) else ""


def odd_bracket(value: str) -> str | None:
    """What to say of a text that is meant as a list, or as fields; None where it is not."""
    if value[:1] not in _BRACKETS:
        return None
    return (
        f"{name_of(value[0])} opens nothing here; type `{_BRACKETS[value[0]]}`, and close it alike"
    )


def odd_block(value: str) -> str | None:
    """What to say of a text of several lines that is meant to stand below `|` or `>`, or None."""
    sign, blank = value[:1], value[1:2]
    if sign not in _BLOCKS or blank not in {" ", "\n"}:
        return None
    return f"{name_of(sign)} would be part of the text; type `{_BLOCKS[sign]}`"


def name_of(sign: str) -> str:
    """A sign as a message shows it: itself where it can be seen, with its number and its name."""
    name = unicodedata.name(sign, "a sign").lower()
    is_seen = unicodedata.category(sign)[0] not in "ZC"
    shown = f"`{sign}` " if is_seen else ""
    return f"{shown}(U+{ord(sign):04X}, {name})" if is_seen else f"U+{ord(sign):04X} ({name})"
