"""Text as it is compared: one form for all the ways of typing the same words.

Every normalised character knows the stretch of the source that it came from, so that
what is found in the normalised text can be cut out of the source exactly.
"""

from __future__ import annotations

import re
import unicodedata
from array import array
from bisect import bisect_left, bisect_right
from dataclasses import dataclass
from functools import cache, lru_cache

# Written out rather than `\s`, so that the browser's code can use the very same class.
WHITESPACE = "\t\n\v\f\r \x85\xa0\u1680\u2000-\u200a\u2028\u2029\u202f\u205f\u3000"
# Soft hyphen, zero-width space and joiners, direction marks, word joiner, byte order mark.
INVISIBLE = "\xad\u180e\u200b-\u200f\u202a-\u202e\u2060-\u2064\u2066-\u2069\ufeff"
_UNTYPED = re.compile(f"(?![\u200c\u200d])[{INVISIBLE}]")
FOLDS = {
    **dict.fromkeys("\u2018\u2019\u201a\u201b", "'"),
    **dict.fromkeys("\u201c\u201d\u201e\u201f", '"'),
    # Hyphens, figure, en and em dash, horizontal bar, minus.
    **dict.fromkeys("\u2010\u2011\u2012\u2013\u2014\u2015\u2212", "-"),
    "\u2026": "...",
}

# All that changes, which a single plain space between words does not. It begins with a set of
# characters, as the search for these skips all others quickly.
_SPECIAL = re.compile(
    "[^!-~](?<! (?=[!-~]))"
    f"(?:(?<= )[{WHITESPACE}{INVISIBLE}]+"
    f"|(?<=[{WHITESPACE.replace(' ', '')}{INVISIBLE}])[{WHITESPACE}{INVISIBLE}]*"
    f"|(?<=[{''.join(FOLDS)}]))"
)
# Unicode's stream-safe form allows as many marks on one letter; scripts need four, and
# composing takes the square of their number (Unicode Standard Annex 15, section 13).
MOST_MARKS = 30
# Marks are neither letters nor blanks. So are other signs: what this finds is a first guess.
_MANY_MARKS = re.compile(rf"[^\w\s\x00-\u02ff][^\w\s\x00-\u02ff]{{{MOST_MARKS},}}")
_HAS_SPACE = re.compile(f"[{WHITESPACE}]")
_BLANKS = re.compile(f"[{WHITESPACE}]+")
BLANK = re.compile(f"[{WHITESPACE}{INVISIBLE}]*")
"""A run of characters of which nothing but one space is left."""


@dataclass(frozen=True, slots=True)
class NormalizedText:
    """A text in its compared form, with the way back to its source.

    Attributes:
        text: The normalised text.
        starts: For each character of `text`, the offset in the source where it begins.
        ends: For each character of `text`, the offset in the source where it ends.
        source: The text as it was given.
    """

    text: str
    starts: array[int]
    ends: array[int]
    source: str

    def is_boundary(self, index: int) -> bool:
        """Whether a span may begin or end at `index` without cutting a source character."""
        if index <= 0 or index >= len(self.text):
            return True
        return self.starts[index] >= self.ends[index - 1]

    def source_span(self, start: int, end: int) -> tuple[int, int]:
        """The source offsets of the normalised span `start` to `end` (not empty)."""
        return self.starts[start], self.ends[end - 1]

    def index_at(self, offset: int) -> int:
        """The index of the first normalised character that ends after source `offset`."""
        return bisect_right(self.ends, offset)

    def index_before(self, offset: int) -> int:
        """One past the last normalised character that begins before source `offset`."""
        return bisect_left(self.starts, offset)


# A page asks for the same text once per note; sixteen holds an article and its neighbours.
@lru_cache(maxsize=16)
def normalize(source: str) -> NormalizedText:
    """The compared form of `source`.

    Whitespace runs become one space; soft hyphens and zero-width characters go; curly
    quotes, dashes and ellipses become plain; the rest is Unicode NFC. Doing it twice
    changes nothing more. Linear in the length of `source`.
    """
    offsets = _numbers(1 << len(source).bit_length())
    if _is_plain(source):
        size = len(source)
        return NormalizedText(source, offsets[:size], offsets[1 : size + 1], source)
    pieces: list[str] = []
    starts = array("l")
    ends = array("l")
    done = kept = 0
    for found in _SPECIAL.finditer(source):
        begin, stop = found.span()
        plain = _plain_of(found[0])
        pieces += (source[done:begin], plain)
        done = stop
        if stop - begin == len(plain) == 1:
            continue  # one character for another: offsets go on as before
        starts += offsets[kept:begin]
        ends += offsets[kept + 1 : begin + 1]
        starts.extend([begin] * len(plain))
        ends.extend([stop] * len(plain))
        kept = stop
    pieces.append(source[done:])
    starts += offsets[kept : len(source)]
    ends += offsets[kept + 1 : len(source) + 1]
    text = "".join(pieces)
    if _MANY_MARKS.search(text) or not unicodedata.is_normalized("NFC", text):
        text, starts, ends = _compose(text, starts, ends)
    return NormalizedText(text, starts, ends, source)


# By powers of two, so that few hold for all texts.
@lru_cache(maxsize=32)
def _numbers(size: int) -> array[int]:
    """The numbers from 0 on, `size` of them, to copy from."""
    return array("l", range(size))


def typable(text: str) -> str:
    """The text without what a keyboard has no key for and comparing passes over.

    Joiners stay, as they are part of how words are spelt.
    """
    return text if text.isascii() else _UNTYPED.sub("", text)


def plain_form(source: str) -> str:
    """`normalize(source).text`, where nobody has to find the way back to the source."""
    if _is_plain(source):
        return source
    text = _SPECIAL.sub(_plain, source)
    if _MANY_MARKS.search(text):
        return normalize(source).text
    return unicodedata.normalize("NFC", text)


def _is_plain(source: str) -> bool:
    """Whether nothing of it changes, as can be seen at a glance of most quotes."""
    return source.isascii() and source.isprintable() and "  " not in source


def _plain(found: re.Match[str]) -> str:
    return _plain_of(found[0])


# Few are all there is in most texts; a run of blanks may be of any length.
@lru_cache(maxsize=256)
def _plain_of(special: str) -> str:
    return FOLDS.get(special, "") or (" " if _HAS_SPACE.search(special) else "")


def _compose(text: str, starts: array[int], ends: array[int]) -> tuple[str, array[int], array[int]]:
    """Unicode NFC, cluster by cluster, each keeping the stretch that it came from.

    A cluster with more than `MOST_MARKS` marks in a row stays as it is.
    """
    pieces: list[str] = []
    new_starts = array("l")
    new_ends = array("l")
    begin = 0
    for stop in range(1, len(text) + 1):
        if stop < len(text) and _joins_the_one_before(text[stop]):
            continue
        cluster = text[begin:stop]
        # What is no mark parts those that composing would have to sort.
        is_readable = len(cluster) <= MOST_MARKS + 1 or not _MANY_MARKS.search(cluster)
        composed = unicodedata.normalize("NFC", cluster) if is_readable else cluster
        pieces.append(composed)
        if composed == cluster:
            new_starts.extend(starts[begin:stop])
            new_ends.extend(ends[begin:stop])
        else:
            new_starts.extend([starts[begin]] * len(composed))
            new_ends.extend([ends[stop - 1]] * len(composed))
        begin = stop
    return "".join(pieces), new_starts, new_ends


def _joins_the_one_before(character: str) -> bool:
    if character < "\u0300":
        return False
    # Three Tibetan vowels are no combining marks, but come apart into two of them.
    first = unicodedata.normalize("NFD", character)[0]
    return unicodedata.combining(first) != 0 or first in _composing_starters()


@cache
def _composing_starters() -> frozenset[str]:
    """Characters that are no combining marks and yet compose with the one before.

    Hangul vowels and final consonants, and the second halves of some Indic vowels
    (Unicode Standard Annex 15, NFC_Quick_Check=Maybe with combining class 0).
    """
    seconds = {chr(code) for code in (*range(0x1161, 0x1176), *range(0x11A8, 0x11C3))}
    for code in range(0x110000):
        parts = unicodedata.decomposition(chr(code)).split()
        if len(parts) == 2 and not parts[0].startswith("<"):
            second = chr(int(parts[1], 16))
            if not unicodedata.combining(second):
                seconds.add(second)
    return frozenset(seconds)


def single_spaced(text: str) -> str:
    """Runs of blanks as one space, those at the ends too."""
    # Python has four more blanks, of control characters, which count when a quote is looked for.
    return _BLANKS.sub(" ", text)


def clip(text: str, longest: int) -> str:
    """The text on one line, and what is longer than `longest` characters cut with an ellipsis."""
    return cut(" ".join(text.split()), longest)


def cut(text: str, longest: int) -> str:
    """As `clip`, of a text that is on one line."""
    return text if len(text) <= longest else text[: longest - 1].rstrip() + "…"
