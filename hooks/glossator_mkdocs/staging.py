"""A site built beside the one that is there, which is left whole until the new one is."""

from __future__ import annotations

import logging
import os
import posixpath
import re
import shutil
import signal
import threading
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

from glossator.disk.holding import alone, clear, let_go, make_held_folder
from glossator.disk.unfinished import begin, finish, is_unfinished

# Inside of the site's own folder, so that it is on the same disk whatever the folder is; names
# with a dot are what MkDocs leaves alone there.
_NAME = ".glossator-new-"
# In that folder, what was in the site before.
_OLD = ".glossator-old"
# What MkDocs says of a disk that refuses, and we in the end, with the file's name.
_OF_DISK = re.compile(r"Error (building|reading) page '.*': \[Errno \d+\]", re.DOTALL)
# The last one comes when a terminal is closed; Windows has none.
_SIGNALS = [
    getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)
]


class Staging:
    """The folder in which a site is built, and the one that it is for."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._owner = os.getpid()
        self._is_new = not site.exists()
        site.mkdir(parents=True, exist_ok=True)
        for left in site.glob(f"{_NAME}*"):
            clear(left)
        self._held: int | None
        self.folder, self._held = make_held_folder(_NAME, site)
        self.folder.chmod(0o755)  # as other folders are; a moment later it is read by others
        self._found = _state_of(site)
        self._staying: list[str] = []
        self._linked: list[str] = []
        self._unwanted: set[str] = set()

    def is_told(self, message: str) -> bool:
        """Whether somebody has to know of what MkDocs says."""
        return not _OF_DISK.match(message)

    def keep(self, paths: Iterable[str]) -> bool:
        """Take over what is at `paths` in the site that is there: files, or folders as they are.

        Nothing is taken over, and the answer is no, where some of it was built, or is not there.
        """
        paths = list(paths)
        parents = {posixpath.dirname(path) for path in paths}
        if any(_is_linked(self.site, parent) for parent in parents):
            return False
        if any(os.path.lexists(self.folder / path) for path in paths):
            return False
        if not all(os.path.lexists(self.site / path) for path in paths):
            return False
        try:
            for parent in parents:
                (self.folder / parent).mkdir(parents=True, exist_ok=True)
            for path in paths:
                self._keep(path)
        except FileNotFoundError:  # another build has just been done
            self._let_go_of_kept()
            return False
        return True

    def _keep(self, path: str) -> None:
        if (self.site / path).is_dir():
            self._staying.append(path)
            return
        self._linked.append(path)
        try:
            os.link(self.site / path, self.folder / path, follow_symlinks=False)
        except FileNotFoundError:
            raise
        except OSError:  # not on every disk
            shutil.copy2(self.site / path, self.folder / path, follow_symlinks=False)

    def take_away(self, name: str) -> None:
        """Have what is called so be gone from the site, though names with a dot stay there."""
        self._unwanted.add(name)

    def _let_go_of_kept(self) -> None:
        # What is a link to a file of the site must not be written to.
        for path in self._linked:
            (self.folder / path).unlink(missing_ok=True)
        self._linked.clear()
        self._staying.clear()

    def publish(self, write_kept: Callable[[], None] | None = None) -> None:
        """Put what was built in the place of what was there, but for names with a dot.

        A sign stands in the folder while it is neither the one nor the other. Where another
        build was done meanwhile, `write_kept` is called to write what should have been kept.

        Raises:
            OSError: something cannot be moved; what was there is as it was, or the sign stands.
        """
        with alone(self.site):
            if write_kept and _state_of(self.site) != self._found:
                self._let_go_of_kept()
                write_kept()
            with _undisturbed():
                self._swap()
        self._is_new = False
        self._delete()

    def _swap(self) -> None:
        old = self.folder / _OLD
        brought = sorted(file.name for file in self.folder.iterdir())
        held = sorted(file.name for file in self.site.iterdir())
        replaced = {*brought, *self._unwanted}
        gone = [name for name in held if name in replaced or not name.startswith(".")]
        old.mkdir()
        moves = [(self.site / name, old / name) for name in gone]
        moves += [(self.folder / name, self.site / name) for name in brought]
        moves += [(old / path, self.site / path) for path in self._staying]
        was_whole = not is_unfinished(self.site)
        begin(self.site)
        done: list[tuple[Path, Path]] = []
        try:
            for before, after in moves:
                before.rename(after)
                done.append((before, after))
        except OSError as error:
            # Nobody knows the names in our own folder, which is deleted.
            theirs = before if after.is_relative_to(self.folder) else after
            error.filename, error.filename2 = str(theirs), None
            for before, after in reversed(done):
                after.rename(before)
            if was_whole:
                finish(self.site)
            raise
        finish(self.site)

    def _delete(self) -> None:
        shutil.rmtree(self.folder, ignore_errors=True)
        let_go(self._held)
        self._held = None

    def discard(self) -> None:
        """Delete what was built so far; the site is as it was."""
        if os.getpid() != self._owner:  # a copy of the process that builds
            return
        self._delete()
        if self._is_new:
            with suppress(OSError):  # somebody has put something there
                self.site.rmdir()


class AsSeen(logging.Filter):
    """Has MkDocs name the folder for which it builds, and not the one in which."""

    def __init__(self, staging: Staging) -> None:
        super().__init__()
        self.staging = staging

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the name right, in a message that has no other parts."""
        if isinstance(record.msg, str):
            record.msg = record.msg.replace(str(self.staging.folder), str(self.staging.site))
        return self.staging.is_told(str(record.msg))


def _state_of(site: Path) -> list[tuple[str, int, int]]:
    """What tells the site that is there from any other that is put in its place."""
    with os.scandir(site) as entries:
        found = [(one.name, one.stat(follow_symlinks=False)) for one in entries]
    return sorted(
        (name, about.st_ino, about.st_mtime_ns) for name, about in found if name[0] != "."
    )


def _is_linked(site: Path, folder: str) -> bool:
    """Whether a link leads to the folder, seen from the site's root."""
    path = PurePosixPath(folder)
    return any((site / one).is_symlink() for one in (path, *path.parents[:-1]))


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let nothing end the process for the moment that it takes to rename some folders."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = {number: signal.signal(number, signal.SIG_IGN) for number in _SIGNALS}
    try:
        yield
    finally:
        for number, handler in before.items():
            signal.signal(number, handler)
