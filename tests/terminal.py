"""A command at a terminal, with somebody typing."""

from __future__ import annotations

import os
import pty
import select
import signal
import subprocess
import sys
import time
from pathlib import Path

# Seconds; an answer comes in less than one, on a busy machine in a few.
PATIENCE = 60
# Between two looks at a process; how long it takes does not depend on it.
LOOK_SECONDS = 0.005
# Who starts the tests in the background (`make test &` in a script) has them ignore Ctrl-C, and
# that is inherited. A command that ignores it is hung up on in the end, and exits with 1, too.
COMMAND = (
    "import signal; signal.signal(signal.SIGINT, signal.default_int_handler);"
    "from glossator.cli import main; main(prog_name='glossator')"
)


class Terminal:
    """`glossator ARGS` run in `folder`, at a terminal of its own."""

    def __init__(self, folder: Path, *args: str, **environment: str) -> None:
        ours, theirs = pty.openpty()
        self.ours = ours
        hooks = str(Path(__file__).parent.parent / "hooks")
        self.process = subprocess.Popen(
            [sys.executable, "-c", COMMAND, *args],
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
        self.type(line)
        return before

    def type(self, line: str) -> None:
        """Type the line, and Enter."""
        os.write(self.ours, f"{line}\n".encode())

    def interrupt(self) -> None:
        """Press Ctrl-C, once: the second would meet the end of the first."""
        self.process.send_signal(signal.SIGINT)

    def wait_until_it_reads(self) -> None:
        """Wait until the command, which has shown its question, waits for the answer.

        Python looks for signals before it reads and when reading is interrupted. One that comes
        in between is found only when somebody presses Enter, or Ctrl-C again.
        """
        deadline = time.monotonic() + PATIENCE
        while not self._is_asleep():
            assert self.process.poll() is None, f"it ended: {self.shown!r}"
            assert time.monotonic() < deadline, f"it does not wait: {self.shown!r}"
            time.sleep(LOOK_SECONDS)

    def hang_up(self) -> None:
        """Close the terminal."""
        os.close(self.ours)
        self.process.wait(PATIENCE)

    def end(self) -> tuple[int, str]:
        """The exit code, and what was shown last."""
        deadline = time.monotonic() + PATIENCE
        while self._read(deadline):
            pass
        try:  # before the terminal goes, which would end the command, too
            return self.process.wait(max(0, deadline - time.monotonic())), self.shown
        finally:
            os.close(self.ours)

    def _read(self, deadline: float) -> bool:
        ready, _, _ = select.select([self.ours], [], [], max(0, deadline - time.monotonic()))
        try:
            data = os.read(self.ours, 65536) if ready else b""
        except OSError:  # the other end is closed
            data = b""
        self.shown += data.decode(errors="replace").replace("\r\n", "\n")
        return bool(data)

    def _is_asleep(self) -> bool:
        try:
            fields = Path(f"/proc/{self.process.pid}/stat").read_text()
            state = fields.rpartition(")")[2].strip()
        except FileNotFoundError:  # no Linux
            ps = ["ps", "-o", "state=", "-p", str(self.process.pid)]
            state = subprocess.run(ps, capture_output=True, text=True, check=False).stdout
        return state.startswith(("S", "I"))  # I: asleep for long, on macOS
