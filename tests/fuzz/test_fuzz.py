"""A short round of every harness, always the same, and what once showed a mistake."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings

from tests.fuzz import HARNESSES, harness
from tests.fuzz.mutating import inputs

CASES = sorted((Path(__file__).parent / "cases").glob("*/*"))
pytestmark = [pytest.mark.trust]
# Of the short round, in the long one.
_MORE = 30


@pytest.mark.parametrize("case", CASES, ids=lambda file: f"{file.parent.name}/{file.stem}")
def test_what_once_showed_a_mistake_holds(case: Path) -> None:
    harness(case.parent.name).check(case.read_bytes())


@pytest.mark.parametrize("name", HARNESSES)
def test_what_a_harness_says_holds_for_inputs_made_up(
    name: str, is_long: bool, tried: Callable[[str, int], None]
) -> None:
    one = harness(name)
    count = 0

    @settings(max_examples=one.SHORT * (_MORE if is_long else 1))
    @given(inputs(one))
    def check(data: bytes) -> None:
        nonlocal count
        count += 1
        one.check(data)

    check()
    tried(f"inputs of the fuzzing harness {name}", count)


def test_every_harness_is_listed() -> None:
    folder = Path(__file__).parent
    made = {file.stem for file in folder.glob("*.py") if "\ndef check(" in file.read_text("utf-8")}
    assert made == set(HARNESSES)
    assert {case.parent.name for case in CASES} <= made
