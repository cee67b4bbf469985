"""What an earlier build wrote and still stands is left where it is, and nothing else."""

from __future__ import annotations

import shutil
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.format import Output
from glossator.exporting.standing import Standing
from glossator.exporting.writing import write

PAGES = ["notes/bridge/cost/index.html", "notes/bridge/closed/index.html"]
FEED = "articles/bridge/feed.xml"


def built(tmp_path: Path, state: str = "1") -> Standing:
    """Write an article's files, and move them to the site, unless they stand there."""
    standing = Standing(Cache(tmp_path / "cache"), tmp_path / "site")
    if not standing.keeps("bridge", state):
        folder = tmp_path / f"new-{state}"
        files = [Output(path, [state.encode()]) for path in (*PAGES, FEED)]
        standing.wrote("bridge", state, {file.path: write(folder, file, set()) for file in files})
        shutil.rmtree(tmp_path / "site", ignore_errors=True)
        folder.rename(tmp_path / "site")
    standing.save()
    return standing


def test_what_stands_in_its_state_is_kept_and_an_articles_notes_as_one_folder(
    tmp_path: Path,
) -> None:
    assert built(tmp_path).kept == []
    assert built(tmp_path).kept == [FEED, "notes/bridge"]
    assert built(tmp_path).kept == [FEED, "notes/bridge"]  # told again by the build that kept it
    assert built(tmp_path, "2").kept == []
    assert built(tmp_path, "2").kept == [FEED, "notes/bridge"]


def change(path: str) -> Callable[[Path], object]:
    return lambda site: (site / path).write_text("9")


def replace(path: str) -> Callable[[Path], object]:
    def act(site: Path) -> None:
        (site / path).rename(site.parent / "old")
        shutil.copy2(site.parent / "old", site / path)

    return act


def add(path: str) -> Callable[[Path], object]:
    return lambda site: (site / path).write_text("of somebody else")


def link(path: str) -> Callable[[Path], object]:
    def act(site: Path) -> None:
        (site / path).rename(site.parent / "elsewhere")
        (site / path).symlink_to(site.parent / "elsewhere")

    return act


@pytest.mark.parametrize(
    "act",
    [
        pytest.param(change(FEED), id="a file is written to"),
        pytest.param(change(PAGES[0]), id="a page is written to"),
        pytest.param(replace(PAGES[0]), id="a copy stands in place of a page"),
        pytest.param(add("notes/bridge/cost/more.txt"), id="there is more beside a page"),
        pytest.param(lambda site: (site / "notes/bridge/empty").mkdir(), id="one more folder"),
        pytest.param(lambda site: (site / FEED).unlink(), id="a file is gone"),
        pytest.param(lambda site: shutil.rmtree(site / "notes/bridge/cost"), id="a page is gone"),
        pytest.param(lambda site: shutil.rmtree(site), id="everything is gone"),
        pytest.param(link(FEED), id="a link leads to a file"),
        pytest.param(link(PAGES[1]), id="a link leads to a page"),
        pytest.param(link("notes/bridge"), id="a link leads to the folder"),
        pytest.param(lambda site: (site / FEED).chmod(0o600), id="not everybody may read it"),
    ],
)
def test_what_was_touched_is_written_again(tmp_path: Path, act: Callable[[Path], object]) -> None:
    built(tmp_path)
    act(tmp_path / "site")
    assert built(tmp_path).kept == []
    assert (tmp_path / "site" / FEED).read_text() == "1"


def test_another_folder_has_files_of_its_own(tmp_path: Path) -> None:
    built(tmp_path)
    shutil.copytree(tmp_path / "site", tmp_path / "other")
    assert not Standing(Cache(tmp_path / "cache"), tmp_path / "other").keeps("bridge", "1")


def test_a_folder_is_the_same_by_any_way_to_it(tmp_path: Path) -> None:
    built(tmp_path)
    (tmp_path / "way").symlink_to(tmp_path / "site")
    assert Standing(Cache(tmp_path / "cache"), tmp_path / "way").keeps("bridge", "1")


@pytest.mark.parametrize("kept", [b"", b"[]", b'{"bridge": 1}', b'{"bridge": ["1", 2]}', b"\xff"])
def test_an_odd_table_keeps_nothing(tmp_path: Path, kept: bytes) -> None:
    built(tmp_path)
    for file in (tmp_path / "cache/standing").rglob("*/*"):
        Cache(tmp_path / "cache").put("standing", file.name, kept)
    assert built(tmp_path).kept == []
