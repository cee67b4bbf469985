"""A Python that has everything imported already, and becomes the program that is asked for.

`python -m mkdocs build` spends most of its time on importing. The server here, one for each
process of pytest, imports once; each call is a fork of it, a process of its own with its
own folder, environment and streams, that goes on as `python -m` would. It inherits three
things of the server's: the modules, the seed of its hashes, and the theme's templates as they
were translated to Python.

It reads requests as lines of JSON from standard input and answers each with the number by
which the process ended, on a line of standard output.
"""

from __future__ import annotations

import atexit
import json
import os
import runpy
import subprocess
import sys
import threading
from importlib import import_module
from pathlib import Path

# What each program would import by itself at its start.
PREPARED = ("mkdocs.commands.build", "mkdocs.contrib.search", "material.plugins.search.plugin")
PREPARED += ("markdown.extensions.toc", "markdown.extensions.codehilite", "glossator.cli")
PREPARED += ("markdown.extensions.tables", "markdown.extensions.attr_list", "glossator_mkdocs")
PREPARED += ("glossator.content.loading", "glossator.weaving.markdown", "glossator.site.entry")
PREPARED += ("glossator.checking.report", "tests.faulty")


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
        request = {"command": command, "cwd": str(cwd), "environment": environment, "out": str(out)}
        assert self._server.stdin and self._server.stdout
        with self._lock:
            self._server.stdin.write(json.dumps(request) + "\n")
            self._server.stdin.flush()
            answer = self._server.stdout.readline()
        assert answer, "the server of prepared processes has ended"
        return int(answer)


def serve() -> dict[str, object]:
    """Answer requests until there are no more; in a fork, return what it was asked for."""
    requests = os.fdopen(os.dup(0), encoding="utf-8")
    for line in requests:
        request: dict[str, object] = json.loads(line)
        child = os.fork()
        if not child:
            requests.close()
            return request
        _, status = os.waitpid(child, 0)
        code = os.waitstatus_to_exitcode(status)
        os.write(1, f"{code}\n".encode())
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
