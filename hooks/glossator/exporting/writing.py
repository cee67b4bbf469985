"""The files for machines are written: of each article what changed, then those about the site."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.processes import share_out
from glossator.exporting.format import Format, Output
from glossator.site.article import surroundings
from glossator.site.site import Site

FRAGMENTS = "exports"
"""What the cache calls the fragments of an article, all in one entry."""

IsShown = Callable[[str, str], bool]
"""Told the path of a file and its state, says whether the file stands there in this state."""


def is_shown_nowhere(_path: str, _state: str) -> bool:
    """Of files that are all to be written."""
    return False


@dataclass
class Exports:
    """The files of a site for machines.

    Attributes:
        site: The site.
        formats: In which forms.
        cache: What was made before.
    """

    site: Site
    formats: Sequence[Format]
    cache: Cache

    def write(
        self,
        folder: Path,
        *,
        jobs: int = 1,
        is_shown: IsShown = is_shown_nowhere,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Write all files into `folder`, but for those that show their state already.

        `progress` is called with the number of articles done, by this process, and their total.

        Raises:
            OSError: a file cannot be written.
        """
        self.write_articles(folder, jobs=jobs, is_shown=is_shown, progress=progress)
        for output in self.of_site():
            write(folder, output)

    def write_articles(
        self,
        folder: Path,
        *,
        jobs: int = 1,
        is_shown: IsShown = is_shown_nowhere,
        progress: Callable[[int, int], None] | None = None,
    ) -> None:
        """Write those files that are about one article each; see `write`."""
        slugs = sorted(self.site.articles)

        def work(turn: int, turns: int) -> None:
            for number in range(turn, len(slugs), turns):
                if progress and not turn:
                    progress(number, len(slugs))
                self._write_article(folder, slugs[number], is_shown)

        share_out(work, jobs=jobs)

    def _write_article(self, folder: Path, slug: str, is_shown: IsShown) -> None:
        key = self.key_of(slug)
        fragments = self.fragments_of(slug, key)
        for one in self.formats:
            for output in one.of_article(self.site, slug, fragments[one.name]):
                if not is_shown(output.path, key):
                    write(folder, output)

    def of_site(self) -> Iterator[Output]:
        """The files about the whole site."""
        for one in self.formats:
            yield from one.of_site(self.site, partial(self._fragments_in, one.name))

    def _fragments_in(self, name: str) -> Iterator[tuple[str, bytes]]:
        for slug in sorted(self.site.articles):
            yield slug, self.fragments_of(slug)[name]

    def key_of(self, slug: str) -> str:
        """The checksum of all that the fragments of an article are made of."""
        site = self.site
        about = (repr(site.about), *(one.name for one in self.formats))
        article = site.articles[slug].key
        return digest(FRAGMENTS, code_digest(), article, surroundings(site, slug), *about)

    def fragments_of(self, slug: str, key: str = "") -> dict[str, bytes]:
        """What each form says of an article, by the name of the form."""
        key = key or self.key_of(slug)
        kept = self.cache.get(FRAGMENTS, key)
        found = _unpacked(kept) if kept else {}
        if found.keys() != {one.name for one in self.formats}:
            found = {one.name: one.fragment(self.site, slug) for one in self.formats}
            self.cache.put(FRAGMENTS, key, _packed(found))
        return found


def write(folder: Path, output: Output) -> None:
    """Write a file below `folder`."""
    path = folder / output.path
    path.parent.mkdir(parents=True, exist_ok=True)
    with path.open("wb") as file:
        file.writelines(output.chunks)


def _packed(fragments: dict[str, bytes]) -> bytes:
    """The fragments one after the other, behind a line that says how long each is."""
    sizes = {name: len(fragment) for name, fragment in fragments.items()}
    return json.dumps(sizes).encode() + b"\n" + b"".join(fragments.values())


def _unpacked(packed: bytes) -> dict[str, bytes]:
    """What `_packed` was given; nothing of what it has not made."""
    head, _, rest = packed.partition(b"\n")
    try:
        sizes = json.loads(head).items()
        found, begin = {}, 0
        for name, size in sizes:
            found[name], begin = rest[begin : begin + size], begin + size
    except (AttributeError, RecursionError, TypeError, ValueError):
        return {}
    return found if begin == len(rest) else {}
