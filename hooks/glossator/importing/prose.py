"""Which paragraphs are sentences, and which are labels or links to other stories."""

from __future__ import annotations

import re

from glossator.importing.furniture import READ_MORE
from glossator.importing.leaves import Leaf, letters_of

# Letters. What is shorter may be a label.
_PROSE_LETTERS = 60
_HEAVY = re.compile("[\u3000-\U0010ffff]")
_SENTENCE_SIGN = re.compile("[.!?。！？…]")


def is_prose(leaf: Leaf) -> bool:
    """Whether it is a paragraph of sentences, and no label."""
    text = leaf.text
    return bool(_SENTENCE_SIGN.search(text)) and weight_of(letters_of(text)) >= _PROSE_LETTERS


def weight_of(letters: str) -> int:
    """How many letters of an alphabet say as much: a sign of Chinese or Korean says three."""
    return len(letters) if letters.isascii() else len(letters) + 2 * len(_HEAVY.findall(letters))


def is_linked_prose(leaf: Leaf) -> bool:
    """Whether a leaf that is all link is a paragraph of whole sentences."""
    text = leaf.text.strip()
    is_whole = re.search(r"(?:(?<!\.)[.!?]|[。！？])['\"”’»」』)]*\Z", text) is not None
    return leaf.kind == "p" and is_prose(leaf) and is_whole and not is_lead_in(leaf)


def is_lead_in(leaf: Leaf) -> bool:
    """Whether it says first that another story is to be read."""
    return letters_of(re.split("[:：]", leaf.text, maxsplit=1)[0]) in READ_MORE
