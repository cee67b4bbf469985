"""Settings of the search in `mkdocs.yml` that nothing reads any more."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

import yaml

from glossator.problems import Location, Problem

_PLUGINS = frozenset({"search", "material/search"})
_ANY_LANGUAGE = "finds the words of every language"
# What the search does by itself, where the theme's own one had to be told how.
_UNREAD = {
    **dict.fromkeys(
        ("jieba_dict", "jieba_dict_user", "lang", "pipeline", "separator"), _ANY_LANGUAGE
    ),
    "fields": "weighs headlines and texts",
}


def search_problems(plugins: Sequence[tuple[str, yaml.Node]]) -> Iterator[Problem]:
    """A warning at each setting of the plugin `search` that can be taken out.

    `plugins` are the nodes of the field of that name, each with the name of its file: more
    than one where a configuration adds to another.
    """
    for file, node in plugins:
        for name, options in _entries(node):
            if name in _PLUGINS and isinstance(options, yaml.MappingNode):
                yield from _unread_settings(options, file)


def _entries(node: yaml.Node) -> Iterator[tuple[str, yaml.Node]]:
    """Plugins with their options, from a mapping or from the mappings of a list."""
    for held in node.value if isinstance(node, yaml.SequenceNode) else [node]:
        if isinstance(held, yaml.MappingNode):
            yield from ((str(key.value), value) for key, value in held.value)


def _unread_settings(options: yaml.MappingNode, file: str) -> Iterator[Problem]:
    for key, _ in options.value:
        does = _UNREAD.get(str(key.value))
        if does:
            place = Location(file, key.start_mark.line + 1, key.start_mark.column + 1)
            message = f"the site's search {does} without `{key.value}`; take it out"
            yield Problem(place, "search-setting", message, severity="warning")
