"""Sources by publisher, each with everything that cites it."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from glossator.content.publisher_names import usual_spellings

if TYPE_CHECKING:
    from glossator.content.model import Source


@dataclass(frozen=True, slots=True)
class Citation:
    """A source with everything that cites it.

    Attributes:
        source: The source, as it was first cited.
        cited_by: Title and address of each note or topic that cites it, or of some of them.
        of: How many cite it, where these are only some.
    """

    source: Source
    cited_by: tuple[tuple[str, str], ...]
    of: int = 0


@dataclass(frozen=True, slots=True)
class Publisher:
    """A publisher with its sources.

    Attributes:
        name: Its name.
        anchor: The id of its heading.
        citations: Its sources, oldest first.
    """

    name: str
    anchor: str
    citations: tuple[Citation, ...]

    @property
    def times(self) -> int:
        """How often its sources are cited."""
        return sum(len(citation.cited_by) for citation in self.citations)


def group_citations(cited: Iterable[tuple[Source, str, str]]) -> list[Publisher]:
    """Publishers by name with their sources; takes each source with its citer's title and address.

    Pages with the same address are one source; spellings of one name are one publisher.
    """
    cited = list(cited)
    usual = usual_spellings(source.publisher for source, _, _ in cited)
    first: dict[tuple[str, str], Source] = {}
    citers: dict[tuple[str, str], dict[tuple[str, str], None]] = defaultdict(dict)
    for source, title, url in cited:
        key = (usual[source.publisher], source.url)
        first.setdefault(key, source)
        citers[key][title, url] = None
    by_publisher: dict[str, list[Citation]] = defaultdict(list)
    for key, source in first.items():
        by_publisher[key[0]].append(Citation(source, tuple(citers[key])))
    anchors = publisher_anchors(by_publisher)
    return [
        Publisher(
            name,
            anchors[name],
            tuple(
                sorted(
                    by_publisher[name],
                    key=lambda cited: (cited.source.published or "", cited.source.url),
                )
            ),
        )
        for name in anchors
    ]


def in_pieces(citation: Citation, most: int) -> Iterator[Citation]:
    """The source once, or in pieces, where it and all that cites it are more than `most` lines."""
    citers = citation.cited_by
    if len(citers) < most:
        yield citation
        return
    for begin in range(0, len(citers), most - 1):
        yield Citation(citation.source, citers[begin : begin + most - 1], len(citers))


def publisher_anchors(names: Iterable[str]) -> dict[str, str]:
    """The id of each publisher's heading, by name in order; spellings of one name have one id."""
    usual = usual_spellings(names)
    ordered = sorted(usual, key=lambda name: (name.casefold(), name))
    anchors = unique_anchors((usual[name] for name in ordered), prefix="publisher-")
    return {name: anchors[usual[name]] for name in ordered}


def unique_anchors(names: Iterable[str], *, prefix: str) -> dict[str, str]:
    """An id for each name, made of its letters and digits, all of them different."""
    anchors: dict[str, str] = {}
    taken: set[str] = set()
    numbers: Counter[str] = Counter()
    for name in dict.fromkeys(names):
        plain = unicodedata.normalize("NFKC", name).casefold()
        stem = anchor = prefix + (re.sub(r"[\W_]+", "-", plain).strip("-") or "x")
        while anchor in taken:
            numbers[stem] += 1
            anchor = f"{stem}-{numbers[stem] + 1}"
        taken.add(anchor)
        anchors[name] = anchor
    return anchors
