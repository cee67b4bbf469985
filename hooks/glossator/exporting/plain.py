"""Text for other programs: bytes that any of them can read, and words without their markup."""

from __future__ import annotations

import re
from html import unescape

# Neither XML nor a table has a way to write these. As UTF-8 each is a byte of its own.
_CONTROLS = bytes({*range(0x20), 0x7F} - {*b"\t\n\r"})
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")  # U+FFFE and U+FFFF
_REPLACEMENT = b"\xef\xbf\xbd"

# Clean HTML has `>` at the ends of tags only.
_TAG = re.compile("<[^>]*>")
_ITEM = re.compile("<li(?: [^>]*)?>")
_END_OF_LINE = re.compile(r"(?:<br>|</(?:li|tr|dt|dd|caption)>)\s*")
_END_OF_BLOCK = re.compile(r"</(?:p|ul|ol|blockquote|pre|table|dl|div|figure|h[1-6])>\s*")
_BLANK_LINES = re.compile(r"\n{3,}")


def utf8(text: str) -> bytes:
    """The text as UTF-8, without control characters other than tabs and line ends.

    Halves of characters become question marks.
    """
    encoded = text.encode("utf-8", "replace").translate(None, _CONTROLS)
    for sign in _NO_CHARACTERS:
        encoded = encoded.replace(sign, _REPLACEMENT)
    return encoded


def text_of(html: str) -> str:
    """What a reader reads of clean HTML, with a blank line between paragraphs."""
    if "<" in html:
        html = _ITEM.sub("• ", html) if "<li" in html else html
        html = _END_OF_LINE.sub("\n", html)
        html = _END_OF_BLOCK.sub("\n\n", html)
        html = _TAG.sub("", html)
    text = unescape(html) if "&" in html else html
    return _BLANK_LINES.sub("\n\n", text).strip()
