"""The file that tells a host what to say beside each file of the site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.site.host_headers import HOSTS, headers_file
from glossator.site.own_settings import host_named
from glossator_mkdocs.run_state import state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.glossator")


def write_headers(config: MkDocsConfig) -> None:
    """Write it where the site's host reads it in the site, unless the site has one of its own."""
    host = host_named(config.data)
    if not host or state.is_serving:
        return
    file = Path(config.site_dir) / HOSTS[host].path
    if file.exists():  # which the site's owner allowed
        log.info("%s is the site's own; nothing is added for %s", HOSTS[host].path, host)
        return
    file.write_text(headers_file(host, config.site_url or ""), encoding="utf-8", newline="\n")
