"""Normalising: the plain definition of the compared form, and the way back to the source."""

from __future__ import annotations

import re
import unicodedata
from itertools import pairwise

from glossator.anchoring.text import (
    FOLDS,
    INVISIBLE,
    MOST_MARKS,
    WHITESPACE,
    normalize,
    plain_form,
    single_spaced,
)
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.words import TEXT
from tests.shared_cases import cases

WORDS = TEXT
SHORT = 150
_RUN = re.compile(f"[{WHITESPACE}{INVISIBLE}]+")


def seeds() -> list[bytes]:
    texts = [case["source"] if "source" in case else case["text"] for case in cases("normalize")]
    return [seed(text.encode("utf-8", "replace")) for text in texts]


def by_definition(source: str) -> str:
    """What is said in the design, in three steps."""
    spaced = _RUN.sub(lambda run: " " if set(run[0]) - set(INVISIBLE_SIGNS) else "", source)
    folded = "".join(FOLDS.get(sign, sign) for sign in spaced)
    return unicodedata.normalize("NFC", folded)


INVISIBLE_SIGNS = re.sub(
    "(.)-(.)", lambda two: "".join(map(chr, range(ord(two[1]), ord(two[2]) + 1))), INVISIBLE
)


def check(data: bytes) -> None:
    source = Fed(data).text()
    normal = normalize(source)
    text = normal.text
    assert plain_form(source) == text
    assert normalize(text).text == text
    marks = re.sub(r"[\w\s]", "", unicodedata.normalize("NFD", source))
    if len(marks) <= MOST_MARKS:
        assert text == by_definition(source)
    size = len(text)
    assert len(normal.starts) == len(normal.ends) == size
    done = 0
    for index in range(size):
        begin, end = normal.starts[index], normal.ends[index]
        assert 0 <= begin < end <= len(source)
        assert begin >= done or (index and begin == normal.starts[index - 1])
        assert not normalize(source[done:begin]).text  # nothing is left out but what is not seen
        done = max(done, end)
    assert not normalize(source[done:]).text
    if len(marks) > MOST_MARKS:
        return
    edges = [index for index in range(size + 1) if normal.is_boundary(index)]
    for first, last in pairwise(edges):
        piece = source[normal.starts[first] : normal.ends[last - 1]]
        assert normalize(piece).text == text[first:last]
    assert single_spaced(single_spaced(source)) == single_spaced(source)
