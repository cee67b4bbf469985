"""All articles, annotations and topics of a site, read from disk with all their problems."""

from __future__ import annotations

import hashlib
import posixpath
import re
from collections.abc import Collection, Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path, PurePosixPath

from glossator.anchoring.text import normalize
from glossator.content.files import MARKDOWN, list_files, read_text_file
from glossator.content.front_matter import split_front_matter
from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta
from glossator.content.parsed import Parsed
from glossator.content.validate import RecordT, validate_record
from glossator.content.values import is_slug
from glossator.content.yaml_source import parse_yaml
from glossator.problems import Location, Problem
from glossator.spelling import did_you_mean

# Bytes. A long read is 60 kB, a book chapter 200 kB; what is larger is no article, and
# every note of it would be searched for in all of it.
LONGEST_PAGE = 1024 * 1024
# Bytes. The longest note or topic that anybody reads has a tenth of it.
LONGEST_RECORD = 64 * 1024
# What a browser runs, or draws with scripts in it, when it is opened or named by a page.
_ACTIVE = frozenset(
    (
        *(".cjs", ".css", ".htm", ".html", ".javascript", ".js", ".mht", ".mhtml", ".mjs"),
        *(".shtml", ".svg", ".svgz", ".swf", ".wasm", ".xht", ".xhtml", ".xml", ".xsl", ".xslt"),
    )
)
# Files of the theme and of Glossator, which a file of the same name would replace.
_THEME_FOLDERS = re.compile(r"assets/(?:glossator|javascripts|stylesheets)/", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Article:
    """A frozen copy of an article.

    Attributes:
        slug: Its id: the file's name without `.md`.
        path: POSIX path of the file, relative to the site's root.
        meta: Its front matter; None where that could not be read.
        body: Its Markdown, from below the front matter.
        parsed: Where in the file each field stands.
    """

    slug: str
    path: str
    meta: ArticleMeta | None
    body: str
    parsed: Parsed = field(compare=False, repr=False)

    @property
    def title(self) -> str:
        """The headline, or the slug where there is none."""
        return self.meta.title if self.meta else self.slug


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
    """

    slug: str
    path: str
    meta: TopicMeta | None
    body: str

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
    """

    source: str
    path: str
    meta: PageMeta | None
    body: str


@dataclass
class Corpus:
    """Everything that a site publishes, sorted by slug and id, and what is wrong with it."""

    articles: dict[str, Article] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    pages: dict[str, Page] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


NO_FRONT_MATTER = PageMeta.model_validate({})
"""What a page says of itself that says nothing."""


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


def body_digest(body: str) -> str:
    """The checksum of an article's body: SHA-256 of its UTF-8 text.

    Line ends count as line feeds, and blank lines at the beginning and the end do not
    count, so that neither an editor nor a checkout on another system changes it.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return hashlib.sha256(plain.encode()).hexdigest()


def _load_docs(corpus: Corpus, root: Path, docs: str, only: Collection[str] | None) -> set[str]:
    """Read all that MkDocs will publish; give back the slugs of all articles, unread ones too."""
    articles = set()
    for path in list_files(root, docs, corpus.problems):
        source = path.removeprefix(f"{docs}/")
        folder, _, name = source.partition("/")
        stem, suffix = posixpath.splitext(name)
        if folder in {"articles", "topics"} and name != "index.md":
            if suffix != ".md" or "/" in stem:
                corpus.problems.append(_misplaced(path, f"{docs}/{folder}"))
            elif not is_slug(stem):
                corpus.problems.append(_bad_name(path, stem, ".md"))
            elif folder == "articles":
                articles.add(stem)
                if only is None or stem in only:
                    _load_article(corpus, root, path, stem)
            else:
                _load_topic(corpus, root, path, stem)
        elif _is_active(source):
            message = (
                "this could run or restyle things on every page, and is not published from here; "
                "put the site's own styles and scripts into the theme's `custom_dir`"
            )
            corpus.problems.append(Problem(Location(path), "file-kind", message))
        elif only is None and PurePosixPath(source).suffix in MARKDOWN:
            _load_page(corpus, root, path, source)
    return articles


def _load_article(corpus: Corpus, root: Path, path: str, slug: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_PAGE)
    if text is None:
        return
    meta, parsed, body, first_line = _parse_page(corpus, text, path, ArticleMeta)
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
        meta, _, body, _ = _parse_page(corpus, text, path, TopicMeta)
        corpus.topics[slug] = Topic(slug, path, meta, body)


def _parse_page(
    corpus: Corpus, text: str, path: str, model: type[RecordT]
) -> tuple[RecordT | None, Parsed, str, int]:
    """The front matter as a record and as parsed, the body, and the body's first line."""
    parsed, body, first_line = split_front_matter(text, path)
    meta, problems = validate_record(parsed, model)
    corpus.problems += problems
    return meta, parsed, body, first_line


def _load_page(corpus: Corpus, root: Path, path: str, source: str) -> None:
    text = read_text_file(root, path, corpus.problems, limit=LONGEST_PAGE)
    if text is None:
        return
    meta: PageMeta | None = NO_FRONT_MATTER
    body = text
    if text.startswith("---"):
        parsed, body, _ = split_front_matter(text, path)
        if parsed.data is not None or parsed.problems:
            meta, problems = validate_record(parsed, PageMeta)
            corpus.problems += problems
    corpus.pages[source] = Page(source, path, meta, body)


def _is_active(source: str) -> bool:
    """Whether a browser would run the file, or the theme's own files would be replaced."""
    return (
        PurePosixPath(source).suffix.lower() in _ACTIVE or _THEME_FOLDERS.match(source) is not None
    )


def _misplaced(path: str, folder: str) -> Problem:
    message = (
        f"this file is not read; name it as in `{folder}/share-price.md`, "
        "put pictures into another folder, or delete it"
    )
    return Problem(Location(path), "file-name", message)


def _load_notes(
    corpus: Corpus,
    root: Path,
    folder: str,
    articles_folder: str,
    articles: Collection[str],
    only: Collection[str] | None,
) -> None:
    for path in list_files(root, folder, corpus.problems):
        slug, _, name = path.removeprefix(f"{folder}/").partition("/")
        stem, suffix = posixpath.splitext(posixpath.basename(path))
        if stem + suffix == "README.md" or (only is not None and slug not in only):
            continue
        if "/" in name or suffix != ".yaml" or not name:
            hint = (
                f"move it to `{folder}/<article>/{stem}.yaml`"
                if "/" in name or not name
                else "rename it to end in `.yaml`"
            )
            message = f"this file is not read as a note; {hint}"
            corpus.problems.append(Problem(Location(path), "file-name", message))
            continue
        if slug not in articles:
            corpus.problems.append(_missing_article(path, slug, articles_folder, articles))
        if not is_slug(stem):
            corpus.problems.append(_bad_name(path, stem, ".yaml"))
        text = read_text_file(root, path, corpus.problems, limit=LONGEST_RECORD)
        if text is None:
            continue
        parsed = parse_yaml(text, path)
        annotation, problems = validate_record(parsed, Annotation)
        corpus.problems += problems
        if annotation and slug in corpus.articles and is_slug(stem):
            note = Note(stem, slug, path, annotation, parsed)
            corpus.notes.setdefault(slug, []).append(note)


def _bad_name(path: str, stem: str, suffix: str) -> Problem:
    better = "-".join("".join(c if c.isascii() and c.isalnum() else " " for c in stem).split())
    hint = (
        f"rename it to `{better.lower()}{suffix}`"
        if better
        else f"name it as in `share-price{suffix}`"
    )
    message = (
        f'the file\'s name is the id, and "{stem}" has other characters than a-z, 0-9 and -; {hint}'
    )
    return Problem(Location(path), "slug-invalid", message)


def _missing_article(path: str, slug: str, folder: str, articles: Iterable[str]) -> Problem:
    hint = did_you_mean(slug, sorted(articles)) or "; give the folder the name of an article"
    message = f'there is no article "{slug}" ({folder}/{slug}.md){hint}'
    return Problem(Location(path), "article-missing", message)


def topic_problems(corpus: Corpus, folder: str) -> Iterator[Problem]:
    """Tags that name no topic's page."""
    tagged = [
        (note.annotation.topics, note.parsed) for notes in corpus.notes.values() for note in notes
    ]
    tagged += [(a.meta.topics, a.parsed) for a in corpus.articles.values() if a.meta]
    for topics, parsed in tagged:
        for index, slug in enumerate(topics):
            if slug not in corpus.topics:
                hint = did_you_mean(slug, corpus.topics) or f"; write `{folder}/{slug}.md` first"
                message = f'there is no topic "{slug}"{hint}'
                yield Problem(parsed.place(("topics", index)), "topic-unknown", message)


def duplicate_problems(corpus: Corpus) -> Iterator[Problem]:
    """Notes that say what another says of the same words."""
    for notes in corpus.notes.values():
        seen: dict[object, Note] = {}
        for note in notes:
            first = seen.setdefault(_gist(note.annotation), note)
            if first is not note:
                message = (
                    f"{first.path.rsplit('/', 1)[-1]} says the same about the same words; "
                    "delete one of the two"
                )
                others = (Location(first.path),)
                yield Problem(Location(note.path), "annotation-duplicate", message, related=others)


def _gist(annotation: Annotation) -> object:
    """What makes two notes the same note: what they say, and of which words."""
    quotes = frozenset(
        tuple(normalize(part).text for part in (target.exact, target.prefix, target.suffix))
        for target in annotation.target
    )
    body = normalize(annotation.body or "").text.strip()
    return annotation.kind, quotes, body
