"""An index in small files, named by what they hold, of which a query reads a few.

- `words`: every word with its postings (`dictionary.py`), in files of some kilobytes;
- `beginnings`: the same for what many words begin with (`beginnings.py`);
- `pairs`: neighbouring words by their hash, for phrases and for scripts without blanks;
- `texts`: what results show, page by page;
- a manifest that names them all.

What the browser does with them is in `theme/assets/glossator/search/`.
"""

from __future__ import annotations

import json
import tempfile
from array import array
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from glossator.searching.beginnings import Beginnings
from glossator.searching.dictionary import DictionaryWriter
from glossator.searching.files import Files
from glossator.searching.jobs import usual_jobs, write_parts
from glossator.searching.pairs import write_pairs
from glossator.searching.parts import ABOUT, FACET, PartWriter, read_words
from glossator.searching.postings import encode_postings
from glossator.searching.records import SearchPage
from glossator.searching.texts import write_texts

# Of each field the values that most records have are offered to choose from.
MOST_VALUES = 40

Labels = Mapping[tuple[str, str], str]


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """An index on disk.

    Attributes:
        name: The name of its manifest.
        files: The names of all of its files.
    """

    name: str
    files: frozenset[str]


def write_index(
    pages: Iterable[SearchPage],
    folder: Path,
    labels: Labels | None = None,
    *,
    jobs: int | None = None,
) -> WrittenIndex:
    """Write the index of `pages` into `folder`, by several processes where it is large.

    `labels` are the names of fields' values as people read them.
    """
    with tempfile.TemporaryDirectory(prefix="glossator-search-") as scratch:
        parts = write_parts(pages, Path(scratch), jobs=jobs or usual_jobs())
        return join_index(parts, folder, labels)


def write_part(pages: Iterable[SearchPage], folder: Path) -> None:
    """Gather what `pages` have into `folder`, for `join_index`; any process may do it."""
    PartWriter(folder).write(pages)


def join_index(parts: Sequence[Path], folder: Path, labels: Labels | None = None) -> WrittenIndex:
    """Write the index of what `parts` hold, in their order, into `folder`.

    However the pages are dealt to parts, as long as their order is kept, the files are the same.
    """
    with Files(folder) as files:
        return WrittenIndex(_join(parts, files, labels or {}), frozenset(files.written))


def _join(parts: Sequence[Path], files: Files, labels: Labels) -> str:
    gathered = _gathered(parts)
    total = sum(part.records for part in gathered)
    words, beginnings = _write_words(gathered, total, files)
    manifest = {
        "records": total,
        "words": words,
        "beginnings": beginnings,
        "pairs": write_pairs(list(_runs(gathered, "pairs")), total, files),
        "texts": write_texts([part.folder / "texts" for part in gathered], files),
        "boosts": [boost for part in gathered for boost in part.boosts],
        "fields": files.save_json(_fields(gathered, labels)),
    }
    return files.save_json(manifest)


@dataclass(frozen=True, slots=True)
class _Part:
    folder: Path
    shift: int
    records: int
    runs: int
    boosts: list[tuple[int, float]]
    facets: tuple[tuple[str, str, int], ...]


def _gathered(folders: Sequence[Path]) -> list[_Part]:
    found, shift = [], 0
    for folder in folders:
        about = json.loads((folder / ABOUT).read_text(encoding="utf-8"))
        facets = tuple(map(tuple, about["facets"]))
        boosts = [(record + shift, boost) for record, boost in about["boosts"]]
        found.append(_Part(folder, shift, about["records"], about["runs"], boosts, facets))
        shift += about["records"]
    return found


def _runs(parts: Iterable[_Part], name: str) -> Iterator[tuple[Path, int]]:
    """The files of runs, with how many records stand before those of their part."""
    for part in parts:
        for number in range(part.runs):
            yield part.folder / f"{name}-{number}", part.shift


def _write_words(
    parts: Sequence[_Part], total: int, files: Files
) -> tuple[list[tuple[str, str]], list[tuple[str, str]]]:
    words, beginnings = DictionaryWriter(files), Beginnings(total)
    runs = [read_words(file, shift) for file, shift in _runs(parts, "words")]
    entries = runs[0] if len(runs) == 1 else merge(*runs, key=itemgetter(0))
    for key, same in groupby(entries, key=itemgetter(0)):
        postings = array("I")
        for _, found in same:
            postings += found
        encoded = encode_postings(postings, total)
        words.add(key, b"", encoded)
        word = key.decode("utf-8", "surrogatepass")
        if not word.startswith(FACET):
            beginnings.add(word, postings, len(key) + len(encoded))
    common = DictionaryWriter(files)
    for key, about, encoded in beginnings.items():
        common.add(key, about, encoded)
    return words.close(), common.close()


def _fields(parts: Iterable[_Part], labels: Labels) -> dict[str, list[tuple[str, str, int]]]:
    """The most frequent values of each field: value, name, number of records."""
    numbers: Counter[tuple[str, str]] = Counter()
    for part in parts:
        for field, value, number in part.facets:
            numbers[field, value] += number
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for (field, value), number in sorted(numbers.items(), key=lambda item: (-item[1], item[0])):
        # Of articles there are too many, and `is` is for our own pages.
        if field not in {"article", "is"} and len(found[field]) < MOST_VALUES:
            found[field].append((value, labels.get((field, value), value), number))
    return dict(sorted(found.items()))
