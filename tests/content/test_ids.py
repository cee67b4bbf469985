"""Ids are made by the same rules by the command, by import and by the form on the page."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.content.ids import LONGEST_ID, id_words, is_device, join_id, suggest_id
from glossator.content.values import is_slug
from tests.shared_cases import cases


@pytest.mark.parametrize("case", cases("ids"), ids=lambda case: case["name"])
def test_ids_are_those_of_the_cases(case: dict[str, str]) -> None:
    assert suggest_id(case["words"]) == case["id"]


@given(st.text())
def test_any_text_makes_an_id_that_every_system_takes(text: str) -> None:
    for name in (suggest_id(text), join_id(id_words(text), noun="article")):
        assert is_slug(name)
        assert not is_device(name)
        assert len(name) <= LONGEST_ID + len("-article")


@pytest.mark.parametrize("name", ["con", "NUL.md", "com1", "Lpt0.tar.gz", "COM\u00b9", "aux .txt"])
def test_devices_of_windows_are_known(name: str) -> None:
    assert is_device(name)


@pytest.mark.parametrize("name", ["console", "com", "com10", "xcon", "nul-note", "a.con"])
def test_other_names_are_no_devices(name: str) -> None:
    assert not is_device(name)
