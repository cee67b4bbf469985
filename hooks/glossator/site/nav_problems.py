"""What is wrong with the navigation of a site, where a strict build of the host stops at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from pathlib import PurePosixPath
from urllib.parse import urlsplit

from glossator.content.files import MARKDOWN
from glossator.problems import Location, Problem, shown
from glossator.site.host import Host, NavEntry
from glossator.site.site_files import SiteFiles


def nav_problems(
    files: SiteFiles, *, docs: str, is_told: Callable[[str], bool] = lambda _: False
) -> Iterator[Problem]:
    """Entries of the navigation that lead nowhere, and pages that it leaves out.

    Of files of which it `is_told` already why they are not published nothing is said.
    """
    host = files.host
    for place in host.wrong_nav:
        message = (
            "`nav` is a list of pages: write `- Title: folder/page.md`, or `- Title:` with "
            "such lines indented below it"
        )
        yield Problem(place, "nav-broken", message)
    for entry in host.nav or ():
        target = _target(entry.path, host)
        if PurePosixPath(target).suffix in MARKDOWN and is_told(target):
            continue
        yield from _entry_problems(entry, files, docs)
    if host.nav is not None and host.stops_at("nav.omitted_files"):
        yield from _omitted(files, docs)


def _entry_problems(entry: NavEntry, files: SiteFiles, docs: str) -> Iterator[Problem]:
    host, path, target = files.host, entry.path, _target(entry.path, files.host)
    is_absolute = target.startswith("/")
    if _is_external(path) or files.has(target):
        return
    meant = files.meant("", target)
    advice = f"did you mean `{meant}`?" if meant else "correct the path, or take the entry out"
    if is_absolute:
        if host.stops_at("nav.absolute_links"):
            message = f"the entry {shown(path)} begins with a slash; {advice}"
            yield Problem(entry.place, "nav-broken", message)
    elif host.stops_at("nav.not_found"):
        message = f"`nav` names `{docs}/{target}`, which is not there; {advice}"
        related = (Location(f"{docs}/{target}"),)
        yield Problem(entry.place, "nav-broken", message, related=related)


def _target(path: str, host: Host) -> str:
    """The file below the docs that an entry names."""
    is_rooted = host.levels["nav.absolute_links"] == "relative_to_docs"
    return path.lstrip("/") if is_rooted else path


def _is_external(path: str) -> bool:
    try:
        parts = urlsplit(path)
    except ValueError:  # which stops the host
        return False
    return bool(parts.scheme or parts.netloc)


def _omitted(files: SiteFiles, docs: str) -> Iterator[Problem]:
    host = files.host
    named = {PurePosixPath(_target(entry.path, host)).as_posix() for entry in host.nav or ()}
    for path in sorted(files.paths - named):
        is_page = PurePosixPath(path).suffix in MARKDOWN
        if is_page and not host.is_excluded(path) and not host.is_unlisted(path):
            message = f"`nav` leaves out `{docs}/{path}`; add it, or name it in `not_in_nav`"
            related = (Location(f"{docs}/{path}"),)
            yield Problem(host.nav_place, "nav-omitted", message, related=related)
