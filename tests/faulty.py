"""A program whose n-th change of a file fails, or at which it is killed.

`tests.zygote` reads from the environment which one: `kill 3` ends the process at the third,
`ENOSPC 3` has the third fail as on a full disk, and `log PATH` writes them all down. Whoever
writes to a file at that moment has written half of it. `python -m tests.faulty PROGRAM` does
so for a program that begins anew.
"""

from __future__ import annotations

import _io
import builtins
import ctypes
import errno
import io
import os
import random
import runpy
import signal
import sys
from collections.abc import Callable
from pathlib import Path
from typing import Any

VARIABLE = "TESTS_FAULT"
SHUFFLE = "TESTS_SHUFFLE"
"""The environment's variable with a seed for the order in which folders list their files."""

REFUSALS = ("ENOSPC", "EIO", "EACCES", "EROFS")
"""How a system refuses: no room, a broken disk, no permission, a disk that is only read."""
PLAIN_USER = "TESTS_PLAIN_USER"
"""The environment's variable that has permissions hold for root as for others."""

_CHANGES = {
    *("os.rename", "os.remove", "os.link", "os.symlink", "os.mkdir", "os.rmdir"),
    *("os.chmod", "os.utime", "os.truncate", "sqlite3.connect"),
}
_WRITING = os.O_WRONLY | os.O_RDWR | os.O_CREAT | os.O_TRUNC | os.O_APPEND
_plain_open = io.open


class _Faults:
    """Counts changes of files, and does at one of them what was asked for."""

    def __init__(self, asked: str) -> None:
        self.kind, _, rest = asked.partition(" ")
        self.count = 0
        self.wanted = 0 if self.kind == "log" else int(rest)
        self.log = -1
        if self.kind == "log":
            self.log = os.open(rest, os.O_WRONLY | os.O_CREAT | os.O_APPEND)

    def meet(self, what: str, path: object, before: Callable[[], object] | None = None) -> None:
        """Take note of a change; `before` does a part of it."""
        self.count += 1
        if self.log >= 0:
            _plain_write(self.log, f"{what} {path}\n".encode("utf-8", "surrogateescape"))
        if self.count != self.wanted:
            return
        if before:
            before()
        if self.kind == "kill":
            os.kill(os.getpid(), signal.SIGKILL)
        number = getattr(errno, self.kind)
        # A write does not know the name of its file.
        name = path if isinstance(path, str | bytes | os.PathLike) and not before else None
        raise OSError(number, os.strerror(number), name)


_plain_write = os.write
_faults: _Faults | None = None


class _File(io.FileIO):
    """A file of which half is written when writing fails."""

    def write(self, data: Any, /) -> int:
        view = memoryview(data).cast("B")
        if _faults:
            _faults.meet(
                "write", self.name, lambda: super(_File, self).write(view[: len(view) // 2])
            )
        return super().write(view)


def _open(
    file: Any,
    mode: str = "r",
    buffering: int = -1,
    encoding: str | None = None,
    errors: str | None = None,
    newline: str | None = None,
    closefd: bool = True,
    opener: Any = None,
) -> Any:
    if not set(mode) & set("wxa+"):
        return _plain_open(file, mode, buffering, encoding, errors, newline, closefd, opener)
    raw = _File(file, mode.replace("b", "").replace("t", ""), closefd, opener)
    if not buffering:
        return raw
    whole = io.BufferedRandom(raw) if "+" in mode else io.BufferedWriter(raw)
    if "b" in mode:
        return whole
    text = io.TextIOWrapper(whole, io.text_encoding(encoding), errors, newline)
    text.mode = mode  # type: ignore[misc]
    return text


def _met(event: str, arguments: tuple[Any, ...]) -> None:
    if not _faults:
        return
    path = arguments[0] if arguments else ""
    if event == "open":
        is_writing = isinstance(arguments[2], int) and arguments[2] & _WRITING
        if is_writing and not isinstance(path, int) and "__pycache__" not in os.fsdecode(path):
            _faults.meet(event, path)
    elif event in _CHANGES and "__pycache__" not in str(path):
        _faults.meet(event, path)


def install() -> None:
    """Do what the environment asks for, from now on."""
    global _faults
    if seed := os.environ.get(SHUFFLE):
        _shuffle(random.Random(seed))
    if os.environ.get(PLAIN_USER) and not os.geteuid():
        _give_up_power()
    asked = os.environ.get(VARIABLE)
    if not asked:
        return
    _faults = _Faults(asked)
    io.open = builtins.open = _io.open = _open  # type: ignore[assignment]

    def write(file: int, data: Any, /) -> int:
        if file > 2 and _faults:  # and not what people read
            _faults.meet("write", file, lambda: _plain_write(file, data[: len(data) // 2]))
        return _plain_write(file, data)

    os.write = write
    sendfile = os.sendfile

    def send(out: int, source: int, offset: Any, count: int) -> int:
        if _faults:
            _faults.meet("write", out, lambda: sendfile(out, source, offset, 1))
        return sendfile(out, source, offset, count)

    os.sendfile = send  # type: ignore[assignment]
    sys.addaudithook(_met)


def _give_up_power() -> None:
    """Be root without what lets root write and read where nobody may.

    Another user might not be allowed to read Python's own library.
    """
    libc = ctypes.CDLL(None, use_errno=True)
    head = (ctypes.c_uint32 * 2)(0x20080522, 0)  # the version with 64 capabilities; this process
    data = (ctypes.c_uint32 * 6)()
    assert libc.capget(head, data) == 0
    for number in (0, 1):  # what it has, and what it could take
        data[number] &= ~0b1110  # writing, reading, and what only owners may
    assert libc.capset(head, data) == 0


def _shuffle(chance: random.Random) -> None:
    scandir, listdir = os.scandir, os.listdir

    class Shuffled:
        def __init__(self, path: Any) -> None:
            with scandir(path) as found:
                self.entries = list(found)
            chance.shuffle(self.entries)
            self._next = iter(self.entries)

        def __iter__(self) -> Shuffled:
            return self

        def __next__(self) -> os.DirEntry[str]:
            return next(self._next)

        def __enter__(self) -> Shuffled:
            return self

        def __exit__(self, *_: object) -> None:
            self.close()

        def close(self) -> None:
            """As the system's own has it."""

    def listed(path: Any = ".") -> list[str]:
        names = listdir(path)
        chance.shuffle(names)
        return names

    os.scandir = lambda path=".": Shuffled(path)  # type: ignore[assignment]
    os.listdir = listed  # type: ignore[assignment]


def changes(log: Path) -> list[str]:
    """What a program that ran with `log PATH` changed, in order; empty where none was."""
    return log.read_text("utf-8").splitlines() if log.exists() else []


if __name__ == "__main__":
    install()
    sys.argv = sys.argv[1:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
