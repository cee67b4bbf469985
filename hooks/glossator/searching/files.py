"""Files that are named by what they hold, so that browsers may keep them for good.

They are compressed (zlib's format, which browsers read), as many hosts do not do it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b32encode
from collections import deque
from collections.abc import Callable
from concurrent.futures import Future, ThreadPoolExecutor
from dataclasses import dataclass, field
from pathlib import Path
from types import TracebackType
from typing import Any

# 50 bits: of a site's thousands of files two have one name by chance once in a million sites.
NAME_LENGTH = 10
SUFFIX = ".bin"
# Compressing and writing leave Python to go on meanwhile; more threads have nothing to do.
THREADS = 2
# Files that wait to be written, so that they are never many in memory.
MOST_WAITING = 64


@dataclass
class Files:
    """Writes files into `folder`, and remembers the names of those `written`; a context.

    `go_on` is called before each, and may raise what ends it all.
    """

    folder: Path
    go_on: Callable[[], None] = lambda: None
    written: set[str] = field(default_factory=set)
    _threads: ThreadPoolExecutor = field(default_factory=lambda: ThreadPoolExecutor(THREADS))
    _waiting: deque[Future[None]] = field(default_factory=deque)

    def __enter__(self) -> Files:
        """Take up work."""
        self.folder.mkdir(parents=True, exist_ok=True)
        return self

    def __exit__(
        self,
        kind: type[BaseException] | None,
        error: BaseException | None,
        at: TracebackType | None,
    ) -> None:
        """Wait for what is still to be written."""
        self._threads.shutdown(wait=True, cancel_futures=kind is not None)
        while not kind and self._waiting:
            self._waiting.popleft().result()

    def save(self, content: bytes) -> str:
        """Write a file; its name without `SUFFIX`.

        Raises:
            OSError: one of the files before it could not be written.
        """
        self.go_on()
        digest = hashlib.sha256(content).digest()
        name = b32encode(digest[:NAME_LENGTH])[:NAME_LENGTH].decode().lower()
        if name not in self.written:
            self.written.add(name)
            path = self.folder / f"{name}{SUFFIX}"
            self._waiting.append(self._threads.submit(_write, path, content))
        while len(self._waiting) > MOST_WAITING:
            self._waiting.popleft().result()
        return name

    def save_text(self, text: str) -> str:
        """Write a file with the text."""
        return self.save(text.encode("utf-8", "surrogatepass"))

    def save_json(self, value: Any) -> str:  # what JSON can hold
        """Write a file with the value."""
        return self.save_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))


def _write(path: Path, content: bytes) -> None:
    path.write_bytes(zlib.compress(content))
