"""From files to a publication: load, check, anchor, weave; no host and no disk writes."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass
from pathlib import Path

from glossator.annotate import AnnotatedText, annotate
from glossator.corpus import Article, Corpus, Note, load_corpus
from glossator.links import Repository, page_url
from glossator.markup import HtmlText
from glossator.pages import AnnotatedArticle, Site, render_article, render_page
from glossator.problems import Location, Problem
from glossator.render import TooDeepError, render_article_body, render_note_body
from glossator.sanitize import sanitize_page
from glossator.text import normalize

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
    """

    site: Site
    problems: list[Problem]

    def article_html(self, slug: str) -> str:
        """The page of the article `slug`."""
        return render_article(self.site, slug)

    def page_html(self, source: str, html: str) -> str:
        """The page made from the Markdown file `source`, where `html` is its rendered text."""
        safe = sanitize_page(html)
        return render_page(self.site, source, safe) or safe


def publish(settings: Settings, *, progress: Progress | None = None) -> Publication:
    """Everything below `settings.root`, checked and annotated.

    `progress` is called with the number of articles done and their total.
    """
    corpus = load_corpus(settings.root, docs=settings.docs, annotations=settings.annotations)
    problems = list(corpus.problems)
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
        mentions=_mentions(corpus),
    )
    return Publication(site, sorted(set(problems)))


def _too_deep(location: Location) -> Problem:
    message = "this text is nested too deeply to be read; take out levels of `>` or of lists"
    return Problem(location, "markdown-depth", message)


def _readable_body(article: Article, problems: list[Problem]) -> HtmlText | None:
    try:
        return render_article_body(article.body, article.title)
    except TooDeepError:
        problems.append(_too_deep(Location(article.path)))
        return None


def _readable_notes(notes: Sequence[Note], problems: list[Problem]) -> list[Note]:
    """The notes whose Markdown can be rendered."""
    readable = []
    for note in notes:
        try:
            render_note_body(note.annotation.body or "")
            readable.append(note)
        except TooDeepError:
            problems.append(_too_deep(note.parsed.place(("body",))))
    return readable


def _mentions(corpus: Corpus) -> dict[str, frozenset[str]]:
    """For each article, the topics one of whose names stands in its text."""
    names: dict[str, set[str]] = {}
    for topic in corpus.topics.values():
        for alias in topic.meta.aliases if topic.meta else ():
            names.setdefault(normalize(alias).text.strip(), set()).add(topic.slug)
    if not names:
        return {}
    pattern = _any_of(names)
    return {
        slug: frozenset(
            topic for name in set(pattern.findall(_plain(article))) for topic in names[name]
        )
        for slug, article in corpus.articles.items()
    }


def _plain(article: Article) -> str:
    return normalize(f"{article.title}\n{article.body}").text


def _any_of(names: Iterable[str]) -> re.Pattern[str]:
    """Any of the names as whole words; scripts without spaces have no word ends to look for."""
    longest_first = sorted(names, key=lambda name: (-len(name), name))
    return re.compile(
        "|".join(
            rf"(?<![A-Za-z0-9]){re.escape(name)}(?![A-Za-z0-9])"
            if name.isascii()
            else re.escape(name)
            for name in longest_first
        )
    )


__all__ = ["AnnotatedText", "Note", "Publication", "Settings", "publish"]
