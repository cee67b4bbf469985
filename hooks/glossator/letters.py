"""How likely a text is one of its encoding: the letters that such texts have, and have not."""

from __future__ import annotations

import re
from collections.abc import Callable

_HIGH = re.compile("[^\x00-\x7f]+")
_WESTERN_CODECS = frozenset({"cp1252", "cp1254"})
_CYRILLIC_CODECS = frozenset({"cp1251", "koi8-r"})
# Signs that texts of small alphabets use outside of ASCII.
_SIGNS = frozenset(
    "\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2022\u2122\u20ac\xa0«»§©®°·№"
)
_WESTERN = _SIGNS | frozenset(
    "ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽž£¿¡½¼¾±×²³ªºðþÐÞ´¨¸"
)
_WIDE_SIGNS = _SIGNS | frozenset(
    "\u3000、。，．；：？！（）《》〈〉「」『』【】〔〕―～￥％〇＋－／＝＆０１２３４５６７８９ー々〜"
)


def rarity_of(text: str, codec: str) -> float:
    """How many of the letters outside of ASCII, from 0 to 1, hardly ever occur in such texts."""
    is_common = _COMMON.get(codec)
    runs = [run for run in _HIGH.finditer(text) if run[0].strip("\xa0")]
    if not runs or is_common is None:
        return 0.0
    letters = "".join(run[0] for run in runs)
    rare = sum(not is_common(letter) for letter in letters)
    for run in runs:
        if codec in _WESTERN_CODECS:
            # Western words have an accent or two; what was another script is all accents.
            rare += len(run[0]) * (sum(map(str.isalpha, run[0])) > 2)
        elif codec in _CYRILLIC_CODECS:
            # In the other Cyrillic code small letters become capitals; and in words of another
            # alphabet there are none.
            rare += sum(map(str.isupper, run[0][1:]))
            around = text[run.start() - 1 : run.start()] + text[run.end() : run.end() + 1]
            rare += run[0].isalpha() * sum(map(str.isalpha, around))
    return min(rare / len(letters), 1.0)


def frequency_of(text: str, codec: str) -> float:
    """How many of the letters outside of ASCII, from 0 to 1, are those that every text has."""
    frequent = _FREQUENT.get(codec, "")
    letters = "".join(_HIGH.findall(text))
    return sum(letter in frequent for letter in letters) / len(letters) if letters else 0.0


def _in_rows(codec: str, first: int, last: int) -> Callable[[str], bool]:
    """Whether a character stands in these rows of a code, which hold the frequent ones."""

    def is_common(letter: str) -> bool:
        if letter in _WIDE_SIGNS:
            return True
        try:
            raw = letter.encode(codec)
        except UnicodeEncodeError:
            return False
        return len(raw) == 2 and first <= raw[0] <= last

    return is_common


_is_kanji = _in_rows("euc-jp", 0xB0, 0xCF)


def _is_japanese(letter: str) -> bool:
    return "\u3040" <= letter <= "\u30ff" or _is_kanji(letter)


def _is_cyrillic(letter: str) -> bool:
    return "\u0410" <= letter <= "\u044f" or letter in "ЁёІіЇїЄєҐґЎў" or letter in _SIGNS


# The rows with the 3,755, 5,401, 2,965 and 2,350 characters that each standard calls frequent.
_COMMON: dict[str, Callable[[str], bool]] = {
    "gb18030": _in_rows("gb2312", 0xB0, 0xD7),
    "big5hkscs": _in_rows("big5", 0xA4, 0xC6),
    "cp932": _is_japanese,
    "euc_jp": _is_japanese,
    "cp949": _in_rows("euc-kr", 0xB0, 0xC8),
    "cp1251": _is_cyrillic,
    "koi8-r": _is_cyrillic,
    "cp1252": _WESTERN.__contains__,
    "cp1254": (_WESTERN | frozenset("ĞğİıŞş")).__contains__,
}
# Of Chinese about every fourth character is one of these, of Korean and Cyrillic every other.
_KANA = "".join(map(chr, range(0x3041, 0x3097)))
_FREQUENT = {
    "gb18030": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会",
    "big5hkscs": "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會",
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": "이다는의을에가고하은지로를한도기사서리어인자시나정대있일해으그아제부수라게보",
    "cp1251": "аеинорствл",
    "koi8-r": "аеинорствл",
    "cp1252": "éèàçêâîôûëïüöäßñóíáúãõåæø",
    "cp1254": "ıığşçöü",
}
