"""The word that somebody probably meant: for messages only."""

from __future__ import annotations

import unicodedata
from collections.abc import Iterable

# Below this likeness (0 to 100) "did you mean" would be a guess, not a help.
LIKE_ENOUGH = 60
# Characters. What is longer is no word, and was never meant as one.
LONGEST_WORD = 200
# Words compared for all guesses among the same choices: a second or two. A site of a hundred
# thousand articles has a hundred of its misspelt names guessed.
MOST_COMPARED = 10_000_000


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelt most like `word`, or None where none is like it."""
    from rapidfuzz import fuzz, process  # only when a word was misspelt

    if len(word) > LONGEST_WORD:
        return None
    # Full-width letters are those of another keyboard.
    typed = unicodedata.normalize("NFKC", word).lower()
    best = process.extractOne(typed, list(choices), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH)
    return best[0] if best else None


def did_you_mean(word: object, choices: Iterable[str]) -> str:
    """The end of a message that names the nearest choice; empty where none is near."""
    best = nearest(word, choices) if isinstance(word, str) else None
    return f"; did you mean `{best}`?" if best else ""


class Guesses:
    """Guesses among the same choices, of which there may be many: as many as anybody reads."""

    def __init__(self, choices: Iterable[str]) -> None:
        self._choices = sorted(choices)
        self._left = MOST_COMPARED
        self._known: dict[str, str] = {}

    def did_you_mean(self, word: str) -> str:
        """As the function of that name; empty too once too much has been compared."""
        if word not in self._known:
            self._left -= len(self._choices) + 1
            if self._left < 0:
                return ""
            self._known[word] = did_you_mean(word, self._choices)
        return self._known[word]
