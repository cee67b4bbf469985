"""What a single field may hold, as far as other parts of the library have to know it."""

from __future__ import annotations

import re
from datetime import date

# The margin, a search result and a feed show it on one or two lines.
LONGEST_TITLE = 80
_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")


def is_slug(text: str) -> bool:
    """Whether `text` is lower-case words of a-z and 0-9 joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


def is_day(value: object) -> bool:
    """Whether `value` is a text that names a day of the calendar."""
    return isinstance(value, str) and _DATE.fullmatch(value) is not None and is_in_calendar(value)


def is_in_calendar(text: str) -> bool:
    """Whether there is such a day, or a day in the month or the year of `text`."""
    try:
        date.fromisoformat(text + "-01" * (3 - len(text.split("-"))))
    except ValueError:
        return False
    return True
