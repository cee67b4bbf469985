"""Files that are named by what they hold, so that browsers may keep them for good.

They are compressed (zlib's format, which browsers read), as many hosts do not do it.
"""

from __future__ import annotations

import hashlib
import json
import zlib
from base64 import b32encode
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# 50 bits: of a site's thousands of files two have one name by chance once in a million sites.
NAME_LENGTH = 10
SUFFIX = ".bin"


@dataclass
class Files:
    """Writes files into `folder`, and remembers the names of those `written`.

    `go_on` is called before each, and may raise what ends it all.
    """

    folder: Path
    go_on: Callable[[], None] = lambda: None
    written: set[str] = field(default_factory=set)

    def __post_init__(self) -> None:
        self.folder.mkdir(parents=True, exist_ok=True)

    def save(self, content: bytes) -> str:
        """Write a file; its name without `SUFFIX`.

        Raises:
            OSError: it cannot be written.
        """
        self.go_on()
        digest = hashlib.sha256(content).digest()
        name = b32encode(digest[:NAME_LENGTH])[:NAME_LENGTH].decode().lower()
        if name not in self.written:
            self.written.add(name)
            (self.folder / f"{name}{SUFFIX}").write_bytes(zlib.compress(content))
        return name

    def save_text(self, text: str) -> str:
        """Write a file with the text."""
        return self.save(text.encode("utf-8", "surrogatepass"))

    def save_json(self, value: Any) -> str:  # what JSON can hold
        """Write a file with the value."""
        return self.save_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))
