"""What a site says of itself, wherever it is named: its address, its name, its terms."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class About:
    """What a site says of itself.

    Attributes:
        name: Its name.
        url: The address of its root, with a slash at the end; empty where it has none yet.
        description: What it is, in a sentence.
        language: The language of its own words, as a BCP 47 tag.
        rights: The address of the terms under which its notes may be used; empty if it has none.
        cards: Whether each of its notes has a picture, `card.png` beside the note's page.
    """

    name: str = ""
    url: str = ""
    description: str = ""
    language: str = "en"
    rights: str = ""
    cards: bool = False

    def address(self, path: str) -> str:
        """The address of what stands at `path` below the root; `path` itself without a root."""
        return self.url + path
