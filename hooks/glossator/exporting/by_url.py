"""Which pages of the web have a copy here, or are cited: by address, in pieces of one size."""

from __future__ import annotations

import json
from collections import defaultdict
from collections.abc import Iterable, Iterator
from contextlib import ExitStack
from functools import lru_cache
from itertools import chain, islice
from json.encoder import encode_basestring as _text
from tempfile import SpooledTemporaryFile
from typing import Any
from zlib import crc32

from glossator.exporting.format import Format, Fragments, Output
from glossator.site.site import AnnotatedArticle, Site
from glossator.web.url_forms import address_key

FOLDER = "data/by-url"
# Addresses in a piece. Fewer would make more files than there are pages, more a longer wait.
MOST_IN_A_PIECE = 50
# Of all that cite an address; their number is told.
MOST_CITING = 3
# Until it is known how many pieces there are, lines wait in so many heaps (a power of two, too),
# of which one at a time is read; each is in memory until it has so many bytes.
HEAPS = 64
MOST_IN_MEMORY = 2**18

Heap = SpooledTemporaryFile[bytes]


class ByUrl(Format):
    """The copies of a page, and the notes that cite it, by its address."""

    name = "by-url"

    def fragment(self, site: Site, slug: str) -> bytes:
        """A line for each address: its key, and what is told of it as JSON."""
        annotated = site.articles[slug]
        citing = (
            (source.url, placed.title, site.note_url(placed))
            for placed in annotated.published
            for source in placed.note.annotation.sources
        )
        return b"".join(chain(_copies(annotated), _cited(citing)))

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """The pieces, and what tells in which one an address is."""
        with ExitStack() as stack:
            heaps = [stack.enter_context(_new_heap()) for _ in range(HEAPS)]
            for fragment in chain((lines for _, lines in fragments()), [_of_topics(site)]):
                for line in fragment.splitlines(keepends=True):
                    heaps[crc32(_key_in(line)) % HEAPS].write(line)
            number = sum(len(set(map(_key_in, _lines_in(heap)))) for heap in heaps)
            pieces = pieces_for(number)
            for first in range(min(pieces, HEAPS)):
                lines = chain.from_iterable(map(_lines_in, heaps[first::pieces]))
                yield from _pieces(lines, range(first, pieces, HEAPS), pieces)
        index = {"site": site.about.url, "pieces": pieces, "addresses": number}
        yield Output(f"{FOLDER}/index.json", [_json(index) + b"\n"])


def pieces_for(addresses: int) -> int:
    """In how many pieces so many addresses are: a power of two."""
    return 1 << max(0, (addresses - 1) // MOST_IN_A_PIECE).bit_length()


def piece_path(key: str, pieces: int) -> str:
    """The file in which the address of this key is, below the site's root."""
    return _path(crc32(key.encode()) % pieces, pieces)


def _path(piece: int, pieces: int) -> str:
    # With their number, so that what a browser has kept is never taken for a piece of today's.
    return f"{FOLDER}/{pieces}-{piece}.json"


def _copies(annotated: AnnotatedArticle) -> Iterator[bytes]:
    """The lines of an article: of its page, and of the archived one where that has a key."""
    meta = annotated.article.meta
    if not meta:
        return
    source = meta.source
    told = {
        "page": annotated.page,
        "title": annotated.article.title,
        "language": source.language,
        "publisher": source.publisher,
        "published": source.published or "",
        "url": source.url,
        "notes": dict(annotated.counts),
    }
    urls = (source.url, source.archive or "")
    for key in dict.fromkeys(filter(None, map(_known_key, urls))):
        yield key.encode() + b"\t" + _json({"copies": [told]}) + b"\n"


def _cited(citing: Iterable[tuple[str, str, str]]) -> Iterator[bytes]:
    """A line for each address, given with title and page of what cites it."""
    found: dict[str, dict[str, str]] = defaultdict(dict)
    for url, title, page in citing:
        found[_known_key(url)][page] = title
    for key, pages in found.items():
        # By hand, as there is one for each source of each note.
        by = ",".join(
            f'{{"page":{_text(page)},"title":{_text(title)}}}'
            for page, title in islice(pages.items(), MOST_CITING)
        )
        if key:
            line = f'{key}\t{{"cited":{{"times":{len(pages)},"by":[{by}]}}}}\n'
            yield line.encode()


def _of_topics(site: Site) -> bytes:
    citing = (
        (source.url, topic.title, site.url_of(f"topics/{topic.slug}.md"))
        for topic in site.corpus.topics.values()
        if topic.meta
        for source in chain(topic.meta.sources, *(event.sources for event in topic.meta.timeline))
    )
    return b"".join(_cited(citing))


# Many notes cite one page.
_known_key = lru_cache(maxsize=4096)(address_key)


def _key_in(line: bytes) -> bytes:
    return line.partition(b"\t")[0]


def _json(told: object) -> bytes:
    return json.dumps(told, ensure_ascii=False, separators=(",", ":")).encode()


def _new_heap() -> Heap:
    return SpooledTemporaryFile(MOST_IN_MEMORY)


def _lines_in(heap: Heap) -> Iterable[bytes]:
    heap.seek(0)
    return heap


def _pieces(lines: Iterable[bytes], wanted: range, pieces: int) -> Iterator[Output]:
    """The `wanted` pieces, of whose addresses these are all lines."""
    told: dict[int, dict[bytes, list[bytes]]] = {piece: defaultdict(list) for piece in wanted}
    for line in lines:
        key, _, rest = line.partition(b"\t")
        told[crc32(key) % pieces][key].append(rest)
    for piece, rows in told.items():
        shown = (_text(key.decode()).encode() + b":" + _row(rows[key]) for key in sorted(rows))
        yield Output(_path(piece, pieces), [b"{\n" + b",\n".join(shown) + b"\n}\n"])


def _row(lines: list[bytes]) -> bytes:
    """What is told of an address in all articles and topics."""
    if len(lines) == 1:
        return lines[0].rstrip(b"\n")
    row: dict[str, Any] = {}  # as what is read from JSON
    for told in map(json.loads, lines):
        if "copies" in told:
            row.setdefault("copies", []).extend(told["copies"])
            continue
        cited = row.setdefault("cited", {"times": 0, "by": []})
        cited["times"] += told["cited"]["times"]
        cited["by"] = (cited["by"] + told["cited"]["by"])[:MOST_CITING]
    return _json(row)
