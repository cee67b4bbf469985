"""A file for machines is written to the disk, in pieces of some size."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator
from pathlib import Path

from glossator.exporting.format import Output

# Bytes of which so many are written at once.
_BLOCK = 1 << 18


def write(folder: Path, output: Output, made: set[str]) -> os.stat_result:
    """Write a file below `folder`; gives what the system tells of it from then on.

    Folders that were `made` are there, and so will be the file's.
    """
    path = f"{folder}/{output.path}"
    parent = path.rpartition("/")[0]
    if parent not in made:
        _make_folder(parent)
        made.add(parent)
    with open(path, "wb", buffering=0) as file:
        for block in _blocks(output.chunks):
            done = file.write(block)
            while done < len(block):  # more than the system takes at once
                done += file.write(block[done:])
        return os.fstat(file.fileno())


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some size; what most files have is one."""
    some: list[bytes] = []
    size = 0
    for chunk in chunks:
        some.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            yield b"".join(some)
            some.clear()
            size = 0
    yield b"".join(some)


def _make_folder(folder: str) -> None:
    # Of ten thousand, nearly each is new and has its parent by now.
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except OSError:
        os.makedirs(folder, exist_ok=True)
