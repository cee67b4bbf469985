"""The pages of a site beside and around its articles: what stands on them, and their HTML."""

from __future__ import annotations

import re
import unicodedata
from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from glossator.annotate import KIND_NAMES, AnnotatedText, PlacedNote
from glossator.corpus import Article, Corpus, Topic
from glossator.links import Repository, page_url, relative_url
from glossator.model import Source
from glossator.problems import count_of
from glossator.render import render
from glossator.verdict import verdict

# A reader who comes back wants what is new; older notes are one click away.
LATEST = 8

GENERATED = {
    "articles/index.md": "Articles",
    "topics/index.md": "Topics",
    "corrections.md": "Corrections",
    "sources.md": "Sources",
}
"""Pages that are made even where nobody wrote an introduction, with their titles."""


LISTS = frozenset({"articles/index.md", "topics/index.md", "corrections.md"})
"""Pages that only list what has a page or an address of its own: search leaves them out."""


@dataclass(frozen=True)
class AnnotatedArticle:
    """An article with its notes, anchored.

    Attributes:
        article: The article.
        text: Its HTML and notes.
        page: The address of its page, relative to the site's root.
    """

    article: Article
    text: AnnotatedText
    page: str

    @cached_property
    def published(self) -> tuple[PlacedNote, ...]:
        """The notes that stand."""
        return tuple(n for n in self.text.notes if n.note.annotation.status != "withdrawn")

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


@dataclass(frozen=True)
class Citation:
    """A source with everything that cites it.

    Attributes:
        source: The source.
        cited_by: Title and address of each note or topic that cites it.
    """

    source: Source
    cited_by: tuple[tuple[str, str], ...]


@dataclass
class Site:
    """What all pages draw on.

    Attributes:
        corpus: Articles, notes and topics.
        articles: Annotated articles by slug.
        repository: Where notes are contributed, if anywhere.
        use_directory_urls: Whether pages are folders (`a/`) or files (`a.html`).
    """

    corpus: Corpus
    articles: dict[str, AnnotatedArticle]
    repository: Repository | None = None
    use_directory_urls: bool = True
    mentions: Mapping[str, frozenset[str]] = field(default_factory=dict)

    def url_of(self, source: str) -> str:
        """The address of the page made from the Markdown file `source` below the docs."""
        return page_url(source, use_directory_urls=self.use_directory_urls)

    def note_url(self, placed: PlacedNote) -> str:
        """The permalink of a note, relative to the site's root."""
        return f"{self.articles[placed.note.article].page}#{placed.anchor}"

    def topics_of(self, placed: PlacedNote) -> list[Topic]:
        """The topics that a note carries and that have a page."""
        topics = self.corpus.topics
        return [topics[slug] for slug in placed.note.annotation.topics if slug in topics]

    @cached_property
    def notes(self) -> list[PlacedNote]:
        """Every note that stands, by article and in reading order."""
        return [placed for annotated in self.articles.values() for placed in annotated.published]

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
        chosen = [self.articles[slug]] if slug else list(self.articles.values())
        days = [
            day
            for annotated in chosen
            for day in (
                annotated.article.meta.retrieved if annotated.article.meta else None,
                *(
                    placed.note.annotation.modified or placed.note.annotation.created
                    for placed in annotated.text.notes
                ),
            )
            if day
        ]
        return max(days, default=None)

    def articles_on(self, topic: str) -> list[AnnotatedArticle]:
        """Articles that carry the topic, name it, or have a note that carries it."""
        noted = {placed.note.article for placed in self.notes_by_topic.get(topic, ())}
        return [
            annotated
            for slug, annotated in self.articles.items()
            if slug in noted
            or topic in self.mentions.get(slug, ())
            or (annotated.article.meta and topic in annotated.article.meta.topics)
        ]


def render_article(site: Site, slug: str) -> str:
    """An article's page: headline, byline, text with marks, and the notes."""
    annotated = site.articles[slug]
    values = _values(site, annotated.page) | {
        "annotated": annotated,
        "article": annotated.article,
        "meta": annotated.article.meta,
        "verdict": verdict(annotated.text.notes),
    }
    # The article's HTML begins with its only first-level heading.
    headline, end_of_headline, text = annotated.text.html.partition("</h1>")
    return render(
        "article",
        values | {"headline": Markup(headline + end_of_headline), "text": Markup(text)},  # noqa: S704
    )


def render_page(site: Site, source: str, html: str) -> str | None:
    """The page made from the Markdown file `source`, `html` being what is written there.

    None when the page is wholly hand-written.
    """
    page = site.url_of(source)
    makers: dict[str, Callable[[Site], dict[str, object]]] = {
        "index.md": _home,
        "articles/index.md": _article_index,
        "topics/index.md": _topic_index,
        "corrections.md": _corrections,
        "sources.md": _sources,
    }
    if source in makers:
        template = {
            "index.md": "home",
            "articles/index.md": "article-index",
            "topics/index.md": "topic-index",
        }.get(source, source.removesuffix(".md"))
        values = makers[source](site)
    elif source.startswith("topics/") and source[7:-3] in site.corpus.topics:
        template, values = "topic", _topic(site, site.corpus.topics[source[7:-3]])
    else:
        return None
    if source in GENERATED and "<h1" not in html:
        html = f'<h1 id="section-title">{GENERATED[source]}</h1>\n{html}'
    return render(template, _values(site, page) | values | {"written": html})


def _values(site: Site, page: str) -> dict[str, object]:
    """What every template can use."""
    return {
        "site": site,
        "kinds": KIND_NAMES,
        "repository": site.repository,
        "link": lambda target: relative_url(target, start=page),
        "summed": _summed,
    }


def _summed(counts: Iterable[tuple[str, int]]) -> str:
    """Counts by kind in words: `2 corrections, 1 source, 3 of context`."""
    plural = {"correction": "corrections", "source": "sources", "context": "context notes"}
    single = {"context": "context note"}
    return ", ".join(
        count_of(number, single.get(kind, kind), plural[kind]) for kind, number in counts
    )


def _home(site: Site) -> dict[str, object]:
    latest = sorted(site.notes, key=lambda n: n.note.annotation.created or "", reverse=True)
    return {"articles": _newest_first(site), "latest": latest[:LATEST]}


def _article_index(site: Site) -> dict[str, object]:
    return {"articles": _newest_first(site)}


def _newest_first(site: Site) -> list[AnnotatedArticle]:
    def published(annotated: AnnotatedArticle) -> str:
        meta = annotated.article.meta
        return (meta.source.published or "") if meta else ""

    return sorted(site.articles.values(), key=published, reverse=True)


def _topic_index(site: Site) -> dict[str, object]:
    topics = sorted(site.corpus.topics.values(), key=lambda topic: topic.title.casefold())
    return {
        "dossiers": [topic for topic in topics if topic.meta and topic.meta.timeline],
        "glossary": [topic for topic in topics if not (topic.meta and topic.meta.timeline)],
    }


def _topic(site: Site, topic: Topic) -> dict[str, object]:
    return {
        "topic": topic,
        "articles": site.articles_on(topic.slug),
        "notes": site.notes_by_topic.get(topic.slug, []),
    }


def _corrections(site: Site) -> dict[str, object]:
    corrected = [
        (annotated, [placed for placed in annotated.published if placed.kind == "correction"])
        for annotated in _newest_first(site)
    ]
    return {"corrected": [(annotated, notes) for annotated, notes in corrected if notes]}


def _sources(site: Site) -> dict[str, object]:
    by_publisher: dict[str, dict[str, Citation]] = defaultdict(dict)
    for source, title, url in _cited(site):
        known = by_publisher[source.publisher].get(source.url)
        citers = (*known.cited_by, (title, url)) if known else ((title, url),)
        citation = Citation(known.source if known else source, tuple(dict.fromkeys(citers)))
        by_publisher[source.publisher][source.url] = citation
    publishers = sorted(by_publisher, key=lambda name: (name.casefold(), name))
    anchors = unique_anchors(publishers, prefix="publisher-")
    return {
        "publishers": [
            (
                name,
                anchors[name],
                sorted(
                    by_publisher[name].values(),
                    key=lambda cited: (cited.source.published or "", cited.source.url),
                ),
            )
            for name in publishers
        ]
    }


def _cited(site: Site) -> Iterator[tuple[Source, str, str]]:
    for placed in site.notes:
        for source in placed.note.annotation.sources:
            yield source, placed.title, site.note_url(placed)
    for topic in site.corpus.topics.values():
        if topic.meta:
            page = site.url_of(f"topics/{topic.slug}.md")
            events = (source for event in topic.meta.timeline for source in event.sources)
            for source in (*topic.meta.sources, *events):
                yield source, topic.title, page


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
