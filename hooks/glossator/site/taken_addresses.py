"""Files that would be published where something else stands, which is made or another file."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath

from glossator.content.file_names import spelling_on_other_systems
from glossator.content.files import MARKDOWN, SCHEMA_FILE
from glossator.problems import Location, Problem, shown
from glossator.site.addresses import page_url
from glossator.site.host import Host
from glossator.site.made import is_made
from glossator.site.page_names import (
    GENERATED,
    MADE_FILES,
    MADE_FOLDERS,
    NOTES,
    ROBOTS,
    SITEMAP,
)
from glossator.site.site import Site

_PAGES = MARKDOWN | {".htm", ".html"}
# What stands in these is an article or a topic, or told of by its name.
_NAMED_BY_ID = ("articles/", "topics/")


def taken_addresses(site: Site, host: Host, *, docs: str) -> Iterator[Problem]:
    """What is wrong with the addresses of the files in the folder `docs`, as problems name it."""
    yield from _same_addresses(site, host, docs)
    yield from _on_notes(site, host, docs)
    yield from _on_made_files(site, host, docs)
    yield from _files_as_folders(site, host, docs)


def _same_addresses(site: Site, host: Host, docs: str) -> Iterator[Problem]:
    """Pages that would overwrite another page, which may be one that nobody wrote by hand."""
    corpus = site.corpus
    made = {_address(source): source for source in GENERATED}
    # Of an index and a README beside it the host publishes the index.
    for source in sorted(corpus.pages, key=lambda path: (path.endswith("README.md"), path)):
        page = corpus.pages[source]
        if host.is_excluded(source):
            continue
        other = made.setdefault(_address(source), source)
        if is_made(site, source):
            message = "a part of a list that is too long for one page stands here; rename this one"
            yield Problem(Location(page.path), "file-name", message)
        elif other != source:
            message = f"this page would take the place of `{docs}/{other}`; rename one of the two"
            others = (Location(f"{docs}/{other}"),) if other in corpus.pages else ()
            yield Problem(Location(page.path), "file-name", message, related=others)


def _on_notes(site: Site, host: Host, docs: str) -> Iterator[Problem]:
    """Files that would take the place of a note's page, or pass for one."""
    for path in sorted(path for path in site.corpus.files if path.lower().startswith(NOTES)):
        if host.is_excluded(path):
            continue
        article, _, rest = path.lower().removeprefix(NOTES).partition("/")
        name = rest.partition("/")[0].removesuffix(".md").removesuffix(".html")
        annotated = site.articles.get(article)
        note = (
            next((n for n in annotated.text.notes if n.note.id == name), None)
            if annotated
            else None
        )
        if note or path == SITEMAP:
            what = f"the page of the note `{note.note.path}`" if note else "what leads to the notes"
            message = f"{what} stands at the address of this file; rename it, or its folder"
            place = Location(f"{docs}/{path}")
            related = (Location(note.note.path),) if note else ()
            yield Problem(place, "file-name", message, related=related)
        elif annotated and posixpath.splitext(rest)[1].lower() in _PAGES:
            message = (
                f"the pages of the notes on `{annotated.article.path}` stand in this folder, and "
                "this one would pass for one of them; move it to another folder"
            )
            yield Problem(Location(f"{docs}/{path}"), "file-name", message)


def _on_made_files(site: Site, host: Host, docs: str) -> Iterator[Problem]:
    """Files at the address of one that every build makes, above it or below it."""
    for source in sorted(site.corpus.files):
        # Of the schema there may be a copy for editors, in the place of which ours is published.
        if source == SCHEMA_FILE or source.startswith(_NAMED_BY_ID):
            continue
        # Systems and hosts differ in whether capitals count.
        address = spelling_on_other_systems(_published_at(site, source))
        taken = made_file(address)
        if taken and not host.is_excluded(source):
            message = f"{shown(taken)} is made by every build; rename this file, or its folder"
            yield Problem(Location(f"{docs}/{source}"), "file-name", message)


def _files_as_folders(site: Site, host: Host, docs: str) -> Iterator[Problem]:
    """Files for which a folder is needed that has the name of a file, and files of one name."""
    # Of these nobody need have put a file there.
    made = (ROBOTS, *(_built_at(site, source) for source in GENERATED))
    places: dict[str, str] = dict.fromkeys(made, "")
    for source in sorted(site.corpus.files):
        if host.is_left_out(source):
            continue
        place = spelling_on_other_systems(_built_at(site, source))
        other = places.get(place)
        if not other:
            places[place] = source
        elif not (_are_pages_of_one_address(site, other, source) or _are_one(other, source)):
            message = f"this would take the place of `{docs}/{other}`; rename one of the two"
            yield _beside(docs, source, other, message)
    folders: dict[str, str] = {}
    for place, source in places.items():
        above = posixpath.dirname(place) if source else ""
        while above and above not in folders:
            folders[above] = source
            above = posixpath.dirname(above)
    for folder, source in sorted(folders.items()):
        if folder in places or ("." in folder and host.theme_has(folder)):
            other = places.get(folder, "")
            whose = f"`{docs}/{other}` is published as the file" if other else "there is a file"
            message = f"{whose} {shown(folder)}, and this is in a folder of that name; rename it"
            yield _beside(docs, source, other, message)


def _are_pages_of_one_address(site: Site, source: str, other: str) -> bool:
    """Whether `_same_addresses` tells of the two; it does not where capitals differ."""
    return {source, other} <= site.corpus.pages.keys() and _address(source) == _address(other)


def _are_one(source: str, other: str) -> bool:
    """Whether two files are the same on some systems, of which it is told elsewhere."""
    return spelling_on_other_systems(source) == spelling_on_other_systems(other)


def _beside(docs: str, source: str, other: str, message: str) -> Problem:
    others = (Location(f"{docs}/{other}"),) if other else ()
    return Problem(Location(f"{docs}/{source}"), "file-name", message, related=others)


def _built_at(site: Site, source: str) -> str:
    """The path, in the site, of the file that is made of `source`."""
    stem, ending = posixpath.splitext(source)
    if ending not in MARKDOWN:
        return source
    folder, name = posixpath.split(stem)
    stem = posixpath.join(folder, "index" if name == "README" else name)
    address = page_url(f"{stem}.md", use_directory_urls=site.use_directory_urls)
    return address if address.endswith(".html") else f"{address}index.html"


def made_file(address: str) -> str:
    """The file or folder of every build that is at this path, or above it; empty for none."""
    above = (address, *map(str, PurePosixPath(address).parents))
    folders = (folder for folder in MADE_FOLDERS if f"{address}/".startswith(folder))
    return next((path for path in above if path in MADE_FILES), "") or next(folders, "")


def _published_at(site: Site, source: str) -> str:
    """The path of the file in the site that is made of `source`."""
    stem, ending = posixpath.splitext(source)
    if ending not in MARKDOWN:
        return source
    address = page_url(f"{stem}.md", use_directory_urls=site.use_directory_urls)
    return address.rstrip("/") or "index.html"


def _address(source: str) -> str:
    stem = posixpath.splitext(source)[0]
    if posixpath.basename(stem) == "README":
        stem = posixpath.join(posixpath.dirname(stem), "index")
    return page_url(f"{stem}.md")
