"""What is said of a file that cannot be written or read while a site is built."""

from __future__ import annotations

from pathlib import Path

from glossator.disk.unfinished import is_unfinished
from glossator.disk.unwritten import file_of, reason_of
from glossator.showing import visible
from glossator_mkdocs.data import BESIDE

_NOT_WHOLE = "{} is not whole; do not publish it, build it again"
_AS_IT_WAS = "{} is whole as it was"
_NOT_THERE = "there is no site in {} yet"


def told_of(error: OSError, *, site: Path, built: Path) -> str:
    """One line on what could not be written, and on what is in the folder `site` now.

    `built` is the folder in which MkDocs was building it.
    """
    file = file_of(error)
    if Path(file).is_relative_to(built):  # as people know it
        path = Path(file).relative_to(built)
        file = str(site / (path.relative_to(BESIDE) if path.is_relative_to(BESIDE) else path))
    is_ours = bool(file) and Path(file).is_relative_to(site)
    said = f"{_seen(file)} cannot be written" if is_ours else _seen(file) or "the site"
    return visible(f"{said}: {reason_of(error)}; {state_of(site)}")


def state_of(site: Path) -> str:
    """Whether what is in the folder of a site is one, in words."""
    said = _AS_IT_WAS
    if is_unfinished(site):
        said = _NOT_WHOLE
    elif _is_empty(site):
        said = _NOT_THERE
    return said.format(_seen(str(site)))


def _seen(path: str) -> str:
    """The path as seen from here, if it is below."""
    here = Path.cwd()
    return str(Path(path).relative_to(here)) if path and Path(path).is_relative_to(here) else path


def _is_empty(site: Path) -> bool:
    try:
        return all(file.name.startswith(".") for file in site.iterdir())
    except OSError:
        return True
