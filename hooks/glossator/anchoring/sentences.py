"""Where sentences begin and end in a text, in any script, by its characters alone."""

from __future__ import annotations

import re
from functools import cache

# Han, kana and Hangul: scripts that have no capital letters.
_CASELESS = "\u3040-\u30ff\u3400-\u4dbf\u4e00-\u9fff\uac00-\ud7af\uf900-\ufaff"
_ENDS = ".!?…。！？｡"
_CLOSERS = "\"'”’»›)]」』】》〉）"
# Each run of signs is looked at once, which keeps a page of points linear. It begins with a set
# of characters, as the search for these skips all others quickly.
_SIGNS_OF_END = re.compile(
    rf"(?P<signs>[{_ENDS}][{_ENDS}]*+)[{re.escape(_CLOSERS)}]*+"
    r"(?=(?P<gap>[^\S\n]*+)(?P<next>\S?))"
)
# Characters that are looked through for the end of the sentence before, which is mostly there.
_NEAR = 120
# In Chinese and Japanese no blank follows.
_WIDE = frozenset("。！？｡")
# What may be part of the end of a sentence.
_SIGNS = _ENDS + _CLOSERS
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


def sentence_around(text: str, begin: int, end: int) -> tuple[int, int]:
    """From the beginning of the sentence in which words stand to the end of the last such one.

    As if all of `sentence_spans` were looked through, but that no others are. The words from
    `begin` to `end` are part of it with blanks around them; blanks alone stand by themselves.
    """
    words = text[begin:end]
    first = begin + len(words) - len(words.lstrip())
    last = begin + len(words.rstrip()) - 1
    if last < first:
        return begin, end
    return min(begin, _begin_of(text, first)), max(end, _end_of(text, last))


def _begin_of(text: str, at: int) -> int:
    """Where the sentence begins in which the letter or sign at `at` stands."""
    line = text.rfind("\n", 0, at) + 1
    near = _NEAR
    while True:
        start = max(line, at - near)
        for found in reversed([*_SIGNS_OF_END.finditer(text, start, at + 1)]):
            # A run of signs that is cut by where it was looked for is not known to be one.
            is_whole = found.start() > start or start == line
            if found.end() <= at and is_whole and _ends_sentence(text, found):
                return _next_letter(text, found.end())
        if start == line:
            return _next_letter(text, line)
        near *= 4  # so that in all a long sentence is looked through twice at most


def _end_of(text: str, at: int) -> int:
    """Where the sentence ends in which the letter or sign at `at` stands."""
    line_end = text.find("\n", at)
    if line_end < 0:
        line_end = len(text)
    start = at
    if text[at] in _SIGNS:
        line = text.rfind("\n", 0, at) + 1
        start = line + len(text[line:at].rstrip(_SIGNS))
    for found in _SIGNS_OF_END.finditer(text, start, line_end):
        if found.end() > at and _ends_sentence(text, found):
            return found.end()
    return at + len(text[at:line_end].rstrip())


def _next_letter(text: str, at: int) -> int:
    while text[at].isspace():
        at += 1
    return at


def _add_trimmed(spans: list[tuple[int, int]], text: str, begin: int, end: int) -> None:
    part = text[begin:end]
    words = part.strip()
    if words:
        begin += len(part) - len(part.lstrip())
        spans.append((begin, begin + len(words)))


def _ends_sentence(text: str, found: re.Match[str]) -> bool:
    """Whether the signs that were found end a sentence before the line ends."""
    signs, gap, following = found.groups()
    if signs != "." and not _WIDE.isdisjoint(signs):
        return True
    if not gap or following.islower():
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
