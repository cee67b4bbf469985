"""One form in which machines read what a site says, put together from what is said of articles."""

from __future__ import annotations

from abc import ABC
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import ClassVar

from glossator.caching.processes import Progress
from glossator.site.site import Site


@dataclass(frozen=True, slots=True)
class Output:
    """A file of the site.

    Attributes:
        path: Its path below the site's root, as in `data/articles.csv`.
        chunks: Its bytes, piece by piece.
    """

    path: str
    chunks: Iterable[bytes]


Fragments = Callable[[], Iterator[tuple[str, bytes]]]
"""Gives the fragment of each article, with its slug, in the order of slugs; again and again."""


class Format(ABC):
    """A form in which machines read what a site says.

    What is said of an article is a fragment; it is made once for each state of the article, in
    any process, and kept. Files about the whole site are put together from fragments.
    """

    name: ClassVar[str]
    """What it is called, in small letters and hyphens, as in `jsonld`."""
    kept_as: ClassVar[str] = ""
    """The name of the form that makes the same fragments, so that they are kept once."""
    has_fragments: ClassVar[bool] = True
    """Whether there are any: what is said of an article may be of no use to the whole."""

    is_fixed: ClassVar[bool] = True
    """Whether its files are the same to the byte wherever they are made."""

    @property
    def made_with(self) -> str:
        """The checksum of what has a part in its files and is neither ours nor the site's."""
        return ""

    def fragment(self, site: Site, slug: str) -> bytes:  # noqa: ARG002 - others have some
        """What is said of the article `slug`.

        It depends on `site.about`, on the article with its notes, and on what
        `site.article.surroundings` tells of the rest; on nothing else.
        """
        return b""

    def prepare(  # noqa: B027 - most have nothing to prepare
        self,
        site: Site,
        slugs: Sequence[str],
        *,
        jobs: int = 1,
        progress: Progress | None = None,
    ) -> None:
        """Make what takes long and what `of_article` needs of these articles."""

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002 - others have some
        """The files about the article alone, which depend on what fragments depend on."""
        return ()

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:  # noqa: ARG002 - likewise
        """The files about the whole site, none of which grows faster than it.

        They depend on what fragments depend on, on topics, and on the names of files.
        """
        return ()
