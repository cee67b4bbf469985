"""Links lead somewhere, or nowhere; no command stops at one that leads to itself."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from glossator.disk.places import resolved
from tests.host import run, write_site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="few may make links there")


def test_links_in_a_circle_stay_in_it_and_others_are_followed(tmp_path: Path) -> None:
    (tmp_path / "docs").symlink_to("docs")
    (tmp_path / "there").mkdir()
    (tmp_path / "link").symlink_to("there")
    assert resolved(tmp_path / "docs/articles") == tmp_path / "docs/articles"
    assert resolved(tmp_path / "link/new.md") == tmp_path / "there/new.md"


@pytest.mark.parametrize("place", ["docs", "annotations", "docs/articles"])
def test_every_command_that_writes_says_what_is_wrong_with_a_folder_that_leads_to_itself(
    tmp_path: Path, place: str
) -> None:
    root = write_site(tmp_path)
    (root / "notes.json").write_text("[]")
    (root / "page.txt").write_text("Words of test data, as many as an article has.\n\n" * 20)
    (root / place).rename(tmp_path / "before")
    (root / place).symlink_to(Path(place).name)
    options = ("--title", "A title", "--slug", "new", "--url", "https://news.example.org/2")
    for command in (
        ("fmt",),
        ("reanchor", "--write"),
        ("import-annotations", "notes.json"),
        ("import", "page.txt", *options, "--publisher", "P", "--published", "2026"),
        ("new", "annotation", "bridge", "--quote", "1997", "--kind", "context", "--body", "B."),
        ("export", "-o", f"{place}/out.json"),
    ):
        done = run("glossator", *command, cwd=root)
        assert "Traceback" not in done.stderr, command
        assert (root / place).is_symlink()
