"""No file of the docs folder is published in the place of one that a build makes."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.content.files import SCHEMA_FILE
from glossator.site.config import read_settings
from glossator.site.publish import publish
from tests.host import CONFIG, run, write_site

pytestmark = [pytest.mark.trust, pytest.mark.build]


def told_of(root: Path) -> set[str]:
    return {problem.location.path for problem in publish(read_settings(root)).problems}


def test_a_file_at_the_address_of_any_file_of_a_built_site_is_a_problem(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    root = write_site(tmp_path)
    assert run("mkdocs", "build", "--quiet", cwd=root).returncode == 0
    site = root / "site"
    built = {file.relative_to(site).as_posix() for file in site.rglob("*") if file.is_file()}
    assert len(built) > 100
    for path in built:
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text("x")
    told = told_of(root)
    assert {path for path in built if f"docs/{path}" not in told} == {SCHEMA_FILE}
    # And where the owner allows every kind, still no data, no feeds, no search, no notes' pages.
    (root / "mkdocs.yml").write_text(f"{CONFIG}extra:\n  glossator:\n    allowed_files: ['*']\n")
    told = told_of(root)
    left = {path for path in built if f"docs/{path}" not in told} - {SCHEMA_FILE}
    of_theme = {path for path in left if path.startswith("assets/")}
    assert {path for path in left - of_theme if not path.endswith("index.html")} == {"robots.txt"}
    tried("files in docs at the address of a file that a build makes", len(built))


@pytest.mark.parametrize(
    ("wrong", "other", "settings"),
    [
        ("a.csv.md", "a.csv", ""),
        ("pages/a.PNG/index.md", "pages/a.png", ""),
        ("index.html/a.png", "index.md", ""),
        ("pages/index.html/a.png", "pages.md", ""),
        ("pages/index.html/a.png", "pages/README.md", ""),
        ("pages/a.html/b/c.png", "pages/a.md", "use_directory_urls: false\n"),
        ("pages/a.md", "pages/a.html", "use_directory_urls: false\n"),
        ("assets/images/favicon.png.md", "", ""),
        ("assets/images/favicon.png/a.png", "", ""),
        ("robots.txt.md", "", ""),
        ("team.md", "Team/index.md", ""),
        ("pages/a.md", "Pages/A/README.md", ""),
        ("_headers.md", "_headers", ""),
        ("charts/index.html/a.png", "", ""),
    ],
)
def test_nothing_is_published_below_a_file(
    tmp_path: Path, wrong: str, other: str, settings: str
) -> None:
    root = write_site(tmp_path)
    allowed = "extra:\n  glossator:\n    allowed_files: ['*.html', /_headers]\n"
    (root / "mkdocs.yml").write_text(f"{CONFIG}{allowed}{settings}")
    for path in filter(None, (other, wrong)):
        (root / "docs" / path).parent.mkdir(parents=True, exist_ok=True)
        (root / "docs" / path).write_text("# Words\n")
    assert f"docs/{wrong}" in told_of(root)
    (root / "docs" / wrong).unlink()
    assert told_of(root) == set()


def test_a_build_publishes_nothing_of_a_kind_that_hosts_run(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs/x.xsd").write_text("<x/>")
    (root / "docs/CNAME").write_text("evil.example.org")
    done = run("mkdocs", "build", cwd=root)
    assert done.returncode == 1
    assert "docs/CNAME:1:1: file-kind: " in done.stderr
    assert "docs/x.xsd:1:1: file-kind: " in done.stderr
    assert not (root / "site").exists()


@pytest.mark.long
def test_a_build_publishes_what_the_owner_allows(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs/CNAME").write_text("notes.example.org")
    (root / "mkdocs.yml").write_text(f"{CONFIG}extra:\n  glossator:\n    allowed_files: [/CNAME]\n")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert (root / "site/CNAME").read_text() == "notes.example.org"
