"""Whether pictures can be drawn here, and with what, told without loading any of it."""

from __future__ import annotations

import unicodedata
import zlib
from functools import cache
from pathlib import Path

from glossator.caching.digest import digest, digest_of_files
from glossator.caching.installed import version_of

EXTRA = "cards"
"""The extra that installs what draws pictures."""
NEEDED = ("uharfbuzz", "icu4py")
FONTS = ("fontpkg-noto-serif", "manimgx-fonts", "manimgx-fonts-cjk")


def can_draw() -> bool:
    """Whether what draws pictures is installed."""
    return all(map(version_of, (*NEEDED, *FONTS)))


@cache
def drawn_with() -> str:
    """The checksum of everything that has a part in a picture, but for what it shows."""
    room = Path(__file__).parent
    files = [*room.glob("*.py"), room.parent / "weaving" / "languages.py"]
    return digest(
        digest_of_files(files, room.parent),
        unicodedata.unidata_version,
        zlib.ZLIB_RUNTIME_VERSION,
        *(f"{name} {version_of(name)}" for name in (*NEEDED, *FONTS)),
    )
