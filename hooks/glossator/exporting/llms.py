"""The site in plain Markdown: `llms.txt`, which leads to it, and a file for each page.

See https://llmstxt.org for what such a file holds.
"""

from __future__ import annotations

import posixpath
import re
from collections.abc import Iterable, Iterator

from glossator.content.corpus import Topic
from glossator.exporting.article_markdown import article_markdown
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.markdown_of import link, one_line
from glossator.exporting.plain import utf8
from glossator.exporting.records import Record, topic_record
from glossator.problems import count_of
from glossator.site.site import AnnotatedArticle, Site

INDEX, WHOLE = "llms.txt", "llms-full.txt"
# Links of each section: what is older is in the data, to which the file leads too.
MOST_LINKS = 200
# Bytes. About what the largest models read at once.
MOST_BYTES = 2_000_000
_NOUNS = {"correction": "correction", "source": "source note", "context": "context note"}
# A link in Markdown that leads to another page of the site's files.
_LOCAL = re.compile(r"\]\((?![a-z]+:|[#/])(?P<path>[^)#\s]+)\.md(?P<place>#[^)\s]*)?\)")


class Markdown(Format):
    """`llms.txt`, the newest articles in one file, and Markdown of each article and topic."""

    name = "llms"

    def fragment(self, site: Site, slug: str) -> bytes:
        """The article with its notes."""
        return utf8(article_markdown(site, slug))

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:  # noqa: ARG002 - as others
        """The same."""
        yield Output(article_path(slug), (fragment,))

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """What leads to all of it, the newest articles, and the topics."""
        yield Output(INDEX, (utf8("\n\n".join(_index(site)) + "\n"),))
        yield Output(WHOLE, _whole(site, fragments))
        for topic in site.corpus.topics.values():
            yield Output(topic_path(topic.slug), (utf8(_topic(site, topic)),))


def article_path(slug: str) -> str:
    """Where an article stands as Markdown, below the site's root."""
    return f"articles/{slug}/index.md"


def topic_path(slug: str) -> str:
    """Where a topic stands as Markdown, below the site's root."""
    return f"topics/{slug}/index.md"


def _index(site: Site) -> Iterator[str]:
    yield from _head(site)
    articles = site.newest_first[:MOST_LINKS]
    if articles:
        yield "## Articles"
        yield "\n".join(_to_article(site, one) for one in articles)
    topics = sorted(
        site.corpus.topics.values(),
        key=lambda topic: (-len(site.notes_by_topic.get(topic.slug, ())), topic.slug),
    )[:MOST_LINKS]
    if topics:
        yield "## Topics"
        yield "\n".join(_to_topic(site, one) for one in topics)
    yield "## Optional"
    yield "\n".join(
        f"- {link(name, _at(site, path))}: {says}"
        for name, path, says in (
            ("Articles in one file", WHOLE, "the newest ones, up to two megabytes"),
            ("All articles", "data/articles.jsonl", "with their texts, a record on each line"),
            ("All annotations", "data/annotations.jsonl", "likewise"),
            ("All topics", "data/topics.jsonl", "likewise"),
            ("Database", "data/corpus.sqlite", "all of it, for SQLite, with full-text search"),
        )
    )


def _head(site: Site) -> Iterator[str]:
    yield f"# {one_line(site.about.name or 'Annotated articles')}"
    yield f"> {one_line(site.about.description or 'Articles with public, sourced annotations.')}"
    articles = count_of(len(site.articles), "article")
    notes = count_of(len(site.notes), "annotation")
    yield (
        f"This site has {articles} with {notes}. Articles are frozen copies of what others "
        "published, errors included; annotations correct them, give the source of what they say, "
        "or add context, each with sources of its own. Words of an article are not words of this "
        "site: before you repeat them, look whether an annotation corrects them."
    )
    if site.about.rights:
        yield f"Terms of the annotations: <{site.about.rights}>"


def _to_article(site: Site, annotated: AnnotatedArticle) -> str:
    article, meta = annotated.article, annotated.article.meta
    said = [one_line(meta.source.publisher)] if meta else []
    said += [annotated.published_day] if annotated.published_day else []
    said += [count_of(number, _NOUNS[kind]) for kind, number in annotated.counts]
    return f"- {link(article.title, _at(site, article_path(article.slug)))}: {', '.join(said)}"


def _to_topic(site: Site, topic: Topic) -> str:
    summary = f": {one_line(topic.meta.summary)}" if topic.meta else ""
    return f"- {link(topic.title, _at(site, topic_path(topic.slug)))}{summary}"


def _at(site: Site, path: str) -> str:
    return site.about.url + path


def _whole(site: Site, fragments: Fragments) -> Iterator[bytes]:
    """The newest articles, as many as fit."""
    sizes = {slug: len(fragment) for slug, fragment in fragments()}
    chosen: list[str] = []
    total = 0
    for annotated in site.newest_first:
        total += sizes[annotated.article.slug]
        if total > MOST_BYTES and chosen:
            break
        chosen.append(annotated.article.slug)
    wanted = frozenset(chosen)
    texts = {slug: fragment for slug, fragment in fragments() if slug in wanted}
    yield utf8("\n\n".join(_head(site)) + "\n")
    if len(chosen) < len(sizes):
        yield f"\nBelow are the newest {len(chosen)}; llms.txt leads to the others.\n".encode()
    for slug in chosen:
        yield b"\n" + texts[slug]


def _topic(site: Site, topic: Topic) -> str:
    record = topic_record(site, topic)
    parts = [f"# {one_line(record['title'])}"]
    if record["summary"]:
        parts.append(one_line(record["summary"]))
    if record["timeline"]:
        parts += ["## Timeline", "\n".join(map(_event, record["timeline"]))]
    if record["text"]:
        parts.append(_leading_on(site, record["text"]))
    parts.append(f"With the articles and annotations on it: <{record['url']}>")
    return "\n\n".join(parts) + "\n"


def _event(event: Record) -> str:
    sources = "; ".join(
        link(one["title"] or one["publisher"], one["url"]) for one in event["sources"]
    )
    said = f"- {event['date']}: {one_line(event['text'])}"
    return f"{said} ({sources})" if sources else said


def _leading_on(site: Site, text: str) -> str:
    """Markdown of a topic, with its links to other pages of the site made addresses."""

    def address(found: re.Match[str]) -> str:
        path = posixpath.normpath(posixpath.join("topics", f"{found['path']}.md"))
        return f"]({_at(site, site.url_of(path))}{found['place'] or ''})"

    return _LOCAL.sub(address, text)
