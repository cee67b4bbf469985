"""Which files are published: none that anybody's table of types, or first bytes, makes a page."""

from __future__ import annotations

import mimetypes
import re
from collections.abc import Callable
from itertools import product

import pytest
import yaml
from pathspec import GitIgnoreSpec

from glossator.content.file_kinds import HEAD, unpublished_kind
from glossator.content.left_behind import is_left_behind
from tests.shared_cases import FOLDER

pytestmark = [pytest.mark.trust]

# Words by the name that stands above them in brackets.
NAMES = {
    name: words.split()
    for name, words in re.findall(
        r"^\[(\w+)\]\n(.*?)(?=^#|\Z)",
        (FOLDER / "file-names.txt").read_text(encoding="utf-8"),
        re.MULTILINE | re.DOTALL,
    )
}
# What browsers draw with scripts, or run, or what others run in place of a browser.
RUNS = ("html", "xml", "svg", "script", "css", "wasm", "flash", "rfc822", "x-php", "x-sh", "python")


def is_refused(source: str, head: bytes = b"") -> bool:
    return unpublished_kind(f"docs/{source}", source, lambda: head) is not None


def test_no_ending_that_anybody_runs_is_published(tried: Callable[[str, int], None]) -> None:
    by_type = {
        ending
        for table in (mimetypes.MimeTypes().types_map[True], mimetypes.common_types)
        for ending, kind in table.items()
        if any(word in kind for word in RUNS) and "officedocument" not in kind
    }
    endings = sorted(by_type | {f".{name}" for name in NAMES["endings"]})
    forms = (
        "a/x{0}",
        "a/x.png{0}",
        "a/x{0}.",
        "a/x{0} ",
        "a/.{0}",
        "a/x.{0}",
        "X{0}~",
        "a/x{0}\x00",
    )
    names = [form.format(one) for form in forms for end in endings for one in (end, end.upper())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files with endings that some host runs", len(names))


def test_no_name_that_steers_a_host_is_published(tried: Callable[[str, int], None]) -> None:
    names = [form for name in NAMES["steering"] for form in (name, name.upper(), name.capitalize())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files that tell hosts what to do", len(names))


def test_an_ending_inside_of_a_name_is_none_that_a_host_could_go_by(
    tried: Callable[[str, int], None],
) -> None:
    programs, pages = NAMES["programs"], NAMES["pages"]
    names = [f"a/x.{one}.{last}" for one, last in product(programs, ("jpg", "csv", "vtt", "zip"))]
    names += [f"a/x.{one}.{last}" for one, last in product(pages, ("parquet", "vtt", "avif"))]
    names += [f"a/x.{one};.{last}" for one, last in product(programs, ("jpg", "vtt"))]
    names += [f"a/x.{one}.b.{last}" for one, last in product(programs, ("png", "geojson"))]
    names = [form for name in names for form in (name, name.upper())]
    assert [name for name in names if not is_refused(name)] == []
    tried("names of files with an ending inside that a host may go by", len(names))


@pytest.mark.parametrize("source", NAMES["honest"])
def test_a_newsroom_publishes_its_pictures_and_data(source: str) -> None:
    assert not is_refused(source, b"\x89PNG\r\n")


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("film.rs.vtt", b"WEBVTT\n\n00:01.000 --> 00:02.000\n"),
        ("film.ts.vtt", b"\xef\xbb\xbfWEBVTT - Test data\r\n"),
        ("talk.rs.srt", b"1\r\n00:00:01,000 --> 00:00:02,000\r\n"),
        ("talk.sh.srt", b"\n1\n00:00:01,000 --> 00:00:02,000\n"),
        ("doc.pl.pdf", b"%PDF-1.7"),
        ("doc.rs.docx", b"PK\x03\x04"),
    ],
)
def test_a_language_within_a_name_is_none_of_an_ending(name: str, head: bytes) -> None:
    assert not is_refused(f"a/{name}", head)


@pytest.mark.parametrize(
    ("name", "head"),
    [
        ("film.rs.vtt", b"<a/>"),
        ("film.rs.vtt", b"\xff\xfe<\0a\0"),
        ("film.rs.srt", b"1\0\n\0"),
        ("film.rs.geojson", b"WEBVTT\n"),
        ("film.svg.vtt", b"WEBVTT\n"),
        ("film.rs.svg.vtt", b"WEBVTT\n"),
        ("film.php.rs.vtt", b"WEBVTT\n"),
        ("film.rs.php.vtt", b"WEBVTT\n"),
    ],
)
def test_what_only_seems_to_be_captions_in_a_language_is_not_published(
    name: str, head: bytes
) -> None:
    assert is_refused(f"a/{name}", head)


@pytest.mark.parametrize(("name", "usual"), [("x.jfif", "jpg"), ("x.JPE", "jpg"), ("x.tab", "tsv")])
def test_a_rare_name_of_a_kind_is_told_with_the_usual_one(name: str, usual: str) -> None:
    found = unpublished_kind(f"docs/a/{name}", f"a/{name}", lambda: b"\xff\xd8")
    assert found
    assert f"rename it to end in `.{usual}`" in found.message


@pytest.mark.parametrize("name", ["x.png", "x.csv", "x.parquet", "x.pdf", "x.woff2", "x.mp3"])
@pytest.mark.parametrize(
    "head",
    [
        *(b"<!DOCTYPE html>", b"<html>", b"<script>", b"<?xml version='1.0'?>", b"<svg onload=a>"),
        *(b" \n\t<b>", b"\xef\xbb\xbf<p>", b"\x00\x00<iframe>", b"\xef\xbb\xbf\r\n <!--", b"</a>"),
        *(b"\x0c<X", b"\r<h1", b"\x1f<body"),
    ],
)
def test_what_begins_like_a_page_is_not_published(name: str, head: bytes) -> None:
    assert is_refused(f"a/{name}", head)
    assert not is_refused("a/page.md", head)


@pytest.mark.parametrize(
    "head", [b"", b"GIF89a", b"%PDF-1.7", b"1 < 2", b"< 5 years,3", b"<5,3", b"PAR1", b"<<BEGIN"]
)
def test_what_begins_otherwise_is(head: bytes) -> None:
    assert not is_refused("a/x.csv", head)


def test_a_page_behind_many_blanks_is_found() -> None:
    assert is_refused("a/x.csv", (b" " * 1400 + b"<script>")[:HEAD])


@pytest.mark.parametrize(
    "source",
    [
        *("CNAME", "robots.txt", "a/[1].svg", "a/?.svg", "a/*.svg", "a/x y.svg", "#a#/b.svg"),
        *(
            "!a.svg",
            "a\\b.svg",
            "a/b ",
            'a"b.svg',
            "жук/橋.svg",
            f"{'long/' * 40}x.svg",
            "-a",
            "a:b",
        ),
    ],
)
def test_the_line_of_the_message_allows_the_file_and_no_other(source: str) -> None:
    found = unpublished_kind(f"docs/{source}", source, lambda: b"")
    assert found
    line = found.message.rpartition("owner add `")[2].partition("` below `extra.glossator`")[0]
    patterns = yaml.safe_load(line)["allowed_files"]
    allowed = GitIgnoreSpec.from_lines(patterns)
    assert allowed.match_file(source)
    assert not any(map(allowed.match_file, (f"x/{source}", "a/1.svg", "a/x.svg", "a/b", "b.svg")))


@pytest.mark.parametrize(
    "name",
    [
        *("Thumbs.db", "thumbs.db", "Desktop.ini", "Icon\r", "4913", "page.md~", "#page.md#"),
        *("note.yaml~", "#note.yaml#", "page.md.~12~", "~$report.docx", "a.b.csv~"),
    ],
)
def test_what_systems_and_editors_leave_is_known(name: str) -> None:
    assert is_left_behind(name)


@pytest.mark.parametrize(
    "name",
    ["page.html~", "x.svg~", "#x.php#", "page.md#", "~page.md", "4914", "x.db", "Thumbs.db.html"],
)
def test_what_only_looks_like_it_is_not(name: str) -> None:
    assert not is_left_behind(name)
