"""What all tests share: options that rewrite expectations, and the small site of the cases."""

from __future__ import annotations

import os
import shutil
from collections import Counter
from collections.abc import Callable
from pathlib import Path

import pytest
from _pytest.terminal import TerminalReporter
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
    group.addoption(
        "--long", action="store_true", help="Have the tests marked `trust` try much more."
    )


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Leave out what only `make trust` has the time for."""
    if config.getoption("--long"):
        return
    left_out = [item for item in items if any(item.iter_markers("long"))]
    if left_out:
        config.hook.pytest_deselected(items=left_out)
        items[:] = [item for item in items if not any(item.iter_markers("long"))]


@pytest.fixture
def is_long(request: pytest.FixtureRequest) -> bool:
    """Whether to try hundreds of cases, and not the few that every run has time for."""
    return bool(request.config.getoption("--long"))


@pytest.fixture
def tried(request: pytest.FixtureRequest) -> Callable[[str, int], None]:
    """Call it with what a test tried, in the words of a table's row, and how many."""

    def note(what: str, count: int) -> None:
        request.node.user_properties.append(("tried", (what, count)))

    return note


def pytest_terminal_summary(terminalreporter: TerminalReporter) -> None:
    """Say how many of each kind were tried, where it is asked for by `--long`."""
    if not terminalreporter.config.getoption("--long"):
        return
    counts: Counter[str] = Counter()
    for outcome in ("passed", "failed"):
        for report in terminalreporter.stats.get(outcome, ()):
            for name, value in getattr(report, "user_properties", ()):
                if name == "tried":
                    counts[value[0]] += value[1]
    if counts:
        terminalreporter.section("tried")
        for what, count in sorted(counts.items()):
            terminalreporter.line(f"{count:>9,}  {what}")


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
