"""Work that is shared out is done, by whoever does it."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from glossator.caching import processes
from glossator.caching.processes import VARIABLE, share_out, usual_jobs

# A process that runs tests may have threads, and is never doubled then.
BEGIN = "import os, sys; from pathlib import Path; from glossator.caching.processes import *\n"


def run(folder: Path, code: str) -> subprocess.CompletedProcess[str]:
    return subprocess.run(
        [sys.executable, "-c", BEGIN + code], cwd=folder, capture_output=True, text=True
    )


def test_every_turn_is_taken(tmp_path: Path) -> None:
    code = """
def work(turn, turns):
    for number in range(10)[turn::turns]:
        Path(str(number)).write_text(str(os.getpid()))

share_out(work, jobs=3)
print(can_share())
"""
    done = run(tmp_path, code)
    makers = {file.name: file.read_text() for file in tmp_path.iterdir()}
    assert sorted(makers) == [str(number) for number in range(10)]
    assert len(set(makers.values())) == (3 if done.stdout == "True\n" else 1)
    assert done.stderr == ""


def test_one_process_takes_its_only_turn_itself() -> None:
    turns = []
    share_out(lambda turn, all_of_them: turns.append((turn, all_of_them)), jobs=1)
    assert turns == [(0, 1)]


def test_a_process_that_fails_leaves_its_work_undone_and_says_nothing(tmp_path: Path) -> None:
    code = """
def work(turn, turns):
    if turn == 1:
        sys.exit("not to be heard")
    Path("done").touch()

share_out(work, jobs=2)
"""
    done = run(tmp_path, code)
    assert (tmp_path / "done").exists()
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_what_fails_here_is_told_and_the_others_are_stopped(tmp_path: Path) -> None:
    code = """
def work(turn, turns):
    if turn == 0:
        raise LookupError("to be heard")
    while True:
        pass

share_out(work, jobs=2)
"""
    done = run(tmp_path, code)
    assert done.returncode == 1
    assert "LookupError: to be heard" in done.stderr


def test_the_environment_says_how_many_processes(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv(VARIABLE, "7")
    assert usual_jobs() == 7
    monkeypatch.setenv(VARIABLE, "")
    assert 1 <= usual_jobs() <= processes.MOST_JOBS
    for wrong in ("0", "-1", "two", "²"):
        monkeypatch.setenv(VARIABLE, wrong)
        with pytest.raises(ValueError, match="write a number from 1 on"):
            usual_jobs()


@pytest.mark.skipif(sys.platform != "linux", reason="processes are doubled on Linux")
@pytest.mark.parametrize("allowed", [0, 1])
def test_where_no_further_process_may_begin_the_others_do_the_work(
    tmp_path: Path, allowed: int
) -> None:
    code = f"""
fork, left = os.fork, [None] * {allowed}
def fork_if_allowed():
    if not left:
        raise BlockingIOError(11, "no further process")
    left.pop()
    return fork()
os.fork = fork_if_allowed

def work(numbers):
    for number in numbers:
        Path(str(number)).touch()

crew = Crew()
crew.work(5, work, jobs=3)
crew.finish()
share_out(lambda turn, turns: Path(f"turn {{turn}}").touch(), jobs=2)
"""
    assert run(tmp_path, code).stderr == ""
    made = {file.name for file in tmp_path.iterdir()}
    assert made == {*"01234", "turn 0"}
