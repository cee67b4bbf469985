"""The files that pages of a site can link to, and which of them somebody probably meant."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping
from functools import cached_property
from pathlib import Path, PurePosixPath

from glossator.site.addresses import page_url
from glossator.site.host import Host
from glossator.spelling import nearest


class SiteFiles:
    """The files that are published, by their paths below the docs folder.

    Attributes:
        folder: The docs folder.
        host: What the site's configuration says.
        paths: Files among the docs, and those that are always made.
        is_made: Whether one more is made for this corpus.
        moved: For the former path of a page, its path now.
    """

    def __init__(
        self,
        folder: Path,
        host: Host,
        *,
        written: Iterable[str],
        made: Iterable[str] = (),
        is_made: Callable[[str], bool] = lambda _: False,
        moved: Mapping[str, str] | None = None,
    ) -> None:
        self.folder = folder
        self.host = host
        self.moved = moved or {}
        written = set(written)
        # Of two files that make the first page of a folder the host publishes one.
        self.paths = {path for path in written if _index_beside(path) not in written}
        self.paths |= set(made)
        self.is_made = is_made
        self._nearest: dict[str, str | None] = {}

    def has(self, path: str) -> bool:
        """Whether the host knows a file at `path`, if only to leave it out of the site."""
        path = PurePosixPath(path).as_posix()
        return (
            path in self.paths
            or self.is_made(path)
            or self.host.theme_has(path)
            or self._is_hidden(path)
        )

    def _is_hidden(self, path: str) -> bool:
        parts = PurePosixPath(path).parts
        is_below = ".." not in parts and any(part.startswith(".") for part in parts)
        return is_below and (self.folder / path).is_file()

    def meant(self, source: str, path: str) -> str:
        """The link that was probably meant by `path` on the page `source`; empty for none.

        A path that begins with a slash is one from the site's root.
        """
        for base in (
            ("",) if path.startswith("/") else (posixpath.dirname(source), page_url(source))
        ):
            plain = posixpath.normpath(posixpath.join(base, path.lstrip("/")))
            names = (
                *(plain, f"{plain.removesuffix('.html')}.md"),
                *(f"{plain}/index.md", f"{plain}/README.md"),
            )
            for name in map(posixpath.normpath, names):
                found = self.moved.get(name, name)
                if found in self.paths or self.is_made(found):
                    return seen_from(source, found)
        name = posixpath.basename(path.rstrip("/"))
        same_name = self._by_name.get(f"{name.removesuffix('.html')}.md".lower(), ())
        same_name = self._by_name.get(name.lower(), same_name)
        if len(same_name) == 1:
            return seen_from(source, same_name[0])
        alike = self._alike(target_of(source, path))
        return seen_from(source, alike) if alike else ""

    @cached_property
    def _by_name(self) -> Mapping[str, list[str]]:
        """The files of each name, wherever they are and whatever its capitals."""
        found = defaultdict(list)
        for path in sorted(self.paths):
            found[posixpath.basename(path).lower()].append(path)
        return found

    @cached_property
    def _by_folder(self) -> Mapping[str, dict[str, str]]:
        """For each folder, its files by their names without ending."""
        found: dict[str, dict[str, str]] = defaultdict(dict)
        for path in sorted(self.paths):
            folder, name = posixpath.split(path)
            found[folder][posixpath.splitext(name)[0]] = path
        return found

    def _alike(self, path: str) -> str | None:
        """The file of the same folder whose name is spelt most like that of `path`."""
        if path not in self._nearest:
            folder, name = posixpath.split(path)
            names = self._by_folder.get(folder, {})
            best = nearest(posixpath.splitext(name)[0], names)
            self._nearest[path] = names[best] if best else None
        return self._nearest[path]


def target_of(source: str, path: str) -> str:
    """The file that a link on the page `source` leads to, as the host reads it."""
    return posixpath.normpath(posixpath.join(posixpath.dirname(source), path).lstrip("/"))


def seen_from(source: str, path: str) -> str:
    """The link to the file at `path` from the page `source`."""
    return posixpath.relpath(path, posixpath.dirname(source) or ".")


def _index_beside(path: str) -> str | None:
    folder, name = posixpath.split(path)
    return posixpath.join(folder, "index.md") if name == "README.md" else None
