"""The corpus of a site, read from disk with all its problems."""

from __future__ import annotations

import posixpath
from collections.abc import Collection
from pathlib import Path

from glossator.content.conflicts import conflict_problems
from glossator.content.corpus import (
    Article,
    Corpus,
    Note,
    Page,
    Topic,
    body_digest,
)
from glossator.content.cross_checks import duplicate_problems, topic_problems
from glossator.content.files import LONGEST_PAGE, LONGEST_RECORD, read_text_file
from glossator.content.front_matter import has_fields, split_front_matter
from glossator.content.listing import Listing, list_site
from glossator.content.model import Annotation
from glossator.content.most_told import MANY, MOST_OF_NOTES
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta, no_front_matter
from glossator.content.parsed import Parsed
from glossator.content.validate import RecordT, validate_record
from glossator.content.values import is_slug
from glossator.content.yaml_source import parse_yaml
from glossator.problems import Location, Problem


def load_corpus(
    root: Path,
    *,
    docs: str = "docs",
    annotations: str = "annotations",
    only: Collection[str] | None = None,
) -> Corpus:
    """The corpus below `root`; what cannot be read is left out and told in its problems.

    With `only`, the articles with these slugs, their notes, and the topics.
    """
    listing = list_site(root, docs, annotations, only=only)
    corpus = begin_corpus(root, listing)
    for slug, path in listing.articles.items():
        article = load_article(root, path, slug, corpus.problems)
        if article:
            corpus.articles[slug] = article
    for slug, paths in listing.notes.items():
        notes = load_notes(root, paths, slug, corpus.problems)
        if notes and slug in corpus.articles:
            corpus.notes[slug] = notes
            corpus.problems += duplicate_problems(notes)
    corpus.problems += topic_problems(corpus, f"{docs}/topics")
    return corpus


def begin_corpus(root: Path, listing: Listing) -> Corpus:
    """The corpus without articles and notes: what the names say, topics and pages."""
    corpus = Corpus(files=listing.files, problems=list(listing.problems))
    for slug, path in listing.topics.items():
        _load_topic(corpus, root, path, slug)
    for source, path in listing.pages.items():
        _load_page(corpus, root, path, source)
    return corpus


def load_article(root: Path, path: str, slug: str, problems: list[Problem]) -> Article | None:
    """The article in the file at `path`, relative to `root`; None where it cannot be read."""
    text = read_text_file(root, path, problems, limit=LONGEST_PAGE)
    if text is None:
        return None
    meta, body, parsed, first_line = _parse_page(problems, text, path, ArticleMeta)
    if meta and meta.sha256 and meta.sha256 != body_digest(body):
        message = (
            "the body of this copy has changed, and copies are frozen; take the change back, "
            "or, if the copy is to be replaced, write in the front matter "
            f"`sha256: {body_digest(body)}`"
        )
        problems.append(Problem(Location(path, first_line), "body-changed", message))
    return Article(slug, path, meta, body, parsed, first_line)


def load_notes(
    root: Path, paths: Collection[str], slug: str, problems: list[Problem]
) -> list[Note]:
    """The notes in the files at `paths`, relative to `root`, that can be read."""
    notes = []
    begin = len(problems)
    for path in paths:
        if len(problems) - begin > MOST_OF_NOTES:
            message = "the notes before this one have too many problems; mend these first"
            problems.append(Problem(Location(path), MANY, message))
            break
        text = read_text_file(root, path, problems, limit=LONGEST_RECORD)
        if text is None:
            continue
        parsed = parse_yaml(text, path)
        annotation, found = validate_record(parsed, Annotation)
        problems += found
        stem = posixpath.splitext(posixpath.basename(path))[0]
        if annotation and is_slug(stem):
            notes.append(Note(stem, slug, path, annotation, parsed))
    return notes


def _load_topic(corpus: Corpus, root: Path, path: str, slug: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_RECORD)
    if text is not None:
        parts = _parse_page(corpus.problems, text, path, TopicMeta)
        corpus.topics[slug] = Topic(slug, path, *parts)


def _load_page(corpus: Corpus, root: Path, path: str, source: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_PAGE)
    if text is None:
        return
    meta: PageMeta | None = no_front_matter()
    body, parsed, first_line = text, Parsed(values={(): Location(path)}), 1
    if has_fields(text):
        parsed, body, first_line = split_front_matter(text, path)
        if parsed.data is not None or parsed.problems:
            meta, problems = validate_record(parsed, PageMeta)
            corpus.problems += problems
    else:
        corpus.problems += conflict_problems(text, path)
    corpus.pages[source] = Page(source, path, meta, body, parsed, first_line)


def _parse_page(
    problems: list[Problem], text: str, path: str, model: type[RecordT]
) -> tuple[RecordT | None, str, Parsed, int]:
    """The front matter as a record, the body, the front matter as parsed, the body's line."""
    parsed, body, first_line = split_front_matter(text, path)
    meta, found = validate_record(parsed, model)
    problems += found
    return meta, body, parsed, first_line
