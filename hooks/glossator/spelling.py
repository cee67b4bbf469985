"""The word that somebody probably meant: for messages only."""

from __future__ import annotations

from collections.abc import Iterable

# Below this likeness (0 to 100) "did you mean" would be a guess, not a help.
LIKE_ENOUGH = 60


def nearest(word: str, choices: Iterable[str]) -> str | None:
    """The choice that is spelt most like `word`, or None where none is like it."""
    from rapidfuzz import fuzz, process  # only when a word was misspelt

    best = process.extractOne(
        word.lower(), list(choices), scorer=fuzz.ratio, score_cutoff=LIKE_ENOUGH
    )
    return best[0] if best else None


def did_you_mean(word: object, choices: Iterable[str]) -> str:
    """The end of a message that names the nearest choice; empty where none is near."""
    best = nearest(word, choices) if isinstance(word, str) else None
    return f"; did you mean `{best}`?" if best else ""
