"""A short round of every harness, always the same, and what once showed a mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from glossator.anchoring.text import normalize
from glossator.caching.cache import Cache
from glossator.caching.digest import SIZE
from glossator.importing.markdown import escape_text
from glossator.weaving.markdown import render_article_body, render_note_body
from tests.fuzz import HARNESSES, harness
from tests.fuzz.mutating import inputs
from tests.fuzz.reading_html import assert_harmless

CASES = sorted((Path(__file__).parent / "cases").glob("*/*"))
pytestmark = [pytest.mark.trust]
# Of the short round, in the long one.
_MORE = 30


@pytest.mark.parametrize("case", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_once_showed_a_mistake_holds(case: Path) -> None:
    harness(case.parent.name).check(case.read_bytes())


@pytest.mark.parametrize("name", HARNESSES)
def test_what_a_harness_says_holds_for_inputs_made_up(
    name: str, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    one = harness(name)
    count = 0

    @settings(max_examples=one.SHORT * (_MORE if is_long else 1))
    @given(inputs(one))
    def check(data: bytes) -> None:
        nonlocal count
        count += 1
        one.check(data)

    check()
    tried(f"inputs of the fuzzing harness {name}", count)


def unchecked(cache: Cache, kind: str, key: str) -> bytes | None:
    file = cache.folder / kind / key[:2] / key
    return file.read_bytes()[SIZE:] if file.is_file() else None


FAULTS = {
    "loader": ("glossator.content.yaml_source.read_plainly", lambda text: {"kind": "context"}),
    "front_matter": ("glossator.content.front_matter._end", lambda head, node: len(head)),
    "fmt": ("glossator.editing.yaml_tree.comments_of", lambda text, hidden: []),
    "normaliser": ("glossator.anchoring.text._compose", lambda *same: same),
    "matcher": ("glossator.anchoring.anchor.find_all", lambda text, needle: [0]),
    "weaver": ("tests.fuzz.weaver.weave_marks", lambda article, places: article.html),
    "markdown": ("glossator.weaving.markdown.clean_article", lambda html: html),
    "pages": ("glossator.importing.article_copy.write_markdown", lambda leaves: "lost"),
    "annotations": ("glossator.importing.web_annotation.escape_note_text", escape_text),
    "exporters": ("glossator.exporting.csv_tables.safe_cell", lambda text: text),
    "search": ("glossator.searching.index.encode_postings", lambda some, _: b"\4\0"),
    "cache": ("glossator.caching.cache.Cache.get", unchecked),
}


@pytest.mark.parametrize("name", HARNESSES)
def test_a_fault_put_into_the_code_is_found(name: str, monkeypatch: pytest.MonkeyPatch) -> None:
    one = harness(name)
    monkeypatch.setattr(*FAULTS[name])
    for cached in (render_article_body, render_note_body, normalize):
        cached.cache_clear()
    cases = [case.read_bytes() for case in CASES if case.parent.name == name]
    try:
        with pytest.raises(Exception):  # noqa: B017 - whatever shows it
            for data in (*cases, *one.seeds()):
                one.check(data)
    finally:
        for cached in (render_article_body, render_note_body, normalize):
            cached.cache_clear()


@pytest.mark.parametrize(
    "html",
    [
        "<img src=x>",
        "<p onclick=x>",
        "<a href='java\tscript:x'>x</a>",
        "<q cite=' data:x'>x</q>",
        "<h2 id=__search>x</h2>",
        "<svg><p>x</p></svg>",
        "<p style=x>",
    ],
)
def test_what_acts_is_seen_in_html(html: str) -> None:
    with pytest.raises(AssertionError):
        assert_harmless(html)


def test_every_harness_is_listed() -> None:
    folder = Path(__file__).parent
    made = {file.stem for file in folder.glob("*.py") if "\ndef check(" in file.read_text("utf-8")}
    assert made == set(HARNESSES)
    assert {case.parent.name for case in CASES} <= made
