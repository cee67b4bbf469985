"""Quotes with one slip in them, cut from passages in six scripts.

In `passages/` a `|` stands wherever somebody might begin or end a quote: between words and
phrases, which no blank tells in Chinese, Japanese and Thai.
"""

from __future__ import annotations

import random
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

from glossator import TextQuoteSelector, match_quote

PASSAGES = Path(__file__).parent / "passages"
SCRIPTS = sorted(file.stem for file in PASSAGES.glob("*.txt"))
SHORTEST, LONGEST = 4, 30
NO_BEGINNING = frozenset(("", *",，、。”」"))


@dataclass(frozen=True, slots=True)
class Slip:
    """A quote as somebody mistyped it.

    Attributes:
        text: The article's text.
        span: Where the words stand that were meant.
        typed: The words with one character replaced, left out, added, or two swapped.
    """

    text: str
    span: tuple[int, int]
    typed: str

    @property
    def meant(self) -> str:
        """The words as the article has them."""
        return self.text[slice(*self.span)]

    def first(self) -> str | None:
        """The words that are suggested first."""
        found = match_quote(self.text, TextQuoteSelector(self.typed)).suggestions
        return self.text[slice(*found[0].span)] if found else None


def slips(script: str, *, seed: int) -> Iterator[Slip]:
    """Slips in quotes of 4 to 30 characters, without end, the same for the same `seed`."""
    chance = random.Random(f"{script}-{seed}")
    text, cuts = _read(script)
    letters = sorted(set(text) - set("\n "))
    while True:
        begin, end = sorted(chance.sample(cuts, 2))
        while begin < end and text[begin].isspace():
            begin += 1
        while begin < end and text[end - 1].isspace():
            end -= 1
        meant = text[begin:end]
        if meant[:1] in NO_BEGINNING:
            continue
        if not SHORTEST <= len(meant) <= LONGEST or "\n" in meant:
            continue
        typed = _mistyped(chance, meant, letters)
        # Some slips give words that the article has, or nothing but the same words.
        if match_quote(text, TextQuoteSelector(typed)).status == "orphaned":
            yield Slip(text, (begin, end), typed)


def _read(script: str) -> tuple[str, list[int]]:
    pieces = (PASSAGES / f"{script}.txt").read_text(encoding="utf-8").split("|")
    cuts = [0]
    for piece in pieces:
        cuts.append(cuts[-1] + len(piece))
    return "".join(pieces), cuts


def _mistyped(chance: random.Random, words: str, letters: list[str]) -> str:
    at = chance.randrange(len(words))
    other = chance.choice(letters)
    return chance.choice(
        (
            words[:at] + other + words[at + 1 :],
            words[:at] + words[at + 1 :],
            words[:at] + other + words[at:],
            words[:at] + words[at + 1 : at + 2] + words[at] + words[at + 2 :],
        )
    )
