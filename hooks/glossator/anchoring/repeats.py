"""Where words occur again in a text, and how far two places agree: linear in its length."""

from __future__ import annotations

from collections.abc import Iterator

# Up to this many repeats are compared one by one; beyond, one pass over the text is cheaper.
FEW_REPEATS = 256
# Overlapping hits may re-read the needle this many times the text's length before the
# search changes to Knuth-Morris-Pratt, which never reads a character twice.
REREAD_BUDGET = 8


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


def common_before(text: str, end: int, others: list[int]) -> list[int]:
    """For each other end, how many characters before it agree with those before `end`."""
    backwards = text[::-1]
    size = len(text)
    return common_after(backwards, size - end, [size - other for other in others])


def common_after(text: str, begin: int, others: list[int]) -> list[int]:
    """For each other beginning, how many characters from there agree with `begin`."""
    if len(others) <= FEW_REPEATS:
        return [_agreement(text, begin, other) for other in others]
    return _agreements(text, begin, others)


def _agreement(text: str, one: int, two: int) -> int:
    limit = len(text) - max(one, two)
    length, step = 0, 32
    while length < limit:
        # Stretches that double while they agree.
        step = min(2 * step, limit - length)
        one_begin, two_begin = one + length, two + length
        if text[one_begin : one_begin + step] == text[two_begin : two_begin + step]:
            length += step
            continue
        # Of the first that does not, what agrees is found by halves.
        low, high = 0, step
        while high - low > 1:
            middle = (low + high) // 2
            one_part = text[one_begin + low : one_begin + middle]
            if one_part == text[two_begin + low : two_begin + middle]:
                low = middle
            else:
                high = middle
        return length + low
    return limit


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
