"""Input that is made to keep the program busy is read in seconds, or refused."""

from __future__ import annotations

import json
import random
import time
import unicodedata
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from glossator import TextQuoteSelector, match_quote
from glossator.anchoring.text import normalize
from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.weaving.annotate import annotate
from glossator.weaving.markdown import MarkdownError, check_markdown, render_article_body
from tests.strategies import make_note

# What takes a square of time takes minutes for these; a slow machine takes some seconds.
# They are seconds of this process: what else the machine does takes none of them.
SECONDS = 10


@contextmanager
def soon() -> Iterator[None]:
    begin = time.process_time()
    yield
    assert time.process_time() - begin < SECONDS


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
    for file in (Path(__file__).parents[2] / "docs").rglob("*.md"):
        check_markdown(file.read_text(encoding="utf-8"))


def strings(value: object) -> Iterator[str]:
    if isinstance(value, str):
        yield value
    elif isinstance(value, dict | list):
        for part in value.values() if isinstance(value, dict) else value:
            yield from strings(part)


@pytest.mark.build  # for as long as it takes
def test_thousands_of_notes_on_an_article_are_woven_soon() -> None:
    words = [f"word{number}" for number in range(20_000)]
    paragraphs = (" ".join(words[at : at + 50]) for at in range(0, len(words), 50))
    article = render_article_body("\n\n".join(paragraphs), "Title")

    def note(name: str, *begins: int) -> Note:
        target = [{"exact": " ".join(words[at : at + 3])} for at in begins]
        return make_note(name, Annotation(kind="context", target=target, body="b"))

    with soon():
        annotated = annotate(article, [note(f"n{at}", at * 4) for at in range(5000)])
    assert [placed.number for placed in annotated.notes] == list(range(1, 5001))
    with soon():
        annotated = annotate(article, [note("n", *range(0, 20_000, 40))])
    assert len(annotated.notes[0].places) == 500
    assert not annotated.problems
    with soon():
        annotated = annotate(article, [note(f"n{at}", 0) for at in range(5000)])
    assert annotated.html.count("<mark") == 1


def test_marks_without_end_are_read_in_linear_time() -> None:
    text = "a" + "\u0301\u0323" * 300_000 + " e\u0301"
    with soon():
        normal = normalize(text)
        assert normalize(normal.text).text == normal.text
    assert normal.text.endswith(" é")
    assert normal.source_span(len(normal.text) - 1, len(normal.text)) == (600_002, 600_004)


@pytest.mark.parametrize("number", [29, 30, 31, 32])
def test_letters_with_many_marks_are_compared_as_they_are(number: int) -> None:
    text = "xe" + "\u0301" * number + "y"
    once = normalize(text)
    assert normalize(once.text).text == once.text
    assert (once.text == unicodedata.normalize("NFC", text)) == (number <= 30)
    assert once.source_span(0, len(once.text)) == (0, len(text))


def test_suggestions_for_a_long_quote_come_soon() -> None:
    words = [f"{number:x}" for number in random.Random(1).choices(range(10_007), k=200_000)]
    text = " ".join(words)
    assert len(text) > 900_000
    begin = text.index(" ", 500_000) + 1
    end = text.index(" ", begin + 20_000)
    quotes = (text[begin:end].replace("a1", "a2"), "zz " * 6000, "ab" * 10_000)
    for quote, places in zip(quotes, ([(begin, end)], [], []), strict=True):
        with soon():
            match = match_quote(text, TextQuoteSelector(quote, "x" * 20_000, "y" * 20_000))
        assert match.status == "orphaned"
        assert [found.span for found in match.suggestions[:1]] == places
    with soon():
        match_quote("ab" * 500_000, TextQuoteSelector("ab" * 9_999 + "c"))
        match_quote("abb" * 333_000, TextQuoteSelector("abc" * 333))
