"""Files are read again when they change, and only then."""

from __future__ import annotations

import os
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.file_digests import FileDigests, is_unchanged

LONG_AGO = 1_600_000_000
WRONG = "of a file that was not read"


def write(file: Path, text: str, *, time: float = LONG_AGO) -> os.stat_result:
    file.write_text(text)
    os.utime(file, (time, time))
    return file.stat()


class Known(FileDigests):
    """Takes no file for one that was changed a moment ago, as those of a test are."""

    def __init__(self, root: Path) -> None:
        super().__init__(Cache(root / "cache"), root)
        self.read: list[str] = []

    def of(self, path: str, stat: os.stat_result) -> str:
        fields = list(stat)
        plain = os.stat_result(fields, {"st_mtime_ns": stat.st_mtime_ns, "st_ctime_ns": 1})
        return super().of(path, plain)


def test_a_file_that_did_not_change_is_not_read_again(tmp_path: Path) -> None:
    stat = write(tmp_path / "a", "one")
    known = Known(tmp_path)
    assert known.of("a", stat) == digest(b"one")
    known.save()
    (tmp_path / "a").unlink()  # so that it could not be read
    assert known.of("a", stat) == digest(b"one")
    assert Known(tmp_path).of("a", stat) == digest(b"one")


def test_a_file_that_changed_is_read_again(tmp_path: Path) -> None:
    known = Known(tmp_path)
    known.of("a", write(tmp_path / "a", "one"))
    known.save()
    assert known.of("a", write(tmp_path / "a", "two", time=LONG_AGO + 1)) == digest(b"two")
    assert known.of("a", write(tmp_path / "a", "three")) == digest(b"three")


def test_a_file_that_changed_a_moment_ago_is_read_each_time(tmp_path: Path) -> None:
    (tmp_path / "a").write_text("one")
    stat = (tmp_path / "a").stat()
    known = FileDigests(Cache(tmp_path / "cache"), tmp_path)
    assert known.of("a", stat) == digest(b"one")
    known.save()
    (tmp_path / "a").write_text("two")
    # As where the clock of the disk has not moved on in between.
    assert known.of("a", stat) == digest(b"two")


def test_what_is_known_of_another_folder_is_not_taken(tmp_path: Path) -> None:
    for name in ("one", "other"):
        (tmp_path / name).mkdir()
    stat = write(tmp_path / "one/a", "one")
    known = Known(tmp_path / "one")
    known.of("a", stat)
    known.save()
    (tmp_path / "one/cache").rename(tmp_path / "other/cache")
    write(tmp_path / "other/a", "two")
    assert Known(tmp_path / "other").of("a", stat) == digest(b"two")


def test_a_table_that_was_not_written_here_is_no_table(tmp_path: Path) -> None:
    stat = write(tmp_path / "a", "one")
    cache = Cache(tmp_path / "cache")
    for odd in (b"", b"[1]", b"7", b'{"a": 1}', b"[" * 100_000):
        cache.put("files", digest(str(tmp_path)), odd)
        assert FileDigests(cache, tmp_path).of("a", stat) == digest(b"one")


def test_a_file_that_is_gone_has_no_checksum(tmp_path: Path) -> None:
    stat = write(tmp_path / "a", "one")
    assert is_unchanged(tmp_path, "a", stat)
    (tmp_path / "a").unlink()
    assert Known(tmp_path).of("a", stat) == ""
    assert not is_unchanged(tmp_path, "a", stat)
