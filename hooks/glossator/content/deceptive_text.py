"""Characters by which a text is seen otherwise than it reads, and which nobody needs."""

from __future__ import annotations

import re
import unicodedata

# Those that have a meaning among letters of some script stay: joiners, direction marks, variation
# selectors, soft hyphens. These have none that a reader could see:
#   202D-202E   show letters in another order than that in which they are written;
#   206A-206F   are of no use since Unicode 3.0;
#   3164, FFA0  are blanks that count as letters; 115F and 1160 likewise, outside of old Korean;
#   FFF9-FFFB   hold one text above another, which no browser shows;
#   E0000-E0FFF are letters that nobody sees, but in the flags of countries within countries;
#               the variation selectors among them choose forms of Chinese characters;
#   1BCA0-1BCA3 and 1D173-1D17A order shorthand and music, where there is any.
_JAMO = "\u1100-\u11ff\ua960-\ua97f\ud7b0-\ud7ff"
_NEVER = (
    "\u202d\u202e\u206a-\u206f\u3164\uffa0\ufff9-\ufffb"
    "\U000e0000-\U000e001f\U000e0080-\U000e00ff\U000e01f0-\U000e0fff"
)
_FLAG = "\U0001f3f4[\U000e0020-\U000e007e]+\U000e007f"
_ODD = re.compile(
    f"{_FLAG}|[{_JAMO}]{{2,}}|(?P<odd>[{_NEVER}\U000e0020-\U000e007f\u115f\u1160"
    "\U0001bca0-\U0001bca3\U0001d173-\U0001d17a])"
)
# Next to other letters of old Korean they stand for one that is missing; alone they are blanks.
_FILLERS = re.compile("[\u115f\u1160]+")
# What makes a stretch run from right to left. Where no letter does, it only turns figures round.
_TURNS = re.compile("[\u061c\u200f\u202b\u2067]")
# Letters. A text of fewer is a word, about which others are told.
_SOME_WORDS = 8
# What counts for nothing where the letters of a text are counted.
_NO_WORDS = re.compile(r"<[^<>]*>|https?://\S*")
_MAYBE = re.compile(
    f"[{_NEVER}\u061c\u115f\u1160\u200f\u202a-\u202e\u2066-\u2069"
    "\U000e0020-\U000e007f\U0001bca0-\U0001bca3\U0001d173-\U0001d17a]"
)
_ASCII = bytes(range(128))
_END_INSIDE, _END_APART = "\u202c", "\u2069"
_OPENS = dict.fromkeys("\u202a\u202b\u202d\u202e", _END_INSIDE) | (
    dict.fromkeys("\u2066\u2067\u2068", _END_APART)
)


def deceptive_at(text: str, *, is_part: bool = False) -> int | None:
    """Where the first character stands that makes the text look otherwise than it reads.

    What is a part of another text (`is_part`) may have signs of direction from there.
    """
    if _is_plain(text):
        return None
    return min(_found(text, is_part=is_part), default=None)


def without_deceptive(text: str) -> str:
    """The text, or the HTML, as it reads: without such characters."""
    if _is_plain(text):
        return text
    places = set(_found(text))
    return "".join(sign for at, sign in enumerate(text) if at not in places) if places else text


def _is_plain(text: str) -> bool:
    """Whether no such character is in the text, nor any by which it could run otherwise."""
    if text.isascii():
        return True
    # Without its ASCII most of a long text in Latin letters is gone, in a tenth of the time.
    others = text.encode("utf-8", "surrogatepass").translate(None, _ASCII)
    return not _MAYBE.search(others.decode("utf-8", "surrogatepass"))


def _found(text: str, *, is_part: bool = False) -> list[int]:
    found: list[int] = []
    for odd in _ODD.finditer(text):
        if odd["odd"]:
            found.append(odd.start())
        elif _FILLERS.fullmatch(odd[0]):
            found += range(*odd.span())
    begin = 0
    turning: list[int] = []
    for line in () if is_part else text.splitlines(keepends=True):
        if _TURNS.search(line) and not any(map(is_rtl, line)):
            turning += [begin + turn.start() for turn in _TURNS.finditer(line)]
        begin += len(line)
    return found if turning and _is_mostly_rtl(text) else found + turning


def _is_mostly_rtl(text: str) -> bool:
    """Whether who reads the text reads it from right to left: then lines of figures turn, too."""
    letters = [sign for sign in _NO_WORDS.sub("", text) if sign.isalpha()]
    count = sum(map(is_rtl, letters))
    return count >= _SOME_WORDS and 2 * count >= len(letters)


def is_rtl(sign: str) -> bool:
    """Whether it is a letter that is read from right to left."""
    # The stroke that makes Arabic words longer looks like a dash where it stands alone.
    is_letter = sign > "\u0590" and sign != "\u0640" and sign.isalpha()
    return is_letter and unicodedata.bidirectional(sign) in {"R", "AL"}


def is_balanced(text: str) -> bool:
    """Whether each sign that begins a direction has one that ends it, so that it ends here."""
    return text.isascii() or balanced(text) == text


def balanced(text: str) -> str:
    """The text with every direction ended that begins in it, and none ended that does not."""
    if _is_plain(text):
        return text
    open_now: list[str] = []
    set_apart = 0
    kept = []
    for sign in text:
        if sign in _OPENS:
            open_now.append(_OPENS[sign])
            set_apart += _OPENS[sign] == _END_APART
        elif sign == _END_APART:
            if not set_apart:
                continue
            set_apart -= 1
            while open_now.pop() != sign:
                pass
        elif sign == _END_INSIDE:
            # It ends nothing outside of what is set apart.
            if not open_now or open_now[-1] != sign:
                continue
            open_now.pop()
        kept.append(sign)
    return "".join(kept) + "".join(reversed(open_now))


def name_of_sign(sign: str) -> str:
    """A character that nobody sees, as a message tells of it."""
    return f"U+{ord(sign):04X}, {unicodedata.name(sign, 'without a name').lower()}"
