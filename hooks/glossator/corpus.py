"""All articles, annotations and topics of a site, read from disk with all their problems."""

from __future__ import annotations

import hashlib
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path

from glossator.model import Annotation, ArticleMeta, TopicMeta, is_slug
from glossator.problems import Location, Problem
from glossator.source import Parsed, parse_yaml, split_front_matter
from glossator.spelling import did_you_mean
from glossator.text import normalize
from glossator.validate import validate_record


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


@dataclass
class Corpus:
    """Everything that a site publishes, sorted by slug and id, and what is wrong with it."""

    articles: dict[str, Article] = field(default_factory=dict)
    notes: dict[str, list[Note]] = field(default_factory=dict)
    topics: dict[str, Topic] = field(default_factory=dict)
    problems: list[Problem] = field(default_factory=list)


def load_corpus(root: Path, *, docs: str = "docs", annotations: str = "annotations") -> Corpus:
    """The corpus below `root`; what cannot be read is left out and told in its problems."""
    corpus = Corpus()
    _load_articles(corpus, root, f"{docs}/articles")
    _load_topics(corpus, root, f"{docs}/topics")
    _load_notes(corpus, root, annotations)
    corpus.problems += _topic_problems(corpus, f"{docs}/topics")
    corpus.problems += _duplicate_problems(corpus)
    return corpus


def body_digest(body: str) -> str:
    """The checksum of an article's body: SHA-256 of its UTF-8 text.

    Line ends count as line feeds, and blank lines at the beginning and the end do not
    count, so that neither an editor nor a checkout on another system changes it.
    """
    plain = body.replace("\r\n", "\n").replace("\r", "\n").strip("\n")
    return hashlib.sha256(plain.encode()).hexdigest()


def _load_articles(corpus: Corpus, root: Path, folder: str) -> None:
    for slug, path, text in _markdown_files(corpus, root, folder):
        parsed, body, first_line = split_front_matter(text, path)
        meta, problems = validate_record(parsed, ArticleMeta)
        corpus.problems += problems
        corpus.articles[slug] = Article(slug, path, meta, body, parsed)
        if meta and meta.sha256 and meta.sha256 != body_digest(body):
            message = (
                "the body of this copy has changed, and copies are frozen; take the change back, "
                "or, if the copy is to be replaced, write in the front matter "
                f"`sha256: {body_digest(body)}`"
            )
            corpus.problems.append(Problem(Location(path, first_line), "body-changed", message))


def _load_topics(corpus: Corpus, root: Path, folder: str) -> None:
    for slug, path, text in _markdown_files(corpus, root, folder):
        parsed, body, _ = split_front_matter(text, path)
        meta, problems = validate_record(parsed, TopicMeta)
        corpus.problems += problems
        corpus.topics[slug] = Topic(slug, path, meta, body)


def _markdown_files(corpus: Corpus, root: Path, folder: str) -> Iterator[tuple[str, str, str]]:
    """The slug, path and text of each Markdown file in `folder`, its index left out."""
    for file in sorted((root / folder).glob("*.md")):
        path = f"{folder}/{file.name}"
        if file.stem == "index":
            continue
        if not is_slug(file.stem):
            corpus.problems.append(_bad_name(path, file.stem, ".md"))
            continue
        text = _read(file, path, corpus.problems)
        if text is not None:
            yield file.stem, path, text


def _load_notes(corpus: Corpus, root: Path, folder: str) -> None:
    for file in sorted((root / folder).rglob("*")):
        if file.is_dir() or file.name.startswith(".") or file.suffix == ".md":
            continue
        path = f"{folder}/{file.relative_to(root / folder).as_posix()}"
        parts = path.removeprefix(f"{folder}/").split("/")
        if len(parts) != 2 or file.suffix != ".yaml":
            hint = (
                "rename it to end in `.yaml`"
                if len(parts) == 2
                else f"move it to `{folder}/<article>/{file.stem}.yaml`"
            )
            message = f"this file is not read as a note; {hint}"
            corpus.problems.append(Problem(Location(path), "file-name", message))
            continue
        slug = parts[0]
        if slug not in corpus.articles:
            corpus.problems.append(_missing_article(path, slug, corpus.articles))
        if not is_slug(file.stem):
            corpus.problems.append(_bad_name(path, file.stem, ".yaml"))
        text = _read(file, path, corpus.problems)
        if text is None:
            continue
        parsed = parse_yaml(text, path)
        annotation, problems = validate_record(parsed, Annotation)
        corpus.problems += problems
        if annotation and slug in corpus.articles and is_slug(file.stem):
            note = Note(file.stem, slug, path, annotation, parsed)
            corpus.notes.setdefault(slug, []).append(note)


def _read(file: Path, path: str, problems: list[Problem]) -> str | None:
    raw = file.read_bytes()
    try:
        text = raw.decode("utf-8-sig")
    except UnicodeDecodeError as error:
        before = raw[: error.start]
        line = before.count(b"\n") + 1
        column = len(before[before.rfind(b"\n") + 1 :].decode("utf-8")) + 1
        message = "this is not UTF-8 text; save the file with the encoding UTF-8"
        problems.append(Problem(Location(path, line, column), "file-encoding", message))
        return None
    return text.replace("\r\n", "\n").replace("\r", "\n")


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


def _missing_article(path: str, slug: str, articles: Iterable[str]) -> Problem:
    hint = did_you_mean(slug, articles) or "; give the folder the name of an article"
    message = f'there is no article "{slug}" (docs/articles/{slug}.md){hint}'
    return Problem(Location(path), "article-missing", message)


def _topic_problems(corpus: Corpus, folder: str) -> Iterator[Problem]:
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


def _duplicate_problems(corpus: Corpus) -> Iterator[Problem]:
    for notes in corpus.notes.values():
        seen: dict[object, Note] = {}
        for note in notes:
            first = seen.setdefault(_gist(note.annotation), note)
            if first is not note:
                message = (
                    f"{first.path.rsplit('/', 1)[-1]} says the same about the same words; "
                    "delete one of the two"
                )
                yield Problem(Location(note.path), "annotation-duplicate", message)


def _gist(annotation: Annotation) -> object:
    """What makes two notes the same note: what they say, and of which words."""
    quotes = frozenset(
        tuple(normalize(part).text for part in (target.exact, target.prefix, target.suffix))
        for target in annotation.target
    )
    body = normalize(annotation.body or "").text.strip()
    return annotation.kind, quotes, body
