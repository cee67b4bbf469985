"""Annotations that others made, as they become notes: their article, their words, a file."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from functools import cached_property
from pathlib import PurePosixPath
from typing import Any

from glossator.anchoring.text import clip
from glossator.cli.lost_quotes import advice_on
from glossator.content.corpus import Corpus, Note
from glossator.content.ids import suggest_id
from glossator.content.listing import Listing, list_site
from glossator.content.loading import begin_corpus, load_article, load_notes
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.values import LONGEST_TITLE
from glossator.content.yaml_source import parse_yaml
from glossator.editing.beside import Beside
from glossator.editing.new_note import note_problems
from glossator.editing.note_file import note_text
from glossator.importing.foreign import Foreign
from glossator.importing.found_quote import find_quote
from glossator.problems import shown
from glossator.site.publish import Settings
from glossator.site.site import Site
from glossator.weaving.markdown import MarkdownError, render_article_body
from glossator.weaving.markup import HtmlText
from glossator.web.addresses import plain_address

_TOPIC_PAGE = re.compile(r"(?:^|/)topics/([a-z0-9-]+)(?:/|\.html)?$")

# Characters of a message; addresses that people copy are shorter.
_LONGEST_ADDRESS = 300


class NotMadeError(Exception):
    """No note was made of an annotation; each of `faults` says why, and what to do."""

    def __init__(self, *faults: str) -> None:
        super().__init__(*faults)
        self.faults = faults


@dataclass(frozen=True, slots=True)
class MadeNote:
    """A note that was made of an annotation.

    Attributes:
        path: Where its file is to stand, relative to the site's root.
        text: What stands in it.
        is_there: Whether there is such a note already.
    """

    path: str
    text: str
    is_there: bool = False


@dataclass
class Arrivals:
    """The site to which annotations come.

    Attributes:
        settings: Where its files are.
        site: What it has.
        article: The article that all annotations are on, whatever they say; empty for any.
        kind: The kind of notes where an annotation does not say it.
    """

    settings: Settings
    site: Site
    article: str = ""
    kind: str = ""
    _corpora: dict[str, tuple[Corpus, HtmlText]] = field(default_factory=dict, repr=False)
    _beside: dict[str, Beside] = field(default_factory=dict, repr=False)

    def __post_init__(self) -> None:
        self._slugs: dict[str, set[str]] = defaultdict(set)
        for slug, annotated in self.site.articles.items():
            meta = annotated.article.meta
            addresses = [self.site.about.address(annotated.page), annotated.page]
            addresses += [meta.source.url, meta.source.archive or ""] if meta else []
            for address in filter(None, addresses):
                self._slugs[_same(address)].add(slug)

    def make(self, foreign: Foreign) -> MadeNote:
        """The note that an annotation becomes; it tells on `foreign` what has no place there.

        Raises:
            NotMadeError: there is none that could be published.
        """
        slug = self.article or self._article_of(foreign)
        corpus, html = self._read(slug)
        data = {"kind": self.kind or "context"} | foreign.data
        _settle_title(foreign, data)
        data["topics"] = list(self._topics(foreign, corpus))
        stands = data.get("status", "published") == "published"
        data["target"] = list(_targets(foreign, slug, html, stands=stands))
        _settle_replacements(foreign, data)
        taken = {note.id: note for note in corpus.notes.get(slug, [])}
        name = foreign.note_id or self._new_id(data, slug, set(taken))
        path = f"{self.settings.annotations}/{slug}/{name}.yaml"
        text = note_text(data, path, docs=self.settings.docs)
        note = self._checked(text, path, corpus, html, taken.get(name))
        if note is None:
            return MadeNote(path, text, is_there=True)
        corpus.notes.setdefault(slug, []).append(note)
        self._beside[slug].add(note)
        return MadeNote(path, text)

    @cached_property
    def _listing(self) -> Listing:
        settings = self.settings
        return list_site(settings.root, settings.docs, settings.annotations)

    @cached_property
    def _topics_only(self) -> Corpus:
        return begin_corpus(self.settings.root, self._listing)

    def _article_of(self, foreign: Foreign) -> str:
        addresses = [address for one in foreign.targets for address in one.addresses]
        for address in addresses:
            found = self._slugs.get(_same(address), set())
            if len(found) > 1:
                names = ", ".join(sorted(found))
                raise NotMadeError(
                    f"{clip(address, _LONGEST_ADDRESS)} is the original of several articles "
                    f"({names}); tell which with --article"
                )
            if found:
                return next(iter(found))
        if not addresses:
            raise NotMadeError("it does not say on which page it is; name the article (--article)")
        raise NotMadeError(
            f"it is on {clip(addresses[0], _LONGEST_ADDRESS)}, of which the site has no article; "
            "make one with `glossator import`, or name the article (--article)"
        )

    def _read(self, slug: str) -> tuple[Corpus, HtmlText]:
        if slug not in self._corpora:
            root = self.settings.root
            path = self._listing.articles.get(slug, "")
            article = load_article(root, path, slug, []) if path else None
            notes = load_notes(root, self._listing.notes.get(slug, ()), slug, [])
            corpus = replace(self._topics_only, notes={slug: notes})
            base = article.meta.source.url if article and article.meta else ""
            try:
                if not article:
                    raise MarkdownError
                html = render_article_body(article.body, article.title, base)
            except MarkdownError:
                message = f"the article {slug} cannot be read; `glossator check` says why"
                raise NotMadeError(message) from None
            self._corpora[slug] = corpus, html
            self._beside[slug] = Beside(html, notes)
        return self._corpora[slug]

    def _topics(self, foreign: Foreign, corpus: Corpus) -> Iterator[str]:
        for tag in dict.fromkeys(foreign.tags):
            found = _topic_of(tag, corpus)
            if found:
                yield found
            else:
                foreign.left.append(f"the tag {shown(tag)}, as no topic is called so")

    def _new_id(self, data: dict[str, Any], slug: str, taken: set[str]) -> str:
        quotes = [target["exact"] for target in data["target"]]
        words = data.get("title") or next(iter(quotes), "") or str(data.get("body") or slug)
        return suggest_id(words, taken)

    def _checked(
        self, text: str, path: str, corpus: Corpus, html: HtmlText, other: Note | None
    ) -> Note | None:
        """The note, with which nothing is wrong; None where there is the very same already."""
        parsed = parse_yaml(text, path)
        annotation = validate_record(parsed, Annotation)[0]
        if other and annotation == other.annotation:
            return None
        if other:
            raise NotMadeError(f"{path} is there already and says something else; it stays")
        stem, slug = PurePosixPath(path).stem, PurePosixPath(path).parent.name
        topics = f"{self.settings.docs}/topics"
        beside = self._beside[slug]
        found = note_problems(text, path, corpus, html, topics=topics, beside=beside)
        if any(problem.code == "annotation-duplicate" for _, problem in found):
            return None
        if found or annotation is None:
            said = (f"{_field(at)}{problem.code}: {problem.message}" for at, problem in found)
            raise NotMadeError(*dict.fromkeys(said))
        return Note(stem, slug, path, annotation, parsed)


def _field(path: tuple[str | int, ...]) -> str:
    return f"`{path[0]}`: " if path else ""


def _same(address: str) -> str:
    """What addresses of the same page have in common."""
    plain = plain_address(address.partition("#")[0])
    return re.sub(r"^https?://(?:www\.)?", "", plain).rstrip("/")


def _topic_of(tag: str, corpus: Corpus) -> str:
    """The topic that a tag names by its page, its id, its title or another of its names."""
    page = _TOPIC_PAGE.search(tag)
    if page and page[1] in corpus.topics:
        return page[1]
    wanted = tag.casefold()
    for slug, topic in corpus.topics.items():
        names = [slug, topic.title, *(topic.meta.aliases if topic.meta else ())]
        if wanted in map(str.casefold, names):
            return slug
    return ""


def _settle_title(foreign: Foreign, data: dict[str, Any]) -> None:
    title = str(data.get("title") or "")
    if len(title) > LONGEST_TITLE:
        foreign.left.append(f"a title of more than {LONGEST_TITLE} characters, {shown(title)}")
        data["title"] = ""


def _settle_replacements(foreign: Foreign, data: dict[str, Any]) -> None:
    wanted = [target.replacement for target in foreign.targets]
    if not any(wanted):
        return
    if data["kind"] != "correction":
        foreign.left += [f"the replacement {shown(words)}" for words in dict.fromkeys(wanted)]
    elif len(set(wanted)) == 1:
        data["replacement"] = wanted[0]
    else:
        for target, words in zip(data["target"], wanted, strict=True):
            target["replacement"] = words


def _targets(
    foreign: Foreign, slug: str, html: HtmlText, *, stands: bool
) -> Iterator[dict[str, str]]:
    """The places of a note; none of one on the whole article."""
    faults = []
    for target in foreign.targets:
        if not target.quotes:
            continue
        found = find_quote(html, target.quotes)
        selector = found.selector
        if selector is None and not stands:
            selector = target.quotes[0]
        if selector is None:
            faults.append(advice_on(found, slug, html.text))
            continue
        yield {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
    if faults:
        raise NotMadeError(*faults)
