"""The settings of `mkdocs.yml` that matter to the content, read without MkDocs."""

from __future__ import annotations

import importlib
import os
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any

import yaml

from glossator.content.conflicts import conflict_problems
from glossator.content.honest_addresses import without_passwords, without_secrets
from glossator.disk.places import resolved
from glossator.problems import Location
from glossator.site.about import About
from glossator.site.addresses import Repository, repository
from glossator.site.config_problems import config_problems
from glossator.site.host import Host, NavEntry, host_from, named_entries
from glossator.site.own_settings import own_problems
from glossator.site.publish import Settings
from glossator.site.search_settings import search_problems

CONFIG = "mkdocs.yml"
# Code that a configuration may name: that of extensions of Markdown, which is called anyway.
_KNOWN_CODE = ("markdown.", "material.extensions.", "pymdownx.")
_NAME = "tag:yaml.org,2002:python/name:"
_CALL = "tag:yaml.org,2002:python/object/apply:"
# The theme's plugin for sites that are read without a server, and how it is turned off.
_OFFLINE = frozenset({"offline", "material/offline"})
_OFF = frozenset({"false", "no", "off"})

# The name of the file, and what stands there behind a field's colon.
_FieldNode = tuple[str, yaml.Node]


class ConfigError(Exception):
    """`mkdocs.yml` is missing or cannot be read; the message says what to do."""


class _ConfigLoader(yaml.SafeLoader):
    """YAML with tags that MkDocs resolves; of those that name code, only the usual ones."""

    is_whole = True


def _from_environment(_: _ConfigLoader, node: yaml.Node) -> str | None:
    """The first variable that is set, or, of a list, the default at its end."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    names = [str(one.value) for one in node.value] if isinstance(node, yaml.SequenceNode) else []
    found = [os.environ[name] for name in names[: max(1, len(names) - 1)] if name in os.environ]
    return next(iter([*found, *names[1:][-1:]]), None)


def _named_code(loader: _ConfigLoader, suffix: str, _: yaml.Node) -> Any:
    module, name = suffix.rsplit(".", 1) if "." in suffix else ("", suffix)
    if f"{module}.".startswith(_KNOWN_CODE):
        try:
            return getattr(importlib.import_module(module), name)
        except (ImportError, AttributeError):
            pass
    return _unknown(loader)


def _called_code(loader: _ConfigLoader, suffix: str, node: yaml.Node) -> Any:
    """What a function makes of the options `kwds`, as `slugify` of pymdownx does."""
    function = _named_code(loader, suffix, node)
    given = loader.construct_mapping(node, deep=True) if isinstance(node, yaml.MappingNode) else {}
    try:
        return function(**given.get("kwds", {})) if function else None
    except TypeError:
        return _unknown(loader)


def _unknown(loader: _ConfigLoader, *_: Any) -> None:
    """Nothing, and a note that it is."""
    loader.is_whole = False


_ConfigLoader.add_constructor("!ENV", _from_environment)
# The first that fits a tag is asked.
_ConfigLoader.add_multi_constructor(_NAME, _named_code)
_ConfigLoader.add_multi_constructor(_CALL, _called_code)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", _unknown)
_ConfigLoader.add_multi_constructor("!", _unknown)


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `mkdocs.yml`.

    Raises:
        ConfigError: there is none.
    """
    start = resolved(start)
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise ConfigError(f"there is no {CONFIG} in {start} or above it; go to the site's folder")


def read_settings(root: Path, name: str = CONFIG) -> Settings:
    """The settings of the site in `root`, whose configuration is the file `name`.

    Raises:
        ConfigError: its configuration cannot be read.
    """
    config = _read(root / name, name)
    docs = config.data.get("docs_dir")
    # Written as git and problems have it, whether it says `docs`, `docs/` or the whole path.
    folder = os.path.relpath(root / (docs if isinstance(docs, str) and docs else "docs"), root)
    return Settings(
        root=root,
        docs=Path(folder).as_posix(),
        use_directory_urls=has_page_folders(config.data),
        host=_host(config, root),
        about=about_from(config.data),
    )


def has_page_folders(data: Mapping[str, Any]) -> bool:
    """Whether pages are folders; for sites without a server the theme's plugin has files."""
    plugins = dict(named_entries(data.get("plugins")))
    for name in _OFFLINE & plugins.keys():
        options = plugins[name]
        chosen = options.get("enabled") if isinstance(options, Mapping) else None
        if str(chosen).lower() not in _OFF:
            return False
    return data.get("use_directory_urls") is not False


def read_settings_of_build(root: Path, name: str = CONFIG) -> Settings:
    """The same with the repository, as a build of the site in this environment has it.

    Raises:
        ConfigError: its configuration cannot be read.
    """
    try:
        repository = repository_from(_read(root / name, name).data)
    except ValueError as error:
        raise ConfigError(f"{name}: {error}") from None
    return replace(read_settings(root, name), repository=repository)


def repository_from(data: Mapping[str, Any]) -> Repository | None:
    """The repository in which notes are contributed, by a configuration or the environment.

    Raises:
        ValueError: what is said of it cannot be; the message says where.
    """
    extra = data.get("extra")
    options = (extra.get("glossator") if isinstance(extra, Mapping) else None) or {}
    if not isinstance(options, Mapping):
        raise ValueError("extra.glossator takes fields; write `branch: main` indented below it")
    url = os.environ.get("GLOSSATOR_REPO_URL") or data.get("repo_url")
    branch, forge = (str(options.get(name) or "") for name in ("branch", "forge"))
    try:
        return repository(url, branch=branch or "main", forge=forge)
    except ValueError as error:
        raise ValueError(f"extra.glossator: {error}") from None


def about_from(data: Mapping[str, Any]) -> About:
    """What the fields of a configuration say of the site."""
    theme, extra = data.get("theme"), data.get("extra")
    own = extra.get("glossator") if isinstance(extra, Mapping) else None
    url = without_secrets(str(data.get("site_url") or ""))
    return About(
        name=without_passwords(str(data.get("site_name") or "")),
        url=url if not url or url.endswith("/") else f"{url}/",
        description=without_passwords(str(data.get("site_description") or "")),
        language=str((theme.get("language") if isinstance(theme, Mapping) else None) or "en"),
        rights=without_passwords(
            str((own.get("rights") if isinstance(own, Mapping) else None) or "")
        ),
    )


@dataclass(frozen=True)
class _Config:
    """A configuration: what it holds, the nodes of each field, and whether all was understood.

    A field that adds to that of an inherited file has the node of each, its own first.
    """

    name: str
    data: dict[str, Any]
    nodes: dict[str, tuple[_FieldNode, ...]]
    is_whole: bool

    def place(self, field: str) -> Location:
        """Where the value of a field begins, or the file."""
        return _place(*self.nodes[field][0]) if field in self.nodes else Location(self.name)


def _read(file: Path, name: str, seen: frozenset[Path] = frozenset()) -> _Config:
    text = ""
    try:
        text = file.read_text(encoding="utf-8-sig")
        # A subclass of SafeLoader: it makes plain data, and names code that is known.
        loader = _ConfigLoader(text)
        root = loader.get_single_node()
        data: Any = loader.construct_document(root) if root else {}
    except yaml.MarkedYAMLError as error:
        for conflict in conflict_problems(text, name, is_yaml=True)[:1]:
            raise ConfigError(f"{file}:{conflict.location.line}:1: {conflict.message}") from None
        line, column = (m.line + 1, m.column + 1) if (m := error.problem_mark) else (1, 1)
        raise ConfigError(f"{file}:{line}:{column}: {error.problem or error.context}") from None
    except (OSError, UnicodeDecodeError, yaml.YAMLError) as error:
        raise ConfigError(f"{file}: {error}") from None
    if not isinstance(data, dict) or not isinstance(root, yaml.MappingNode):
        return _Config(name, {}, {}, is_whole=True)
    nodes: dict[str, tuple[_FieldNode, ...]] = {
        str(key.value): ((name, value),) for key, value in root.value
    }
    parent = data.pop("INHERIT", None)
    if not isinstance(parent, str) or file in seen:
        return _Config(name, data, nodes, loader.is_whole)
    inherited = _read(file.parent / parent, _beside(name, parent), seen | {file})
    return _Config(
        name,
        _merged(inherited.data, data),
        _merged_nodes(inherited.nodes, nodes),
        loader.is_whole and inherited.is_whole,
    )


def _beside(name: str, other: str) -> str:
    return Path(os.path.normpath(Path(name).parent / other)).as_posix()


def _merged(old: dict[str, Any], new: dict[str, Any]) -> dict[str, Any]:
    """Both, where the new one wins and mappings are merged in the same way."""
    merged = dict(old)
    for key, value in new.items():
        before = merged.get(key)
        if isinstance(before, dict) and isinstance(value, dict):
            value = _merged(before, value)
        merged[key] = value
    return merged


def _merged_nodes(
    old: Mapping[str, tuple[_FieldNode, ...]], new: Mapping[str, tuple[_FieldNode, ...]]
) -> dict[str, tuple[_FieldNode, ...]]:
    """The nodes of what `_merged` makes of the fields."""
    merged = dict(old)
    for field, nodes in new.items():
        held = (node for _, node in (*nodes, *merged.get(field, ())[:1]))
        is_added = all(isinstance(node, yaml.MappingNode) for node in held)
        merged[field] = (*nodes, *merged.get(field, ())) if is_added else nodes
    return merged


def _host(config: _Config, root: Path) -> Host:
    host = host_from(config.data, file=config.name, root=root)
    host = replace(
        host,
        extensions=replace(host.extensions, is_whole=config.is_whole),
        extensions_place=config.place("markdown_extensions"),
        nav_place=config.place("nav"),
        problems=(
            *config_problems(config.data, config.place),
            *search_problems(config.nodes.get("plugins", ())),
            *own_problems(config.nodes.get("extra", ())),
        ),
    )
    if not config.data.get("nav"):
        return host  # MkDocs makes one of all pages
    file, node = config.nodes["nav"][0]
    if not isinstance(node, yaml.SequenceNode):
        return replace(host, nav=(), wrong_nav=(_place(file, node),))
    found = list(_nav_entries(node, file))
    entries = tuple(entry for entry in found if isinstance(entry, NavEntry))
    return replace(
        host, nav=entries, wrong_nav=tuple(one for one in found if isinstance(one, Location))
    )


def _nav_entries(node: yaml.Node, file: str) -> Iterator[NavEntry | Location]:
    """The pages that a list of the navigation names, and the places of what is neither."""
    for item in node.value:
        held = item
        if isinstance(item, yaml.MappingNode):
            if len(item.value) != 1:
                yield _place(file, item)
                continue
            held = item.value[0][1]
            if isinstance(held, yaml.SequenceNode):
                yield from _nav_entries(held, file)
                continue
        is_text = isinstance(held, yaml.ScalarNode) and held.tag == "tag:yaml.org,2002:str"
        yield NavEntry(held.value, _place(file, held)) if is_text else _place(file, held)


def _place(file: str, node: yaml.Node) -> Location:
    return Location(file, node.start_mark.line + 1, node.start_mark.column + 1)
