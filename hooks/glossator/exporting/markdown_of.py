"""Clean HTML as plain Markdown, and words of others in Markdown that do nothing there."""

from __future__ import annotations

import re
from collections.abc import Iterable
from html import unescape

# What would be read as markup; the rest may stand as it is.
_SIGNS = "\\`*_[]"
# Likewise, of HTML. Not every reader of Markdown knows that `\<` is no tag; and what follows on
# a text's end may make it one.
_MAYBE_TAG = re.compile(r"<(?!\s)")
_REFERENCE = re.compile(r"&(?=#|\w+;)")
# What ends the address of a link, or its line.
_NOT_IN_TARGETS = re.compile(r"[\s()<>\"'\\`]", re.ASCII)
# Likewise, where it begins a line.
_AT_BEGIN = r"[ \t]*(?:[#>]|[-+](?=\s)|[0-9]+(?=[.)]\s))"
_FIRST = re.compile(_AT_BEGIN)
_LATER = re.compile(rf"\n{_AT_BEGIN}")
_TOKEN = re.compile(r"<(?P<close>/?)(?P<tag>[a-z0-9]+)(?P<rest>[^>]*)>|(?P<text>[^<]+)")
_HREF = re.compile(r' href="([^"]*)"')
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_LISTS = ("ul", "ol")
_BLOCKS = frozenset(("p", "blockquote", "pre", "table", "dl", "div", "figure", "hr", *_LISTS))
_LINES = frozenset(("li", "tr", "dt", "dd", "caption", "br"))
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def escaped(text: str) -> str:
    """The text in Markdown, in which none of it is markup."""
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f"\\{sign}")
    text = without_html(text)
    first = _FIRST.match(text)
    if first:
        text = _without_meaning(first) + text[first.end() :]
    return _LATER.sub(_without_meaning, text) if "\n" in text else text


def without_html(text: str) -> str:
    """The text in Markdown, in which none of it is a tag or a reference to a character."""
    if "&" in text:
        text = _REFERENCE.sub("&amp;", text)
    return _MAYBE_TAG.sub("&lt;", text) if "<" in text else text


def _without_meaning(begin: re.Match[str]) -> str:
    """What begins a line, so that it begins nothing else."""
    found = begin[0]
    return f"{found}\\" if found[-1].isdigit() else f"{found[:-1]}\\{found[-1]}"


def one_line(text: str) -> str:
    """As `escaped`, on one line."""
    return escaped(" ".join(text.split()))


def link(text: str, url: str) -> str:
    """A link."""
    return f"[{one_line(text)}]({target(url)})"


def target(url: str) -> str:
    """Where a link leads, as it stands behind its words."""
    url = _NOT_IN_TARGETS.sub(lambda found: f"%{ord(found[0]):02X}", url)
    return _REFERENCE.sub("&amp;", url) if "&" in url else url


def markdown_of(html: str) -> str:
    """What clean HTML says, in Markdown: paragraphs, lists, links and emphasis."""
    return "\n\n".join(_paragraphs(_inline(html)))


def _paragraphs(text: str) -> Iterable[str]:
    return (piece.strip() for piece in _BLANK_LINES.split(text.strip()) if piece.strip())


def _inline(html: str) -> str:
    parts: list[str] = []
    links: list[str] = []  # of each that is open: what stands behind it
    counts: list[int | None] = []  # of each list that is open: the last number, if it has any
    for token in _TOKEN.finditer(html):
        if token["text"] is not None:
            parts.append(escaped(unescape(token["text"])))
            continue
        tag, is_end = token["tag"], bool(token["close"])
        if tag in _AROUND:
            parts.append(_AROUND[tag])
        elif tag == "a":
            if is_end:
                parts.append(links.pop() if links else "")
            else:
                found = _HREF.search(token["rest"])
                links.append(f"]({target(unescape(found[1]))})" if found else "")
                parts.append("[" if found else "")
        elif tag in _LISTS:
            if is_end:
                counts = counts[:-1]
            else:
                counts.append(0 if tag == "ol" else None)
            parts.append("\n\n")
        elif tag == "li" and not is_end:
            parts.append("\n" + _bullet(counts))
        elif tag in _BLOCKS:
            parts.append("\n\n")
        elif tag in _LINES:
            parts.append("\n")
    return "".join(parts)


def _bullet(counts: list[int | None]) -> str:
    indent = "  " * (len(counts) - 1)
    if not counts or counts[-1] is None:
        return f"{indent}- "
    counts[-1] += 1
    return f"{indent}{counts[-1]}. "
