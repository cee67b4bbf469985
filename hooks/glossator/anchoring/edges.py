"""Where a quote may begin or end in a text, in any script, by its characters alone.

Scripts with blanks part at words. Chinese and Japanese part between any two characters, Thai
and its like between syllables, as far as the spelling tells them; how likely a place is
there is a matter of degree. The browser's form has the same in `contribute/edges.js`.
"""

from __future__ import annotations

import re
import unicodedata
from functools import cache

NEVER = 9.0
"""The cost of what is no edge."""

# In edits: all below one, as an edge alone outweighs no character.
AT_A_SIGN = 0.3
LIKELY = 0.1
POSSIBLE = 0.2
# Quotes may leave out what Korean writes behind a word; nobody parts a number or a loanword.
UNLIKELY = 0.5

# Characters from before and behind by which a syllable is known.
_NEAR = 6
# Thai, Lao, Burmese, Khmer: no blanks between words, and vowels all around a consonant.
_SYLLABIC = re.compile("[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")
_KINDS = (
    "(?P<han>[\u3005-\u3007\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff])"
    "|(?P<hiragana>[\u3041-\u309f])|(?P<katakana>[\u30a1-\u30ff\u31f0-\u31ff\uff66-\uff9f])"
    f"|(?P<syllabic>{_SYLLABIC.pattern})"
    "|(?P<korean>[\u1100-\u11ff\u3130-\u318f\uac00-\ud7ff])"
    "|(?P<digit>[0-9])"
)
# What belongs to the character before it: small kana, signs of length, voice and repetition,
# Thai and Lao vowels that are written behind, colours of emoji.
_LEANS_BACK = re.compile(
    "[ぁぃぅぇぉゃゅょゎゝゞァィゥェォャュョヮヵヶー々ヽヾ\u31f0-\u31ff\uff67-\uff70\uff9e\uff9f"
    "\u0e2f\u0e30\u0e32\u0e33\u0e45\u0e46\u0eaf\u0eb0\u0eb2\u0eb3\u0ebd\u0ec6\U0001f3fb-\U0001f3ff]"
)
# Of Thai and Lao: consonants, vowels written before theirs, tone marks.
_CONSONANT = "[\u0e01-\u0e2e\u0e81-\u0eae]"
_LEADING = "[\u0e40-\u0e44\u0ec0-\u0ec4]"
_STANDS_BEFORE = re.compile(f"{_LEADING}|[\u1039\u17d2]")
_TONE = "[\u0e48-\u0e4b\u0ec8-\u0ecb]"
_CLUSTER = "[กขคตทปผพส][รลว]|ห[งญนมยรลว]"
# Behind these a syllable goes on.
_IS_OPEN = re.compile(
    # Burmese and Khmer letters stand on one another.
    f"(?:{_STANDS_BEFORE.pattern}"
    # Vowels that are written so only before a last letter: -ั- -ื- -็- (but for ก็), เ-ิ- เ-ีย.
    f"|(?:[\u0e31\u0e37\u0eb1]|(?:[^ก]|[เแ]ก)\u0e47|เ(?:[ก-ฮ]|{_CLUSTER})[\u0e34\u0e35]){_TONE}?"
    # A tone mark without a vowel, as in ก่อน.
    f"|(?<!{_LEADING})(?<!{_LEADING}{_CONSONANT}){_CONSONANT}{_TONE})$"
)
# With these no syllable begins: silent letters (์) and, in Burmese, last ones; a last letter.
_IS_CLOSING = re.compile(
    "[ก-ฮ]{1,2}[\u0e34\u0e38]?\u0e4c|(?![ณธ])[ก-ฮ](?![\u0e00-\u0e7f])"
    "|[\u0e81-\u0eae]{1,2}\u0ecc|[\u1000-\u102a][\u1037\u1038]?[\u1039\u103a]"
)
# With these hardly one begins: a consonant before the vowel of the next one, clusters apart.
_IS_FINAL = re.compile(
    f"(?!{_CLUSTER}|อย|[ณฤ])[ก-ฮ](?:{_LEADING}|[ก-ฮ][\u0e30-\u0e3a\u0e47-\u0e4e])"
)
_IS_BEGINNING = re.compile(_LEADING)
_IS_ENDED = re.compile("[\u0e30\u0e33\u0e46\u0e2f\u0e4c\u0eb0\u0eb3\u0ec6]$")
_NUMERALS = frozenset("〇零一二三四五六七八九十百千万萬亿億兆")
# Words of one character beside which a Chinese phrase begins or ends.
_PARTICLES = frozenset("的了在和与是将被把并也而")
# Behind these a Japanese phrase ends.
_ENDINGS = frozenset("はがをにでとものへ")


def edge_cost(text: str, index: int, *, is_end: bool) -> float:
    """How unlikely a quote begins at `index`, or ends there, in edits; or `NEVER`."""
    inside, outside = (index - 1, index) if is_end else (index, index - 1)
    if not 0 <= inside < len(text) or text[inside].isspace():
        return NEVER
    at_sign = 0.0 if is_letter(text[inside]) else AT_A_SIGN
    if not 0 <= outside < len(text):
        return at_sign
    before, behind = text[index - 1], text[index]
    pair = before + behind
    if pair.isascii() and pair.isalnum():
        return NEVER  # the rule below, sooner
    if _belongs_to_the_one_before(behind):
        return NEVER
    if is_letter(before) and is_letter(behind):
        return _between_letters(text, index, is_end=is_end)
    if behind in ".," and before.isdigit() and text[index + 1 : index + 2].isdigit():
        return UNLIKELY
    if before in ".," and behind.isdigit() and text[max(0, index - 2) : index - 1].isdigit():
        return UNLIKELY
    return at_sign


def is_letter(character: str) -> bool:
    """Whether it is part of a word (vowels are marks in Hindi, Thai, Arabic and Hebrew)."""
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def is_in_word(before: str, behind: str) -> bool:
    """Whether two neighbours are of one word or, where no blanks part words, of one syllable.

    Chinese and kana need no more; of syllables, what two characters tell.
    """
    if not (is_letter(before) and is_letter(behind)):
        return False
    if _SYLLABIC.match(before):
        return bool(_STANDS_BEFORE.match(before)) or _belongs_to_the_one_before(behind)
    return not (_is_unspaced(before) or _is_unspaced(behind))


def _is_unspaced(character: str) -> bool:
    return "\u3040" <= character <= "\u9fff" or bool(_SYLLABIC.match(character))


def _belongs_to_the_one_before(character: str) -> bool:
    if character <= "~":
        return False
    return unicodedata.category(character)[0] == "M" or bool(_LEANS_BACK.match(character))


def _between_letters(text: str, index: int, *, is_end: bool) -> float:
    before, behind = text[index - 1], text[index]
    one, other = _kind(before), _kind(behind)
    if one == other == "syllabic":
        return _between_syllables(text[max(0, index - _NEAR) : index], text[index : index + _NEAR])
    if one == other == "han":
        if before in _NUMERALS and behind in _NUMERALS:
            return UNLIKELY
        return LIKELY if before in _PARTICLES or behind in _PARTICLES else POSSIBLE
    if (one, other) == ("han", "hiragana"):
        return POSSIBLE if is_end else UNLIKELY  # a particle, or the end of the word
    if one == "hiragana":
        return LIKELY if other != one or before in _ENDINGS else POSSIBLE
    if one == other:
        return UNLIKELY if one in ("korean", "katakana") else NEVER
    if {one, other} <= {"", "digit"}:
        return NEVER
    return POSSIBLE


def _between_syllables(before: str, behind: str) -> float:
    if _IS_OPEN.search(before) or _IS_CLOSING.match(behind):
        return NEVER
    if _IS_FINAL.match(behind):
        return UNLIKELY
    if _IS_BEGINNING.match(behind) or _IS_ENDED.search(before):
        return LIKELY
    return POSSIBLE


def _kind(character: str) -> str:
    found = _kinds().match(character)
    return (found.lastgroup or "") if found else ""


# Sets of so many characters take a hundredth of a second to make, which a start can spare.
@cache
def _kinds() -> re.Pattern[str]:
    return re.compile(_KINDS)
