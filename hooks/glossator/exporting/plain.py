"""Text for other programs: bytes that any of them can read, and words without their markup."""

from __future__ import annotations

import re

from glossator.content.references import unescape

# Neither XML nor a table has a way to write these. They come from references in Markdown, and
# are never just taken out: `java`, one of them, and `script:` would become an address.
_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufffe\uffff]")
_REPLACEMENT = "\ufffd"
# The same in UTF-8.
_CONTROL_BYTES = bytes((*range(9), 11, 12, *range(14, 32), 127))
_NO_CHARACTERS = (b"\xef\xbf\xbe", b"\xef\xbf\xbf")
_FIRST_OF_THESE = b"\xef"

# What stands in place of tags: of an item's its bullet; of those that end a line or a block its
# end, in place of blanks behind it too.
_BEGIN_OF_ITEM = "li"
_ENDS = dict.fromkeys(("br", "/li", "/tr", "/dt", "/dd", "/caption"), "\n")
_ENDS |= dict.fromkeys(("/p", "/ul", "/ol", "/blockquote", "/pre", "/table", "/dl"), "\n\n")
_ENDS |= dict.fromkeys(("/div", "/figure", *(f"/h{level}" for level in range(1, 7))), "\n\n")
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
    # In it `<` begins a tag, and the first `>` behind ends it.
    text, *pieces = html.split("<")
    parts = [text]
    for piece in pieces:
        tag, _, text = piece.partition(">")
        if tag in _ENDS:
            parts.append(_ENDS[tag])
            text = text.lstrip()
        elif tag.partition(" ")[0] == _BEGIN_OF_ITEM:
            parts.append("• ")
        parts.append(text)
    text = "".join(parts)
    if "&" in text:
        text = unescape(text)
    if "\n\n\n" in text:
        text = _BLANK_LINES.sub("\n\n", text)
    return text.strip()
