"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from glossator.anchoring.text import normalize
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
    _pattern: re.Pattern[str] | None = None
    _held: dict[str, set[str]] = field(default_factory=dict)

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> TopicNames:
        """The names of `topics`."""
        names: dict[str, set[str]] = {}
        for topic in topics:
            for alias in topic.meta.aliases if topic.meta else ():
                names.setdefault(normalize(alias).text.strip(), set()).add(topic.slug)
        key = digest(*(part for name in sorted(names) for part in (name, *sorted(names[name]))))
        if not names:
            return cls(key)
        # Of names that begin at the same place the longest is found; it may hold others.
        held = {name: {other for other in names if other in name} for name in names}
        return cls(key, names, _any_of(names), held)

    def key_of(self, article: str) -> str:
        """The checksum of the names and of the article with the checksum `article`."""
        return digest(self.key, article)

    def found_in(self, text: str) -> frozenset[str]:
        """The topics one of whose names stands in the text."""
        if self._pattern is None:
            return frozenset()
        return frozenset(
            topic
            for found in set(self._pattern.findall(normalize(text).text))
            for name in self._held[found]
            if name == found or _any_of([name]).search(found)
            for topic in self._topics[name]
        )


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """The longest of the names at each place, as whole words.

    Scripts without spaces have no word ends to look for.
    """
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    words = "|".join(
        rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])" if name.isascii() else re.escape(name)
        for name in longest_first
    )
    return re.compile(f"(?=({words}))")  # which takes no text away from the next one
