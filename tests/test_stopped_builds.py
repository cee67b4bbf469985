"""Builds that are killed, that the disk refuses, that run at once, or while files change."""

from __future__ import annotations

import os
import random
import re
import shutil
import signal
import subprocess
import sys
import threading
from collections.abc import Callable
from contextlib import suppress
from pathlib import Path

import pytest

from glossator.disk.unfinished import UNFINISHED, is_unfinished
from tests.edits import EDITS, many, tree
from tests.faulty import PLAIN_USER, REFUSALS, VARIABLE, changes
from tests.host import run, write_site

pytestmark = [pytest.mark.build, pytest.mark.trust]

COMMAND = ("mkdocs", "build", "--quiet")


class Trial:
    """A site that was built, and then changed, so that an old and a new one can be told apart."""

    def __init__(self, folder: Path) -> None:
        self.site = write_site(folder / "site")
        self.built = self.site / "site"
        assert self.call().returncode == 0
        self.old = tree(self.built)
        article = self.site / "docs/articles/bridge.md"
        article.write_text(article.read_text().replace("A test article", "Another title"))
        shutil.copytree(self.site, folder / "kept")
        self.kept = folder / "kept"
        log = folder / "log"
        assert self.call(f"log {log}").returncode == 0
        self.changes = changes(log)
        self.new = tree(self.built)
        self.restore()

    def call(self, fault: str = "", **environment: str) -> subprocess.CompletedProcess[str]:
        return run(*COMMAND, cwd=self.site, **{VARIABLE: fault, **environment})

    def restore(self) -> None:
        """Have the old site again, and the cache of its build."""
        shutil.rmtree(self.site)
        shutil.copytree(self.kept, self.site)

    def swapping(self) -> list[int]:
        """The changes by which the new site is put in the place of the old one."""
        signs = [number for number, one in enumerate(self.changes, 1) if UNFINISHED in one]
        return list(range(signs[0], signs[-1] + 1))


@pytest.fixture(scope="module")
def trial(tmp_path_factory: pytest.TempPathFactory) -> Trial:
    return Trial(tmp_path_factory.mktemp("trial"))


def test_a_build_that_is_killed_leaves_a_whole_site_or_says_that_it_is_not(
    trial: Trial, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    swapping = trial.swapping()
    numbers = [swapping[len(swapping) // 2]]
    if is_long:
        chance = random.Random(1)
        numbers = [*chance.sample(range(1, len(trial.changes)), 16), *chance.sample(swapping, 8)]
    killed = 0
    for number in numbers:
        # What is deleted at the end is not always as much: the last changes may not come.
        ended = trial.call(f"kill {number}").returncode
        assert ended <= 0, number
        killed += ended < 0
        found = {path: x for path, x in tree(trial.built).items() if not path.startswith(".gl")}
        assert is_unfinished(trial.built) or found in (trial.old, trial.new), number
        assert trial.call().returncode == 0
        assert tree(trial.built) == trial.new, number
        trial.restore()
    assert killed >= 0.9 * len(numbers)
    tried("builds killed at a change of a file, and repaired by the next one", killed)


def test_a_build_that_the_disk_refuses_says_so_in_a_line_and_leaves_the_old_site(
    trial: Trial, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    chance = random.Random(2)
    numbers = chance.sample(range(1, len(trial.changes) + 1), 30) if is_long else [700]
    for number in numbers:
        done = trial.call(f"{chance.choice(REFUSALS)} {number}")
        found = tree(trial.built)
        if done.returncode:
            assert re.fullmatch("Error: .+: .+; site is whole as it was\n", done.stderr), number
            assert found == trial.old
        else:  # it was of the cache, or of what is deleted
            left = {path for path in found if path.startswith(".glossator-new-")}
            assert {path: x for path, x in found.items() if path not in left} == trial.new
        trial.restore()
    tried("changes of a file that the disk refused to a build", len(numbers))


@pytest.mark.long
def test_a_disk_that_is_full_is_told_with_the_file_that_did_not_fit(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    # A disk on which no file may be large, for which no other user and no other disk is needed.
    words = (
        "import resource, runpy, signal, sys\n"
        "signal.signal(signal.SIGXFSZ, signal.SIG_IGN)\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (60_000, 60_000))\n"
        "sys.argv = ['mkdocs', 'build', '--quiet']\n"
        "runpy.run_module('mkdocs', run_name='__main__')\n"
    )
    # Python would keep modules that are cut off, and stop at them from then on.
    alone = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**os.environ, **alone}
    done = subprocess.run(
        [sys.executable, "-c", words],
        cwd=site,
        env=environment,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    told = r"Error: (site/\S+) cannot be written: File too large; there is no site in site yet\n"
    assert re.fullmatch(told, done.stderr), done.stderr
    assert not (site / "site").exists()


@pytest.mark.long
def test_a_dirty_build_that_is_killed_says_that_the_site_is_not_whole(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    log = tmp_path / "log"
    dirty = ("mkdocs", "build", "--quiet", "--dirty")
    assert run(*dirty, cwd=site).returncode == 0
    assert run(*dirty, cwd=site, **{VARIABLE: f"log {log}"}).returncode == 0
    assert not is_unfinished(site / "site")
    half = len(changes(log)) // 2
    assert run(*dirty, cwd=site, **{VARIABLE: f"kill {half}"}).returncode < 0
    assert is_unfinished(site / "site")
    assert run(*COMMAND, cwd=site).returncode == 0
    assert not is_unfinished(site / "site")


def _folder_that_is_only_read(path: Path) -> None:
    for folder in (path, *path.rglob("*")):
        folder.chmod(0o555 if folder.is_dir() else 0o444)


@pytest.mark.long
@pytest.mark.parametrize("what", ["site", ".cache", ".cache/glossator"])
def test_a_folder_that_is_only_read_stops_no_build_but_of_the_site(
    tmp_path: Path, what: str
) -> None:
    site = write_site(tmp_path)
    assert run(*COMMAND, cwd=site).returncode == 0
    before = tree(site / "site")
    _folder_that_is_only_read(site / what)
    done = run(*COMMAND, cwd=site, **{PLAIN_USER: "1"})
    assert "Traceback" not in done.stderr
    assert done.returncode == (what == "site"), done.stderr
    if what == "site":
        told = "Error: site.* cannot be written: Permission denied; site is whole as it was\n"
        assert re.fullmatch(told, done.stderr)
    assert tree(site / "site") == before


def _number_below(site: Path) -> int:
    """How many files there are in the new site, of which any may be moved meanwhile."""
    return sum(len(files) for folder, _, files in os.walk(site) if "/.gl" in folder)


@pytest.mark.long
def test_a_build_in_several_processes_that_are_all_killed_leaves_the_old_site(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    site = many(tmp_path / "site", 12)
    assert run(*COMMAND, cwd=site).returncode == 0
    chance, rounds = random.Random(9), 10
    for _ in range(rounds):
        old = tree(site / "site")
        note = site / "annotations/bridge/cost.yaml"
        title = f"title: Times {chance.randrange(10**6)}"
        note.write_text(re.sub("title: .*", title, note.read_text(), count=1))
        shutil.rmtree(site / ".cache")
        build = subprocess.Popen(
            [sys.executable, "-m", *COMMAND],
            cwd=site,
            env={**os.environ, "NO_MKDOCS_2_WARNING": "1", "GLOSSATOR_JOBS": "3"},
            start_new_session=True,
        )
        enough = chance.randrange(250)  # files by which the build is so far
        while build.poll() is None and _number_below(site / "site") < enough:
            continue
        with suppress(ProcessLookupError):
            os.killpg(build.pid, signal.SIGKILL)
        build.wait()
        found = tree(site / "site")
        found = {path: text for path, text in found.items() if not path.startswith(".gl")}
        assert build.returncode == 0 or is_unfinished(site / "site") or found == old
        done = run(*COMMAND, cwd=site, GLOSSATOR_JOBS="3")
        assert done.returncode == 0, done.stderr
        assert not [one.name for one in (site / "site").iterdir() if one.name.startswith(".gl")]
    assert run(*COMMAND, "--site-dir", "cold", cwd=site, GLOSSATOR_CACHE="off").returncode == 0
    assert tree(site / "site") == tree(site / "cold")
    tried("builds in several processes, all killed in their midst", rounds)


@pytest.mark.long
def test_builds_at_once_and_edits_meanwhile_end_in_the_site_that_a_cold_build_gives(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    site = many(tmp_path / "site", 12)
    chance = random.Random(5)
    # Python would keep modules that are cut off, and stop at them from then on.
    alone = {"NO_MKDOCS_2_WARNING": "1", "PYTHONDONTWRITEBYTECODE": "1"}
    environment = {**os.environ, **alone}
    # After these there are never two notes that say the same.
    harmless = [one for one in EDITS if one.__name__ not in {"_new_note", "_move_note"}]
    rounds = 6
    for _ in range(rounds):
        builds = [
            subprocess.Popen(
                [sys.executable, "-m", *COMMAND],
                cwd=site,
                env=environment | {"GLOSSATOR_JOBS": str(jobs)},
                stderr=subprocess.PIPE,
                text=True,
            )
            for jobs in (1, 2)
        ]
        edited = threading.Event()
        while any(build.poll() is None for build in builds):
            with suppress(IndexError):
                chance.choice(harmless)(site, chance)
            edited.wait(0.05)
        for build in builds:
            _, said = build.communicate()
            assert "Traceback" not in said, said
        assert not is_unfinished(site / "site")
        done = run(*COMMAND, cwd=site)
        assert done.returncode == 0, done.stderr
        cold = run(*COMMAND, "--site-dir", "cold", cwd=site, GLOSSATOR_CACHE="off")
        assert cold.returncode == 0
        assert tree(site / "site") == tree(site / "cold")
        shutil.rmtree(site / "cold")
    tried("builds at once in one folder, while files changed", 2 * rounds)


@pytest.mark.long
def test_a_cache_full_of_rubbish_changes_nothing(
    tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    site = many(tmp_path / "site", 6)
    assert run(*COMMAND, cwd=site).returncode == 0
    whole = tree(site / "site")
    kept = site / ".cache/glossator"
    chance = random.Random(3)
    count = 0
    for _ in range(6):
        entries = sorted(file for file in kept.rglob("*") if file.is_file() and len(file.name) > 20)
        for entry in entries:
            raw = entry.read_bytes()
            other = chance.choice(entries)
            rubbish = chance.choice(
                [
                    raw,
                    raw[: len(raw) // 2],
                    b"",
                    bytes(chance.randbytes(len(raw))),
                    other.read_bytes() if other.is_file() else b"",
                    raw[:-1] + b"x",
                ]
            )
            entry.unlink()
            match chance.randrange(8):
                case 0:
                    entry.mkdir()
                case 1:
                    entry.symlink_to("/dev/zero")
                case 2:
                    os.mkfifo(entry)
                case _:
                    entry.write_bytes(rubbish)
            count += 1
        if chance.random() < 0.5:
            shutil.rmtree(site / "site")
        done = run(*COMMAND, cwd=site)
        assert done.returncode == 0, done.stderr
        assert tree(site / "site") == whole
    tried("entries of a cache that were cut, mixed up or replaced", count)
