"""The cache: whatever lies in it, the site is the one that is made without it."""

from __future__ import annotations

import atexit
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
_KINDS = 5  # of files in the cache, at least


def seeds() -> list[bytes]:
    """Each damage to all files of a kind, and eight at a time to files here and there.

    Files are named by checksums of all that they depend on, so that nobody can tell which of them
    a number stands for; kinds stay where they are.
    """
    kinds = ((0, n, 1, kind) for n in range(len(DAMAGES)) for kind in range(_KINDS))
    several = ((7, *(n * step % 256 for step in range(1, 60))) for n in range(2 * len(DAMAGES)))
    return [seed("{}", choices=bytes(one)) for one in (*kinds, *several)]


@cache
def _made() -> tuple[Path, dict[str, bytes], dict[str, list[str]]]:
    """A site with a full cache, what is published of it, and the files of the cache by kind."""
    folder = tempfile.mkdtemp(prefix="glossator-fuzz-cache-")
    atexit.register(shutil.rmtree, folder, ignore_errors=True)
    root = write_corpus(Path(folder) / "site")
    whole = _published(root)
    assert _published(root) == whole
    kept: dict[str, list[str]] = {}
    for file in sorted((root / KEPT).glob("*/*/*")):
        kept.setdefault(file.parts[-3], []).append(file.relative_to(root / KEPT).as_posix())
    assert len(kept) >= _KINDS
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
        damage = fed.pick(DAMAGES)
        is_whole_kind = bool(fed.number(1))
        files = kept[fed.pick(list(kept))]
        if not is_whole_kind:
            files = [fed.pick(files)]
        for at, path in enumerate(files):
            other = files[at - 1] if is_whole_kind else fed.pick(kept[fed.pick(list(kept))])
            _damage(root / KEPT / path, damage, garbage, root.parent / "full" / other, outside)
        is_signed |= damage == "signed"
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
            "other": other.read_bytes(),
            "empty": b"",
            "more": raw + garbage + b"x",
        }[damage]
        with suppress(OSError):
            if file.is_symlink():
                file.unlink()
            file.write_bytes(new)
