"""The files for machines are written: of each article what changed, then those about the site."""

from __future__ import annotations

import json
import zlib
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property, partial
from pathlib import Path
from tempfile import TemporaryDirectory

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.processes import Progress, share_out
from glossator.caching.seals import FilesSeal, sealed_files
from glossator.exporting.format import Format, Output
from glossator.exporting.put_down import write
from glossator.exporting.spool import Spool
from glossator.exporting.standing import Standing, Written
from glossator.site.article import page_state
from glossator.site.site import Site

FRAGMENTS = "exports"
"""What the cache calls the fragments of an article, all in one entry."""
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
        keys = {slug: self.key_of(slug) for slug in sorted(self.site.articles)}
        states = {slug: self._with_unfixed(key) for slug, key in keys.items()}
        changed = [
            slug for slug, state in states.items() if not (standing and standing.keeps(slug, state))
        ]
        for one in self.formats:
            one.prepare(self.site, changed, jobs=jobs, progress=progress)
        missing = set(changed)

        def fragments_of(slug: str) -> dict[str, bytes]:
            """The fragments of an article, whose files are written by the way."""
            fragments = self.fragments_of(slug, keys[slug])
            if slug in missing:
                seal = FilesSeal()
                written = self._write_article(folder, slug, fragments, seal)
                seal.keep(self.cache, keys[slug])
                if standing:
                    standing.wrote(slug, states[slug], written)
            return fragments

        key = self._key_of_whole(keys.values())
        if not (standing and standing.keeps(WHOLE, self._with_unfixed(key))):
            seal = FilesSeal()
            written = self._write_whole(folder, fragments_of, progress, seal)
            seal.keep(self.cache, key)
            if standing:
                standing.wrote(WHOLE, self._with_unfixed(key), written)
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
        return self._write_article(folder, slug, self.fragments_of(slug), None)

    def _write_article(
        self, folder: Path, slug: str, fragments: Mapping[str, bytes], seal: FilesSeal | None
    ) -> Written:
        made: set[str] = set()
        return {
            output.path: write(folder, output, made)
            for output in self._of_article(slug, fragments, seal)
        }

    def _of_article(
        self, slug: str, fragments: Mapping[str, bytes], seal: FilesSeal | None
    ) -> Iterator[Output]:
        for one in self.formats:
            for output in one.of_article(self.site, slug, fragments.get(_kept_as(one), b"")):
                yield _sealed(output, seal if one.is_fixed else None)

    def write_whole(self, folder: Path, *, progress: Progress | None = None) -> Written:
        """Write the files that are about the whole site, as `write_article` does.

        `progress` is called with the number of articles that are read and their total.
        """
        return self._write_whole(folder, self.fragments_of, progress, None)

    def _write_whole(
        self,
        folder: Path,
        fragments_of: Callable[[str], Mapping[str, bytes]],
        progress: Progress | None,
        seal: FilesSeal | None,
    ) -> Written:
        made: set[str] = set()
        return {
            output.path: write(folder, output, made)
            for output in self._of_site(fragments_of, progress, seal)
        }

    def _of_site(
        self,
        fragments_of: Callable[[str], Mapping[str, bytes]],
        progress: Progress | None,
        seal: FilesSeal | None,
    ) -> Iterator[Output]:
        with TemporaryDirectory(prefix="glossator-") as spooled:
            spool = Spool(Path(spooled), sorted(self.site.articles), fragments_of, progress)
            spool.fill()
            for one in self.formats:
                for output in one.of_site(self.site, partial(spool.read, _kept_as(one))):
                    yield _sealed(output, seal if one.is_fixed else None)

    def hand_over(
        self,
        take: Callable[[Output], None],
        read: Callable[[str], bytes | None],
        progress: Progress | None = None,
    ) -> Iterator[str]:
        """Give every file to `take`, but for those in which `read` finds what is to be there.

        Of these the paths are given back. Nothing is written. `progress` is called with the
        number of articles done and their total.
        """
        keys = {slug: self.key_of(slug) for slug in sorted(self.site.articles)}
        for number, (slug, key) in enumerate(keys.items()):
            if progress:
                progress(number, len(keys))
            found = sealed_files(self.cache, key, read)
            yield from found
            if not found:
                seal = FilesSeal()
                for output in self._of_article(slug, self.fragments_of(slug, key), seal):
                    take(output)
                seal.keep(self.cache, key)
        key = self._key_of_whole(keys.values())
        found = sealed_files(self.cache, key, read)
        yield from found
        if not found:
            seal = FilesSeal()
            for output in self._of_site(
                lambda slug: self.fragments_of(slug, keys[slug]), progress, seal
            ):
                take(output)
            seal.keep(self.cache, key)

    def key_of(self, slug: str) -> str:
        """The checksum of all that the files about an article are made of, as far as fixed."""
        return digest(self._common_key, page_state(self.site, slug))

    def _key_of_whole(self, keys: Iterable[str]) -> str:
        """The same of files about the whole site; `keys` are those of its articles."""
        site, corpus = self.site, self.site.corpus
        of_site = (site.repository, site.use_directory_urls, site.last_change())
        topics = map(repr, corpus.topics.values())
        files = "\n".join(sorted(corpus.files))
        return digest(*keys, digest(self._common_key, repr(of_site), *topics, files))

    @cached_property
    def _common_key(self) -> str:
        """The checksum of what all files are made of, beside what articles say."""
        made_with = (f"{one.name} {one.made_with}" for one in self.formats if one.is_fixed)
        return digest(FRAGMENTS, code_digest(), repr(self.site.about), *made_with)

    def _with_unfixed(self, key: str) -> str:
        """What tells the state of all files, of which `key` is that of the fixed ones."""
        return digest(key, self._unfixed)

    @cached_property
    def _unfixed(self) -> str:
        return digest(*(f"{one.name} {one.made_with}" for one in self.formats if not one.is_fixed))

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


def _sealed(output: Output, seal: FilesSeal | None) -> Output:
    return Output(output.path, seal.of(output.path, output.chunks)) if seal else output


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
