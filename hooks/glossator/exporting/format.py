"""One form in which machines read what a site says, put together from what is said of articles."""

from __future__ import annotations

from abc import ABC, abstractmethod
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import ClassVar

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

    @abstractmethod
    def fragment(self, site: Site, slug: str) -> bytes:
        """What is said of the article `slug`.

        It depends on `site.about`, on the article with its notes, and on what
        `site.article.surroundings` tells of the rest; on nothing else.
        """

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002 - others have some
        """The files about the article alone."""
        return ()

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:  # noqa: ARG002 - likewise
        """The files about the whole site, none of which grows faster than it."""
        return ()
