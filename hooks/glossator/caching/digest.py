"""Checksums of all that something is made of, code and libraries too."""

from __future__ import annotations

import platform
import sys
import unicodedata
from collections.abc import Iterable
from functools import cache
from hashlib import blake2b
from pathlib import Path

from glossator.caching.installed import version_of

# Bytes: no two things that anybody will ever make have the same checksum.
SIZE = 16
LIBRARY = Path(__file__).parents[1]
# What has a part in the bytes of a site, besides Glossator and Python.
PACKAGES = (
    *("babel", "jinja2", "markdown", "markupsafe", "mkdocs", "mkdocs-material", "nh3", "pydantic"),
    *("pydantic-core", "pymdown-extensions", "pyyaml", "rapidfuzz"),
)


def digest(*parts: str | bytes) -> str:
    """The checksum of `parts` one after the other, in hexadecimal digits.

    Where one part ends and the next begins counts: no two lists of parts are taken for one.
    """
    state = blake2b(digest_size=SIZE)
    for part in parts:
        raw = part.encode("utf-8", "surrogatepass") if isinstance(part, str) else part
        state.update(len(raw).to_bytes(8, "little"))
        state.update(raw)
    return state.hexdigest()


def digest_of_files(files: Iterable[Path], root: Path) -> str:
    """The checksum of what is in `files`, and of their paths below `root`."""
    parts: list[str | bytes] = []
    for file in sorted(files):
        parts += (file.relative_to(root).as_posix(), file.read_bytes())
    return digest(*parts)


@cache
def code_digest() -> str:
    """The checksum of everything that makes a site and is no part of it.

    That is the library with its templates, the libraries that it stands on, and Python.
    """
    folders = (LIBRARY, LIBRARY.parent / "glossator_mkdocs")
    files = (file for folder in folders for file in folder.rglob("*"))
    own = [file for file in files if file.suffix in {".py", ".html"}]
    return digest(
        digest_of_files(own, LIBRARY.parent),
        sys.version,
        platform.python_implementation(),
        unicodedata.unidata_version,
        *(f"{name} {version_of(name)}" for name in PACKAGES),
    )
