"""An index on disk: what is in it, and that it does not depend on how it was made."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Sequence
from itertools import pairwise
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from glossator.searching import parts
from glossator.searching.dictionary import DictionaryWriter
from glossator.searching.files import Files
from glossator.searching.index import join_index, write_index, write_part
from glossator.searching.postings import encode_postings
from glossator.searching.records import SearchPage, SearchRecord

WORDS = ["bridge", "costs", "Łódź", "平头哥", "T-Head", "$53", "الجسر", "the", "of", "and", "a"]


def made_pages(number: int, *, seed: int = 1) -> list[SearchPage]:
    rng = random.Random(seed)

    def text(length: int) -> str:
        return " ".join(rng.choice([*WORDS, f"w{rng.randrange(999)}"]) for _ in range(length))

    return [
        SearchPage(
            (
                SearchRecord(
                    f"a/{n}/", "article", text(5), body=text(90), facets=(("year", "2025"),)
                ),
                *(
                    SearchRecord(f"a/{n}/#note-{m}", "context", text(3), text(6), text(20))
                    for m in range(rng.randrange(4))
                ),
            )
        )
        for n in range(number)
    ]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.stem: file.read_bytes() for file in folder.iterdir() if file.suffix == ".bin"}


def test_an_index_of_nothing_is_an_index(tmp_path: Path) -> None:
    index = write_index([], tmp_path)
    manifest = json.loads(zlib.decompress(contents(tmp_path)[index.name]))
    assert manifest["records"] == 0
    assert set(contents(tmp_path)) == index.files


@given(cuts=st.lists(st.integers(0, 30), max_size=4), postings=st.integers(1, 4000))
@settings(max_examples=15)
def test_parts_of_any_size_make_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, cuts: list[int], postings: int
) -> None:
    folder = tmp_path_factory.mktemp("parts")
    pages = made_pages(30)
    with pytest.MonkeyPatch.context() as patch:
        whole = write_index(pages, folder / "whole", {("year", "2025"): "2025"})
        patch.setattr(parts, "MOST_WORDS", postings)
        patch.setattr(parts, "MOST_PAIRS", postings)
        made: list[Path] = []
        bounds = [0, *sorted(cuts), len(pages)]
        for first, last in pairwise(bounds):
            made.append(folder / f"part-{len(made)}")
            write_part(pages[first:last], made[-1])
    joined = join_index(made, folder / "joined", {("year", "2025"): "2025"})
    assert joined == whole
    assert contents(folder / "joined") == contents(folder / "whole")


@pytest.mark.parametrize("jobs", [2, 3])
def test_any_number_of_processes_makes_the_same_files(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = made_pages(100)
    alone = write_index(pages, tmp_path / "alone", jobs=1)
    monkeypatch.setattr("glossator.searching.jobs.BLOCK", 12)
    assert write_index(pages, tmp_path / "together", jobs=jobs) == alone
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


def test_what_another_process_could_not_do_is_done_by_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = made_pages(40)
    alone = write_index(pages, tmp_path / "alone", jobs=1)
    monkeypatch.setattr("glossator.searching.jobs.BLOCK", 12)
    monkeypatch.setattr("glossator.searching.jobs._CHILD", "raise SystemExit(1)")
    assert write_index(pages, tmp_path / "together", jobs=2) == alone


def test_files_are_named_by_what_they_hold_and_stay_small(tmp_path: Path) -> None:
    index = write_index(made_pages(400), tmp_path)
    assert set(contents(tmp_path)) == index.files
    assert max(map(len, contents(tmp_path).values())) < 40_000
    assert write_index(made_pages(400), tmp_path).files == index.files


def test_an_edit_leaves_the_files_of_other_pages_alone(tmp_path: Path) -> None:
    pages = made_pages(300)
    before = write_index(pages, tmp_path / "before")
    first, *notes = pages[150].records
    other = SearchRecord(first.location, first.kind, first.title, body=f"{first.body} zebra")
    pages[150] = SearchPage((other, *notes))
    after = write_index(pages, tmp_path / "after")
    assert len(before.files - after.files) < len(before.files) / 2


@given(
    st.integers(1, 3000).flatmap(
        lambda total: st.tuples(
            st.just(total),
            st.dictionaries(st.integers(0, total - 1), st.integers(0, 2), min_size=1),
        )
    )
)
def test_postings_take_less_than_bits_for_every_record(given_: tuple[int, dict[int, int]]) -> None:
    total, fields = given_
    postings = [record << 2 | field for record, field in sorted(fields.items())]
    assert len(encode_postings(postings, total)) <= (total + 3) // 4 + 5


def test_words_are_found_in_the_file_that_begins_before_them(tmp_path: Path) -> None:
    words = sorted(
        f"{one}{two}{three}".encode() for one in "aé平" for two in "bcd" for three in range(900)
    )
    with Files(tmp_path) as files:
        writer = DictionaryWriter(files)
        for word in words:
            writer.add(word, b"", b"\4\1")
        begins = [begin for begin, _ in writer.close()]
    assert begins == sorted(begins)
    assert begins[0] == "a"
    assert len(begins) > 3


def test_half_a_character_stops_nothing(tmp_path: Path) -> None:
    broken = SearchPage((SearchRecord("a/", "article", "half \ud83d", body="\udc00 word\ud800"),))
    assert write_index([broken], tmp_path).files


def rows(values: Sequence[int]) -> list[tuple[int, int]]:
    from glossator.searching.pairs import _rows

    return list(_rows(values))


@given(st.lists(st.tuples(st.integers(0, 5), st.integers(1, 90)), max_size=8))
def test_every_frequent_pair_is_seen(runs: list[tuple[int, int]]) -> None:
    values: list[int] = []
    wanted = []
    pair = 0
    for step, length in runs:
        pair += step + 1
        if length >= 32:
            wanted.append((len(values), len(values) + length))
        values += [pair << 32 | record << 2 for record in range(length)]
    assert rows(values) == wanted
