"""The files of a folder, and what they hold; what cannot be read is told, not raised."""

from __future__ import annotations

import codecs
import os
import stat
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path, PurePosixPath

from glossator.caching.file_digests import FileState, state_of
from glossator.caching.reading import read_file
from glossator.content.left_behind import is_left_behind
from glossator.content.piled_marks import piled_marks
from glossator.disk.places import resolved
from glossator.problems import Location, Problem

# Bytes. A long read is 60 kB, a book chapter 200 kB; what is larger is no article, and
# every note of it would be searched for in all of it.
LONGEST_PAGE = 1024 * 1024
# Bytes. The longest note or topic that anybody reads has a tenth of it.
LONGEST_RECORD = 64 * 1024
# Bytes. Fields begin with letters of the Latin script.
_HEAD = 8
# What MkDocs takes for Markdown.
MARKDOWN = frozenset({".md", ".markdown", ".mdown", ".mkdn", ".mkd"})
_TEXTS = MARKDOWN | {".yaml"}

_LOST_LINK = "this link leads nowhere; put the file itself here, or delete the link"

SCHEMA_FILE = "data/annotation.schema.json"
"""Where a site publishes the schema of a note, and where its docs folder keeps a copy."""


def list_files(
    root: Path,
    folder: str,
    problems: list[Problem],
    states: dict[str, FileState] | None = None,
    is_hidden: Callable[[str], bool] | None = None,
) -> Iterator[str]:
    """The POSIX path, relative to `root`, of each file below `folder`, in order.

    What begins with a dot is left out, or, if `is_hidden` is given, what that says of its path
    below the folder; and what systems and editors leave behind. What cannot or must not be read
    is left out and told: links out of the site, to hidden files, to folders or to nowhere, and
    what is no file at all. Links to folders are not followed, so that the walk comes to an end;
    nothing is listed where the folder itself is a link out of the site, or to what is hidden.
    The state of each file, by its path, is put into `states`.
    """
    if hindrance := hindrance_of_folder(root, folder):
        problems.append(_unreadable(folder, hindrance))
        return
    bounds = (resolved(root / folder), resolved(root))
    walk = _Walk(len(folder) + 1, bounds, problems, {} if states is None else states, is_hidden)
    yield from walk.below(root / folder, folder)


@dataclass(frozen=True, slots=True)
class _Walk:
    """A walk through a folder: what is left out of it, and what is told by the way."""

    begin: int
    bounds: tuple[Path, ...]
    problems: list[Problem]
    states: dict[str, FileState]
    is_hidden: Callable[[str], bool] | None

    def below(self, directory: Path, folder: str) -> Iterator[str]:
        """The files in `directory`, whose path is `folder`."""
        try:
            with os.scandir(directory) as found:
                entries = sorted(found, key=lambda entry: entry.name)
        except FileNotFoundError:
            return
        except OSError as error:
            self.problems.append(_unreadable(folder, _reason(error)))
            return
        for entry in entries:
            name = entry.name
            path = f"{folder}/{name}"
            is_odd = name[0] == "." or (self.is_hidden and "/." in path[self.begin - 1 :])
            if is_odd and self._leaves_out(entry, path):
                continue
            if is_left_behind(name) and not entry.is_dir():
                continue
            # Most are plain files, which takes no further question to the system.
            if not entry.is_file(follow_symlinks=False) and (
                hindrance := _hindrance(entry, self.bounds)
            ):
                self.problems.append(_unreadable(path, hindrance))
            elif entry.is_dir():
                yield from self.below(directory / name, path)
            else:
                try:
                    self.states[path] = state_of(entry.stat())
                except OSError as error:
                    self.problems.append(_unreadable(path, _reason(error)))
                    continue
                yield path

    def _leaves_out(self, entry: os.DirEntry[str], path: str) -> bool:
        if self.is_hidden is None:
            return True
        # What is in a hidden folder may be published though the folder as such is not.
        return not entry.is_dir(follow_symlinks=False) and self.is_hidden(path[self.begin :])


def hindrance_of_folder(root: Path, folder: str) -> str:
    """What keeps the files of a folder of the site from being read or written, with the fix.

    Empty where nothing does: where no link leads out of the site, to what is hidden or to
    nowhere. A folder that the settings themselves place elsewhere is none that a contributor
    can have moved.
    """
    path, site = root / folder, resolved(root)
    try:
        found = path.resolve(strict=path.is_symlink())
    except (OSError, RuntimeError):  # RuntimeError: links in a circle, before 3.13
        return _LOST_LINK
    written = Path(os.path.normpath(site / folder))
    if found == written or not written.is_relative_to(site):
        return ""
    return _out_of_bounds(found, (site,), "folder")


def _hindrance(entry: os.DirEntry[str], bounds: tuple[Path, ...]) -> str:
    """What keeps the file from being published, with the fix; empty where nothing does."""
    try:
        mode = entry.stat().st_mode
        target = Path(entry.path).resolve(strict=True) if entry.is_symlink() else None
    except (OSError, RuntimeError) as error:  # RuntimeError: links in a circle, before 3.13
        return _LOST_LINK if entry.is_symlink() else _reason(error)
    if stat.S_ISDIR(mode):
        if target:
            return "this is a link to a folder; put the folder itself here"
        if PurePosixPath(entry.name).suffix.lower() in _TEXTS:
            return "this is a folder with the name of a file; rename it"
        return ""
    if not stat.S_ISREG(mode):
        return "this is not a file that can be read; delete it"
    return _out_of_bounds(target, bounds, "file") if target else ""


def _out_of_bounds(target: Path, bounds: tuple[Path, ...], what: str) -> str:
    bound = next((bound for bound in bounds if target.is_relative_to(bound)), None)
    if bound is None:
        return f"this link leads out of the site's folder; put the {what} itself here"
    if any(part.startswith(".") for part in target.relative_to(bound).parts):
        return f"this link leads to a hidden {what}; put the {what} itself here"
    return ""


def read_text_file(root: Path, path: str, problems: list[Problem], *, limit: int) -> str | None:
    """The text of the file at `path`, relative to `root`, with line feeds as line ends.

    None, with a problem, where it cannot be read, is not UTF-8 or has more than `limit`
    bytes.
    """
    try:
        raw = read_file(f"{root}/{path}", limit + 1)
    except OSError as error:
        problems.append(_unreadable(path, _reason(error)))
        return None
    if len(raw) > limit:
        message = f"this file has more than {limit // 1024:,} kB; shorten it, or split it in two"
        problems.append(Problem(Location(path), "file-too-large", message))
        return None
    raw = raw.removeprefix(codecs.BOM_UTF8)
    if _is_utf16(raw):
        message = "this is UTF-16 text; save the file with the encoding UTF-8"
        problems.append(Problem(Location(path), "file-encoding", message))
        return None
    try:
        text = raw.decode()
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode()) + 1
        message = "this is not UTF-8 text; save the file with the encoding UTF-8"
        problems.append(Problem(Location(path, line, column), "file-encoding", message))
        return None
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if pile := piled_marks(text):
        line, begin = text.count("\n", 0, pile.start) + 1, text.rfind("\n", 0, pile.start) + 1
        message = (
            f"{pile.size:,} marks, such as accents, stand on one letter here; take out those "
            "that do not belong to it"
        )
        place = Location(path, line, pile.start - begin + 1)
        problems.append(Problem(place, "marks-piled", message))
        return None
    return text


def _is_utf16(raw: bytes) -> bool:
    """Whether every other byte of the first line is nothing, as where each letter has two."""
    head = raw[: _HEAD - _HEAD % 2]
    return len(head) > 1 and any(half and not any(half) for half in (head[::2], head[1::2]))


def _unreadable(path: str, reason: str) -> Problem:
    return Problem(Location(path), "file-unreadable", reason)


def _reason(error: Exception) -> str:
    said = (error.strerror if isinstance(error, OSError) else None) or "it is broken"
    return f"this cannot be read ({said.lower()}); change its permissions, or replace it"
