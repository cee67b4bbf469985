"""What is kept, and that nothing wrong ever comes back."""

from __future__ import annotations

import os
import shutil
import subprocess
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.caching.cache import FOLDER, SIZE_VARIABLE, VARIABLE, Cache, open_cache
from glossator.caching.digest import digest


def files(cache: Cache) -> list[Path]:
    return [
        path for path in cache.folder.rglob("*") if path.is_file() and path.parent != cache.folder
    ]


def test_what_is_kept_is_found_by_its_kind_and_key(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    assert cache.get("pages", "aa") is None
    cache.put("pages", "aa", b"one")
    cache.put("pages", "ab", b"two")
    assert cache.get("pages", "aa") == b"one"
    assert cache.get("pages", "ab") == b"two"
    assert cache.get("texts", "aa") is None
    assert cache.has("pages", "aa")
    assert not cache.has("pages", "ac")
    cache.put("pages", "aa", b"")
    assert cache.get("pages", "aa") == b""


@pytest.mark.parametrize(
    "damage",
    [
        lambda raw: raw[:-1],
        lambda raw: raw + b"x",
        lambda raw: raw[:20] + bytes([raw[20] ^ 1]) + raw[21:],
        lambda raw: bytes([raw[0] ^ 1]) + raw[1:],
        lambda raw: raw[:5],
        lambda raw: b"",
    ],
)
def test_what_was_damaged_is_not_there(tmp_path: Path, damage: object) -> None:
    cache = Cache(tmp_path)
    cache.put("pages", "aa", b"some words that were made")
    (file,) = files(cache)
    file.write_bytes(damage(file.read_bytes()))  # type: ignore[operator]
    assert cache.get("pages", "aa") is None
    cache.put("pages", "aa", b"made again")
    assert cache.get("pages", "aa") == b"made again"


def test_what_lies_at_another_key_is_not_taken_for_it(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("pages", "aa", b"of one page")
    (file,) = files(cache)
    shutil.copy(file, file.with_name("ab"))
    (tmp_path / "texts/aa").mkdir(parents=True)
    shutil.copy(file, tmp_path / "texts/aa/aa")
    assert cache.get("pages", "ab") is None
    assert cache.get("texts", "aa") is None


def test_folders_are_merged_by_copying_one_over_the_other(tmp_path: Path) -> None:
    one, other = Cache(tmp_path / "one"), Cache(tmp_path / "other")
    one.put("pages", "aa", b"1")
    one.put("pages", "bb", b"2")
    other.put("pages", "bb", b"2")
    other.put("texts", "cc", b"3")
    shutil.copytree(other.folder, one.folder, dirs_exist_ok=True)
    found = [one.get(*name) for name in (("pages", "aa"), ("pages", "bb"), ("texts", "cc"))]
    assert found == [b"1", b"2", b"3"]


def test_what_was_not_used_for_longest_goes_first(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache", most_bytes=5 * 1016)
    keys = [digest(str(number)) for number in range(8)]
    for number, key in enumerate(keys):
        cache.put("pages", key, bytes(1000))
        os.utime(cache.folder / f"pages/{key[:2]}/{key}", (number * 1e6, number * 1e6))
    assert cache.get("pages", keys[0]) is not None  # which is a use
    cache.prune()
    kept = {file.name for file in files(cache)}
    assert kept == {keys[0], *keys[5:]}
    cache.prune()
    assert {file.name for file in files(cache)} == kept
    assert (cache.folder / "CACHEDIR.TAG").exists()


def test_in_a_folder_with_other_things_only_what_is_kept_goes(tmp_path: Path) -> None:
    (tmp_path / "own/ab").mkdir(parents=True)
    for name in ("own/ab/file", "note.txt"):
        (tmp_path / name).write_bytes(bytes(5000))
        os.utime(tmp_path / name, (0, 0))
    cache = Cache(tmp_path, most_bytes=100)
    cache.put("pages", digest("x"), bytes(1000))
    cache.prune()
    assert {file.name for file in tmp_path.rglob("*") if file.is_file()} == {"file", "note.txt"}


def test_what_is_kept_never_goes_elsewhere_through_a_link(tmp_path: Path) -> None:
    outside = tmp_path / "outside"
    outside.write_text("mine")
    cache = Cache(tmp_path / "cache")
    cache.put("pages", "aa", b"1")
    (file,) = files(cache)
    file.unlink()
    file.symlink_to(outside)
    assert cache.get("pages", "aa") is None
    cache.put("pages", "aa", b"2")
    assert cache.get("pages", "aa") == b"2"
    assert outside.read_text() == "mine"


def test_a_pipe_in_the_place_of_an_entry_keeps_nobody_waiting(tmp_path: Path) -> None:
    cache = Cache(tmp_path)
    cache.put("pages", "aa", b"1")
    (file,) = files(cache)
    file.unlink()
    os.mkfifo(file)
    assert cache.get("pages", "aa") is None


def test_git_and_backups_leave_it_alone(tmp_path: Path) -> None:
    cache = Cache(tmp_path / "cache")
    cache.put("pages", "aa", b"1")
    assert (cache.folder / ".gitignore").read_text().splitlines()[-1] == "*"
    tag = (cache.folder / "CACHEDIR.TAG").read_text()
    assert tag.startswith("Signature: 8a477f597d28d172789f06886806bc55")


def test_where_nothing_can_be_kept_nothing_fails(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = Cache(tmp_path / "file")
    cache.put("pages", "aa", b"1")
    cache.prune()
    assert cache.get("pages", "aa") is None
    assert not cache.has("pages", "aa")
    assert not cache.is_writable()


def test_the_environment_names_another_folder_or_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    assert open_cache(tmp_path).folder == tmp_path / FOLDER
    monkeypatch.setenv(VARIABLE, "elsewhere")
    assert open_cache(tmp_path).folder == tmp_path / "elsewhere"
    monkeypatch.setenv(VARIABLE, str(tmp_path / "whole"))
    assert open_cache(tmp_path / "site").folder == tmp_path / "whole"
    monkeypatch.setenv(VARIABLE, "off")
    passing = open_cache(tmp_path)
    assert not passing.folder.is_relative_to(tmp_path)
    passing.put("pages", "aa", b"1")
    assert passing.get("pages", "aa") == b"1"


def test_the_environment_says_how_much_is_kept(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv(SIZE_VARIABLE, "5")
    assert open_cache(tmp_path).most_bytes == 5_000_000
    monkeypatch.setenv(SIZE_VARIABLE, "5 GB")
    with pytest.raises(ValueError, match="is '5 GB'; write a number of megabytes"):
        open_cache(tmp_path)


def test_a_site_that_cannot_be_written_has_a_cache_that_passes(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(VARIABLE, raising=False)
    (tmp_path / ".cache").write_text("in the way")
    cache = open_cache(tmp_path)
    cache.put("pages", "aa", b"1")
    assert cache.get("pages", "aa") == b"1"


@given(st.lists(st.text()), st.lists(st.text()))
def test_no_two_lists_have_the_same_checksum(one: list[str], other: list[str]) -> None:
    assert (digest(*one) == digest(*other)) is (one == other)


def test_what_a_killed_process_left_half_written_goes_and_is_in_nobodys_way(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    cache = Cache(tmp_path / "cache")
    key = digest("x")
    replace = os.replace

    def die(*_: object) -> None:
        raise KeyboardInterrupt

    with monkeypatch.context() as patched, pytest.raises(KeyboardInterrupt):
        patched.setattr(os, "replace", die)
        patched.setattr(os, "unlink", die)
        cache.put("pages", key, b"words")
    assert os.replace is replace
    (left,) = files(cache)
    cache.put("pages", key, b"words")  # by a process with the same number
    assert cache.get("pages", key) == b"words"
    left.write_bytes(b"half")
    cache.prune()
    assert left.exists()  # somebody may be at it
    os.utime(left, (0, 0))
    cache.prune()
    assert [file.name for file in files(cache)] == [key]


@pytest.mark.trust
@pytest.mark.parametrize("link", [".cache", ".cache/glossator"])
def test_nothing_is_kept_where_a_link_leads_out_of_the_site(
    tmp_path: Path, link: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GLOSSATOR_CACHE", raising=False)
    root, outside = tmp_path / "site", tmp_path / "outside"
    (root / link).parent.mkdir(parents=True)
    outside.mkdir()
    (root / link).symlink_to(outside)
    open_cache(root).put("texts", "0" * 40, b"x")
    assert list(outside.iterdir()) == []
    (root / link).unlink()
    (root / link).symlink_to(link.rpartition("/")[2])
    assert open_cache(root).folder.is_relative_to(root) is False


@pytest.mark.trust
@pytest.mark.parametrize("folder", ["", "sites/one"])
def test_what_a_repository_brings_is_not_taken_for_what_was_made_here(
    tmp_path: Path, folder: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv("GLOSSATOR_CACHE", raising=False)
    root = tmp_path / folder
    root.mkdir(parents=True, exist_ok=True)

    def git(*command: str) -> None:
        subprocess.run(["git", "-C", str(tmp_path), *command], check=True, capture_output=True)

    git("init")
    open_cache(root).put("texts", "0" * 40, b"<script>")
    (root / "page.md").write_text("x")
    git("add", f"./{folder}")
    assert open_cache(root).get("texts", "0" * 40) == b"<script>"  # it is ignored
    git("add", "--force", str(root / FOLDER))
    assert open_cache(root).get("texts", "0" * 40) is None
