"""The few settings of `mkdocs.yml` that matter to the content, read without MkDocs."""

from __future__ import annotations

import os
from pathlib import Path
from typing import Any

import yaml

from glossator.site.publish import Settings

CONFIG = "mkdocs.yml"


class ConfigError(Exception):
    """`mkdocs.yml` is missing or cannot be read; the message says what to do."""


class _ConfigLoader(yaml.SafeLoader):
    """YAML with tags that only MkDocs can resolve, such as `!!python/name`, read as nothing."""


def _from_environment(_: _ConfigLoader, node: yaml.Node) -> str | None:
    """The first variable that is set, or, of a list, the default at its end."""
    if isinstance(node, yaml.ScalarNode):
        return os.environ.get(str(node.value))
    names = [str(one.value) for one in node.value] if isinstance(node, yaml.SequenceNode) else []
    found = [os.environ[name] for name in names[: max(1, len(names) - 1)] if name in os.environ]
    return next(iter([*found, *names[1:][-1:]]), None)


_ConfigLoader.add_constructor("!ENV", _from_environment)
_ConfigLoader.add_multi_constructor("!", lambda *_: None)
_ConfigLoader.add_multi_constructor("tag:yaml.org,2002:python/", lambda *_: None)


def find_root(start: Path) -> Path:
    """The nearest folder from `start` upwards that holds `mkdocs.yml`.

    Raises:
        ConfigError: there is none.
    """
    start = start.resolve()
    for folder in (start, *start.parents):
        if (folder / CONFIG).is_file():
            return folder
    raise ConfigError(f"there is no {CONFIG} in {start} or above it; go to the site's folder")


def read_settings(root: Path) -> Settings:
    """The settings of the site in `root`.

    Raises:
        ConfigError: its configuration cannot be read.
    """
    file = root / CONFIG
    try:
        # A subclass of SafeLoader: it makes plain data only.
        data: Any = yaml.load(file.read_text(encoding="utf-8"), Loader=_ConfigLoader)  # noqa: S506
    except yaml.MarkedYAMLError as error:
        mark = error.problem_mark
        line, column = (mark.line + 1, mark.column + 1) if mark else (1, 1)
        raise ConfigError(f"{file}:{line}:{column}: {error.problem or error.context}") from None
    except (OSError, UnicodeDecodeError) as error:
        raise ConfigError(f"{file}: {error}") from None
    docs = data.get("docs_dir") if isinstance(data, dict) else None
    # Written as git and problems have it, whether it says `docs`, `docs/` or the whole path.
    folder = os.path.relpath(root / (docs if isinstance(docs, str) and docs else "docs"), root)
    return Settings(root=root, docs=Path(folder).as_posix())
