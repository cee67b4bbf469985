"""Files that are no page and no text of an article, told apart by their first bytes."""

from __future__ import annotations

import io
import json
import re
import zipfile
from pathlib import PurePath

from glossator.importing.text_kinds import AS_TEXT, HAND, by_name, text_kind

# What has to be known of a file to tell it; the heads of mails are the longest.
_HEAD = 65_536
_PICTURE = "a picture; import the article's own page"
_FILM = "a film or a recording; import the article's own page"
_PACKED = "a packed file ({}); unpack it first"
_OFFICE = "{}; open it, and save it as HTML, or copy its text into a text file"
_MAGIC = {
    b"%PDF-": f"a PDF; {HAND}",
    b"%!PS": f"a PostScript file; {HAND}",
    b"\x89PNG": _PICTURE,
    b"\xff\xd8\xff": _PICTURE,
    b"GIF8": _PICTURE,
    b"II*\x00": _PICTURE,
    b"MM\x00*": _PICTURE,
    b"8BPS": _PICTURE,
    b"\x00\x00\x01\x00": _PICTURE,
    b"AT&TFORM": f"a DjVu file; {HAND}",
    b"\x1f\x8b": _PACKED.format("gzip"),
    b"BZh9": _PACKED.format("bzip2"),
    b"\xfd7zXZ\x00": _PACKED.format("xz"),
    b"\x28\xb5\x2f\xfd": _PACKED.format("zstd"),
    b"7z\xbc\xaf\x27\x1c": _PACKED.format("7-Zip"),
    b"Rar!\x1a": _PACKED.format("RAR"),
    b"bplist": "a web archive of Safari; save the page as its source, in HTML",
    b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1": _OFFICE.format(
        "a file of an old Office program (Word, Excel, PowerPoint or Outlook)"
    ),
    b"ID3": _FILM,
    b"OggS": _FILM,
    b"fLaC": _FILM,
    b"\x1aE\xdf\xa3": _FILM,
    b"{\\rtf": _OFFICE.format("an RTF file"),
    b"WARC/": "a web archive (WARC); open the page in its viewer, and save it as HTML",
}
# What stands behind some first bytes that tell nothing: offset, bytes, kind.
_WITHIN = (
    (8, b"WEBP", _PICTURE),
    (8, b"WAVE", _FILM),
    (8, b"AVI ", _FILM),
    (4, b"ftypavif", _PICTURE),
    (4, b"ftyphei", _PICTURE),
    (4, b"ftypmif1", _PICTURE),
    (4, b"ftyp", _FILM),
    (60, b"BOOKMOBI", _OFFICE.format("an e-book (Mobipocket)")),
    (257, b"ustar", _PACKED.format("tar")),
)
# By a file in it or by its `mimetype`, what a ZIP file really is.
_ZIPPED = (
    ("epub+zip", "an e-book (EPUB)"),
    ("META-INF/container.xml", "an e-book (EPUB)"),
    ("opendocument.text", "a LibreOffice document (ODT)"),
    ("opendocument.spreadsheet", "a LibreOffice spreadsheet (ODS)"),
    ("opendocument.presentation", "a LibreOffice presentation (ODP)"),
    ("opendocument", "a LibreOffice file"),
    ("word/", "a Word document (DOCX)"),
    ("xl/", "an Excel spreadsheet (XLSX)"),
    ("ppt/", "a PowerPoint presentation (PPTX)"),
    ("Index/", "a document of Pages, Numbers or Keynote"),
    ("Index.zip", "a document of Pages, Numbers or Keynote"),
    ("index.xml", "a document of Pages, Numbers or Keynote"),
)


def other_kind(content: bytes, *, name: str = "", is_text: bool = False) -> str:
    """What the file is that is no page and no text, and what to do; empty where it may be one.

    Args:
        content: All of its bytes.
        name: Its name, whose suffix tells some kinds; empty for a page from the web.
        is_text: Whether somebody says that it is to be taken as plain text.
    """
    for magic, kind in _MAGIC.items():
        if content.startswith(magic):
            return kind
    for offset, magic, kind in _WITHIN:
        if content.startswith(magic, offset):
            return kind
    if content.startswith(b"BM") and content[6:10] == b"\x00\x00\x00\x00":
        return _PICTURE
    if content.startswith((b"PK\x03\x04", b"PK\x05\x06", b"PK\x07\x08")):
        return _zipped(content)
    if content.lstrip()[:5] in {b"%PDF-", b"{\\rtf"}:
        return other_kind(content.lstrip())
    if is_text:
        return ""
    head = _text_of(content[:_HEAD])
    return (
        text_kind(head, whole=len(content) <= _HEAD)
        or _json(content, head)
        or (by_name(PurePath(name).suffix.lower(), head))
    )


def _zipped(content: bytes) -> str:
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            names = packed.namelist()
            if "mimetype" in names and packed.getinfo("mimetype").file_size < 200:
                names.insert(0, packed.read("mimetype").decode("ascii", "replace"))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError, EOFError):
        # One that is broken still has its first names.
        names = [content[:4096].decode("latin-1")]
    for sign, kind in _ZIPPED:
        if any(sign in one if len(names) == 1 or "+" in sign else _has(one, sign) for one in names):
            return _OFFICE.format(kind)
    return "a packed file (ZIP); unpack it, and import the page or the text in it"


def _has(name: str, sign: str) -> bool:
    return name.startswith(sign) or (sign.startswith("opendocument") and sign in name)


def _text_of(head: bytes) -> str:
    for mark, codec in ((b"\xff\xfe", "utf-16-le"), (b"\xfe\xff", "utf-16-be")):
        if head.startswith(mark):
            return head[2:].decode(codec, "ignore")
    text = head.removeprefix(b"\xef\xbb\xbf").decode("utf-8", "replace")
    return text.replace("\r\n", "\n").replace("\r", "\n")


_JSON_START = re.compile(r'\s*(?:\{\s*"(?:[^"\\\n]|\\.)*"\s*:|\[\s*[\[{]\s*["\]}\d\[{-])')


def _json(content: bytes, head: str) -> str:
    if not _JSON_START.match(head):
        return ""
    try:
        data = json.loads(content)
    except (ValueError, RecursionError):
        data = None  # cut off, or a record in each line
    keys = data.keys() if isinstance(data, dict) else set()
    if "jsonfeed.org" in str(data["version"] if "version" in keys else ""):
        return "a feed (JSON Feed); import the page of the article that it names"
    if "nbformat" in keys:
        return _OFFICE.format("a notebook (Jupyter)")
    return f"a data file (JSON); import the article's own page{AS_TEXT}"
