"""The files for machines are written: of each article what changed, then those about the site."""

from __future__ import annotations

import json
import os
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.processes import Progress, share_out
from glossator.exporting.format import Format, Output
from glossator.exporting.spool import Spool
from glossator.exporting.standing import Standing, Written
from glossator.site.article import page_state
from glossator.site.site import Site

FRAGMENTS = "exports"
"""What the cache calls the fragments of an article, all in one entry."""
# Bytes of which so many are written at once.
_BLOCK = 1 << 18
WHOLE = ""
"""What `Standing` calls the files about the whole site; others it calls by their article."""


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
        standing: Standing | None = None,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Write all files into `folder`, but for those that are `standing` already.

        `progress` is called with the number of articles done and their total.

        Raises:
            OSError: a file cannot be written.
        """
        states = {slug: self.key_of(slug) for slug in sorted(self.site.articles)}
        changed = [
            slug for slug, state in states.items() if not (standing and standing.keeps(slug, state))
        ]
        for one in self.formats:
            one.prepare(self.site, changed, jobs=jobs, progress=progress)
        missing = set(changed)

        def fragments_of(slug: str) -> dict[str, bytes]:
            """The fragments of an article, whose files are written by the way."""
            fragments = self.fragments_of(slug, states[slug])
            if slug in missing:
                written = self._write_article(folder, slug, fragments)
                if standing:
                    standing.wrote(slug, states[slug], written)
            return fragments

        whole = digest(*states.values(), self._site_state())
        if not (standing and standing.keeps(WHOLE, whole)):
            written = self._write_whole(folder, fragments_of, progress)
            if standing:
                standing.wrote(WHOLE, whole, written)
            return
        for slug in changed:  # somebody has changed their files, and not what these say
            fragments_of(slug)

    def keep(self, is_wanted: Callable[[str], bool], *, jobs: int = 1) -> None:
        """Keep the fragments of those articles of which `is_wanted` tells so, for another build."""
        slugs = [slug for slug in sorted(self.site.articles) if is_wanted(slug)]

        def work(turn: int, turns: int) -> None:
            for slug in slugs[turn::turns]:
                self.fragments_of(slug)

        share_out(work, jobs=jobs)

    def write_article(self, folder: Path, slug: str) -> Written:
        """Write the files that are about one article into `folder`; gives them by their paths."""
        return self._write_article(folder, slug, self.fragments_of(slug))

    def _write_article(self, folder: Path, slug: str, fragments: Mapping[str, bytes]) -> Written:
        made: set[str] = set()
        return {
            output.path: write(folder, output, made)
            for one in self.formats
            for output in one.of_article(self.site, slug, fragments.get(_kept_as(one), b""))
        }

    def write_whole(self, folder: Path, *, progress: Progress | None = None) -> Written:
        """Write the files that are about the whole site, as `write_article` does.

        `progress` is called with the number of articles that are read and their total.
        """
        return self._write_whole(folder, self.fragments_of, progress)

    def _write_whole(
        self,
        folder: Path,
        fragments_of: Callable[[str], Mapping[str, bytes]],
        progress: Progress | None,
    ) -> Written:
        made: set[str] = set()
        with TemporaryDirectory(prefix="glossator-") as spooled:
            spool = Spool(Path(spooled), sorted(self.site.articles), fragments_of, progress)
            spool.fill()
            return {
                output.path: write(folder, output, made)
                for one in self.formats
                for output in one.of_site(self.site, partial(spool.read, _kept_as(one)))
            }

    def hand_over(self, take: Callable[[Output], None], progress: Progress | None = None) -> None:
        """Give every file to `take`, made anew: nothing is from the cache, nothing is written.

        `progress` is called with the number of articles done and their total.
        """

        def fragments_of(slug: str) -> dict[str, bytes]:
            found = {name: one.fragment(self.site, slug) for name, one in self._names.items()}
            for one in self.formats:
                for output in one.of_article(self.site, slug, found.get(_kept_as(one), b"")):
                    take(output)
            return found

        with TemporaryDirectory(prefix="glossator-") as spooled:
            spool = Spool(Path(spooled), sorted(self.site.articles), fragments_of, progress)
            spool.fill()
            for one in self.formats:
                for output in one.of_site(self.site, partial(spool.read, _kept_as(one))):
                    take(output)

    def key_of(self, slug: str) -> str:
        """The checksum of all that the files about an article are made of."""
        return digest(self._common_key, page_state(self.site, slug))

    def _site_state(self) -> str:
        """The checksum of what files about the whole site are made of, beside its articles."""
        site, corpus = self.site, self.site.corpus
        of_site = (site.repository, site.use_directory_urls, site.last_change())
        topics = map(repr, corpus.topics.values())
        return digest(self._common_key, repr(of_site), *topics, "\n".join(sorted(corpus.files)))

    @cached_property
    def _common_key(self) -> str:
        """The checksum of what all files are made of, beside what articles say."""
        made_with = (f"{one.name} {one.made_with}" for one in self.formats)
        return digest(FRAGMENTS, code_digest(), repr(self.site.about), *made_with)

    def fragments_of(self, slug: str, key: str = "") -> dict[str, bytes]:
        """What each form says of an article, by the name of the form."""
        key = key or self.key_of(slug)
        kept = self.cache.get(FRAGMENTS, key)
        found = _unpacked(kept) if kept else {}
        if found.keys() != self._names.keys():
            found = {name: one.fragment(self.site, slug) for name, one in self._names.items()}
            self.cache.put(FRAGMENTS, key, _packed(found))
        return found

    @cached_property
    def _names(self) -> dict[str, Format]:
        """What fragments are kept as, with a form that makes them."""
        return {_kept_as(one): one for one in self.formats if one.has_fragments}


def _kept_as(one: Format) -> str:
    return one.kept_as or one.name


def write(folder: Path, output: Output, made: set[str]) -> os.stat_result:
    """Write a file below `folder`; gives what the system tells of it from then on.

    Folders that were `made` are there, and so will be the file's.
    """
    path = f"{folder}/{output.path}"
    parent = path.rpartition("/")[0]
    if parent not in made:
        _make_folder(parent)
        made.add(parent)
    with open(path, "wb", buffering=0) as file:
        for block in _blocks(output.chunks):
            done = file.write(block)
            while done < len(block):  # more than the system takes at once
                done += file.write(block[done:])
        return os.fstat(file.fileno())


def _blocks(chunks: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes in pieces of some size; what most files have is one."""
    some: list[bytes] = []
    size = 0
    for chunk in chunks:
        some.append(chunk)
        size += len(chunk)
        if size >= _BLOCK:
            yield b"".join(some)
            some.clear()
            size = 0
    yield b"".join(some)


def _make_folder(folder: str) -> None:
    # Of ten thousand, nearly each is new and has its parent by now.
    try:
        os.mkdir(folder)
    except FileExistsError:
        return
    except OSError:
        os.makedirs(folder, exist_ok=True)


def _packed(fragments: dict[str, bytes]) -> bytes:
    """The fragments one after the other, behind a line that says how long each is; compressed.

    They say the same things in several ways, and take a sixth of the room then.
    """
    sizes = {name: len(fragment) for name, fragment in fragments.items()}
    return zlib.compress(b"\n".join((json.dumps(sizes).encode(), b"".join(fragments.values()))), 1)


def _unpacked(packed: bytes) -> dict[str, bytes]:
    """What `_packed` was given; nothing of what it has not made."""
    try:
        head, _, rest = zlib.decompress(packed).partition(b"\n")
        sizes = json.loads(head).items()
        found, begin = {}, 0
        for name, size in sizes:
            found[name], begin = rest[begin : begin + size], begin + size
    except (AttributeError, RecursionError, TypeError, ValueError, zlib.error):
        return {}
    return found if begin == len(rest) else {}
