"""A seal tells what is the same, and nothing else for it."""

from __future__ import annotations

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.caching.cache import Cache
from glossator.caching.seals import KIND, FilesSeal, find_piece, seal_piece, sealed_files

KEY = "0" * 32
PIECE = "<article>" + "Of a bridge. " * 10 + "</article>"
FILES = {"a.json": b"[1]", "b/c.csv": b"a,b\r\n1,2\r\n", "empty": b""}


def sealed(tmp_path: Path, files: dict[str, bytes] = FILES) -> Cache:
    cache, seal = Cache(tmp_path), FilesSeal()
    for path, content in files.items():
        assert b"".join(seal.of(path, (content[:2], content[2:]))) == content
    seal.keep(cache, KEY)
    return cache


def test_files_that_hold_what_they_held_are_known_again(tmp_path: Path) -> None:
    assert sealed_files(sealed(tmp_path), KEY, FILES.get) == list(FILES)


@pytest.mark.parametrize(
    "others",
    [
        {**FILES, "a.json": b"[2]"},
        {**FILES, "a.json": b"[1]\n"},
        {**FILES, "a.json": b""},
        {**FILES, "empty": b"\0"},
        {path: FILES[path] for path in ("a.json", "b/c.csv")},
        {"a.json": b"[1]a", "b/c.csv": b",b\r\n1,2\r\n", "empty": b""},
        {},
    ],
)
def test_one_file_that_is_another_or_missing_breaks_the_seal(
    tmp_path: Path, others: dict[str, bytes]
) -> None:
    assert sealed_files(sealed(tmp_path), KEY, others.get) == []


def test_files_of_which_not_all_was_taken_are_not_sealed(tmp_path: Path) -> None:
    cache, seal = Cache(tmp_path), FilesSeal()
    list(seal.of("a", [b"1"]))
    seal.of("b", [b"2"])  # nobody looks at it
    seal.keep(cache, KEY)
    assert not cache.has(KIND, KEY)


def test_a_piece_is_found_wherever_it_stands(tmp_path: Path) -> None:
    seal_piece(Cache(tmp_path), KEY, PIECE)
    for before in ("", "<header>", PIECE[:-1], PIECE[:80] * 3):
        page = f"{before}{PIECE}<footer>"
        assert find_piece(Cache(tmp_path), KEY, page) == (len(before), len(before) + len(PIECE))


@given(st.integers(0, len(PIECE) - 1), st.sampled_from(["", "x", "Ž", "<mark>"]))
def test_a_piece_with_one_sign_changed_is_not_found(
    tmp_path_factory: pytest.TempPathFactory, place: int, sign: str
) -> None:
    cache = Cache(tmp_path_factory.getbasetemp() / "seals")
    seal_piece(cache, KEY, PIECE)
    changed = f"{PIECE[:place]}{sign}{PIECE[place + 1 :]}"
    assert find_piece(cache, KEY, f"<main>{changed}</main>") is None


@pytest.mark.parametrize(
    "kept", [b"", b"{", b"[]", b"[1]", b"1", b'{"a": 1}', b'[1, "x", 2]', b"\xff"]
)
def test_what_is_no_seal_tells_nothing(tmp_path: Path, kept: bytes) -> None:
    cache = Cache(tmp_path)
    cache.put(KIND, KEY, kept)
    assert find_piece(cache, KEY, PIECE) is None
    assert sealed_files(cache, KEY, FILES.get) == []


def test_without_a_seal_nothing_is_known(tmp_path: Path) -> None:
    assert find_piece(Cache(tmp_path), KEY, PIECE) is None
    assert sealed_files(Cache(tmp_path), KEY, FILES.get) == []
