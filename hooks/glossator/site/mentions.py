"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from glossator.anchoring.text import plain_form
from glossator.caching.digest import digest
from glossator.content.corpus import Topic
from glossator.problems import Problem

# More names of one topic, or longer ones, are no names, and would take long to look for.
MOST_ALIASES = 300
LONGEST_ALIAS = 100
# More are looked for in one pass over a text, which takes as long as this many by themselves.
FEW_NAMES = 300
# Names of all topics: of a dictionary of five thousand, four each.
MOST_NAMES = 20_000
# So often a name is met within other words before it counts as one that does not stand in a text.
MOST_WITHIN_WORDS = 2_000
# Lengths of names that are tried for each character of a text, and at the least. No text has so
# many places that begin as names of many lengths do, but for one that was made for that; of such
# a text only the beginning is looked through.
MOST_TRIED, LEAST_TRIED = 1, 10_000
# Characters of a name by which the place is known where it may stand.
_HEAD = 2
_WORD = re.compile("[A-Za-z0-9]+")


@dataclass
class TopicNames:
    """The names that topics go by, to be looked for in articles.

    Attributes:
        key: Their checksum.
    """

    key: str = ""
    _topics: dict[str, set[str]] = field(default_factory=dict)
    _finder: _Finder | None = None

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> TopicNames:
        """The names of `topics`, but for those of which `alias_problems` tells."""
        names: dict[str, set[str]] = {}
        left = MOST_NAMES
        for topic in topics:
            aliases = topic.meta.aliases[: min(MOST_ALIASES, left)] if topic.meta else ()
            left -= len(aliases)
            for alias in aliases:
                if len(alias) <= LONGEST_ALIAS:
                    names.setdefault(plain_form(alias).strip(), set()).add(topic.slug)
        key = digest(*(part for name in sorted(names) for part in (name, *sorted(names[name]))))
        return cls(key, names)

    def key_of(self, article: str) -> str:
        """The checksum of the names and of the article with the checksum `article`."""
        return digest(self.key, article)

    def found_in(self, text: str) -> frozenset[str]:
        """The topics one of whose names stands in the text."""
        finder = self._finder = self._finder or _Finder(self._topics)
        return frozenset(
            topic for name in finder.found_in(plain_form(text)) for topic in self._topics[name]
        )


def names_in(names: Iterable[str], text: str) -> set[str]:
    """Those of the names that stand in the text."""
    return _Finder(names).found_in(text)


class _Finder:
    """Finds names in a text: each by itself while they are few, or all of them in one pass."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.is_few = len(self.names) <= FEW_NAMES
        # By the first word of a name, or how it begins where that is none, how long those are.
        self.words: dict[str, set[int]] = {}
        self.heads: dict[str, set[int]] = {}
        for name in () if self.is_few else self.names:
            word = _WORD.match(name) if name.isascii() else None
            if word:
                self.words.setdefault(word[0], set()).add(len(name))
            else:
                self.heads.setdefault(name[:_HEAD], set()).add(len(name))
        self.sizes = sorted({len(head) for head in self.heads})

    def found_in(self, text: str) -> set[str]:
        """The names that stand in the text, as whole words where a script has these."""
        if self.is_few:
            return {name for name in self.names if name in text and _stands_in(name, text)}
        found: set[str] = set()
        left = MOST_TRIED * len(text) + LEAST_TRIED
        for at, lengths in self._places(text):
            left -= len(lengths)
            if left < 0:
                break
            found |= self._at(text, at, lengths)
        return found

    def _places(self, text: str) -> Iterator[tuple[int, set[int]]]:
        """Where a name may begin, and how long it may be."""
        for word in _WORD.finditer(text):
            if word[0] in self.words:
                yield word.start(), self.words[word[0]]
        for size in self.sizes:
            for at in range(len(text)):
                head = text[at : at + size]
                if head in self.heads:
                    yield at, self.heads[head]

    def _at(self, text: str, at: int, lengths: Iterable[int]) -> set[str]:
        """The names that begin at one place, and are so long."""
        is_inside = _in_word(text, at - 1)
        beginning_here = {text[at : at + length] for length in lengths} & self.names
        return {
            name
            for name in beginning_here
            if not (name.isascii() and (is_inside or _in_word(text, at + len(name))))
        }


def alias_problems(topics: Iterable[Topic]) -> Iterator[Problem]:
    """Topics that go by more names than anybody looks for, or by longer ones."""
    left = MOST_NAMES
    for topic in topics:
        aliases = topic.meta.aliases if topic.meta else ()
        is_spent, left = left < 0, left - len(aliases[:MOST_ALIASES])
        if left < 0 and not is_spent:
            message = f"more than {MOST_NAMES:,} names of topics; those from here on are not found"
            yield Problem(topic.parsed.place(("aliases",)), "too-much-work", message)
        index = next((n for n, alias in enumerate(aliases) if len(alias) > LONGEST_ALIAS), None)
        if len(aliases) > MOST_ALIASES:
            message = f"{len(aliases):,} names of one topic; keep {MOST_ALIASES} at the most"
            yield Problem(topic.parsed.place(("aliases", MOST_ALIASES)), "too-much-work", message)
        elif index is not None:
            message = (
                f"a name of {len(aliases[index])} characters; shorten it to {LONGEST_ALIAS} "
                "at the most"
            )
            yield Problem(topic.parsed.place(("aliases", index)), "field-too-long", message)


def _stands_in(name: str, text: str) -> bool:
    """Whether the name stands in the text as whole words.

    Scripts without spaces have no word ends to look for.
    """
    if not name.isascii():
        return True
    begin = -1
    for _ in range(MOST_WITHIN_WORDS):
        begin = text.find(name, begin + 1)
        if begin < 0:
            return False
        if not (_in_word(text, begin - 1) or _in_word(text, begin + len(name))):
            return True
    return False


def _in_word(text: str, index: int) -> bool:
    return 0 <= index < len(text) and text[index].isascii() and text[index].isalnum()
