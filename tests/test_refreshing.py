"""Pages that changed take the place of those that are shown."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator_mkdocs.refreshing import Refresh
from tests.edits import tree


def show(site: Path, shown: dict[str, str], pages: dict[str, str]) -> list[str]:
    """Build pages of these states, whose text is their state; tells which ones were built."""
    refresh, built = Refresh(site, shown), []
    for path, state in pages.items():
        if refresh.is_shown(path, state, path):
            assert not refresh.is_told(f"Page skipped: '{path}'. Generated empty output.")
            continue
        built.append(path)
        (refresh.folder / path).parent.mkdir(parents=True, exist_ok=True)
        (refresh.folder / path).write_text(state)
    refresh.publish()
    assert tree(site) == {path: state.encode() for path, state in sorted(pages.items())}
    return built


def test_only_what_changed_is_built_and_what_is_gone_is_deleted(tmp_path: Path) -> None:
    shown: dict[str, str] = {}
    assert show(tmp_path, shown, {"a/index.html": "1", "b.html": "1"}) == ["a/index.html", "b.html"]
    assert show(tmp_path, shown, {"a/index.html": "1", "b.html": "2"}) == ["b.html"]
    assert show(tmp_path, shown, {"b.html": "2"}) == []
    assert [path.name for path in tmp_path.iterdir()] == ["b.html"]


def test_a_page_may_stand_where_a_folder_stood_and_the_other_way_round(tmp_path: Path) -> None:
    shown: dict[str, str] = {}
    show(tmp_path, shown, {"a/b/index.html": "1"})
    show(tmp_path, shown, {"a": "1"})
    show(tmp_path, shown, {"a/b/index.html": "2", "a/index.html": "1"})


def test_after_a_page_that_could_not_be_moved_everything_is_built_again(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    shown: dict[str, str] = {}
    show(tmp_path, shown, {"a.html": "1", "b.html": "1"})

    def refuse(_: Path, __: Path) -> Path:
        raise OSError(28, "No space left on device")

    with monkeypatch.context() as patched, pytest.raises(OSError, match="No space"):
        patched.setattr(Path, "replace", refuse)
        show(tmp_path, shown, {"a.html": "2", "b.html": "1"})
    assert show(tmp_path, shown, {"a.html": "2", "b.html": "1"}) == ["a.html", "b.html"]
