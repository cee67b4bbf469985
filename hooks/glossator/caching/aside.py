"""Work that one process does while this one does something else."""

from __future__ import annotations

import gc
import mmap
import struct
import time
from collections.abc import Callable
from contextlib import suppress
from functools import partial

from glossator.caching.children import Child, can_share
from glossator.caching.processes import Progress

_NUMBERS = struct.Struct("QQ")
# Seconds between two looks at how far it is.
_PAUSE = 0.1


class Aside:
    """A process that begins as a copy of this one; what it does must be seen in files."""

    def __init__(self) -> None:
        self._child: Child | None = None
        self._told: mmap.mmap | None = None

    def begin(self, work: Callable[[Progress], None]) -> None:
        """Have it call `work`, if this process can be copied.

        `work` is given what it tells how many of how many things are done.
        """
        if not can_share():
            return
        self._told = told = mmap.mmap(-1, _NUMBERS.size)  # which both of them see
        tell: Progress = partial(_NUMBERS.pack_into, told, 0)
        gc.freeze()  # lest the copy touch, and so copy, all that there is
        try:
            with suppress(OSError):  # the system allows no further one
                self._child = Child(partial(work, tell))
        finally:
            gc.unfreeze()

    def finish(self, progress: Progress | None = None) -> bool:
        """Wait until it is done, and say whether it is: not where it failed, or never began.

        `progress` is called with what the process tells.
        """
        if not self._child:
            return False
        while progress and self._told and self._child.is_at_work():
            progress(*_NUMBERS.unpack_from(self._told))
            time.sleep(_PAUSE)
        is_done = self._child.wait()
        self._child = None
        return is_done

    def stop(self) -> None:
        """End it, whatever is done."""
        if self._child:
            self._child.end()
            self.finish()
