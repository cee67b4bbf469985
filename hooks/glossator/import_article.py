"""An article's copy made from a page or a text: what is written, where, and what was left out."""

from __future__ import annotations

import os
import re
import tempfile
import unicodedata
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from glossator.charset import CharsetError, decode_text
from glossator.corpus import LONGEST_PAGE, Article, Corpus, body_digest
from glossator.front_matter import change_front_matter, write_front_matter
from glossator.model import ArticleMeta, is_slug
from glossator.page_article import LeftOut, PageError, parse_page, read_article
from glossator.page_leaves import clean_text
from glossator.page_markdown import WordsLostError, escape_text, words_of, write_markdown
from glossator.page_meta import (
    PageMetadata,
    guess_language,
    plain_address,
    read_metadata,
)
from glossator.problems import shown
from glossator.render import MarkdownError, check_markdown
from glossator.source import split_front_matter
from glossator.spelling import did_you_mean
from glossator.validate import validate_record

# Characters. An address that can be read, and a file's name that every system takes.
LONGEST_SLUG = 60
# Words. Pages that show less to those who do not pay show about as many.
_STUB = 50
_HTML_START = re.compile(
    rb"\A\s*(?:<!--.*?-->\s*)*<(?:!doctype\s+html|html|head|body|\?xml|article|div|p|h1|meta|title)\b",
    re.IGNORECASE | re.DOTALL,
)
_LETTERS = {"ß": "ss", "æ": "ae", "œ": "oe", "ø": "o", "ł": "l", "đ": "d", "ð": "d", "þ": "th"}


class ArticleError(Exception):
    """No article can be made of this; the message says why and what to do."""


class MissingError(ArticleError):
    """Something that an article needs is neither in the page nor given."""


@dataclass(frozen=True, slots=True)
class Given:
    """What a person says of the article; it goes before what the page says. Empty: not said."""

    slug: str = ""
    title: str = ""
    url: str = ""
    publisher: str = ""
    via: str = ""
    author: str = ""
    published: str = ""
    language: str = ""
    translated: str = ""
    rights: str = ""
    topics: tuple[str, ...] = ()
    encoding: str = ""


@dataclass(slots=True)
class Copy:
    """The text of an article with what its page says of it.

    Attributes:
        body: Its Markdown.
        metadata: What the page says of itself.
        left_out: What of the page is not in the text.
        pictures: How many pictures were left out.
        remarks: What a person should know, in words.
    """

    body: str
    metadata: PageMetadata
    left_out: list[LeftOut] = field(default_factory=list)
    pictures: int = 0
    remarks: list[str] = field(default_factory=list)


@dataclass(slots=True)
class Draft:
    """An article's file, ready to be written.

    Attributes:
        slug: The article's id.
        path: POSIX path of the file, relative to the site's root.
        text: The whole file.
        replaces: Whether there is such a file already.
        body_changed: Whether its text would change.
        remarks: What a person should know, in words.
    """

    slug: str
    path: str
    text: str
    replaces: bool = False
    body_changed: bool = False
    remarks: list[str] = field(default_factory=list)


def copy_page(
    content: bytes, *, is_html: bool | None, charset: str = "", address: str = "", given: Given
) -> Copy:
    """The copy of a page or a text, whose bytes are `content`.

    Args:
        content: The page as it came.
        is_html: Whether it is HTML; None where the content has to tell.
        charset: The encoding that was named with it.
        address: Where it came from; empty for a file.
        given: What a person says of it.

    Raises:
        ArticleError: there is no article in it, or it cannot be read.
    """
    _refuse_other(content)
    try:
        decoded = decode_text(content, declared=charset, forced=given.encoding)
    except CharsetError as error:
        raise ArticleError(str(error)) from None
    text = decoded.text.replace("\r\n", "\n").replace("\r", "\n")
    if not text.strip():
        raise ArticleError("there is nothing in it; see whether it was saved whole")
    if is_html is None:
        is_html = _HTML_START.match(content[:2048]) is not None or _looks_like_html(text)
    copy = _copy_html(text, address, given) if is_html else _copy_text(text, given)
    if decoded.remark:
        copy.remarks.insert(0, decoded.remark)
    broken = copy.body.count("\ufffd")
    if broken:
        copy.remarks.append(
            f"{broken} characters could not be read, and stand in the text as \ufffd; "
            "put them right in the source and import it again"
        )
    if len(copy.body.encode()) > LONGEST_PAGE:
        raise ArticleError(
            f"the text has more than {LONGEST_PAGE // 1024:,} kB, which is no article; "
            "save the part that is meant into a file of its own"
        )
    return copy


def draft_article(
    copy: Copy,
    given: Given,
    corpus: Corpus,
    *,
    root: Path,
    docs: str = "docs",
    today: date,
    replace: bool = False,
) -> Draft:
    """The file of the article, for the site in the folder `root` that holds `corpus`.

    With `replace`, the copy takes the place of an earlier one, and all that was written by
    hand into the front matter stays.

    Raises:
        MissingError: a field that an article needs is missing, or what is given is wrong.
        ArticleError: the article is there already.
    """
    _refuse_topics(given.topics, corpus)
    facts = _facts(copy, given)
    earlier = corpus.articles.get(given.slug) or _earlier(facts["url"], given, corpus)
    if earlier is None:
        missing = [_MISSING[name] for name in _MISSING if not facts[name]]
        if missing:
            raise MissingError(
                f"the source does not tell all that is needed; add {_listed(missing)}"
            )
    slug = given.slug or (earlier.slug if earlier else _slug(facts))
    if not is_slug(slug) or slug == "index":
        raise MissingError(
            f"{shown(slug)} cannot be the name of an article; write --slug in lower case with "
            "a-z, 0-9 and hyphens, as in --slug share-price"
        )
    earlier = earlier or corpus.articles.get(slug)
    if replace and not earlier:
        raise MissingError(
            "the site has no copy of this page to replace; take --replace out, or name the "
            "article that it is to replace with --slug"
        )
    if earlier and replace:
        return _replaced(copy, given, facts, earlier, root / earlier.path, today)
    if earlier:
        raise ArticleError(
            f"{earlier.path} is there already; --replace puts the new copy in its place and "
            "keeps its front matter, --slug gives the new one another name"
        )
    path = f"{docs}/articles/{slug}.md"
    text = _whole(_fields(facts, given, copy.body, today), copy.body)
    _refuse_invalid(text, path)
    return Draft(slug, path, text, remarks=_doubts(copy, facts))


def write_file(file: Path, text: str, *, replace: bool) -> None:
    """Put `text` into `file`, whole or not at all.

    Raises:
        FileExistsError: the file is there, and not to be replaced.
        OSError: it cannot be written.
    """
    file.parent.mkdir(parents=True, exist_ok=True)
    handle, name = tempfile.mkstemp(dir=file.parent, prefix=f".{file.stem}-", suffix=".tmp")
    temporary = Path(name)
    try:
        with os.fdopen(handle, "w", encoding="utf-8", newline="\n") as out:
            out.write(text)
        # Temporary files are for their owner alone; articles are for all who may read others.
        mask = os.umask(0)
        os.umask(mask)
        temporary.chmod(file.stat().st_mode & 0o777 if replace and file.exists() else 0o666 & ~mask)
        if not replace and file.exists():
            raise FileExistsError(file)
        temporary.replace(file)
    finally:
        temporary.unlink(missing_ok=True)


_MISSING = {
    "title": "--title with its headline",
    "url": "--url with the address of the page",
    "publisher": "--publisher with who published it",
}
_MAGIC = {
    b"%PDF-": "a PDF; copy its text into a text file, and import that",
    b"PK\x03\x04": "a packed file (ZIP, Word, EPUB); save its text as a text file",
    b"\x89PNG": "a picture; import the article's own page",
    b"\xff\xd8\xff": "a picture; import the article's own page",
    b"GIF8": "a picture; import the article's own page",
    b"\x1f\x8b": "a packed file (gzip); unpack it first",
    b"bplist": "a web archive of Safari; save the page as its source, in HTML",
}
_MHTML = re.compile(rb"\A(?:[\w-]+:[^\n]*\n)*?content-type:\s*multipart/related", re.IGNORECASE)


def _refuse_other(content: bytes) -> None:
    for magic, what in _MAGIC.items():
        if content.startswith(magic):
            raise ArticleError(f"this is {what}")
    if _MHTML.match(content[:4096].replace(b"\r\n", b"\n")):
        raise ArticleError("this is a web archive (MHTML); save the page as “HTML only”")


def _looks_like_html(text: str) -> bool:
    head = text[:4096].lower()
    return any(f"</{tag}>" in head for tag in ("p", "title", "head", "h1", "div", "body"))


def _copy_html(text: str, address: str, given: Given) -> Copy:
    try:
        tree = parse_page(text)
        metadata = read_metadata(tree, text, address=address, publisher=given.publisher)
        titles = [given.title, *metadata.titles]
        base = address or given.url or metadata.url
        article = read_article(tree, base=base, titles=titles, publisher=metadata.publisher)
        body = write_markdown(article.leaves)
        check_markdown(body)
    except PageError as error:
        raise ArticleError(str(error)) from None
    except WordsLostError as error:
        raise ArticleError(
            f"the words {shown(error)} cannot be written in Markdown as they are; "
            "save the text as a text file, and import that"
        ) from None
    except MarkdownError as error:
        raise ArticleError(error.message) from None
    if article.leaves[0].kind == "h1":
        metadata.titles.insert(0, " ".join(article.leaves[0].text.split()))
    remarks = list(metadata.remarks)
    words = len(body.split())
    if not metadata.is_free:
        remarks.append(
            "the page says that it is not free to read: see whether the copy is all of it, "
            "or its beginning"
        )
    elif words < _STUB and _letters(body) < _STUB * 5:
        remarks.append(f"the copy has {words} words only; see whether it is all of the article")
    return Copy(f"{body}\n", metadata, article.left_out, article.pictures, remarks)


def _listed(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _letters(text: str) -> int:
    """Letters; one of a script without spaces is worth about three."""
    return sum(1 if letter < "\u3000" else 3 for letter in text if letter.isalpha())


def _copy_text(text: str, given: Given) -> Copy:
    """Plain text: paragraphs between blank lines; the first, if it is one line, the headline."""
    lines = [clean_text(line).strip(" ") for line in text.split("\n")]
    text = "\n".join(lines).strip("\n")
    has_paragraphs = "\n\n" in text
    parts = re.split(r"\n{2,}" if has_paragraphs else r"\n+", text)
    parts = [part for part in parts if part.strip()]
    metadata = PageMetadata()
    title = given.title
    first = parts[0]
    if not title and len(parts) > 1 and "\n" not in first and len(first) <= 200:
        title = first
        metadata.titles = [title]
    blocks = [escape_text(part) for part in parts]
    if _same(first, title):
        trailing = re.sub(r"(#+)$", lambda found: found[1].replace("#", r"\#"), blocks[0])
        blocks[0] = f"# {trailing}"
    body = "\n\n".join(blocks)
    _refuse_changed(body, parts)
    return Copy(f"{body}\n", metadata)


def _refuse_changed(body: str, parts: list[str]) -> None:
    try:
        check_markdown(body)
        written = words_of(body)
    except MarkdownError as error:
        raise ArticleError(error.message) from None
    expected = [word for part in parts for word in part.split()]
    if written != expected:
        pairs = zip(written, expected, strict=False)
        at = next((n for n, (a, b) in enumerate(pairs) if a != b), len(expected))
        words = " ".join(expected[max(0, at - 3) : at + 4])
        raise ArticleError(f"the words {shown(words)} cannot be kept as they are; change them")


def _same(one: str, other: str) -> bool:
    return bool(other) and " ".join(one.split()) == " ".join(other.split())


def _facts(copy: Copy, given: Given) -> dict[str, str]:
    page = copy.metadata
    language = given.language or page.language or guess_language(copy.body) or ""
    return {
        "title": " ".join(clean_text(given.title).split()) or (page.titles or [""])[0],
        "url": given.url or page.url,
        "publisher": given.publisher or page.publisher,
        "via": given.via,
        "author": given.author or ", ".join(page.authors),
        "published": given.published or page.published,
        "language": language,
        "translated": given.translated,
    }


def _fields(facts: Mapping[str, str], given: Given, body: str, today: date) -> dict[str, object]:
    source = {
        name: facts[name]
        for name in ("url", "publisher", "via", "author", "published", "language", "translated")
    }
    source["language"] = source["language"] or "en"
    return {
        "title": facts["title"],
        "source": source,
        "retrieved": today.isoformat(),
        "rights": given.rights or f"© {facts['publisher']}. Copy kept for comment and criticism.",
        "topics": list(given.topics),
        "sha256": body_digest(body),
    }


def _whole(fields: Mapping[str, object], body: str) -> str:
    return f"{write_front_matter(fields)}\n{body}"


def _doubts(copy: Copy, facts: Mapping[str, str]) -> list[str]:
    remarks = list(copy.remarks)
    if not facts["language"]:
        remarks.append("the page does not name its language; en was written, --language changes it")
    if not facts["published"]:
        remarks.append("the page does not say when it was published; --published tells it")
    return remarks


def _earlier(url: str, given: Given, corpus: Corpus) -> Article | None:
    """The copy of the same page that the site has already."""
    if given.slug or not url:
        return None
    plain = plain_address(url).rstrip("/")
    for article in corpus.articles.values():
        if article.meta and plain_address(article.meta.source.url).rstrip("/") == plain:
            return article
    return None


def _replaced(
    copy: Copy, given: Given, facts: Mapping[str, str], earlier: Article, file: Path, today: date
) -> Draft:
    if earlier.meta is None:
        raise ArticleError(
            f"the front matter of {earlier.path} cannot be read, and is not to be lost; "
            "put right what `glossator check` says of it first"
        )
    told: dict[str, object] = {
        name: getattr(given, name)
        for name in ("url", "publisher", "via", "author", "published", "language", "translated")
        if getattr(given, name)
    }
    changes: dict[str, object] = {"source": told} if told else {}
    changes |= {name: getattr(given, name) for name in ("title", "rights") if getattr(given, name)}
    if given.topics:
        changes["topics"] = list(given.topics)
    changes |= {"retrieved": today.isoformat(), "sha256": body_digest(copy.body)}
    try:
        head = change_front_matter(file.read_text(encoding="utf-8-sig"), changes)
    except ValueError as error:
        raise ArticleError(f"{earlier.path}: {error}") from None
    text = f"{head}\n{copy.body}"
    _refuse_invalid(text, earlier.path)
    has_changed = body_digest(earlier.body) != body_digest(copy.body)
    remarks = list(copy.remarks)
    source = earlier.meta.source
    kept = {
        "title": earlier.meta.title, "publisher": source.publisher,
        "author": source.author or "", "published": source.published or "",
    }  # fmt: skip
    remarks += [
        f"the page now has the {name} {shown(facts[name])}; {shown(value) if value else 'nothing'} "
        f"was kept, --{name} changes it"
        for name, value in kept.items()
        if facts[name] and facts[name] != value and not getattr(given, name)
    ]
    return Draft(earlier.slug, earlier.path, text, True, has_changed, remarks)


def _refuse_topics(topics: tuple[str, ...], corpus: Corpus) -> None:
    for slug in topics:
        if slug not in corpus.topics:
            hint = did_you_mean(slug, corpus.topics) or "; write its page first"
            raise MissingError(f"--topic: there is no topic {shown(slug)}{hint}")


def _refuse_invalid(text: str, path: str) -> None:
    """Refuse what `glossator check` would find wrong with the front matter."""
    parsed, _, _ = split_front_matter(text, path)
    _, problems = validate_record(parsed, ArticleMeta)
    if problems:
        at = {place: keys[-1] for keys, place in parsed.values.items() if keys}
        names = [str(at.get(problem.location, "")) for problem in problems]
        raise MissingError(
            "; ".join(
                f"--{name}: {problem.message}" if name else problem.message
                for name, problem in zip(names, problems, strict=True)
            )
        )


def _slug(facts: Mapping[str, str]) -> str:
    """A name for the article, from its headline, or from its address where that has letters."""
    candidates = [facts["title"], facts["url"].partition("?")[0].rstrip("/").rpartition("/")[2]]
    for text in candidates:
        words = _ascii_words(re.sub(r"\.\w{2,5}$", "", text))
        # Of a headline in another script only names and figures are left.
        if sum(map(len, words)) * 2 >= sum(map(str.isalnum, text)) and any(
            any(map(str.isalpha, word)) for word in words
        ):
            return _shortened(words)
    raise MissingError("no name for the file can be made; add --slug, as in --slug share-price")


def _ascii_words(text: str) -> list[str]:
    text = "".join(_LETTERS.get(letter, letter) for letter in text.lower())
    text = unicodedata.normalize("NFKD", re.sub("['\u2019]", "", text))
    return re.findall(r"[a-z0-9]+", re.sub(r"[\u0300-\u036f]", "", text))


def _shortened(words: list[str]) -> str:
    slug = words[0][:LONGEST_SLUG]
    for word in words[1:]:
        if len(slug) + 1 + len(word) > LONGEST_SLUG:
            break
        slug += f"-{word}"
    return slug
