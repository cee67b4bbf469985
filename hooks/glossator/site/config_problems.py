"""What is wrong with the settings of `mkdocs.yml`, where a strict build of the host stops at it."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping
from typing import Any

from glossator.caching.installed import entry_points
from glossator.content.honest_addresses import without_passwords
from glossator.problems import Location, Problem, shown
from glossator.site.host import named_entries
from glossator.spelling import did_you_mean

_SETTINGS = frozenset(
    (
        *("copyright", "dev_addr", "docs_dir", "draft_docs", "edit_uri", "edit_uri_template"),
        *("exclude_docs", "extra", "extra_css", "extra_javascript", "extra_templates", "hooks"),
        *("markdown_extensions", "nav", "not_in_nav", "plugins", "remote_branch", "remote_name"),
        *("repo_name", "repo_url", "site_author", "site_description", "site_dir", "site_name"),
        *("site_url", "strict", "theme", "use_directory_urls", "validation", "watch"),
    )
)

Place = Callable[[str], Location]


def config_problems(data: Mapping[str, Any], place: Place) -> Iterator[Problem]:
    """Settings that the host does not know, and themes and plugins that are not installed.

    `place` gives where the value of a setting stands.
    """
    for name in data:
        if str(name) not in _SETTINGS:
            hint = did_you_mean(name, sorted(_SETTINGS)) or "; take it out, or put it into `extra`"
            yield _problem(place(str(name)), f"MkDocs has no setting `{name}`{hint}")
    for name in ("repo_url", "site_url", "edit_uri", "edit_uri_template"):
        address = str(data.get(name) or "")
        if without_passwords(address) != address:
            # It must not stand in the message either, which logs keep.
            message = (
                f"`{name}` has a name or a password before its host, which is left out of the "
                "site; take it out, and change it, as others may have read it here"
            )
            yield Problem(place(name), "config-invalid", message, severity="warning")
    if not data.get("site_name"):
        yield _problem(place("site_name"), "`site_name` is missing; add it with the site's name")
    theme = data.get("theme", "mkdocs")
    name = theme.get("name", "mkdocs") if isinstance(theme, dict) else theme
    themes = _installed("mkdocs.themes")
    if themes and isinstance(name, str) and name not in themes:
        yield _problem(place("theme"), _missing("theme", name, themes))
    plugins = _installed("mkdocs.plugins")
    for plugin, _ in named_entries(data.get("plugins")) if plugins else ():
        if not {plugin.removeprefix("/"), f"{name}/{plugin}"} & plugins:
            yield _problem(place("plugins"), _missing("plugin", plugin, plugins))


def _installed(group: str) -> set[str]:
    """What is installed for the host; nothing where it is not installed itself."""
    return set(entry_points(group))


def _missing(kind: str, name: str, known: set[str]) -> str:
    hint = did_you_mean(name, sorted(known)) or "; install it, or take it out"
    return f"the {kind} {shown(name)} is not installed{hint}"


def _problem(place: Location, message: str) -> Problem:
    return Problem(place, "config-invalid", message)
