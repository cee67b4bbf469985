"""Files are read again when they change, and only then."""

from __future__ import annotations

import os
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.file_digests import FileDigests, FileState, is_unchanged, state_of

LONG_AGO = 1_600_000_000
WRONG = "of a file that was not read"


def write(file: Path, text: str, *, time: float = LONG_AGO) -> FileState:
    file.write_text(text)
    os.utime(file, (time, time))
    return state_of(file.stat())


class Known(FileDigests):
    """Takes no file for one that was changed a moment ago, as those of a test are."""

    def __init__(self, root: Path) -> None:
        super().__init__(Cache(root / "cache"), root)
        self.read: list[str] = []

    def of(self, path: str, state: FileState) -> str:
        size, modified, _, number = state.split()
        return super().of(path, f"{size} {modified} 1 {number}")


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    state = write(tmp_path / "a", "one")
    known = Known(tmp_path)
    assert known.of("a", state) == digest(b"one")
    known.save()
    (tmp_path / "a").unlink()  # so that it could not be read
    assert known.of("a", state) == digest(b"one")
    assert Known(tmp_path).of("a", state) == digest(b"one")


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    known = Known(tmp_path)
    known.of("a", write(tmp_path / "a", "one"))
    known.save()
    assert known.of("a", write(tmp_path / "a", "two", time=LONG_AGO + 1)) == digest(b"two")
    assert known.of("a", write(tmp_path / "a", "three")) == digest(b"three")


def test_a_file_that_changed_a_moment_ago_is_read_each_time(tmp_path: Path) -> None:
    # To come, so that it is no more than a moment ago however long this takes.
    state = write(tmp_path / "a", "one", time=2**33)
    known = FileDigests(Cache(tmp_path / "cache"), tmp_path)
    assert known.of("a", state) == digest(b"one")
    known.save()
    (tmp_path / "a").write_text("two")
    # As where the clock of the disk has not moved on in between.
    assert known.of("a", state) == digest(b"two")


def test_what_is_known_of_another_folder_is_not_taken(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    state = write(tmp_path / "one/a", "one")
    known = Known(tmp_path / "one")
    known.of("a", state)
    known.save()
    (tmp_path / "one/cache").rename(tmp_path / "other/cache")
    write(tmp_path / "other/a", "two")
    assert Known(tmp_path / "other").of("a", state) == digest(b"two")


def test_a_table_that_was_not_written_here_is_no_table(tmp_path: Path) -> None:
    state = write(tmp_path / "a", "one")
    cache = Cache(tmp_path / "cache")
    for odd in (b"", b"[1]", b"7", b'{"a": 1}', b"[" * 100_000):
        cache.put("files", digest(str(tmp_path)), odd)
        assert FileDigests(cache, tmp_path).of("a", state) == digest(b"one")


def test_a_file_that_is_gone_has_no_checksum(tmp_path: Path) -> None:
    state = write(tmp_path / "a", "one")
    assert is_unchanged(tmp_path, "a", state)
    (tmp_path / "a").unlink()
    assert Known(tmp_path).of("a", state) == ""
    assert not is_unchanged(tmp_path, "a", state)
