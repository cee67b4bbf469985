"""Libraries that are installed are found without asking Python."""

from __future__ import annotations

import importlib.metadata
from pathlib import Path

import pytest

from glossator.caching.digest import PACKAGES
from glossator.caching.installed import entry_points, version_of

ENTRIES = """\
[console_scripts]
example = example.cli:main

[mkdocs.plugins]
; of no use
first = example.first:First
second=example.second : Second [extra]
"""


def install(folder: Path, name: str, entries: str = "") -> None:
    (folder / name).mkdir(parents=True)
    if entries:
        (folder / name / "entry_points.txt").write_text(entries, encoding="utf-8")


@pytest.mark.parametrize("name", PACKAGES)
def test_a_version_is_the_one_that_python_tells(name: str) -> None:
    assert version_of(name) == importlib.metadata.version(name)


@pytest.mark.parametrize("group", ["mkdocs.plugins", "mkdocs.themes"])
def test_entry_points_are_those_that_python_tells(group: str) -> None:
    told = {entry.name: entry.module for entry in importlib.metadata.entry_points(group=group)}
    assert entry_points(group) == told


def test_names_are_compared_as_installers_do(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    install(tmp_path, "Example_Library.two-1.2.3.dist-info")
    install(tmp_path, "other-4.5-py3.11.egg-info")
    monkeypatch.syspath_prepend(str(tmp_path))
    assert version_of("example-library-two") == "1.2.3"
    assert version_of("Other") == "4.5"
    assert version_of("not-there-at-all") == ""


def test_the_first_on_the_path_counts(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    install(tmp_path / "late", "example-1.0.dist-info", "[mkdocs.plugins]\nold = example.old\n")
    install(tmp_path / "early", "example-2.0.dist-info", ENTRIES)
    monkeypatch.syspath_prepend(str(tmp_path / "late"))
    monkeypatch.syspath_prepend(str(tmp_path / "early"))
    assert version_of("example") == "2.0"
    found = entry_points("mkdocs.plugins")
    assert (found["first"], found["second"]) == ("example.first", "example.second")
    assert "old" not in found
