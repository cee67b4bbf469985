"""What `mkdocs.yml` says of pages and their links, read without MkDocs."""

from __future__ import annotations

import fnmatch
import importlib.util
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import Any

from pathspec import GitIgnoreSpec

from glossator.caching.installed import entry_points
from glossator.content.files import MARKDOWN
from glossator.problems import Location, Problem
from glossator.site.own_settings import allowed_files, check_seconds, host_named
from glossator.site.theme import THEME

# What MkDocs says of each, where a site does not choose; only `warn` stops a strict build.
LEVELS = {
    "nav.omitted_files": "info",
    "nav.not_found": "warn",
    "nav.absolute_links": "info",
    "links.not_found": "warn",
    "links.absolute_links": "info",
    "links.unrecognized_links": "info",
    "links.anchors": "info",
}
# Extensions that MkDocs always uses.
BUILT_IN = ("toc", "tables", "fenced_code")
# Plugins that add no page and no file that a page could link to.
_ADDING_NOTHING = frozenset({"search", "material/search"})
_NEVER_PUBLISHED = (".*", "/templates/")
# What MkDocs does not take over from a theme's folder.
_NOT_FROM_THEMES = (
    *(".*", "*/.*", "*.py", "*.pyc", "*.html", "*readme*", "mkdocs_theme.yml", "locales/*"),
    *(f"*{suffix}" for suffix in MARKDOWN),
    *("404.html", "sitemap.xml"),
)


@dataclass(frozen=True)
class NavEntry:
    """A page that the navigation names.

    Attributes:
        path: What is written: a Markdown file below the docs folder, or an address.
        place: Where it is written.
    """

    path: str
    place: Location


@dataclass(frozen=True)
class Extensions:
    """The extensions with which a host reads Markdown.

    Attributes:
        names: Their names, in order.
        options: The options of some, by name.
        is_whole: Whether all options could be read; those that are code are not.
    """

    names: tuple[str, ...] = BUILT_IN
    options: Mapping[str, Mapping[str, Any]] = field(default_factory=dict, hash=False)
    is_whole: bool = True

    def __hash__(self) -> int:
        return hash((self.names, repr(self.options)))


@dataclass(frozen=True)
class Host:
    """What `mkdocs.yml` says of pages and their links.

    Attributes:
        file: The name of the file that was read.
        nav: The pages that the navigation names; None where it is made from the files.
        nav_place: Where the navigation stands.
        wrong_nav: Where entries of the navigation stand that are neither page nor list.
        levels: What MkDocs says of each kind of fault in links, by the names in `LEVELS`.
        extensions: Those with which Markdown is read.
        extensions_place: Where the site names them.
        excluded: Files below the docs that are not published, by any of these patterns.
        unlisted: Files that the navigation may leave out.
        adds_pages: Whether a plugin may make pages that nobody finds among the files.
        changes_pages: Whether a plugin, or a hook beside ours, may change what stands on pages.
        templates: The pages that templates of the site or of its theme make by themselves.
        has_other_search: Whether the search of MkDocs itself is there in place of ours.
        problems: What is wrong with single settings.
        theme: The name of the theme.
        theme_folders: The site's own folders with files of the theme.
        allowed: Files below the docs that the site's owner publishes, of whatever kind.
        headers: The host for which the build writes what it should send, or empty.
        shows_hidden: Whether files that begin with a dot may be among those that are published.
        leaves_out: Whether the site's owner leaves any page out, as a draft or altogether.
        check_seconds: How long the site's owner has a check compute, if that is said.
    """

    file: str = "mkdocs.yml"
    nav: tuple[NavEntry, ...] | None = None
    nav_place: Location = field(default_factory=lambda: Location("mkdocs.yml"))
    wrong_nav: tuple[Location, ...] = ()
    levels: Mapping[str, str] = field(default_factory=lambda: dict(LEVELS))
    extensions: Extensions = Extensions()
    extensions_place: Location = field(default_factory=lambda: Location("mkdocs.yml"))
    excluded: tuple[GitIgnoreSpec, ...] = (GitIgnoreSpec.from_lines(_NEVER_PUBLISHED),)
    unlisted: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec(()))
    adds_pages: bool = False
    changes_pages: bool = False
    templates: tuple[str, ...] = ()
    has_other_search: bool = False
    problems: tuple[Problem, ...] = ()
    theme: str = "mkdocs"
    theme_folders: tuple[Path, ...] = ()
    allowed: GitIgnoreSpec = field(default_factory=lambda: GitIgnoreSpec(()))
    headers: str = ""
    shows_hidden: bool = False
    leaves_out: bool = False
    check_seconds: int | None = None

    def stops_at(self, fault: str) -> bool:
        """Whether a strict build stops at the fault, one of `LEVELS`."""
        return self.levels.get(fault) == "warn"

    def is_excluded(self, source: str) -> bool:
        """Whether the file at `source`, below the docs, is left out of the site."""
        return any(patterns.match_file(source) for patterns in self.excluded)

    def is_left_out(self, source: str) -> bool:
        """Whether the file is not even shown to those who write, as drafts are."""
        return self.excluded[0].match_file(source)

    def is_allowed(self, source: str) -> bool:
        """Whether the site's owner has the file published, whatever kind it is of."""
        return self.allowed.match_file(source)

    def is_unlisted(self, source: str) -> bool:
        """Whether the navigation may leave the file at `source` out."""
        return self.unlisted.match_file(source)

    def theme_has(self, path: str) -> bool:
        """Whether a file of the theme is published at `path`."""
        if any(fnmatch.fnmatch(path.lower(), form) for form in _NOT_FROM_THEMES):
            return False
        return any((folder / path).is_file() for folder in self.all_theme_folders)

    @cached_property
    def all_theme_folders(self) -> tuple[Path, ...]:
        """The folders with files of the theme, the site's own first."""
        module = entry_points("mkdocs.themes").get(self.theme)
        spec = importlib.util.find_spec(module) if module else None
        places = (spec.submodule_search_locations if spec else None) or ()
        return (*self.theme_folders, THEME, *map(Path, places))


def host_from(data: Mapping[str, Any], *, file: str, root: Path) -> Host:
    """What the configuration `data` of the site in `root` says.

    What is malformed counts as absent; the navigation has places and is read beside it.
    """
    theme = data.get("theme") or "mkdocs"
    options = theme if isinstance(theme, dict) else {}
    custom = options.get("custom_dir")
    plugins = dict(named_entries(data.get("plugins", ["search"])))
    adds_pages = not plugins.keys() <= _ADDING_NOTHING
    hooks = data.get("hooks")
    names, chosen = _extensions(data.get("markdown_extensions"))
    return Host(
        file=file,
        levels=_levels(data.get("validation")),
        extensions=Extensions(names, chosen),
        excluded=(
            _patterns(data.get("exclude_docs"), *_NEVER_PUBLISHED),
            _patterns(data.get("draft_docs")),
        ),
        unlisted=_patterns(data.get("not_in_nav")),
        adds_pages=adds_pages,
        changes_pages=adds_pages or (isinstance(hooks, list) and len(hooks) > 1),
        templates=tuple(
            name
            for chosen in (data.get("extra_templates"), options.get("static_templates"))
            for name in (chosen if isinstance(chosen, list) else ())
            if isinstance(name, str)
        ),
        # Of the theme's search and MkDocs' own, the short name means the theme's, if it has one.
        has_other_search="/search" in plugins
        or ("search" in plugins and _theme_name(theme) != "material"),
        theme=_theme_name(theme),
        theme_folders=(root / custom,) if isinstance(custom, str) else (),
        allowed=_patterns("\n".join(allowed_files(data))),
        headers=host_named(data),
        shows_hidden="!" in str(data.get("exclude_docs") or ""),
        leaves_out=bool(data.get("exclude_docs") or data.get("draft_docs")),
        check_seconds=check_seconds(data),
    )


def _theme_name(theme: Any) -> str:
    return str(theme.get("name") or "") if isinstance(theme, dict) else str(theme)


def named_entries(entries: Any) -> Iterator[tuple[str, Any]]:
    """Names with their options, from a list of names and single fields, or a mapping."""
    if isinstance(entries, dict):
        yield from ((str(name), options) for name, options in entries.items())
    for entry in entries if isinstance(entries, list) else ():
        if isinstance(entry, dict):
            yield from ((str(name), options) for name, options in entry.items())
        elif isinstance(entry, str):
            yield entry, None


def _extensions(entries: Any) -> tuple[tuple[str, ...], dict[str, Mapping[str, Any]]]:
    found = list(named_entries(entries))
    names = dict.fromkeys([*BUILT_IN, *(name for name, _ in found)])
    return tuple(names), {name: chosen for name, chosen in found if isinstance(chosen, dict)}


def _levels(chosen: Any) -> dict[str, str]:
    """The level of each fault: its own, or the one that is chosen for both kinds at once."""
    chosen = chosen if isinstance(chosen, dict) else {}
    levels = {}
    for fault, usual in LEVELS.items():
        kind, name = fault.split(".")
        own = chosen.get(kind)
        levels[fault] = str(
            (own if isinstance(own, dict) else {}).get(name, chosen.get(name, usual))
        )
    return levels


def _patterns(chosen: Any, *always: str) -> GitIgnoreSpec:
    lines = chosen.splitlines() if isinstance(chosen, str) else []
    return GitIgnoreSpec.from_lines([*always, *lines])
