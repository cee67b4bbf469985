"""Everything that a site publishes: its articles, their notes, its topics and other pages."""

from __future__ import annotations

import hashlib
from bisect import bisect_right
from collections.abc import Callable
from dataclasses import dataclass, field
from itertools import accumulate
from typing import TYPE_CHECKING

from glossator.content.parsed import Parsed
from glossator.problems import Location, Problem

# What was read and checked before is taken up without the models, which take long to import.
if TYPE_CHECKING:
    from glossator.content.model import Annotation
    from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta


@dataclass
class Corpus:
    """Everything that a site publishes, sorted by slug and id, and what is wrong with it.

    `files` are all files of the docs folder, by their paths within it.
    """

    articles: dict[str, Article] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)
    problems: list[Problem] = field(default_factory=list)

    def by_source(self) -> dict[str, Article | Topic | Page]:
        """Everything that has a page, by the path of its file below the docs folder."""
        articles = {f"articles/{slug}.md": article for slug, article in self.articles.items()}
        topics = {f"topics/{slug}.md": topic for slug, topic in self.topics.items()}
        return {**articles, **topics, **self.pages}


@dataclass(frozen=True, slots=True)
class Article:
    """A frozen copy of an article.

    Attributes:
        slug: Its id: the file's name without `.md`.
        path: POSIX path of the file, relative to the site's root.
        meta: Its front matter; None where that could not be read.
        body: Its Markdown, from below the front matter.
        parsed: Where in the file each field stands.
        first_line: The line of the file in which the body begins, from 1.
    """

    slug: str
    path: str
    meta: ArticleMeta | None
    body: str
    parsed: Parsed = field(compare=False, repr=False)
    first_line: int = field(default=1, compare=False)

    @property
    def title(self) -> str:
        """The headline, or the slug where there is none."""
        return self.meta.title if self.meta else self.slug

    @property
    def topics(self) -> tuple[str, ...]:
        """The slugs of its topics."""
        return self.meta.topics if self.meta else ()

    @property
    def language(self) -> str:
        """The language of the copy, as a BCP 47 tag; English where nobody says."""
        return self.meta.source.language if self.meta else "en"


@dataclass(frozen=True, slots=True)
class Note:
    """One annotation with its identity and the way back to its file.

    Attributes:
        id: The file's name without `.yaml`.
        article: The slug of its article.
        path: POSIX path of the file, relative to the site's root.
        annotation: What the file says.
        parsed: Where in the file it says so.
    """

    id: str
    article: str
    path: str
    annotation: Annotation
    parsed: Parsed = field(compare=False, repr=False)

    @property
    def topics(self) -> tuple[str, ...]:
        """The slugs of its topics."""
        return self.annotation.topics

    @property
    def redirect_from(self) -> tuple[str, ...]:
        """The ids that it had before."""
        return self.annotation.redirect_from

    def place(self, index: int) -> Location:
        """Where in the file the words of target number `index` stand."""
        return self.parsed.place(("target", index, "exact"))


@dataclass(frozen=True, slots=True)
class Topic:
    """A context page.

    Attributes:
        slug: Its id: the file's name without `.md`.
        path: POSIX path of the file, relative to the site's root.
        meta: Its front matter; None where that could not be read.
        body: Its Markdown, from below the front matter.
        parsed: Where in the file each field stands.
        first_line: The line of the file in which the body begins, from 1.
    """

    slug: str
    path: str
    meta: TopicMeta | None
    body: str
    parsed: Parsed = field(default_factory=Parsed, compare=False, repr=False)
    first_line: int = field(default=1, compare=False)

    @property
    def title(self) -> str:
        """The topic's name, or the slug where there is none."""
        return self.meta.title if self.meta else self.slug


@dataclass(frozen=True, slots=True)
class Page:
    """A page of the site that is no article and no topic.

    Attributes:
        source: POSIX path of the file, relative to the docs folder.
        path: The same, relative to the site's root.
        meta: Its front matter, empty where there is none; None where that could not be read.
        body: Its Markdown, from below the front matter.
        parsed: Where in the file each field stands.
        first_line: The line of the file in which the body begins, from 1.
    """

    source: str
    path: str
    meta: PageMeta | None
    body: str
    parsed: Parsed = field(default_factory=Parsed, compare=False, repr=False)
    first_line: int = field(default=1, compare=False)


def places_in(record: Article | Topic | Page) -> Callable[[int], Location]:
    """What tells the place in its file of what stands at an offset of the record's body."""
    # A line ends where editors end it, and at no other of the signs of Unicode.
    starts = list(accumulate((len(line) + 1 for line in record.body.split("\n")), initial=0))

    def place_of(offset: int) -> Location:
        line = bisect_right(starts, offset) - 1
        return Location(record.path, record.first_line + line, offset - starts[line] + 1)

    return place_of


def body_digest(body: str) -> str:
    """The checksum of an article's body: SHA-256 of its UTF-8 text.

    Line ends count as line feeds, and blank lines at the beginning and the end do not
    count, so that neither an editor nor a checkout on another system changes it.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return hashlib.sha256(plain.encode()).hexdigest()
