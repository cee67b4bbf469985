"""Which libraries are installed, told by the names of the folders that describe them.

Python can tell as much and more, and takes longer for it than a check of a whole site may.
It is asked about what is not found in this way.
"""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterator
from contextlib import suppress
from functools import lru_cache

_ABOUT = re.compile(r"(?P<name>.+?)(?:-(?P<version>[^-]+)(?:-.*)?)?\.(?:dist|egg)-info")
_SIGNS = re.compile(r"[-_.]+")


def version_of(name: str) -> str:
    """The version of the library that is installed by this name; empty where there is none."""
    found = _installed(tuple(sys.path)).get(_plain(name))
    if found and found[0]:
        return found[0]
    # Whoever gets here waits for it anyway.
    from importlib.metadata import PackageNotFoundError, version

    try:
        return version(name)
    except PackageNotFoundError:
        return ""


def entry_points(group: str) -> dict[str, str]:
    """What installed libraries offer under the name of the group: modules by their own names."""
    found: dict[str, str] = {}
    for _, folder in _installed(tuple(sys.path)).values():
        with suppress(OSError), open(f"{folder}/entry_points.txt", encoding="utf-8") as file:  # noqa: PTH123
            for name, value in _in_group(file.read(), group):
                found.setdefault(name, value.partition(":")[0].strip())
    return found


def _in_group(text: str, group: str) -> Iterator[tuple[str, str]]:
    if f"[{group}]" not in text:
        return
    section = ""
    for line in map(str.strip, text.splitlines()):
        if line.startswith("["):
            section = line.strip("[] ")
        elif section == group and "=" in line and line[0] not in "#;":
            name, _, value = line.partition("=")
            yield name.strip(), value.partition("[")[0].strip()


@lru_cache(maxsize=4)
def _installed(folders: tuple[str, ...]) -> dict[str, tuple[str, str]]:
    """The version of each library, and the folder that describes it; the first one found counts."""
    found: dict[str, tuple[str, str]] = {}
    for folder in folders:
        with suppress(OSError), os.scandir(folder or ".") as entries:  # not all is a folder
            for entry in sorted(entries, key=lambda entry: entry.name):
                if entry.name.endswith("-info") and (about := _ABOUT.fullmatch(entry.name)):
                    version = about["version"] or ""
                    found.setdefault(_plain(about["name"]), (version, entry.path))
    return found


def _plain(name: str) -> str:
    return _SIGNS.sub("-", name).lower()
