"""How much of what is right a search finds, and how much of what it shows is right."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import lru_cache

from glossator.searching.records import SearchPage, SearchRecord
from search_answers import Answers
from search_corpus import page_at
from search_queries import Query
from search_rules import fold, is_right, texts_of

FIRST = 10
# Of the right records of a query, as many are looked for, in the site's order.
MOST_ANSWERS = 1000
# Characters that a telling of what was missed shows of a record.
SNIPPET = 160


@dataclass(frozen=True, slots=True)
class Miss:
    """A fault: a right record that was not found, or one that should not have been.

    Attributes:
        query: What was asked.
        what: `missed`, `wrong in the first ten`, `wrong among the found` or `miscounted`.
        location: The record.
        snippet: Some of its text, or what there is to say.
    """

    query: Query
    what: str
    location: str
    snippet: str


@dataclass
class Quality:
    """What a search found, over all queries."""

    right: int = 0
    found: int = 0
    shown_shares: list[float] = field(default_factory=list)
    found_by_kind: dict[str, list[int]] = field(default_factory=dict)
    misses: list[Miss] = field(default_factory=list)

    @property
    def found_share(self) -> float:
        """Of all right records, those that were found."""
        return self.found / self.right if self.right else 1.0

    @property
    def shown_share(self) -> float:
        """Of the first ten results, those that are right: the mean of all queries."""
        return sum(self.shown_shares) / len(self.shown_shares) if self.shown_shares else 1.0

    def add(self, query: Query, answers: Answers, shown: list[str], found: list[str]) -> None:
        """Count what a query shows, in its order, and all that it found."""
        places = set(found)
        missed = [location for location in answers.locations if location not in places]
        number = len(answers.locations)
        self.right += number
        self.found += number - len(missed)
        counts = self.found_by_kind.setdefault(query.kind, [0, 0])
        counts[0] += number - len(missed)
        counts[1] += number
        self.misses += (
            Miss(query, "missed", location, snippet(query.text, location)) for location in missed
        )
        first = shown[:FIRST]
        right = set(answers.locations)
        wrong = [
            location
            for location in first
            if location not in right and not _may_be_right(query.text, location)
        ]
        if first or answers.total:
            self.shown_shares.append((len(first) - len(wrong)) / len(first) if first else 0.0)
        self.misses += (
            Miss(query, "wrong in the first ten", location, snippet(query.text, location))
            for location in wrong
        )

    def check_records(self, query: Query, answers: Answers, total: int, found: list[str]) -> None:
        """Note what a list of all found records has wrong, for those who improve the search."""
        right = set(answers.locations)
        extra = [location for location in found if location not in right]
        is_cut = answers.total > MOST_ANSWERS
        loose = 0
        for location in extra:
            if _may_be_right(query.text, location):
                loose += 1
            else:
                text = snippet(query.text, location)
                self.misses.append(Miss(query, "wrong among the found", location, text))
        if total < answers.total or (not is_cut and total > answers.total + loose):
            text = f"{total} counted, {answers.total} right, {loose} that may be"
            self.misses.append(Miss(query, "miscounted", "", text))


@lru_cache(maxsize=512)
def _page(path: str) -> SearchPage:
    return page_at(path)


def _record(location: str) -> SearchRecord:
    page = _page(location.partition("#")[0])
    return next(record for record in page.records if record.location == location)


@lru_cache(maxsize=1 << 14)
def _may_be_right(query: str, location: str) -> bool:
    return is_right(query, texts_of(_record(location)), loose=True)


def snippet(query: str, location: str) -> str:
    """What a record says around the rarest word of a query, as far as it has it."""
    record = _record(location)
    fields = (record.title, record.quote, record.replacement, record.body)
    text = " | ".join(filter(None, fields))
    folded = fold(text)
    word = max(fold(query).strip('"').split(), key=len)
    # Folding may change a text's length: by little, and for people to look at.
    at = max((folded.find(word[:length]) for length in range(len(word), 1, -1)), default=-1)
    begin = max(0, at - SNIPPET // 2)
    return f"…{text[begin : begin + SNIPPET]}…"


def telling(quality: Quality, title: str) -> Iterator[str]:
    """All faults of a search, for people."""
    yield f"== {title}: {len(quality.misses)}"
    for miss in quality.misses:
        yield f"{miss.what} [{miss.query.kind}] {miss.query.text}"
        yield f"    {miss.location} {miss.snippet}"
