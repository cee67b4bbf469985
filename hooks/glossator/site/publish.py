"""From files to a publication: load, check, anchor, weave; no host and no disk writes."""

from __future__ import annotations

import posixpath
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TypeVar

from glossator.content.corpus import NO_FRONT_MATTER, Article, Corpus, Note, Page, Topic
from glossator.content.loading import load_corpus
from glossator.content.page_model import PageMeta
from glossator.problems import Location, Problem
from glossator.site.addresses import Repository, page_url
from glossator.site.article import render_article
from glossator.site.contribute import render_contribute_data
from glossator.site.headings import anchors
from glossator.site.mentions import find_mentions
from glossator.site.pages import GENERATED, render_page
from glossator.site.site import AnnotatedArticle, Site
from glossator.weaving.annotate import annotate
from glossator.weaving.markdown import (
    MarkdownError,
    check_markdown,
    render_article_body,
    render_note_body,
)
from glossator.weaving.markup import HtmlText
from glossator.weaving.sanitize import sanitize_page, unique_ids

Progress = Callable[[int, int], None]


@dataclass(frozen=True)
class Settings:
    """Where a site's files are and how its addresses look.

    Attributes:
        root: The folder that holds `mkdocs.yml`.
        docs: The docs folder, relative to `root`.
        annotations: The annotations folder, relative to `root`.
        repository: Where notes are contributed, if anywhere.
        use_directory_urls: Whether pages are folders (`a/`) or files (`a.html`).
    """

    root: Path
    docs: str = "docs"
    annotations: str = "annotations"
    repository: Repository | None = None
    use_directory_urls: bool = True


@dataclass
class Publication:
    """A site ready to be written, and everything that is wrong with its content.

    Attributes:
        site: Articles, notes and topics.
        problems: All problems of all files, sorted by place.
        docs: The docs folder, relative to the site's root.
        annotations: The annotations folder, likewise.
    """

    site: Site
    problems: list[Problem]
    docs: str = "docs"
    annotations: str = "annotations"

    @property
    def withheld(self) -> frozenset[str]:
        """Files, relative to the docs folder, that no host may publish, as in `a/b.html`."""
        prefix = f"{self.docs}/"
        return frozenset(
            problem.location.path.removeprefix(prefix)
            for problem in self.problems
            if problem.code.startswith("file-") and problem.location.path.startswith(prefix)
        )

    def written(self, source: str) -> tuple[dict[str, object], str]:
        """What a host may see of the Markdown file `source`: its front matter and its text.

        An article's text is left out, as the host has no part in it; so is what could not
        be read.
        """
        corpus = self.site.corpus
        slug = article_slug(source)
        if slug in corpus.articles:
            return {"title": corpus.articles[slug].title}, ""
        if source in corpus.pages:
            page = corpus.pages[source]
            return _page_head(page.meta or NO_FRONT_MATTER), page.body
        topic = corpus.topics.get(_slug_in("topics", source))
        if topic:
            summary = topic.meta.summary if topic.meta else ""
            return {"title": topic.title, "description": summary}, topic.body
        return {}, ""

    def article_html(self, slug: str) -> str:
        """The page of the article `slug`."""
        return render_article(self.site, slug)

    def page_html(self, source: str, html: str) -> str:
        """The page made from the Markdown file `source`, where `html` is its rendered text."""
        slug = article_slug(source)
        if slug in self.site.articles:
            return self.article_html(slug)
        safe = unique_ids(sanitize_page(html))
        page = render_page(self.site, source, safe)
        if page and len(anchors(page)) < page.count(' id="'):
            # What is generated keeps its address, so that links to it hold on every page.
            generated = anchors(render_page(self.site, source, "") or "")
            page = render_page(self.site, source, unique_ids(safe, generated))
        return page or safe

    def contribute_data(self) -> str:
        """What the contribution form must know, as JSON."""
        return render_contribute_data(self.site, docs=self.docs, annotations=self.annotations)

    def last_change(self, source: str) -> str | None:
        """The latest day that the page and its notes carry; of a list, that all articles do."""
        slug = article_slug(source)
        return self.site.last_change(slug if slug in self.site.articles else None)


def article_slug(source: str) -> str:
    """The slug of the article in the Markdown file `source`; empty where it holds none."""
    return _slug_in("articles", source)


def _slug_in(folder: str, source: str) -> str:
    parent, _, name = source.partition("/")
    return name.removesuffix(".md") if parent == folder and name.endswith(".md") else ""


def _page_head(meta: PageMeta) -> dict[str, object]:
    head: dict[str, object] = {}
    if meta.title:
        head["title"] = meta.title
    if meta.description:
        head["description"] = meta.description
    if meta.hide:
        head["hide"] = list(meta.hide)
    if meta.search:
        exclude = meta.search.exclude == "true"
        head["search"] = {"exclude": exclude, "boost": float(meta.search.boost)}
    return head


def publish(settings: Settings, *, progress: Progress | None = None) -> Publication:
    """Everything below `settings.root`, checked and annotated.

    `progress` is called with the number of articles done and their total.
    """
    corpus = load_corpus(settings.root, docs=settings.docs, annotations=settings.annotations)
    problems = list(corpus.problems)
    corpus.topics = _readable(corpus.topics, problems)
    corpus.pages = _readable(corpus.pages, problems)
    articles: dict[str, AnnotatedArticle] = {}
    for done, (slug, article) in enumerate(corpus.articles.items()):
        if progress:
            progress(done, len(corpus.articles))
        notes = _readable_notes(corpus.notes.get(slug, []), problems)
        body = _readable_body(article, problems)
        text = annotate(body or render_article_body("", article.title), notes)
        # Without its text an article has no quotes to find; that is one problem, not many.
        problems += text.problems if body else ()
        page = page_url(f"articles/{slug}.md", use_directory_urls=settings.use_directory_urls)
        articles[slug] = AnnotatedArticle(article, text, page)
    if progress:
        progress(len(corpus.articles), len(corpus.articles))
    site = Site(
        corpus,
        articles,
        settings.repository,
        settings.use_directory_urls,
        mentions=find_mentions(corpus, articles),
    )
    problems += _same_addresses(corpus, settings.docs)
    return Publication(site, sorted(set(problems)), settings.docs, settings.annotations)


def _same_addresses(corpus: Corpus, docs: str) -> Iterator[Problem]:
    """Pages that would overwrite another page, which may be one that nobody wrote by hand."""
    made = {_address(source): source for source in GENERATED}
    for source, page in corpus.pages.items():
        other = made.setdefault(_address(source), source)
        # MkDocs itself prefers an index to the README beside it.
        is_readme = posixpath.dirname(other) == posixpath.dirname(source) and "README" in source
        if other != source and not is_readme:
            message = f"this page would take the place of `{docs}/{other}`; rename one of the two"
            others = (Location(f"{docs}/{other}"),) if other in corpus.pages else ()
            yield Problem(Location(page.path), "file-name", message, related=others)


def _address(source: str) -> str:
    stem = posixpath.splitext(source)[0]
    if posixpath.basename(stem) == "README":
        stem = posixpath.join(posixpath.dirname(stem), "index")
    return page_url(f"{stem}.md")


def _readable_body(article: Article, problems: list[Problem]) -> HtmlText | None:
    try:
        base = article.meta.source.url if article.meta else ""
        return render_article_body(article.body, article.title, base)
    except MarkdownError as error:
        problems.append(Problem(Location(article.path), error.code, error.message))
        return None


def _readable_notes(notes: Sequence[Note], problems: list[Problem]) -> list[Note]:
    """The notes whose Markdown can be rendered."""
    readable = []
    for note in notes:
        try:
            render_note_body(note.annotation.body or "")
            readable.append(note)
        except MarkdownError as error:
            problems.append(Problem(note.parsed.place(("body",)), error.code, error.message))
    return readable


RecordT = TypeVar("RecordT", Topic, Page)


def _readable(records: Mapping[str, RecordT], problems: list[Problem]) -> dict[str, RecordT]:
    """The same, but without the text of those whose Markdown no host should be given."""
    readable = dict(records)
    for name, record in records.items():
        try:
            check_markdown(record.body)
        except MarkdownError as error:
            problems.append(Problem(Location(record.path), error.code, error.message))
            readable[name] = replace(record, body="")
    return readable
