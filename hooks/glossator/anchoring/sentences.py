"""Where sentences begin and end in a text, in any script, by its characters alone."""

from __future__ import annotations

import re
from functools import cache

# Han, kana and Hangul: scripts that have no capital letters.
_CASELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_CLOSERS = r"""["'”’»›)\]」』】》〉）]"""
# Each run of signs is looked at once, which keeps a page of points linear.
_SIGNS_OF_END = re.compile(
    rf"(?P<signs>[.!?…。！？｡]++){_CLOSERS}*+(?=(?P<gap>[^\S\n]*+)(?P<next>\S?))"
)
# In Chinese and Japanese no blank follows.
_WIDE = frozenset("。！？｡")
_LINE = re.compile(r"[^\n]+")
# The word before a point; no abbreviation is longer.
_LAST_WORD = re.compile(r"[^\s(\[\"“‘']*$")
LONGEST_ABBREVIATION = 12
# What always goes on: titles, "No. 5", months, "vs.".
_GOES_ON = frozenset(
    (
        *("mr", "mrs", "ms", "dr", "prof", "st", "sen", "rep", "gov", "gen", "col", "lt", "capt"),
        *("sgt", "hon", "rev", "messrs", "mme", "no", "nos", "vol", "fig", "art", "vs", "cf"),
        *("e.g", "i.e", "approx", "ca", "jan", "feb", "mar", "apr", "jun", "jul", "aug", "sep"),
        *("sept", "oct", "nov", "dec"),
    )
)
# What may stand at the end of a sentence as well: only a word that opens one tells.
_MAY_END = frozenset(
    ("inc", "corp", "co", "ltd", "plc", "jr", "sr", "etc", "al", "bros", "a.m", "p.m", "ph.d")
)
_INITIALS = re.compile(r"[^\W\d_](?:\.[^\W\d_])*")
_OPENERS = frozenset(
    (
        *("a", "after", "also", "an", "and", "as", "at", "but", "by", "for", "from", "he", "her"),
        *("his", "however", "if", "in", "it", "its", "last", "many", "meanwhile", "most", "no"),
        *("of", "on", "one", "our", "she", "since", "so", "some", "still", "that", "the"),
        *("their", "then", "there", "these", "they", "this", "those", "to", "we", "what", "when"),
        *("while", "who", "with", "yet", "you"),
    )
)


# Sets of so many characters take a hundredth of a second to make, which a start can spare.
@cache
def _word() -> re.Pattern[str]:
    return re.compile(
        rf"[{_CASELESS}]+|[^\W\d_{_CASELESS}](?:[^\W_{_CASELESS}]|['’&.-](?=[^\W_{_CASELESS}]))*"
    )


def words_of(text: str) -> list[str]:
    """The words of a text; of scripts without capital letters, runs of their characters."""
    return _word().findall(text)


def sentence_spans(text: str) -> list[tuple[int, int]]:
    """Where in `text` each sentence stands, blanks around it left out.

    A line feed ends a sentence: headings and captions are sentences of their own. Linear.
    """
    spans: list[tuple[int, int]] = []
    for line in _LINE.finditer(text):
        begin = line.start()
        for found in _SIGNS_OF_END.finditer(text, line.start(), line.end()):
            if _ends_sentence(text, found):
                _add_trimmed(spans, text, begin, found.end())
                begin = found.end()
        _add_trimmed(spans, text, begin, line.end())
    return spans


def _add_trimmed(spans: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    part = text[begin:end]
    words = part.strip()
    if words:
        begin += len(part) - len(part.lstrip())
        spans.append((begin, begin + len(words)))


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether the signs that were found end a sentence before the line ends."""
    signs = found["signs"]
    if not _WIDE.isdisjoint(signs):
        return True
    if not found["gap"] or found["next"].islower():
        return False
    if signs != ".":
        return True
    # Of an abbreviation in brackets, "(Apple Inc.) The", the bracket changes nothing.
    before = text[max(0, found.start() - LONGEST_ABBREVIATION) : found.start()]
    last = _LAST_WORD.search(before)
    word = last[0].casefold() if last else ""
    if word in _GOES_ON:
        return False
    if word in _MAY_END or _INITIALS.fullmatch(word):
        opener = _word().match(text, found.start("next"))
        return opener is not None and opener[0].casefold() in _OPENERS
    return True
