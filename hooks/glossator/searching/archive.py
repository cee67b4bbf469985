"""A written index in one piece, to be kept and to be written again."""

from __future__ import annotations

import json
import re
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.searching.files import NAME_LENGTH, SUFFIX

INDEX = "search"
"""What whole indexes are called in a cache."""
_NAME = re.compile(rf"[a-z2-7]{{{NAME_LENGTH}}}")


@dataclass(frozen=True, slots=True)
class WrittenIndex:
    """An index on disk.

    Attributes:
        name: The name of its manifest.
        files: The names of all of its files.
    """

    name: str
    files: frozenset[str]


def is_name(stem: str) -> bool:
    """Whether `stem` may be the name of a file of an index."""
    return _NAME.fullmatch(stem) is not None


def write_or_unpack(
    cache: Cache, key: str, folder: Path, write: Callable[[], WrittenIndex]
) -> WrittenIndex:
    """The index that `write` writes into `folder`, or has written before.

    `key` is the checksum of all that it is made of.
    """
    packed = cache.get(INDEX, key)
    index = _unpack(packed, folder) if packed else None
    if index is None:
        index = write()
        cache.put(INDEX, key, _pack(index, folder))
    return index


def _pack(index: WrittenIndex, folder: Path) -> bytes:
    """The files of the index in `folder` one after another, and before them what they are."""
    names = sorted(index.files)
    contents = [(folder / f"{name}{SUFFIX}").read_bytes() for name in names]
    head = json.dumps([index.name, list(zip(names, map(len, contents), strict=True))])
    return b"\n".join((head.encode(), b"".join(contents)))


def _unpack(data: bytes, folder: Path) -> WrittenIndex | None:
    """Write the files of a packed index into `folder`; None, and no file, where it is none."""
    head, _, _ = data.partition(b"\n")
    begin = len(head) + 1
    try:
        manifest, files = json.loads(head)
        sizes = [size for _, size in files]
        # What other people kept must not lead anywhere else.
        is_whole = all(is_name(name) for name in (manifest, *(name for name, _ in files)))
        is_whole &= all(size >= 0 for size in sizes) and sum(sizes) == len(data) - begin
    except (RecursionError, TypeError, ValueError):
        return None
    if not is_whole:
        return None
    folder.mkdir(parents=True, exist_ok=True)
    contents = memoryview(data)
    for name, size in files:
        (folder / f"{name}{SUFFIX}").write_bytes(contents[begin : begin + size])
        begin += size
    return WrittenIndex(manifest, frozenset(name for name, _ in files))
