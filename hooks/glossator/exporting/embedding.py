"""A note on somebody else's page: as plain words, and in a frame that is as high as it must be."""

from __future__ import annotations

import json
from dataclasses import dataclass

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


@dataclass(frozen=True, slots=True)
class Embedded:
    """A note as others show it.

    Attributes:
        title: Its headline.
        kind: What it is called: `Correction`.
        url: The complete address of its page.
        words: What it says in plain words.
        site: The name of the site.
        root: The site's address.
        language: The language of the words.
        height: How high a frame of `WIDTH` must be, in pixels.
    """

    title: str
    kind: str
    url: str
    words: str
    site: str
    root: str
    language: str
    height: int

    @property
    def frame(self) -> str:
        """The element that shows the note's page."""
        name = escape(f"{self.kind}: {self.title}")
        return (
            f'<iframe src="{escape(self.url)}#{FRAME}" title="{name}"'
            f' width="100%" height="{self.height}" loading="lazy" style="border:0;'
            f'max-width:{WIDTH}px" sandbox="allow-popups allow-popups-to-escape-sandbox'
            ' allow-top-navigation-by-user-activation"></iframe>'
        )

    @property
    def quotation(self) -> str:
        """The note as words, with a link to its page."""
        return (
            f'<blockquote cite="{escape(self.url)}" lang="{escape(self.language)}">'
            f"<p>{escape(self.words)}</p>"
            f'<p><a href="{escape(self.url)}">{escape(self.kind)}: {escape(self.title)}</a>'
            f" ({escape(self.site)})</p></blockquote>"
        )

    def oembed(self, author: str) -> bytes:
        """The note as consumers of oEmbed take it."""
        fields: dict[str, object] = {
            "version": "1.0",
            "type": "rich",
            "title": self.title,
            "author_name": author,
            "provider_name": self.site,
            "provider_url": self.root,
            "width": WIDTH,
            "height": self.height,
            "html": self.frame,
        }
        said = {name: value for name, value in fields.items() if value}
        return json.dumps(said, ensure_ascii=False, separators=(",", ":")).encode(
            "utf-8", "replace"
        )


def height_of(placed: PlacedNote, quoted: tuple[Quoted, ...], body: str, said: str) -> int:
    """How high the note is where a frame of `WIDTH` shows it, rather more than less.

    `body` is the HTML of its explanation, `said` its words.
    """
    annotation = placed.note.annotation
    height = _ALWAYS + _lines(placed.title, _TITLE_LETTERS) * _TITLE_LINE
    for one in quoted:
        letters = one.text + "".join(place.replacement or "" for place in one.places)
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
    width = (
        (len(text) + len(text.encode("utf-8", "replace"))) // 2 if not text.isascii() else len(text)
    )
    return -(-width // letters)
