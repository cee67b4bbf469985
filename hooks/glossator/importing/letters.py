"""How likely a text is one of its encoding: the letters that such texts have, and have not."""

from __future__ import annotations

import re
from collections.abc import Callable
from dataclasses import dataclass

_HIGH = re.compile("[^\x00-\x7f]+")
# Signs that texts of small alphabets use outside of ASCII.
_SIGNS = frozenset(
    "\u2018\u2019\u201c\u201d\u201e\u201a\u2013\u2014\u2026\u2022\u2122\u20ac\xa0«»§©®°·№"
)
# Those that stand inside of words.
_JOINING = frozenset("\u2018\u2019\u2013\u2014·\xad´")
_WIDE_SIGNS = _SIGNS | frozenset(
    "\u3000、。，．；：？！（）《》〈〉「」『』【】〔〕―～￥％〇＋－／＝＆０１２３４５６７８９ー々〜"
)


def rarity_of(text: str, codec: str) -> float:
    """How many of the letters outside of ASCII, from 0 to 1, hardly ever occur in such texts."""
    runs = [run for run in _HIGH.finditer(text) if run[0].strip("\xa0")]
    letters = "".join(run[0] for run in runs)
    alphabet = _ALPHABETS.get(codec)
    if not letters or not (alphabet or codec in _WIDE):
        return 0.0
    if alphabet is None:
        is_common = _WIDE[codec]
        return sum(not is_common(letter) for letter in letters) / len(letters)
    rare = sum(letter not in alphabet.letters for letter in letters)
    for run in runs:
        around = text[max(0, run.start() - 1) : run.start()] + text[run.end() : run.end() + 1]
        touching = sum(map(str.isalpha, around))
        if alphabet.is_latin:
            # Words have an accent or two, and no signs inside of them.
            rare += len(run[0]) * (sum(map(str.isalpha, run[0])) > _MOST_ACCENTS)
            rare += touching == 2 and not run[0].isalpha() and not _JOINING & set(run[0])
        else:
            # In the wrong code small letters become capitals; and in words of ASCII there are
            # none of another alphabet.
            rare += sum(map(str.isupper, run[0][1:]))
            rare += run[0].isalpha() * touching
    return min(rare / len(letters), 1.0)


def frequency_of(text: str, codec: str) -> float:
    """How many of the letters outside of ASCII, from 0 to 1, are those that every text has."""
    alphabet = _ALPHABETS.get(codec)
    frequent = alphabet.frequent if alphabet else _FREQUENT.get(codec, "")
    letters = "".join(_HIGH.findall(text))
    return sum(letter in frequent for letter in letters) / len(letters) if letters else 0.0


# Letters with accents that a word has side by side.
_MOST_ACCENTS = 2


@dataclass(frozen=True, slots=True)
class _Alphabet:
    letters: frozenset[str]
    frequent: str
    is_latin: bool = False


def _between(first: str, last: str, others: str = "") -> frozenset[str]:
    return _SIGNS | frozenset(map(chr, range(ord(first), ord(last) + 1))) | frozenset(others)


_WESTERN = _Alphabet(
    _SIGNS
    | frozenset("ÀÁÂÃÄÅÆÇÈÉÊËÌÍÎÏÑÒÓÔÕÖØÙÚÛÜÝßàáâãäåæçèéêëìíîïñòóôõöøùúûüýÿŒœŠšŽž")
    | frozenset("£¿¡½¼¾±×²³ªºðþÐÞ´¨¸"),
    "éèàçêâîôûëïüöäßñóíáúãõåæø",
    is_latin=True,
)
_TURKISH = _Alphabet(_WESTERN.letters | frozenset("ĞğİıŞş"), "ıığşçöü", is_latin=True)
_CENTRAL = _Alphabet(
    _SIGNS
    | frozenset(
        "ÁÂÄÇÉËÍÎÓÔÖÚÜÝßáâäçéëíîóôöúüýĂăĄąĆćČčĎďĐđĘęĚěĹĺĽľŁłŃńŇňŐőŔŕŘřŚśŞşŠšŢţŤťŮůŰűŹźŻżŽž"
    ),
    "áéíóöőúüűąęłśżźćńčěšřžýůđăâîşţ",
    is_latin=True,
)
_CYRILLIC = _Alphabet(_between("\u0410", "\u044f", "ЁёІіЇїЄєҐґЎў"), "аеинорствл")
_GREEK = _Alphabet(_between("\u0386", "\u03ce"), "αειονρστυςπκ")
_HEBREW = _Alphabet(_between("\u05d0", "\u05ea"), "יוהלארתבמש")
_ARABIC = _Alphabet(_between("\u0621", "\u0652", "،؛؟"), "اليمونرتبة")
_THAI = _Alphabet(_between("\u0e01", "\u0e5b"), "ารนกเอ่ว้มท")
_ALPHABETS = {
    "cp1252": _WESTERN,
    "cp1254": _TURKISH,
    "iso8859-2": _CENTRAL,
    "cp1250": _CENTRAL,
    "cp1251": _CYRILLIC,
    "koi8-r": _CYRILLIC,
    "koi8-u": _CYRILLIC,
    "iso8859-5": _CYRILLIC,
    "mac-cyrillic": _CYRILLIC,
    "cp866": _CYRILLIC,
    "iso8859-7": _GREEK,
    "cp1253": _GREEK,
    "iso8859-8": _HEBREW,
    "cp1255": _HEBREW,
    "iso8859-6": _ARABIC,
    "cp1256": _ARABIC,
    "cp874": _THAI,
    "tis-620": _THAI,
}


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


# The rows with the 3,755, 5,401, 2,965 and 2,350 characters that each standard calls frequent.
_WIDE: dict[str, Callable[[str], bool]] = {
    "gb18030": _in_rows("gb2312", 0xB0, 0xD7),
    "big5hkscs": _in_rows("big5", 0xA4, 0xC6),
    "cp932": _is_japanese,
    "euc_jp": _is_japanese,
    "cp949": _in_rows("euc-kr", 0xB0, 0xC8),
}
# Of Chinese about every fourth character is one of these, of the others every other.
_KANA = "".join(map(chr, range(0x3041, 0x3097)))
_FREQUENT = {
    "gb18030": "的一是在不了有和人这中大为上个国我以要他时来用们生到作地于出就分对成会",
    "big5hkscs": "的一是在不了有和人這中大為上個國我以要他時來用們生到作地於出就分對成會",
    "cp932": _KANA,
    "euc_jp": _KANA,
    "cp949": "이다는의을에가고하은지로를한도기사서리어인자시나정대있일해으그아제부수라게보",
}
