"""Work that one process does while this one does something else."""

from __future__ import annotations

import gc
import mmap
import os
import signal
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from glossator.caching.processes import can_share, end_after

Progress = Callable[[int, int], None]
_NUMBERS = struct.Struct("QQ")
# Seconds between two looks at how far it is.
_PAUSE = 0.1


class Aside:
    """A process that begins as a copy of this one; what it does must be seen in files."""

    def __init__(self) -> None:
        self._child = 0
        self._owner = os.getpid()
        self._told: mmap.mmap | None = None

    def begin(self, work: Callable[[Progress], None]) -> None:
        """Have it call `work`, if this process can be copied.

        `work` is given what it tells how many of how many things are done.
        """
        if not can_share():
            return
        self._told = told = mmap.mmap(-1, _NUMBERS.size)  # which both of them see
        self._owner = os.getpid()
        gc.freeze()  # lest the copy touch, and so copy, all that there is
        try:
            self._child = os.fork()
            if not self._child:
                tell: Progress = partial(_NUMBERS.pack_into, told, 0)
                end_after(partial(work, tell))
        finally:
            gc.unfreeze()

    def finish(self, progress: Progress | None = None) -> bool:
        """Wait until it is done, and say whether it is: not where it failed, or never began.

        `progress` is called with what the process tells.
        """
        if not self._child:
            return False
        told = self._told
        status = 0
        if progress and told:
            while not (ended := os.waitpid(self._child, os.WNOHANG))[0]:
                progress(*_NUMBERS.unpack_from(told))
                time.sleep(_PAUSE)
            status = ended[1]
        else:
            status = os.waitpid(self._child, 0)[1]
        self._child = 0
        return status == 0

    def stop(self) -> None:
        """End it, whatever is done."""
        if self._child and self._owner == os.getpid():  # and not a copy of its parent
            with suppress(ProcessLookupError):
                os.kill(self._child, signal.SIGTERM)
            self.finish()
