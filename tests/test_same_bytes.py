"""The same content gives the same bytes, wherever, whenever and however it is built."""

from __future__ import annotations

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.edits import many, tree
from tests.faulty import SHUFFLE
from tests.host import ARTICLE, NOTE, ROOT, run

pytestmark = [pytest.mark.build, pytest.mark.trust]

# Letters whose case depends on the language, and whose order on the place.
ODD = "İstanbul ISLAK ılık Łódź Ångström Straße البيت 平頭哥"
# What text is in where nothing else is asked for: neither this nor the next has all letters.
ASCII = {"LC_ALL": "POSIX", "PYTHONCOERCECLOCALE": "0", "PYTHONUTF8": "0"}
TURKISH = "tr_TR.ISO-8859-9"
# Some of the files for machines that every site has.
DATA = {
    *("data/annotations.jsonld", "data/annotations.csv", "data/annotations.jsonl"),
    *("data/corpus.sqlite", "data/by-url/index.json", "data/datapackage.json", "CITATION.cff"),
    *("feed.xml", "feed.json", "corrections/feed.xml", "llms.txt", "notes/sitemap.xml"),
}


def odd_site(folder: Path) -> Path:
    """A site of test data with letters of many scripts in its titles."""
    site = many(folder)
    article = ARTICLE.replace("A test article", ODD)
    (site / "docs/articles/istanbul.md").write_text(article, encoding="utf-8")
    (site / "annotations/istanbul").mkdir()
    note = NOTE.replace("Ten times more", ODD)
    (site / "annotations/istanbul/cost.yaml").write_text(note, encoding="utf-8")
    return site


def own_site(folder: Path) -> Path:
    """The site of this repository."""
    names = subprocess.run(
        ["git", "ls-files", "docs", "annotations", "overrides", "mkdocs.yml"],
        cwd=ROOT,
        capture_output=True,
        text=True,
        check=True,
    ).stdout.splitlines()
    for name in [*names, "hooks/publish.py"]:
        (folder / name).parent.mkdir(parents=True, exist_ok=True)
        shutil.copy(ROOT / name, folder / name)
    return folder


@contextmanager
def _umask(mask: int) -> Iterator[None]:
    before = os.umask(mask)
    try:
        yield
    finally:
        os.umask(before)


def build(site: Path, mask: int = 0o022, **environment: str) -> dict[str, bytes]:
    """Build it in a process of its own; tells all files."""
    paths = os.pathsep.join((str(ROOT), str(ROOT / "hooks")))
    given = {"PYTHONHASHSEED": "0", "PYTHONPATH": paths, **environment}
    with _umask(mask):
        done = run("tests.faulty", "mkdocs", "build", "--strict", "--quiet", cwd=site, **given)
    assert done.returncode == 0, done.stderr
    return tree(site / "site")


def test_no_circumstance_of_a_build_is_in_a_site(tmp_path: Path) -> None:
    one = build(odd_site(tmp_path / "one"), PYTHONHASHSEED="1", TZ="UTC+11", GLOSSATOR_JOBS="1")
    other = build(
        odd_site(tmp_path / "some where/else"),
        mask=0o077,
        PYTHONHASHSEED="2",
        TZ="UTC-13",
        GLOSSATOR_JOBS="2",
        GLOSSATOR_CACHE="off",
        **ASCII,
        **{SHUFFLE: "1"},
    )
    assert one == other
    pages = {f"notes/{path.parent.name}/cost/index.html" for path in tmp_path.glob("one/a*/*/*")}
    assert len(pages) == 8
    assert one.keys() >= pages | DATA


@pytest.fixture
def turkish(tmp_path: Path) -> dict[str, str]:
    """The environment of somebody in Turkey, where the great letter of i is not I."""
    if not shutil.which("localedef"):
        pytest.skip("there is nothing to make a Turkish locale with")
    folder = tmp_path / "locales"
    folder.mkdir()
    command = ["localedef", "-i", "tr_TR", "-f", "ISO-8859-9", str(folder / TURKISH)]
    if subprocess.run(command, capture_output=True, check=False).returncode:
        pytest.skip("there is nothing to make a Turkish locale of")
    return {"LOCPATH": str(folder), "LC_ALL": TURKISH, "PYTHONUTF8": "0"}


@pytest.mark.long
@pytest.mark.parametrize("make", [odd_site, own_site])
def test_each_circumstance_alone_and_all_together_give_the_same_bytes(
    tmp_path: Path,
    turkish: dict[str, str],
    make: Callable[[Path], Path],
    tried: Callable[[str, int], None],
) -> None:
    first = build(make(tmp_path / "first"), GLOSSATOR_JOBS="1", TZ="UTC")
    cold = {"GLOSSATOR_CACHE": "off"}
    circumstances: list[dict[str, str]] = [
        cold | turkish,
        cold | ASCII,
        cold | {SHUFFLE: "3", "PYTHONHASHSEED": "9"},
        cold | {"GLOSSATOR_JOBS": "3"},
        {"TZ": "Asia/Kathmandu", "PYTHONOPTIMIZE": "2"},
        turkish | {SHUFFLE: "4", "PYTHONHASHSEED": "7", "GLOSSATOR_JOBS": "2", "TZ": "UTC-13"},
    ]
    for number, environment in enumerate(circumstances):
        site = make(tmp_path / f"folder {number}" / ("x" * number * 9))
        assert build(site, mask=0o077 if number % 2 else 0o002, **environment) == first
        if number > 3:  # and again, with what is in the cache
            assert build(site, **environment | {SHUFFLE: str(number)}) == first
    tried("circumstances of builds that were compared byte for byte", len(circumstances) + 2)
