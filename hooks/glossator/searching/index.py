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
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from heapq import merge
from itertools import groupby
from operator import itemgetter
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.processes import share_out, usual_jobs
from glossator.searching.archive import WrittenIndex
from glossator.searching.beginnings import Beginnings
from glossator.searching.dictionary import DictionaryWriter
from glossator.searching.files import Files
from glossator.searching.pairs import write_pairs
from glossator.searching.postings import encode_postings
from glossator.searching.records import SearchPage
from glossator.searching.runs import FACET, RunWriter, read_words
from glossator.searching.sources import PageSource, gathered_pages
from glossator.searching.texts import write_texts

# Of each field the values that most records have are offered to choose from.
MOST_VALUES = 40
# Records from which on it pays to have several processes write the files.
MANY = 2_000

Values = Mapping[tuple[str, str], str]
"""Something for each of some values of fields, by field and value."""


def _go_on() -> None:
    """Let it go on."""


def write_index(
    pages: Iterable[SearchPage | PageSource],
    folder: Path,
    labels: Values | None = None,
    *,
    ids: Values | None = None,
    cache: Cache | None = None,
    jobs: int | None = None,
    progress: Callable[[int], None] = lambda _: None,
    go_on: Callable[[], None] = _go_on,
) -> WrittenIndex:
    """Write the index of `pages` into `folder`; the same files whatever is in the cache.

    Args:
        pages: What is found.
        folder: Where the files come to stand.
        labels: The names of fields' values as people read them.
        ids: What fields' values are called in the index, where the records say something else.
        cache: What was gathered before, of which nothing is gathered again.
        jobs: The number of processes, this one among them.
        progress: Called with the number of pages gathered.
        go_on: Called again and again; where it raises, no more is written.
    """
    sources = (one if isinstance(one, PageSource) else PageSource.of(one) for one in pages)
    jobs = jobs or usual_jobs()

    def tell(done: int) -> None:
        go_on()
        progress(done)

    with tempfile.TemporaryDirectory(prefix="glossator-search-") as scratch:
        cache = cache or Cache(Path(scratch) / "pages")
        with RunWriter(Path(scratch) / "runs", ids or {}) as runs:
            for page in gathered_pages(sources, cache, jobs=jobs, progress=tell):
                go_on()
                runs.add(page)
        return _join(runs, folder, labels or {}, jobs, go_on)


def _join(
    runs: RunWriter, folder: Path, labels: Values, jobs: int, go_on: Callable[[], None]
) -> WrittenIndex:
    """Write the files of what `runs` hold, several processes at once."""
    pieces: list[tuple[str, Callable[[Files], object]]] = [
        ("words", lambda files: _write_words(runs, files)),
        ("pairs", lambda files: write_pairs(runs.files("pairs"), runs.records, files)),
        ("texts", lambda files: write_texts(runs.texts, files)),
    ]

    def write(name: str, piece: Callable[[Files], object]) -> None:
        files = Files(folder, go_on)
        made = piece(files)
        done = json.dumps([made, sorted(files.written)])
        (runs.folder / f"{name}.json").write_text(done, encoding="utf-8")

    def share(turn: int, turns: int) -> None:
        for number, (name, piece) in enumerate(pieces):
            # The last process has what is left over, as the first takes longest for its own.
            if min(number, turns - 1) == turn:
                write(name, piece)

    share_out(share, jobs=min(jobs, len(pieces)) if runs.records > MANY else 1)
    manifest: dict[str, object] = {"records": runs.records}
    written: set[str] = set()
    for name, piece in pieces:
        done = runs.folder / f"{name}.json"
        if not done.exists():  # its process could not do it
            write(name, piece)
        made, names = json.loads(done.read_text(encoding="utf-8"))
        manifest |= made if name == "words" else {name: made}
        written.update(names)
    files = Files(folder)
    manifest |= {"boosts": runs.boosts, "fields": files.save_json(_fields(runs, labels))}
    name = files.save_json(manifest)
    return WrittenIndex(name, frozenset(written | files.written))


def _write_words(runs: RunWriter, files: Files) -> dict[str, list[tuple[str, str]]]:
    total = runs.records
    words, beginnings = DictionaryWriter(files), Beginnings(total)
    found = [read_words(file) for file in runs.files("words")]
    entries = found[0] if len(found) == 1 else merge(*found, key=itemgetter(0))
    for key, same in groupby(entries, key=itemgetter(0)):
        postings = array("I")
        for _, some in same:
            postings += some
        encoded = encode_postings(postings, total)
        words.add(key, b"", encoded)
        word = key.decode("utf-8", "surrogatepass")
        if not word.startswith(FACET):
            beginnings.add(word, postings, len(key) + len(encoded))
    common = DictionaryWriter(files)
    for key, about, encoded in beginnings.items():
        common.add(key, about, encoded)
    return {"words": words.close(), "beginnings": common.close()}


def _fields(runs: RunWriter, labels: Values) -> dict[str, list[tuple[str, str, int]]]:
    """The most frequent values of each field: value, name, number of records."""
    found: dict[str, list[tuple[str, str, int]]] = defaultdict(list)
    for (field, value), number in sorted(runs.facets.items(), key=lambda item: (-item[1], item[0])):
        # Of articles there are too many, and `is` is for our own pages.
        if field not in {"article", "is"} and len(found[field]) < MOST_VALUES:
            found[field].append((value, labels.get((field, value), value), number))
    return dict(sorted(found.items()))
