"""A command at a terminal, with somebody typing."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

# Seconds; an answer comes in less than one, on a busy machine in a few.
PATIENCE = 60
# Seconds from a question to a Ctrl-C: nobody is faster, and by then the command reads.
THOUGHT = 0.5
# Seconds after which a Ctrl-C was not heard. A second one must not meet the end of the first.
HEARD = 10


class Terminal:
    """`glossator ARGS` run in `folder`, at a terminal of its own."""

    def __init__(self, folder: Path, *args: str, **environment: str) -> None:
        ours, theirs = pty.openpty()
        self.ours = ours
        hooks = str(Path(__file__).parent.parent / "hooks")
        self.process = subprocess.Popen(
            [sys.executable, "-m", "glossator", *args],
            cwd=folder,
            env={**os.environ, "PYTHONPATH": hooks, "TERM": "xterm", **environment},
            stdin=theirs,
            stdout=theirs,
            stderr=theirs,
            start_new_session=True,
        )
        os.close(theirs)
        self.shown = ""

    def expect(self, words: str) -> str:
        """Wait until the words are shown; what was shown up to them, from the last ones on."""
        deadline = time.monotonic() + PATIENCE
        while words not in self.shown:
            assert self._read(deadline), f"{words!r} is not in {self.shown!r}"
        before, _, self.shown = self.shown.partition(words)
        return before

    def answer(self, question: str, line: str) -> str:
        """Wait for a question and type the answer."""
        before = self.expect(question)
        os.write(self.ours, f"{line}\n".encode())
        return before

    def interrupt(self) -> None:
        """Press Ctrl-C until it is heard: Python misses one that comes just before it reads."""
        time.sleep(THOUGHT)
        deadline = time.monotonic() + PATIENCE
        while self.process.poll() is None and time.monotonic() < deadline:
            self.process.send_signal(signal.SIGINT)
            with suppress(subprocess.TimeoutExpired):
                self.process.wait(HEARD)

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self.ours)
        self.process.wait(PATIENCE)

    def end(self) -> tuple[int, str]:
        """The exit code, and what was shown last."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        os.close(self.ours)
        return self.process.wait(PATIENCE), self.shown

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.ours], [], [], max(0, deadline - time.monotonic()))
        try:
            data = os.read(self.ours, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        self.shown += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)
