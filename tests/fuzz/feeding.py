"""Bytes as the input of a harness: texts, parted by a line `%%%`, and choices behind the last."""

from __future__ import annotations

from collections.abc import Sequence
from functools import cache
from pathlib import Path
from typing import TypeVar

from tests.fences import read_fences

PART = b"\n%%%\n"
TESTS = Path(__file__).parents[1]
ROOT = TESTS.parent

ItemT = TypeVar("ItemT")


class Fed:
    """Takes texts and choices from `data`; of what is not there, empty ones and noughts."""

    def __init__(self, data: bytes) -> None:
        *texts, choices = data.split(PART) if PART in data else (data, b"")
        self._texts = iter(texts)
        self._choices = iter(choices)

    def text(self) -> str:
        """The next text; what is not UTF-8 becomes signs that stand for it."""
        return next(self._texts, b"").decode("utf-8", "replace")

    def raw(self) -> bytes:
        """The bytes of the next text."""
        return next(self._texts, b"")

    def number(self, most: int) -> int:
        """A number from 0 to `most`."""
        number, reach = 0, 1
        while reach <= most:
            number, reach = number << 8 | next(self._choices, 0), reach << 8
        return number % (most + 1)

    def pick(self, options: Sequence[ItemT]) -> ItemT:
        """One of `options`, the first where nothing is chosen."""
        return options[self.number(len(options) - 1)]

    def span(self, text: str) -> tuple[int, int]:
        """Where a stretch of a text begins and ends, which is not empty if the text is not."""
        begin = self.number(max(0, len(text) - 1))
        return begin, min(len(text), begin + 1 + self.number(40))


def seed(*texts: str | bytes, choices: bytes = b"") -> bytes:
    """The data from which `Fed` takes these."""
    parts = [one.encode() if isinstance(one, str) else one for one in texts]
    return PART.join([*parts, choices])


@cache
def case_files(language: str) -> list[str]:
    """All files of test data of this kind in `tests/cases`, such as `yaml` or `markdown`."""
    files = sorted((TESTS / "cases").glob("*.md"))
    fences = [fence for file in files for fence in read_fences(file)]
    texts = (
        fence.content.decode("utf-8", "replace") for fence in fences if fence.language == language
    )
    return list(dict.fromkeys(texts))
