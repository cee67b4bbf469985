"""A check ends, whatever is asked of it, and names the file that asked for too much."""

from __future__ import annotations

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

pytestmark = [pytest.mark.trust]


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


@pytest.mark.long
@pytest.mark.parametrize("kind", KINDS)
def test_a_site_of_hostile_files_is_checked_within_the_budget(
    kind: str, tmp_path: Path, tried: Callable[[str, int], None]
) -> None:
    write_site(tmp_path, kind, 12)
    checked(tmp_path, 2, tmp_path / ".cache")
    tried("files made to keep a check busy, each just below what is refused", 12)
