"""The file that could not be written is found, where the system names another or none."""

from __future__ import annotations

import errno
import os
import shutil
from pathlib import Path

import pytest

from glossator.disk.unwritten import file_of, reason_of

FULL = Path("/dev/full")

pytestmark = pytest.mark.skipif(not FULL.exists(), reason="there is no disk that is always full")


def test_a_write_is_told_with_the_file_that_was_open(tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.symlink_to(FULL)

    def write_at_once() -> None:
        with full.open("wb", buffering=0) as file:
            file.write(b"words")

    for write in (lambda: full.write_text("words"), lambda: full.write_bytes(bytes(9999))):
        with pytest.raises(OSError, match="No space") as raised:
            write()
        assert raised.value.filename is None
        assert file_of(raised.value) == str(full)
    with pytest.raises(OSError, match="No space") as raised:
        write_at_once()
    assert file_of(raised.value) == str(full)


def test_a_copy_is_told_with_the_file_that_did_not_come_into_being(tmp_path: Path) -> None:
    (tmp_path / "read").write_text("words")
    (tmp_path / "written").symlink_to(FULL)
    with pytest.raises(OSError, match="No space") as raised:
        shutil.copyfile(tmp_path / "read", tmp_path / "written")
    assert file_of(raised.value) == str(tmp_path / "written")


def test_what_the_system_names_is_believed(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError) as raised:
        (tmp_path / "gone").read_text()
    assert file_of(raised.value) == str(tmp_path / "gone")
    assert reason_of(raised.value) == "No such file or directory"


def test_of_an_error_of_nobodys_nothing_is_made_up() -> None:
    assert file_of(OSError(errno.EIO, os.strerror(errno.EIO))) == ""
    assert reason_of(OSError("odd")) == "odd"
