"""Places that look like a quote that was not found: for messages, never for anchoring."""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator
from functools import lru_cache

from rapidfuzz import fuzz
from rapidfuzz.distance import OSA, LCSseq

from glossator.anchoring.edges import AT_A_SIGN, NEVER, edge_cost, is_letter
from glossator.anchoring.suggestion import Suggestion
from glossator.anchoring.text import NormalizedText

# Enough to choose from in a message; more is noise.
MOST = 3
# So many characters have many places that are as like, until more than their letters is
# looked at; so many of these are.
SHORT = 12
MOST_TRIED = 8
# In percent of letters that both have. Below this, what is alike is mostly the language.
LEAST_SCORE = 60.0
# A place with the very words and another context beats every merely similar one.
VERBATIM_SCORE = 90.0
# How many words a similar window may gain or lose at each end.
REACH = 4
# Characters that count as one word where no blanks tell.
WORD = 3
# Comparing takes the length of the quote times that of the text, and more. Beyond this
# product, a tenth of a second, only the quote's beginning and end are looked for, as many
# characters of each as the comparison reads in one go.
MOST_COMPARED = 20_000_000
LONGEST_END = 64
# Characters of context that tell places apart; more only takes longer.
LONGEST_CONTEXT = 200
# Characters around a window in which to look for the ends of words.
FARTHEST_EDGE = 500
# More repeats than this of the same words cannot be told apart in a message.
MOST_REPEATS = 200

_STRAY_BLANK = re.compile("(?<=[\u3005-\u30ff\u3400-\u9fff]) (?=[\u3005-\u30ff\u3400-\u9fff])")
# Letters and figures as wide as Chinese ones, and narrow kana.
_OTHER_WIDTH = re.compile("[\uff10-\uff19\uff21-\uff3a\uff41-\uff5a\uff66-\uff9d]")


def suggest_places(
    normal: NormalizedText, exact: str, prefix: str, suffix: str
) -> list[Suggestion]:
    """Up to three places in `normal` like `exact`, best first, at whole words.

    Where no blanks part the words they begin and end at characters, in Thai at syllables.
    Places where the very words stand come first, those with the likest context at the
    top; without any, the likest windows of the text.
    """
    exact = exact.strip()
    if not exact:
        return []
    prefix, suffix = prefix[-LONGEST_CONTEXT:], suffix[:LONGEST_CONTEXT]
    places: list[tuple[float, int, int]] = []
    for begin in _verbatim(normal.text, exact):
        end = begin + len(exact)
        likeness = _context_likeness(normal.text, begin, end, prefix, suffix)
        score = VERBATIM_SCORE + likeness * (100 - VERBATIM_SCORE) / 100
        places.append((score, begin, end))
    if not places:
        places = _similar(normal.text, exact, prefix, suffix)
    places.sort(key=lambda place: (-place[0], place[1]))
    return [
        Suggestion(*normal.source_span(begin, end), round(score, 1))
        for score, begin, end in places[:MOST]
    ]


def _verbatim(text: str, exact: str) -> list[int]:
    hits: list[int] = []
    begin = text.find(exact)
    while begin >= 0 and len(hits) < MOST_REPEATS:
        hits.append(begin)
        begin = text.find(exact, begin + len(exact))
    return hits


def _context_likeness(text: str, begin: int, end: int, prefix: str, suffix: str) -> float:
    """How alike the surroundings are, from 0 to 100."""
    scores = []
    if prefix:
        scores.append(fuzz.ratio(prefix, text[max(0, begin - len(prefix)) : begin]))
    if suffix:
        scores.append(fuzz.ratio(suffix, text[end : end + len(suffix)]))
    return sum(scores) / len(scores) if scores else 100.0


def _similar(text: str, exact: str, prefix: str, suffix: str) -> list[tuple[float, int, int]]:
    places: list[tuple[float, int, int]] = []
    folded, wanted = _folded(text), _folded(exact)
    if len(folded) != len(text):
        folded = text  # a letter changed its length: compare with case instead
        wanted = exact
    # Nobody means a blank there: it comes from a line's end, or from a file with wide letters.
    wanted = _STRAY_BLANK.sub("", wanted)
    rest = folded
    for _ in range(MOST if len(wanted) > SHORT else MOST_TRIED):
        window = _likest(rest, wanted)
        if window is None:
            break
        begin, end, score = window
        if score:
            likeness = _context_likeness(text, begin, end, prefix, suffix)
            # The words count for far more than what stands around them.
            total = 0.9 * score + 0.1 * likeness
            places.append((total * VERBATIM_SCORE / 100, begin, end))
        rest = rest[:begin] + "\0" * (end - begin) + rest[end:]
    return places


# A check asks for the same article with each of its lost quotes.
@lru_cache(maxsize=8)
def _folded(text: str) -> str:
    """The text without what nobody means by a slip: small letters, and of the usual width."""
    return _OTHER_WIDTH.sub(lambda found: unicodedata.normalize("NFKC", found[0]), text).lower()


def _likest(text: str, wanted: str) -> tuple[int, int, float] | None:
    """The window of `text` that is most like `wanted`, between edges, with its score."""
    if len(wanted) <= 2 * LONGEST_END or len(wanted) * len(text) <= MOST_COMPARED:
        window = fuzz.partial_ratio_alignment(wanted, text, score_cutoff=LEAST_SCORE)
        if window is None or window.dest_start >= window.dest_end:
            return None
        return _refine(text, wanted, window.dest_start, window.dest_end)
    first = _likest(text, wanted[:LONGEST_END])
    if first is None:
        return None
    begin = first[0]
    last = _likest(text[begin : begin + 2 * len(wanted)], wanted[-LONGEST_END:])
    if last is None:
        return None
    is_like = first[2] and last[2]
    return begin, begin + last[1], (first[2] + last[2]) / 2 if is_like else 0.0


def _refine(text: str, wanted: str, begin: int, end: int) -> tuple[int, int, float]:
    """The window moved to the edges nearby between which it is most like `wanted`."""
    begins = list(_edges(text, begin, is_end=False, is_sign=not is_letter(wanted[0])))
    ends = list(_edges(text, end, is_end=True, is_sign=not is_letter(wanted[-1])))
    # Of a long one, only the stretch at either end tells where that end is.
    is_short = len(wanted) <= 2 * LONGEST_END
    head, tail = (wanted, wanted) if is_short else (wanted[:LONGEST_END], wanted[-LONGEST_END:])
    head_stop, tail_start = begin + LONGEST_END, end - LONGEST_END
    low, high = begin, end
    # One end with the other held, until neither moves; three times is enough.
    for _ in range(3):
        last = low, high
        stop = high if is_short else head_stop
        costs = [(at + _distance(head, text[i:stop]), i) for i, at in begins if i < stop]
        low = min(costs, default=(0, low))[1]
        start = low if is_short else tail_start
        costs = [(at + _distance(tail, text[start:i]), i) for i, at in ends if i > start]
        high = min(costs, default=(0, high))[1]
        if (low, high) == last:
            break
    score = _likeness(wanted, text[low:high]) if begins and ends else 0.0
    return (low, high, score) if score else (begin, end, 0.0)


def _likeness(wanted: str, window: str) -> float:
    """From 0 to 100; 0 too where what is alike is mostly the language."""
    if fuzz.ratio(wanted, window) < LEAST_SCORE:
        return 0.0
    farthest = 1.5 * max(len(wanted), len(window))
    return 100 * max(0.0, 1 - _distance(wanted, window) / farthest)


def _distance(wanted: str, window: str) -> float:
    """How far the window is from what is wanted, in edits; two neighbours swapped are one.

    What is wanted and not there counts again, or the end of a quote would be as well left out
    as found with a slip in it. What is there and not wanted counts a little where it is more
    than one character: a strange end of a quote does not match whatever stands in its place.
    """
    kept = LCSseq.similarity(wanted, window)
    lost, new = len(wanted) - kept, len(window) - kept
    unequal = 0.05 * abs(lost - new) + 0.2 * max(0, new - 1)
    return OSA.distance(wanted, window) + 0.5 * lost + unequal


def _edges(text: str, near: int, *, is_end: bool, is_sign: bool) -> Iterator[tuple[int, float]]:
    """Offsets around `near` where a quote may end, or begin, with what that costs.

    If `is_sign`, it ends in a sign.
    """
    for step in (-1, 1):
        index, found = near + (step > 0), 0.0
        farthest = FARTHEST_EDGE * step + index
        while 0 <= index <= len(text) and found < REACH and index != farthest:
            cost = edge_cost(text, index, is_end=is_end)
            if cost < NEVER:
                yield index, 0.0 if is_sign and cost == AT_A_SIGN else cost
                found += 1 if cost in (0.0, AT_A_SIGN) else 1 / WORD
            index += step
