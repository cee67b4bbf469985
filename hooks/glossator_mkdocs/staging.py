"""A site built beside the one that is there, which is left whole until the new one is."""

from __future__ import annotations

import logging
import os
import shutil
import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# Inside of the site's own folder, so that it is on the same disk whatever the folder is; names
# with a dot are what MkDocs leaves alone there.
_NAME = ".glossator-new"


class Staging:
    """The folder in which a site is built, and the one that it is for."""

    def __init__(self, site: Path) -> None:
        self.site = site
        self.folder = site / _NAME
        self._owner = os.getpid()
        shutil.rmtree(self.folder, ignore_errors=True)

    def publish(self) -> None:
        """Put what was built in the place of what was there, but for names with a dot."""
        old = self.site / f"{_NAME}-old"
        shutil.rmtree(old, ignore_errors=True)
        with _undisturbed():
            old.mkdir()
            for file in sorted(self.site.iterdir()):
                if not file.name.startswith("."):
                    file.rename(old / file.name)
            for file in sorted(self.folder.iterdir()):
                file.rename(self.site / file.name)
        self.discard()
        shutil.rmtree(old, ignore_errors=True)

    def discard(self) -> None:
        """Delete what was built so far; the site is as it was."""
        if os.getpid() != self._owner:  # a copy of the process that builds
            return
        shutil.rmtree(self.folder, ignore_errors=True)
        if self.site.is_dir() and not any(self.site.iterdir()):
            self.site.rmdir()  # there was none


class AsSeen(logging.Filter):
    """Has MkDocs name the folder for which it builds, and not the one in which."""

    def __init__(self, staging: Staging) -> None:
        super().__init__()
        self.staging = staging

    def filter(self, record: logging.LogRecord) -> bool:
        """Put the name right, in a message that has no other parts."""
        if isinstance(record.msg, str):
            record.msg = record.msg.replace(str(self.staging.folder), str(self.staging.site))
        return True


@contextmanager
def _undisturbed() -> Iterator[None]:
    """Let no key end the process for the moment that it takes to rename some folders."""
    if threading.current_thread() is not threading.main_thread():
        yield
        return
    before = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, before)
