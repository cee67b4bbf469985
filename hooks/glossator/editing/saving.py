"""Files written whole or not at all."""

from __future__ import annotations

import errno
import os
import re
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import contextmanager, suppress
from pathlib import Path

from glossator.content.files import hindrance_of_folder
from glossator.disk.holding import clear, is_held
from glossator.disk.places import resolved
from glossator.disk.unwritten import file_of

# What a new file would have: all may read it, only its owner may write it.
_NEW_FILE = 0o666
# Characters of a file's own name in that of the one beside it: enough to see what it is for,
# and no name becomes longer than systems take.
_NAME = 40
_BESIDE = re.compile(r"\..*-[a-z0-9_]{8}\.tmp", re.DOTALL)


def replace_file(file: Path, text: str) -> None:
    """Put `text` in the place of what `file` holds, with the same permissions.

    A link stays a link; the file that it leads to is replaced.

    Raises:
        OSError: it cannot be written, and names `file`; the file is as it was.
    """
    with _naming(file):
        file = resolved(file)
        _refuse_protected(file)
        with _beside(file, [text.encode()], file.stat().st_mode & 0o7777) as made:
            made.replace(file)


def create_file(file: Path, text: str) -> None:
    """Make `file`, and the folders above it, with `text` in it.

    Raises:
        FileExistsError: there is such a file already; it stays as it is.
        OSError: it cannot be written, and names `file`; nothing is left behind but folders.
    """
    with _naming(file):
        file.parent.mkdir(parents=True, exist_ok=True)
        with _beside(file, [text.encode()], _usual_mode()) as made:
            try:
                # Unlike a renaming, a link never takes the place of another file.
                os.link(made, file)
            except FileExistsError:
                raise
            except OSError:  # file systems without links
                _take_place(made, file)


def put_file(file: Path, chunks: Iterable[bytes]) -> None:
    """Make `file`, and the folders above it, of `chunks`, whatever is there.

    What an earlier process left that was killed while it did so is deleted.

    Raises:
        OSError: it cannot be written, and names `file`, or what cannot be read or written to
            have its `chunks`; the file is as it was.
    """
    with _naming(file):
        file = resolved(file)  # what a link leads to is written, and the link stays
        file.parent.mkdir(parents=True, exist_ok=True)
        _refuse_protected(file)
        for left in file.parent.iterdir():
            if left.name.startswith(_prefix(file)) and _BESIDE.fullmatch(left.name):
                clear(left)
        with _beside(file, chunks, _usual_mode()) as made:
            made.replace(file)


def sweep(folder: Path) -> None:
    """Delete what processes that were killed have left in `folder`, and in the folders in it."""
    with suppress(OSError), os.scandir(folder) as found:
        for entry in found:
            if entry.is_dir(follow_symlinks=False):
                sweep(folder / entry.name)
            elif _BESIDE.fullmatch(entry.name) and entry.is_file(follow_symlinks=False):
                clear(folder / entry.name)


def stays_within(root: Path, path: str, folder: str) -> bool:
    """Whether the file at `path` is in `folder`, and that in the site, wherever links lead.

    Both are seen from `root`; the file need not be there yet.
    """
    if hindrance_of_folder(root, folder):
        return False
    return resolved(root / path).is_relative_to(resolved(root / folder))


@contextmanager
def _beside(file: Path, chunks: Iterable[bytes], mode: int) -> Iterator[Path]:
    """A file of `chunks` in the same folder, gone afterwards unless it was moved."""
    handle, made = _make(file)
    held = os.dup(handle) if os.name != "nt" else None  # where it could not be moved then
    try:
        with os.fdopen(handle, "wb") as temporary:
            temporary.writelines(chunks)
        made.chmod(mode)
        yield made
    finally:
        with suppress(OSError):  # it was moved, or the next one who comes deletes it
            made.unlink()
        if held is not None:
            os.close(held)


def _refuse_protected(file: Path) -> None:
    """A file that may only be read could be replaced, but somebody meant that."""
    if file.exists() and not os.access(file, os.W_OK):
        raise PermissionError(errno.EACCES, os.strerror(errno.EACCES), str(file))


def _make(file: Path) -> tuple[int, Path]:
    while True:
        handle, name = tempfile.mkstemp(prefix=_prefix(file), suffix=".tmp", dir=file.parent)
        if is_held(handle, Path(name)):
            return handle, Path(name)
        os.close(handle)  # somebody has just taken it for one that was left


def _prefix(file: Path) -> str:
    return f".{file.stem[:_NAME]}-"


def _take_place(made: Path, file: Path) -> None:
    with file.open("xb"):
        pass
    try:
        made.replace(file)
    except OSError:
        file.unlink()
        raise


def _usual_mode() -> int:
    mask = os.umask(0)
    os.umask(mask)
    return _NEW_FILE & ~mask


@contextmanager
def _naming(file: Path) -> Iterator[None]:
    """Have errors name `file`, and neither the one beside it nor none at all."""
    try:
        yield
    except OSError as error:
        if error.errno is not None:
            name = file_of(error)
            is_ours = not name or _BESIDE.fullmatch(Path(name).name)
            error.filename, error.filename2 = str(file) if is_ours else name, None
        raise
