"""Options whose bytes are no UTF-8, as a terminal of another encoding sends them."""

from __future__ import annotations

import sys
from pathlib import Path

import pytest

from tests.host import run, write_site

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="arguments are no bytes there")
NEW = ("new", "annotation", "bridge", "--quote", "1997", "--kind", "context", "--no-input")
IMPORT = ("import", "page.txt", "--url", "https://news.example.org/2")


@pytest.mark.parametrize(
    ("command", "option"),
    [
        ((*NEW, "--body", "B."), "--title"),
        ((*NEW, "--title", "T"), "--body"),
        ((*NEW, "--title", "T", "--body", "B."), "--source-publisher"),
        (IMPORT, "--title"),
        (IMPORT, "--topic"),
    ],
)
def test_an_option_that_is_no_text_is_told_and_nothing_is_written(
    tmp_path: Path, command: tuple[str, ...], option: str
) -> None:
    site = write_site(tmp_path)
    (site / "page.txt").write_text("Words of test data, as many as an article has.\n\n" * 20)
    before = sorted(site.rglob("*.*"))
    done = run("glossator", *command, option, "caf\udce9", cwd=site)
    assert done.returncode == 2
    assert rf'{option}: "caf\xe9" has bytes that are no UTF-8' in done.stderr
    assert sorted(site.rglob("*.*")) == before
