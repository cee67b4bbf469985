"""Work that another process does beside this one."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.caching.aside import Aside
from tests.caching.doubling import on_linux, runner

BEGIN = """\
import os, sys, time
from pathlib import Path
from glossator.caching.aside import Aside
from glossator.caching.processes import share_out

aside, here = Aside(), os.getpid()
"""
run = runner(BEGIN)
pytestmark = on_linux


def test_it_is_done_by_another_process(tmp_path: Path) -> None:
    code = """
aside.begin(lambda tell: Path("by").write_text(str(os.getpid())))
print(aside.finish(), Path("by").read_text() != str(here), aside.finish())
"""
    assert run(tmp_path, code) == "True True False\n"


def test_how_far_it_is_can_be_told(tmp_path: Path) -> None:
    code = """
def work(tell):
    tell(3, 7)
    while not Path("seen").exists():
        time.sleep(0.01)

def progress(done, total):
    if total:
        Path("seen").write_text(f"{done} of {total}")

aside.begin(work)
print(aside.finish(progress), Path("seen").read_text())
"""
    assert run(tmp_path, code) == "True 3 of 7\n"


def test_what_failed_is_not_done(tmp_path: Path) -> None:
    code = """
aside.begin(lambda tell: sys.exit("not to be heard"))
print(aside.finish())
"""
    assert run(tmp_path, code) == "False\n"


def test_who_stops_it_stops_those_that_it_began(tmp_path: Path) -> None:
    code = """
def work(turn, turns):
    Path(f"began-{turn}").write_text(str(os.getpid()))
    time.sleep(60)

def lives(turn):
    try:
        os.kill(int(Path(f"began-{turn}").read_text()), 0)
    except ProcessLookupError:
        return False
    return True

aside.begin(lambda tell: share_out(work, jobs=2))
began = [Path("began-0"), Path("began-1")]
while not all(file.exists() and file.read_text() for file in began):
    time.sleep(0.01)
aside.stop()
print(lives(0), lives(1), aside.finish())
"""
    assert run(tmp_path, code) == "False False False\n"


@pytest.mark.parametrize("number", ["SIGINT", "SIGTERM"])
def test_who_is_interrupted_leaves_nothing_behind(tmp_path: Path, number: str) -> None:
    code = f"""
import signal, tempfile

def work(tell):
    with tempfile.TemporaryDirectory(dir=".") as folder:
        Path("began").write_text(str(os.getpid()))
        time.sleep(60)

aside.begin(work)
while not (Path("began").exists() and Path("began").read_text()):
    time.sleep(0.01)
os.kill(int(Path("began").read_text()), signal.{number})
print(aside.finish(), os.listdir())
"""
    assert run(tmp_path, code) == "False ['began']\n"


def test_what_never_began_is_not_done() -> None:
    aside = Aside()
    aside.stop()
    assert not aside.finish()


def test_where_no_further_process_may_begin_nothing_is_done_aside(tmp_path: Path) -> None:
    code = """
def none():
    raise BlockingIOError(11, "no further process")
os.fork = none
aside.begin(lambda tell: Path("by").touch())
print(aside.finish(), Path("by").exists())
"""
    assert run(tmp_path, code) == "False False\n"
