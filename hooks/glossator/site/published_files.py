"""Files of the docs folder that are of a kind which is not published."""

from __future__ import annotations

from collections.abc import Collection, Iterator
from functools import partial
from pathlib import Path

from glossator.caching.reading import read_file
from glossator.content.file_kinds import HEAD, is_of_theme, replaced_file, unpublished_kind
from glossator.content.files import MARKDOWN, SCHEMA_FILE
from glossator.problems import Problem
from glossator.site.host import Host

# Each of these is read, and checked by what stands in it.
_PAGES = tuple(MARKDOWN)
# What stands in these is an article or a topic, or told of by its name.
_NAMED_BY_ID = ("articles/", "topics/")


def file_problems(files: Collection[str], host: Host, root: Path, docs: str) -> Iterator[Problem]:
    """What is wrong with the kinds of `files`, by their paths below the folder `docs` of `root`."""
    for source in sorted(files):
        if source.startswith(_NAMED_BY_ID) or host.is_left_out(source) or host.is_allowed(source):
            continue
        path = f"{docs}/{source}"
        if is_of_theme(source):
            yield replaced_file(path, source, "one of the theme's files")
        elif source == SCHEMA_FILE or source.endswith(_PAGES):
            continue
        elif found := unpublished_kind(path, source, partial(_head, f"{root}/{path}")):
            yield found
        elif host.theme_has(source):
            yield replaced_file(path, source, "the theme's file of this name")


def _head(path: str) -> bytes:
    try:
        return read_file(path, HEAD)
    except OSError:  # of which it is told elsewhere, if it stays so
        return b""
