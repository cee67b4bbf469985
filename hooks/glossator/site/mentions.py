"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field

from glossator.anchoring.text import plain_form
from glossator.caching.digest import digest
from glossator.content.corpus import Topic


@dataclass
class TopicNames:
    """The names that topics go by, to be looked for in articles.

    Attributes:
        key: Their checksum.
    """

    key: str = ""
    _topics: dict[str, set[str]] = field(default_factory=dict)
    _held: dict[str, list[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> TopicNames:
        """The names of `topics`."""
        names: dict[str, set[str]] = {}
        for topic in topics:
            for alias in topic.meta.aliases if topic.meta else ():
                names.setdefault(plain_form(alias).strip(), set()).add(topic.slug)
        key = digest(*(part for name in sorted(names) for part in (name, *sorted(names[name]))))
        return cls(key, names)

    def key_of(self, article: str) -> str:
        """The checksum of the names and of the article with the checksum `article`."""
        return digest(self.key, article)

    def found_in(self, text: str) -> frozenset[str]:
        """The topics one of whose names stands in the text."""
        return frozenset(
            topic
            for found in longest_names(self._topics, plain_form(text))
            for name in self._held_in(found)
            for topic in self._topics[name]
        )

    def _held_in(self, name: str) -> list[str]:
        """The names that stand in one: of those that begin at one place the longest is found."""
        if name not in self._held:
            self._held[name] = [
                other for other in self._topics if other in name and _begins(other, name)
            ]
        return self._held[name]


def longest_names(names: Iterable[str], text: str) -> set[str]:
    """Of the names that begin at the same place of the text the longest, for all places."""
    longest: dict[int, str] = {}
    for name in sorted(names, key=len):
        longest |= dict.fromkeys(_begins(name, text), name)
    return set(longest.values())


def _begins(name: str, text: str) -> list[int]:
    """Where the name stands in the text, as whole words.

    Scripts without spaces have no word ends to look for.
    """
    found = []
    begin = text.find(name)
    while begin >= 0:
        end = begin + len(name)
        if not (name.isascii() and (_in_word(text, begin - 1) or _in_word(text, end))):
            found.append(begin)
        begin = text.find(name, begin + 1)
    return found


def _in_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()
