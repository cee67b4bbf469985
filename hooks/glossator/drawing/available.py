"""Whether pictures can be drawn here, and with what, told without loading any of it."""

from __future__ import annotations

import os
import unicodedata
import zlib
from functools import cache
from pathlib import Path

from glossator.caching.digest import digest, digest_of_files
from glossator.caching.installed import version_of

EXTRA = "cards"
"""The extra that installs what draws pictures."""
VARIABLE = "GLOSSATOR_CARDS"
"""The environment's variable that says `off` where none are wanted."""
RENDERERS = ("icu4py", "uharfbuzz")
FONTS = ("fontpkg-noto-serif", "manimgx-fonts", "manimgx-fonts-cjk")


def missing_libraries() -> list[str]:
    """What pictures need and is not installed."""
    return [name for name in (*RENDERERS, *FONTS) if not version_of(name)]


def can_draw() -> bool:
    """Whether pictures are drawn here."""
    return os.environ.get(VARIABLE, "").lower() != "off" and not missing_libraries()


@cache
def drawn_with() -> str:
    """The checksum of everything that has a part in a picture, but for what it shows."""
    room = Path(__file__).parent
    files = [*room.glob("*.py"), room.parent / "weaving" / "languages.py"]
    return digest(
        digest_of_files(files, room.parent),
        unicodedata.unidata_version,
        zlib.ZLIB_RUNTIME_VERSION,
        *(f"{name} {version_of(name)}" for name in (*RENDERERS, *FONTS)),
    )
