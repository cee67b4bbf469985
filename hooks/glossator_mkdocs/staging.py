"""A site built beside the one that is there, which is left whole until the new one is."""

from __future__ import annotations

import logging
import os
import posixpath
import shutil
import signal
import tempfile
import threading
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path, PurePosixPath

# Inside of the site's own folder, so that it is on the same disk whatever the folder is; names
# with a dot are what MkDocs leaves alone there. With the number of the process that builds.
_NAME = ".glossator-new-{}-"
_SIGNALS = (signal.SIGINT, signal.SIGTERM)


class Staging:
    """The folder in which a site is built, and the one that it is for."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self._owner = os.getpid()
        self._is_new = not site.exists()
        site.mkdir(parents=True, exist_ok=True)
        for left in site.glob(_NAME.format("*") + "*"):
            if not _is_building(left):
                shutil.rmtree(left, ignore_errors=True)
        self.folder = Path(tempfile.mkdtemp(prefix=_NAME.format(self._owner), dir=site))
        self.folder.chmod(0o755)  # as other folders are; a moment later it is read by others
        self._staying: list[str] = []

    def is_told(self, message: str) -> bool:  # noqa: ARG002 - others tell less
        """Whether somebody has to know of what MkDocs says."""
        return True

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
        for parent in parents:
            (self.folder / parent).mkdir(parents=True, exist_ok=True)
        for path in paths:
            if (self.site / path).is_dir():
                self._staying.append(path)
                continue
            try:
                os.link(self.site / path, self.folder / path, follow_symlinks=False)
            except OSError:  # not on every disk
                shutil.copy2(self.site / path, self.folder / path, follow_symlinks=False)
        return True

    def publish(self) -> None:
        """Put what was built in the place of what was there, but for names with a dot.

        Raises:
            OSError: something cannot be moved; what was there is as it was.
        """
        old = Path(tempfile.mkdtemp(prefix=_NAME.format(self._owner), dir=self.site))
        brought = sorted(file.name for file in self.folder.iterdir())
        held = sorted(file.name for file in self.site.iterdir())
        gone = [name for name in held if name in brought or not name.startswith(".")]
        moves = [(self.site / name, old / name) for name in gone]
        moves += [(self.folder / name, self.site / name) for name in brought]
        moves += [(old / path, self.site / path) for path in self._staying]
        done: list[tuple[Path, Path]] = []
        with _undisturbed():
            try:
                for before, after in moves:
                    before.rename(after)
                    done.append((before, after))
            except OSError:
                for before, after in reversed(done):
                    after.rename(before)
                raise
        self._is_new = False
        for folder in (self.folder, old):
            shutil.rmtree(folder, ignore_errors=True)

    def discard(self) -> None:
        """Delete what was built so far; the site is as it was."""
        if os.getpid() != self._owner:  # a copy of the process that builds
            return
        shutil.rmtree(self.folder, ignore_errors=True)
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


def _is_building(folder: Path) -> bool:
    """Whether the process that made the folder may still be at work."""
    number = folder.name.split("-")[2]
    if not hasattr(os, "fork"):  # where asking would end it
        return False
    try:
        os.kill(int(number), 0)
    except (ProcessLookupError, ValueError):
        return False
    except OSError:  # somebody else's
        return True
    return True


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
