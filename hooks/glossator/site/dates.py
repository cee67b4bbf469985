"""Dates as people read them."""

from __future__ import annotations

from datetime import date
from functools import lru_cache

from markupsafe import Markup

# Days of some years.
CACHE_SIZE = 4096


@lru_cache(maxsize=CACHE_SIZE)
def show_date(text: str) -> str:
    """A date as people read it, as precise as it is: `24 September 2025`, `2019`."""
    parts = [int(part) for part in text.split("-")]
    if len(parts) == 1:
        return text
    # Where nobody asks for a date, as in a check, the names of months are not loaded.
    from babel.dates import format_date

    day = date(parts[0], parts[1], parts[2] if len(parts) == 3 else 1)
    return format_date(day, "d MMMM y" if len(parts) == 3 else "MMMM y", locale="en")


@lru_cache(maxsize=CACHE_SIZE)
def show_time(text: str) -> Markup:
    """The same for programs and people."""
    return Markup('<time datetime="{}">{}</time>').format(text, show_date(text))
