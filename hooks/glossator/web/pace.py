"""When a host may be asked again."""

from __future__ import annotations

import threading
import time
from collections.abc import Callable

# Seconds between two requests to one host. A reader who clicks is faster.
PACE = 1.0
# Seconds. A host that asks for pauses page after page gets no more than these together.
LONGEST_PAUSES = 180.0


class Pace:
    """Keeps requests to one host apart; may be used from several threads."""

    def __init__(
        self,
        *,
        seconds: float = PACE,
        clock: Callable[[], float] = time.monotonic,
        sleep: Callable[[float], None] = time.sleep,
    ) -> None:
        self.seconds = seconds
        self.clock = clock
        self.sleep = sleep
        self._next: dict[str, float] = {}
        self._paused: dict[str, float] = {}
        self._lock = threading.Lock()

    def wait(self, host: str) -> None:
        """Come back when the host may be asked."""
        while True:
            with self._lock:
                now = self.clock()
                begin = self._next.get(host, now)
                if begin <= now:
                    self._next[host] = now + self.seconds
                    return
            self.sleep(begin - now)

    def pause(self, host: str, seconds: float) -> bool:
        """Leave the host alone for so long from now; False where it has had all its pauses."""
        with self._lock:
            paused = self._paused.get(host, 0.0) + seconds
            if paused > LONGEST_PAUSES:
                return False
            self._paused[host] = paused
            self._next[host] = max(self._next.get(host, 0.0), self.clock() + seconds)
            return True
