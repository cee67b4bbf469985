"""Input that is made to keep the program busy is read in seconds, or refused."""

from __future__ import annotations

import json
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from glossator.render import MarkdownError, check_markdown, render_article_body

# What takes a square of time takes minutes for these; a slow machine takes some seconds.
SECONDS = 10


@contextmanager
def soon() -> Iterator[None]:
    begin = time.perf_counter()
    yield
    assert time.perf_counter() - begin < SECONDS


@pytest.mark.parametrize(
    "piece",
    ["<![", "[a][", "[a](", "![", "<a ", "[![", "<p ", "<![CDATA[", "[a] [", "<a href='", "["],
)
def test_brackets_that_never_close_are_refused(piece: str) -> None:
    for text in (piece * 4000, f"{piece}\n\n" * 4000, "]>) " * 9 + piece * 4000):
        with soon(), pytest.raises(MarkdownError):
            render_article_body(text, "Title")


@pytest.mark.parametrize("piece", ["# a\n", "h\n===\n", "* * *\n", "*a* "])
def test_endless_blocks_are_refused(piece: str) -> None:
    with soon(), pytest.raises(MarkdownError):
        render_article_body(piece * 60_000, "Title")


def test_real_texts_are_not_refused(corpora: Path) -> None:
    texts = json.loads((corpora / "anchoring/drift.json").read_text(encoding="utf-8"))
    found = [text for text in strings(texts) if len(text) > 500]
    assert len(found) > 50
    for text in found:
        check_markdown(text)
    for file in (Path(__file__).parents[1] / "docs").rglob("*.md"):
        check_markdown(file.read_text(encoding="utf-8"))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)
