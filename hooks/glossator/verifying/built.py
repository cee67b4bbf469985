"""The folder of a built site: which files are in it, what stands in them, which nobody expected."""

from __future__ import annotations

import os
from collections.abc import Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glossator.caching.reading import read_file
from glossator.problems import Location, Problem

AGAIN = "build the site again"
"""What to do about most of what is wrong."""
# A version control's own, where the folder is the work tree of a branch with the site.
_NOT_PUBLISHED = frozenset({".git"})


@dataclass
class Built:
    """A built site.

    Attributes:
        folder: Its folder.
        files: All plain files in it, by their paths with slashes, with their sizes.
        odd: What is neither a file nor a folder: links, pipes, devices.
        problems: What was found wrong so far.
        expected: The files that belong there.
    """

    folder: Path
    files: dict[str, int] = field(default_factory=dict)
    odd: list[str] = field(default_factory=list)
    problems: list[Problem] = field(default_factory=list)
    expected: set[str] = field(default_factory=set)

    @classmethod
    def of(cls, folder: Path) -> Built:
        """What is in `folder` now.

        Raises:
            OSError: it is no folder, or cannot be looked into.
        """
        built = cls(folder)
        waiting = [""]
        while waiting:
            parent = waiting.pop()
            with os.scandir(folder / parent) as found:
                for entry in sorted(found, key=lambda one: one.name):
                    path = f"{parent}{entry.name}"
                    if entry.is_dir(follow_symlinks=False):
                        if path not in _NOT_PUBLISHED:
                            waiting.append(f"{path}/")
                    elif entry.is_file(follow_symlinks=False):
                        built.files[path] = entry.stat(follow_symlinks=False).st_size
                    else:
                        built.odd.append(path)
        return built

    def tell(self, path: str, code: str, message: str, line: int = 1, column: int = 1) -> None:
        """Note what is wrong at a place of a file."""
        self.problems.append(Problem(Location(path, line, column), code, message))

    def expect(self, path: str, what: str) -> bool:
        """Whether the file is there; that `what` is missing is told where it is not."""
        self.expected.add(path)
        if path in self.files:
            return True
        self.tell(path, "site-missing", f"{what} is missing; build the site again")
        return False

    def read(self, path: str) -> bytes | None:
        """What is in a file; that it cannot be read is told."""
        try:
            return read_file(f"{self.folder}/{path}", follow=False)
        except OSError as error:
            self.tell(path, "site-damaged", f"the file cannot be read: {error.strerror}")
            return None

    def peek(self, path: str) -> bytes | None:
        """What is in a file, where there is one that can be read; nothing is told."""
        try:
            return read_file(f"{self.folder}/{path}", follow=False)
        except OSError:
            return None

    def text(self, path: str) -> str | None:
        """The text of a file; that it is none is told."""
        content = self.read(path)
        if content is None:
            return None
        try:
            return content.decode()
        except UnicodeDecodeError as error:
            line = content.count(b"\n", 0, error.start) + 1
            self.tell(path, "site-damaged", "the file is no text in UTF-8", line)
            return None

    def unexpected(self) -> Iterator[str]:
        """The files that nobody expected, by path."""
        yield from sorted(self.files.keys() - self.expected)


def lines_of(text: str) -> list[str]:
    """The lines of a text, which line feeds alone end; texts within may have other ends."""
    return text.removesuffix("\n").split("\n") if text else []


def place_of(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from 1, of what stands at an offset of a text."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
