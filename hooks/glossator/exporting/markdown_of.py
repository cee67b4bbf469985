"""Clean HTML as plain Markdown, and words of others in Markdown that do nothing there."""

from __future__ import annotations

import re

from glossator.content.references import unescape

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
_MAY_BE_FIRST = frozenset(" \t#>-+0123456789")
_LATER = re.compile(rf"\n{_AT_BEGIN}")
_HREF = re.compile(r' href="([^"]*)"')
_AROUND = {"strong": "**", "b": "**", "em": "*", "i": "*", "del": "~~", "s": "~~"}
_BLOCKS = ("p", "blockquote", "pre", "table", "dl", "div", "figure", "hr")
_LINES = ("tr", "dt", "dd", "caption", "br")
# What stands in place of tags that mean the same everywhere, by what is in their brackets.
_ALWAYS = {
    begin + tag: text
    for texts in (_AROUND, dict.fromkeys(_BLOCKS, "\n\n"), dict.fromkeys(_LINES, "\n"))
    for tag, text in texts.items()
    for begin in ("", "/")
}
_ALWAYS |= {"/li": "\n"}
_LISTS = {"ul": None, "ol": 0}
_BLANK_LINES = re.compile(r"\n\s*\n\s*")


def escaped(text: str) -> str:
    """The text in Markdown, in which none of it is markup."""
    for sign in _SIGNS:
        if sign in text:
            text = text.replace(sign, f"\\{sign}")
    text = without_html(text)
    first = _FIRST.match(text) if text[:1] in _MAY_BE_FIRST else None
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
    # Of blanks only those that are on their own are printable, and most texts have no others.
    if not text.isprintable() or "  " in text or text[:1] == " " or text[-1:] == " ":
        text = " ".join(text.split())
    return escaped(text)


def link(text: str, url: str) -> str:
    """A link."""
    return f"[{one_line(text)}]({target(url)})"


def target(url: str) -> str:
    """Where a link leads, as it stands behind its words."""
    url = _NOT_IN_TARGETS.sub(_as_escape, url)
    return _REFERENCE.sub("&amp;", url) if "&" in url else url


def _as_escape(found: re.Match[str]) -> str:
    return f"%{ord(found[0]):02X}"


def markdown_of(html: str) -> str:
    """What clean HTML says, in Markdown: paragraphs, lists, links and emphasis."""
    pieces = _BLANK_LINES.split(_inline(html).strip())
    return "\n\n".join([stripped for piece in pieces if (stripped := piece.strip())])


def _inline(html: str) -> str:
    # In clean HTML each `<` begins a tag, and the first `>` behind it ends it.
    text, *pieces = html.split("<")
    parts = [_plain(text)]
    links: list[str] = []  # of each that is open: what stands behind it
    counts: list[int | None] = []  # of each list that is open: the last number, if it has any
    for piece in pieces:
        inside, _, text = piece.partition(">")
        tag = inside.partition(" ")[0]
        if tag in _ALWAYS:
            parts.append(_ALWAYS[tag])
        elif tag == "a":
            found = _HREF.search(inside)
            links.append(f"]({target(unescape(found[1]))})" if found else "")
            parts.append("[" if found else "")
        elif tag == "/a":
            parts.append(links.pop() if links else "")
        elif tag == "li":
            parts.append("\n" + _bullet(counts))
        elif tag in _LISTS:
            counts.append(_LISTS[tag])
            parts.append("\n\n")
        elif tag[1:] in _LISTS:
            counts = counts[:-1]
            parts.append("\n\n")
        if text:
            parts.append(_plain(text))
    return "".join(parts)


def _plain(text: str) -> str:
    return escaped(unescape(text) if "&" in text else text)


def _bullet(counts: list[int | None]) -> str:
    indent = "  " * (len(counts) - 1)
    if not counts or counts[-1] is None:
        return f"{indent}- "
    counts[-1] += 1
    return f"{indent}{counts[-1]}. "
