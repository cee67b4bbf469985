"""Checksums of files, of which only those are read that changed since they were last read."""

from __future__ import annotations

import json
import os
import time
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import SIZE, digest
from glossator.caching.reading import read_file

_KIND = "files"
# Nanoseconds. A file that was changed so recently may be changed again at what the system takes
# for the same time.
_RECENT = 2_000_000_000

# Bytes. What is larger is no article, no note and no page.
_MOST_BYTES = 1024 * 1024

# On Windows, the list of a folder does not tell it.
_HAS_NUMBERS = os.name != "nt"

FileState = str
"""What tells one state of a file from another without reading it; `state_of` tells it."""


def state_of(stat: os.stat_result) -> FileState:
    """The state of a file, of which the system says `stat`."""
    number = stat.st_ino if _HAS_NUMBERS else 0
    return f"@{stat.st_size} {stat.st_mtime_ns} {stat.st_ctime_ns} {number}"


def size_in(state: FileState) -> int:
    """The bytes of a file in that state."""
    return int(state[1:].partition(" ")[0])


class FileDigests:
    """The checksums of the files below `root`, some of them known from last time."""

    def __init__(self, cache: Cache, root: Path) -> None:
        self.cache = cache
        self.root = root
        self._folder = str(root)
        self._key = digest(self._folder)
        # By path, the checksum with the state in which the file had it.
        self._known = self._load()
        self._met: dict[str, str] = {}
        self._is_news = False

    def of(self, path: str, state: FileState) -> str:
        """The checksum of the file at `path`, whose state is `state`.

        Empty where the file cannot be read.
        """
        before = self._met.get(path) or self._known.get(path)
        if isinstance(before, str) and before.endswith(state):
            self._met[path] = before
            return before[: 2 * SIZE]
        size, modified, changed, _ = map(int, state[1:].split())
        if size > _MOST_BYTES:  # nobody will read it
            return digest(state)
        try:
            found = digest(read_file(f"{self._folder}/{path}"))
        except OSError:
            return ""
        if max(modified, changed) < time.time_ns() - _RECENT:
            self._met[path] = found + state
            self._is_news = True
        return found

    def save(self) -> None:
        """Keep what was found, of the files that were asked for."""
        if self._is_news or len(self._met) != len(self._known):
            table = json.dumps(self._met, separators=(",", ":"))
            self.cache.put(_KIND, self._key, table.encode())
        self._known, self._met, self._is_news = self._met, {}, False

    def _load(self) -> dict[str, str]:
        kept = self.cache.get(_KIND, self._key)
        try:
            return dict(json.loads(kept or "{}"))
        except (RecursionError, TypeError, ValueError):
            return {}  # it was not written here


def is_unchanged(root: Path, path: str, state: FileState) -> bool:
    """Whether the file is still in the state in which it was."""
    try:
        return state_of(os.stat(f"{root}/{path}")) == state  # noqa: PTH116 - of each file
    except OSError:
        return False
