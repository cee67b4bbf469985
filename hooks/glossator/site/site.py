"""What all pages of a site draw on: its articles with their notes, and what belongs together."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property
from typing import TYPE_CHECKING, Any

from glossator.content.corpus import Article, Corpus, Topic
from glossator.content.publisher_names import usual_spellings
from glossator.site.about import About
from glossator.site.addresses import Repository, page_url
from glossator.site.citations import publisher_anchors
from glossator.site.coverage import Coverage, total
from glossator.site.former import Former
from glossator.site.stored import StoredText
from glossator.weaving.annotate import KIND_NAMES, PlacedNote

if TYPE_CHECKING:
    from glossator.content.model import Source


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its notes, anchored.

    Attributes:
        article: The article.
        text: Its HTML and notes.
        page: The address of its page, relative to the site's root.
        key: The checksum of all that article and notes are made of.
        coverage: How many of its checkable sentences carry a note.
    """

    article: Article
    text: StoredText
    page: str
    key: str
    coverage: Coverage

    @cached_property
    def published(self) -> tuple[PlacedNote, ...]:
        """The notes that stand."""
        return tuple(n for n in self.text.notes if n.note.annotation.status != "withdrawn")

    @cached_property
    def published_day(self) -> str:
        """The day on which the article was published, as exactly as is known; may be empty."""
        meta = self.article.meta
        return (meta.source.published or "") if meta else ""

    @property
    def corrects(self) -> bool:
        """Whether there are replacements to show in place."""
        return any(
            placed.kind == "correction" and placed.note.annotation.status == "published"
            for placed in self.published
        )

    @cached_property
    def counts(self) -> list[tuple[str, int]]:
        """How many notes of each kind stand, in the order of the kinds."""
        numbers = Counter(placed.kind for placed in self.published)
        return [(kind, numbers[kind]) for kind in KIND_NAMES if numbers[kind]]


@dataclass
class Site:
    """What all pages draw on.

    Attributes:
        corpus: Articles, notes and topics.
        articles: Annotated articles by slug.
        repository: Where notes are contributed, if anywhere.
        about: What the site says of itself.
        use_directory_urls: Whether pages are folders (`a/`) or files (`a.html`).
        find_mentions: For each article's slug, the topics that its text names.
        former: What former addresses lead to.
        kept: What is made once for all pages, by the name of what makes it.
    """

    corpus: Corpus
    articles: dict[str, AnnotatedArticle]
    repository: Repository | None = None
    use_directory_urls: bool = True
    find_mentions: Callable[[], Mapping[str, frozenset[str]]] = dict
    former: Former = field(default_factory=Former)
    about: About = field(default_factory=About)
    kept: dict[str, Any] = field(default_factory=dict, repr=False, compare=False)
    _rows: dict[str, dict[str, str]] = field(default_factory=dict, repr=False, compare=False)

    @cached_property
    def mentions(self) -> Mapping[str, frozenset[str]]:
        """For each article's slug, the topics that its text names."""
        return self.find_mentions()

    def url_of(self, source: str) -> str:
        """The address of the page made from the Markdown file `source` below the docs."""
        return page_url(source, use_directory_urls=self.use_directory_urls)

    def note_url(self, placed: PlacedNote) -> str:
        """Where a note stands on its article's page, relative to the site's root."""
        return f"{self.articles[placed.note.article].page}#{placed.anchor}"

    def note_page(self, placed: PlacedNote) -> str:
        """The page of a note alone, relative to the site's root: its permalink."""
        end = "/" if self.use_directory_urls else ".html"
        return f"notes/{placed.note.article}/{placed.note.id}{end}"

    def topics_of(self, placed: PlacedNote) -> list[Topic]:
        """The topics that a note carries and that have a page."""
        topics = self.corpus.topics
        return [topics[slug] for slug in placed.note.annotation.topics if slug in topics]

    @cached_property
    def notes(self) -> list[PlacedNote]:
        """Every note that stands, by article and in reading order."""
        return [placed for annotated in self.articles.values() for placed in annotated.published]

    @cached_property
    def publisher_ids(self) -> dict[str, str]:
        """For each publisher of a note's sources, by name in order, what a filter calls it."""
        anchors = publisher_anchors(self._publishers)
        return {name: anchor.removeprefix("publisher-") for name, anchor in anchors.items()}

    @cached_property
    def usual_publishers(self) -> dict[str, str]:
        """For each of these the spelling of its name that is used most."""
        return usual_spellings(self._publishers)

    @cached_property
    def _publishers(self) -> list[str]:
        return [
            source.publisher
            for annotated in self.articles.values()
            for placed in annotated.text.notes
            for source in placed.note.annotation.sources
        ]

    @cached_property
    def numbered_publishers(self) -> dict[str, str]:
        """Those of `publisher_ids` that another publisher's name alone would have had."""
        return {
            name: found
            for name, found in self.publisher_ids.items()
            if publisher_anchors([name])[name] != f"publisher-{found}"
        }

    def coverage(self, slug: str) -> Coverage:
        """How many of an article's checkable sentences carry a note."""
        return self.articles[slug].coverage

    @cached_property
    def total_coverage(self) -> Coverage:
        """The coverage of all articles together."""
        return total(self.coverage(slug) for slug in self.articles)

    @cached_property
    def citing_articles(self) -> dict[str, tuple[str, ...]]:
        """For the address of each source, the articles that have a note which cites it."""
        found: dict[str, dict[str, None]] = defaultdict(dict)
        for placed in self.notes:
            for source in placed.note.annotation.sources:
                found[source.url][placed.note.article] = None
        return {url: tuple(slugs) for url, slugs in found.items()}

    def cited(self) -> Iterator[tuple[Source, str, str]]:
        """Every source with title and address of the note or the topic that cites it."""
        for placed in self.notes:
            for source in placed.note.annotation.sources:
                yield source, placed.title, self.note_url(placed)
        for topic in self.corpus.topics.values():
            if topic.meta:
                page = self.url_of(f"topics/{topic.slug}.md")
                events = (source for event in topic.meta.timeline for source in event.sources)
                for source in (*topic.meta.sources, *events):
                    yield source, topic.title, page

    @cached_property
    def notes_by_topic(self) -> dict[str, list[PlacedNote]]:
        """Notes that carry each topic."""
        found: dict[str, list[PlacedNote]] = defaultdict(list)
        for placed in self.notes:
            for slug in dict.fromkeys(placed.note.annotation.topics):
                found[slug].append(placed)
        return found

    def last_change(self, slug: str | None = None) -> str | None:
        """The latest day that an article and its notes carry; without a slug, of them all."""
        if slug is None:
            return self._last_change
        annotated = self.articles[slug]
        latest = annotated.article.meta.retrieved if annotated.article.meta else None
        for placed in annotated.text.notes:
            annotation = placed.note.annotation
            day = annotation.modified or annotation.created
            if day and (not latest or day > latest):
                latest = day
        return latest or None

    @cached_property
    def _last_change(self) -> str | None:
        return max(filter(None, map(self.last_change, self.articles)), default=None)

    def articles_on(self, topic: str) -> list[AnnotatedArticle]:
        """Articles that carry the topic, name it, or have a note that carries it."""
        return self._articles_by_topic.get(topic, [])

    @cached_property
    def _articles_by_topic(self) -> dict[str, list[AnnotatedArticle]]:
        found: dict[str, list[AnnotatedArticle]] = defaultdict(list)
        for slug, annotated in self.articles.items():
            meta = annotated.article.meta
            topics = {
                *(meta.topics if meta else ()),
                *self.mentions.get(slug, ()),
                *(name for n in annotated.published for name in n.note.annotation.topics),
            }
            for topic in topics:
                found[topic].append(annotated)
        return found

    def row_on(self, topic: str) -> dict[str, str]:
        """The articles on the topic as they were published: each slug with the next, in a ring."""
        if topic not in self._rows:
            slugs = sorted(
                (annotated.article.slug for annotated in self.articles_on(topic)),
                key=lambda slug: (self.articles[slug].published_day, slug),
            )
            self._rows[topic] = dict(zip(slugs, slugs[1:] + slugs[:1], strict=True))
        return self._rows[topic]

    @cached_property
    def newest_first(self) -> list[AnnotatedArticle]:
        """All articles, those published last first."""
        return sorted(self.articles.values(), key=lambda one: one.published_day, reverse=True)
