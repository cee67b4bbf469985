"""A date that a page gives is read or it is none; whatever it is, nothing is raised."""

from __future__ import annotations

import pytest

from glossator.importing.dates import read_date


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("Mon, 1 Jan 20 99999999999999999999:00:00 GMT", ""),
        ("Mon, 1 Jan 20 00:00:00 +99999999999999999999", ""),
        ("Mon, 05 Jan 2026 10:00:00 GMT", "2026-01-05"),
        (f"2026-01-05T10:00:00{'0' * 5_000}", "2026-01-05"),
    ],
)
def test_a_date_with_numbers_that_no_clock_has_is_none(written: str, read: str) -> None:
    assert read_date(written) == read
