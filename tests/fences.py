"""Test data kept in Markdown files: `~~~language name` begins a stretch of it, `~~~` ends it."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path

_FENCE = re.compile(
    r"^~~~(?P<language>\w+)(?: (?P<name>\S+))?(?P<escaped> escaped)?\n(?P<text>.*?)^~~~$",
    re.DOTALL | re.MULTILINE,
)
_BYTE = re.compile(rb"\\x([0-9a-f]{2})")


@dataclass(frozen=True)
class Fence:
    """One stretch of test data.

    Attributes:
        language: The word at the opening fence.
        name: The word behind it, if any.
        content: What stands between the fences; after the word `escaped` with its \\xNN read.
        span: Where in the file that is.
    """

    language: str
    name: str
    content: bytes
    span: tuple[int, int]

    @property
    def text(self) -> str:
        return self.content.decode()


def read_fences(file: Path) -> list[Fence]:
    fences = []
    for found in _FENCE.finditer(file.read_text(encoding="utf-8")):
        content = found["text"].encode()
        if found["escaped"]:
            content = _BYTE.sub(lambda byte: bytes([int(byte[1], 16)]), content)
        fences.append(Fence(found["language"], found["name"] or "", content, found.span("text")))
    return fences
