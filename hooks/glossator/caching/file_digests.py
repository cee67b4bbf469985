"""Checksums of files, of which only those are read that changed since they were last read."""

from __future__ import annotations

import json
import os
import time
from collections.abc import Mapping
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import digest
from glossator.caching.reading import read_file

_KIND = "files"
# Nanoseconds. A file that was changed so recently may be changed again at what the system takes
# for the same time.
_RECENT = 2_000_000_000

# Bytes. What is larger is no article, no note and no page.
_MOST_BYTES = 2 * 1024 * 1024

# What tells one state of a file from another, without reading it.
_Mark = tuple[int, ...]


class FileDigests:
    """The checksums of the files below `root`, some of them known from last time."""

    def __init__(self, cache: Cache, root: Path) -> None:
        self.cache = cache
        self.root = root
        self._folder = str(root)
        self._key = digest(self._folder)
        self._known = self._load()
        self._met: dict[str, tuple[_Mark, str]] = {}
        self._is_news = False

    def of(self, path: str, stat: os.stat_result) -> str:
        """The checksum of the file at `path`, of which the system says `stat`.

        Empty where the file cannot be read.
        """
        mark = _mark(stat)
        before = self._met.get(path) or self._known.get(path)
        if before and before[0] == mark:
            self._met[path] = before
            return before[1]
        if stat.st_size > _MOST_BYTES:  # nobody will read it
            return digest(*map(str, mark))
        try:
            found = digest(read_file(f"{self._folder}/{path}"))
        except OSError:
            return ""
        if max(stat.st_mtime_ns, stat.st_ctime_ns) < time.time_ns() - _RECENT:
            self._met[path] = (mark, found)
            self._is_news = True
        return found

    def save(self) -> None:
        """Keep what was found, of the files that were asked for."""
        if self._is_news or len(self._met) != len(self._known):
            table = {path: [*mark, found] for path, (mark, found) in self._met.items()}
            self.cache.put(_KIND, self._key, json.dumps(table, separators=(",", ":")).encode())
        self._known, self._met, self._is_news = self._met, {}, False

    def _load(self) -> Mapping[str, tuple[_Mark, str]]:
        kept = self.cache.get(_KIND, self._key)
        try:
            table = json.loads(kept or "{}")
            return {path: (tuple(mark), found) for path, (*mark, found) in table.items()}
        except (AttributeError, RecursionError, TypeError, ValueError):
            return {}  # it was not written here


def is_unchanged(root: Path, path: str, stat: os.stat_result) -> bool:
    """Whether the file is still the one of which the system said `stat`."""
    try:
        return _mark(os.stat(f"{root}/{path}")) == _mark(stat)  # noqa: PTH116 - of each file
    except OSError:
        return False


def _mark(stat: os.stat_result) -> _Mark:
    return stat.st_size, stat.st_mtime_ns, stat.st_ctime_ns, stat.st_ino
