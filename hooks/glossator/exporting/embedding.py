"""A note on somebody else's page: as plain words, and in a frame that is as high as it must be."""

from __future__ import annotations

import json

from glossator.site.about import About
from glossator.site.escaping import escape
from glossator.site.in_sentences import Quoted
from glossator.site.rating import is_reviewed
from glossator.weaving.annotate import PlacedNote

FRAME = "frame"
"""The name in an address by which a note's page leaves out all but the note."""
# Pixels. What a column of text is about as wide as on most sites.
WIDTH = 640
# Pixels, measured in the page's styles: what is always there, a line of each text, the room
# around a block. Letters differ among systems, so that these are a little more than measured.
_ALWAYS = 330
_TITLE_LINE, _QUOTE_LINE, _LINE, _SMALL_LINE, _GAP, _SMALL_GAP = 36, 31, 27, 26, 16, 8
# Letters in a line of that width.
_TITLE_LETTERS, _QUOTE_LETTERS, _LETTERS, _SMALL_LETTERS = 44, 58, 68, 76


_encode = json.JSONEncoder(ensure_ascii=False, separators=(",", ":")).encode


def frame_of(url: str, name: str, height: int) -> str:
    """The element that shows a note's page, of which `url` is the complete address."""
    return (
        f'<iframe src="{escape(url)}#{FRAME}" title="{escape(name)}"'
        f' width="100%" height="{height}" loading="lazy" style="border:0;'
        f'max-width:{WIDTH}px" sandbox="allow-popups allow-popups-to-escape-sandbox'
        ' allow-top-navigation-by-user-activation"></iframe>'
    )


def quotation_of(url: str, name: str, words: str, about: About) -> str:
    """A note as the words that say what it says, with a link to its page."""
    address = escape(url)
    return (
        f'<blockquote cite="{address}" lang="{escape(about.language)}">'
        f"<p>{escape(words)}</p>"
        f'<p><a href="{address}">{escape(name)}</a> ({escape(about.name)})</p></blockquote>'
    )


def oembed_of(frame: str, height: int, title: str, author: str, about: About) -> bytes:
    """A note as consumers of oEmbed take it, in a frame that `frame_of` made."""
    fields: dict[str, object] = {
        "version": "1.0",
        "type": "rich",
        "title": title,
        "author_name": author,
        "provider_name": about.name,
        "provider_url": about.url,
        "width": WIDTH,
        "height": height,
        "html": frame,
    }
    said = {name: value for name, value in fields.items() if value}
    return _encode(said).encode("utf-8", "replace")


def height_of(placed: PlacedNote, quoted: tuple[Quoted, ...], body: str, said: str) -> int:
    """How high the note is where a frame of `WIDTH` shows it, rather more than less.

    `body` is the HTML of its explanation, `said` its words.
    """
    annotation = placed.note.annotation
    height = _ALWAYS + _lines(placed.title, _TITLE_LETTERS) * _TITLE_LINE
    for one in quoted:
        letters = one.text + "".join([place.replacement or "" for place in one.places])
        height += _lines(letters, _QUOTE_LETTERS) * _QUOTE_LINE + _GAP
    blocks = body.count("<p") + body.count("<li") + body.count("<tr") + body.count("<blockquote")
    # Each block may end with a line that is nearly empty.
    height += (_lines(said, _LETTERS) + max(0, blocks - 1)) * _LINE + blocks * _GAP
    for source in annotation.sources:
        read = "Read on 24 September 2025." if source.accessed else ""
        line = f"{source.title}, {source.publisher}, {source.published} {source.supports} {read}"
        line += f" via {source.via}" if source.via else ""
        line += " Archived copy." if source.archive else ""
        height += _lines(line, _SMALL_LETTERS) * _SMALL_LINE + _SMALL_GAP
    for change in annotation.changes:
        line = f"24 September 2025: {change.text}"
        height += _lines(line, _SMALL_LETTERS) * _SMALL_LINE + _SMALL_GAP
    height += _SMALL_LINE * (len(annotation.topics) + is_reviewed(placed))
    height += 52 * (bool(annotation.sources) + bool(annotation.changes))
    return height + (2 * _LINE if annotation.status != "published" else 0)


def _lines(text: str, letters: int) -> int:
    """In how many lines a text stands; a character of East Asia is as wide as two letters."""
    width = len(text)
    if not text.isascii():
        width = (width + len(text.encode("utf-8", "replace"))) // 2
    return -(-width // letters)
