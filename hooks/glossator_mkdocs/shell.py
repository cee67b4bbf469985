"""What of a page does not depend on what is written: the theme, the configuration, the tabs."""

from __future__ import annotations

import json
import re
from collections.abc import Iterable, Iterator, Mapping
from importlib.util import find_spec
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from glossator.caching.digest import code_digest, digest, digest_of_files
from glossator.site.templates import THEME

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig
    from mkdocs.structure.nav import Navigation

# Where files are on this machine, what is checked of them, and what is told of in other words.
_NO_PART = frozenset(
    (
        *("config_file_path", "dev_addr", "docs_dir", "exclude_docs", "hooks", "nav", "plugins"),
        *("not_in_nav", "draft_docs", "site_dir", "strict", "theme", "validation", "watch"),
    )
)
# Plugins that change no page and need not be asked for each.
_KNOWN_PLUGINS = frozenset({"search", "material/search"})
_ADDRESS = re.compile(r" at 0x[0-9a-fA-F]+")


def is_alone(config: MkDocsConfig, events: Iterable[object]) -> bool:
    """Whether nothing but Glossator, with these functions for `events`, has a part in pages."""
    own = set(events)
    hooks = cast("Mapping[str, Any]", config.hooks)  # not the list that its type says
    for hook in hooks.values():
        found = (value for name, value in vars(hook).items() if name.startswith("on_"))
        if not all(value in own for value in found):
            return False
    return set(config.plugins) <= _KNOWN_PLUGINS | set(hooks)


def has_own_templates(config: MkDocsConfig) -> bool:
    """Whether the site has templates of its own, in place of the theme's."""
    return any(_own_templates(config))


def tells_the_day(config: MkDocsConfig) -> bool:
    """Whether one of those templates prints the day of the build."""
    return any(
        "build_date" in text.read_text("utf-8", "replace") for text in _own_templates(config)
    )


def _own_templates(config: MkDocsConfig) -> Iterator[Path]:
    folder = config.theme.custom_dir
    return Path(folder).rglob("*.html") if folder else iter(())


def shell_digest(config: MkDocsConfig, nav: Navigation, *more: str) -> str:
    """The checksum of all that surrounds what is written on pages, and of `more`."""
    settings = {key: value for key, value in config.data.items() if key not in _NO_PART}
    theme = config.theme
    variables = {name: theme[name] for name in sorted(theme) if name != "static_templates"}
    return digest(
        code_digest(),
        json.dumps(_plain(settings)),
        json.dumps(_plain({**variables, "name": theme.name})),
        json.dumps([_item(item) for item in nav.items]),
        json.dumps({name: _plain(_options(config, name)) for name in sorted(config.plugins)}),
        *map(_folder_digest, map(Path, theme.dirs)),
        *more,
    )


def _options(config: MkDocsConfig, name: str) -> Any:  # nothing of a hook
    return dict(getattr(config.plugins[name], "config", {}))


def _item(item: Any) -> list[Any]:  # a page, a section or a link of the navigation
    children = [_item(child) for child in item.children or ()]
    return [type(item).__name__, str(item.title), str(getattr(item, "url", "")), children]


def _folder_digest(folder: Path) -> str:
    """The checksum of a folder of the theme; of one that belongs to a library, of its name.

    The versions of these are in `code_digest`.
    """
    if folder == THEME or any(folder.is_relative_to(place) for place in _libraries()):
        return folder.name
    return digest_of_files((file for file in folder.rglob("*") if file.is_file()), folder)


def _libraries() -> list[Path]:
    specs = filter(None, map(find_spec, ("material", "mkdocs")))
    return [Path(place) for spec in specs for place in spec.submodule_search_locations or ()]


def _plain(value: Any) -> Any:  # whatever a configuration holds
    """The value as JSON can hold it, the same at each start of a program."""
    if isinstance(value, Mapping):
        return {str(key): _plain(value[key]) for key in sorted(value, key=str)}
    if isinstance(value, list | tuple):
        return [_plain(one) for one in value]
    if value is None or isinstance(value, str | int | float):
        return value
    return _ADDRESS.sub("", repr(value))
