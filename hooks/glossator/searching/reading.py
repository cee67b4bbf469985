"""What a text is found by: its words, and its neighbouring words by their hash.

Most of what stands between two blanks was met before. It is read once and remembered, as is what
stands between two signs in a text that has scripts without blanks.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from itertools import chain, islice, pairwise
from operator import itemgetter, xor

from glossator.searching.hashes import pair_hash, spread, word_hash
from glossator.searching.words import HAS_UNSPACED, chunks, is_unspaced, read_chunk

# What was met; text has new words without end, and each takes some 400 bytes.
MOST_KNOWN = 30_000
# Stands between two words that are no neighbours: no word has this hash, but for one of the four
# billion.
_GAP = (0,)

Terms = dict[str, None]
"""Terms in the order in which they were met, each once."""

# Terms; of each word its hash; the same spread, as the first of a pair.
_Known = tuple[tuple[str, ...], tuple[int, ...], tuple[int, ...]]
_TERMS, _HASHES, _SPREADS = itemgetter(0), itemgetter(1), itemgetter(2)


class _Hashes(dict[str, int]):
    """The hashes of words that were met; of characters there are few, and they come back."""

    def __missing__(self, word: str) -> int:
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[word] = found = word_hash(word)
        return found


class _KnownPieces(dict[str, _Known]):
    """Pieces of texts without scripts that have no blanks, by what is written."""

    def __init__(self, hashes: _Hashes) -> None:
        super().__init__()
        self.hashes = hashes

    def __missing__(self, piece: str) -> _Known:
        read = [read_chunk(chunk) for chunk in chunks(piece)]
        terms = tuple(chain.from_iterable(one.terms for one in read))
        hashes = tuple(self.hashes[word] for one in read for word in one.words)
        if len(self) >= MOST_KNOWN:
            self.clear()
        self[piece] = known = (terms, hashes, tuple(map(spread, hashes)))
        return known


class Reader:
    """Reads texts, and remembers what it met."""

    def __init__(self) -> None:
        chunks("")  # makes ready what it reads with, once for all copies of this process
        self._hashes = _Hashes()
        self._pieces = _KnownPieces(self._hashes)

    def read(self, text: str) -> tuple[Terms, set[int]]:
        """The terms of a text in its compared form, and the hashes of its pairs."""
        if not text.isascii() and HAS_UNSPACED(text):
            return self._read_unspaced(text)
        # No chunk has a blank in it.
        pieces = text.split(" ")
        known = list(map(self._pieces.__getitem__, pieces))
        different = map(self._pieces.__getitem__, dict.fromkeys(pieces))
        terms = dict.fromkeys(chain.from_iterable(map(_TERMS, different)))
        firsts = chain.from_iterable(map(_SPREADS, known))
        seconds = chain.from_iterable(map(_HASHES, known))
        return terms, set(map(xor, firsts, islice(seconds, 1, None)))

    def _read_unspaced(self, text: str) -> tuple[Terms, set[int]]:
        terms: Terms = {}
        rows: list[Iterable[int]] = []
        pairs: set[int] = set()
        was_run = False
        for chunk in chunks(text):
            is_run = is_unspaced(chunk)
            if not is_run:
                known = self._pieces[chunk]
                terms.update(dict.fromkeys(known[0]))
                rows.append(known[1])
            else:
                if was_run:  # a sign or a blank parts the two
                    rows.append(_GAP)
                words = read_chunk(chunk).words
                terms.update(dict.fromkeys(words))
                hashes = list(map(self._hashes.__getitem__, words))
                rows.append(hashes)
                pairs.update(_of_three(hashes))
            was_run = is_run
        row = chain.from_iterable(rows)
        pairs.update(pair_hash(one, two) for one, two in pairwise(row) if one and two)
        return terms, pairs


def _of_three(hashes: list[int]) -> Iterator[int]:
    """The hash of each three characters in a row."""
    firsts = map(spread, hashes)
    of_two = map(xor, firsts, islice(hashes, 1, None))
    return map(xor, map(spread, of_two), islice(hashes, 2, None))
