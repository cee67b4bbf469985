"""Names of publishers: which are the same, and which only look the same."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter
from collections.abc import Iterable
from functools import lru_cache

from glossator.content.deceptive_text import name_of_sign
from glossator.content.hosts import look_of
from glossator.problems import shown
from glossator.unseen import UNSEEN

_UNSEEN = re.compile(f"[{UNSEEN}]")
_WORD = re.compile(r"[^\W\d_]+")
# Signs that keyboards and programs write one for the other, and a stroke that makes words longer.
_ONE_SIGN = str.maketrans(
    dict.fromkeys("\u2018\u2019\u201b\u02b9\u02bb\u02bc\u2032\u00b4`\u05f3", "'")
    | dict.fromkeys("\u201c\u201d\u201e\u201f\u2033\u00ab\u00bb\u05f4", '"')
    | dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212\u05be", "-")
    | {"\u0640": ""}
)
# Scripts of which a letter in a word of Latin ones is none that anybody typed there.
_OTHERS = ("CYRILLIC ", "GREEK ", "ARMENIAN ", "CHEROKEE ", "COPTIC ", "LISU ")
# Accents, and the vowel signs and hamzas of Hebrew and Arabic, are left out, or overlooked.
_MARKS = re.compile("[\u0300-\u036f\u0591-\u05c7\u064b-\u0655\u0670]")
# Kana and Chinese characters that are drawn alike.
_KANA = str.maketrans("力口二八工卜夕一才千へべぺ", "カロニハエトターオチヘベペ")
# Letters of Arabic and of Persian that are drawn alike, or nearly.
_ARABIC = str.maketrans("\u064a\u0649\u0643", "\u06cc\u06cc\u06a9")


@lru_cache(maxsize=4096)
def publisher_key(name: str) -> str:
    """What spellings of one publisher's name have in common.

    Capitals, the width of letters, blanks, what nobody sees, a last full stop, and the forms of
    quotation marks and of dashes make no other.
    """
    return " ".join(_plain(name).casefold().rstrip(" .").split())


@lru_cache(maxsize=4096)
def publisher_looks(name: str) -> tuple[str, str]:
    """What a name looks like as it is written, and whatever its capitals are.

    Two names that have one of these in common may be taken for each other.
    """
    plain = " ".join(_plain(name).rstrip(" .").split()).translate(_ARABIC)
    # A capital I, a small l and a 1 are one stroke in many fonts.
    written = look_of(plain).replace("I", "l").replace("1", "l").replace("0", "O")
    for pair, one in (("rn", "m"), ("vv", "w"), ("VV", "W")):
        written = written.replace(pair, one)
    # Blanks, signs and a nought are easily left out or overlooked.
    bare = _MARKS.sub("", unicodedata.normalize("NFD", plain)).translate(_KANA)
    loosely = re.sub("[ .,'\"]", "", look_of(bare)).casefold().replace("0", "o")
    return written, loosely


def _plain(name: str) -> str:
    # Twice: an accent that stands free becomes a blank, and a wide quotation mark a plain one.
    if name.isascii() and "`" not in name:
        return name
    plain = unicodedata.normalize("NFKC", name.translate(_ONE_SIGN)).translate(_ONE_SIGN)
    return _UNSEEN.sub("", plain)


def mixed_letters(name: str) -> str:
    """What to say of a name of which a word mixes letters of two scripts; empty of others."""
    word = mixed_word(name)
    if not word:
        return ""
    odd = name_of_sign(next(sign for sign in word if not sign.isascii()))
    return (
        f"{shown(word)} mixes letters of two scripts that look alike (it has {odd}); "
        "type the name anew"
    )


def mixed_word(name: str) -> str:
    """The first word whose letters are of two scripts and look like one; empty where none is."""
    if name.isascii():
        return ""
    for word in _WORD.findall(unicodedata.normalize("NFKC", name)):
        has_latin = any(unicodedata.name(one, "").startswith("LATIN ") for one in word)
        is_mixed = has_latin and any(unicodedata.name(one, "").startswith(_OTHERS) for one in word)
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
