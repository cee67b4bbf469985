"""Dates as pages write them."""

from __future__ import annotations

import re
from datetime import date
from email.utils import parsedate_to_datetime

_ISO = re.compile(r"\s*(\d{4})(?:[-/.年](\d{1,2})(?:[-/.月](\d{1,2}))?)?(?!\d)")
_COMPACT = re.compile(r"\s*(\d{4})(\d\d)(\d\d)(?!\d)")
# Characters. What is behind them is no part of a date.
_LONGEST = 200
_MONTHS = ["jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec"]
_DAY_FIRST = re.compile(
    r"(\d{1,2})(?:st|nd|rd|th)?\.?\s+([a-z]{3})[a-z]*\.?,?\s+(\d{4})(?!\d)", re.IGNORECASE
)
_MONTH_FIRST = re.compile(
    r"([a-z]{3})[a-z]*\.?\s+(\d{1,2})(?:st|nd|rd|th)?,?\s+(\d{4})(?!\d)", re.IGNORECASE
)


def read_date(text: str) -> str:
    """A date as `2025-09-24`, `2025-09` or `2025`; empty where it cannot be read.

    The day is the one that was written, in the time zone in which it was.
    """
    text = text[:_LONGEST]
    parts: tuple[str, ...] | None = None
    for pattern in (_COMPACT, _ISO):
        found = pattern.match(text)
        if found:
            parts = tuple(part for part in found.groups() if part)
            break
    if parts is None:
        day_first, month_first = _DAY_FIRST.search(text), _MONTH_FIRST.search(text)
        if day_first and day_first[2].lower() in _MONTHS:
            parts = day_first[3], str(_MONTHS.index(day_first[2].lower()) + 1), day_first[1]
        elif month_first and month_first[1].lower() in _MONTHS:
            parts = month_first[3], str(_MONTHS.index(month_first[1].lower()) + 1), month_first[2]
    if parts is None:
        try:
            return parsedate_to_datetime(text).date().isoformat()
        except (IndexError, OverflowError, TypeError, ValueError):
            return ""
    whole = "-".join(part.zfill(4 if not n else 2) for n, part in enumerate(parts))
    try:
        date.fromisoformat(whole + "-01" * (3 - len(parts)))
    except ValueError:
        return ""
    return whole
