"""The files of a new site are written all or none; what a run that was killed left is undone."""

from __future__ import annotations

import errno
import json
import os
import shutil
from collections.abc import Mapping
from contextlib import suppress
from pathlib import Path

from glossator.caching.digest import digest_of_files
from glossator.disk.holding import clear, hold, let_go, make_held_folder

# Beside what it is for, so that what is finished only needs to be renamed.
_PREFIX = ".glossator-"
_BUILT, _PLACED = "site", "placed"
# A repository that was just made has nothing but these: no reason to turn somebody away.
HARMLESS = frozenset({".git", ".DS_Store"})


def place(folder: Path, files: Mapping[str, str | bytes]) -> None:
    """Write all files below `folder`, which is empty or not there; or, where that fails, none.

    Raises:
        OSError: the disk does not allow it, and is told of the file that could not be written.
    """
    made = [above for above in folder.absolute().parents if not above.exists()]
    is_new = not folder.exists()
    workshop, held = None, None
    try:
        _make_folders(folder.absolute().parent)
        ground = folder.absolute().parent if is_new else folder
        undo(ground)
        workshop, held = make_held_folder(_PREFIX, ground)
        built = workshop / _BUILT
        for path, text in files.items():
            _write(built / path, text.encode() if isinstance(text, str) else text)
        if is_new:
            built.rename(folder)
        else:
            _move_in(built, folder, workshop / _PLACED)
    finally:
        if workshop:
            shutil.rmtree(workshop, ignore_errors=True)
        let_go(held)
        with suppress(OSError):  # the site is there, or something of somebody else's
            for above in made:
                above.rmdir()


def undo(folder: Path) -> None:
    """Take out of `folder` what a run that was killed has put there, and nothing else.

    That is done where nothing else is there: what somebody has changed since, or added, means
    that the site is in use.
    """
    for workshop in folder.glob(f"{_PREFIX}*"):
        if workshop.is_symlink() or not {file.name for file in _in(workshop)} <= {_BUILT, _PLACED}:
            continue
        held = hold(workshop)
        if held is None:  # another run is at it
            continue
        placed = _read(workshop / _PLACED)
        found = [file for file in _in(folder) if file.name in placed]
        others = {file.name for file in _in(folder)} - {*placed, workshop.name, *HARMLESS}
        if not others and all(_digest(file) == placed[file.name] for file in found):
            for file in found:
                shutil.rmtree(file) if file.is_dir() else file.unlink()
        let_go(held)
        clear(workshop)


def _make_folders(folder: Path) -> None:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except FileExistsError as error:  # which is no folder
        number = errno.ENOTDIR
        raise NotADirectoryError(number, os.strerror(number), error.filename) from None


def _write(file: Path, text: bytes) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_bytes(text)


def _move_in(built: Path, folder: Path, placed: Path) -> None:
    # One by one: a folder that somebody stands in, or that is a repository, stays the same.
    entries = sorted(built.iterdir())
    placed.write_text(json.dumps({entry.name: _digest(entry) for entry in entries}), "utf-8")
    moved: list[Path] = []
    try:
        for entry in entries:
            entry.rename(folder / entry.name)
            moved.append(folder / entry.name)
    except BaseException:
        for target in moved:
            shutil.rmtree(target) if target.is_dir() else target.unlink()
        raise


def _in(folder: Path) -> list[Path]:
    return list(folder.iterdir()) if folder.is_dir() else []


def _read(placed: Path) -> dict[str, str]:
    try:
        return dict(json.loads(placed.read_text("utf-8")))
    except (OSError, RecursionError, TypeError, ValueError):
        return {}


def _digest(entry: Path) -> str:
    files = [entry] if entry.is_file() else [file for file in entry.rglob("*") if file.is_file()]
    return digest_of_files(files, entry.parent)
