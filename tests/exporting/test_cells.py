"""A cell holds what it held, and no spreadsheet runs it."""

from __future__ import annotations

import csv
import io
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.exporting.cells import may_run, plain_cell, safe_cell

TEXTS = st.text(st.sampled_from("=+-@'\t\r\n;a＝ \"") | st.characters(), max_size=20)


@given(TEXTS)
def test_the_way_back_gives_the_same_text(text: str) -> None:
    assert plain_cell(safe_cell(text)) == text


@given(TEXTS)
def test_no_formula_begins_where_a_spreadsheet_may_see_a_cell(text: str) -> None:
    for piece in re.split("[;\t\n\r]", safe_cell(text)):
        assert not piece.startswith(tuple("=+-@＝＋－＠"))
    assert not safe_cell(text).startswith(("\t", "\r", "\n"))


@pytest.mark.parametrize(
    ("text", "cell"),
    [
        ("=1+1", "'=1+1"),
        ("-5 percent", "'-5 percent"),
        ("'=1", "''=1"),
        ("'Tis the season", "'Tis the season"),
        ("a;=1", "a;'=1"),
        ("one\n- two", "one\n'- two"),
        ("a - b = c", "a - b = c"),
        ("", ""),
    ],
)
def test_an_apostrophe_stands_before_what_would_run(text: str, cell: str) -> None:
    assert safe_cell(text) == cell


@given(st.lists(st.lists(TEXTS, min_size=2, max_size=3), max_size=3))
def test_a_table_that_cannot_run_has_no_cell_to_make_safe(rows: list[list[str]]) -> None:
    table = io.StringIO(newline="")
    csv.writer(table, lineterminator="\r\n").writerows(rows)
    if not may_run(table.getvalue().encode("utf-8", "replace"), len(rows)):
        assert all(safe_cell(cell) == cell for row in rows for cell in row)
