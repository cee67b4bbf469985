"""Processes that are begun are ended and waited for, by whoever began them."""

from __future__ import annotations

from pathlib import Path

from tests.caching.doubling import on_linux, runner

BEGIN = """\
import os, signal, sys, time
from pathlib import Path
from glossator.caching.children import Child
from glossator.caching.processes import Crew, share_out

def sleeper(turn=1, turns=2):
    if turn == 0:
        return
    Path("began").write_text(str(os.getpid()))
    time.sleep(60)

def number():
    while not (Path("began").exists() and Path("began").read_text()):
        time.sleep(0.01)
    return int(Path("began").read_text())

def lives():
    try:
        os.kill(number(), 0)
    except ProcessLookupError:
        return False
    return True
"""
run = runner(BEGIN)
pytestmark = on_linux


def test_a_copy_of_who_began_a_process_does_not_end_it(tmp_path: Path) -> None:
    code = """
crew = Crew()
crew.begin([sleeper])
number()
copy = Child(crew.stop)
print(copy.wait(), lives())
crew.stop()
print(lives())
"""
    assert run(tmp_path, code) == "True True\nFalse\n"


def test_what_is_done_is_waited_for_once(tmp_path: Path) -> None:
    code = """
child = Child(lambda: None)
while child.is_at_work():
    time.sleep(0.01)
child.end()
print(child.wait(), child.wait(), child.is_at_work())
"""
    assert run(tmp_path, code) == "True True False\n"


def test_who_is_interrupted_while_others_finish_ends_them(tmp_path: Path) -> None:
    code = """
def interrupt(*_):
    raise KeyboardInterrupt

signal.signal(signal.SIGUSR1, interrupt)
here = os.getpid()
signaller = Child(lambda: (number(), time.sleep(0.2), os.kill(here, signal.SIGUSR1)))
try:
    share_out(sleeper, jobs=2)
except KeyboardInterrupt:
    print(lives())
signaller.wait()
"""
    assert run(tmp_path, code) == "False\n"
