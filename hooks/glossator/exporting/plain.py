"""Text for other programs: bytes that any of them can read, and words without their markup."""

from __future__ import annotations

import re
from html import unescape

# Neither XML nor a table has a way to write these. They come from references in Markdown, and
# are never just taken out: `java`, one of them, and `script:` would become an address.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
# The same in UTF-8.
_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FIRST_OF_THESE = b"\xef"

# Clean HTML has `>` at the ends of tags only.
_TAG = re.compile("<[^>]*>")
_ITEM = re.compile("<li(?: [^>]*)?>")
_END_OF_LINE = re.compile(r"(?:<br>|</(?:li|tr|dt|dd|caption)>)\s*")
_END_OF_BLOCK = re.compile(r"</(?:p|ul|ol|blockquote|pre|table|dl|div|figure|h[1-6])>\s*")
_BLANK_LINES = re.compile(r"\n{3,}")


def clean(text: str) -> str:
    """The text, as long as it was, with U+FFFD for control characters but tabs and line ends."""
    # Nearly no text has any. Bytes are looked through in a fraction of the time that characters
    # take.
    if _is_clean(text.encode("utf-8", "replace")):
        return text
    return _CONTROL.sub(_REPLACEMENT, text)


def utf8(text: str) -> bytes:
    """The text as UTF-8, `clean`; halves of characters become question marks."""
    data = text.encode("utf-8", "replace")
    if _is_clean(data):
        return data
    return _CONTROL.sub(_REPLACEMENT, text).encode("utf-8", "replace")


def _is_clean(data: bytes) -> bool:
    return len(data) == len(data.translate(None, _CONTROL_BYTES)) and not (
        _FIRST_OF_THESE in data and any(sign in data for sign in _NO_CHARACTERS)
    )


def text_of(html: str) -> str:
    """What a reader reads of clean HTML, with a blank line between paragraphs."""
    if "<" in html:
        html = _ITEM.sub("• ", html) if "<li" in html else html
        html = _END_OF_LINE.sub("\n", html)
        html = _END_OF_BLOCK.sub("\n\n", html)
        html = _TAG.sub("", html)
    text = unescape(html) if "&" in html else html
    return _BLANK_LINES.sub("\n\n", text).strip()
