"""Harnesses: each takes any bytes, and says in `check` what must hold for them.

`make fuzz` gives them bytes by what these reach in the code; `make test` a few that are always
the same, and those in `cases/` that once showed a mistake.
"""

from __future__ import annotations

from importlib import import_module
from typing import Protocol

HARNESSES = (
    *("loader", "front_matter", "fmt", "normaliser", "matcher", "weaver", "markdown"),
    *("pages", "annotations", "exporters", "search", "cache"),
)


class Harness(Protocol):
    """What a module of a harness has.

    Attributes:
        WORDS: What is worth putting into its input.
        SHORT: How many inputs a short round gives it; all rounds together take some seconds.
    """

    WORDS: list[str]
    SHORT: int

    def seeds(self) -> list[bytes]:
        """Inputs to begin with."""

    def check(self, data: bytes) -> None:
        """Raise where something does not hold for `data`."""


def harness(name: str) -> Harness:
    """The harness with this name."""
    module: Harness = import_module(f"tests.fuzz.{name}")  # type: ignore[assignment]
    return module
