"""The pages of a site beside and around its articles: what stands on them, and their HTML."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cached_property

from markupsafe import Markup

from glossator.content.corpus import Article, Corpus, Topic
from glossator.content.model import Source
from glossator.problems import count_of
from glossator.site.addresses import Repository, page_url, relative_url
from glossator.site.charts import chart_months, chart_publishers, chart_reasons
from glossator.site.citations import group_citations, publisher_anchors
from glossator.site.coverage import Coverage, measure, sentence_spans, total
from glossator.site.timeline import DOT_RADIUS, Timeline, draw_timeline
from glossator.site.verdict import verdict
from glossator.weaving.annotate import KIND_NAMES, AnnotatedText, Place, PlacedNote
from glossator.weaving.markdown import render

# A reader who comes back wants what is new; older notes are one click away.
LATEST = 8
# Enough of a sentence around a correction to see what it changes.
LONGEST_CONTEXT = 110
# Enough of a quote to know it by in a list.
LONGEST_QUOTE = 90

GENERATED = {
    "articles/index.md": "Articles",
    "annotations.md": "Annotations",
    "topics/index.md": "Topics",
    "corrections.md": "Corrections",
    "sources.md": "Sources",
    "charts.md": "In numbers",
}
"""Pages that are made even where nobody wrote an introduction, with their titles."""


LISTS = frozenset(
    {"articles/index.md", "annotations.md", "topics/index.md", "corrections.md", "charts.md"}
)
"""Pages that only list what has a page or an address of its own: search leaves them out."""


STATUS_NAMES = {"published": "Stands", "resolved": "Resolved", "withdrawn": "Withdrawn"}


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


@dataclass(frozen=True, slots=True)
class Example:
    """A correction in its sentence.

    Attributes:
        annotated: Its article.
        placed: The note.
        place: The words that it corrects.
        before: What stands before them.
        after: What stands behind them.
    """

    annotated: AnnotatedArticle
    placed: PlacedNote
    place: Place
    before: str
    after: str


@dataclass
class Site:
    """What all pages draw on.

    Attributes:
        corpus: Articles, notes and topics.
        articles: Annotated articles by slug.
        repository: Where notes are contributed, if anywhere.
        use_directory_urls: Whether pages are folders (`a/`) or files (`a.html`).
        mentions: For each article's slug, the topics that its text names.
    """

    corpus: Corpus
    articles: dict[str, AnnotatedArticle]
    repository: Repository | None = None
    use_directory_urls: bool = True
    mentions: Mapping[str, frozenset[str]] = field(default_factory=dict)
    _coverage: dict[str, Coverage] = field(default_factory=dict, repr=False, compare=False)

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

    def coverage(self, slug: str) -> Coverage:
        """How many of an article's checkable sentences carry a note."""
        if slug not in self._coverage:
            self._coverage[slug] = measure(self.articles[slug].text)
        return self._coverage[slug]

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
        "annotations.md": _annotations,
        "corrections.md": _corrections,
        "sources.md": _sources,
        "charts.md": _charts,
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
    # What somebody wrote under a subheading of the home page comes below its lists.
    introduction, subheading, further = html.partition("<h2")
    written = {"written": html, "introduction": introduction, "further": subheading + further}
    return render(template, _values(site, page) | values | written)


def _values(site: Site, page: str) -> dict[str, object]:
    """What every template can use."""
    return {
        "site": site,
        "kinds": KIND_NAMES,
        "repository": site.repository,
        "link": _links_from(page),
        "summed": _summed,
    }


def _links_from(page: str) -> Callable[[str], str]:
    """What turns addresses into those seen from `page`; long lists name a page many times."""
    known: dict[str, str] = {}

    def link(target: str) -> str:
        path, mark, fragment = target.partition("#")
        if path == page:
            return relative_url(target, start=page)
        if path not in known:
            known[path] = relative_url(path, start=page)
        return known[path] + mark + fragment

    return link


def _summed(counts: Iterable[tuple[str, int]]) -> str:
    """Counts by kind in words: `2 corrections, 1 source, 3 of context`."""
    plural = {"correction": "corrections", "source": "sources", "context": "context notes"}
    single = {"context": "context note"}
    return ", ".join(
        count_of(number, single.get(kind, kind), plural[kind]) for kind, number in counts
    )


def _home(site: Site) -> dict[str, object]:
    latest = sorted(site.notes, key=lambda n: n.note.annotation.created or "", reverse=True)
    articles = _newest_first(site)
    numbers = Counter(placed.kind for placed in site.notes)
    return {
        "articles": articles,
        "latest": latest[:LATEST],
        "example": next(filter(None, map(_example, articles)), None),
        "numbers": [(kind, numbers[kind]) for kind in KIND_NAMES if numbers[kind]],
    }


def _example(annotated: AnnotatedArticle) -> Example | None:
    """The gravest correction of an article, in its sentence."""
    gravest = verdict(annotated.published).gravest
    if not gravest:
        return None
    text = annotated.text.source.text
    place = next((place for place in gravest[0].places if place.span), None)
    if not place or not place.span:
        return None
    begin, end = place.span
    around = [span for span in sentence_spans(text) if span[0] < end and begin < span[1]]
    before = " ".join(text[around[0][0] : begin].split()) if around else ""
    after = " ".join(text[end : around[-1][1]].split()) if around else ""
    if len(before) > LONGEST_CONTEXT:
        before = "… " + before[-LONGEST_CONTEXT:].partition(" ")[2]
    if len(after) > LONGEST_CONTEXT:
        after = after[:LONGEST_CONTEXT].rpartition(" ")[0] + " …"
    # The blanks beside the words went with the others.
    before += " " if text[begin - 1 : begin].isspace() else ""
    after = " " + after if text[end : end + 1].isspace() else after
    return Example(annotated, gravest[0], place, before, after)


def _article_index(site: Site) -> dict[str, object]:
    return {"articles": _newest_first(site)}


def _newest_first(site: Site) -> list[AnnotatedArticle]:
    def published(annotated: AnnotatedArticle) -> str:
        meta = annotated.article.meta
        return (meta.source.published or "") if meta else ""

    return sorted(site.articles.values(), key=published, reverse=True)


def _annotations(site: Site) -> dict[str, object]:
    """Every note, withdrawn ones too, by article."""
    noted = [annotated for annotated in _newest_first(site) if annotated.text.notes]
    listed = [placed.note.annotation for annotated in noted for placed in annotated.text.notes]
    topics = {slug for annotation in listed for slug in annotation.topics}
    anchors = publisher_anchors(s.publisher for annotation in listed for s in annotation.sources)
    publishers = {name: anchor.removeprefix("publisher-") for name, anchor in anchors.items()}
    return {
        "noted": noted,
        "total": len(listed),
        "clip": _clip,
        "statuses": STATUS_NAMES,
        "publisher_ids": publishers,
        "topic_options": sorted(
            ((slug, topic.title) for slug, topic in site.corpus.topics.items() if slug in topics),
            key=lambda option: option[1].casefold(),
        ),
        "publisher_options": [(anchor, name) for name, anchor in publishers.items()],
        "article_options": [(a.article.slug, a.article.title) for a in noted],
        "status_options": [
            (status, name)
            for status, name in STATUS_NAMES.items()
            if any(annotation.status == status for annotation in listed)
        ],
    }


def _clip(text: str) -> str:
    if len(text) <= LONGEST_QUOTE:
        return text
    return text[: LONGEST_QUOTE - 1].rstrip() + "…"


def _topic_index(site: Site) -> dict[str, object]:
    topics = sorted(site.corpus.topics.values(), key=lambda topic: topic.title.casefold())
    return {
        "dossiers": [topic for topic in topics if topic.meta and topic.meta.timeline],
        "glossary": [topic for topic in topics if not (topic.meta and topic.meta.timeline)],
    }


def _topic(site: Site, topic: Topic) -> dict[str, object]:
    articles = site.articles_on(topic.slug)
    timeline = _timeline(site, topic)
    with_events = {slug for dot in timeline.dots for slug in dot.articles}
    return {
        "topic": topic,
        "articles": articles,
        "notes": site.notes_by_topic.get(topic.slug, []),
        "timeline": timeline,
        "radius": DOT_RADIUS,
        # With one article on the topic there is nothing to choose.
        "filters": [site.articles[slug].article for slug in site.articles if slug in with_events]
        if len(with_events | {annotated.article.slug for annotated in articles}) > 1
        else [],
    }


def _timeline(site: Site, topic: Topic) -> Timeline:
    events = topic.meta.timeline if topic.meta else ()
    citing = site.citing_articles
    return draw_timeline(
        events,
        [
            tuple(
                dict.fromkeys(
                    slug for source in event.sources for slug in citing.get(source.url, ())
                )
            )
            for event in events
        ],
    )


def _corrections(site: Site) -> dict[str, object]:
    by_day: dict[str, list[tuple[AnnotatedArticle, PlacedNote]]] = defaultdict(list)
    for annotated in _newest_first(site):
        for placed in annotated.published:
            if placed.kind == "correction":
                by_day[placed.note.annotation.created or ""].append((annotated, placed))
    return {
        "days": sorted(by_day.items(), key=lambda pair: pair[0], reverse=True),
        "total": sum(map(len, by_day.values())),
    }


def _sources(site: Site) -> dict[str, object]:
    publishers = group_citations(site.cited())
    return {
        "publishers": publishers,
        "number": sum(len(publisher.citations) for publisher in publishers),
        "times": sum(publisher.times for publisher in publishers),
    }


def _charts(site: Site) -> dict[str, object]:
    corrections = (
        (annotated.article.meta.source.publisher, dict(annotated.counts).get("correction", 0))
        for annotated in site.articles.values()
        if annotated.article.meta
    )
    return {
        "charts": [
            chart_months(site.notes),
            chart_publishers(corrections),
            chart_reasons(site.notes),
        ]
    }
