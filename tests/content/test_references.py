"""Character references are read by one function, which no number stops."""

from __future__ import annotations

import html
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.content.references import unescape
from tests.host import ROOT

TEXTS = st.text(st.sampled_from("ab &;#xl0059tg") | st.characters(), max_size=30)


@given(TEXTS)
def test_references_are_read_as_python_reads_them(text: str) -> None:
    assert unescape(text) == html.unescape(text)


@pytest.mark.parametrize("digits", [10, 4_300, 100_000])
@pytest.mark.parametrize("end", [";", ""])
def test_no_number_of_a_character_is_too_long(digits: int, end: str) -> None:
    assert unescape(f"a &#{'9' * digits}{end} b") == "a \ufffd b"
    assert unescape(f"a &#x{'f' * digits}{end} b") == "a \ufffd b"


def test_noughts_before_a_number_change_nothing() -> None:
    for noughts in (1, 9, 10, 5_000):
        assert unescape(f"&#{'0' * noughts}65; &#{'0' * noughts};") == "A \ufffd"


def test_nothing_reads_references_past_it() -> None:
    reads = re.compile(r"from html import .*\bunescape|html\.unescape")
    files = sorted((ROOT / "hooks").rglob("*.py"))
    found = [file.name for file in files if reads.search(file.read_text("utf-8"))]
    assert found == ["references.py"]
