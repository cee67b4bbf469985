"""No former address stands in a folder that has the name of a published file."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.site.config import read_settings
from glossator.site.publish import publish
from tests.host import write_site


def told_of(root: Path, files: dict[str, str]) -> dict[str, str]:
    for name, text in files.items():
        (root / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / name).write_text(text)
    problems = publish(read_settings(root)).problems
    return {one.location.path: one.code for one in problems if one.severity == "error"}


def moved(*former: str) -> str:
    return f"---\ntitle: Moved\nredirect_from: [{', '.join(former)}]\n---\nWords.\n"


@pytest.mark.parametrize(
    "former",
    [
        *("b.png", "b.png/x", "index.html/x", "annotated/index.html", "p", "p/index.html/x"),
        *("feed.xml", "404.html", "sitemap.xml/x", "data/annotations.csv/x", "search/x"),
        *("notes/bridge/cost", "articles/bridge/annotations.jsonld", "two/index.html/x"),
        "assets/images/favicon.png/x",
    ],
)
def test_a_former_address_is_none_of_a_file(former: str, tmp_path: Path) -> None:
    root = write_site(tmp_path)
    files = {"b.png": "", "p/index.md": "# P\n", "q.md": moved("two", former)}
    assert told_of(root, files) == {"docs/q.md": "redirect-taken"}


def test_a_former_name_that_no_file_can_have_is_told(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    assert told_of(root, {"q.md": moved("a" * 300)}) == {"docs/q.md": "slug-invalid"}


def test_folders_with_dots_and_names_of_versions_are_no_problem(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    files = {
        "v1.2.md": "# V\n",
        "v1.2/x.md": "# X\n",
        "z.d/README.md": "# Z\n",
        "q.md": moved("v1.1", "v1.2/y", "topics/testing/x", "articles/gone.x", "notes/gone/x"),
    }
    assert told_of(root, files) == {}
