"""The form `jsonld`: notes as W3C Web Annotations, of each article and of all."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import ClassVar

from glossator.exporting.annotation_pages import MOST, Collection
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.web_annotation import BodyOf, annotation_lines
from glossator.site.site import Site

PATH = "data/annotations.jsonld"


class AnnotationsJsonld(Format):
    """Web Annotations.

    A fragment is the annotations of an article, each on a line.
    """

    name: ClassVar[str] = "jsonld"

    def __init__(self, *, body_of: BodyOf | None = None, most: int | None = MOST) -> None:
        """Collections with `most` annotations on a page, or all on one.

        With `body_of`, annotations have all that a note's file is written from.
        """
        self._body_of, self._most = body_of, most

    def fragment(self, site: Site, slug: str) -> bytes:
        """The annotations of an article, each on a line."""
        lines = "\n".join(annotation_lines(site, slug, self._body_of))
        # What UTF-8 has no bytes for, halves of characters, is written as JSON has it.
        return lines.encode("utf-8", "backslashreplace")

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:
        """The collection of an article's annotations."""
        annotated = site.articles[slug]
        return Collection(
            site.about,
            f"articles/{slug}/annotations.jsonld",
            f"Annotations on “{annotated.article.title}”",
            site.last_change(slug),
        ).outputs(fragment.splitlines(), most=self._most)

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """The collection of all annotations."""
        name = f"Annotations of {site.about.name}" if site.about.name else "All annotations"
        collection = Collection(site.about, PATH, name, site.last_change())
        return collection.outputs(_lines(fragments), most=self._most)


def _lines(fragments: Fragments) -> Iterator[bytes]:
    for _, fragment in fragments():
        yield from fragment.splitlines()
