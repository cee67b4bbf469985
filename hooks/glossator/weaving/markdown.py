"""Markdown to clean HTML: of articles and of notes, by the same rules for everybody."""

from __future__ import annotations

import re
from collections.abc import Callable
from functools import cache, lru_cache
from typing import TYPE_CHECKING, TypeVar

from markupsafe import Markup, escape

from glossator.weaving.as_seen import as_seen
from glossator.weaving.faults import MarkdownError as MarkdownError
from glossator.weaving.faults import TooDeepError as TooDeepError
from glossator.weaving.faults import TooSlowError as TooSlowError
from glossator.weaving.faults import fault_of
from glossator.weaving.markup import HtmlText, read_text
from glossator.weaving.plain_markdown import render_plainly
from glossator.weaving.sanitize import (
    clean_article,
    complete_links,
    sanitize_note,
    unique_ids,
)
from glossator.weaving.slowness import cost_of

if TYPE_CHECKING:
    import markdown

T = TypeVar("T")

# Who checks a text renders it again a moment later; what is of use for longer is kept elsewhere.
CACHE_SIZE = 64
# A long article takes tens of megabytes.
ARTICLES_KEPT = 2

# Calls that a host may have on the stack of its own: of lists, thirty levels.
SPARE_CALLS = 60

# Each level of a quote or list takes a character or more at the beginning of its line.
_DEEP_LINE = re.compile(r"^[ \t>*+\-0-9.]{50}", re.MULTILINE)
# What HTML may begin with, and those tags and links of which nothing has to be taken out.
_RAW = re.compile(r"<[a-zA-Z/!?]")
_TAME = re.compile(
    r"<(?:https?://[^\s<>]*|/?(?:b|bdi|br|em|i|p|q|s|small|span|strong|sub|sup|u)"
    r"""(?: (?:lang|dir)="[A-Za-z0-9-]*")*[ ]?/?)>"""
)
_FIRST_LEVEL = re.compile(r"<(?P<close>/?)h1\b")


@lru_cache(maxsize=ARTICLES_KEPT)
def render_article_body(body: str, title: str, base: str = "") -> HtmlText:
    """The HTML of an article's Markdown with its text.

    It begins with its one first-level heading, so that the headline can be annotated like
    the rest: that of the body, where the body begins with one, or else the title. Other
    headings of the first level become second. Relative links are read as on the page `base`.

    Raises:
        MarkdownError: the Markdown is nested too deeply, or would take too long.
    """
    html = render_plainly(body, _parsed_article, has_headings=True)
    if html is None:
        html = _parsed_article(body)
    html = as_seen(complete_links(html, base=base)).lstrip()
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
    html = render_plainly(body, _parsed_note, has_headings=False)
    if html is None:
        html = _parsed_note(body)
    return Markup(as_seen(html))  # noqa: S704 - sanitised in the lines above


def is_harmless(text: str, *, is_article: bool = False) -> bool:
    """Whether nothing of a note's Markdown, or an article's, is taken out of its HTML.

    Then it may be given to others as it was typed; they may clean what they make of it or not.

    Raises:
        MarkdownError: the Markdown is nested too deeply, or would take too long.
    """
    if _RAW.search(_TAME.sub("", text)):
        return False
    made = unclean_html(text, is_article=is_article)
    kept = clean_article(made) if is_article else sanitize_note(made)
    return all(made.count(sign) == kept.count(sign) for sign in ("<", ' href="'))


def unclean_html(text: str, *, is_article: bool = False) -> str:
    """What the parser makes of a note's Markdown, or an article's, with all that is taken out.

    Raises:
        MarkdownError: the Markdown is nested too deeply, or would take too long.
    """
    return _convert(text, _article_markdown if is_article else _note_markdown)


def _parsed_article(text: str) -> str:
    """Its clean HTML, with links as they were written."""
    return clean_article(_convert(text, _article_markdown))


def _parsed_note(text: str) -> str:
    return sanitize_note(_convert(text, _note_markdown))


def check_markdown(text: str) -> None:
    """Raise what `render_article_body` would raise, mostly without rendering.

    Raises:
        MarkdownError: the text is one that no parser should be given.
    """
    cost_of(text)
    check_depth(text)


def check_depth(text: str) -> None:
    """Raise what rendering a text that was rendered here would raise further down the stack.

    Raises:
        TooDeepError: quotes and lists stand too deep in one another.
    """
    if _DEEP_LINE.search(text):
        further_down(SPARE_CALLS, lambda: _convert(text, _note_markdown))


def further_down(calls: int, work: Callable[[], T]) -> T:
    """Do the work as far down the stack as a host may be when it comes to a text."""
    return further_down(calls - 1, work) if calls else work()


def _convert(text: str, parser: Callable[[], markdown.Markdown]) -> str:
    cost_of(text)
    try:
        return parser().reset().convert(text)
    except Exception as error:  # whatever a parser raises
        # The parser was left half-way, and `reset` does not bring it back.
        _article_markdown.cache_clear()
        _note_markdown.cache_clear()
        raise fault_of(error) from None


@cache
def _article_markdown() -> markdown.Markdown:
    return _parser(extensions=["sane_lists", "tables", "toc"])


@cache
def _note_markdown() -> markdown.Markdown:
    return _parser(extensions=["sane_lists"])


def _parser(*, extensions: list[str]) -> markdown.Markdown:
    import markdown  # most texts take none

    return markdown.Markdown(extensions=extensions, output_format="html")
