"""The search's index: every word of every text is found, at its record, and nothing else is.

The files are read here by what `searching/dictionary.py` and `postings.py` say of them.
"""

from __future__ import annotations

import json
import re
import tempfile
import unicodedata
import zlib
from collections.abc import Iterator
from itertools import pairwise
from pathlib import Path

from glossator.anchoring.text import plain_form
from glossator.searching.hashes import pair_hash, word_hash
from glossator.searching.index import write_index
from glossator.searching.postings import QUOTE, TITLE
from glossator.searching.records import SearchPage, SearchRecord
from glossator.searching.words import chunks, is_unspaced, read_chunk
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.words import PART, TEXT
from tests.shared_cases import cases

WORDS = [
    *TEXT,
    PART,
    "AT&T",
    "U.S.",
    "5.3",
    "$5",
    "10%",
    " the ",
    "T-Head",
    "平头哥",
    "สะพาน",
    "한국",
]
SHORT = 10


def seeds() -> list[bytes]:
    texts = [case["text"].encode("utf-8", "replace") for case in cases("words")]
    trios = zip(texts, texts[1:], texts[2:], strict=False)
    return [seed(*trio, choices=bytes((number, 3))) for number, trio in enumerate(trios)]


def check(data: bytes) -> None:
    fed = Fed(data)
    title, quote, body, other = (fed.text() for _ in range(4))
    records = [
        SearchRecord("a/", "article", title, body=body),
        SearchRecord("a/#note-b", "context", other, quote, body[fed.number(20) :]),
    ]
    pages = [
        SearchPage(tuple(records)),
        SearchPage((SearchRecord("b/", "page", other, body=title),)),
    ]
    # Enough of others that lists are of all kinds.
    fill = fed.pick((0, 0, 0, 5, 40, 400))
    pages += [SearchPage((SearchRecord(f"c/{n}", "page", "the", body=body),)) for n in range(fill)]
    with tempfile.TemporaryDirectory() as folder:
        index = write_index(pages, Path(folder), jobs=1)
        files = {file.stem: zlib.decompress(file.read_bytes()) for file in Path(folder).iterdir()}
    assert set(files) == index.files
    manifest = json.loads(files[index.name])
    flat = [record for page in pages for record in page.records]
    assert manifest["records"] == len(flat)
    expected = [list(_terms(record)) for record in flat]
    found = dict(_words(manifest["words"], files, len(flat)))
    wanted: dict[str, dict[int, int]] = {}
    for number, terms in enumerate(expected):
        for field, term in terms:
            held = wanted.setdefault(term, {})
            held[number] = max(held.get(number, 0), field)
    held_words = {word: at for word, at in found.items() if not word.startswith("\3")}
    assert held_words == wanted
    assert_every_letter_is_found(flat, found)
    assert_neighbours(flat, manifest["pairs"], files)


def _terms(record: SearchRecord) -> Iterator[tuple[int, str]]:
    fields = (
        (0, record.body),
        (0, record.replacement),
        (QUOTE, record.quote),
        (TITLE, record.title),
    )
    for field, text in fields:
        for chunk in chunks(plain_form(text)):
            for term in read_chunk(chunk).terms:
                yield field, term


def assert_every_letter_is_found(
    records: list[SearchRecord], found: dict[str, dict[int, int]]
) -> None:
    """Each run of plain letters and figures of a text is a word of the index, in any case."""
    for number, record in enumerate(records):
        for text in (record.title, record.quote, record.body):
            for word in re.findall(r"(?<![^\s])[a-z]{1,30}(?![^\s])", text.lower()):
                assert number in found[word]
            letters = [sign for sign in plain_form(text) if unicodedata.category(sign)[0] in "LN"]
            read = "".join(chunks(plain_form(text)))
            assert [sign for sign in read if unicodedata.category(sign)[0] in "LN"] == letters


def _number(raw: bytes, at: int) -> tuple[int, int]:
    number = shift = 0
    while True:
        number |= (raw[at] & 0x7F) << shift
        at, shift = at + 1, shift + 7
        if raw[at - 1] < 0x80:
            return number, at


def _postings(raw: bytes, total: int) -> dict[int, int]:
    head, at = _number(raw, 0)
    size, form = head >> 2, head & 3
    if form == 3:
        bits = int.from_bytes(raw[at:], "little")
        every = ((record, bits >> 2 * record & 3) for record in range(total))
        found = {record: held - 1 for record, held in every if held}
    else:
        width, found, posting = 1 << form, {}, 0
        for place in range(at, at + size * width, width):
            posting = (posting & ~3) + int.from_bytes(raw[place : place + width], "little")
            found[posting >> 2] = posting & 3
        assert at + size * width == len(raw)
    assert len(found) == size
    return found


def _words(
    places: list[list[str]], files: dict[str, bytes], total: int
) -> Iterator[tuple[str, dict[int, int]]]:
    last_of_all = b""
    for begin, name in places:
        raw = files[name]
        count, at = _number(raw, 0)
        names = [raw[at + 10 * n : at + 10 * n + 10].decode() for n in range(count)]
        at, word = at + 10 * count, b""
        first = True
        while at < len(raw):
            shared, at = _number(raw, at)
            size, at = _number(raw, at)
            word = word[:shared] + raw[at : at + size]
            at += size
            # A query goes to the last file that begins no later than its word.
            if first:
                assert word.startswith(begin.encode("utf-8", "replace")) or "\ufffd" in begin
                first = False
            assert word > last_of_all
            last_of_all = word
            elsewhere, at = _number(raw, at)
            if elsewhere:
                offset, at = _number(raw, at)
                length, at = _number(raw, at)
                listed = files[names[elsewhere - 1]][offset : offset + length]
            else:
                length, at = _number(raw, at)
                listed = raw[at : at + length]
                at += length
            yield word.decode("utf-8", "surrogatepass"), _postings(listed, total)


def assert_neighbours(
    records: list[SearchRecord], pairs: dict[str, object], files: dict[str, bytes]
) -> None:
    """Two neighbouring words of a text without scripts of other kinds are found as such."""
    names = "".join(json.loads(files[str(name)]) for name in pairs["names"])  # type: ignore[attr-defined]
    bits = int(pairs["bits"])  # type: ignore[call-overload]
    for number, record in enumerate(records[:3]):
        for text in (record.title, record.quote, record.body):
            read = chunks(plain_form(text))
            if any(is_unspaced(chunk) for chunk in read):
                continue
            words = [word for chunk in read for word in read_chunk(chunk).words]
            for one, two in list(pairwise(words))[:20]:
                pair = pair_hash(word_hash(one), word_hash(two))
                place = pair >> (32 - bits) if bits else 0
                raw = files[names[10 * place : 10 * place + 10]]
                assert number in _with_pair(raw, pair, len(records), files)


def _with_pair(raw: bytes, wanted: int, total: int, files: dict[str, bytes]) -> set[int]:
    count, at = _number(raw, 0)
    for _ in range(count):
        pair, at = _number(raw, at)
        length, at = _number(raw, at)
        content = raw[at : at + length] if length else files[raw[at : at + 10].decode()]
        at += length or 10
        if pair == wanted:
            return set(_postings(content, total))
    at += -at % 4
    half = (len(raw) - at) // 2
    columns = memoryview(raw[at:]).cast("I")
    size = half // 4
    return {columns[size + n] >> 2 for n in range(size) if columns[n] == wanted}
