"""What the lists of a site list, and how a list that is cut is described."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from glossator.content.corpus import Topic
from glossator.site.charts import Chart
from glossator.site.citations import Citation
from glossator.site.parts import Part
from glossator.site.site import AnnotatedArticle
from glossator.weaving.annotate import PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Change


@dataclass(frozen=True, slots=True)
class Noted:
    """An article with some of its notes, or all.

    Attributes:
        annotated: The article.
        notes: The notes.
    """

    annotated: AnnotatedArticle
    notes: tuple[PlacedNote, ...]


@dataclass(frozen=True, slots=True)
class Correction:
    """A correction on its article; or what was put right in a note.

    Attributes:
        annotated: The article.
        placed: The note.
        change: What was put right in it.
    """

    annotated: AnnotatedArticle
    placed: PlacedNote
    change: Change | None = None


@dataclass(frozen=True, slots=True)
class Cited:
    """A source with some of what cites it, or all.

    Attributes:
        publisher: Its publisher's name.
        anchor: The id of that publisher's heading.
        citation: The source.
    """

    publisher: str
    anchor: str
    citation: Citation


@dataclass(frozen=True, slots=True)
class CutList:
    """A list of a site, whole or cut.

    Attributes:
        page: The Markdown file of the page on which it begins.
        folder: The folder of its parts' pages.
        title: What all of it is called.
        template: What makes its parts' pages.
        noun: What it lists.
        order: By what it is cut, in words.
        whole: Its entries.
        count: How many of what it lists some of its entries are.
        records: The articles, notes and topics of which an entry tells.
        topic: The topic on whose page it begins.
        chart: The chart of which it is the table.
    """

    page: str
    folder: str
    title: str
    template: str
    noun: str
    order: str
    whole: Part[Any]  # entries of one kind, which its template knows
    count: Callable[[Sequence[Any]], int] = len
    records: Callable[[Any], Iterable[object]] = lambda entry: (entry,)
    topic: Topic | None = None
    chart: Chart | None = None

    @property
    def is_cut(self) -> bool:
        """Whether it has parts."""
        return bool(self.whole.parts)

    def source(self, part: Part[Any]) -> str:
        """The Markdown file from which the page of a part would be made."""
        return f"{self.folder}/{part.path}.md" if part.path else self.page
