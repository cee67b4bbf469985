"""Which files of fonts are installed for pictures: those of packages, and of Linux for Chinese."""

from __future__ import annotations

import re
import sys
from collections.abc import Iterator
from functools import cache
from importlib.util import find_spec
from pathlib import Path
from typing import NamedTuple

from glossator.caching.installed import entry_points

# Modules that hold the fonts of most scripts, of Chinese, Japanese and Korean, and with serifs.
_MODULES = ("fontpkg_noto_serif", "manimgx_fonts", "manimgx_fonts_cjk")
# The group under which packages of further fonts say which module holds them.
_GROUP = "fontpkg.family"
# Where Linux has the fonts for Chinese, Japanese and Korean of `fonts-noto-cjk`.
_SYSTEM = Path("/usr/share/fonts/opentype/noto")
_FACES = {"NotoSans": "sans", "NotoSerif": "serif"}


class FontFile(NamedTuple):
    """A font in a file.

    Attributes:
        path: The file.
        face: `sans` or `serif` for letters of Europe, `other` for those of another script.
        is_wide: Whether it is one for Chinese, Japanese and Korean.
    """

    path: Path
    face: str = "other"
    is_wide: bool = False


@cache
def font_files() -> tuple[FontFile, ...]:
    """All of them that a picture may need: upright ones, one of each family."""
    more = (one for name, one in entry_points(_GROUP).items() if name.startswith("noto_"))
    paths: dict[str, Path] = {}
    for module in (*_MODULES, *sorted(more)):
        for path in _upright(module):
            paths.setdefault(_family(path), path)
    if not any(map(_is_wide, paths)) and sys.platform == "linux":
        paths |= {_family(path): path for path in _SYSTEM.glob("NotoSansCJK-Regular.ttc")}
    return tuple(
        FontFile(path, _FACES.get(family, "other"), is_wide=_is_wide(family))
        for family, path in paths.items()
    )


def _family(path: Path) -> str:
    return re.split(r"[-.\[]", path.name)[0]


def _is_wide(family: str) -> bool:
    return family.startswith("NotoSansCJK")


def _upright(module: str) -> Iterator[Path]:
    spec = find_spec(module)
    for folder in (spec.submodule_search_locations or ()) if spec else ():
        for path in sorted(Path(folder).rglob("*")):
            if path.suffix in {".ttf", ".otf", ".ttc"} and "Italic" not in path.name:
                yield path
