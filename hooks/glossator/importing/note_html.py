"""The Markdown of a note's body that came as HTML."""

from __future__ import annotations

import re
from html.parser import HTMLParser

from glossator.importing.markdown import escape_text
from glossator.weaving.markdown import MarkdownError, render_note_body
from glossator.weaving.markup import read_text
from glossator.weaving.sanitize import sanitize_note

_BLOCKS = frozenset(("p", "div", "blockquote", "ul", "ol", "li", "pre", "h1", "h2", "h3", "h4",
                     "h5", "h6", "hr", "dl", "dt", "dd", "table", "tr", "td", "th"))  # fmt: skip
_SIGNS = {"em": "*", "i": "*", "strong": "**", "b": "**", "code": "`"}
_INDENTS = {"blockquote": "> ", "li": "    "}


def markdown_of_html(html: str) -> str:
    """Markdown that reads as the HTML does: its words in their order, with their links.

    Emphasis, links and lists are given up where they would cost a word.
    """
    clean = sanitize_note(html)
    words = read_text(clean).text.split()
    writer = _Writer()
    writer.feed(clean)
    writer.close()
    plain = escape_note_text(read_text(clean).text.replace("\n", "\n\n"))
    for markdown in (writer.markdown(), plain):
        try:
            if read_text(str(render_note_body(markdown))).text.split() == words:
                return markdown.strip("\n") + "\n"
        except MarkdownError:
            continue
    return escape_note_text(" ".join(words)) + "\n"


def escape_note_text(text: str) -> str:
    """Text as the Markdown of a note that means these very characters.

    In a note there are no tables, whose sign can be escaped only where there are.
    """
    return escape_text(text).replace(r"\|", "|")


class _Writer(HTMLParser):
    """Writes blocks, each behind what says of which quotation and list it is a part."""

    def __init__(self) -> None:
        super().__init__(convert_charrefs=True)
        self._blocks: list[str] = []
        self._text: list[str] = []
        self._holders: list[str] = []
        self._bullets: list[str] = []
        self._links: list[str] = []
        self._is_code = False

    def markdown(self) -> str:
        """What was written."""
        self._end_block()
        return "\n\n".join(self._blocks)

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Begin a block, or put the sign of an emphasis or a link."""
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"ul", "ol"}:
            self._bullets.append("-   " if tag == "ul" else "1.  ")
        elif tag in _INDENTS:
            self._holders.append(tag)
            if tag == "li":
                self._holders[-1] = self._bullets[-1] if self._bullets else "-   "
        elif tag == "a":
            self._links.append(dict(attrs).get("href") or "")
            self._text.append("[" if self._links[-1] else "")
        elif tag == "br":
            self._text.append("  \n")
        elif tag in _SIGNS:
            self._is_code = tag == "code"
            self._text.append(_SIGNS[tag])

    def handle_endtag(self, tag: str) -> None:
        """End it."""
        if tag in _BLOCKS:
            self._end_block()
        if tag in {"ul", "ol"} and self._bullets:
            self._bullets.pop()
        elif tag in _INDENTS and self._holders:
            self._holders.pop()
        elif tag == "a" and self._links:
            address = self._links.pop().replace("(", "%28").replace(")", "%29")
            self._text.append(f"]({address})" if address else "")
        elif tag in _SIGNS:
            self._is_code = False
            self._text.append(_SIGNS[tag])

    def handle_data(self, data: str) -> None:
        """Write words."""
        text = re.sub(r"\s+", " ", data)
        self._text.append(text if self._is_code else escape_note_text(text))

    def _end_block(self) -> None:
        text = "".join(self._text).strip()
        self._text = []
        if not text:
            return
        first = rest = ""
        for number, holder in enumerate(self._holders):
            if holder == "blockquote":
                first, rest = first + "> ", rest + "> "
            else:
                first, rest = first + holder, rest + "    "
                # What follows in the same item is a part of it.
                self._holders[number] = "    "
        self._blocks.append(first + text.replace("\n", f"\n{rest}"))
