"""Pictures of notes: there, whole, and of this state of the corpus."""

from __future__ import annotations

import struct
import zlib
from collections.abc import Mapping

from glossator.caching.cache import Cache
from glossator.exporting.card_label import label_in, label_of
from glossator.exporting.cards import card_of, card_path, kept_picture
from glossator.exporting.note_pages import file_of
from glossator.site.page_names import NOTES
from glossator.site.promised import counts_in, read_promises
from glossator.site.site import Site
from glossator.verifying.built import AGAIN, Built

_NAME = "card.png"
_BEGIN = b"\x89PNG\r\n\x1a\n"
_SIZE = (1200, 630)


def has_pictures(built: Built, site: Site) -> bool:
    """Whether the site was built with pictures: there are some, or a note's page says so.

    Whether this machine draws some says nothing of the one that built the site.
    """
    end = f"/{_NAME}"
    if any(path.startswith(NOTES) and path.endswith(end) for path in built.files):
        return True
    for placed in site.notes:
        path = file_of(site.note_page(placed))
        if path in built.files:
            page = (built.read(path) or b"").decode("utf-8", "replace")
            if said := read_promises(page):
                return promises_picture(counts_in(said[0]))
    return False


def check_pictures(built: Built, site: Site, cache: Cache) -> None:
    """Tell which notes have no picture, or one that was cut off or shows something else.

    What is in the `cache` must be the same to the byte, unless the picture was drawn elsewhere:
    other machines have other fonts.
    """
    for slug, annotated in site.articles.items():
        for placed in annotated.text.notes:
            path, what = card_path(placed), f"the picture of the note `{placed.note.path}`"
            if not built.expect(path, what) or (content := built.read(path)) is None:
                continue
            card = card_of(site, slug, placed)
            kept = kept_picture(cache, card)
            if content == kept:
                continue
            expected, found = label_of(card), label_in(content)
            if fault := _fault(content):
                built.tell(path, "site-damaged", f"{what} {fault}; {AGAIN}")
            elif found[0] != expected[0] or (kept and found == expected):
                message = f"{what} is not the one of this state of the note; {AGAIN}"
                built.tell(path, "site-changed", message)


def promises_picture(promise: Mapping[str, str]) -> bool:
    """Whether a note's page says that a picture is beside it."""
    return promise.get("pictures", "0") != "0"


def check_picture(built: Built, path: str, what: str) -> None:
    """Tell that a picture is missing, or is none."""
    if built.expect(path, what) and (fault := _fault(built.read(path))):
        built.tell(path, "site-damaged", f"{what} {fault}; {AGAIN}")


def _fault(content: bytes | None) -> str:
    """What is wrong with a picture; nothing where it is whole, or was told of."""
    if content is None:
        return ""
    if content[:8] != _BEGIN:
        return "is no PNG"
    place, kind = 8, b""
    while place < len(content):
        head = content[place : place + 8]
        if len(head) < 8:
            return "was cut off"
        length, kind = struct.unpack(">I4s", head)
        piece = content[place + 4 : place + 8 + length]
        check = content[place + 8 + length : place + 12 + length]
        if len(check) < 4:
            return "was cut off"
        if zlib.crc32(piece) != int.from_bytes(check, "big"):
            return "is damaged"
        if kind == b"IHDR" and struct.unpack(">II", piece[4:12]) != _SIZE:
            return "has another size than a note's picture"
        place += 12 + length
    return "" if kind == b"IEND" else "was cut off"
