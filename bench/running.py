"""Run a command and say what it took: by the clock, in computing time, in memory."""

from __future__ import annotations

import os
import platform
import subprocess
import sys
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from importlib.metadata import version
from pathlib import Path
from typing import Any

# The library is not imported here: a child's peak memory is never told as less than what
# its parent had when it was started.
PACKAGES = (
    *("glossator", "mkdocs", "mkdocs-material", "markdown", "pydantic"),
    *("PyYAML", "nh3", "jinja2"),
)
# Often enough to see a build's peak, and seldom enough not to slow it down.
SECONDS_BETWEEN_LOOKS = 0.2
PROC = Path("/proc")
CACHE = "GLOSSATOR_CACHE"
# They are drawn once and kept, and take longer than everything else together.
PICTURES = "GLOSSATOR_CARDS"


class BenchmarkError(Exception):
    """A command failed, or what it made is not whole; its time means nothing."""


@dataclass(frozen=True, slots=True)
class Run:
    """What one command took.

    Attributes:
        seconds: From its start to its end.
        cpu_seconds: In which it and its children computed, in user and in system mode.
        peak_bytes: The most memory that the largest of its processes held.
        together_bytes: The most that all of them held at one time, what they share counted
            once; 0 where the system does not tell.
    """

    seconds: float
    cpu_seconds: float
    peak_bytes: int
    together_bytes: int = 0


class Progress:
    """One line that says what is going on; nothing in a pipe."""

    def __init__(self) -> None:
        self.is_shown = sys.stderr.isatty() and os.environ.get("TERM") != "dumb"

    def show(self, text: str = "") -> None:
        """Replace the line; without a text, wipe it."""
        if self.is_shown:
            print(f"\r\033[K{text}", end="", file=sys.stderr, flush=True)


def environment(cache: Path | str) -> dict[str, str]:
    """What a command of a benchmark finds around it; `cache` is a folder, or `off`."""
    around = os.environ | {"NO_MKDOCS_2_WARNING": "1", CACHE: str(cache), PICTURES: "off"}
    # Either site would show a repository otherwise, and each of them differently.
    for name in ("GLOSSATOR_REPO_URL", "SITE_URL"):
        around.pop(name, None)
    return around


def run(command: list[str], folder: Path, *, cache: Path | str = "off") -> Run:
    """Run `command` in `folder` and measure it.

    Raises:
        BenchmarkError: it exits with another status than 0; the message ends in what it said.
    """
    with tempfile.TemporaryFile() as said:
        begin = time.perf_counter()
        process = subprocess.Popen(
            command,
            cwd=folder,
            env=environment(cache),
            stdin=subprocess.DEVNULL,
            stdout=said,
            stderr=said,
        )
        try:
            with _watching(process.pid) as peaks:
                _, status, usage = os.wait4(process.pid, 0)
                seconds = time.perf_counter() - begin
        except BaseException:
            process.kill()
            process.wait()
            raise
        process.returncode = os.waitstatus_to_exitcode(status)
        if process.returncode:
            said.seek(0)
            lines = said.read().decode(errors="replace").splitlines()[-20:]
            raise BenchmarkError("\n".join([f"exit status {process.returncode}", *lines]))
    unit = 1 if sys.platform == "darwin" else 1024
    return Run(seconds, usage.ru_utime + usage.ru_stime, usage.ru_maxrss * unit, max(peaks))


@contextmanager
def _watching(pid: int) -> Iterator[list[int]]:
    """What the process `pid` and its children hold together, looked up again and again."""
    peaks = [0]
    is_over = threading.Event()

    def look() -> None:
        while not is_over.wait(SECONDS_BETWEEN_LOOKS):
            peaks.append(together(pid))

    watcher = threading.Thread(target=look, daemon=True)
    if (PROC / str(pid) / "smaps_rollup").exists():
        watcher.start()
    try:
        yield peaks
    finally:
        is_over.set()
        if watcher.is_alive():
            watcher.join()


def together(pid: int) -> int:
    """The memory of a process and of all below it, a page that n of them share as an n-th."""
    held = 0
    # Any of them may end while it is looked at.
    with suppress(OSError, ValueError):
        for line in (PROC / str(pid) / "smaps_rollup").read_text().splitlines():
            if line.startswith("Pss:"):
                held = int(line.split()[1]) * 1024
        for children in (PROC / str(pid) / "task").glob("*/children"):
            held += sum(together(int(child)) for child in children.read_text().split())
    return held


@contextmanager
def measuring() -> Iterator[Progress]:
    """How far a benchmark is; the program ends where it measures nothing, or is stopped.

    Raises:
        SystemExit: with 1 and a word on why, or with 130.
    """
    show = Progress()
    try:
        yield show
    except BenchmarkError as error:
        show.show()
        print(f"The benchmark measured nothing: {error}", file=sys.stderr)
        raise SystemExit(1) from None
    except KeyboardInterrupt:
        show.show()
        raise SystemExit(130) from None
    show.show()


def versions() -> dict[str, str]:
    """The packages on which a build depends."""
    return {name: version(name) for name in PACKAGES}


def facts(loads: list[float]) -> dict[str, Any]:
    """What the figures depend on; no paths and no names."""
    return {
        "measured": time.strftime("%Y-%m-%d", time.gmtime()),
        "cpus": os.cpu_count(),
        "system": platform.system(),
        "machine": platform.machine(),
        "python": platform.python_version(),
        "load_average": [round(load, 2) for load in loads],
    }
