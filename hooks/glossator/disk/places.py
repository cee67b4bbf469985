"""Where files are, wherever links lead."""

from __future__ import annotations

import os
from pathlib import Path


def resolved(path: Path) -> Path:
    """The whole path without links; links in a circle stay in it, as they lead nowhere.

    `Path.resolve` raises an error for these that is no `OSError`, before Python 3.13.
    """
    return Path(os.path.realpath(path))
