"""The cache: whatever lies in it, the site is the one that is made without it."""

from __future__ import annotations

import shutil
import tempfile
from contextlib import suppress
from functools import cache
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.made import made_pages
from glossator.site.publish import publish
from glossator.site.search_files import write_search
from glossator.site.shelf import Shelf
from tests.edits import tree
from tests.exporting.published import write_corpus
from tests.fuzz.feeding import Fed, seed
from tests.fuzz.words import PART

WORDS = [PART, "\x00", "{}", "[]", "null", '{"records":1e9}', "[[", "\x1f\x8b", "x\x9c", "-1"]
SHORT = 2
DAMAGES = ("short", "garbage", "turned", "other", "empty", "link", "folder", "more", "signed")
KEPT = "kept"


def seeds() -> list[bytes]:
    """Eight damages at a time, each of which meets another of the files that are kept."""
    several = ((7, n, n * 7, 3, n, n * 13, 5, n, n * 29, 1, n * 3) for n in range(4 * len(DAMAGES)))
    return [seed("{}", choices=bytes(number % 256 for number in one)) for one in several]


@cache
def _made() -> tuple[Path, dict[str, bytes], list[str]]:
    """A site with a full cache, what is published of it, and the files of the cache."""
    root = write_corpus(Path(tempfile.mkdtemp(prefix="glossator-fuzz-cache-")) / "site")
    whole = _published(root)
    assert _published(root) == whole
    kept = sorted(file.relative_to(root).as_posix() for file in (root / KEPT).glob("*/*/*"))
    shutil.copytree(root / KEPT, root.parent / "full")
    return root, whole, kept


def _published(root: Path) -> dict[str, bytes]:
    """All that is made of the site in `root`, with what is kept below it."""
    shelf = Shelf(root, Cache(root / KEPT), 1)
    publication = publish(read_settings(root), shelf=shelf)
    site = publication.site
    found = {"problems": "\n".join(map(str, publication.problems)).encode()}
    found |= {slug: publication.article_html(slug).encode() for slug in sorted(site.articles)}
    for source in sorted(made_pages(site)):
        found[source] = publication.page_html(source, "<h1>x</h1>").encode()
    out = root.parent / "out"
    Exports(site, FORMATS, shelf.cache).write(out)
    write_search(site, {}, out / "search", cache=shelf.cache, keep=True, jobs=1)
    found |= tree(out)
    shutil.rmtree(out)
    return found


def check(data: bytes) -> None:
    fed = Fed(data)
    root, whole, kept = _made()
    shutil.rmtree(root / KEPT)
    shutil.copytree(root.parent / "full", root / KEPT)
    outside = root.parent / "outside"
    outside.write_bytes(b"mine")
    garbage = fed.raw()
    is_signed = False
    for _ in range(1 + fed.number(7)):
        damage, path, other = fed.pick(DAMAGES), fed.pick(kept), fed.pick(kept)
        is_signed |= damage == "signed"
        _damage(root / path, damage, garbage, root / other, outside)
    found = _published(root)
    assert outside.read_bytes() == b"mine"
    # What was signed by somebody who knows how may say anything, but it stops nothing.
    assert is_signed or found == whole
    if not is_signed:
        assert _published(root) == whole


def _damage(file: Path, damage: str, garbage: bytes, other: Path, outside: Path) -> None:
    raw = file.read_bytes() if file.is_file() else b""
    if damage == "link":
        with suppress(OSError):
            file.unlink()
            file.symlink_to(outside)
    elif damage == "folder":
        with suppress(OSError):
            file.unlink()
            file.mkdir()
    elif damage == "signed":
        kind, _, key = file.parts[-3:]
        with suppress(OSError):
            file.unlink()
        Cache(file.parents[2]).put(kind, key, garbage)
    else:
        new = {
            "short": raw[: len(raw) // 2],
            "garbage": garbage,
            "turned": raw[:20] + bytes(b ^ 1 for b in raw[20:24]) + raw[24:],
            "other": other.read_bytes() if other.is_file() and not other.is_symlink() else b"",
            "empty": b"",
            "more": raw + garbage + b"x",
        }[damage]
        with suppress(OSError):
            if file.is_symlink():
                file.unlink()
            file.write_bytes(new)
