"""Code that doubles its process, run in one of its own."""

from __future__ import annotations

import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

on_linux = pytest.mark.skipif(sys.platform != "linux", reason="processes are doubled on Linux")


def runner(begin: str) -> Callable[[Path, str], str]:
    """What runs code below `begin` in a folder, and gives back what it prints.

    A process that runs tests may have threads, and is never doubled then.
    """

    def run(folder: Path, code: str) -> str:
        done = subprocess.run(
            [sys.executable, "-c", begin + code],
            cwd=folder,
            capture_output=True,
            text=True,
            check=True,
            timeout=60,
        )
        assert done.stderr == ""
        return done.stdout

    return run
