"""Each file in `cases/` is a small site and what `glossator check` says about it.

A fence `~~~yaml <path>` holds a file that is added to `site/`, or put in the place of the one
there; with the word `escaped` behind the path, `\\xNN` stands for a byte.
The fence `~~~problems` holds the whole output, line by line.
`pytest --update-cases` rewrites it; the diff gets reviewed.
"""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

import pytest

from glossator.publish import Settings, publish
from glossator.report import format_text

HERE = Path(__file__).parent
CASES = sorted((HERE / "cases").glob("*.md"))
_FENCE = re.compile(
    r"^~~~(?P<language>\w+)(?: (?P<path>\S+))?(?P<escaped> escaped)?\n(?P<text>.*?)^~~~$",
    re.DOTALL | re.MULTILINE,
)
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(frozen=True)
class Case:
    files: dict[str, bytes]
    problems: str


def read_case(file: Path) -> Case:
    files: dict[str, bytes] = {}
    problems: list[str] = []
    for fence in _FENCE.finditer(file.read_text(encoding="utf-8")):
        content = fence["text"].encode()
        if fence["escaped"]:
            content = _BYTE.sub(lambda found: bytes([int(found[1], 16)]), content)
        if fence["language"] == "problems":
            problems.append(fence["text"])
        else:
            files[fence["path"]] = content
    assert files, f"{file.name} adds no file"
    assert len(problems) == 1, f"{file.name} needs one fence of problems"
    return Case(files, problems[0])


def write_problems(file: Path, problems: str) -> None:
    text = file.read_text(encoding="utf-8")
    fence = next(found for found in _FENCE.finditer(text) if found["language"] == "problems")
    file.write_text(text[: fence.start("text")] + problems + text[fence.end("text") :], "utf-8")


@pytest.mark.parametrize("file", CASES, ids=lambda file: file.stem)
def test_check_says_exactly_this(file: Path, site: Path, request: pytest.FixtureRequest) -> None:
    case = read_case(file)
    for path, content in case.files.items():
        (site / path).parent.mkdir(parents=True, exist_ok=True)
        (site / path).write_bytes(content)
    said = format_text(publish(Settings(root=site)).problems)
    if request.config.getoption("--update-cases"):
        write_problems(file, said)
    else:
        assert said == case.problems


def test_there_are_cases() -> None:
    assert len(CASES) >= 45
