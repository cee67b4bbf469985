"""Markdown to clean HTML: nothing of it acts, and the short way there leads to the same."""

from __future__ import annotations

from markupsafe import Markup

from glossator.weaving import markdown as rendering
from glossator.weaving.markdown import (
    MarkdownError,
    check_markdown,
    is_harmless,
    render_article_body,
    render_note_body,
)
from glossator.weaving.markup import read_text
from glossator.weaving.plain_markdown import render_plainly
from glossator.weaving.sanitize import sanitize_article, sanitize_note, sanitize_page
from tests.fuzz.feeding import TESTS, Fed, case_files, seed
from tests.fuzz.reading_html import again, assert_harmless
from tests.fuzz.words import MARKDOWN, PART
from tests.host import ARTICLE
from tests.strategies import Outline

WORDS = [*MARKDOWN, PART]
SHORT = 60
BASE = "https://news.example.org/a/b"


def seeds() -> list[bytes]:
    golden = [file.read_text(encoding="utf-8") for file in sorted((TESTS / "golden").glob("*.md"))]
    return [seed(text, "A title") for text in (ARTICLE, *golden, *case_files("markdown"))]


def check(data: bytes) -> None:
    fed = Fed(data)
    text = fed.text().replace("\r\n", "\n").replace("\r", "\n")
    title = fed.text()
    for clean in (sanitize_article, sanitize_note):
        assert_clean(clean(text))
    assert_harmless(sanitize_page(text), pictures=True)
    try:
        check_markdown(text)
        article, note = render_article_body(text, title, BASE), render_note_body(text)
    except MarkdownError as error:
        assert error.code.startswith("markdown-")
        assert error.message
        return
    assert isinstance(note, Markup)
    assert_clean(str(note))
    assert_clean(article.html)
    assert article.html.startswith("<h1")
    outline = Outline(article.html)
    ids = [attributes["id"] for _, attributes in outline.tags if "id" in attributes]
    assert len(ids) == len(set(ids))
    assert [tag for tag, _ in outline.tags].count("h1") == 1
    assert_same_both_ways(text)
    if is_harmless(text):
        again_clean = read_text(sanitize_note(str(note)))
        assert read_text(str(note)).text.split() == again_clean.text.split()


def assert_clean(html: str) -> None:
    assert_harmless(html)
    # Read and written by another parser, it does not turn into something else.
    assert_harmless(again(again(html)))


def assert_same_both_ways(text: str) -> None:
    """What is rendered without a parser is what the parser makes of it."""
    for parse, has_headings in (
        (rendering._parsed_article, True),
        (rendering._parsed_note, False),
    ):
        plainly = render_plainly(text, parse, has_headings=has_headings)
        assert plainly is None or plainly == parse(text)
