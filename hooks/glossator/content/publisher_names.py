"""Names of publishers: which are the same, and which only look the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from glossator.content.hosts import look_of
from glossator.content.unseen import UNSEEN

_UNSEEN = re.compile(f"[{UNSEEN}]")
_WORD = re.compile(r"[^\W\d_]+")


@lru_cache(maxsize=4096)
def publisher_key(name: str) -> str:
    """What spellings of one publisher's name have in common.

    Capitals, the width of letters, blanks, what nobody sees and a last full stop make no other.
    """
    if not name.isascii():
        name = _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
    return " ".join(name.casefold().rstrip(" .").split())


@lru_cache(maxsize=4096)
def publisher_looks(name: str) -> tuple[str, str]:
    """What a name looks like as it is written, and whatever its capitals are.

    Two names that have one of these in common may be taken for each other.
    """
    plain = name if name.isascii() else _UNSEEN.sub("", unicodedata.normalize("NFKC", name))
    plain = " ".join(plain.rstrip(" .").split())
    # A capital I, a small l and a 1 are one stroke in many fonts.
    written = look_of(plain).replace("I", "l").replace("1", "l").replace("0", "O")
    return written, look_of(plain).casefold()


def mixed_word(name: str) -> str:
    """The first word whose letters are of two scripts and look like one; empty where none is."""
    if name.isascii():
        return ""
    for word in _WORD.findall(unicodedata.normalize("NFKC", name)):
        has_latin = any(unicodedata.name(one, "").startswith("LATIN ") for one in word)
        is_mixed = has_latin and any(
            unicodedata.name(one, "").startswith(("CYRILLIC ", "GREEK ")) for one in word
        )
        if is_mixed and look_of(word).isascii():
            return str(word)
    return ""


def usual_spellings(names: Iterable[str]) -> dict[str, str]:
    """For each spelling the one that is used most of those that are the same name."""
    counts = Counter(iter(names))  # of a mapping the keys
    usual: dict[str, str] = {}
    for name in sorted(counts, key=lambda one: (-counts[one], one)):
        usual.setdefault(publisher_key(name), name)
    return {name: usual[publisher_key(name)] for name in counts}
