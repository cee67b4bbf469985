"""A check ends, whatever is asked of it, and names the file that asked for too much."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.site import budget
from glossator.site.budget import Budget
from glossator.site.config import read_settings
from glossator.site.publish import Publication, publish
from glossator.site.shelf import Shelf
from tests.hostile import KINDS, write_site

pytestmark = [pytest.mark.trust, pytest.mark.build]  # for as long as they take


def checked(root: Path, jobs: int, cache: Path) -> Publication:
    """The site in `root`, checked by some processes."""
    return publish(read_settings(root), shelf=Shelf(root, Cache(cache), jobs))


def test_the_file_that_spends_the_last_of_it_is_named() -> None:
    spent = Budget(most=2.0)
    for path in ("a.md", "b.md", "c.md"):
        spent.spend(1.5, path)
    assert [problem.location.path for problem in spent.problems()] == ["b.md"]


def test_what_is_spent_depends_on_the_files_alone(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_site(tmp_path, "articles of headings and blank lines", 6)
    for file in (tmp_path / "docs/articles").iterdir():
        file.write_text(file.read_text(encoding="utf-8")[:6_000], encoding="utf-8")
    monkeypatch.setattr(budget, "LEAST", 0.05)
    monkeypatch.setattr(budget, "SHARE_OF_ARTICLE", 0)
    runs = ((1, "one"), (2, "two"), (1, "two"), (2, "one"))
    told = [checked(tmp_path, jobs, tmp_path / ".cache" / name).problems for jobs, name in runs]
    assert [problem.code for problem in told[0]] == ["too-much-work"]
    assert told == [told[0]] * len(told)


def computed(root: Path) -> tuple[float, int, str]:
    """Seconds that the command computes for the site in `root`, its MB, and what it prints."""
    command = [sys.executable, "-m", "glossator", "check", str(root)]
    with subprocess.Popen(command, stdout=subprocess.PIPE, stderr=subprocess.PIPE) as run:
        assert run.stdout
        told = run.stdout.read().decode()
        _, status, used = os.wait4(run.pid, 0)
        run.returncode = os.waitstatus_to_exitcode(status)
    assert run.returncode in {0, 1}
    return used.ru_utime + used.ru_stime, used.ru_maxrss // 1024, told


# Beyond what may be spent: what it takes to begin, and the last of the files, which is made whole.
MOST_OF_ONE = 15
MOST_MEGABYTES = 500


def test_a_check_ends_where_a_second_is_spent(tmp_path: Path) -> None:
    write_site(tmp_path, "articles of one word", 9, seconds=1)
    seconds, megabytes, told = computed(tmp_path)
    assert seconds < MOST_OF_ONE
    assert megabytes < MOST_MEGABYTES
    assert ": too-much-work: " in told


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_hostile_files_of_each_kind_take_no_more_than_may_be_spent(
    kind: str, tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    write_site(tmp_path, kind, 60, seconds=1)
    seconds, megabytes, _ = computed(tmp_path)
    assert seconds < MOST_OF_ONE
    assert megabytes < MOST_MEGABYTES
    tried("files made to keep a check busy, each just below what is refused", 60)


@pytest.mark.long
@pytest.mark.parametrize("kind", ["small files", "a mixture"])
def test_thousands_of_hostile_files_are_checked_in_a_minute(
    kind: str, tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    write_site(tmp_path, kind, 3_000)
    seconds, megabytes, told = computed(tmp_path)
    assert seconds < 60
    assert megabytes < MOST_MEGABYTES
    assert ": too-m" in told
    tried("files of hostile sites of thousands", 20_000 if kind == "small files" else 3_000)
