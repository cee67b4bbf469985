"""The file of an article that is imported: its name, its front matter, and its place."""

from __future__ import annotations

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import date
from pathlib import Path

from glossator.content.corpus import Article, Corpus, body_digest
from glossator.content.deceptive_text import balanced, without_deceptive
from glossator.content.front_matter import (
    change_front_matter,
    split_front_matter,
    write_front_matter,
)
from glossator.content.ids import LONGEST_NAME, id_words, is_device, join_id
from glossator.content.page_model import ArticleMeta
from glossator.content.validate import validate_record
from glossator.content.values import is_slug
from glossator.importing.archived import original_of
from glossator.importing.article_copy import ArticleError, Copy, Given
from glossator.importing.leaves import clean_text
from glossator.importing.metadata import guess_language
from glossator.problems import shown
from glossator.spelling import did_you_mean
from glossator.web.addresses import plain_address


class MissingError(ArticleError):
    """Something that an article needs is neither in the page nor given."""


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
    if not is_slug(slug) or slug == "index" or is_device(slug) or len(slug) > LONGEST_NAME:
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


_MISSING = {
    "title": "--title with its headline",
    "url": "--url with the address of the page",
    "publisher": "--publisher with who published it",
}


def _listed(parts: list[str]) -> str:
    return " and ".join(part for part in (", ".join(parts[:-1]), parts[-1]) if part)


def _facts(copy: Copy, given: Given) -> dict[str, str]:
    page = copy.metadata
    language = given.language or page.language or guess_language(copy.body) or ""
    return {
        "title": " ".join(clean_text(given.title).split()) or _own((page.titles or [""])[0]),
        "url": original_of(given.url) or given.url or page.url,
        "archive": given.url if original_of(given.url) else page.archive,
        "publisher": given.publisher or _own(page.publisher),
        "via": given.via,
        "author": given.author or ", ".join(map(_own, page.authors)),
        "published": given.published or page.published,
        "language": language,
        "translated": given.translated,
    }


def _own(text: str) -> str:
    """What a page says of itself, as it reads, and turning nothing round that stands beside it."""
    return balanced(without_deceptive(text))


def _fields(facts: Mapping[str, str], given: Given, body: str, today: date) -> dict[str, object]:
    source = {
        name: facts[name]
        for name in ("url", "archive", "publisher", "via", "author", "published", "language")
    } | {"translated": facts["translated"]}
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
        for name in ("publisher", "via", "author", "published", "language", "translated")
        if getattr(given, name)
    }
    told |= {"url": facts["url"]} if given.url else {}
    told |= {"archive": facts["archive"]} if facts["archive"] else {}
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
        words = id_words(re.sub(r"\.\w{2,5}$", "", text))
        # Of a headline in another script only names and figures are left.
        if sum(map(len, words)) * 2 >= sum(map(str.isalnum, text)) and any(
            any(map(str.isalpha, word)) for word in words
        ):
            return join_id(words, noun="article")
    raise MissingError("no name for the file can be made; add --slug, as in --slug share-price")
