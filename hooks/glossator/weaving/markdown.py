"""Markdown to clean HTML: of articles and of notes, by the same rules for everybody."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Callable
from functools import cache, lru_cache

import markdown
from markupsafe import Markup, escape

from glossator.weaving.markup import HtmlText, read_text
from glossator.weaving.sanitize import sanitize_article, sanitize_note, unique_ids

# A site is a few thousand articles and notes; what does not change is not rendered again
# while `mkdocs serve` runs. Keyed by the text itself, so that nothing stale can come back.
CACHE_SIZE = 8192

# For each bracket that is not closed, Python-Markdown reads on to the end of the paragraph,
# or of the text where it may be a tag. A novel leaves a few open; a hundred take a second,
# and ten thousand would take hours. Pages that once were tables may have hundreds of `<`.
MOST_OPEN = {"[": 100, "](": 100, "<": 1000}
# Characters read again for them all: some seconds.
MOST_REREAD = 50_000_000
# Levels of quotes that a host's own calls may take from the stack.
SPARE_LEVELS = 20
# It copies the rest of a block for each heading in it, and a line for each emphasis. The
# longest tables that anybody reads have a few hundred rows, and the longest paragraph of
# Proust has 6,000 characters.
MOST_LINES = 1_000
LONGEST_BLOCK = 200_000

_BLANK_LINES = re.compile(r"\n[ \t]*\n")
_BRACKET = re.compile(r"\]\(|[\[\])>]|<(?=[a-zA-Z/!?])|\n[ \t]*\n")
_CLOSES = {"]": "[", "](": "[", ")": "](", ">": "<"}
# Each level of a quote or list takes a character or more at the beginning of its line.
_LINE_START = re.compile(r"^", re.MULTILINE)
_DEEP_LINE = re.compile(r"^[ \t>*+\-0-9.]{50}", re.MULTILINE)
_FIRST_LEVEL = re.compile(r"<(?P<close>/?)h1\b")


@lru_cache(maxsize=CACHE_SIZE)
def render_article_body(body: str, title: str, base: str = "") -> HtmlText:
    """The HTML of an article's Markdown with its text.

    It begins with its one first-level heading, so that the headline can be annotated like
    the rest: that of the body, where the body begins with one, or else the title. Other
    headings of the first level become second. Relative links are read as on the page `base`.

    Raises:
        MarkdownError: the Markdown is nested too deeply, or would take too long.
    """
    html = sanitize_article(_convert(body, _article_markdown), base=base).lstrip()
    begins_with_it = html.startswith("<h1")
    html = _lower_headings(html, keep_first=begins_with_it)
    if not begins_with_it:
        html = f'<h1 id="section-title">{escape(title)}</h1>\n{html}'
    return read_text(unique_ids(html))


def _lower_headings(html: str, *, keep_first: bool) -> str:
    """Sanitised HTML with every `<h1>`, but perhaps the first, made `<h2>`."""
    levels: list[int] = []  # of those that are open: within quotations they can be nested

    def lowered(found: re.Match[str]) -> str:
        nonlocal keep_first
        if found["close"]:
            return f"</h{levels.pop()}"
        levels.append(1 if keep_first else 2)
        keep_first = False
        return f"<h{levels[-1]}"

    return _FIRST_LEVEL.sub(lowered, html)


@lru_cache(maxsize=CACHE_SIZE)
def render_note_body(body: str) -> Markup:
    """The HTML of a note's Markdown, safe to put into a page.

    Raises:
        MarkdownError: the Markdown is nested too deeply, or would take too long.
    """
    html = sanitize_note(_convert(body, _note_markdown))
    return Markup(html)  # noqa: S704 - sanitised in the line above


class MarkdownError(Exception):
    """A Markdown text cannot be read; `code` and `message` say why, as a problem does."""

    code: str
    message: str


class TooDeepError(MarkdownError):
    """A Markdown text is nested deeper than its parser can follow."""

    code = "markdown-depth"
    message = "this text is nested too deeply to be read; take out levels of `>` or of lists"


class TooSlowError(MarkdownError):
    """A Markdown text would take its parser minutes."""

    code = "markdown-slow"

    def __init__(self, message: str) -> None:
        super().__init__(message)
        self.message = message


def check_markdown(text: str) -> None:
    """Raise what `render_article_body` would raise, mostly without rendering.

    Raises:
        MarkdownError: the text is one that no parser should be given.
    """
    _refuse_slow(text)
    if _DEEP_LINE.search(text):
        # A host has used up some of the stack when it comes to the text.
        _convert(_LINE_START.sub("> " * SPARE_LEVELS, text), _note_markdown)


def _convert(text: str, parser: Callable[[], markdown.Markdown]) -> str:
    _refuse_slow(text)
    try:
        return parser().reset().convert(text)
    except RecursionError:  # it descends once per level of quotes and lists
        # The parser was left half-way, and `reset` does not bring it back.
        _article_markdown.cache_clear()
        _note_markdown.cache_clear()
        raise TooDeepError from None


def _refuse_slow(text: str) -> None:
    """Refuse what takes Python-Markdown time that grows with the square of the length."""
    blocks = _BLANK_LINES.split(text)
    if any(len(block) > LONGEST_BLOCK or block.count("\n") > MOST_LINES for block in blocks):
        raise TooSlowError(
            f"more than {MOST_LINES:,} lines or {LONGEST_BLOCK:,} characters without a blank "
            "line; put blank lines between paragraphs"
        )
    most_open = MOST_OPEN | {"<": min(MOST_OPEN["<"], MOST_REREAD // (len(text) + 1))}
    open_now: Counter[str] = Counter()
    lost: Counter[str] = Counter()  # those that were open at the end of their paragraph
    for found in _BRACKET.finditer(text):
        bracket = found[0]
        if bracket in _CLOSES:
            open_now[_CLOSES[bracket]] = max(0, open_now[_CLOSES[bracket]] - 1)
        if bracket in MOST_OPEN:
            open_now[bracket] += 1
            if open_now[bracket] + lost[bracket] > most_open[bracket]:
                raise TooSlowError(
                    f"more than {most_open[bracket]:,} times `{bracket}` is opened and not closed; "
                    "close the brackets, or take them out"
                )
        if bracket.isspace():  # a link ends with its paragraph, a tag does not
            for kind in ("[", "]("):
                lost[kind] += open_now.pop(kind, 0)


@cache
def _article_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists", "tables", "toc"], output_format="html")


@cache
def _note_markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=["sane_lists"], output_format="html")
