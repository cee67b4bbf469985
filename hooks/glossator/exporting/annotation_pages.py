"""Collections of web annotations, cut into pages, none of which grows with the site."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import islice

from glossator.exporting.annotation_json import iri, moment, quoted
from glossator.exporting.format import Output
from glossator.exporting.web_annotation import CONTEXT, GENERATOR
from glossator.site.about import About

MOST = 500
"""Annotations on a page. As many of notes of the usual length are about a megabyte."""


@dataclass(frozen=True, slots=True)
class Collection:
    """A collection of annotations.

    Attributes:
        about: The site.
        path: The path of its file below the site's root, which ends in `.jsonld`.
        label: What it is, in a few words.
        modified: The day of its last change, if that is known.
    """

    about: About
    path: str
    label: str
    modified: str | None = None

    def outputs(self, annotations: Iterable[bytes], *, most: int | None = MOST) -> Iterator[Output]:
        """The collection's file with its first page in it, and a file for each further page.

        `annotations` are JSON; of these no more are in memory than two pages have, and the
        first. Without `most` all are on one page.
        """
        pages = _cut(annotations, most)
        first, page = next(pages, []), next(pages, None)
        total, number, names = len(first), 1, [self._first]
        second = self._address(2) if page else ""
        while page:
            number += 1
            following = next(pages, None)
            names.append(self._address(number))
            links = f',"prev":{iri(names[-2])}'
            if following:
                links += f',"next":{iri(self._address(number + 1))}'
            yield Output(self._path(number), self._page(names[-1], total, links, page))
            total += len(page)
            page = following
        yield Output(self.path, self._whole(first, total, second, names[-1]))

    @property
    def _own(self) -> str:
        return self.about.address(self.path)

    @property
    def _first(self) -> str:
        """The address of the page that stands in the collection's own file."""
        return f"{self._own}#first"

    def _path(self, number: int) -> str:
        return f"{self.path.removesuffix('.jsonld')}-{number}.jsonld"

    def _address(self, number: int) -> str:
        return self.about.address(self._path(number))

    def _context(self) -> str:
        """The context; a site that does not know its address has addresses from its root on."""
        if self.about.url:
            return f'"@context":"{CONTEXT}"'
        return f'"@context":["{CONTEXT}",{{"@base":"{"../" * self.path.count("/") or "./"}"}}]'

    def _page(
        self, address: str, start: int, links: str, annotations: list[bytes]
    ) -> Iterator[bytes]:
        """A page in a file of its own."""
        head = f"{{{self._context()},{self._page_head(address, start, links)}"
        yield from _listed(head, annotations, "]}\n")

    def _page_head(self, address: str, start: int, links: str) -> str:
        whole = f'{{"id":{iri(self._own)},"type":"AnnotationCollection"}}'
        return (
            f'"id":{iri(address)},"type":"AnnotationPage","partOf":{whole},'
            f'"startIndex":{start}{links},"items":['
        )

    def _whole(
        self, annotations: list[bytes], total: int, second: str, last: str
    ) -> Iterator[bytes]:
        head = (
            f'{{{self._context()},"id":{iri(self._own)},"type":"AnnotationCollection",'
            f'"label":{quoted(self.label)}'
        )
        if self.modified:
            head += f',"modified":{moment(self.modified)}'
        head += f',"generator":{GENERATOR}'
        if self.about.rights:
            head += f',"rights":{iri(self.about.rights)}'
        head += f',"total":{total}'
        if not total:
            yield f"{head}}}\n".encode()
            return
        links = f',"next":{iri(second)}' if second else ""
        head += f',"last":{iri(last)},"first":{{{self._page_head(self._first, 0, links)}'
        yield from _listed(head, annotations, "]}}\n")


def _cut(annotations: Iterable[bytes], most: int | None) -> Iterator[list[bytes]]:
    remaining = iter(annotations)
    while page := list(islice(remaining, most)):
        yield page


def _listed(head: str, annotations: list[bytes], tail: str) -> Iterator[bytes]:
    """Each annotation on a line of its own, which is for people and for `git diff`."""
    yield head.encode("utf-8", "backslashreplace") + b"\n"
    yield b",\n".join(annotations)
    yield b"\n" + tail.encode()
