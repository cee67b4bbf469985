"""What the files of a site are, by their names and places alone."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Collection
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from glossator.caching.file_digests import FileState
from glossator.content.file_names import (
    invalid_id,
    misplaced_note,
    misplaced_page,
    missing_article,
    plain_note,
    same_on_other_systems,
    spelling_on_other_systems,
    unportable_name,
)
from glossator.content.files import MARKDOWN, list_files
from glossator.content.values import is_slug
from glossator.problems import Problem


@dataclass
class Listing:
    """The files of a site, as POSIX paths relative to its root.

    Attributes:
        articles: The file of each article, by slug.
        notes: The files of notes, by the slug of the article that they should be on.
        topics: The file of each topic, by slug.
        pages: The other files of Markdown, by their paths within the docs folder.
        files: All files of the docs folder, by their paths within it.
        known: The slugs of all articles, those too that were not asked for.
        states: The state of each file.
        problems: What is wrong with names and places.
    """

    articles: dict[str, str] = field(default_factory=dict)
    notes: dict[str, list[str]] = field(default_factory=dict)
    topics: dict[str, str] = field(default_factory=dict)
    pages: dict[str, str] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    known: set[str] = field(default_factory=set)
    states: dict[str, FileState] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def list_site(
    root: Path,
    docs: str,
    annotations: str,
    *,
    only: Collection[str] | None = None,
    is_hidden: Callable[[str], bool] | None = None,
) -> Listing:
    """The files below the folders `docs` and `annotations` of `root`.

    With `only`, of the articles those with these slugs, their notes, and the topics.
    Where hidden files may be published, `is_hidden` tells of each path in `docs` if it is not.
    """
    listing = Listing()
    _list_docs(listing, root, docs, only, is_hidden)
    _list_notes(listing, root, annotations, f"{docs}/articles", only)
    return listing


def _list_docs(
    listing: Listing,
    root: Path,
    docs: str,
    only: Collection[str] | None,
    is_hidden: Callable[[str], bool] | None,
) -> None:
    named_by_id = (f"{docs}/articles/", f"{docs}/topics/")
    seen: dict[str, str] = {}
    for path in list_files(root, docs, listing.problems, listing.states, is_hidden):
        _check_path(listing, path, seen, is_id=path.startswith(named_by_id))
        source = path.removeprefix(f"{docs}/")
        listing.files.add(source)
        folder, _, name = source.partition("/")
        stem, suffix = posixpath.splitext(name)
        if folder in {"articles", "topics"} and name != "index.md":
            if suffix != ".md" or "/" in stem:
                listing.problems.append(misplaced_page(path, f"{docs}/{folder}"))
            elif not is_slug(stem):
                listing.problems.append(invalid_id(path, stem, ".md"))
            elif folder == "articles":
                listing.known.add(stem)
                if only is None or stem in only:
                    listing.articles[stem] = path
            else:
                listing.topics[stem] = path
        elif only is None and PurePosixPath(source).suffix in MARKDOWN:
            listing.pages[source] = path


def _list_notes(
    listing: Listing,
    root: Path,
    folder: str,
    articles_folder: str,
    only: Collection[str] | None,
) -> None:
    begin = len(folder) + 1
    has_plain_path = unportable_name(folder, is_id=True) is None
    seen: dict[str, str] = {}
    for path in list_files(root, folder, listing.problems, listing.states):
        plain = plain_note(path[begin:]) if has_plain_path else None
        _check_path(listing, path, seen, is_id=True, is_portable=plain is not None)
        slug = plain or path[begin:].partition("/")[0]
        if only is not None and slug not in only:
            continue
        if plain is None and not _is_note(listing, path, folder):
            continue
        if slug not in listing.known:
            missing = missing_article(path, slug, articles_folder, listing.known)
            listing.problems.append(missing)
        if plain is None:
            stem = posixpath.splitext(posixpath.basename(path))[0]
            if not is_slug(stem):
                listing.problems.append(invalid_id(path, stem, ".yaml"))
        listing.notes.setdefault(slug, []).append(path)


def _is_note(listing: Listing, path: str, folder: str) -> bool:
    """Whether the file is read as a note; of others it is told, but for a word on the folder."""
    if posixpath.basename(path) == "README.md":
        return False
    misplaced = misplaced_note(path, folder)
    if misplaced:
        listing.problems.append(misplaced)
    return not misplaced


def _check_path(
    listing: Listing, path: str, seen: dict[str, str], *, is_id: bool, is_portable: bool = False
) -> None:
    """Tell of a file that some systems cannot keep, as it is or beside those `seen` before.

    Where `is_id`, its name is an id; it `is_portable` where its name alone is known to be.
    """
    unportable = None if is_portable else unportable_name(path, is_id=is_id)
    other = seen.setdefault(spelling_on_other_systems(path), path)
    if unportable:
        listing.problems.append(unportable)
    elif other != path:
        listing.problems.append(same_on_other_systems(path, other))
