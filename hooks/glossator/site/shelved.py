"""What is known of an article and its notes without reading their files again."""

from __future__ import annotations

from dataclasses import dataclass, field, replace
from typing import TYPE_CHECKING

from glossator.problems import Problem
from glossator.site.addresses import page_url
from glossator.site.coverage import Coverage
from glossator.site.site import AnnotatedArticle
from glossator.site.stored import StoredArticle, StoredNote, StoredText

if TYPE_CHECKING:
    from glossator.site.alike_problems import Cited


@dataclass(frozen=True, slots=True)
class Entry:
    """What became of the files of an article.

    Attributes:
        key: Their checksum.
        problems: What is wrong with them, each by itself.
        article: The article; None where it cannot be read.
        notes: Its notes, in the order of their files.
        text: Its text with its notes; None likewise.
        coverage: How many of its checkable sentences carry a note.
        cited: Each publisher and host that it and its notes name together, and how often.
        cost: Nanoseconds that it takes to make it of its files, once they are read.
    """

    key: str
    problems: tuple[Problem, ...]
    article: StoredArticle | None = None
    notes: tuple[StoredNote, ...] = ()
    text: StoredText | None = None
    coverage: Coverage = field(default_factory=Coverage)
    cited: Cited = ()
    cost: int = 0

    def annotated(self, *, use_directory_urls: bool) -> AnnotatedArticle | None:
        """The article with its notes, as a site has it, if there is one."""
        if self.article is None or self.text is None:
            return None
        source = f"articles/{self.article.slug}.md"
        page = page_url(source, use_directory_urls=use_directory_urls)
        return AnnotatedArticle(self.article, self.text, page, self.key, self.coverage)

    def with_problems(self, problems: tuple[Problem, ...]) -> Entry:
        """The same, as if these were what is wrong."""
        text = replace(self.text, problems=problems) if self.text else None
        return replace(self, problems=problems, text=text)
