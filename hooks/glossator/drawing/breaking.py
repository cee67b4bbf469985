"""Where a text may be parted: between what readers see as characters, and at the ends of lines.

ICU knows both for every language, with the words of those that write no blanks between them.
"""

from __future__ import annotations

from collections.abc import Iterable
from functools import lru_cache
from itertools import accumulate, pairwise

# What ICU is told of a language, for lines that end where a phrase does.
_PHRASES = {"ja": "ja@lw=phrase", "ko": "ko@lw=phrase"}

_LAST_OF_ONE_UNIT = "\uffff"


def graphemes(text: str) -> list[tuple[int, int]]:
    """Where each character begins and ends, as readers count them."""
    if text.isascii():
        return [(index, index + 1) for index in range(len(text))]
    from icu4py.breakers import CharacterBreaker

    ends = _ends(text, (end for _, end in CharacterBreaker(text, "en").segments()))
    return list(pairwise((0, *ends)))


def line_ends(text: str, language: str) -> list[int]:
    """The places at which a line may end, the last of which is the end of the text.

    Blanks stand at the end of a line, and so before such a place.
    """
    from icu4py.breakers import LineBreaker

    return _ends(text, (end for _, end in LineBreaker(text, _locale(language)).segments()))


def _ends(text: str, units: Iterable[int]) -> list[int]:
    """Places in the text, from those that ICU counts in units of 16 bits."""
    if max(text, default="") <= _LAST_OF_ONE_UNIT:
        return list(units)
    places = accumulate(1 + (character > _LAST_OF_ONE_UNIT) for character in text)
    place_of = {unit: place for place, unit in enumerate(places, 1)}
    return [place_of[unit] for unit in units if unit in place_of]


@lru_cache(maxsize=256)
def _locale(language: str) -> str:
    """The name that ICU has for a language; that of the root where it knows none."""
    primary = language.lower().partition("-")[0]
    if not (primary.isascii() and primary.isalpha() and len(primary) in {2, 3}):
        return "en"
    return _PHRASES.get(primary, primary)
