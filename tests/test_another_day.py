"""What is published depends on what is written, and on nothing else: no clock, no place."""

from __future__ import annotations

import re
import shutil
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest

from glossator_mkdocs.heads import update_day
from tests.edits import tree
from tests.host import ROOT, run, write_site

pytestmark = [pytest.mark.build, pytest.mark.trust]

# What carries a day in the site of test data.
_DATED = re.compile(r"^ *(?:published|created|retrieved): .*\n", re.MULTILINE)


def built(site: Path, *, days: int, **environment: str) -> dict[str, bytes]:
    """The files of the site, built when the clock is so many days ahead."""
    environment |= {"PYTHONPATH": f"{ROOT}:{ROOT / 'hooks'}", "GLOSSATOR_CACHE": "off"}
    command = ("tests.another_day", str(days), "mkdocs", "build", "--strict")
    done = run(*command, cwd=site, **environment)
    assert done.returncode == 0, done.stderr
    return tree(site / "site")


@pytest.mark.parametrize("is_dated", [False, pytest.param(True, marks=pytest.mark.long)])
def test_two_builds_on_two_days_and_in_two_places_are_the_same(
    tmp_path: Path, is_dated: bool, tried: Callable[[str, int], None]
) -> None:
    here, there = tmp_path / "here", tmp_path / "somewhere/else/there"
    write_site(here)
    if not is_dated:
        for file in (*here.glob("docs/*/*.md"), *here.glob("annotations/*/*.yaml")):
            file.write_text(_DATED.sub("", file.read_text("utf-8")), "utf-8")
    shutil.copytree(here, there)
    one = built(here, days=0, TZ="Etc/GMT+12", PYTHONHASHSEED="1", LC_ALL="C", USER="one")
    other = built(
        there, days=400, TZ="Pacific/Kiritimati", PYTHONHASHSEED="2", LC_ALL="tr_TR.UTF-8"
    )
    assert one.keys() == other.keys()
    assert [path for path, content in one.items() if other[path] != content] == []
    tried("builds on two days, in two places, time zones and locales", 2)
    assert (b"<lastmod>" in one["sitemap.xml"]) is is_dated
    assert one["sitemap.xml.gz"]


@pytest.mark.parametrize("day", ["0001-01-01", "1969-12-31", "2106-02-08", "9999-12-31"])
def test_a_day_that_no_packed_file_can_carry_ends_no_build(day: str) -> None:
    told = update_day(day)
    assert not told
    assert datetime.fromisoformat(told).replace(tzinfo=UTC).timestamp() == 0
    assert update_day("2026-01-03") == "2026-01-03"
