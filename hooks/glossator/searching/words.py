"""The words of a text, as a search finds them: of any script, however they are typed.

A text is cut into chunks, each a run of letters and figures that only signs such as hyphens
join; a chunk has one or more words. The browser has the same rules
(`theme/assets/glossator/search/words.js`), and `tests/vectors/words.json` holds both to them.
"""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass
from functools import cache

from glossator.anchoring.text import plain_form

# Letters with a stroke or a hook, which have no accent to take off, and letters that are two.
_PAIRS = "ß:ss æ:ae œ:oe ø:o đ:d ð:d þ:th ħ:h ł:l ŧ:t ı:i ŋ:n ς:σ"
_PLAIN_LETTERS = str.maketrans(dict(pair.split(":") for pair in _PAIRS.split()))
# Accents, Hebrew points and Arabic vowel signs: who types leaves them out. The vowel signs of
# Indian scripts and the marks of kana are letters.
_ACCENTS = (
    "\u0300-\u036f\u0483-\u0487\u0591-\u05bd\u05bf\u05c1\u05c2\u05c4\u05c5\u05c7\u0610-\u061a"
    "\u0640\u064b-\u065f\u0670\u06d6-\u06dc\u06df-\u06e4\u06e7\u06e8\u06ea-\u06ed\u1ab0-\u1aff"
    "\u1dc0-\u1dff\u20d0-\u20ff\ufe00-\ufe0f\ufe20-\ufe2f\U000e0100-\U000e01ef"
)
# Scripts without blanks between words, of which any run of characters is found: Thai, Lao,
# Tibetan, Burmese, Khmer, Han, kana, bopomofo, Yi and Hangul, whose words have endings.
UNSPACED = (
    "\u0e00-\u0e3e\u0e40-\u0e4e\u0e80-\u0ece\u0edc-\u0edf\u0f00\u0f35\u0f37\u0f39\u0f40-\u0f84"
    "\u0f86-\u0fbc\u1000-\u103f\u1050-\u109f\u1100-\u11ff\u1780-\u17d3\u17d7\u17dc\u17dd"
    "\u1a20-\u1a5e\u1a60-\u1a7c\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u302a-\u302f\u3031-\u3035"
    "\u303b\u303c\u3041-\u3096\u3099\u309a\u309d-\u309f\u30a1-\u30fa\u30fc-\u30ff\u3105-\u318e"
    "\u31a0-\u31bf\u31f0-\u31ff\u3400-\u4dbf\u4e00-\u9fff\ua000-\ua48c\ua960-\ua97c\ua9e0-\ua9ef"
    "\ua9fa-\ua9fe\uaa60-\uaa76\uaa7a-\uaa7f\uac00-\ud7fb\uf900-\ufaff\uff66-\uffdc"
    # Which of several forms a character has; nobody types it.
    "\U0001b000-\U0001b2ff\U00020000-\U0003ffff\ufe00-\ufe0f\U000e0100-\U000e01ef"
)
CURRENCIES = "$¢£¤¥\u058f\u060b\u09f2\u09f3\u0e3f\u17db\u20a0-\u20cf\ufdfc\uff04\uffe0\uffe1\uffe5"
PERCENTS = "%\u2030\u066a\uff05"
# `T-Head`, `U.S.`, `O'Neill`, `AT&T`, and what Hebrew has for hyphens and in abbreviations.
JOINTS = "-'.&/_·:@+\u05be\u05f3\u05f4"
_MOST_PARTS = 6
# What is joined of more or longer parts is an address, which is found by its parts.
LONGEST = 40
# Characters of a field's value, which nobody types to its end.
LONGEST_VALUE = 100


def _marks() -> str:
    """Combining marks, which belong to their words and which `re` does not count as letters."""
    codes = [
        code
        for code in (*range(0x300, 0xFE30), *range(0x10000, 0x1F000))
        if unicodedata.category(chr(code)) in {"Mn", "Mc"} and not _IS_UNSPACED(chr(code))
    ]
    ranges: list[list[int]] = []
    for code in codes:
        if ranges and ranges[-1][1] == code - 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return "".join(f"{chr(first)}-{chr(last)}" for first, last in ranges)


_IS_UNSPACED = re.compile(f"[{UNSPACED}]").match
HAS_UNSPACED = re.compile(f"[{UNSPACED}]").search
"""Finds the first character of a text that belongs to a script without blanks."""


@cache
def _patterns() -> tuple[re.Pattern[str], re.Pattern[str]]:
    marks, letter = _marks(), rf"[^\W\d_{UNSPACED}]"
    letters = rf"{letter}++(?:[{marks}]++{letter}*+)*+"
    figure = r"\d++(?:[.,](?=\d)\d++)*+"
    part = f"(?>{letters}|{figure})"
    joint = re.escape(JOINTS)
    sign = rf"(?:[{PERCENTS}]|[{CURRENCIES}](?!\d))?"
    chunk = f"[{CURRENCIES}]?{part}(?:[{joint}]?{part})*+{sign}|[{UNSPACED}]++"
    return re.compile(chunk), re.compile(part)


def is_unspaced(chunk: str) -> bool:
    """Whether the chunk is a run of a script without blanks."""
    return _IS_UNSPACED(chunk) is not None


@dataclass(frozen=True, slots=True)
class Chunk:
    r"""What an index holds of a chunk.

    Attributes:
        words: Its words in order, folded.
        terms: What it is found by: its words, each in its exact form behind its folded one
            where the two differ (`jose\1josé`), and what its words are together (`thead`).
    """

    words: tuple[str, ...]
    terms: tuple[str, ...]


def chunks(text: str) -> list[str]:
    """The chunks of a text in its compared form, as they are written; linear in its length."""
    return _patterns()[0].findall(text)


def read_chunk(chunk: str) -> Chunk:
    """The words of a chunk and what it is found by."""
    if is_unspaced(chunk):
        words = tuple(fold(chunk))
        return Chunk(words, words)
    typed = [part[:LONGEST].lower() for part in _patterns()[1].findall(chunk)]
    words = tuple(fold(part) or part for part in typed)
    terms = [
        word if word == exact else f"{word}\1{exact}"
        for word, exact in zip(words, typed, strict=True)
    ]
    whole = "".join(words)
    if 1 < len(words) <= _MOST_PARTS and len(whole) <= LONGEST:
        terms.append(whole)
    if chunk[0] in _signs():
        terms.append(fold(chunk[0]) + words[0])
    if chunk[-1] in _signs():
        terms.append(words[-1] + fold(chunk[-1]))
    return Chunk(words, tuple(terms))


def fold(text: str) -> str:
    """The text as it is compared: small letters without accents, wide forms made narrow."""
    text = text.lower()
    if text.isascii():
        return text
    # What is one letter with another may be a capital by now.
    plain = _accents().sub("", unicodedata.normalize("NFKD", text)).lower()
    return unicodedata.normalize("NFC", plain.translate(_PLAIN_LETTERS))


def slug_of(value: str) -> str:
    """A field's value as the index has it: its words with hyphens between them."""
    found = (
        (fold(chunk),) if is_unspaced(chunk) else read_chunk(chunk).words
        for chunk in chunks(plain_form(fold(value)))
    )
    return "-".join(word for words in found for word in words if word)[:LONGEST_VALUE]


@cache
def _signs() -> frozenset[str]:
    """Signs of currencies and percent."""
    is_sign = re.compile(f"[{CURRENCIES}{PERCENTS}]").match
    return frozenset(filter(is_sign, map(chr, range(0x10000))))


@cache
def _accents() -> re.Pattern[str]:
    return re.compile(f"[{_ACCENTS}]+")
