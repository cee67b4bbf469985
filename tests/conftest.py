"""What all tests share: options that rewrite expectations, and the small site of the cases."""

from __future__ import annotations

import os
import shutil
from pathlib import Path

import pytest
from hypothesis import settings

from tests import host

# The same examples on every machine, and none kept between runs; `--hypothesis-profile=long`
# tries others, and many more.
settings.register_profile("steady", derandomize=True, deadline=None, database=None)
settings.register_profile("long", max_examples=2_000, deadline=None, database=None)
settings.load_profile("steady")

HERE = Path(__file__).parent

# Pictures are drawn by those tests that look at them.
os.environ["GLOSSATOR_CARDS"] = "off"


def pytest_runtest_setup(item: pytest.Item) -> None:
    """Tell `run` whether the test may build, so that `make quick` leaves out all that do."""
    host.may_build = any(item.iter_markers("build")) or any(item.iter_markers("browser"))


def pytest_addoption(parser: pytest.Parser) -> None:
    group = parser.getgroup("glossator", "expectations kept in files")
    group.addoption(
        "--update-cases", action="store_true", help="Rewrite the problems in tests/cases/*.md."
    )
    group.addoption(
        "--update-golden", action="store_true", help="Rewrite the HTML in tests/golden/*.html."
    )


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """The root of a small valid site: one article `example` and one topic `machines`."""
    root = tmp_path / "site"
    shutil.copytree(HERE / "example_site", root)
    return root


@pytest.fixture(scope="session")
def corpora() -> Path:
    """The folder with third-party cases, which is not part of the repository."""
    folder = HERE.parent.parent / "shared" / "corpora"
    if not folder.is_dir():
        pytest.skip(f"the third-party cases are not in {folder}")
    return folder
