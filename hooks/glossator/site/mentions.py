"""Which articles name which topics, by any of the names that a topic goes by."""

from __future__ import annotations

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
# Characters of a name by which the place is known where it may stand.
_HEAD = 2


@dataclass
class TopicNames:
    """The names that topics go by, to be looked for in articles.

    Attributes:
        key: Their checksum.
    """

    key: str = ""
    _topics: dict[str, set[str]] = field(default_factory=dict)
    _held: dict[str, frozenset[str]] = field(default_factory=dict)
    _finder: _Finder | None = None

    @classmethod
    def of(cls, topics: Iterable[Topic]) -> TopicNames:
        """The names of `topics`, but for those of which `alias_problems` tells."""
        names: dict[str, set[str]] = {}
        for topic in topics:
            for alias in topic.meta.aliases[:MOST_ALIASES] if topic.meta else ():
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
            topic
            for found in finder.longest(plain_form(text))
            for name in self._held_in(finder, found)
            for topic in self._topics[name]
        )

    def _held_in(self, finder: _Finder, name: str) -> frozenset[str]:
        """The names that stand in one: of those that begin at one place the longest is found."""
        if name not in self._held:
            self._held[name] = finder.all(name)
        return self._held[name]


def longest_names(names: Iterable[str], text: str) -> set[str]:
    """Of the names that begin at the same place of the text the longest, for all places."""
    return _Finder(names).longest(text)


class _Finder:
    """Finds names in a text: each by itself while they are few, or all of them in one pass."""

    def __init__(self, names: Iterable[str]) -> None:
        self.names = frozenset(names)
        self.is_few = len(self.names) <= FEW_NAMES
        self.shortest_first = sorted(self.names, key=len)
        lengths: dict[str, set[int]] = {}
        for name in () if self.is_few else self.names:
            lengths.setdefault(name[:_HEAD], set()).add(len(name))
        # By how a name begins, how long those are that begin so, the longest first.
        self.heads = {head: sorted(found, reverse=True) for head, found in lengths.items()}
        self.sizes = {len(head) for head in self.heads}

    def longest(self, text: str) -> set[str]:
        """Of the names that begin at the same place the longest, for all places."""
        if self.is_few:
            longest: dict[int, str] = {}
            for name in self.shortest_first:
                longest |= dict.fromkeys(_begins(name, text), name)
            return set(longest.values())
        return {found[0] for at in self._places(text) if (found := self._at(text, at))}

    def all(self, text: str) -> frozenset[str]:
        """All names that stand in the text."""
        if self.is_few:
            return frozenset(name for name in self.names if name in text and _begins(name, text))
        return frozenset(name for at in self._places(text) for name in self._at(text, at))

    def _places(self, text: str) -> set[int]:
        """Where a name may begin."""
        heads = self.heads
        return {
            at for size in self.sizes for at in range(len(text)) if text[at : at + size] in heads
        }

    def _at(self, text: str, at: int) -> list[str]:
        """The names that begin at one place, the longest first."""
        is_inside = _in_word(text, at - 1)
        found = []
        for size in sorted(self.sizes, reverse=True):
            for length in (
                self.heads.get(text[at : at + size], ()) if size + at <= len(text) else ()
            ):
                name = text[at : at + length]
                if name in self.names and not (
                    name.isascii() and (is_inside or _in_word(text, at + length))
                ):
                    found.append(name)
        return found


def alias_problems(topics: Iterable[Topic]) -> Iterator[Problem]:
    """Topics that go by more names than anybody looks for, or by longer ones."""
    for topic in topics:
        aliases = topic.meta.aliases if topic.meta else ()
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
