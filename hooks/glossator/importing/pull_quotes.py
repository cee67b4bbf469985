"""What is chosen of a page and yet no text: quotes pulled out of it, and stray rules."""

from __future__ import annotations

from glossator.importing.furniture import is_pull_quote
from glossator.importing.leaves import Element, Leaf, LeftOut, letters_of

# Letters. What is shorter may be said twice by chance.
_LEAST_REPEATED = 12
# More are no pull quotes, and to look for them all would take long.
_MOST_PULL_QUOTES = 20


def without_repeated(leaves: list[Leaf], left_out: list[LeftOut]) -> list[Leaf]:
    """The leaves without pull quotes that say again what stands in the text."""
    boxes: dict[Element, list[Leaf]] = {}
    for leaf in leaves:
        box = next(filter(is_pull_quote, leaf.around()), None)
        if box is not None:
            boxes.setdefault(box, []).append(leaf)
    if not boxes or len(boxes) > _MOST_PULL_QUOTES:
        return leaves
    text = "".join(letters_of(leaf.text) for leaf in leaves)
    repeated: set[int] = set()
    for inside in boxes.values():
        quote = max((letters_of(leaf.text) for leaf in inside), key=len)
        own = sum(letters_of(leaf.text).count(quote) for leaf in inside)
        if len(quote) >= _LEAST_REPEATED and text.count(quote) > own:
            repeated |= {id(leaf) for leaf in inside}
            left_out += [LeftOut("repeated quote", " ".join(one.text.split())) for one in inside]
    return [leaf for leaf in leaves if id(leaf) not in repeated]


def without_stray_rules(leaves: list[Leaf]) -> list[Leaf]:
    """The leaves without rules at the ends, or beside one another."""
    kept: list[Leaf] = []
    for leaf in leaves:
        if leaf.kind != "hr" or (kept and kept[-1].kind != "hr"):
            kept.append(leaf)
    while kept and kept[-1].kind == "hr":
        kept.pop()
    return kept
