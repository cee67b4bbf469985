"""What `mkdocs serve` watches."""

from __future__ import annotations

import atexit
import logging
import os
import shutil
import stat
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path
from threading import Event, Thread
from typing import TYPE_CHECKING

from watchdog.events import FileModifiedEvent
from watchdog.observers.api import ObservedWatch

from glossator.caching.file_digests import FileState, state_of
from glossator.content.files import hindrance_of_folder

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.livereload import LiveReloadServer

log = logging.getLogger("mkdocs.glossator")
FOLDERS = ("annotations", "hooks")
# As often as MkDocs looks.
SECONDS = 0.5


def watch_folders(server: LiveReloadServer, config: MkDocsConfig) -> None:
    """Rebuild when a page, a note or a hook changes, though its folder comes or goes.

    MkDocs refuses to watch what is not there, never again looks for what was deleted, follows
    links in circles, and compares thousands of notes so slowly that a build next to it is held up.
    """
    root = Path(config.config_file_path).absolute().parent
    docs = Path(config.docs_dir)
    folders = [docs, *(root / name for name in FOLDERS)]
    server.unwatch(str(docs))
    config.watch = [path for path in config.watch if Path(path) not in folders]
    signal = Path(tempfile.mkdtemp(prefix="glossator-")) / "changes"
    signal.touch()
    atexit.register(shutil.rmtree, signal.parent, ignore_errors=True)
    server.watch(str(signal))
    watch = ObservedWatch(str(signal), recursive=True)

    def tell() -> None:
        # As if MkDocs had seen this one change, and without waiting until it looks again.
        server.observer.event_queue.put((FileModifiedEvent(str(signal)), watch))

    # MkDocs names what it watches itself, which is neither of these.
    names = [os.path.relpath(folder, root) for folder in folders]
    log.info("Watching for changes of pages, notes and hooks: %s", ", ".join(map(repr, names)))
    looking = Looking(folders, tell, root=root)
    looking.start()
    atexit.register(looking.end)


class Looking(Thread):
    """Looks at all files of some folders again and again, and calls `tell` after a change."""

    def __init__(
        self,
        folders: list[Path],
        tell: Callable[[], None],
        seconds: float = SECONDS,
        *,
        root: Path | None = None,
    ) -> None:
        super().__init__(name="looking-at-folders", daemon=True)
        self._folders = list(map(str, folders))
        self._root = root
        self._tell = tell
        self._seconds = seconds
        self._ended = Event()
        self._known = self._look()

    def run(self) -> None:
        """Look until `end` is called."""
        while not self._ended.wait(self._seconds):
            now = self._look()
            if now != self._known:
                self._known = now
                self._tell()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self) -> dict[str, FileState]:
        return {
            path: state
            for folder in self._folders
            if not self._leads_away(folder)
            for path, state in _files_below(folder)
        }

    def _leads_away(self, folder: str) -> bool:
        root = self._root
        return root is not None and bool(hindrance_of_folder(root, os.path.relpath(folder, root)))


def _files_below(folder: str) -> Iterator[tuple[str, FileState]]:
    """The files below a folder, each with what changes when it does."""
    waiting = [folder]
    while waiting:
        try:
            with os.scandir(waiting.pop()) as found:
                for entry in found:
                    if entry.is_dir(follow_symlinks=False):
                        # What Python keeps of the hooks that it runs changes at each build.
                        waiting += [entry.path] if entry.name != "__pycache__" else []
                    else:
                        state = _state(entry)
                        if state:
                            yield entry.path, state
        except OSError:  # it was deleted just now, or never there
            continue


def _state(entry: os.DirEntry[str]) -> FileState:
    """The state of a file; nothing of what is none."""
    try:
        seen = entry.stat()
    except OSError:  # a link that leads nowhere, or a file that was deleted just now
        return ""
    return state_of(seen) if stat.S_ISREG(seen.st_mode) else ""
