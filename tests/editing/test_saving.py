"""Files are written whole or not at all."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

from glossator.editing.saving import create_file, replace_file


def no_links(*_: object) -> None:
    raise OSError("no links here")


@pytest.fixture(params=[True, False], ids=["links", "no links"])
def has_links(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> bool:
    """Whether the file system has links; some on network shares and sticks have none."""
    if not request.param:
        monkeypatch.setattr(os, "link", no_links)
    return bool(request.param)


def test_a_new_file_comes_with_its_folders(tmp_path: Path, has_links: bool) -> None:
    create_file(tmp_path / "a" / "b.yaml", "new\n")
    assert (tmp_path / "a" / "b.yaml").read_bytes() == b"new\n"
    assert [file.name for file in (tmp_path / "a").iterdir()] == ["b.yaml"]


def test_a_file_that_is_there_stays(tmp_path: Path, has_links: bool) -> None:
    file = tmp_path / "b.yaml"
    file.write_text("old")
    with pytest.raises(FileExistsError):
        create_file(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]


def test_a_link_stays_a_link(tmp_path: Path) -> None:
    (tmp_path / "real").write_text("old")
    (tmp_path / "link").symlink_to("real")
    replace_file(tmp_path / "link", "new")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_text() == "new"


def test_what_fails_half_way_leaves_the_file_as_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    file = tmp_path / "a"
    file.write_text("old")
    monkeypatch.setattr(Path, "replace", no_links)
    with pytest.raises(OSError, match="no links"):
        replace_file(file, "new")
    assert file.read_text() == "old"
    assert list(tmp_path.iterdir()) == [file]
