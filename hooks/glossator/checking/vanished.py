"""Addresses that were published, and at which nothing stands any more."""

from __future__ import annotations

import posixpath
from collections.abc import Iterator

from glossator.checking.git import Changes
from glossator.content.files import MARKDOWN
from glossator.content.front_matter import has_fields, split_front_matter
from glossator.content.model import Annotation
from glossator.content.page_model import ArticleMeta, PageMeta, TopicMeta, no_front_matter
from glossator.content.validate import validate_record
from glossator.content.values import is_slug
from glossator.content.yaml_source import parse_yaml
from glossator.problems import Location, Problem, Severity
from glossator.site.former import former_note, former_path
from glossator.site.host import Host
from glossator.site.page_names import GENERATED, slug_in
from glossator.site.publish import Publication


def vanished_addresses(publication: Publication, host: Host, changes: Changes) -> Iterator[Problem]:
    """An error for each note and page of `changes.base` whose address leads nowhere now.

    Of notes on an article that has vanished nothing is told, as it is the article's address
    that must be kept. What could not be read then, or is left out of the site, was not
    published.
    """
    check = _Addresses(publication, host, changes)
    for now in sorted(changes.before):
        path = changes.renamed.get(now, now)
        yield from check.vanished(path, changes.text_before(now) or "", now)


class _Addresses:
    """What stands at addresses, now and before."""

    def __init__(self, publication: Publication, host: Host, changes: Changes) -> None:
        self.host = host
        self.docs = f"{publication.docs}/"
        self.annotations = f"{publication.annotations}/"
        self.base = changes.base
        self.changes = changes
        self.corpus = publication.whole.corpus
        self.former = publication.whole.former
        self.notes = {(n.article, n.id) for notes in self.corpus.notes.values() for n in notes}

    def vanished(self, path: str, text: str, now: str) -> Iterator[Problem]:
        """Of the file that was at `path` and held `text`, and is at `now` if it still is."""
        is_there = now in self.changes.changed
        place = Location(now if is_there else path)
        if path.startswith(self.docs):
            source = path.removeprefix(self.docs)
            yield from self._pages(source, text, place, is_there and now != path)
        elif path.startswith(self.annotations):
            article, _, name = path.removeprefix(self.annotations).partition("/")
            stem, suffix = posixpath.splitext(name)
            if suffix == ".yaml" and is_slug(stem):
                yield from self._notes(article, stem, text, place, is_there and now != path)

    def _pages(
        self, source: str, text: str, place: Location, is_renamed: bool
    ) -> Iterator[Problem]:
        if posixpath.splitext(source)[1] not in MARKDOWN or self.host.is_excluded(source):
            return
        meta = _page_meta(source, text)
        if meta is None:
            return
        if not self._has_page(source):
            yield self._lost_page(source, place, is_renamed)
        for written in meta.redirect_from:
            path = former_path(written, source)
            if not self._has_page(path):
                message = (
                    f"links to the former address `{written}` led to this page in {self.base}, "
                    f"and lead nowhere now; write `redirect_from: [{written}]` again"
                )
                yield Problem(place, "address-lost", message)

    def _has_page(self, source: str) -> bool:
        return source in self.corpus.files or source in self.former.pages or source in GENERATED

    def _lost_page(self, source: str, place: Location, is_renamed: bool) -> Problem:
        folder, _, name = source.removesuffix(".md").rpartition("/")
        kind = {"articles": "article", "topics": "topic"}.get(folder, "page")
        entry = name if kind != "page" else source.removesuffix(".md")
        keep = f"write `redirect_from: [{entry}]` in"
        if is_renamed:
            message = (
                f"this {kind} was published as `{name}` ({self.base}), and links to it would lead "
                f"nowhere; {keep} its front matter"
            )
        else:
            entry = source.removesuffix(".md")
            message = (
                f"the {kind} `{name}` was published ({self.base}), and links to it would lead "
                f"nowhere; bring the file back, or write `redirect_from: [{entry}]` in the front "
                "matter of the page that takes its place, or that says why it is gone"
            )
        # Of pages about the site none is promised to stay.
        severity: Severity = "warning" if kind == "page" else "error"
        return Problem(place, "address-lost", message, severity=severity)

    def _notes(
        self, article: str, name: str, text: str, place: Location, is_renamed: bool
    ) -> Iterator[Problem]:
        annotation, _ = validate_record(parse_yaml(text, place.path), Annotation)
        if annotation is None:
            return
        if not self._has_note(article, name):
            yield self._lost_note(article, name, place, is_renamed)
        for written in annotation.redirect_from:
            if not self._has_note(*former_note(written, article)):
                message = (
                    f"links to the former id `{written}` led to this note in {self.base}, and lead "
                    f"nowhere now; write `redirect_from: [{written}]` again"
                )
                yield Problem(place, "address-lost", message)

    def _has_note(self, article: str, name: str) -> bool:
        slugs = [article]
        if article not in self.corpus.articles:
            page = self.former.pages.get(f"articles/{article}.md", "")
            if not slug_in("articles", page):
                return True  # the article itself has vanished, or gave way to another page
            slugs.append(slug_in("articles", page))
        # A note that is there and cannot be read has problems of its own.
        return any(
            (slug, name) in self.notes
            or self.former.find_note(slug, name)
            or f"{self.annotations}{slug}/{name}.yaml" in self.changes.changed
            for slug in slugs
        )

    def _lost_note(self, article: str, name: str, place: Location, is_renamed: bool) -> Problem:
        now = place.path.removeprefix(self.annotations).partition("/")[0]
        entry = name if now == article or not is_renamed else f"{article}/{name}"
        if is_renamed:
            message = (
                f"this note was published as `{name}` ({self.base}), and links to it would lead "
                f"nowhere; add `redirect_from: [{entry}]` to it"
            )
        else:
            message = (
                f"the note `{name}` was published ({self.base}), and links to it would lead "
                "nowhere; bring the file back, with `status: withdrawn` if the note no longer "
                f"stands, or write `redirect_from: [{entry}]` in the note that takes its place"
            )
        return Problem(place, "address-lost", message)


def _page_meta(source: str, text: str) -> ArticleMeta | TopicMeta | PageMeta | None:
    """The front matter of a page as it was; None where it could not be published."""
    folder, _, name = source.partition("/")
    if folder in {"articles", "topics"} and name != "index.md":
        parsed, _, _ = split_front_matter(text, source)
        if folder == "articles":
            return validate_record(parsed, ArticleMeta)[0]
        return validate_record(parsed, TopicMeta)[0]
    if not has_fields(text):
        return no_front_matter()
    return validate_record(split_front_matter(text, source)[0], PageMeta)[0]
