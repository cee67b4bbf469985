"""The file that tells a host what to say beside each file of the site."""

from __future__ import annotations

import logging
from pathlib import Path
from typing import TYPE_CHECKING

from glossator.caching.reading import read_file
from glossator.site.host_headers import HOSTS, files_of_other_hosts, headers_file, is_made
from glossator.site.own_settings import host_named
from glossator_mkdocs.run_state import needed, state

if TYPE_CHECKING:
    from mkdocs.config.defaults import MkDocsConfig

log = logging.getLogger("mkdocs.glossator")
# Bytes, in which the file says who wrote it.
_HEAD = 200


def write_headers(config: MkDocsConfig) -> None:
    """Write it where the site's host reads it in the site, unless the site has one of its own.

    What an earlier build wrote for another host goes.
    """
    if state.is_serving:
        return
    host = host_named(config.data)
    for path in files_of_other_hosts(host):
        if _is_left(needed(state.site) / path, path):
            _take_away(path)
    if not host:
        return
    path = HOSTS[host].path
    file = Path(config.site_dir) / path
    # A build into the old site finds what the one before wrote.
    if file.exists() and not (state.is_dirty and _is_left(file, path)):
        log.info("%s is the site's own; nothing is added for %s", path, host)
        return
    file.write_text(headers_file(host, config.site_url or ""), encoding="utf-8", newline="\n")


def _is_left(file: Path, path: str) -> bool:
    """Whether a build wrote the file, and nobody has it among those that are published."""
    if path in needed(state.publication).site.corpus.files:
        return False
    try:
        return is_made(read_file(str(file), _HEAD, follow=False))
    except OSError:  # it is not there, or nothing that a build writes
        return False


def _take_away(path: str) -> None:
    if state.staging:
        state.staging.take_away(path)
    else:
        (needed(state.site) / path).unlink()
