"""What the check passes, the build builds; what the build cannot build, the check names."""

from __future__ import annotations

import json
import random
from collections.abc import Callable, Iterable
from pathlib import Path

import pytest

from tests import nasty
from tests.host import run, write_site
from tests.test_serve import PATIENCE_SECONDS, Server

pytestmark = [pytest.mark.build, pytest.mark.trust]

Files = Iterable[tuple[str, str | bytes]]
CONFIG = """
markdown_extensions: [admonition, attr_list, def_list, sane_lists, footnotes, md_in_html, abbr]
exclude_docs: ""
not_in_nav: "*"
"""


def site_with(root: Path, files: Files) -> set[str]:
    """A site with these files; gives back their paths."""
    write_site(root)
    config = root / "mkdocs.yml"
    begin, _, _ = config.read_text().partition("not_in_nav:")
    theme = config.read_text()[config.read_text().index("theme:") :]
    config.write_text(begin + theme + CONFIG)
    written = set()
    for path, text in files:
        file = root / path
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(text if isinstance(text, bytes) else text.encode("utf-8", "surrogatepass"))
        written.add(path)
    return written


def checked(root: Path) -> list[dict[str, object]]:
    done = run("glossator", "check", "--format", "json", cwd=root)
    assert done.returncode in {0, 1}, done.stderr
    assert "Traceback" not in done.stderr
    problems: list[dict[str, object]] = json.loads(done.stdout)
    assert done.returncode == any(one["severity"] == "error" for one in problems)
    return problems


def take_out(root: Path, problems: list[dict[str, object]], written: set[str]) -> int:
    """Take out what is wrong, and give back how much that is."""
    named = {str(one["path"]) for one in problems if one["severity"] == "error"}
    assert named <= written, named - written
    for path in named:
        (root / path).unlink(missing_ok=True)
    # Notes are on articles.
    gone = {path for path in named if path.startswith("docs/articles/")}
    for path in gone:
        for file in (root / "annotations" / Path(path).stem).glob("*.yaml"):
            file.unlink()
    return len(named)


def assert_agreement(root: Path, files: Files) -> tuple[int, int]:
    """Check the site, take out what is wrong, and build; gives back how many were in and out."""
    written = site_with(root, files)
    refused = 0
    while problems := [one for one in checked(root) if one["severity"] == "error"]:
        assert all(one["code"] != "unforeseen" for one in problems), problems
        for one in problems:
            assert one["line"] and one["column"], one
        refused += take_out(root, problems, written)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr[-6_000:]
    assert (root / "site/index.html").is_file()
    return len(written), refused


def test_the_build_builds_what_the_check_passes_of_odd_markdown(
    tmp_path: Path, tried: Callable[[str, int], None], is_long: bool
) -> None:
    files = list(nasty.texts())
    if not is_long:  # each piece in one place, and the next one in another
        places = (0, 1, 2, 3, 5)
        files = [file for at, file in enumerate(files) if at % 6 == places[at // 6 % 5]]
    number, refused = assert_agreement(tmp_path, files)
    assert refused < number / 2
    tried("files with odd Markdown, checked and built", number)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2))
def test_the_build_builds_what_the_check_passes_of_odd_values(
    tmp_path: Path, tried: Callable[[str, int], None], seed: int
) -> None:
    number, refused = assert_agreement(tmp_path, nasty.values(random.Random(seed), 3))
    assert 0 < refused < number
    tried("files with odd values in their fields, checked and built", number)


@pytest.mark.long
@pytest.mark.parametrize("seed", range(2))
def test_the_build_builds_what_the_check_passes_of_spoilt_files(
    tmp_path: Path, tried: Callable[[str, int], None], seed: int
) -> None:
    number, refused = assert_agreement(tmp_path, nasty.mutated(random.Random(seed), 600))
    assert 0 < refused < number
    tried("files spoilt by bytes and pieces, checked and built", number)


@pytest.mark.long
def test_the_build_builds_what_the_check_passes_of_naughty_strings(
    tmp_path: Path, tried: Callable[[str, int], None], corpora: Path
) -> None:
    strings = json.loads((corpora / "naughty-strings.json").read_text("utf-8"))
    number, refused = assert_agreement(tmp_path, nasty.everywhere(strings))
    assert 0 < refused < number / 2
    tried("files with naughty strings, checked and built", number)


@pytest.mark.long
def test_no_content_stops_the_server_and_it_mends_itself(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    odd = [file for at, file in enumerate(nasty.texts()) if at % 4 == 0]
    written = site_with(tmp_path, [*odd, *nasty.mutated(random.Random(7), 60)])
    server = Server(tmp_path)
    try:
        page = server.wait_for("gloss-problems", "")
        assert "unforeseen" not in server.log.read_text("utf-8", "replace")
        for path in written:
            (tmp_path / path).unlink(missing_ok=True)
        page = server.wait_for("gloss-problems", "", gone=True)
        assert "Test data" in page
        for path, text in odd[::20]:  # and what comes while it runs
            (tmp_path / path).write_bytes(text.encode())
        server.wait_for("gloss-problems", "")
    finally:
        server.process.terminate()
        server.process.wait(timeout=PATIENCE_SECONDS)
    tried("files with odd content, served", len(written))
