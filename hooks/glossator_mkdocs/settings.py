"""The settings of a site, as MkDocs and the environment have them."""

from __future__ import annotations

import os
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from mkdocs.exceptions import ConfigurationError

from glossator.drawing.available import can_draw
from glossator.site.config import about_from, read_settings, repository_from
from glossator.site.publish import Settings
from glossator_mkdocs.secrets import hide_secrets

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig


def settings_of(config: MkDocsConfig) -> Settings:
    """What the library must know of the site; the repository is told to MkDocs, too."""
    root = Path(config.config_file_path).absolute().parent
    hide_secrets(config)
    try:
        repo = repository_from({"extra": config.extra, "repo_url": config.repo_url})
    except ValueError as error:
        raise ConfigurationError(f"mkdocs.yml: {error}") from None
    if repo and not config.repo_url:
        config.repo_url = repo.url
        config.repo_name = repo.url.split("/", 3)[-1]
    about = about_from({**config.data, "theme": dict(config.theme), "extra": config.extra})
    written = read_settings(root, Path(config.config_file_path).name)
    return replace(
        written,
        docs=Path(os.path.relpath(config.docs_dir, root)).as_posix(),
        repository=repo,
        use_directory_urls=config.use_directory_urls and written.use_directory_urls,
        about=replace(about, cards=can_draw()),
    )
