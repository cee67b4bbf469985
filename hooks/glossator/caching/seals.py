"""What was made, told in few bytes, so that the same is known again without making it anew.

A seal is kept in the cache, by the checksum of all that the thing was made of. It says what is to
be there, and nothing of what is: what has another seal, or none, is made anew and compared.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Iterable, Iterator
from hashlib import sha256

from glossator.caching.cache import Cache

KIND = "seals"
"""What the cache calls them."""
# Characters by which the beginning of a piece is found.
_FIRST = 60
# Places at which that beginning is looked at: it stands once, if nobody wrote the same.
_MOST = 20
# What is raised by what was not written here.
_ODD = (AttributeError, KeyError, RecursionError, TypeError, ValueError)


def seal_piece(cache: Cache, key: str, piece: str) -> None:
    """Keep the seal of a piece of a page."""
    cache.put(KIND, key, json.dumps([len(piece), _checksum(piece), piece[:_FIRST]]).encode())


def find_piece(cache: Cache, key: str, page: str) -> tuple[int, int] | None:
    """From where to where the piece that was sealed stands on a page, to the letter."""
    try:
        length, checksum, first = json.loads(cache.get(KIND, key) or "")
        begin = -1
        for _ in range(_MOST):
            begin = page.find(first, begin + 1)
            if begin < 0:
                break
            if _checksum(page[begin : begin + length]) == checksum:
                return begin, begin + length
    except _ODD:
        pass
    return None


def _checksum(text: str) -> str:
    return sha256(text.encode("utf-8", "surrogatepass")).hexdigest()


class FilesSeal:
    """The seal of some files, taken while they are made, one after the other."""

    def __init__(self) -> None:
        self._paths: list[str] = []
        # Most processors have instructions for it; what the cache is checked by takes longer.
        self._state = sha256()
        self._open = 0

    def of(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        """The pieces of a file, which are to be taken before those of the next."""
        self._open += 1  # at once, and not when the first piece is taken
        self._paths.append(path)
        return self._taken(path, chunks)

    def _taken(self, path: str, chunks: Iterable[bytes]) -> Iterator[bytes]:
        size = 0
        for chunk in chunks:
            self._state.update(chunk)
            size += len(chunk)
            yield chunk
        self._state.update(_end_of(path, size))
        self._open -= 1

    def keep(self, cache: Cache, key: str) -> None:
        """Keep the seal, unless some of the pieces were never taken."""
        if not self._open:
            cache.put(KIND, key, json.dumps([self._state.hexdigest(), self._paths]).encode())


def sealed_files(cache: Cache, key: str, read: Callable[[str], bytes | None]) -> list[str]:
    """The files that were sealed, where they hold what they held; nothing where one does not.

    `read` gives what is in a file now, or None.
    """
    try:
        checksum, paths = json.loads(cache.get(KIND, key) or "")
        state = sha256()
        for path in paths:
            content = read(path)
            if content is None:
                return []
            state.update(content)
            state.update(_end_of(path, len(content)))
        return list(paths) if state.hexdigest() == checksum else []
    except _ODD:
        return []


def _end_of(path: str, size: int) -> bytes:
    """What stands behind each file, so that none ends where the next one begins."""
    return f"\0{path}\0{size}\0".encode("utf-8", "surrogatepass")
