"""Links in the site's folder, which MkDocs follows wherever they lead: no more, with these."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from mkdocs.exceptions import PluginError
from mkdocs.structure import files

from glossator.content.files import hindrance_of_folder

_Walked = Iterator[tuple[str, list[str], list[str]]]


class _FollowingNothing:
    """The module `os` for MkDocs, whose walk through the docs folder comes to an end."""

    def __init__(self, root: Path) -> None:
        self._root = root

    def __getattr__(self, name: str) -> Any:  # as of a module
        return getattr(os, name)

    def walk(self, top: str, **_: Any) -> _Walked:  # whatever MkDocs asks for
        """As `os.walk`, but for folders that are links, and for a folder that leads away."""
        if hindrance_of_folder(self._root, os.path.relpath(top, self._root)):
            return iter(())
        return os.walk(top)


def follow_no_links(root: Path) -> None:
    """Have MkDocs list only what is in the docs folder of the site in `root`.

    Two links to the folder that they are in would keep it busy for good, and one to the root of
    the system almost. The check tells of them, and of those that are hidden nobody needs to know.
    """
    vars(files)["os"] = _FollowingNothing(root)


def refuse_links(site: Path, root: Path) -> None:
    """See that no link in the folder `root` leads to the one in which a site is built.

    Raises:
        PluginError: there is one; what it leads to would be emptied.
    """
    on_the_way = (site, *site.parents)
    inside = (one for one in on_the_way if one != root and one.is_relative_to(root))
    link = next((one for one in inside if one.is_symlink()), None)
    if link:
        raise PluginError(
            f"{link.relative_to(root).as_posix()} is a link, and a build empties the folder to "
            "which it leads; delete the link, or name that folder itself with `--site-dir`"
        )
