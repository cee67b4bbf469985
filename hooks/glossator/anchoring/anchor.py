"""Find quoted words in a text, exactly, and describe a span so that it can be found again.

A quote is found when exactly one place fits it with its context, letter by letter in the
normalised text (see `glossator.anchoring.text`). Nothing here guesses: what merely looks similar is
only ever a suggestion. The selector is the TextQuoteSelector of the W3C Web Annotation
Data Model, section 4.2.4.
"""

from __future__ import annotations

import unicodedata
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from glossator.anchoring.suggest import Suggestion, suggest_places
from glossator.anchoring.text import BLANK, NormalizedText, normalize

MatchStatus = Literal["found", "ambiguous", "orphaned"]

# A longer "word" is a gene, a hash or an address: half of it tells places apart as well.
LONGEST_WORD = 50
# Up to this many repeats are compared one by one; beyond, one pass over the text is cheaper.
FEW_REPEATS = 64
# Overlapping hits may re-read the needle this many times the text's length before the
# search changes to Knuth-Morris-Pratt, which never reads a character twice.
REREAD_BUDGET = 8


@dataclass(frozen=True, slots=True)
class TextQuoteSelector:
    """Words, and the words around them that tell this place from others.

    Attributes:
        exact: The quoted words.
        prefix: Text that stands immediately before them, spaces included.
        suffix: Text that stands immediately after them, spaces included.
    """

    exact: str
    prefix: str = ""
    suffix: str = ""


@dataclass(frozen=True, slots=True)
class QuoteMatch:
    """Where a quote stands in a text.

    Attributes:
        status: `found` (one place), `ambiguous` (several) or `orphaned` (none).
        spans: `(start, end)` character offsets into the text as it was given: one when
            found, all of them when ambiguous, none when orphaned.
        suggestions: When orphaned, places that look like the quote, best first.
    """

    status: MatchStatus
    spans: list[tuple[int, int]]
    suggestions: list[Suggestion]


def match_quote(text: str, selector: TextQuoteSelector) -> QuoteMatch:
    """Where `selector` stands in `text`.

    Linear in the length of `text`.

    Raises:
        ValueError: `selector.exact` is empty, or has no visible character.
    """
    normal = normalize(text)
    needle = normalize(selector.prefix + selector.exact + selector.suffix)
    lead = len(selector.prefix)
    first = needle.index_at(lead)
    last = needle.index_before(lead + len(selector.exact))
    if not selector.exact or first >= last:
        raise ValueError("the selector's exact has no characters to look for")

    spans: list[tuple[int, int]] = []
    for hit in find_all(normal.text, needle.text):
        start, end = hit + first, hit + last
        if not (normal.is_boundary(start) and normal.is_boundary(end)):
            continue  # half of an ellipsis or of a composed character is not that character
        span = _exact_span(normal, start, end, selector.exact)
        if not spans or spans[-1] != span:
            spans.append(span)

    if len(spans) == 1:
        return QuoteMatch("found", spans, [])
    if spans:
        return QuoteMatch("ambiguous", spans, [])
    context = (needle.text[:first], needle.text[last:])
    suggestions = suggest_places(normal, needle.text[first:last], *context)
    return QuoteMatch("orphaned", [], suggestions)


def describe_quote(text: str, start: int, end: int) -> TextQuoteSelector:
    """The shortest sensible selector that finds `text[start:end]` and nothing else.

    Context is whole words: those that the span cuts in two are completed, and more are
    added only where the words occur again, on whichever side needs fewer characters. A
    span that cuts one character in two (a letter from its accent) is widened to it, and so
    is a span of blanks alone to all blanks in that place, as they count as one.

    Raises:
        ValueError: the span is empty, outside of the text, or has no visible character.
    """
    if not 0 <= start < end <= len(text):
        raise ValueError(f"{start}–{end} is not a span of a text of {len(text)} characters")
    normal = normalize(text)
    first, last = normal.index_at(start), normal.index_before(end)
    if first >= last or not normalize(text[start:end]).text:
        raise ValueError(f"{start}–{end} has no visible character")
    while not normal.is_boundary(first):
        first -= 1
    while not normal.is_boundary(last):
        last += 1
    # Of a run of blanks any part will do, if it has a blank in it.
    is_blank = normal.text[first:last] == " "
    if is_blank or not normalize(text[start : normal.ends[first]]).text.startswith(" "):
        start = min(start, normal.starts[first])
    if is_blank or not normalize(text[normal.starts[last - 1] : end]).text.endswith(" "):
        end = max(end, normal.ends[last - 1])

    left, right = _telling_context(normal, first, last)
    return TextQuoteSelector(
        exact=text[start:end],
        prefix=text[normal.starts[left] : start] if left < first else "",
        suffix=text[end : normal.ends[right - 1]] if right > last else "",
    )


def find_all(text: str, needle: str) -> Iterator[int]:
    """Every index where `needle` begins in `text`, overlapping ones too, in linear time."""
    budget = REREAD_BUDGET * len(text) + len(needle)
    index = text.find(needle)
    while index >= 0:
        yield index
        budget -= len(needle)
        if budget < 0:
            yield from _find_all_linear(text, needle, index + 1)
            return
        index = text.find(needle, index + 1)


def _find_all_linear(text: str, needle: str, begin: int) -> Iterator[int]:
    """As `find_all` from `begin` on (Knuth, Morris and Pratt 1977)."""
    fallback = [0] * len(needle)
    length = 0
    for index in range(1, len(needle)):
        while length and needle[index] != needle[length]:
            length = fallback[length - 1]
        length += needle[index] == needle[length]
        fallback[index] = length
    length = 0
    for index in range(begin, len(text)):
        while length and text[index] != needle[length]:
            length = fallback[length - 1]
        length += text[index] == needle[length]
        if length == len(needle):
            yield index + 1 - length
            length = fallback[length - 1]


def _exact_span(normal: NormalizedText, start: int, end: int, exact: str) -> tuple[int, int]:
    """Source offsets of a hit, with as many blanks at its edges as the quote itself has.

    Runs of whitespace are one space in the normalised text, so that a hit alone does not
    tell how much of the run at its edge was quoted.
    """
    lead = _blank_end(exact, 0)
    if lead == len(exact):  # nothing but whitespace was quoted
        first, last = normal.source_span(start, end)
        verbatim = normal.source.find(exact, first, last)
        first = max(first, verbatim)
        return first, min(last, first + len(exact))
    tail = len(exact) - len(_rstrip_blank(exact))
    while normal.text[start] == " ":
        start += 1
    while normal.text[end - 1] == " ":
        end -= 1
    first, last = normal.source_span(start, end)
    source = normal.source
    while lead and first and _blank_end(source, first - 1) >= first:
        first, lead = first - 1, lead - 1
    last = min(last + tail, _blank_end(source, last))
    return first, last


def _blank_end(text: str, begin: int) -> int:
    found = BLANK.match(text, begin)
    return found.end() if found else begin


def _rstrip_blank(text: str) -> str:
    end = len(text)
    while end and _blank_end(text, end - 1) >= end:
        end -= 1
    return text[:end]


def _telling_context(normal: NormalizedText, first: int, last: int) -> tuple[int, int]:
    """The span `first` to `last`, widened until no other place of the text fits it."""
    text = normal.text
    left, right = _complete_left(normal, first), _complete_right(normal, last)
    others = [hit for hit in find_all(text, text[first:last]) if hit != first]
    if not others:
        return left, right

    before = _common_before(text, first, others)
    after = _common_after(text, last, [hit + last - first for hit in others])
    # Sorted by how far they agree on the left, with the farthest agreement on the right
    # among all from there on: what a suffix must beat once a prefix is chosen.
    order = sorted(range(len(others)), key=before.__getitem__)
    agreed = [before[index] for index in order]
    beat = [0] * (len(order) + 1)
    for rank in range(len(order) - 1, -1, -1):
        beat[rank] = max(beat[rank + 1], after[order[rank]] + 1)

    ends = [right]
    best: tuple[int, int] | None = None
    while True:
        needed = last + beat[bisect_left(agreed, first - left)]
        if needed <= len(text):
            while ends[-1] < needed:
                ends.append(_next_word(normal, ends[-1]))
            end = ends[bisect_left(ends, needed)]
            if best is None or end - left < best[1] - best[0]:
                best = (left, end)
        if left == 0 or (best and right - left >= best[1] - best[0]):
            break
        left = _previous_word(normal, left)
    # The whole text fits in one place only, so the last round at the latest finds one.
    return best or (0, len(text))


def _common_before(text: str, end: int, others: list[int]) -> list[int]:
    """For each other end, how many characters before it agree with those before `end`."""
    backwards = text[::-1]
    size = len(text)
    return _common_after(backwards, size - end, [size - other for other in others])


def _common_after(text: str, begin: int, others: list[int]) -> list[int]:
    """For each other beginning, how many characters from there agree with `begin`."""
    if len(others) <= FEW_REPEATS:
        return [_agreement(text, begin, other) for other in others]
    return _agreements(text, begin, others)


def _agreement(text: str, one: int, two: int) -> int:
    limit = len(text) - max(one, two)
    length, step = 0, 32
    while (
        length < limit
        and text[one + length : one + length + step] == (text[two + length : two + length + step])
    ):
        length += step
        step *= 2
    while length < limit and text[one + length] == text[two + length]:
        length += 1
    return min(length, limit)


def _agreements(text: str, begin: int, others: list[int]) -> list[int]:
    """As `_agreement` for many places in one pass (the Z algorithm, Gusfield 1997)."""
    pattern = text[begin:]
    joined = pattern + "\0" + text
    lengths = [0] * len(joined)
    left = right = 0
    for index in range(1, len(joined)):
        length = min(right - index, lengths[index - left]) if index < right else 0
        while index + length < len(joined) and joined[length] == joined[index + length]:
            length += 1
        if index + length > right:
            left, right = index, index + length
        lengths[index] = length
    shift = len(pattern) + 1
    # Should the text hold the separator too, an agreement may run on past the pattern.
    return [
        min(lengths[shift + other], len(pattern)) if other < len(text) else 0 for other in others
    ]


def _is_word(character: str) -> bool:
    """Whether letters beside it belong to the same word (Chinese and kana need no more)."""
    return _is_letter(character) and not "\u3040" <= character <= "\u9fff"


def _is_letter(character: str) -> bool:
    # Vowels are marks in Hindi, Thai, Arabic and Hebrew: they end no word.
    return character.isalnum() or unicodedata.category(character)[0] == "M"


def _complete_left(normal: NormalizedText, index: int) -> int:
    text = normal.text
    begin = index
    while index > 0 and begin - index < LONGEST_WORD and _is_word(text[index]):
        if not _is_word(text[index - 1]):
            break
        index -= 1
    while not normal.is_boundary(index):
        index -= 1
    return index


def _complete_right(normal: NormalizedText, index: int) -> int:
    text = normal.text
    begin = index
    while index < len(text) and index - begin < LONGEST_WORD and _is_word(text[index - 1]):
        if not _is_word(text[index]):
            break
        index += 1
    while not normal.is_boundary(index):
        index += 1
    return index


def _previous_word(normal: NormalizedText, index: int) -> int:
    index -= 1
    while index and not _is_letter(normal.text[index]):
        index -= 1
    return _complete_left(normal, index)


def _next_word(normal: NormalizedText, index: int) -> int:
    text = normal.text
    index = min(index + 1, len(text))
    while index < len(text) and not _is_letter(text[index - 1]):
        index += 1
    return _complete_right(normal, index)
