"""Each file in `cases/` is a small site and what `glossator check` says about it.

A fence `~~~yaml <path>` holds a file that is added to `site/`, or put in the place of the one
there; with the word `escaped` behind the path, `\\xNN` stands for a byte.
A fence `~~~link <path>` holds where a symbolic link leads, `~~~size <path>` how many bytes a file
has, and `~~~folder <path>` makes a folder.
The fence `~~~problems` holds the whole output, line by line.
`pytest --update-cases` rewrites it; the diff gets reviewed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.checking.report import format_text
from glossator.problems import CODES, LINK_CODES, SITE_CODES
from glossator.site.config import CONFIG, read_settings
from glossator.site.publish import Settings, publish
from tests.fences import Fence, read_fences

CASES = sorted((Path(__file__).parents[1] / "cases").glob("*.md"))


def read_case(file: Path) -> tuple[list[Fence], Fence]:
    """The files of a case and the problems that it expects."""
    fences = read_fences(file)
    files = [fence for fence in fences if fence.language != "problems"]
    expected = [fence for fence in fences if fence.language == "problems"]
    assert files, f"{file.name} adds no file"
    assert len(expected) == 1, f"{file.name} needs one fence of problems"
    return files, expected[0]


def write(fence: Fence, file: Path) -> None:
    file.parent.mkdir(parents=True, exist_ok=True)
    if fence.language == "link":
        file.symlink_to(fence.text.strip())
    elif fence.language == "size":
        file.write_bytes(b"#" * int(fence.text))
    elif fence.language == "folder":
        file.mkdir()
    else:
        file.write_bytes(fence.content)


def update(file: Path, expected: Fence, said: str) -> None:
    text = file.read_text(encoding="utf-8")
    begin, end = expected.span
    file.write_text(text[:begin] + said + text[end:], encoding="utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_check_says_exactly_this(file: Path, site: Path, request: pytest.FixtureRequest) -> None:
    files, expected = read_case(file)
    for fence in files:
        write(fence, site / fence.name)
    has_config = (site / CONFIG).is_file()
    settings = read_settings(site) if has_config else Settings(root=site)
    said = format_text(publish(settings).problems)
    if request.config.getoption("--update-cases"):
        update(file, expected, said)
    else:
        assert said == expected.text


# Told of two states of a site, which a case has not.
TOLD_OF_A_BRANCH = {"address-lost", "body-replaced"}
# What has a case has been foreseen.
WITHOUT_CASE = TOLD_OF_A_BRANCH | LINK_CODES.keys() | SITE_CODES.keys() | {"unforeseen"}


# What only `glossator links` says has its tests in test_link_check.py, what only `glossator
# verify` says in tests/verifying.
@pytest.mark.parametrize("code", sorted(CODES.keys() - WITHOUT_CASE))
def test_every_problem_code_has_a_case(code: str) -> None:
    assert any(f": {code}: " in read_case(file)[1].text for file in CASES)


def test_a_case_is_named_valid_when_nothing_is_wrong_with_it() -> None:
    for file in CASES:
        assert file.stem.startswith("valid-") == (not read_case(file)[1].text), file.name
