"""Markdown of the simplest kind as clean HTML, without a parser: most of what people write.

Paragraphs, headings, flat lists, quotations and rules, with emphasis, code and links that are
not nested. For these what Python-Markdown and the cleaner behind it give is known beforehand,
byte for byte, which a test holds; everything doubtful is left to them.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import cache
from itertools import chain, pairwise
from typing import NamedTuple

from glossator.content.references import unescape
from glossator.weaving.sanitize import COPIED_REL, safe_id

# Longer ones may be refused for the time that they take, which the parser's side counts.
LONGEST_TEXT = 1_000_000
LONGEST_BLOCK = 10_000
# Likewise of brackets that may not be closed.
MOST_BRACKETS = 50
# Headings of one name are counted up one by one.
MOST_HEADINGS = 300

# Control characters, what ends lines elsewhere, halves of characters, and what is no character.
_ODD = "\x00-\x09\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ufffe\uffff"
_ANY_ODD = re.compile(f"[{_ODD}<]|]:")
_PLAIN = rf"[^\n{_ODD}\\`*_\[\]<&!|]"
_AMPERSAND = r"&(?!#|\w*;)"  # of no character reference
_AT_BLANK = r"(?:(?<=\s)|(?<![\s\S]))"
_BEFORE = f"(?:{_AT_BLANK}|(?<=[(“‘\"'—–/-]))"
_BEHIND = r"(?=[\s.,;:)?!]|\Z)"
_HOST = r"(?!\S*xn--)(?:[a-z0-9](?:[a-z0-9-]*[a-z0-9])?\.)+[a-z]{2,}"
_ADDRESS = rf"https?://{_HOST}(?:[/](?:[A-Za-z0-9._~/?=+,:%#-]|&(?=[a-z_]+=))*)?"


def _emphasis(mark: str) -> str:
    begin = rf"(?:{_BEFORE}{mark}(?=[^\W_])|{_AT_BLANK}{mark}(?=[“‘\"'(€$£]))"
    return rf"{begin}(?:{_PLAIN}|{_AMPERSAND})+(?<=[\w.,?%”’\"')]){mark}{_BEHIND}"


_INLINE = "|".join(
    (
        f"{_PLAIN}+",
        r"!(?!\[)",
        _AMPERSAND,
        *(_emphasis(mark) for mark in (r"\*\*", r"\*", "_")),
        rf"(?<!`)`(?!\s)[^\n{_ODD}\\`<>&\[\]|]+(?<!\s)`(?!`)",
        rf"(?<!!)\[(?=\S){_PLAIN}+(?<=\S)\]\({_ADDRESS}\)(?![\[(])",
    )
)
# Signs with which no list, heading, quotation, rule or definition begins.
_BEGIN = r"(?!\d+\.(?:\s|\Z))(?=[^\W_]|[\"'“”‘’„‚«»‹›(（「『【〈《…–—¿¡$€£¥§©@/]"
_LINE = rf"{_BEGIN}|\*\*?[^\s*_-]|_[^\s*_-]|\[|`)(?:{_INLINE})++(?<!\s)"
_MAYBE = rf"{_BEGIN}|\*\*?[^\s*_-]|_[^\s*_-]|!?\[|`)[^\n|]+"
_BULLET = re.compile("[-*+] ")
_FIRST_NUMBER = re.compile(r"1\. ")
_NUMBER = re.compile(r"[0-9]{1,9}\. ")
_RULES = frozenset(("---", "***", "___", "* * *", "- - -"))

_BLANK_LINES = re.compile(r"\n\n+")
_MARKED = re.compile(
    r"\*\*(?P<strong>[^*\n]+)\*\*|\*(?P<em>[^*\n]+)\*|_(?P<em_>[^_\n]+)_|`(?P<code>[^`\n]+)`"
    r"|\[(?P<words>[^\]\n]+)\]\((?P<address>[^)\n]+)\)"
)
_MARKS = re.compile(r"[*_`\[]")
# Stands in the HTML for a text that is given to the parser; no text has it.
_HOLE = "\0"
_TAG = re.compile("<[^>]*>")
_BETWEEN = "</p>\n<p>"
# Around the parser's numbers for pieces of the text, which some odd texts make it leave in the
# page; the numbers are others where the text around is gone.
_LEAKED = re.compile("[\x02\x03]")


class _Forms(NamedTuple):
    """The forms of blocks; `doubtful` is a paragraph with signs that may be any markup."""

    paragraph: re.Pattern[str]
    doubtful: re.Pattern[str]
    heading: re.Pattern[str]


@cache
def _forms() -> _Forms:
    # Made when the first text is rendered: it takes as long as rendering hundreds of them.
    return _Forms(
        re.compile(rf"{_LINE}(?:\n{_LINE})*+"),
        re.compile(rf"{_MAYBE}(?:\n{_MAYBE})*+"),
        re.compile(rf"(?P<level>#{{1,6}}) (?=\S)(?!.*#)(?P<text>(?:{_INLINE})++)(?<!\s)"),
    )


def render_plainly(text: str, by_parser: Callable[[str], str], *, has_headings: bool) -> str | None:
    """The clean HTML of a Markdown text, or None where it takes a parser to know it.

    Links are as they were written; headings have ids if the text may have any.

    Args:
        text: The Markdown.
        by_parser: Gives the clean HTML of what is not as simple as the rest, as paragraphs.
        has_headings: Whether it is an article's, in which headings are headings.
    """
    if len(text) > LONGEST_TEXT or _ANY_ODD.search(text):
        return None
    text = text.strip("\n")
    if not text:
        return ""
    if has_headings and "[TOC]" in text:
        return None
    pieces: list[tuple[str, str]] = []
    doubtful: list[str] = []
    for block in _BLANK_LINES.split(text):
        if len(block) > LONGEST_BLOCK:
            return None
        piece = _heading(block) if has_headings and block[0] == "#" else _piece(block, doubtful)
        if piece is None:
            return None
        pieces.append(piece)
    if sum(kind[1:].isdigit() for kind, _ in pieces) > MOST_HEADINGS:
        return None
    if any(one[0] == other[0] == "list" for one, other in pairwise(pieces)):
        return None  # they would be one list
    parsed = _paragraphs(doubtful, by_parser)
    if parsed is None:
        return None
    html = "\n".join(_joined(pieces))
    if not parsed:
        return html
    parts = html.split(_HOLE)
    return "".join(chain(parts[:1], *zip(parsed, parts[1:], strict=True)))


def _heading(block: str) -> tuple[str, str] | None:
    found = _forms().heading.fullmatch(block)
    return (f"h{len(found['level'])}", _inline(found["text"])) if found else None


def _piece(block: str, doubtful: list[str]) -> tuple[str, str] | None:
    """The kind of a block and its HTML; None where it is of no simple kind.

    What only the parser can read is added to `doubtful`, with a hole in its place.
    """
    text = _text(block, doubtful)
    if text is not None:
        return "paragraph", f"<p>{text}</p>"
    if block in _RULES:
        return "rule", "<hr>"
    if block[0] == ">":
        return _quotation(block, doubtful)
    lines = block.split("\n")
    for tag, first, sign in (("ul", _BULLET, _BULLET), ("ol", _FIRST_NUMBER, _NUMBER)):
        if first.match(block):
            found = [sign.match(line) for line in lines]
            items = [_text(one.string[one.end() :], doubtful) if one else None for one in found]
            if None in items:
                return None
            shown = "\n".join(f"<li>{item}</li>" for item in items)
            return "list", f"<{tag}>\n{shown}\n</{tag}>"
    return None


def _quotation(block: str, doubtful: list[str]) -> tuple[str, str] | None:
    lines = block.split("\n")
    if not all(line.startswith("> ") or line == ">" for line in lines):
        return None
    parts = _BLANK_LINES.split("\n".join(line[2:] for line in lines))
    texts = [_text(part, doubtful) for part in parts]
    return None if None in texts else ("quotation", "\n".join(f"<p>{text}</p>" for text in texts))


def _text(text: str, doubtful: list[str]) -> str | None:
    """The HTML of a paragraph or of an item, or a hole; None where it may be something else."""
    if _forms().paragraph.fullmatch(text):
        return _inline(text)
    if not _forms().doubtful.fullmatch(text):
        return None
    doubtful.append(text)
    return _HOLE


def _paragraphs(texts: list[str], by_parser: Callable[[str], str]) -> list[str] | None:
    """The HTML of texts that only the parser can read, each as a paragraph of its own."""
    if not texts:
        return []
    text = "\n\n".join(texts)
    if text.count("[") > MOST_BRACKETS:
        return None
    html = by_parser(text)
    parts = html.removeprefix("<p>").removesuffix("</p>").split(_BETWEEN)
    if len(parts) != len(texts) or not (html.startswith("<p>") and html.endswith("</p>")):
        return None
    return None if _LEAKED.search(html) else parts


def _joined(pieces: list[tuple[str, str]]) -> Iterator[str]:
    ids: set[str] = set()
    for index, (kind, html) in enumerate(pieces):
        if kind == "quotation":  # with those right above and below it is one
            if index == 0 or pieces[index - 1][0] != kind:
                yield "<blockquote>"
            yield html
            if index + 1 == len(pieces) or pieces[index + 1][0] != kind:
                yield "</blockquote>"
        elif kind[1:].isdigit():
            yield f'<{kind} id="{_heading_id(html, ids)}">{html}</{kind}>'
        else:
            yield html


def _inline(text: str) -> str:
    """The HTML of a text that has been found to be simple."""
    html = text.replace("&", "&amp;").replace(">", "&gt;").replace("\xa0", "&nbsp;")
    return _MARKED.sub(_marked, html) if _MARKS.search(html) else html


def _marked(found: re.Match[str]) -> str:
    if found["words"]:
        return f'<a href="{found["address"]}" rel="{COPIED_REL}">{found["words"]}</a>'
    if found["code"]:
        return f"<code>{found['code']}</code>"
    if found["strong"]:
        return f"<strong>{found['strong']}</strong>"
    return f"<em>{found['em'] or found['em_']}</em>"


def _heading_id(html: str, ids: set[str]) -> str:
    """The id that Python-Markdown gives a heading, and that the cleaner leaves or changes."""
    from markdown.extensions.toc import slugify, unique  # only when there is a heading

    name = " ".join(_TAG.sub("", html).split())
    return safe_id(unique(slugify(unescape(name), "-"), ids))
