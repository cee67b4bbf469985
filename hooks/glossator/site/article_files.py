"""The files of one article, and the checksum by which what is made of them is found again."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass

from glossator.caching.digest import code_digest, digest


@dataclass(frozen=True, slots=True)
class Files:
    """The files of an article.

    Attributes:
        slug: The article's slug.
        article: Its own file; None where there is none, only notes.
        notes: The files of its notes.
        key: The checksum of all of them, and of all else that has a part in what they become.
    """

    slug: str
    article: str | None
    notes: tuple[str, ...]
    key: str

    @property
    def paths(self) -> tuple[str, ...]:
        """All of them."""
        return (*((self.article,) if self.article else ()), *self.notes)


def key_of(slug: str, article: str | None, digests: Mapping[str, str]) -> str:
    """The checksum of an article with its files, of which these are the checksums by path."""
    # No path has a NUL in it, so that this is one text for each list of files.
    files = "\0".join(f"{path}\0{found}" for path, found in digests.items())
    return digest(code_digest(), slug, article or "", files)
