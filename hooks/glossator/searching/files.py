"""Files that are named by what they hold, so that browsers may keep them for good."""

from __future__ import annotations

import hashlib
import json
from base64 import b32encode
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

# 50 bits: of a site's thousands of files two have one name by chance once in a million sites.
NAME_LENGTH = 10


@dataclass(frozen=True, slots=True)
class Files:
    """Writes files into `folder`, and remembers the names of those `written`."""

    folder: Path
    written: set[str] = field(default_factory=set)

    def save(self, content: bytes, suffix: str = ".bin") -> str:
        """Write one; its name without the suffix."""
        name = b32encode(hashlib.sha256(content).digest())[:NAME_LENGTH].decode().lower()
        (self.folder / f"{name}{suffix}").write_bytes(content)
        self.written.add(f"{name}{suffix}")
        return name

    def save_json(self, value: Any) -> str:  # what JSON can hold
        """Write one that hosts know for text, and hand out compressed."""
        return self.save_text(json.dumps(value, ensure_ascii=False, separators=(",", ":")))

    def save_text(self, text: str) -> str:
        """The same with JSON that is written already."""
        return self.save(text.encode("utf-8", "surrogatepass"), ".json")
