"""Which records a query should find, known by reading through all of them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from glossator.searching.records import SearchPage
from search_rules import Texts, has_run, is_right, parts_of, texts_of


@dataclass
class Answers:
    """The right records of a query.

    Attributes:
        total: How many there are.
        locations: The first of them in the site's order.
    """

    total: int = 0
    locations: list[str] = field(default_factory=list)


def scan(pages: Iterable[SearchPage], queries: Sequence[str], most: int) -> dict[str, Answers]:
    """The right records of each query, of which the first `most` are named."""
    answers = {query: Answers() for query in queries}
    index = _Keys(queries)
    for page in pages:
        for record in page.records:
            texts = texts_of(record)
            for query in index.candidates(texts):
                if is_right(query, texts):
                    answer = answers[query]
                    answer.total += 1
                    if len(answer.locations) < most:
                        answer.locations.append(record.location)
    return answers


class _Keys:
    """The queries by what a record has to have for them."""

    def __init__(self, queries: Sequence[str]) -> None:
        self.words: dict[str, set[str]] = {}
        self.beginnings: dict[str, set[str]] = {}
        self.runs: dict[str, set[str]] = {}
        self.seen: dict[str, frozenset[str]] = {}
        for query in queries:
            # The longest word is in fewest records.
            keys = [part.key for part in parts_of(query)]
            key = max(keys, key=lambda key: len(max({key.run, *key.words}, key=len)))
            for word in key.words:
                self.words.setdefault(word, set()).add(query)
            for beginning in key.beginnings:
                self.beginnings.setdefault(beginning, set()).add(query)
            if key.run:
                self.runs.setdefault(key.run, set()).add(query)
        self.lengths = sorted({len(beginning) for beginning in self.beginnings})

    def candidates(self, texts: Texts) -> set[str]:
        """The queries for which a record may be right."""
        found: set[str] = set()
        for word in texts.words:
            queries = self.seen.get(word)
            if queries is None:
                queries = self.seen[word] = self._queries_of(word)
            if queries:
                found |= queries
        for text in texts.fields:
            if has_run(text):
                for run, some in self.runs.items():
                    if run in text:
                        found |= some
        return found

    def _queries_of(self, word: str) -> frozenset[str]:
        begun = (self.beginnings.get(word[:length], set()) for length in self.lengths)
        return frozenset(self.words.get(word, set()).union(*begun))
