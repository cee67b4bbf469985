"""The few settings of `mkdocs.yml` that matter to the content, read without MkDocs."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import yaml

from glossator.publish import Settings

CONFIG = "mkdocs.yml"


class ConfigError(Exception):
    """`mkdocs.yml` is missing or cannot be read; the message says what to do."""


class _ConfigLoader(yaml.SafeLoader):
    """YAML with tags that only MkDocs can resolve (`!ENV`, `!!python/name`) read as nothing."""


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
    return Settings(root=root, docs=docs if isinstance(docs, str) else "docs")
