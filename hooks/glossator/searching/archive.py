"""A written index in one piece, to be kept and to be written again."""

from __future__ import annotations

import json
import re
from dataclasses import dataclass
from pathlib import Path

from glossator.searching.files import NAME_LENGTH, SUFFIX

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


def pack(index: WrittenIndex, folder: Path) -> bytes:
    """The files of the index in `folder` one after another, and before them what they are."""
    names = sorted(index.files)
    contents = [(folder / f"{name}{SUFFIX}").read_bytes() for name in names]
    head = json.dumps([index.name, list(zip(names, map(len, contents), strict=True))])
    return b"\n".join((head.encode(), b"".join(contents)))


def unpack(data: bytes, folder: Path) -> WrittenIndex | None:
    """Write the files of a packed index into `folder`; None, and no file, where it is none."""
    head, _, _ = data.partition(b"\n")
    manifest, files = json.loads(head)
    begin = len(head) + 1
    folder.mkdir(parents=True, exist_ok=True)
    contents = memoryview(data)
    # What other people kept must not lead anywhere else.
    if not all(is_name(name) for name, _ in files):
        return None
    for name, size in files:
        (folder / f"{name}{SUFFIX}").write_bytes(contents[begin : begin + size])
        begin += size
    return WrittenIndex(manifest, frozenset(name for name, _ in files))
