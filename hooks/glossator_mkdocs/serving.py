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


def look_at_folders(config: MkDocsConfig) -> Looking:
    """Look at pages, notes, hooks and the configuration, before anything of them is read.

    The first build may take long, and what changes meanwhile belongs into the next one.
    """
    file = Path(config.config_file_path).absolute()
    folders = [Path(config.docs_dir), *(file.parent / name for name in FOLDERS)]
    return Looking(folders, file)


def watch_folders(server: LiveReloadServer, config: MkDocsConfig, looking: Looking) -> None:
    """Rebuild when something changes at which there was a look before the first build.

    MkDocs refuses to watch what is not there, never again looks for what was deleted, follows
    links in circles, compares thousands of notes so slowly that a build next to it is held up,
    and begins when the first build is over.
    """
    for path in (config.docs_dir, config.config_file_path):
        server.unwatch(str(path))
    config.watch = [path for path in config.watch if Path(path) not in looking.folders]
    signal = Path(tempfile.mkdtemp(prefix="glossator-")) / "changes"
    signal.touch()
    atexit.register(shutil.rmtree, signal.parent, ignore_errors=True)
    server.watch(str(signal))
    watch = ObservedWatch(str(signal), recursive=True)

    def tell() -> None:
        # As if MkDocs had seen this one change, and without waiting until it looks again.
        server.observer.event_queue.put((FileModifiedEvent(str(signal)), watch))

    # MkDocs names what it watches itself, which is none of these.
    places = [*looking.folders, looking.config]
    names = ", ".join(repr(os.path.relpath(place, looking.root)) for place in places)
    log.info("Watching for changes of pages, notes, hooks and the configuration: %s", names)
    looking.begin(tell)
    atexit.register(looking.end)


class Looking(Thread):
    """Looks at all files of some folders, and at the configuration beside them, again and again.

    For the first time it does so when it is made.
    """

    def __init__(self, folders: list[Path], config: Path) -> None:
        super().__init__(name="looking-at-folders", daemon=True)
        self.folders = folders
        self.root = config.parent
        self.config = config
        self._tell: Callable[[], None] = lambda: None
        self._ended = Event()
        self._known = self._look()

    def begin(self, tell: Callable[[], None]) -> None:
        """Go on looking, and call `tell` after each change."""
        self._tell = tell
        self.start()

    def run(self) -> None:
        """Look until `end` is called."""
        while not self._ended.wait(SECONDS):
            now = self._look()
            if now != self._known:
                self._known = now
                self._tell()

    def end(self) -> None:
        """Look no more."""
        self._ended.set()

    def _look(self) -> dict[str, FileState]:
        found = {
            path: state
            for folder in map(str, self.folders)
            if not hindrance_of_folder(self.root, os.path.relpath(folder, self.root))
            for path, state in _files_below(folder)
        }
        return found | {str(self.config): _state(self.config)}


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


def _state(file: os.DirEntry[str] | Path) -> FileState:
    """The state of a file; nothing of what is none."""
    try:
        seen = file.stat()
    except OSError:  # a link that leads nowhere, or a file that was deleted just now
        return ""
    return state_of(seen) if stat.S_ISREG(seen.st_mode) else ""
