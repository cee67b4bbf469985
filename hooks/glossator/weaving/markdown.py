"""Markdown to clean HTML: of articles and of notes, by the same rules for everybody."""

from __future__ import annotations

import re
from collections import Counter
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

if TYPE_CHECKING:
    import markdown

T = TypeVar("T")

# Who checks a text renders it again a moment later; what is of use for longer is kept elsewhere.
CACHE_SIZE = 64

# For each bracket that is not closed, Python-Markdown reads on to the end of the paragraph,
# or of the text where it may be a tag. A novel leaves a few open; a hundred take a second,
# and ten thousand would take hours. Pages that once were tables may have hundreds of `<`.
MOST_OPEN = {"[": 100, "](": 100, "<": 1000}
# Characters read again for them all: some seconds.
MOST_REREAD = 50_000_000
# Calls that a host may have on the stack of its own: of lists, thirty levels.
SPARE_CALLS = 60
# It copies the rest of a block for each heading and rule in it, line by line, and all of the
# block for each emphasis, link and escape. Nanoseconds, as measured with blocks of up to
# 60,000 such signs: what takes five seconds here takes some more on a slow machine, and ten
# times as much of it would take minutes.
COPIED_FOR_SIGN = 0.35
COPIED_FOR_HEADING = 1.0
READ_FOR_HEADING = 60
MOST_NANOSECONDS = 5_000_000_000

_BLANK_LINES = re.compile(r"\n[ \t>]*\n")
# What is escaped opens nothing.
_BRACKET = re.compile(r"\\.|\]\(|[\[\])>]|<(?=[a-zA-Z/!?])|\n[ \t]*\n")
_CLOSES = {"]": "[", "](": "[", ")": "](", ">": "<"}
_SIGN = re.compile(r"[\\`*_\[<&]")
_HEADING = re.compile(r"^[ >]*(?:#|=+ *$|(?:[-*_] *)+$)", re.MULTILINE)
# Items and rows of tables are texts of their own.
_ITEM = re.compile(r"^ {0,3}(?:[-+*]|\d+\.) ", re.MULTILINE)
_TABLE = re.compile(r".*\|.*\n[ |:-]+(?:\n|$)")
# Each level of a quote or list takes a character or more at the beginning of its line.
_DEEP_LINE = re.compile(r"^[ \t>*+\-0-9.]{50}", re.MULTILINE)
# What HTML may begin with, and those tags and links of which nothing has to be taken out.
_RAW = re.compile(r"<[a-zA-Z/!?]")
_TAME = re.compile(
    r"<(?:https?://[^\s<>]*|/?(?:b|bdi|br|em|i|p|q|s|small|span|strong|sub|sup|u)"
    r"""(?: (?:lang|dir)="[A-Za-z0-9-]*")*[ ]?/?)>"""
)
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
    _refuse_slow(text)
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
    _refuse_slow(text)
    try:
        return parser().reset().convert(text)
    except Exception as error:  # whatever a parser raises
        # The parser was left half-way, and `reset` does not bring it back.
        _article_markdown.cache_clear()
        _note_markdown.cache_clear()
        raise fault_of(error) from None


def _refuse_slow(text: str) -> None:
    """Refuse what takes Python-Markdown time that grows with the square of the length."""
    _refuse_long_blocks(_BLANK_LINES.split(text))
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


def _refuse_long_blocks(blocks: list[str]) -> None:
    """Refuse blocks for whose headings and signs they would be copied for too long."""
    total = 0.0
    is_in_list = False
    for block in blocks:
        is_in_list = bool(_ITEM.match(block)) or (is_in_list and block.startswith("    "))
        code = block.strip("\n").split("\n")
        if not is_in_list and all(line.startswith("    ") for line in code):
            continue  # it has no signs
        texts = [block]
        if is_in_list:
            texts = _ITEM.split(block)
        elif _TABLE.match(block):
            texts = block.split("\n")
        headings = len(_HEADING.findall(block))
        signs = len(_SIGN.findall(block))
        lines = block.count("\n") + 1
        for_headings = headings * (COPIED_FOR_HEADING * len(block) + READ_FOR_HEADING * lines)
        for_signs = sum(COPIED_FOR_SIGN * len(_SIGN.findall(text)) * len(text) for text in texts)
        total += for_signs + for_headings
        if total > MOST_NANOSECONDS:
            what = f"{signs:,} signs such as `*`, `[` and `<`"
            if for_headings > for_signs:
                what = f"{headings:,} headings and rules"
            raise TooSlowError(
                f"{what} in {lines:,} lines ({len(block):,} characters) without a blank line; "
                "put blank lines between them"
            )


@cache
def _article_markdown() -> markdown.Markdown:
    return _parser(extensions=["sane_lists", "tables", "toc"])


@cache
def _note_markdown() -> markdown.Markdown:
    return _parser(extensions=["sane_lists"])


def _parser(*, extensions: list[str]) -> markdown.Markdown:
    import markdown  # most texts take none

    return markdown.Markdown(extensions=extensions, output_format="html")
