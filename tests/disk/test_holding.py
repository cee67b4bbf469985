"""What a process is at work on is known from what one that ended has left."""

from __future__ import annotations

import os
import signal
import subprocess
import sys
from pathlib import Path

import pytest

from glossator.disk.holding import alone, clear, hold, let_go, make_held_folder
from tests.host import ROOT

# Holds what it is told to, says so, and waits.
HOLDER = """
import sys, pathlib
from glossator.disk.holding import hold
assert hold(pathlib.Path(sys.argv[1])) is not None
print("held", flush=True)
sys.stdin.read()
"""

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="nobody can be asked there")


def holder(path: Path) -> subprocess.Popen[str]:
    process = subprocess.Popen(
        [sys.executable, "-c", HOLDER, str(path)],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    )
    assert process.stdout
    assert process.stdout.readline() == "held\n"
    return process


def test_what_another_process_holds_is_not_cleared_until_it_is_killed(tmp_path: Path) -> None:
    folder = tmp_path / "at-work"
    folder.mkdir()
    (folder / "file").write_text("half")
    process = holder(folder)
    try:
        assert hold(folder) is None
        clear(folder)
        assert (folder / "file").exists()
    finally:
        process.send_signal(signal.SIGKILL)
        process.communicate()
    clear(folder)
    assert not folder.exists()


def test_what_this_process_holds_it_does_not_clear_either(tmp_path: Path) -> None:
    folder, number = make_held_folder(".new-", tmp_path)
    clear(folder)
    assert folder.exists()
    let_go(number)
    clear(folder)
    assert not folder.exists()


def test_a_link_is_not_followed_and_not_cleared(tmp_path: Path) -> None:
    (tmp_path / "mine").mkdir()
    (tmp_path / "link").symlink_to("mine")
    clear(tmp_path / "link")
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "mine").is_dir()


def test_what_is_gone_already_is_nobodys(tmp_path: Path) -> None:
    assert hold(tmp_path / "gone") is None
    clear(tmp_path / "gone")


def test_who_has_to_be_alone_waits_for_others(tmp_path: Path) -> None:
    process = holder(tmp_path)
    waiting = subprocess.Popen(
        [
            *(sys.executable, "-c"),
            "import sys, pathlib\nfrom glossator.disk.holding import alone\n"
            "with alone(pathlib.Path(sys.argv[1])): print('alone')",
            str(tmp_path),
        ],
        env={**os.environ, "PYTHONPATH": str(ROOT / "hooks")},
        stdout=subprocess.PIPE,
        text=True,
    )
    with pytest.raises(subprocess.TimeoutExpired):
        waiting.wait(timeout=0.5)
    process.communicate()
    assert waiting.communicate()[0] == "alone\n"
    with alone(tmp_path):
        pass
