"""Which files a site publishes as they are: those that no host and no browser takes for a page.

What a file is served as, its host decides by its name: from a table of types, which differs from
host to host, by several endings at once, or by looking at its first bytes. So what may be
published is a list of kinds that none of them runs, and all else waits for the site's owner.
"""

from __future__ import annotations

import json
import posixpath
import re
from collections.abc import Callable

from glossator.content.files import MARKDOWN
from glossator.content.page_endings import ending_within
from glossator.problems import Location, Problem, shown

# Every host has types for these, and none of them runs in a page's place.
_COMMON = frozenset(
    (
        *(".apng", ".bmp", ".gif", ".ico", ".jpeg", ".jpg", ".png", ".tif", ".tiff", ".webp"),
        *(".otf", ".ttf", ".woff", ".woff2"),
        *(".csv", ".json", ".tsv", ".txt", ".zip"),
        *(".doc", ".docx", ".epub", ".odp", ".ods", ".odt", ".pdf", ".ppt", ".pptx", ".rtf"),
        *(".xls", ".xlsx"),
        *(".aac", ".aif", ".aiff", ".flac", ".m4a", ".mp3", ".oga", ".ogg", ".wav"),
        *(".avi", ".m4v", ".mkv", ".mov", ".mp4", ".mpeg", ".mpg", ".ogv", ".webm"),
    )
)
# Some hosts have no types for these, and go by another ending of the name, or by its bytes.
_RARE = frozenset(
    (
        *(".arrow", ".avif", ".bib", ".feather", ".geojson", ".gpkg", ".heic", ".heif", ".jsonl"),
        *(".jsonld", ".jxl", ".ndjson", ".odg", ".opus", ".parquet", ".pmtiles", ".ris"),
        *(".sqlite", ".sqlite3", ".srt", ".topojson", ".vtt"),
    )
)
# Rarer names of the same kinds, by which only some hosts know them.
_USUAL = {
    **dict.fromkeys((".jfi", ".jfif", ".jif", ".jpe", ".jpg_large", ".pjp", ".pjpeg"), ".jpg"),
    ".dib": ".bmp",
    ".mpe": ".mpg",
    ".mpga": ".mp3",
    ".qt": ".mov",
    ".wave": ".wav",
    ".log": ".txt",
    ".tab": ".tsv",
    ".text": ".txt",
}
# Of what stands within a name, languages and countries that are a kind of XML to some hosts. What
# begins like captions is none, so that a browser that takes it for one shows a fault, and no more.
_CAPTIONS = frozenset({".srt", ".vtt"})
_LANGUAGES = frozenset({"rif", "rs", "ts"})
_BEGINS_LIKE_CAPTIONS = re.compile(rb"(?:\xef\xbb\xbf)?(?:WEBVTT[ \t\r\n]|\s*[0-9]+[ \t]*\r?\n)")
# At the root of a site these tell a host what to do (`vercel.json`, `robots.txt`, `ads.txt`),
# or somebody else whose site it is (`keybase.txt`, and the random names of many services).
_NOT_AT_THE_ROOT = frozenset({".json", ".txt"})
# What is in it speaks for the whole site: who may sign for it, whose apps are its own. But for
# this one, with which a site says where it is told of holes.
_WELL_KNOWN, _OF_NO_WEIGHT = ".well-known/", ".well-known/security.txt"
# Azure looks for these in all folders.
_STEERING = frozenset({"routes.json", "staticwebapp.config.json"})
# What comes before the first sign of a page, as browsers look for it.
_BLANKS = bytes(range(0x21)) + b"\xef\xbb\xbf"
_MARKUP = re.compile(rb"<[A-Za-z!?/]")
# Bytes. Browsers look at no more before they decide, as it is written in MIME Sniffing.
HEAD = 1445
# Files of the theme and of Glossator, which a file of the same name would replace.
_THEME_FOLDERS = re.compile(r"(?i)assets/(?:glossator|javascripts|stylesheets)/")

# The setting in which the owner of a site names more files, and where it stands.
_NAME, _ABOVE = "allowed_files", "extra.glossator"

_WAYS = {
    ".svg": "export it as PNG or WebP",
    ".css": "put the site's own styles into the theme's `custom_dir`",
    ".js": "put the site's own scripts into the theme's `custom_dir`",
    ".html": "write a page in Markdown",
    ".xml": "publish it as `.csv`, `.json` or in a `.zip`",
    ".yaml": "publish it as `.json`, or in a `.zip`",
    ".gz": "pack it as `.zip`",
}
_WAYS |= {".svgz": _WAYS[".svg"], ".mjs": _WAYS[".js"], ".htm": _WAYS[".html"]}
_WAYS |= dict.fromkeys((".gpx", ".kml", ".rdf", ".rss", ".xsd"), _WAYS[".xml"])
_WAYS |= dict.fromkeys((".yml", ".toml"), _WAYS[".yaml"])
_WAYS |= dict.fromkeys((".7z", ".bz2", ".rar", ".tar", ".tgz", ".xz", ".zst"), _WAYS[".gz"])


def unpublished_kind(path: str, source: str, head: Callable[[], bytes]) -> Problem | None:
    """That a file of the docs folder is of a kind that is not published; None where it is.

    `source` is its path within that folder; `head` gives its first bytes, at least `HEAD` if it
    has them. The owner of a site may allow it, as the message says.
    """
    wrong = _of_name(source, head) or _of_bytes(source, head())
    if not wrong:
        return None
    return _problem(path, source, wrong)


def replaced_file(path: str, source: str, what: str) -> Problem:
    """That a file of the docs folder would be published in the place of another one."""
    wrong = f"this would take the place of {what}, and is not published from here; rename it"
    return _problem(path, source, wrong)


def _problem(path: str, source: str, wrong: str) -> Problem:
    own = f"or have the site's owner add `{_allowing(source)}` below `{_ABOVE}` in `mkdocs.yml`"
    return Problem(Location(path), "file-kind", f"{wrong}, {own}")


def _allowing(source: str) -> str:
    """The line of YAML with which a site's owner allows this file, and no other."""
    pattern = re.sub(r"([\\*?\[\]]| $)", r"\\\1", f"/{source}")
    return f"{_NAME}: [{json.dumps(pattern, ensure_ascii=False)}]"


def is_of_theme(source: str) -> bool:
    """Whether the file would stand among the theme's and Glossator's scripts and styles."""
    return _THEME_FOLDERS.match(source) is not None


def _of_name(source: str, head: Callable[[], bytes]) -> str:
    """What the name of a file says against it, and a way out; empty where nothing does."""
    name = posixpath.basename(source)
    stem, ending = posixpath.splitext(name)
    lower = ending.lower()
    if ending in MARKDOWN:
        return ""
    if lower in MARKDOWN:
        return f"`{ending}` is not taken for Markdown; rename it to end in `{lower}`"
    if not ending.strip(". "):
        return (
            "a file without an ending tells a host what to do, or is shown as anything, and is "
            "not published; give it one, as in `.txt` or `.csv`"
        )
    if lower in _USUAL:
        usual = _USUAL[lower]
        return (
            f"some hosts do not know files that end in {shown(ending)}, and it is not published; "
            f"rename it to end in `{usual}`"
        )
    if lower not in _COMMON and lower not in _RARE:
        way = _WAYS.get(lower, "publish it in a `.zip`")
        return (
            f"files that end in {shown(ending)} are not published, as some hosts and browsers run "
            f"such files, or do as they say; {way}"
        )
    if (
        name.lower() in _STEERING
        or (name == source and lower in _NOT_AT_THE_ROOT)
        or (source.lower().startswith(_WELL_KNOWN) and source != _OF_NO_WEIGHT)
    ):
        return (
            f"{shown(name)} may tell the site's host what to do, or others whose site it is; "
            "put it into a folder, under a name of its own"
        )
    wrong = ending_within(stem, is_known=lower in _COMMON)
    if wrong in _LANGUAGES and lower in _CAPTIONS and _BEGINS_LIKE_CAPTIONS.match(head()):
        wrong = ending_within(stem, is_known=False, but=_LANGUAGES)
    if wrong:
        return (
            f'some hosts go by ".{wrong}" in this name, and would run the file; '
            "write a hyphen for the dot"
        )
    return ""


def _of_bytes(source: str, head: bytes) -> str:
    """What the first bytes of a file say against it, and a way out; empty where nothing does."""
    ending = posixpath.splitext(source)[1]
    if ending in MARKDOWN or not _MARKUP.match(head.lstrip(_BLANKS)):
        return ""
    return (
        f"this ends in `{ending}` and begins like a page of HTML or XML, as which some browsers "
        "would show it; put the right file here"
    )
