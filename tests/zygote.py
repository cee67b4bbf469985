"""A Python that has everything imported already, and becomes the program that is asked for.

`python -m mkdocs build` spends most of its time on importing. The server here, one for each
process of pytest, imports once; each call is a fork of it, a process of its own with its
own folder, environment and streams, that goes on as `python -m` would. It inherits of the
server's: the modules, the seed of its hashes, the theme's templates as they were translated to
Python, and what the search knows of letters.

It reads requests as lines of JSON from standard input and answers each with a number, on a
line of standard output: of a process that is waited for, by what it ended; of one that is
begun, which it is.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import signal
import subprocess
import sys
import threading
import time
from importlib import import_module
from pathlib import Path

# What each program would import by itself at its start.
PREPARED = ("mkdocs.commands.build", "mkdocs.contrib.search", "material.plugins.search.plugin")
PREPARED += ("markdown.extensions.toc", "markdown.extensions.codehilite", "glossator.cli")
PREPARED += ("markdown.extensions.tables", "markdown.extensions.attr_list", "glossator_mkdocs")
PREPARED += ("glossator.content.loading", "glossator.weaving.markdown", "glossator.site.entry")
PREPARED += ("glossator.checking.report", "tests.faulty")


# No process ends with such a number.
RUNS = 256
LOOK_SECONDS = 0.02


class Zygote:
    """The server, as the tests see it; it ends with them."""

    def __init__(self) -> None:
        self._lock = threading.Lock()
        self.environment = dict(os.environ)
        self._server = subprocess.Popen(
            [sys.executable, "-m", "tests.zygote"],
            cwd=Path(__file__).parents[1],
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            text=True,
        )

    def run(
        self, command: tuple[str, ...], cwd: Path, environment: dict[str, str], out: Path
    ) -> int:
        """Run `python -m COMMAND` and give back its exit code; it writes to `out` and `out`.err."""
        return self.wait(self.begin(command, cwd, environment, out))

    def begin(
        self, command: tuple[str, ...], cwd: Path, environment: dict[str, str], out: Path
    ) -> int:
        """Begin to, and give back the process, for which somebody has to wait."""
        return self._ask(command=command, cwd=str(cwd), environment=environment, out=str(out))

    def wait(self, process: int) -> int:
        """Wait until the process ends, and give back its exit code."""
        return self._ask(wait=process, flags=0)

    def look(self, process: int) -> int | None:
        """Give back the exit code of the process if it has ended."""
        code = self._ask(wait=process, flags=os.WNOHANG)
        return None if code == RUNS else code

    def _ask(self, **request: object) -> int:
        assert self._server.stdin and self._server.stdout
        with self._lock:
            self._server.stdin.write(json.dumps(request) + "\n")
            self._server.stdin.flush()
            answer = self._server.stdout.readline()
        assert answer, "the server of prepared processes has ended"
        return int(answer)


class Started:
    """A process that goes on while a test does, with what the tests use of `Popen`."""

    def __init__(self, server: Zygote, process: int) -> None:
        self._server, self.pid = server, process
        self.returncode: int | None = None

    def poll(self) -> int | None:
        if self.returncode is None:
            self.returncode = self._server.look(self.pid)
        return self.returncode

    def terminate(self) -> None:
        if self.poll() is None:
            os.kill(self.pid, signal.SIGTERM)

    def wait(self, timeout: float) -> int:
        deadline = time.monotonic() + timeout
        while (code := self.poll()) is None:
            assert time.monotonic() < deadline, "a process that was told to end goes on"
            time.sleep(LOOK_SECONDS)
        return code


def serve() -> dict[str, object]:
    """Answer requests until there are no more; in a fork, return what it was asked for."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    for line in requests:
        request: dict[str, object] = json.loads(line)
        if "wait" in request:
            ended, status = os.waitpid(int(str(request["wait"])), int(str(request["flags"])))
            answer = os.waitstatus_to_exitcode(status) if ended else RUNS
        else:
            answer = os.fork()
            if not answer:
                requests.close()
                return request
        os.write(1, f"{answer}\n".encode())
    os._exit(0)


def build_small_site() -> None:
    """Build the site of test data in the folder where we are."""
    from mkdocs.commands.build import build
    from mkdocs.config import load_config

    from tests.host import write_site  # which asks for this module

    os.environ.update(GLOSSATOR_JOBS="1", GLOSSATOR_CACHE="off", GLOSSATOR_CARDS="off")
    os.chdir(write_site(Path("small").absolute()))
    build(load_config("mkdocs.yml"))


def become(request: dict[str, object]) -> None:
    """Take over the folder, the environment and the streams that were asked for."""
    out = str(request["out"])
    for number, path in ((1, out), (2, f"{out}.err")):
        stream = os.open(path, os.O_WRONLY | os.O_CREAT | os.O_TRUNC)
        os.dup2(stream, number)
        os.close(stream)
    nothing = os.open(os.devnull, os.O_RDONLY)
    os.dup2(nothing, 0)
    os.chdir(str(request["cwd"]))
    os.environ.clear()
    os.environ.update(request["environment"])  # type: ignore[arg-type]
    sys.path[0] = str(Path.cwd())  # as `python -m` has it
    sys.modules["tests.faulty"].install()


def end(code: object) -> None:
    """End as Python does, but without taking apart what the server has imported."""
    if code is not None and not isinstance(code, int):
        return
    for thread in threading.enumerate():
        if thread is not threading.current_thread() and not thread.daemon:
            return
    atexit._run_exitfuncs()
    try:
        sys.stdout.flush()
        sys.stderr.flush()
    except OSError:
        return
    os._exit((code or 0) & 0xFF)


if __name__ == "__main__":
    os.environ["NO_MKDOCS_2_WARNING"] = "1"
    for name in PREPARED:
        import_module(name)
    import_module("glossator.searching.words")._patterns()  # of all letters there are
    import_module("tests.translating").translate_once(build_small_site)
    wanted = serve()
    become(wanted)
    module, *arguments = wanted["command"]  # type: ignore[misc]
    sys.argv = [module, *arguments]
    try:
        runpy.run_module(module, run_name="__main__", alter_sys=True)
    except SystemExit as ending:
        end(ending.code)
        raise
