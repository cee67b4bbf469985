"""Files written whole or not at all."""

from __future__ import annotations

import os
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

# What a new file would have: all may read it, only its owner may write it.
_NEW_FILE = 0o666


def replace_file(file: Path, text: str) -> None:
    """Put `text` in the place of what `file` holds, with the same permissions.

    A link stays a link; the file that it leads to is replaced.

    Raises:
        OSError: it cannot be written; the file is as it was.
    """
    file = file.resolve()
    with _beside(file, text, file.stat().st_mode & 0o7777) as made:
        made.replace(file)


def create_file(file: Path, text: str) -> None:
    """Make `file`, and the folders above it, with `text` in it.

    Raises:
        FileExistsError: there is such a file already; it stays as it is.
        OSError: it cannot be written; nothing is left behind but folders.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    mask = os.umask(0)
    os.umask(mask)
    with _beside(file, text, _NEW_FILE & ~mask) as made:
        try:
            # Unlike a renaming, a link never takes the place of another file.
            os.link(made, file)
        except FileExistsError:
            raise
        except OSError:  # file systems without links
            with file.open("xb"):
                pass
            made.replace(file)


def stays_within(file: Path, folder: Path) -> bool:
    """Whether `file` is in `folder`, links of both followed; it need not be there yet."""
    return file.resolve().is_relative_to(folder.resolve())


@contextmanager
def _beside(file: Path, text: str, mode: int) -> Iterator[Path]:
    """A file with `text` in the same folder, gone afterwards unless it was moved."""
    handle, name = tempfile.mkstemp(prefix=f".{file.stem}-", suffix=".tmp", dir=file.parent)
    made = Path(name)
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.write(text.encode())
        made.chmod(mode)
        yield made
    finally:
        made.unlink(missing_ok=True)
