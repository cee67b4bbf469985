"""Paragraphs, headings and tables written as Markdown that reads back word for word."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from itertools import groupby

from glossator.importing.leaves import HEADINGS, Holder, Leaf, Run
from glossator.importing.numbering import is_odd, write_html
from glossator.weaving.markdown import MarkdownError, render_article_body

# What Python-Markdown reads as markup anywhere in a line, and browsers as a number's character.
_ACTIVE = re.compile(r"[\\`*_\[\]|]|&(?=#?\w+;|#[0-9Xx])|<")
# And at the beginning of a line: headings, quotes, items of lists, lines under headings.
_LINE_START = re.compile(
    r"^([ ]{0,3})(?:([#>])|([+-])(?=[ ]|[- ]*$)|(\d+)\.(?=[ ]|$)|(=)(?==*[ ]*$))", re.MULTILINE
)
_TRAILING_HASHES = re.compile(r"(#+)$")
# Of equals the first is outside. What Markdown has no signs for stays HTML.
_ORDER = ("strong", "em", "del", "ins", "q", "ruby", "rt", "rp", "sup", "sub", "code")
_SIGNS = {"strong": "**", "em": "*"}
_INDENT = " " * 4
# The lists of an article are short; a paragraph of more lines is refused by the check.
_MOST_TIGHT_ITEMS = 200

_LISTS = frozenset({"ul", "ol", "menu"})

_Inline = Callable[[Sequence[Run]], str]


class WordsLostError(Exception):
    """The words of a paragraph cannot be written so that they read back as they are."""


def write_markdown(leaves: Sequence[Leaf]) -> str:
    """The Markdown of the leaves, whose rendering has the very same words.

    Emphasis, links and raw tags are given up where a paragraph's words could not be kept
    with them.

    Raises:
        WordsLostError: the words of a paragraph cannot be kept; the message names them.
        MarkdownError: the text is one that would take too long to read.
    """
    expected = _words(leaves)
    markdown = _write(leaves, [_inline] * len(leaves))
    if words_of(markdown) == expected:
        return markdown
    ways = [_way_of(leaf) for leaf in leaves]
    # Code that is kept where it stands alone can be lost within lists.
    without_code = [
        _plain if leaf.kind == "pre" else way for leaf, way in zip(leaves, ways, strict=True)
    ]
    # So can quotations and lists inside of items: the words go before their arrangement.
    shallow = [replace(leaf, path=leaf.path[:2]) for leaf in leaves]
    flat = [replace(leaf, path=()) for leaf in leaves]
    written: list[str] = []
    for some, attempt in (
        (leaves, ways),
        (leaves, without_code),
        (shallow, without_code),
        (flat, without_code),
    ):
        markdown = _write(some, attempt)
        written = words_of(markdown)
        if written == expected:
            return markdown
    pairs = zip(written, expected, strict=False)
    at = next((n for n, (one, other) in enumerate(pairs) if one != other), len(written))
    raise WordsLostError(" ".join(expected[max(0, at - 5) : at + 5]))


def _way_of(leaf: Leaf) -> _Inline:
    """The richest way of writing the leaf in which its words are kept."""
    for way in (_inline, _plain, _references):
        if words_of(_write([leaf], [way])) == _words([leaf]):
            return way
    raise WordsLostError(" ".join(leaf.text.split()))


def escape_text(text: str) -> str:
    """The text as Markdown that means these very characters."""
    text = _ACTIVE.sub(lambda found: _ESCAPES.get(found[0], f"\\{found[0]}"), text)
    return _LINE_START.sub(_escape_start, text)


_ESCAPES = {"<": "&lt;", "&": "&amp;"}


def _escape_start(found: re.Match[str]) -> str:
    blanks, sign, item, number, line = found.groups()
    if number:
        return f"{blanks}{number}\\."
    # An equals sign cannot be escaped, but it can be written as a reference.
    return f"{blanks}&#61;" if line else f"{blanks}\\{sign or item}"


def words_of(markdown: str) -> list[str]:
    # The headline that is put before a text without one is taken away again.
    return render_article_body(f"# x\n\n{markdown}", "x").text.split()[1:]


def _words(leaves: Sequence[Leaf]) -> list[str]:
    return [word for leaf in leaves for word in leaf.text.split()]


def _write(leaves: Sequence[Leaf], ways: Sequence[_Inline]) -> str:
    blocks = _blocks(list(zip(leaves, ways, strict=True)), 0)
    return "\n\n".join(block for block in blocks if block)


_Pairs = list[tuple[Leaf, _Inline]]


def _blocks(pairs: _Pairs, depth: int) -> Iterator[str]:
    """The Markdown of each block among the leaves, seen from `depth` containers down."""

    def container(pair: tuple[Leaf, _Inline]) -> Holder | None:
        path = pair[0].path
        return path[depth] if len(path) > depth else None

    previous = ""
    for holder, found in groupby(pairs, key=container):
        group = list(found)
        tag = holder.tag if holder else ""
        is_list = previous in _LISTS
        if is_list and (tag in _LISTS or group[0][0].kind == "pre"):
            yield "<!-- -->"  # or it would go on with the list
        previous = tag
        if not holder:
            for leaf, way in group:
                yield _leaf(leaf, way)
        elif tag == "blockquote":
            inner = "\n\n".join(_blocks(group, depth + 1))
            yield "\n".join(f"> {line}".rstrip(" ") for line in inner.split("\n"))
        elif tag in _LISTS:
            inside = [leaf for leaf, way in group if way is _inline]
            html = len(inside) == len(group) and is_odd(inside, depth) and write_html(inside, depth)
            yield html or _list(group, depth + 1, start=holder.start if tag == "ol" else None)
        else:  # an item outside of any list
            yield from _blocks(group, depth + 1)


def _list(pairs: _Pairs, depth: int, *, start: int | None) -> str:
    def item(pair: tuple[Leaf, _Inline]) -> Holder | None:
        path = pair[0].path
        return path[depth] if len(path) > depth else None

    items: list[list[str]] = []
    for holder, found in groupby(pairs, key=item):
        group = list(found)
        is_item = holder is not None and holder.tag == "li"
        parts = [part for part in _blocks(group, depth + 1 if is_item else depth) if part]
        if items and not is_item:  # a list that is nested without an item around it
            items[-1] += parts
        else:
            items.append(parts)
    lines = []
    is_loose = len(items) > _MOST_TIGHT_ITEMS or any(len(parts) > 1 for parts in items)
    for number, parts in enumerate(items, start=start or 0):
        marker = "- " if start is None else f"{number}. "
        text = "\n\n".join(parts).replace("\n", f"\n{_INDENT}")
        lines.append(re.sub(r"(?m)^ +$", "", f"{marker}{text}"))
    return ("\n\n" if is_loose else "\n").join(lines)


def _leaf(leaf: Leaf, way: _Inline) -> str:
    if leaf.kind == "hr":
        return "* * *"
    if leaf.kind == "table":
        return _table(leaf, way)
    if leaf.kind == "pre" and way is _inline:
        return "\n".join(f"{_INDENT}{line}".rstrip(" ") for line in leaf.text.split("\n"))
    if leaf.kind == "caption":
        # Set apart from the text around it, as the picture is gone.
        plain = [Run(run.text, (run.styles - {"em"}) | {"em"}, run.href) for run in leaf.runs]
        return way(plain)
    if leaf.kind in HEADINGS:
        plain = [Run(run.text, run.styles - {"strong"}, run.href) for run in leaf.runs]
        text = _TRAILING_HASHES.sub(lambda found: found[1].replace("#", r"\#"), way(plain))
        return f"{'#' * int(leaf.kind[1])} {text}"
    return way(leaf.runs)


def _table(leaf: Leaf, way: _Inline) -> str:
    rows = [[way(cell).replace("<br>\n", "<br>") or " " for cell in row] for row in leaf.rows]
    if not rows:
        return ""
    lines = ["| " + " | ".join(row) + " |" for row in rows]
    lines.insert(1, "|" + " --- |" * len(rows[0]))
    return "\n".join(lines)


def _inline(runs: Sequence[Run]) -> str:
    parts: list[str] = []
    for href, group in groupby(runs, key=lambda run: run.href):
        inner = _styles(list(group), frozenset(), is_start=not parts)
        parts.append(_linked(inner, href))
    return "".join(parts)


def _plain(runs: Sequence[Run]) -> str:
    return _breaks(escape_text("".join(run.text for run in runs)))


def _references(runs: Sequence[Run]) -> str:
    """The words with every sign written as a character reference."""
    text = "".join(run.text for run in runs)
    return _breaks(re.sub(r"[!-/:-@\[-`{-~]", lambda found: f"&#{ord(found[0])};", text))


def _breaks(text: str) -> str:
    return text.replace("\n", "<br>\n")


def _styles(runs: Sequence[Run], done: frozenset[str], *, is_start: bool) -> str:
    """Runs with the signs of their styles but those `done`; the one that goes furthest first."""
    parts: list[str] = []
    at = 0
    while at < len(runs):
        begins = is_start and not parts
        open_styles = [style for style in _ORDER if style in runs[at].styles - done]
        if not open_styles:
            text = runs[at].text
            # What does not begin a line is no heading, list or quotation.
            escaped = escape_text(text) if begins else escape_text(f"x{text}")[1:]
            parts.append(_breaks(escaped))
            at += 1
            continue
        ends = {style: _extent(runs, at, style) for style in open_styles}
        style = max(open_styles, key=lambda style: ends[style])
        some = runs[at : ends[style]]
        if style == "code":
            parts.append(_code("".join(run.text for run in some)))
        else:
            parts.append(_styled(_styles(some, done | {style}, is_start=begins), style))
        at = ends[style]
    return "".join(parts)


def _extent(runs: Sequence[Run], begin: int, style: str) -> int:
    end = begin
    while end < len(runs) and style in runs[end].styles:
        end += 1
    return end


def _linked(text: str, href: str) -> str:
    before, words, behind = _trimmed(text)
    if not href or not words:
        return text
    return f"{before}[{words}](<{_address(href)}>){behind}"


def _address(href: str) -> str:
    """The address with every sign that Markdown or HTML would read percent-encoded."""

    def encoded(found: re.Match[str]) -> str:
        return "".join(f"%{byte:02X}" for byte in found[0].encode())

    return re.sub(r"[\s<>\"'`\\^{|}]", encoded, href)


def _styled(text: str, style: str) -> str:
    before, words, behind = _trimmed(text)
    if not words:
        return text
    sign = _SIGNS.get(style)
    if sign:
        return f"{before}{sign}{words}{sign}{behind}"
    return f"{before}<{style}>{words}</{style}>{behind}"


def _code(text: str) -> str:
    before, words, behind = _trimmed(text)
    if not words:
        return text
    longest = max((len(ticks) for ticks in re.findall("`+", words)), default=0)
    fence = "`" * (longest + 1)
    pad = " " if words.startswith("`") or words.endswith("`") else ""
    return f"{before}{fence}{pad}{words}{pad}{fence}{behind}"


def _trimmed(text: str) -> tuple[str, str, str]:
    """The blanks before, the words, the blanks behind: signs have to touch the words."""
    words = re.sub(r"^(?:\s|<br>)+", "", text)
    before = text[: len(text) - len(words)]
    trimmed = words.rstrip()
    while trimmed.endswith("<br>"):
        trimmed = trimmed.removesuffix("<br>").rstrip()
    return before, trimmed, words[len(trimmed) :]


__all__ = ["MarkdownError", "WordsLostError", "escape_text", "write_markdown"]
