"""A site takes over what stands in the one before it."""

from __future__ import annotations

import signal
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.disk.unfinished import is_unfinished
from glossator_mkdocs.merging import merge
from glossator_mkdocs.staging import Staging
from tests.edits import tree
from tests.faulty import REFUSALS, VARIABLE, changes
from tests.host import run

LONG = pytest.mark.long


def put(folder: Path, *paths: str, text: str = "old") -> None:
    for path in paths:
        (folder / path).parent.mkdir(parents=True, exist_ok=True)
        (folder / path).write_text(text)


def test_files_and_folders_that_stay_are_in_the_new_site(tmp_path: Path) -> None:
    put(tmp_path, "notes/a/1.html", "notes/b/1.html", "articles/a/feed.xml", "gone.html")
    number = (tmp_path / "notes/a/1.html").stat().st_ino
    staging = Staging(tmp_path)
    put(staging.folder, "articles/a/index.html", "notes/b/1.html", text="new")
    assert staging.keep(["notes/a", "articles/a/feed.xml"])
    assert (tmp_path / "notes/a/1.html").exists()  # where it is read, for now
    staging.publish()
    assert tree(tmp_path) == {
        "articles/a/feed.xml": b"old",
        "articles/a/index.html": b"new",
        "notes/a/1.html": b"old",
        "notes/b/1.html": b"new",
    }
    assert (tmp_path / "notes/a/1.html").stat().st_ino == number


@pytest.mark.parametrize("path", ["notes/a", "notes/a/1.html"])
def test_what_was_built_or_is_not_there_is_not_taken_over(tmp_path: Path, path: str) -> None:
    put(tmp_path, "notes/a/1.html", "notes/b/1.html")
    staging = Staging(tmp_path)
    put(staging.folder, "notes/a/1.html", text="new")
    assert not staging.keep(["notes/b", path])
    assert not staging.keep(["notes/b", "notes/c"])
    staging.publish()
    assert tree(tmp_path) == {"notes/a/1.html": b"new"}


@pytest.mark.parametrize("name", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_nothing_that_asks_for_an_end_comes_between(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, name: str
) -> None:
    number = getattr(signal, name)

    def stop(*_: object) -> None:
        raise KeyboardInterrupt

    monkeypatch.setattr("glossator_mkdocs.staging.begin", lambda _: signal.raise_signal(number))
    put(tmp_path, "a.html")
    staging = Staging(tmp_path)
    put(staging.folder, "a.html", text="new")
    before = signal.signal(number, stop)
    try:
        staging.publish()
    finally:
        signal.signal(number, before)
    assert tree(tmp_path) == {"a.html": b"new"}


def test_what_cannot_be_moved_is_named_as_it_stands_in_the_site(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    put(tmp_path, "a.html", "b.html")
    staging = Staging(tmp_path)
    put(staging.folder, "a.html", text="new")
    rename = Path.rename

    def refuse(file: Path, to: Path) -> Path:
        if file.name == "b.html" and ".glossator-old" in to.parts:
            raise PermissionError(13, "Permission denied", str(file), None, str(to))
        return rename(file, to)

    monkeypatch.setattr(Path, "rename", refuse)
    with pytest.raises(PermissionError) as caught:
        staging.publish()
    assert (caught.value.filename, caught.value.filename2) == (str(tmp_path / "b.html"), None)
    staging.discard()
    assert tree(tmp_path) == {"a.html": b"old", "b.html": b"old"}


def test_what_stands_behind_a_link_is_not_taken_over(tmp_path: Path) -> None:
    put(tmp_path, "elsewhere/a/1.html")
    site = tmp_path / "site"
    site.mkdir()
    (site / "notes").symlink_to(tmp_path / "elsewhere")
    assert not Staging(site).keep(["notes/a"])


def test_a_site_that_cannot_take_over_a_folder_is_as_it_was(tmp_path: Path) -> None:
    put(tmp_path, "notes/a/1.html", "index.html")
    staging = Staging(tmp_path)
    put(staging.folder, "index.html", text="new")
    assert staging.keep(["notes/a"])
    (staging.folder / "notes").rmdir()  # where it should go
    with pytest.raises(FileNotFoundError):
        staging.publish()
    staging.discard()
    assert tree(tmp_path) == {"notes/a/1.html": b"old", "index.html": b"old"}


def test_disks_without_links_have_copies(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    def refuse(*_: object, **__: object) -> None:
        raise OSError(95, "Operation not supported")

    monkeypatch.setattr("os.link", refuse)
    put(tmp_path, "feed.xml")
    staging = Staging(tmp_path)
    assert staging.keep(["feed.xml"])
    staging.publish()
    assert tree(tmp_path) == {"feed.xml": b"old"}


def test_merging_replaces_files_and_leaves_what_else_is_there(tmp_path: Path) -> None:
    put(tmp_path / "into", "a/theirs", "a/both", "b/c/d", "e", "f/g")
    put(tmp_path / "from", "a/both", "a/ours", "b", "e/f", "f/h/i", "new/j", text="new")
    (tmp_path / "into/link").symlink_to(tmp_path / "into/f")
    put(tmp_path / "from", "link/k", text="new")
    merge(tmp_path / "from", tmp_path / "into")
    assert tree(tmp_path / "into") == {
        "a/both": b"new",
        "a/ours": b"new",
        "a/theirs": b"old",
        "b": b"new",
        "e/f": b"new",
        "f/g": b"old",
        "f/h/i": b"new",
        "link/k": b"new",
        "new/j": b"new",
    }


@pytest.mark.trust
@pytest.mark.build  # for as long as it takes
@pytest.mark.parametrize("fault", ["kill", *(pytest.param(f, marks=LONG) for f in REFUSALS)])
def test_after_any_fault_a_site_is_whole_or_says_that_it_is_not(
    tmp_path: Path, fault: str, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    site, log = tmp_path / "site", tmp_path / "log"

    def publish(words: str, asked: str = "") -> int:
        return run("tests.swapping", "site", words, cwd=tmp_path, **{VARIABLE: asked}).returncode

    def whole(words: str) -> dict[str, bytes]:
        changing = dict.fromkeys(("index.html", "articles/a/index.html"), words.encode())
        return changing | dict.fromkeys(("notes/a/index.html", "feed.xml"), b"kept")

    assert publish("old") == 0
    (site / ".nojekyll").write_text("of the house")
    assert publish("old", f"log {log}") == 0
    told = 0
    numbers = [n for n, one in enumerate(changes(log), 1) if is_long or "rename" in one]
    for number in numbers:
        code = publish("new", f"{fault} {number}")
        found = {path: text for path, text in tree(site).items() if ".glossator-new-" not in path}
        assert found.pop(".nojekyll") == b"of the house"
        if is_unfinished(site):
            assert code
            told += 1
        else:
            assert found in ([whole("old"), whole("new")] if code else [whole("new")])
        assert publish("old") == 0
        assert tree(site) == whole("old") | {".nojekyll": b"of the house"}
    assert told or fault != "kill"
    tried("moments at which a site that is put in place was killed or refused", len(numbers))


def test_what_another_build_has_changed_meanwhile_is_not_kept(tmp_path: Path) -> None:
    put(tmp_path, "notes/a/1.html", "feed.xml", "index.html")
    slow, quick = Staging(tmp_path), Staging(tmp_path)
    assert slow.keep(["notes/a", "feed.xml"])
    put(slow.folder, "index.html", text="slow")
    put(quick.folder, "notes/a/1.html", "feed.xml", "index.html", text="quick")
    quick.publish()
    slow.publish(lambda: put(slow.folder, "notes/a/1.html", "feed.xml", text="slow"))
    assert set(tree(tmp_path).values()) == {b"slow"}
    assert tree(tmp_path).keys() == {"notes/a/1.html", "feed.xml", "index.html"}


def test_a_build_that_runs_is_left_alone_and_one_that_ended_is_not(tmp_path: Path) -> None:
    (tmp_path / ".glossator-new-1-abc").mkdir()  # of a process whose number another has now
    running = Staging(tmp_path)
    other = Staging(tmp_path)
    assert sorted(tmp_path.iterdir()) == sorted([running.folder, other.folder])
    running.discard()
    other.discard()
    assert list(tmp_path.iterdir()) == []
