"""Former addresses at which a file is, or in a folder that has the name of one."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator
from pathlib import PurePosixPath

from glossator.content.file_names import spelling_on_other_systems
from glossator.content.files import MARKDOWN
from glossator.problems import Location, Problem, shown
from glossator.site.addresses import page_url
from glossator.site.former import taken
from glossator.site.host import Host
from glossator.site.made import is_made
from glossator.site.page_names import GENERATED, NOTES
from glossator.site.site import Site
from glossator.site.taken_addresses import made_file

# Bytes that systems have room for: of a name, and of a path below the folder of a site.
LONGEST_NAME = 255
LONGEST_PATH = 1_000

_INDEX = "/index.html"


def nested_addresses(site: Site, host: Host, *, docs: str) -> list[Problem]:
    """What is wrong with former addresses; these then lead nowhere. Pages are below `docs`."""
    if not site.former.places:
        return []
    sources = [s for s in site.corpus.files if not host.is_excluded(s)]
    stands = {_spelled(_file_of(site, s)): f"`{docs}/{s}`" for s in (*GENERATED, *sources)}
    return list(_former(site, host, stands))


def _former(site: Site, host: Host, stands: dict[str, str]) -> Iterator[Problem]:
    folders = {folder for path in stands for folder in _above(path)}
    former: dict[str, Location] = {}
    for old in list(site.former.pages):
        path, place = _file_of(site, old), site.former.places[old]
        address = _spelled(path)
        if _is_too_long(path):
            problem = Problem(place, "slug-invalid", "no file has a name as long; take it out")
        elif there := (
            stands.get(address)
            or _file_above(site, host, path, stands)
            or _of_the_build(site, host, path)
            or (address in folders and shown(address))
        ):
            problem = taken(place, f"{there} is there")
        elif other := next((former[at] for at in (address, *_above(path)) if at in former), None):
            problem = taken(place, f"{other} leads on from there")
        else:
            former[address] = place
            folders.update(_above(path))
            continue
        del site.former.pages[old]
        yield problem
    for names in site.former.notes.values():
        for name in [name for name in names if _is_too_long(name)]:
            note = names.pop(name)
            place = note.parsed.place(("redirect_from", note.redirect_from.index(name)))
            yield Problem(place, "slug-invalid", "no file has a name as long; take it out")


def _above(path: str) -> list[str]:
    return [_spelled(str(folder)) for folder in PurePosixPath(path).parents][:-1]


def _file_above(site: Site, host: Host, path: str, stands: dict[str, str]) -> str:
    """What is published under the name of a folder in which `path` is."""
    for folder in _above(path):
        if folder in stands:
            return stands[folder]
        if folder.endswith(_INDEX) and is_made(site, f"{folder.removesuffix(_INDEX)}.md"):
            return shown(folder)
        if "." in folder and host.theme_has(folder):
            return shown(folder)
    return ""


def _of_the_build(site: Site, host: Host, path: str) -> str:
    """What a build or its theme has at the path, or above it."""
    for at in (path, *map(str, PurePosixPath(path).parents)):
        article, _, rest = at.removeprefix("articles/").removeprefix(NOTES).partition("/")
        if rest and article in site.articles and (at.startswith(NOTES) or "." in rest):
            return shown(at)
    if host.theme_has(path):
        return shown(path)
    made = made_file(_spelled(path))
    return shown(made) if made else ""


def _file_of(site: Site, source: str) -> str:
    """The path of the file in the site that is made of `source`."""
    stem, ending = posixpath.splitext(source)
    if ending not in MARKDOWN:
        return source
    if posixpath.basename(stem) == "README":
        stem = posixpath.join(posixpath.dirname(stem), "index")
    address = page_url(f"{stem}.md", use_directory_urls=site.use_directory_urls)
    return address if address and not address.endswith("/") else f"{address}index.html"


def _spelled(path: str) -> str:
    return spelling_on_other_systems(path)


def _is_too_long(path: str) -> bool:
    longest = max(len(name.encode()) for name in path.split("/"))
    return longest > LONGEST_NAME or len(path.encode()) > LONGEST_PATH
