"""Names of hosts in scripts that run from right to left: of which form browsers take them."""

from __future__ import annotations

import unicodedata
from collections.abc import Sequence

_RIGHT_TO_LEFT = frozenset({"R", "AL", "AN"})
_NEUTRAL = frozenset({"ES", "CS", "ET", "ON", "BN"})
# In labels of each direction: what may begin one, what stands in it, and what ends it.
_RULES = {
    "R": ({"R", "AL"}, {"R", "AL", "AN", "EN"}, {"R", "AL", "EN", "AN"}),
    "L": ({"L"}, {"L", "EN"}, {"L", "EN"}),
}


def is_open_to_browsers(labels: Sequence[str]) -> bool:
    """Whether a name of these labels keeps the rule of directions (RFC 5893, section 2).

    Where one label has a letter or a digit of a script from right to left, it holds for them all.
    """
    if all(label.isascii() for label in labels):
        return True
    classes = [[unicodedata.bidirectional(sign) for sign in label] for label in labels]
    if not any(one in _RIGHT_TO_LEFT for label in classes for one in label):
        return True
    return all(map(_keeps_rule, classes))


def _keeps_rule(classes: list[str]) -> bool:
    begins, within, ends = _RULES["R" if classes[0] in _RIGHT_TO_LEFT else "L"]
    while classes[-1] == "NSM" and len(classes) > 1:  # accents on the last letter
        classes = classes[:-1]
    return (
        classes[0] in begins
        and classes[-1] in ends
        and within.union(_NEUTRAL, {"NSM"}).issuperset(classes)
        and not {"EN", "AN"}.issubset(classes)
    )
