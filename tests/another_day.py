"""Runs `python -m ...` as if it were another day: `python -m tests.another_day DAYS MODULE ...`.

All clocks of Python are ahead by so many days; what a system writes beside files is not.
"""

from __future__ import annotations

import datetime
import runpy
import sys
import time
from collections.abc import Callable
from functools import partial

SECONDS_A_DAY = 86_400


def go_ahead(days: int) -> None:
    """Set the clocks of this process ahead, for all that is imported from now on."""
    ahead = days * SECONDS_A_DAY
    now, now_ns, strftime = time.time, time.time_ns, time.strftime
    time.time = lambda: now() + ahead
    time.time_ns = lambda: now_ns() + ahead * 1_000_000_000
    for name in ("gmtime", "localtime", "ctime"):
        setattr(time, name, partial(_later, getattr(time, name)))
    time.strftime = lambda form, when=None: strftime(form, when or time.localtime())

    class Moment(datetime.datetime):
        @classmethod
        def now(cls, tz: datetime.tzinfo | None = None) -> Moment:
            return cls.fromtimestamp(time.time(), tz)

        @classmethod
        def utcnow(cls) -> Moment:
            return cls.now(datetime.UTC).replace(tzinfo=None)

        @classmethod
        def today(cls) -> Moment:
            return cls.now()

    class Day(datetime.date):
        @classmethod
        def today(cls) -> Day:
            return cls.fromtimestamp(time.time())

    datetime.datetime, datetime.date = Moment, Day  # type: ignore[misc]


def _later(read: Callable[[float], object], seconds: float | None = None) -> object:
    return read(time.time() if seconds is None else seconds)


if __name__ == "__main__":
    go_ahead(int(sys.argv[1]))
    sys.argv = sys.argv[2:]
    runpy.run_module(sys.argv[0], run_name="__main__", alter_sys=True)
