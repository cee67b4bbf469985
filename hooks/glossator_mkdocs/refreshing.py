"""What `mkdocs serve` shows: pages that changed take the place of those that are there."""

from __future__ import annotations

import os
import shutil
from collections.abc import Callable, Iterator
from contextlib import suppress
from pathlib import Path

from glossator_mkdocs.staging import Staging


class Refresh(Staging):
    """A site built beside the one that is shown, without those pages that are shown already.

    MkDocs would empty the folder and write each page anew; most are as they were.
    """

    def __init__(self, site: Path, shown: dict[str, str]) -> None:
        """Build beside `site`, of which `shown` tells the state of each page, by its path."""
        super().__init__(site)
        self._shown = shown
        self._states: dict[str, str] = {}
        self._skipped: set[str] = set()

    def is_shown(self, path: str, state: str, source: str = "") -> bool:
        """Whether the file at `path` is shown in this state already.

        It then stays there, and need not be built; where it is a page that MkDocs makes from
        `source`, what it says of that need not be told.
        """
        self._states[path] = state
        is_shown = self._shown.get(path) == state
        if is_shown:
            self._skipped.add(f"Page skipped: '{source}'. Generated empty output.")
        return is_shown

    def is_told(self, message: str) -> bool:
        """Whether somebody has to know of what MkDocs says."""
        return message not in self._skipped and super().is_told(message)

    def publish(self, write_kept: Callable[[], None] | None = None) -> None:  # noqa: ARG002
        """Put what was built in its place, and delete what is no part of the site any more.

        Raises:
            OSError: something cannot be moved; the next build then builds everything.
        """
        kept = {path for path, state in self._states.items() if self._shown.get(path) == state}
        self._shown.clear()
        brought = set(_files_below(self.folder))
        for path in brought:
            target = self.site / path
            try:
                (self.folder / path).replace(target)
            except OSError:
                _make_way(target, self.site)
                (self.folder / path).replace(target)
        self._delete()
        for path in set(_files_below(self.site)) - brought - kept:
            gone = self.site / path
            gone.unlink()
            with suppress(OSError):  # other files are in there
                for folder in gone.relative_to(self.site).parents[:-1]:
                    (self.site / folder).rmdir()
        self._shown.update(self._states)


def _files_below(folder: Path) -> Iterator[str]:
    """The paths of all files, relative to the folder."""
    for parent, _, names in os.walk(folder):
        inside = parent[len(str(folder)) + 1 :].replace(os.sep, "/")
        yield from (f"{inside}/{name}".lstrip("/") for name in names)


def _make_way(target: Path, site: Path) -> None:
    """Have a folder for `target`, and nothing in its place, whatever stood there before."""
    for folder in reversed(target.relative_to(site).parents[:-1]):
        if (site / folder).is_file():
            (site / folder).unlink()
        (site / folder).mkdir(exist_ok=True)
    if target.is_dir():
        shutil.rmtree(target)
