"""Places that look like a quote that was not found: for messages, never for anchoring."""

from __future__ import annotations

from typing import NamedTuple

from rapidfuzz import fuzz

from glossator.anchoring.text import NormalizedText

# Enough to choose from in a message; more is noise.
MOST = 3
# Below this, what is alike is mostly the language.
LEAST_SCORE = 60.0
# A place with the very words and another context beats every merely similar one.
VERBATIM_SCORE = 90.0
# How many words a similar window may gain or lose at each end.
REACH = 4
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


class Suggestion(NamedTuple):
    """A place that looks like the quote.

    Attributes:
        start: Character offset into the text as it was given.
        end: Offset one past the last character.
        score: Likeness, from 0 to 100.
    """

    start: int
    end: int
    score: float

    @property
    def span(self) -> tuple[int, int]:
        """The `(start, end)` offsets."""
        return self.start, self.end


def suggest_places(
    normal: NormalizedText, exact: str, prefix: str, suffix: str
) -> list[Suggestion]:
    """Up to three places in `normal` like `exact`, best first, at whole words.

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
    folded, wanted = text.lower(), exact.lower()
    if len(folded) != len(text):
        folded = text  # a letter changed its length: compare with case instead
        wanted = exact
    rest = folded
    for _ in range(MOST):
        window = _likest(rest, wanted)
        if window is None:
            break
        begin, end, score = window
        if score >= LEAST_SCORE:
            likeness = _context_likeness(text, begin, end, prefix, suffix)
            # The words count for far more than what stands around them.
            places.append((min(0.9 * score + 0.1 * likeness, VERBATIM_SCORE), begin, end))
        rest = rest[:begin] + "\0" * (end - begin) + rest[end:]
    return places


def _likest(text: str, wanted: str) -> tuple[int, int, float] | None:
    """The window of `text` that is most like `wanted`, at whole words, with its score."""
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
    return begin, begin + last[1], (first[2] + last[2]) / 2


def _refine(text: str, wanted: str, begin: int, end: int) -> tuple[int, int, float]:
    """The window moved to whole words, as like `wanted` as a few words more or less allow."""
    begins = _word_edges(text, begin, forward=False)
    ends = _word_edges(text, end, forward=True)
    best = (0.0, 0, begin, end)
    for low in begins:
        for high in ends:
            if low < high:
                score = fuzz.ratio(wanted, text[low:high])
                best = max(best, (score, low - high, low, high))
    return best[2], best[3], best[0]


def _word_edges(text: str, near: int, *, forward: bool) -> list[int]:
    """Offsets around `near` where a word begins, or where one ends if `forward`."""

    def is_edge(index: int) -> bool:
        inside, outside = (index - 1, index) if forward else (index, index - 1)
        if not 0 <= inside < len(text) or text[inside].isspace():
            return False
        if not 0 <= outside < len(text):
            return True
        return text[inside].isalnum() != text[outside].isalnum() or text[outside].isspace()

    edges: list[int] = []
    for step in (-1, 1):
        index, found = near + (step > 0), 0
        farthest = FARTHEST_EDGE * step + index
        while 0 <= index <= len(text) and found < REACH and index != farthest:
            if is_edge(index):
                edges.append(index)
                found += 1
            index += step
    return edges
