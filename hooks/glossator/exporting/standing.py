"""What stands in a site's folder as an earlier build wrote it, and need not be written again.

Ten thousand small files are written and deleted in more time than it takes to make sure that
they are what they were.
"""

from __future__ import annotations

import json
import os
import stat
from collections.abc import Iterator, Mapping
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import digest

_KIND = "standing"

Written = Mapping[str, os.stat_result]
"""Files that were written, by their paths below the site's root."""


class Standing:
    """The files that an earlier build wrote into the folder `site`, and still stand there.

    Attributes:
        kept: The paths, below the folder, of what is to stay; a folder stays with all that is
            in it.
    """

    def __init__(self, cache: Cache, site: Path) -> None:
        self.kept: list[str] = []
        self._cache = cache
        self._site = os.path.realpath(site)
        self._key = digest(self._site)
        # For each name its state, and what tells each of its files and folders from others.
        self._known = self._load()
        self._now: dict[str, tuple[str, dict[str, str]]] = {}

    def keeps(self, name: str, state: str) -> bool:
        """Whether the files called `name` stand there, in this state; if so, they are kept."""
        try:
            known, marks = self._known[name]
            if known != state or any(_mark(self._site, unit) != marks[unit] for unit in marks):
                return False
        except (AttributeError, KeyError, TypeError, ValueError):  # it was not written here
            return False
        self._now[name] = known, marks
        self.kept += marks
        return True

    def wrote(self, name: str, state: str, written: Written) -> None:
        """Take note that the files called `name` are there, as they were `written`.

        They may be moved, but not be copied, to the site's own folder.
        """
        self._now[name] = state, _marks(name, written)

    def save(self) -> None:
        """Keep it for the next build."""
        self._cache.put(_KIND, self._key, json.dumps(self._now, separators=(",", ":")).encode())

    def _load(self) -> dict[str, tuple[str, dict[str, str]]]:
        try:
            return dict(json.loads(self._cache.get(_KIND, self._key) or "{}"))
        except (RecursionError, TypeError, ValueError):
            return {}  # it was not written here


def _marks(name: str, written: Written) -> dict[str, str]:
    """What `_mark` will tell of what was written, without a look at any of it."""
    folder = f"notes/{name}"
    marks, inside = {}, set()
    for path, found in written.items():
        # An article's folder of notes stays or goes together.
        if not (name and path.startswith(f"{folder}/")):
            marks[path] = _told(found)
            continue
        at = path[len(folder) :]
        inside.add(f"{at} {_told(found)}")
        while at := at.rpartition("/")[0]:
            inside.add(f"{at}/")
    if inside:
        marks[folder] = digest(*sorted(inside))
    return dict(sorted(marks.items()))


def _mark(folder: str, unit: str) -> str:
    """What tells a file, or a folder with all that is in it, from any other; empty without one.

    A link is not followed.
    """
    path = f"{folder}/{unit}"
    try:
        found = os.lstat(path)
        if not stat.S_ISDIR(found.st_mode):
            return _told(found) if stat.S_ISREG(found.st_mode) else ""
        return digest(*sorted(_inside(path, "")))
    except OSError:
        return ""


def _inside(folder: str, at: str) -> Iterator[str]:
    with os.scandir(folder) as entries:
        for entry in entries:
            name = f"{at}/{entry.name}"
            if entry.is_dir(follow_symlinks=False):
                yield f"{name}/"
                yield from _inside(entry.path, name)
            else:
                yield f"{name} {_told(os.lstat(entry.path))}"


def _told(found: os.stat_result) -> str:
    # When its name changed, which the system tells too, is of no account.
    return f"{found.st_size} {found.st_mtime_ns} {found.st_ino} {found.st_mode}"
