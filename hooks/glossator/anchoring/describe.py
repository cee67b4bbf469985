"""A selector for a span of a text, so that the same words can be found again."""

from __future__ import annotations

from bisect import bisect_left

from glossator.anchoring.anchor import TextQuoteSelector
from glossator.anchoring.edges import is_in_word, is_letter
from glossator.anchoring.repeats import common_after, common_before, find_all
from glossator.anchoring.text import NormalizedText, normalize

# A longer "word" is a gene, a hash or an address: half of it tells places apart as well.
LONGEST_WORD = 50


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
    # Of a run of blanks any part will do, if it has a blank in it that carries no accent.
    is_whole = normal.text[first:last] == " "
    is_first_whole = is_whole or not normal.is_boundary(first + 1)
    is_last_whole = is_whole or not normal.is_boundary(last - 1)
    if is_first_whole or not normalize(text[start : normal.ends[first]]).text.startswith(" "):
        start = min(start, normal.starts[first])
    if is_last_whole or not normalize(text[normal.starts[last - 1] : end]).text.endswith(" "):
        end = max(end, normal.ends[last - 1])

    left, right = _telling_context(normal, first, last)
    return TextQuoteSelector(
        exact=text[start:end],
        prefix=text[normal.starts[left] : start] if left < first else "",
        suffix=text[end : normal.ends[right - 1]] if right > last else "",
    )


def _telling_context(normal: NormalizedText, first: int, last: int) -> tuple[int, int]:
    """The span `first` to `last`, widened until no other place of the text fits it."""
    text = normal.text
    left, right = _complete_left(normal, first), _complete_right(normal, last)
    others = [hit for hit in find_all(text, text[first:last]) if hit != first]
    if not others:
        return left, right

    before = common_before(text, first, others)
    after = common_after(text, last, [hit + last - first for hit in others])
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


def _complete_left(normal: NormalizedText, index: int) -> int:
    text = normal.text
    begin = index
    while index > 0 and begin - index < LONGEST_WORD and is_in_word(text[index - 1], text[index]):
        index -= 1
    while not normal.is_boundary(index):
        index -= 1
    return index


def _complete_right(normal: NormalizedText, index: int) -> int:
    text = normal.text
    begin = index
    while (
        index < len(text)
        and index - begin < LONGEST_WORD
        and is_in_word(text[index - 1], text[index])
    ):
        index += 1
    while not normal.is_boundary(index):
        index += 1
    return index


def _previous_word(normal: NormalizedText, index: int) -> int:
    index -= 1
    while index and not is_letter(normal.text[index]):
        index -= 1
    return _complete_left(normal, index)


def _next_word(normal: NormalizedText, index: int) -> int:
    text = normal.text
    index = min(index + 1, len(text))
    while index < len(text) and not is_letter(text[index - 1]):
        index += 1
    return _complete_right(normal, index)
