"""A sign in the folder of a site that is not whole, for as long as it is not."""

from __future__ import annotations

import os
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

UNFINISHED = ".glossator-unfinished"
"""The sign: a file of this name, in the folder of the site that was built."""
_TEXT = "A build ended before this site was whole; do not publish it, build it again.\n"


def is_unfinished(site: Path) -> bool:
    """Whether the folder `site` holds a part of one site and a part of another."""
    return os.path.lexists(site / UNFINISHED)


@contextmanager
def unfinished(site: Path) -> Iterator[None]:
    """Have the sign stand in `site` meanwhile; it stays where what is done there fails.

    Who fails and puts all back takes out the sign with `finish`.

    Raises:
        OSError: there cannot be a sign; nothing was done.
    """
    begin(site)
    yield
    finish(site)


def begin(site: Path) -> None:
    """Put up the sign.

    Raises:
        OSError: that cannot be done.
    """
    if is_unfinished(site):
        return
    sign = site / UNFINISHED
    try:
        sign.write_text(_TEXT, encoding="utf-8")
    except OSError:
        with suppress(OSError):
            sign.unlink()
        raise


def finish(site: Path) -> None:
    """Take down the sign: the site is whole.

    Raises:
        OSError: that cannot be done.
    """
    (site / UNFINISHED).unlink(missing_ok=True)
