"""A folder of things that were made, each found by the checksum of what it was made of.

Such a folder is safe to delete, to copy and to merge with another one, as what stands at a key
is the same whoever made it. What was damaged is known by its checksum, and made again. It holds
data, none of which is ever run.
"""

from __future__ import annotations

import atexit
import errno
import os
import re
import shutil
import tempfile
import threading
import time
from collections.abc import Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from hashlib import blake2b
from io import FileIO
from pathlib import Path

from glossator.caching.digest import SIZE
from glossator.caching.reading import read_file

FOLDER = ".cache/glossator"
"""Where it is, below a site's root, unless somebody chooses another place."""
VARIABLE = "GLOSSATOR_CACHE"
"""The environment's variable that names another folder, or `off`."""
BEYOND_VARIABLE = "GLOSSATOR_CACHE_BEYOND"
"""The environment's variable that names a folder from which to take what that one has not."""
SIZE_VARIABLE = "GLOSSATOR_CACHE_MB"
"""The environment's variable that says how many megabytes are kept."""
# Bytes. Some 13,000 articles with ten notes each.
MOST_BYTES = 2_000_000_000
# Of what is too much, so much more goes that this is not to be done at each build.
_KEPT = 0.9
# Seconds. The time of a file tells when it was last used, to about a day.
_DAY = 24 * 3600
_NOTE = """\
# What Glossator has made and need not make again; safe to delete at any time.
*
"""
_OURS = re.compile("[a-z]+/[0-9a-f]{2}/[0-9a-f]{32}")
# What is written takes the place of an entry at once, or is left by a process that was killed.
_NEW = re.compile(f"{_OURS.pattern}-[0-9]+-[0-9]+")
# Seconds. Who loses what is new to somebody who takes it for left makes it again.
_MOMENT = 10
_TAG = "Signature: 8a477f597d28d172789f06886806bc55\n"
_SIGNS = ((".gitignore", _NOTE), ("CACHEDIR.TAG", _TAG))


@dataclass
class Cache:
    """What was made, below `folder`.

    Attributes:
        folder: The folder, which need not be there.
        most_bytes: What `prune` leaves at most.
        beyond: Another such folder, from which is taken what is not here; it stays as it is.
        is_lasting: Whether it is there for the next process too.
        failure: Why the last thing that was not kept was not, if one was not.
    """

    folder: Path
    most_bytes: int = MOST_BYTES
    beyond: Path | None = None
    is_lasting: bool = True
    failure: OSError | None = None
    _is_ready: bool = False
    _has_grown: bool = False
    _folders: set[str | Path] = field(default_factory=set)

    def get(self, kind: str, key: str) -> bytes | None:
        """What was made of what `key` is the checksum of; None where it is not kept, or damaged."""
        path = self._file(kind, key)
        if self.beyond and not os.path.isfile(path):
            path = _file(self.beyond, kind, key)
        try:
            raw = read_file(path, follow=False)
            is_old = os.stat(path).st_mtime < time.time() - _DAY
        except OSError:
            return None
        data = raw[SIZE:]
        if raw[:SIZE] != _checksum(kind, key, data):
            return None
        if is_old:
            with suppress(OSError):
                os.utime(path)
        return data

    def has(self, kind: str, key: str) -> bool:
        """Whether something is kept, be it damaged."""
        places = filter(None, (self.folder, self.beyond))
        return any(os.path.isfile(_file(folder, kind, key)) for folder in places)

    def put(self, kind: str, key: str, data: bytes) -> None:
        """Keep what was made; where there is no room for it, it is made again next time."""
        path = self._file(kind, key)
        # No other process, and no other thread of this one, writes a file of this name. What is
        # there already is not written to: it may be a link that leads elsewhere.
        new = f"{path}-{os.getpid()}-{threading.get_ident()}"
        try:
            self._make_ready(os.path.dirname(path))
            try:
                with _open_new(new) as file:
                    _write(file, _checksum(kind, key, data) + data)
                os.replace(new, path)
                self._has_grown = True
            except BaseException:
                with suppress(OSError):
                    os.unlink(new)
                raise
        except FileNotFoundError:  # another process took it for left, or deletes the cache
            pass
        except OSError as error:
            self.failure = error

    def is_writable(self) -> bool:
        """Whether anything can be kept."""
        try:
            self._make_ready(self.folder)
        except OSError:
            return False
        return os.access(self.folder, os.W_OK)

    def prune(self) -> None:
        """Delete what was not used for longest, until the rest is no more than `most_bytes`.

        Nothing is looked at, as that takes long, where nothing was put into it and it may be as
        large as usual.
        """
        if not self._has_grown and self.most_bytes == MOST_BYTES:
            return
        found = list(self._files())
        used: dict[str, float] = {}  # what has the same key is of use together
        for when, _, path in found:
            name = os.path.basename(path)
            used[name] = max(when, used.get(name, 0))
        found.sort(key=lambda one: (used[os.path.basename(one[2])], one))
        total = sum(size for _, size, _ in found)
        if total <= self.most_bytes:
            return
        for _, size, path in found:
            if total <= self.most_bytes * _KEPT:
                break
            with suppress(OSError):
                os.unlink(path)
                total -= size

    def _file(self, kind: str, key: str) -> str:
        return _file(self.folder, kind, key)

    def _files(self) -> Iterator[tuple[float, int, str]]:
        """When each file was last used, its size, and its path."""
        for folder, _, names in os.walk(self.folder):
            for name in names:
                path = os.path.join(folder, name)
                inside = os.path.relpath(path, self.folder).replace(os.sep, "/")
                with suppress(OSError):
                    # Somebody may have chosen a folder in which other things are.
                    if _OURS.fullmatch(inside):
                        about = os.lstat(path)
                        yield about.st_mtime, about.st_size, path
                    elif _NEW.fullmatch(inside) and os.lstat(path).st_mtime < _moment_ago():
                        os.unlink(path)

    def _make_ready(self, folder: str | Path) -> None:
        if not self._is_ready:
            os.makedirs(self.folder, exist_ok=True)
            # For git, and for what makes backups; not where other things are.
            for name, text in () if os.listdir(self.folder) else _SIGNS:
                (self.folder / name).write_text(text, encoding="utf-8")
            self._is_ready = True
        if folder not in self._folders:
            os.makedirs(folder, exist_ok=True)
            self._folders.add(folder)


def open_cache(root: Path) -> Cache:
    """What was made for the site in `root`, where the environment names no other place.

    Where nothing is to be kept, or nothing can be, it lasts as long as this process. So it does
    where a contributor may have put it there: where a link leads out of the site, or git has it.

    Raises:
        ValueError: the environment says how much to keep, and not in megabytes.
    """
    limit = most_bytes()
    chosen = os.environ.get(VARIABLE, "")
    if chosen != "off" and (chosen or _is_own(root)):
        beyond = os.environ.get(BEYOND_VARIABLE)
        cache = Cache(root / (chosen or FOLDER), limit, root / beyond if beyond else None)
        if cache.is_writable():
            return cache
    return temporary_cache()


def _is_own(root: Path) -> bool:
    """Whether the cache is in `root` itself, and of no repository."""
    try:
        root = root.resolve()
        if not (root / FOLDER).resolve().is_relative_to(root):
            return False
        top = next((one for one in (root, *root.parents) if (one / ".git").is_dir()), None)
        index = top / ".git/index" if top else None
        if not top or not index or not index.is_file():
            return True
        # The names of all files that git has stand there as they are.
        return os.fsencode((root / FOLDER).relative_to(top)) + b"/" not in index.read_bytes()
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before 3.13
        return False


def most_bytes() -> int:
    """How many bytes the environment wants kept, or `MOST_BYTES`.

    Raises:
        ValueError: it is no number of megabytes.
    """
    chosen = os.environ.get(SIZE_VARIABLE, "")
    if chosen and not (chosen.isascii() and chosen.isdigit()):
        message = f"{SIZE_VARIABLE} is {chosen!r}; write a number of megabytes, or unset it"
        raise ValueError(message)
    return int(chosen) * 1_000_000 if chosen else MOST_BYTES


def temporary_cache() -> Cache:
    """A cache that is deleted when this process ends."""
    folder = Path(tempfile.mkdtemp(prefix="glossator-cache-"))
    owner = os.getpid()

    def delete() -> None:
        if os.getpid() == owner:  # not that of a process that began as a copy of this one
            shutil.rmtree(folder, ignore_errors=True)

    atexit.register(delete)
    return Cache(folder, is_lasting=False)


def _open_new(path: str) -> FileIO:
    try:
        return open(path, "xb", buffering=0)
    except FileExistsError:  # of a process that had the same number, and was killed
        os.unlink(path)
        return open(path, "xb", buffering=0)


def _write(file: FileIO, data: bytes) -> None:
    written = file.write(data)
    if written != len(data):  # as much as there was room for; the system calls that no error
        raise OSError(errno.ENOSPC, os.strerror(errno.ENOSPC))


def _moment_ago() -> float:
    return time.time() - _MOMENT


def _file(folder: Path, kind: str, key: str) -> str:
    return f"{folder}/{kind}/{key[:2]}/{key}"


def _checksum(kind: str, key: str, data: bytes) -> bytes:
    state = blake2b(f"{kind} {key} ".encode(), digest_size=SIZE)
    state.update(data)
    return state.digest()
