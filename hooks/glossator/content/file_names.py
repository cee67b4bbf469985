"""What the name and the place of a file say against it, with the fix."""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable
from pathlib import PurePosixPath

from glossator.problems import Location, Problem
from glossator.spelling import did_you_mean

# What a browser runs, or draws with scripts in it, when it is opened or named by a page.
_ACTIVE = frozenset(
    (
        *(".cjs", ".css", ".htm", ".html", ".javascript", ".js", ".mht", ".mhtml", ".mjs"),
        *(".shtml", ".svg", ".svgz", ".swf", ".wasm", ".xht", ".xhtml", ".xml", ".xsl", ".xslt"),
    )
)
# Files of the theme and of Glossator, which a file of the same name would replace.
_THEME_FOLDERS = re.compile(r"assets/(?:glossator|javascripts|stylesheets)/", re.IGNORECASE)


def misplaced_page(path: str, folder: str) -> Problem:
    """That a file among articles or topics is not read as one."""
    message = (
        f"this file is not read; name it as in `{folder}/share-price.md`, "
        "put pictures into another folder, or delete it"
    )
    return Problem(Location(path), "file-name", message)


def misplaced_note(path: str, folder: str) -> Problem | None:
    """That a file in the folder of notes is not read as one; None where it is."""
    _, _, name = path.removeprefix(f"{folder}/").partition("/")
    stem, suffix = posixpath.splitext(posixpath.basename(path))
    if "/" in name or not name:
        hint = f"move it to `{folder}/<article>/{stem}.yaml`"
    elif suffix != ".yaml":
        hint = "rename it to end in `.yaml`"
    else:
        return None
    message = f"this file is not read as a note; {hint}"
    return Problem(Location(path), "file-name", message)


def active_file(path: str, source: str) -> Problem | None:
    """That a file of the docs folder could do something on pages; None where it cannot.

    `source` is its path within that folder.
    """
    if not _is_active(source):
        return None
    message = (
        "this could run or restyle things on every page, and is not published from here; "
        "put the site's own styles and scripts into the theme's `custom_dir`"
    )
    return Problem(Location(path), "file-kind", message)


def invalid_id(path: str, stem: str, suffix: str) -> Problem:
    """That the name of a file cannot be an id."""
    better = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in stem).split())
    hint = (
        f"rename it to `{better.lower()}{suffix}`"
        if better
        else f"name it as in `share-price{suffix}`"
    )
    message = (
        f'the file\'s name is the id, and "{stem}" has other characters than a-z, 0-9 and -; {hint}'
    )
    return Problem(Location(path), "slug-invalid", message)


def missing_article(path: str, slug: str, folder: str, articles: Iterable[str]) -> Problem:
    """That the folder of a note has the name of no article."""
    hint = did_you_mean(slug, sorted(articles)) or "; give the folder the name of an article"
    message = f'there is no article "{slug}" ({folder}/{slug}.md){hint}'
    return Problem(Location(path), "article-missing", message)


def _is_active(source: str) -> bool:
    """Whether a browser would run the file, or the theme's own files would be replaced."""
    return (
        PurePosixPath(source).suffix.lower() in _ACTIVE or _THEME_FOLDERS.match(source) is not None
    )
