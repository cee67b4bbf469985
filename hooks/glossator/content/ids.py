"""Ids of notes and articles, which are the names of their files and stay for good.

The form on the page makes them by the same rules (`contribute/names.js`); both are held to the
same cases.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Collection

# Characters. An address that can be read, and a file's name that every system takes.
LONGEST_ID = 60
# Enough to know a note by.
MOST_WORDS = 6
# Bytes of a name without its ending; file systems that encrypt names take 143 with it.
LONGEST_NAME = 120
# Letters that do not come apart into a plain one and an accent.
_LETTERS = str.maketrans(
    {
        "ß": "ss",
        "æ": "ae",
        "œ": "oe",
        "ø": "o",
        "đ": "d",
        "ð": "d",
        "ł": "l",
        "þ": "th",
        "ħ": "h",
        "ı": "i",
        "ŋ": "ng",
        "ŧ": "t",
        "ə": "e",
    }
)
# No names for files on Windows, whatever ending they have.
_DEVICE = re.compile(r"con|prn|aux|nul|conin\$|conout\$|(?:com|lpt)[0-9¹²³]", re.IGNORECASE)


def is_device(name: str) -> bool:
    """Whether Windows takes a file of this name, ending included, for a device."""
    return _DEVICE.fullmatch(name.partition(".")[0].rstrip(" ")) is not None


def id_words(text: str) -> list[str]:
    """The words of `text` as far as a-z and 0-9 can write them."""
    apart = unicodedata.normalize("NFKD", text.lower())
    bare = "".join(c for c in apart if unicodedata.category(c)[0] != "M" and c not in "'’")
    return re.findall("[a-z0-9]+", bare.translate(_LETTERS))


def join_id(words: Collection[str], *, noun: str = "note", most_words: int | None = None) -> str:
    """An id of the first of `words`; the noun where there are none.

    The noun, of what the id is for, also goes behind what would be a device of Windows.
    """
    joined = "-".join(list(words)[:most_words])[: LONGEST_ID + 1]
    if len(joined) > LONGEST_ID:
        joined = re.sub("-[^-]*$", "", joined)[:LONGEST_ID]
    return f"{joined}-{noun}" if is_device(joined) else joined or noun


def suggest_id(text: str, taken: Collection[str] = ()) -> str:
    """An id for a note, of its headline or its quote, that is not one of `taken`."""
    stem = join_id(id_words(text), most_words=MOST_WORDS)
    number, name = 1, stem
    while name in taken:
        number += 1
        name = f"{stem}-{number}"
    return name
