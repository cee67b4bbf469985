"""What a page of the site says that it holds: notes, marks, and the words of both."""

from __future__ import annotations

import re
from collections import defaultdict
from dataclasses import dataclass, field

from glossator.content.references import unescape

_TAG = re.compile(
    r"<!--.*?-->"
    r"""|<(?P<close>/?)(?P<tag>[a-zA-Z][^\s/>]*+)"""
    r"""(?P<attributes>(?:[^>"']++|"[^"]*+"|'[^']*+')*+)>""",
    re.DOTALL,
)
_ATTRIBUTE = re.compile(
    r"""(?P<name>[^\s=/"'>]+)(?:\s*=\s*(?:"(?P<a>[^"]*)"|'(?P<b>[^']*)'|(?P<c>[^\s"'>]+)))?"""
)
# What stands in these is no HTML.
_RAW_END = {
    tag: re.compile(f"</{tag}", re.IGNORECASE) for tag in ("script", "style", "textarea", "title")
}
_CLAIMS = ("data-annotation", "note")
_NOTE_ID = "note-"
_NOTE = re.compile(r"""role\s*=\s*["']?note\b""")


@dataclass(slots=True)
class Part:
    """A mark or a note.

    Attributes:
        ids: The notes that a mark names; the one that a note is.
        offset: Where it begins in the page.
        words: Its text, with single blanks.
    """

    ids: tuple[str, ...]
    offset: int
    words: str = ""


@dataclass
class PageParts:
    """What a page holds.

    Attributes:
        notes: Its notes: the elements with the role of one, and its id or class.
        marks: The pieces of text that name notes.
        text: All of its text, with single blanks.
    """

    notes: list[Part] = field(default_factory=list)
    marks: list[Part] = field(default_factory=list)
    text: str = ""

    def marks_of(self) -> dict[str, list[Part]]:
        """The marks by each note that they name, in their order."""
        found: dict[str, list[Part]] = defaultdict(list)
        for mark in self.marks:
            for name in mark.ids:
                found[name].append(mark)
        return found


@dataclass(slots=True)
class _Open:
    """An element that has begun, of which the end is looked for."""

    part: Part
    tag: str
    depth: int = 1
    pieces: list[str] = field(default_factory=list)


def may_claim(page: str) -> bool:
    """Whether anything on the page may be a note or a mark."""
    return "data-annotation" in page or _NOTE.search(page) is not None


def parts_of(page: str) -> PageParts:
    """What the page holds."""
    found = PageParts()
    opened: list[_Open] = []
    text: list[str] = []
    done = 0
    while token := _TAG.search(page, done):
        piece = page[done : token.start()]
        if piece:
            text.append(piece)
            for one in opened:
                one.pieces.append(piece)
        done = token.end()
        tag = (token["tag"] or "").lower()
        if not tag:
            continue
        text.append(" ")
        if token["close"]:
            opened = [one for one in opened if not _ends(one, tag)]
            continue
        for one in opened:
            one.depth += one.tag == tag
            one.pieces.append(" " if tag != "mark" else "")
        if tag in _RAW_END:
            end = _RAW_END[tag].search(page, done)
            done = end.start() if end else len(page)
            continue
        part = _claim(tag, token["attributes"], token.start())
        if part:
            (found.marks if tag == "mark" else found.notes).append(part)
            opened.append(_Open(part, tag))
    text.append(page[done:])
    for one in opened:
        one.part.words = _plain(one.pieces)
    found.text = _plain(text)
    return found


def _ends(one: _Open, tag: str) -> bool:
    """Count the end of an element; whether it is that of `one`."""
    if one.tag != tag:
        return False
    one.depth -= 1
    if one.depth:
        return False
    one.part.words = _plain(one.pieces)
    return True


def _claim(tag: str, attributes: str, offset: int) -> Part | None:
    """The mark or the note that the element says it is."""
    if not any(word in attributes for word in _CLAIMS):
        return None
    values = {
        found["name"].lower(): unescape(found["a"] or found["b"] or found["c"] or "")
        for found in _ATTRIBUTE.finditer(attributes)
    }
    if "data-annotation" in values:
        return Part(tuple(values["data-annotation"].split()), offset) if tag == "mark" else None
    # Themes have notes of their own: that of Read the Docs has its footer as one.
    name = values.get("id", "")
    is_ours = name.startswith(_NOTE_ID) or "gloss-note" in values.get("class", "").split()
    if is_ours and values.get("role", "").strip().lower() == "note":
        return Part((name.removeprefix(_NOTE_ID),), offset)
    return None


def _plain(pieces: list[str]) -> str:
    return " ".join(unescape("".join(pieces)).split())
