"""One folder of files is put into another."""

from __future__ import annotations

import shutil
from pathlib import Path


def merge(source: Path, target: Path) -> None:
    """Move what is in `source` into `target`, in place of files that are there.

    What is a folder in both is merged; other things in it stay.
    """
    for file in list(source.iterdir()):
        there = target / file.name
        if there.is_dir() and not there.is_symlink():
            if file.is_dir():
                merge(file, there)
                continue
            shutil.rmtree(there)
        elif file.is_dir():
            there.unlink(missing_ok=True)
        file.replace(there)
