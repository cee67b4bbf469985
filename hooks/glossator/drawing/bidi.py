"""In which direction each character of a text runs: the bidirectional algorithm of Unicode.

Texts are paragraphs of their own here, without embeddings or isolates inside of them: the
characters that ask for these are taken out beforehand (`without_controls`), as whoever writes
them in a quote would turn around what stands beside it. Everything else is as in Unicode
Standard Annex 9: rules P2 and P3, W1 to W7, N0 to N2, I1, I2, L1 and L2.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from unicodedata import bidirectional

_CONTROLS = re.compile("[\u202a-\u202e\u2066-\u2069]")
_STRONG = {"L": 0, "R": 1, "AL": 1}
# What has no direction of its own, once the weak ones have theirs.
_NEUTRAL = frozenset({"B", "S", "WS", "ON"})
_BLANK = frozenset({"B", "S", "WS"})
_OPENING = "([{（［｛「『【〔〈《⟨⁅⦅⟦"
_CLOSING = ")]}）］｝」』】〕〉》⟩⁆⦆⟧"
_PAIRS = dict(zip(_OPENING, _CLOSING, strict=True))
# So many brackets may be open at once; what has more is taken as having none (BD16).
_MOST_OPEN = 63


@lru_cache(maxsize=4096)
def _type_of(character: str) -> str:
    # What Unicode has not assigned yet runs as its block does; nearly all of them left to right.
    return bidirectional(character) or "L"


def without_controls(text: str) -> str:
    """The text without the characters that turn around what follows them."""
    return text if text.isascii() else _CONTROLS.sub("", text)


def base_level(text: str) -> int:
    """0 where the first letter runs from left to right, or none does; else 1."""
    if text.isascii():
        return 0
    return next((_STRONG[kind] for kind in map(_type_of, text) if kind in _STRONG), 0)


def levels(text: str, base: int) -> list[int]:
    """The level of each character: even ones run from left to right, odd ones from right to left.

    `base` is the level of the paragraph, 0 or 1.
    """
    if base == 0 and text.isascii():
        return [0] * len(text)
    types = [_type_of(character) for character in text]
    if base == 0 and not {"R", "AL", "AN"} & set(types):
        return [0] * len(text)
    # What is not to be seen has no part in the rules, and goes with what stands before it (X9).
    seen = [index for index, kind in enumerate(types) if kind != "BN"]
    kinds = [types[index] for index in seen]
    start = "R" if base else "L"
    _resolve_weak(kinds, start)
    _resolve_brackets([text[index] for index in seen], kinds, start)
    _resolve_neutral(kinds, start)
    found = [base] * len(text)
    for index, kind in zip(seen, kinds, strict=True):
        found[index] = _level(kind, base)
    _level_blanks(types, found, base)
    return found


def _resolve_weak(kinds: list[str], start: str) -> None:
    before = strong = start
    for index, kind in enumerate(kinds):
        if kind == "NSM":  # W1
            kind = before
        before = kind
        if kind in _STRONG:
            strong = kind
        if kind == "EN" and strong == "AL":  # W2
            kind = "AN"
        kinds[index] = kind
    kinds[:] = ["R" if kind == "AL" else kind for kind in kinds]  # W3
    for index in range(1, len(kinds) - 1):  # W4
        left, kind, right = kinds[index - 1 : index + 2]
        if left == right and (
            (kind == "ES" and left == "EN") or (kind == "CS" and left in {"EN", "AN"})
        ):
            kinds[index] = left
    for begin, end in _stretches(kinds, frozenset({"ET"})):  # W5
        if "EN" in (*kinds[begin - 1 : begin], *kinds[end : end + 1]):
            kinds[begin:end] = ["EN"] * (end - begin)
    strong = start
    for index, kind in enumerate(kinds):
        if kind in {"ES", "ET", "CS"}:  # W6
            kinds[index] = "ON"
        elif kind in {"L", "R"}:
            strong = kind
        elif kind == "EN" and strong == "L":  # W7
            kinds[index] = "L"


def _resolve_brackets(characters: Sequence[str], kinds: list[str], start: str) -> None:
    """N0: brackets run as what they hold does, if that is as the paragraph or what was before."""
    other = "L" if start == "R" else "R"
    for begin, end in _bracket_pairs(characters, kinds):
        held = {_direction(kind) for kind in kinds[begin + 1 : end]}
        if start in held:
            found = start
        elif other in held:
            strong = (_direction(kind) for kind in reversed(kinds[:begin]))
            found = next((kind for kind in strong if kind in {"L", "R"}), start)
        else:
            continue
        for index in (begin, end):
            kinds[index] = found


def _bracket_pairs(characters: Sequence[str], kinds: Sequence[str]) -> list[tuple[int, int]]:
    still_open: list[tuple[str, int]] = []
    found = []
    for index, character in enumerate(characters):
        if kinds[index] != "ON":
            continue
        if character in _PAIRS:
            if len(still_open) == _MOST_OPEN:
                return []
            still_open.append((_PAIRS[character], index))
        elif character in _CLOSING:
            for place in range(len(still_open) - 1, -1, -1):
                if still_open[place][0] == character:
                    found.append((still_open[place][1], index))
                    del still_open[place:]
                    break
    return sorted(found)


def _resolve_neutral(kinds: list[str], start: str) -> None:
    for begin, end in _stretches(kinds, _NEUTRAL):
        left = _direction(kinds[begin - 1]) if begin else start
        right = _direction(kinds[end]) if end < len(kinds) else start
        found = left if left == right else start  # N1, N2
        kinds[begin:end] = [found] * (end - begin)


def _stretches(kinds: Sequence[str], wanted: frozenset[str]) -> Iterator[tuple[int, int]]:
    """Where each longest stretch of what is wanted begins and ends."""
    begin = None
    for index, kind in enumerate((*kinds, "")):
        if kind in wanted:
            begin = index if begin is None else begin
        elif begin is not None:
            yield begin, index
            begin = None


def _direction(kind: str) -> str:
    """`L` or `R` where there is one; numbers behave as what runs from right to left."""
    return "R" if kind in {"EN", "AN"} else kind


def _level(kind: str, base: int) -> int:
    if base == 0:  # I1
        return {"R": 1, "AN": 2, "EN": 2}.get(kind, 0)
    return 1 if kind == "R" else 2  # I2


def _level_blanks(types: Sequence[str], found: list[int], base: int) -> None:
    """L1 for the paragraph's end, and X9 for what is not to be seen."""
    level = base
    for index, kind in enumerate(types):
        if kind == "BN":
            found[index] = level
        level = found[index]
    for index in range(len(types) - 1, -1, -1):
        if types[index] not in _BLANK and types[index] != "BN":
            break
        found[index] = base


def visual_order(run_levels: Sequence[int]) -> list[int]:
    """The numbers of runs of these levels, from left to right (L2)."""
    order = list(range(len(run_levels)))
    for level in range(max(run_levels, default=0), 0, -1):
        wanted = frozenset(n for n in run_levels if n >= level)
        here = [run_levels[number] for number in order]
        begin = None
        for index, one in enumerate((*here, -1)):
            if one in wanted:
                begin = index if begin is None else begin
            elif begin is not None:
                order[begin:index] = reversed(order[begin:index])
                begin = None
    return order
