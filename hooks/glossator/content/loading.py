"""The corpus of a site, read from disk with all its problems."""

from __future__ import annotations

import posixpath
from collections.abc import Collection, Iterator
from pathlib import Path, PurePosixPath

from glossator.content.conflicts import conflict_problems
from glossator.content.corpus import (
    NO_FRONT_MATTER,
    Article,
    Corpus,
    Note,
    Page,
    Topic,
    body_digest,
)
from glossator.content.cross_checks import duplicate_problems, topic_problems
from glossator.content.file_names import (
    active_file,
    invalid_id,
    misplaced_note,
    misplaced_page,
    missing_article,
    same_on_other_systems,
    spelling_on_other_systems,
    unportable_name,
)
from glossator.content.files import (
    LONGEST_PAGE,
    LONGEST_RECORD,
    MARKDOWN,
    list_files,
    read_text_file,
)
from glossator.content.front_matter import split_front_matter
from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta
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
    corpus = Corpus()
    articles = _load_docs(corpus, root, docs, only)
    _load_notes(corpus, root, annotations, f"{docs}/articles", articles, only)
    corpus.problems += topic_problems(corpus, f"{docs}/topics")
    corpus.problems += duplicate_problems(corpus)
    return corpus


def _load_docs(corpus: Corpus, root: Path, docs: str, only: Collection[str] | None) -> set[str]:
    """Read all that MkDocs will publish; give back the slugs of all articles, unread ones too."""
    articles = set()
    for path in _files(corpus, root, docs, (f"{docs}/articles/", f"{docs}/topics/")):
        source = path.removeprefix(f"{docs}/")
        corpus.files.add(source)
        folder, _, name = source.partition("/")
        stem, suffix = posixpath.splitext(name)
        if folder in {"articles", "topics"} and name != "index.md":
            if suffix != ".md" or "/" in stem:
                corpus.problems.append(misplaced_page(path, f"{docs}/{folder}"))
            elif not is_slug(stem):
                corpus.problems.append(invalid_id(path, stem, ".md"))
            elif folder == "articles":
                articles.add(stem)
                if only is None or stem in only:
                    _load_article(corpus, root, path, stem)
            else:
                _load_topic(corpus, root, path, stem)
        elif active := active_file(path, source):
            corpus.problems.append(active)
        elif only is None and PurePosixPath(source).suffix in MARKDOWN:
            _load_page(corpus, root, path, source)
    return articles


def _files(corpus: Corpus, root: Path, folder: str, named_by_id: tuple[str, ...]) -> Iterator[str]:
    """The files of a folder, those told of that some systems cannot keep.

    Below the paths `named_by_id` the name of a file is an id.
    """
    seen: dict[str, str] = {}
    for path in list_files(root, folder, corpus.problems):
        unportable = unportable_name(path, is_id=path.startswith(named_by_id))
        other = seen.setdefault(spelling_on_other_systems(path), path)
        if unportable:
            corpus.problems.append(unportable)
        elif other != path:
            corpus.problems.append(same_on_other_systems(path, other))
        yield path


def _load_article(corpus: Corpus, root: Path, path: str, slug: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_PAGE)
    if text is None:
        return
    meta, body, parsed, first_line = _parse_page(corpus, text, path, ArticleMeta)
    corpus.articles[slug] = Article(slug, path, meta, body, parsed)
    if meta and meta.sha256 and meta.sha256 != body_digest(body):
        message = (
            "the body of this copy has changed, and copies are frozen; take the change back, "
            "or, if the copy is to be replaced, write in the front matter "
            f"`sha256: {body_digest(body)}`"
        )
        corpus.problems.append(Problem(Location(path, first_line), "body-changed", message))


def _load_topic(corpus: Corpus, root: Path, path: str, slug: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_RECORD)
    if text is not None:
        corpus.topics[slug] = Topic(slug, path, *_parse_page(corpus, text, path, TopicMeta))


def _load_page(corpus: Corpus, root: Path, path: str, source: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_PAGE)
    if text is None:
        return
    meta: PageMeta | None = NO_FRONT_MATTER
    body, parsed, first_line = text, Parsed(values={(): Location(path)}), 1
    if text.startswith("---"):
        parsed, body, first_line = split_front_matter(text, path)
        if parsed.data is not None or parsed.problems:
            meta, problems = validate_record(parsed, PageMeta)
            corpus.problems += problems
    else:
        corpus.problems += conflict_problems(text, path)
    corpus.pages[source] = Page(source, path, meta, body, parsed, first_line)


def _parse_page(
    corpus: Corpus, text: str, path: str, model: type[RecordT]
) -> tuple[RecordT | None, str, Parsed, int]:
    """The front matter as a record, the body, the front matter as parsed, the body's line."""
    parsed, body, first_line = split_front_matter(text, path)
    meta, problems = validate_record(parsed, model)
    corpus.problems += problems
    return meta, body, parsed, first_line


def _load_notes(
    corpus: Corpus,
    root: Path,
    folder: str,
    articles_folder: str,
    articles: Collection[str],
    only: Collection[str] | None,
) -> None:
    for path in _files(corpus, root, folder, (f"{folder}/",)):
        slug = path.removeprefix(f"{folder}/").partition("/")[0]
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if stem + suffix == "README.md" or (only is not None and slug not in only):
            continue
        misplaced = misplaced_note(path, folder)
        if misplaced:
            corpus.problems.append(misplaced)
            continue
        if slug not in articles:
            corpus.problems.append(missing_article(path, slug, articles_folder, articles))
        if not is_slug(stem):
            corpus.problems.append(invalid_id(path, stem, ".yaml"))
        text = read_text_file(root, path, corpus.problems, limit=LONGEST_RECORD)
        if text is None:
            continue
        parsed = parse_yaml(text, path)
        annotation, problems = validate_record(parsed, Annotation)
        corpus.problems += problems
        if annotation and slug in corpus.articles and is_slug(stem):
            note = Note(stem, slug, path, annotation, parsed)
            corpus.notes.setdefault(slug, []).append(note)
