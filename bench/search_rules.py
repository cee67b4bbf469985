"""When a record is right for a query.

The rules are small and share nothing with the library's, so that a fault in one is seen:

- Letters count without case and accents; wide forms as narrow ones, curly quotes as plain ones.
- Words of scripts with blanks count whole, in any order, in any field of one record; the last
  one as the beginning of a word, as it may still be typed.
- An English word counts in its plural and its singular.
- A run of Han, kana, Hangul or Thai counts wherever it stands.
- A figure with a currency or percent sign counts with that sign only.
- What a sign joins (`T-Head`) counts with the same sign, and written as one word.
- What stands in quote marks counts as these very words in a row.

For some records people may differ: words in a row with a comma between them, a run across a
line's end. They are no fault in what is found, and none is missed that is not.
"""

from __future__ import annotations

import re
import unicodedata
from abc import ABC, abstractmethod
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from glossator.searching.records import SearchRecord

_PLAIN = str.maketrans(
    {
        **dict(zip("łøđðı", "loddi", strict=True)),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("“”„‟", '"'),
        **dict.fromkeys("‐‑‒–—―−", "-"),
    }
)
_PLURALS = {"man": "men", "woman": "women", "child": "children", "foot": "feet", "life": "lives"}
_IRREGULAR = _PLURALS | {plural: noun for noun, plural in _PLURALS.items()}
_UNSPACED = "\u0e00-\u0e7f\u3005-\u30ff\u3400-\u9fff\uac00-\ud7a3"
_MARKS = "\u0900-\u0903\u093a-\u094f\u0951-\u0957\u0962\u0963"
_LETTER = rf"(?:[^\W_{_UNSPACED}]|[{_MARKS}])"
# A point or comma between two digits is of the figure.
_WORD = re.compile(rf"(?:[^\W_{_UNSPACED}]++|[{_MARKS}]++|(?<=\d)[.,](?=\d))++")
_RUN = re.compile(rf"[{_UNSPACED}]+")
_PIECE = re.compile(rf"[{_UNSPACED}]+|[$€£¥]?{_WORD.pattern}%?")
# What a sign joins: `T-Head`, `AT&T`, `O'Neill`.
_JOINED = re.compile(rf"{_WORD.pattern}(?:[-'.&/]{_WORD.pattern})*")
_JOINT = re.compile("[-'.&/]")


@dataclass(frozen=True, slots=True)
class Texts:
    """A record's fields, folded, with the words in all of them."""

    fields: tuple[str, ...]
    words: frozenset[str]
    spelled: str

    def begin(self, beginnings: Iterable[str]) -> bool:
        """Whether a word begins like one of these."""
        return any(f"\0{beginning}" in self.spelled for beginning in beginnings)

    def have_figure(self, figure: str) -> bool:
        """Whether the figure is a word, however its thousands are parted."""
        return figure.isdigit() and any(word.replace(",", "") == figure for word in self.words)

    def have(self, pattern: re.Pattern[str]) -> bool:
        """Whether the pattern is in one of the fields."""
        return any(map(pattern.search, self.fields))


@dataclass(frozen=True, slots=True)
class Key:
    """What a record cannot be right without: the quick question, before the thorough one.

    Attributes:
        words: One of these as a word,
        beginnings: or a word that begins with one of these;
        run: where both are empty, these characters.
    """

    words: frozenset[str] = frozenset()
    beginnings: tuple[str, ...] = ()
    run: str = ""


class Part(ABC):
    """One thing that a query asks for; a record has to have all of them."""

    key: Key

    @abstractmethod
    def fits(self, texts: Texts, *, loose: bool) -> bool:
        """Whether the record has it; with `loose`, whether some would say so."""


class Word(Part):
    """A word in any of its forms, or the beginning of one."""

    def __init__(self, word: str, *, is_last: bool) -> None:
        self.forms = forms(word)
        self.beginning = word if is_last else ""
        self.key = Key(self.forms, (word,) if is_last else ())

    def fits(self, texts: Texts, *, loose: bool) -> bool:  # noqa: D102 - as above
        if not self.forms.isdisjoint(texts.words):
            return True
        if loose and self.beginning:
            # Of the singular, where the plural was typed; and `1994` is `1,994`.
            return texts.begin(self.forms) or texts.have_figure(self.beginning)
        return bool(self.beginning) and texts.begin([self.beginning])


class Run(Part):
    """Characters of a script without blanks, wherever they stand."""

    def __init__(self, run: str) -> None:
        self.run = run
        self.loose = re.compile(r"[\W_]*".join(map(re.escape, run)))
        self.key = Key(run=run)

    def fits(self, texts: Texts, *, loose: bool) -> bool:  # noqa: D102 - as above
        return any(self.run in field for field in texts.fields) or (
            loose and texts.have(self.loose)
        )


class Row(Part):
    """Words in a row: in quote marks, joined by a sign, or with a sign of currency."""

    def __init__(self, text: str, *, is_last: bool = False, is_phrase: bool = False) -> None:
        pieces = _PIECE.findall(text)
        words = _WORD.findall(text)
        is_open = is_last and bool(words) and text.endswith(words[-1])
        begin = _edge(text[0], before=True)
        end = "" if is_open else _edge(text[-1])
        # Another sign, or a blank, does what this sign does only for some.
        self.strict = re.compile(begin + re.escape(text) + end)
        self.loose = re.compile(_edge(pieces[0][0], before=True) + _row(pieces) + end)
        is_joined = len(words) > 1 and _JOINED.fullmatch(text) and not is_phrase
        self.whole = Word(_JOINT.sub("", text), is_last=False) if is_joined else None
        self.key = self._key(pieces, words, is_open)

    def _key(self, pieces: list[str], words: list[str], is_open: bool) -> Key:
        if not words:
            return Key(run=max(pieces, key=len))
        if self.whole:
            return Key(self.whole.key.words | {words[0]})
        if len(words) == 1 and is_open:
            return Key(beginnings=(words[0],))
        return Key(frozenset({max(words[:-1] if is_open else words, key=len)}))

    def fits(self, texts: Texts, *, loose: bool) -> bool:  # noqa: D102 - as above
        if self.whole and self.whole.fits(texts, loose=loose):
            return True
        return texts.have(self.loose if loose else self.strict)


def fold(text: str) -> str:
    """The text without what does not count when it is compared."""
    text = text.casefold()
    if not text.isascii():
        apart = _accents().sub("", unicodedata.normalize("NFKD", text))
        text = unicodedata.normalize("NFC", apart)
        text = text.translate(_PLAIN)
    return " ".join(text.split())


@cache
def _accents() -> re.Pattern[str]:
    """Accents, points and vowel signs that people leave out: Latin, Hebrew, Arabic."""
    blocks = (range(0x300, 0x370), range(0x590, 0x700))
    marks = [code for block in blocks for code in block if unicodedata.category(chr(code)) == "Mn"]
    # And the Arabic stroke that makes a word longer.
    return re.compile(f"[{''.join(map(chr, marks))}\u0640]+")


def texts_of(record: SearchRecord) -> Texts:
    """What a record says, ready to be compared."""
    given = (record.title, record.quote, record.replacement, record.body)
    fields = tuple(fold(field) for field in given if field)
    words: set[str] = set()
    for text in fields:
        words.update(_JOINED.findall(text))
    for joined in filter(_JOINT.search, tuple(words)):
        parts = _WORD.findall(joined)
        if len(parts) > 1:  # `5.3` is one
            words.remove(joined)
            words |= {*parts, _JOINT.sub("", joined)}
    return Texts(fields, frozenset(words), "\0" + "\0".join(words))


def has_run(text: str) -> bool:
    """Whether some of a text is of a script without blanks."""
    return _RUN.search(text) is not None


def forms(word: str) -> frozenset[str]:
    """The word with its English plural and singular."""
    found = {word, _IRREGULAR.get(word, word)}
    if word.isascii() and word.isalpha() and len(word) > 2:
        found.add(f"{word}s")
        if word.endswith(("s", "x", "z", "ch", "sh")):
            found.add(f"{word}es")
        if word.endswith("y"):
            found.add(f"{word[:-1]}ies")
        if word.endswith("s") and not word.endswith("ss") and len(word) > 3:
            found.add(word[:-1])
            if word.endswith(("ses", "xes", "zes", "ches", "shes")):
                found.add(word[:-2])
            if word.endswith("ies"):
                found.add(f"{word[:-3]}y")
    return frozenset(found)


@cache
def parts_of(query: str) -> tuple[Part, ...]:
    """What a query asks for."""
    pieces = re.findall(r'"([^"]+)"|(\S+)', query)
    return tuple(
        Row(fold(phrase), is_phrase=True) if phrase else _typed(fold(word), at == len(pieces))
        for at, (phrase, word) in enumerate(pieces, 1)
    )


def _typed(word: str, is_last: bool) -> Part:
    """What stands between two blanks of a query."""
    if _RUN.fullmatch(word):
        return Run(word)
    if _WORD.fullmatch(word):
        return Word(word, is_last=is_last)
    return Row(word, is_last=is_last)


def _row(pieces: list[str]) -> str:
    """The pieces in a row: signs stand between two words, and may stand between others."""
    row = re.escape(pieces[0])
    for before, piece in pairwise(pieces):
        are_words = _WORD.match(before[-1]) and _WORD.match(piece)
        row += rf"[^\w{_MARKS}]{'+' if are_words else '*'}{re.escape(piece)}"
    return row


def _edge(character: str, *, before: bool = False) -> str:
    """That a word begins or ends here, where the character is of a word."""
    if not re.match(_LETTER, character):
        return ""
    if before:
        # `5` does not begin in `2.5`, nor `53` in the `$53` that somebody did not type.
        return rf"(?<!{_LETTER})(?<!\d[.,])" if character.isdigit() else rf"(?<!{_LETTER})"
    return rf"(?!{_LETTER})(?![.,]\d)" if character.isdigit() else rf"(?!{_LETTER})"


def is_right(query: str, texts: Texts, *, loose: bool = False) -> bool:
    """Whether a record with these texts should be found; with `loose`, whether it may be."""
    return all(part.fits(texts, loose=loose) for part in parts_of(query))
