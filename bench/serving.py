"""`mkdocs serve` after one edited note: from saving it to the page that shows it."""

from __future__ import annotations

import os
import re
import signal
import socket
import subprocess
import sys
import threading
import time
import urllib.request
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from corpus import OURS, Corpus
from running import PROC, BenchmarkError, Run, environment, together

# As a failure only: what is waited for is a line of the log, or the server's own sign that a
# build is done.
LONGEST_WAIT = 1800
# The server answers after a minute even if nothing is new.
LONGEST_ANSWER = 120
HOST = "127.0.0.1"

_EPOCH = re.compile(r"livereload\((\d+), \d+\)")


def serve_edits(corpus: Corpus, cache: Path, edits: int) -> list[Run]:
    """What each of some edits of a note took while the site is served.

    Raises:
        BenchmarkError: the server ends, or the new words never come.
    """
    with _server(corpus.folder(OURS), cache) as (pid, address):
        return [_edit(corpus, pid, address, number) for number in range(edits)]


@contextmanager
def _server(folder: Path, cache: Path) -> Iterator[tuple[int, str]]:
    """A server that shows the site, once its first build is done."""
    with socket.socket() as free:
        free.bind((HOST, 0))
        place = f"{HOST}:{free.getsockname()[1]}"
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "serve", "--livereload", "--dev-addr", place],
        cwd=folder,
        env=environment(cache),
        stdin=subprocess.DEVNULL,
        stdout=subprocess.DEVNULL,
        stderr=subprocess.PIPE,
        encoding="utf-8",
        errors="replace",
        # What runs in the background of a shell is told to care for no Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    late = threading.Timer(LONGEST_WAIT, process.kill)
    late.start()
    is_serving = threading.Event()
    # All that it says has to be read, lest it waits for a reader.
    log = threading.Thread(target=_read, args=(process, is_serving))
    log.start()
    try:
        is_serving.wait()
        if process.poll() is not None:
            raise BenchmarkError("`mkdocs serve` ended before it served anything")
        yield process.pid, f"http://{place}"
    finally:
        late.cancel()
        process.send_signal(signal.SIGINT)
        with suppress(subprocess.TimeoutExpired):
            process.wait(LONGEST_ANSWER)
        process.kill()
        process.wait()
        log.join()


def _read(process: subprocess.Popen[str], is_serving: threading.Event) -> None:
    """Read the log to its end; the server is up, or gone, when `is_serving` is set."""
    if process.stderr:
        with process.stderr as log:
            for line in log:
                if "Serving on" in line:
                    is_serving.set()
    process.wait()
    is_serving.set()


def _edit(corpus: Corpus, pid: int, address: str, number: int) -> Run:
    slug = sorted(corpus.manifest)[len(corpus.manifest) // 2]
    page = f"{address}/articles/{slug}/"
    epoch = _epoch(_get(page))
    before = _cpu_seconds(pid)
    with corpus.edited(number) as (_, words):
        begin = time.perf_counter()
        while words not in (html := _get(page)):
            if time.perf_counter() - begin > LONGEST_WAIT:
                raise BenchmarkError(f"`mkdocs serve` did not show {words} in {LONGEST_WAIT} s")
            epoch = _newer(address, _epoch(html) or epoch)
        seconds = time.perf_counter() - begin
    used = _cpu_seconds(pid) - before
    epoch = _epoch(html) or epoch
    # The note is as it was: the next edit begins after the build that this makes.
    while words in _get(page):
        epoch = _newer(address, epoch)
    return Run(seconds, used, 0, together(pid))


def _get(address: str) -> str:
    with urllib.request.urlopen(address, timeout=LONGEST_WAIT) as answer:  # noqa: S310
        text: str = answer.read().decode()
    return text


def _epoch(html: str) -> int:
    found = _EPOCH.search(html)
    return int(found[1]) if found else 0


def _newer(address: str, epoch: int) -> int:
    """The state that is built after `epoch`; the server answers when it is there."""
    return int(_get(f"{address}/livereload/{epoch}/1"))


def _cpu_seconds(pid: int) -> float:
    """What a process and its children have computed; 0 where the system does not tell."""
    try:
        text = (PROC / str(pid) / "stat").read_text()
    except OSError:
        return 0.0
    # Behind the command's name: its own user and system time, and those of its children.
    ticks = sum(int(field) for field in text.rpartition(")")[2].split()[11:15])
    return ticks / os.sysconf("SC_CLK_TCK")
