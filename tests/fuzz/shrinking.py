"""The shortest input that fails as a longer one did."""

from __future__ import annotations

import time
import traceback
from collections.abc import Callable

# Seconds that it may take: a shorter input is nicer to read, and no more.
LONGEST = 20


def shrink(check: Callable[[bytes], None], data: bytes) -> bytes:
    """`data` with all taken out that its failure can do without."""
    wanted = _failure(check, data)
    end = time.monotonic() + LONGEST
    size = len(data) // 2
    while size:
        at = 0
        while at < len(data) and time.monotonic() < end:
            shorter = data[:at] + data[at + size :]
            if _failure(check, shorter) == wanted:
                data = shorter
            else:
                at += size
        size //= 2
    return data


def _failure(check: Callable[[bytes], None], data: bytes) -> tuple[str, str]:
    """The kind of the failure and the line that raised it; empty where there is none."""
    try:
        check(data)
    except Exception as error:
        at = traceback.extract_tb(error.__traceback__)[-1]
        return type(error).__name__, f"{at.filename}:{at.lineno}"
    return "", ""
