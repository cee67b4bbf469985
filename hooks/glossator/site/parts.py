"""A list that is too long for one page, cut as somebody would look for what is on it.

Each part has an address that it keeps while the list grows: the part of a year stays that
year's, and where it gets too long itself, it leads to the year's months. Parts that only have
a number are counted from the oldest entry, so that a full one never changes.
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import takewhile
from typing import Generic, TypeVar

from glossator.site.dates import show_date

EntryT = TypeVar("EntryT")

# No letters of names have an underscore, so that no name has these addresses.
OTHER = "other_letters"
ALONE = "_alone"
UNDATED = "undated"


@dataclass(frozen=True, slots=True)
class Part(Generic[EntryT]):
    """A part of a list: a page of its own, with entries or with the parts that have them.

    Attributes:
        path: Its path below the list's, without an ending, as in `2025/03`; empty of the whole.
        name: What it is called, as in `March 2025`; empty of the whole.
        entries: All of its entries, in the order of the list.
        parts: The parts into which it is cut; none where its entries stand on its own page.
        span: From where to where it goes, where its name does not say.
    """

    path: str
    name: str
    entries: tuple[EntryT, ...]
    parts: tuple[Part[EntryT], ...] = ()
    span: str = ""

    def pages(self) -> Iterator[Part[EntryT]]:
        """The parts that have entries on their pages, in the order of the list."""
        if not self.parts:
            yield self
        for part in self.parts:
            yield from part.pages()


@dataclass(frozen=True, slots=True)
class Level(Generic[EntryT]):
    """One way to cut a list.

    Attributes:
        divide: The parts of a part; none where it cannot be cut in this way.
        repeats: Whether those parts can be cut in the same way again.
    """

    divide: Callable[[Part[EntryT]], list[Part[EntryT]]]
    repeats: bool = False


def one_for_each(_: object) -> int:
    """The weight of an entry that is one line."""
    return 1


@dataclass(frozen=True, slots=True)
class Plan(Generic[EntryT]):
    """How a list is cut.

    Attributes:
        levels: In which ways, one after the other; where none is left, by number.
        most: How heavy a page may be. An entry that is heavier has a page for itself.
        label: What an entry is looked for by, such as its day.
        weigh: How heavy an entry is.
        ends_with_oldest: Whether the last entry is the oldest, and not the first.
    """

    levels: tuple[Level[EntryT], ...]
    most: int
    label: Callable[[EntryT], str]
    weigh: Callable[[EntryT], int] = one_for_each
    ends_with_oldest: bool = True

    def cut(self, entries: Sequence[EntryT]) -> Part[EntryT]:
        """The list as a whole, cut as far as it must be."""
        return self._cut(Part("", "", tuple(entries)), self.levels)

    def _cut(self, part: Part[EntryT], levels: tuple[Level[EntryT], ...]) -> Part[EntryT]:
        if len(part.entries) < 2 or sum(map(self.weigh, part.entries)) <= self.most:
            return part
        if not levels:
            found, left = self._numbered(part), levels
        else:
            found = levels[0].divide(part)
            left = levels if levels[0].repeats and found else levels[1:]
        if not found:
            return self._cut(part, left)
        # What has a number is as heavy as it may be.
        parts = tuple(self._cut(one, left) if levels else one for one in found)
        return Part(part.path, part.name, part.entries, parts, part.span)

    def _numbered(self, part: Part[EntryT]) -> list[Part[EntryT]]:
        chunks: list[list[EntryT]] = []
        weight = self.most
        for entry in part.entries[::-1] if self.ends_with_oldest else part.entries:
            weight += self.weigh(entry)
            if weight > self.most:
                chunks.append([])
                weight = self.weigh(entry)
            chunks[-1].append(entry)
        parts = [
            Part(
                f"{part.path}/{number}".lstrip("/"),
                f"{part.name}, part {number}" if part.name else f"Part {number}",
                tuple(chunk[::-1] if self.ends_with_oldest else chunk),
                span=" to ".join(dict.fromkeys((self.label(chunk[0]), self.label(chunk[-1])))),
            )
            for number, chunk in enumerate(chunks, start=1)
        ]
        return parts[::-1] if self.ends_with_oldest else parts


def by_year(date_of: Callable[[EntryT], str | None]) -> Level[EntryT]:
    """Cuts by the year of a date, which may be as vague as `2019`, or not known."""

    def divide(part: Part[EntryT]) -> list[Part[EntryT]]:
        def group(entry: EntryT) -> tuple[str, str]:
            year = (date_of(entry) or "")[:4]
            name = year or "not dated"
            return (
                f"{part.path}/{year or UNDATED}".lstrip("/"),
                f"{part.name}, {name}" if part.name else name.capitalize(),
            )

        return _grouped(part, group)

    return Level(divide)


def by_month(date_of: Callable[[EntryT], str | None]) -> Level[EntryT]:
    """Cuts a year by the months of its dates."""

    def group(entry: EntryT) -> tuple[str, str]:
        date = date_of(entry) or ""
        year, month = date[:4], date[5:7]
        if not month:
            return f"{year}/{UNDATED}", f"{year}, month not known"
        return f"{year}/{month}", show_date(date[:7])

    def divide(part: Part[EntryT]) -> list[Part[EntryT]]:
        return [] if part.path == UNDATED else _grouped(part, group)

    return Level(divide)


def by_letters(name_of: Callable[[EntryT], str]) -> Level[EntryT]:
    """Cuts by the first letter of a name, then by the first one in which the names differ."""

    def divide(part: Part[EntryT]) -> list[Part[EntryT]]:
        if part.path == OTHER:
            return []
        keys = {name: _letters(name) for name in dict.fromkeys(map(name_of, part.entries))}
        shared = _shared(min(keys.values()), max(keys.values())) if part.path else ""
        paths = {name: _beginning(key, shared, part.path) for name, key in keys.items()}
        called: dict[str, list[str]] = {}
        for name, path in paths.items():
            called.setdefault(path, []).append(name)
        if part.path and len(called) == 1:
            return []
        names = {path: _spoken(path, some) for path, some in called.items()}
        return _grouped(part, lambda entry: (path := paths[name_of(entry)], names[path]))

    return Level(divide, repeats=True)


def _grouped(part: Part[EntryT], group: Callable[[EntryT], tuple[str, str]]) -> list[Part[EntryT]]:
    """The entries by path and name, those groups first whose first entry is."""
    groups: dict[tuple[str, str], list[EntryT]] = {}
    for entry in part.entries:
        groups.setdefault(group(entry), []).append(entry)
    return [Part(path, name, tuple(entries)) for (path, name), entries in groups.items()]


def _letters(name: str) -> str:
    """What a name is looked for under: small letters without accents, digits, and hyphens."""
    plain = unicodedata.normalize("NFKD", name.casefold())
    plain = "".join(c for c in plain if not unicodedata.combining(c))
    plain = re.sub(r"[\W_]+", "-", plain).strip("-")
    return re.sub("[^a-z0-9-]", "", plain).strip("-") if re.match("[a-z0-9]", plain) else OTHER


def _shared(first: str, last: str) -> str:
    """What both begin with, and all that is sorted between them."""
    same = takewhile(lambda pair: pair[0] == pair[1], zip(first, last, strict=False))
    return "".join(letter for letter, _ in same)


def _beginning(key: str, shared: str, path: str) -> str:
    """The letters of a key up to the one that tells it from others; `shared` is not enough."""
    if key == OTHER:
        return OTHER
    if not path:
        return key[0] if key[0].isalpha() else "0-9"
    if len(key) == len(shared):
        return key + ALONE if key == path else key
    length = len(shared) + 1
    return key[: length + 1] if key[len(shared)] == "-" else key[:length]


def _spoken(path: str, names: Sequence[str]) -> str:
    if path == OTHER:
        return "Other letters"
    if len(path) == 1 or path == "0-9":
        return path.replace("-", "–").upper()
    return names[0] if len(names) == 1 else f"{path.replace('-', ' ').title()}…"
