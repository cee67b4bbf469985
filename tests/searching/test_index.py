"""An index on disk: what is in it, and that it does not depend on how it was made."""

from __future__ import annotations

import json
import random
import zlib
from collections.abc import Callable, Sequence
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.caching.cache import Cache
from glossator.searching import runs
from glossator.searching.archive import INDEX, WrittenIndex, write_or_unpack
from glossator.searching.dictionary import DictionaryWriter
from glossator.searching.files import Files
from glossator.searching.gathering import GatheredPage, gather_page
from glossator.searching.index import write_index
from glossator.searching.postings import encode_postings
from glossator.searching.reading import Reader
from glossator.searching.records import SearchPage, SearchRecord
from glossator.searching.sources import WORDS as GATHERED
from glossator.searching.sources import PageSource, keep_pages
from tests.budget import examples

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


@pytest.mark.build  # for as long as it takes
@given(postings=st.integers(1, 4000))
@examples(8)
def test_runs_of_any_length_make_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, postings: int
) -> None:
    folder = tmp_path_factory.mktemp("runs")
    pages = made_pages(30)
    whole = write_index(pages, folder / "whole")
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(runs, "MOST_WORDS", postings)
        patch.setattr(runs, "MOST_PAIRS", postings)
        assert write_index(pages, folder / "in-runs") == whole
    assert contents(folder / "in-runs") == contents(folder / "whole")


@pytest.mark.parametrize("jobs", [2, 3, 5])
def test_any_number_of_processes_makes_the_same_files(
    tmp_path: Path, jobs: int, monkeypatch: pytest.MonkeyPatch
) -> None:
    pages = made_pages(60)
    alone = write_index(pages, tmp_path / "alone", jobs=1)
    monkeypatch.setattr("glossator.searching.index.MANY", 0)
    monkeypatch.setattr("glossator.searching.sources.ROUND", 25)
    assert write_index(pages, tmp_path / "together", jobs=jobs) == alone
    assert contents(tmp_path / "together") == contents(tmp_path / "alone")


def test_what_another_process_could_not_do_is_done_by_this_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    def share_badly(work: Callable[[int, int], None], *, jobs: int) -> None:
        work(0, jobs)  # and the others end before they begin

    pages = made_pages(40)
    alone = write_index(pages, tmp_path / "alone", jobs=1)
    monkeypatch.setattr("glossator.searching.index.MANY", 0)
    for module in ("sources", "index"):
        monkeypatch.setattr(f"glossator.searching.{module}.share_out", share_badly)
    assert write_index(pages, tmp_path / "together", jobs=3) == alone


# What becomes of a page: it stays, it is edited, it goes, or another one comes before it.
EDITS = st.lists(st.sampled_from(["stay", "edit", "go", "come"]), min_size=12, max_size=12)


@pytest.mark.build  # for as long as it takes
@given(before=EDITS, after=EDITS)
@examples(8)
def test_pages_kept_and_pages_gathered_now_make_the_same_files(
    tmp_path_factory: pytest.TempPathFactory, before: list[str], after: list[str]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    cache = Cache(folder / "cache")
    pages = made_pages(12)
    for number, edits in enumerate((before, after)):
        pages = edited(pages, edits, seed=number)
        fresh = write_index(pages, folder / f"fresh-{number}")
        written = write_index(pages, folder / f"kept-{number}", cache=cache)
        assert written == fresh
        assert contents(folder / f"kept-{number}") == contents(folder / f"fresh-{number}")


def edited(pages: list[SearchPage], edits: list[str], *, seed: int) -> list[SearchPage]:
    others = made_pages(len(edits), seed=seed + 10)
    found = []
    for page, edit, other in zip(pages, edits, others, strict=False):
        if edit == "come":
            found.append(other)
        elif edit == "edit":
            found.append(SearchPage((page.records[0], *other.records[1:])))
        if edit in {"stay", "come"}:
            found.append(page)
    return found


def test_pages_are_gathered_ahead_of_an_index_and_not_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    pages = made_pages(30)
    keep_pages(map(PageSource.of, pages), cache, jobs=2)

    def make() -> SearchPage:
        raise AssertionError

    kept = [PageSource(PageSource.of(page).key, make) for page in pages]
    index = write_index(kept, tmp_path / "kept", cache=cache)
    assert index == write_index(pages, tmp_path / "fresh")


def test_a_page_that_was_damaged_is_gathered_again(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    pages = made_pages(5)
    fresh = write_index(pages, tmp_path / "fresh", cache=cache)
    for file in (tmp_path / "cache" / GATHERED).glob("*/*"):
        file.write_bytes(file.read_bytes()[:-3])
    assert write_index(pages, tmp_path / "again", cache=cache) == fresh
    assert contents(tmp_path / "again") == contents(tmp_path / "fresh")


def kept(tmp_path: Path, name: str) -> WrittenIndex:
    """An index of which the whole is kept, written into a folder of its own."""
    folder = tmp_path / name
    cache = Cache(tmp_path / "cache")
    return write_or_unpack(cache, "key", folder, lambda: write_index(made_pages(2), folder))


def test_an_index_that_was_kept_is_written_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    fresh = kept(tmp_path, "fresh")
    monkeypatch.setattr("tests.searching.test_index.write_index", None)
    assert kept(tmp_path, "again") == fresh
    assert contents(tmp_path / "again") == contents(tmp_path / "fresh")


@pytest.mark.parametrize("packed", [b'["a", [["../../stray", 1]]]\nx', b"", b"x"])
def test_what_is_no_index_is_made_again_and_leads_nowhere_else(
    tmp_path: Path, packed: bytes
) -> None:
    fresh = kept(tmp_path, "fresh")
    Cache(tmp_path / "cache").put(INDEX, "key", packed)
    assert kept(tmp_path, "site/search") == fresh
    assert not (tmp_path / "stray.bin").exists()


def test_an_index_can_be_given_up_while_it_is_written(tmp_path: Path) -> None:
    calls = iter(range(40))

    def go_on() -> None:
        if next(calls) == 30:
            raise InterruptedError

    with pytest.raises(InterruptedError):
        write_index(made_pages(50), tmp_path, go_on=go_on, jobs=1)


@given(pages=st.integers(0, 99).map(lambda seed: made_pages(1, seed=seed)))
@examples(10)
def test_a_gathered_page_is_read_as_it_was_gathered(pages: list[SearchPage]) -> None:
    gathered = gather_page(pages[0])
    assert GatheredPage.from_bytes(gathered).to_bytes() == gathered
    reader = Reader()
    gather_page(made_pages(1, seed=100)[0], reader)
    assert gather_page(pages[0], reader) == gathered


def test_values_of_fields_have_the_ids_that_the_site_gives_them(tmp_path: Path) -> None:
    facets = (("publisher", "The Daily"), ("publisher", "the daily"))
    said = SearchPage((SearchRecord("a/", "article", "A", facets=facets),))
    ids = {("publisher", "The Daily"): "the-daily", ("publisher", "the daily"): "the-daily-2"}
    named = SearchRecord(
        "a/", "article", "A", facets=tuple(("publisher", one) for one in ids.values())
    )
    other = write_index([SearchPage((named,))], tmp_path / "other")
    assert write_index([said], tmp_path / "index", ids=ids) == other


@pytest.mark.build  # for as long as it takes
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
    writer = DictionaryWriter(Files(tmp_path))
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
