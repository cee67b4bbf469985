"""What the picture of a note shows."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Passage:
    """Words and the language that they are in, as a BCP 47 tag."""

    text: str
    language: str = "en"


@dataclass(frozen=True, slots=True)
class Card:
    """What the picture of a note shows.

    Attributes:
        kind: `correction`, `source` or `context`.
        site: The name of the site.
        article: The headline of the article.
        title: The headline of the note; None where it has none of its own.
        was: The words that it speaks of; None where it speaks of the whole article.
        now: What these words should be; None where nothing is in their place.
        aside: What stands beside the kind, as in `6 sources`.
        more: What stands below the words, as in `and in 4 more places`.
        credit: Who published the article, and when.
        status: `published`, `resolved` or `withdrawn`.
    """

    kind: str
    site: Passage
    article: Passage
    title: Passage | None = None
    was: Passage | None = None
    now: Passage | None = None
    aside: str = ""
    more: str = ""
    credit: tuple[Passage, ...] = ()
    status: str = "published"
