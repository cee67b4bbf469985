"""`glossator import`: what it writes, what it tells, and what it leaves as it was."""

from __future__ import annotations

import io
import os
import sys
import threading
from collections.abc import Callable
from pathlib import Path

import pytest
from click.testing import CliRunner, Result
from hypothesis import given as for_all

from glossator.cli import main
from glossator.cli.waiting import waiting
from glossator.content.corpus import body_digest
from glossator.content.front_matter import (
    change_front_matter,
    split_front_matter,
    write_front_matter,
)
from glossator.content.page_model import ArticleMeta
from glossator.content.validate import validate_record
from glossator.site.publish import Settings, publish
from glossator.web.fetch import LARGEST_PAGE
from tests.budget import examples
from tests.importing.made_of import PAGE, PAGES, TEXTS, words_in
from tests.web_server import Web


@pytest.fixture
def run_import(site: Path, monkeypatch: pytest.MonkeyPatch) -> Callable[..., Result]:
    monkeypatch.chdir(site)

    def call(*arguments: str, typed: bytes | None = None) -> Result:
        return CliRunner().invoke(main, ["import", *arguments], input=typed, catch_exceptions=False)

    return call


NEWS = str(PAGES / "news.html")
FROM = ["--url", "https://example.org/news/bridge-closes"]


def test_import_writes_the_article_and_says_where(
    run_import: Callable[..., Result], site: Path
) -> None:
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 0
    assert done.stdout.startswith("docs/articles/bridge-closes-for-a-year.md: ")
    assert "Left out: " in done.stderr
    assert "related stories" in done.stderr or "beside the article" in done.stderr
    text = (site / "docs/articles/bridge-closes-for-a-year.md").read_text(encoding="utf-8")
    parsed, body, _ = split_front_matter(text, "x")
    meta, problems = validate_record(parsed, ArticleMeta)
    assert problems == []
    assert meta is not None
    assert meta.sha256 == body_digest(body)
    assert publish(Settings(root=site)).problems == []


def test_import_from_an_address_takes_the_final_one(
    run_import: Callable[..., Result], site: Path, web: Web
) -> None:
    web.page("/real", PAGE)
    done = run_import(web.page("/short", status=302, Location="/real"), "--publisher", "P")
    assert done.exit_code == 0
    assert f"leads to {web.url}/real" in done.stderr
    assert f"url: {web.url}/real\n" in (site / "docs/articles/t.md").read_text(encoding="utf-8")


def test_import_in_a_dry_run_prints_and_writes_nothing(
    run_import: Callable[..., Result], site: Path
) -> None:
    before = sorted(site.rglob("*"))
    done = run_import(NEWS, *FROM, "--dry-run")
    assert done.stdout.startswith("---\ntitle: Bridge closes for a year\n")
    assert sorted(site.rglob("*")) == before


def test_import_never_overwrites(run_import: Callable[..., Result], site: Path) -> None:
    file = site / "docs/articles/bridge.md"
    before = file.read_bytes()
    done = run_import(NEWS, *FROM, "--slug", "bridge")
    assert done.exit_code == 1
    assert "docs/articles/bridge.md is there already; --replace" in done.stderr
    assert file.read_bytes() == before


def test_import_knows_a_page_that_it_has_under_another_name(
    run_import: Callable[..., Result], site: Path
) -> None:
    assert run_import(NEWS, *FROM, "--slug", "other").exit_code == 0
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 1
    assert "docs/articles/other.md is there already" in done.stderr


def test_replacing_keeps_what_was_written_by_hand(
    run_import: Callable[..., Result], site: Path
) -> None:
    run_import(NEWS, *FROM, "--topic", "testing", "--slug", "it", "--published", "2026-01")
    file = site / "docs/articles/it.md"
    text = file.read_text(encoding="utf-8")
    by_hand = text.replace("rights: ©", "# asked on Monday\nrights: By leave of").replace(
        "retrieved: ", "retrieved: 2026-01-01 # "
    )
    file.write_text(
        by_hand.replace("language: en-GB", "language: 'en'  # no, really"), encoding="utf-8"
    )
    done = run_import(NEWS, *FROM, "--replace", "--author", "Cy: Placeholder")
    assert done.exit_code == 0
    assert "docs/articles/it.md: the text is as it was" in done.stdout
    assert "--published changes it" in done.stderr
    new = file.read_text(encoding="utf-8")
    for kept in (
        "# asked on Monday\n", "By leave of", "topics: [testing]", "published: 2026-01\n",
        "language: 'en'  # no, really",
    ):  # fmt: skip
        assert kept in new
    assert 'author: "Cy: Placeholder"' in new
    assert "retrieved: 2026-01-01" not in new
    assert publish(Settings(root=site)).problems == []


NEW = {
    "title": "New: one",
    "retrieved": "2026-11-23",
    "topics": ["a", "b"],
    "source": {"author": "Ann: X", "published": "2025"},
}


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (
            "title: x # t\nsource:\n  url: u\n  via: ~ # v\n# end\nrights: null\n",
            'title: "New: one" # t\nsource:\n  url: u\n  via: ~ # v\n  author: "Ann: X"\n'
            "  published: 2025\n# end\nrights: null\nretrieved: 2026-11-23\ntopics: [a, b]\n",
        ),
        (
            "title: |\n  x\n  y\n# above\nsource: {url: u} # s\n"
            "topics:\n- z\n# below\nretrieved:\n",
            'title: "New: one"\n# above\nsource: {url: u, author: "Ann: X", published: 2025} # s\n'
            "topics: [a, b]\n# below\nretrieved: 2026-11-23\n",
        ),
        (
            "topics: # all\n  - z\nsource:\n    author:\n    published: '2024' # p\n"
            "title: >-\n  x\n",
            'topics: [a, b]  # all\nsource:\n    author: "Ann: X"\n    published: 2025 # p\n'
            'title: "New: one"\nretrieved: 2026-11-23\n',
        ),
    ],
)
def test_changed_fields_leave_all_others_as_they_were(before: str, after: str) -> None:
    changed = change_front_matter(f"---\n{before}---\n\nThe body", NEW)
    assert changed == f"---\n{after}---\n"


@pytest.mark.parametrize(
    "head", ["? title\n: x\nsource: {url: u}\n", "title: &a x\nrights: *a\nsource: {url: u}\n"]
)
def test_front_matter_that_cannot_be_changed_alone_is_refused(head: str) -> None:
    with pytest.raises(ValueError, match="each field on a line of its own"):
        change_front_matter(f"---\n{head}---\n", NEW)


@for_all(TEXTS, TEXTS)
@examples(150)
def test_any_text_comes_back_from_front_matter(first: str, second: str) -> None:
    first, second = " ".join(first.split()), " ".join(second.split())
    fields = {"title": first, "source": {"author": second}, "topics": [first] if first else []}
    kept = {name: value for name, value in fields.items() if value}
    kept["source"] = {"author": second} if second else None
    text = write_front_matter(fields)
    assert split_front_matter(text, "x")[0].data == kept
    changed = change_front_matter(
        "---\ntitle: x\nsource:\n  author: y\n---\n",
        {"title": second or "z", "source": {"author": first or "z"}},
    )
    assert split_front_matter(changed, "x")[0].data == {
        "title": second or "z",
        "source": {"author": first or "z"},
    }


def test_replacing_needs_no_library_of_the_tests(
    run_import: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(NEWS, *FROM)
    for name in [name for name in sys.modules if name.startswith("ruamel")]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "ruamel.yaml", None)
    assert run_import(NEWS, *FROM, "--replace").exit_code == 0


def test_replacing_says_when_the_text_has_changed(
    run_import: Callable[..., Result], site: Path, tmp_path: Path
) -> None:
    run_import(NEWS, *FROM)
    page = tmp_path / "news.html"
    page.write_text(
        Path(NEWS).read_text(encoding="utf-8").replace("5 million", "6 million"), encoding="utf-8"
    )
    done = run_import(str(page), *FROM, "--replace")
    assert "the text has changed" in done.stdout
    assert "glossator reanchor docs/articles/bridge-closes-for-a-year.md" in done.stderr
    assert publish(Settings(root=site)).problems == []


def test_import_names_every_option_that_is_needed(run_import: Callable[..., Result]) -> None:
    done = run_import(str(PAGES / "no-title.html"))
    assert done.exit_code == 2
    assert all(option in done.stderr for option in ("--title", "--url", "--publisher"))


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["no-such-file.html"], "there is no file no-such-file.html"),
        (["example.org/news"], "write https://example.org/news"),
        (["docs"], "is a folder"),
        ([NEWS, *FROM, "--slug", "Not A Slug"], "as in --slug share-price"),
        ([NEWS, *FROM, "--slug", "index"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--slug", "com1"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--slug", "long-" * 30 + "name"], "cannot be the name of an article"),
        ([NEWS, *FROM, "--published", "last week"], "--published: "),
        ([NEWS, *FROM, "--language", "english please"], "--language: "),
        ([NEWS, "--url", "example.org"], "--url: "),
        ([NEWS, *FROM, "--topic", "tasting"], "did you mean `testing`"),
        ([NEWS, *FROM, "--translated", "maybe"], "'maybe' is not one of"),
        ([NEWS, *FROM, "--replace"], "no copy of this page to replace"),
        (["ftp://x.example.org/a"], "https:// and http:// only"),
        (["docs/articles/bridge.md"], "is Markdown already"),
        ([], "Missing argument 'SOURCE'"),
    ],
)
def test_import_called_wrongly_exits_2_and_writes_nothing(
    run_import: Callable[..., Result], site: Path, arguments: list[str], said: str
) -> None:
    before = sorted(site.rglob("*"))
    done = run_import(*arguments)
    assert done.exit_code == 2
    assert said in done.stderr
    assert sorted(site.rglob("*")) == before


@pytest.mark.parametrize(
    ("content", "said"),
    [
        (b"", "there is nothing in it"),
        (b"   \n", "there is nothing in it"),
        (b"%PDF-1.7 x", "this is a PDF"),
        (b"PK\x03\x04", "a packed file"),
        (b"\x7fELF\x00\x01\xff\x80\x00", "this is no text"),
        (b"\x89PNG\r\n", "a picture"),
        (b"MIME-Version: 1.0\r\nContent-Type: multipart/related;\r\n", "MHTML"),
        (b"<html><body></body></html>", "there is no article in this page"),
        ((PAGES / "scripts-only.html").read_bytes(), "there is no article in this page"),
    ],
)
def test_what_is_no_article_exits_1_and_says_why(
    run_import: Callable[..., Result], tmp_path: Path, content: bytes, said: str
) -> None:
    file = tmp_path / "source.html"
    file.write_bytes(content)
    done = run_import(str(file), *FROM, "--publisher", "P", "--title", "T")
    assert done.exit_code == 1
    assert said in done.stderr
    assert str(file) in done.stderr


TEXT = """\
Bridge closes, and *opens* again

The old bridge was closed.
It was 1. of April, and # was a sign.

    Indented words are no code.
- nor is this a list
"""
NAMED = ["--publisher", "Example Daily", "--url", "https://example.org/b"]


def test_plain_text_is_paragraphs_with_a_headline(
    run_import: Callable[..., Result], site: Path, tmp_path: Path
) -> None:
    file = tmp_path / "bridge.txt"
    file.write_text(TEXT, encoding="utf-8")
    assert run_import(str(file), *NAMED).exit_code == 0
    file = site / "docs/articles/bridge-closes-and-opens-again.md"
    article = file.read_text(encoding="utf-8")
    assert "title: Bridge closes, and *opens* again\n" in article
    assert (
        "\n# Bridge closes, and \\*opens\\* again\n\nThe old bridge was closed.\nIt was" in article
    )
    assert words_in(split_front_matter(article, "x")[1]) == TEXT.split()
    assert publish(Settings(root=site)).problems == []


def test_text_and_pages_can_be_piped_in(run_import: Callable[..., Result]) -> None:
    plain = run_import("-", *NAMED, "--dry-run", typed=TEXT.encode())
    assert "# Bridge closes" in plain.stdout
    page = run_import("-", *NAMED, "--dry-run", typed=PAGE.encode())
    assert "# T\n" in page.stdout


@pytest.mark.skipif(not Path("/dev/zero").exists(), reason="there is no file without an end")
def test_a_file_without_an_end_is_refused(run_import: Callable[..., Result]) -> None:
    assert "more than 10 MB" in run_import("/dev/zero", *NAMED).stderr


def test_what_is_piped_in_is_never_cut_off(run_import: Callable[..., Result]) -> None:
    done = run_import("-", *NAMED, typed=PAGE.encode() + b" " * LARGEST_PAGE)
    assert done.exit_code == 1
    assert "more than 10 MB" in done.stderr


def test_without_the_extra_html_is_refused_with_the_command_and_text_works(
    run_import: Callable[..., Result], monkeypatch: pytest.MonkeyPatch
) -> None:
    for name in [name for name in sys.modules if name.split(".")[0] in {"lxml", "trafilatura"}]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.setitem(sys.modules, "lxml", None)
    monkeypatch.setitem(sys.modules, "trafilatura", None)
    done = run_import(NEWS, *FROM)
    assert done.exit_code == 1
    assert "pip install 'glossator[import]'" in done.stderr
    assert run_import("-", *NAMED, "--dry-run", typed=TEXT.encode()).exit_code == 0


def test_a_write_that_fails_leaves_everything_as_it_was(
    run_import: Callable[..., Result], site: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    run_import(NEWS, *FROM)
    before = {file: file.read_bytes() for file in site.rglob("*") if file.is_file()}

    def fail(*_: object) -> None:
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(Path, "replace", fail)
    done = run_import(NEWS, *FROM, "--replace", "--title", "Another")
    assert done.exit_code == 1
    assert "No space left on device" in done.stderr
    assert {file: file.read_bytes() for file in site.rglob("*") if file.is_file()} == before


@pytest.mark.skipif(os.name == "nt", reason="Windows has no modes of files")
def test_an_article_can_be_read_by_all_who_may_read_others(
    run_import: Callable[..., Result], site: Path
) -> None:
    old = os.umask(0o022)
    try:
        run_import(NEWS, *FROM)
    finally:
        os.umask(old)
    file = site / "docs/articles/bridge-closes-for-a-year.md"
    assert file.stat().st_mode & 0o777 == 0o644


def test_a_long_list_of_what_was_left_out_is_cut_but_for_verbose(
    run_import: Callable[..., Result], tmp_path: Path
) -> None:
    links = "".join(f'<li><a href="/{n}">Item of the menu number {n}</a></li>' for n in range(30))
    page = tmp_path / "page.html"
    page.write_text(PAGE.replace("<h1>", f"<nav><ul>{links}</ul></nav><h1>"), encoding="utf-8")
    short = run_import(str(page), *NAMED, "--dry-run").stderr
    assert "navigation: 30" in short
    assert "and 25 more; --verbose shows them" in short
    assert "number 29" in run_import(str(page), *NAMED, "--dry-run", "--verbose").stderr


def test_a_terminal_is_told_what_is_waited_for_and_the_line_is_gone_at_the_end(
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    is_told = threading.Event()

    class Terminal(io.StringIO):
        def isatty(self) -> bool:
            return True

        def write(self, text: str) -> int:
            if "2 kB" in text:
                is_told.set()
            return super().write(text)

    terminal = Terminal()
    monkeypatch.setattr(sys, "stderr", terminal)
    monkeypatch.setenv("TERM", "xterm")
    monkeypatch.setattr("glossator.cli.waiting.PATIENCE", 0.001)
    with waiting("Asking x.example.org") as progress:
        assert progress is not None
        progress(2048)
        assert is_told.wait(30)
    said = terminal.getvalue()
    assert "Asking x.example.org ... 0 s" in said
    assert said.endswith("\r\x1b[K")


def test_a_pipe_is_told_nothing_of_waiting() -> None:
    with waiting("Asking x.example.org") as progress:
        assert progress is None
