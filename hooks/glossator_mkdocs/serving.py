"""What `mkdocs serve` watches."""

from __future__ import annotations

import atexit
import os
import shutil
import tempfile
from pathlib import Path
from typing import TYPE_CHECKING

from watchdog.events import FileSystemEvent, FileSystemEventHandler

if TYPE_CHECKING:
    from mkdocs.livereload import LiveReloadServer


def watch_folders(server: LiveReloadServer, root: Path) -> None:
    """Rebuild when a note or a hook below `root` changes, though its folder comes or goes."""
    folders = {str(root / name) for name in ("annotations", "hooks")}
    for folder in filter(os.path.isdir, folders):
        server.watch(folder)
    # A server rebuilds when what it watches changes: this changes when a folder comes or goes.
    signal = Path(tempfile.mkdtemp(prefix="glossator-")) / "folders"
    signal.touch()
    atexit.register(shutil.rmtree, signal.parent, ignore_errors=True)
    server.watch(str(signal))
    server.observer.schedule(_FolderHandler(server, folders, signal), str(root), recursive=False)


class _FolderHandler(FileSystemEventHandler):
    """Begins to watch folders that come into being, and those that were deleted and made anew.

    MkDocs refuses to watch what is not there, and never again looks for what was deleted.
    """

    def __init__(self, server: LiveReloadServer, folders: set[str], signal: Path) -> None:
        self.server = server
        self.folders = folders
        self.signal = signal
        self.watched = set(filter(os.path.isdir, folders))
        self.changes = 0

    def on_any_event(self, event: FileSystemEvent) -> None:
        """Look what became of a folder that was made, deleted or renamed."""
        touched = {os.fsdecode(event.src_path), os.fsdecode(event.dest_path)} & self.folders
        if event.event_type not in {"created", "deleted", "moved"} or not touched:
            return
        for folder in touched:
            if folder in self.watched:
                self.server.unwatch(folder)
                self.watched.discard(folder)
            if Path(folder).is_dir():
                self.server.watch(folder)
                self.watched.add(folder)
        self.changes += 1
        self.signal.write_text(str(self.changes), encoding="utf-8")
