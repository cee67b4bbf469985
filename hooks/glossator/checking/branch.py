"""The problems that a branch makes: in the files it changed, and elsewhere through them."""

from __future__ import annotations

import os
from collections.abc import Iterator
from pathlib import Path

from glossator.checking.git import Changes
from glossator.checking.vanished import vanished_addresses
from glossator.content.corpus import Article, body_digest
from glossator.content.front_matter import split_front_matter
from glossator.content.page_model import ArticleMeta
from glossator.content.validate import validate_record
from glossator.disk.places import resolved
from glossator.problems import Location, Problem
from glossator.site.publish import Publication, Settings

# What may come of another configuration: other extensions, other pages that are left out.
_BY_CONFIGURATION = frozenset({"anchor-missing", "link-broken", "link-unclear", "nav-omitted"})


def branch_problems(
    publication: Publication, settings: Settings, changes: Changes
) -> list[Problem]:
    """The problems that `changes` have a part in, sorted by place.

    These are the problems of changed files; those of all notes on an article whose words
    changed, or that is gone; topics that are named and gone, and links to what is gone; what
    is wrong between a changed file and another one; published addresses that lead nowhere
    now; and, as warnings, copies with another body than before.
    """
    touched = _Touched(publication, settings, changes)
    problems = [problem for problem in publication.problems if touched.causes(problem)]
    lost = vanished_addresses(publication, settings.host, changes)
    return sorted([*problems, *lost, *touched.replaced_bodies()])


class _Touched:
    """What a branch has touched."""

    def __init__(self, publication: Publication, settings: Settings, changes: Changes) -> None:
        self.settings = settings
        self.changes = changes
        self.corpus = publication.whole.corpus
        self.note_folders = self._note_folders()
        self.lost_topics = self._lost_topics()

    def causes(self, problem: Problem) -> bool:
        """Whether the problem is in what changed, or follows from it."""
        path = problem.location.path
        if any(self._is_changed(place.path) for place in (problem.location, *problem.related)):
            return True
        if any(place.path in self.changes.removed for place in problem.related):
            return True
        if problem.code in _BY_CONFIGURATION and self._is_changed(self.settings.host.file):
            return True
        if path.startswith(self.note_folders):
            return True
        return problem.code == "topic-unknown" and problem.location in self.lost_topics

    def replaced_bodies(self) -> Iterator[Problem]:
        """A warning for each article whose body is another one than before."""
        for article in self.corpus.articles.values():
            before = self._before(article)
            if before is None:
                continue
            old_meta, old_body = before
            digest = body_digest(article.body)
            is_told = article.meta and article.meta.sha256 and article.meta.sha256 != digest
            if digest == body_digest(old_body) or is_told:
                continue
            yield self._replaced(article, old_meta)

    def _replaced(self, article: Article, old: ArticleMeta | None) -> Problem:
        meta = article.meta
        if meta and meta.sha256:
            how = ", and its `sha256` was rewritten" if old and old.sha256 else ""
        else:
            how = ", and its `sha256` was taken out" if old and old.sha256 else ""
        where = f"; compare it with {meta.source.url}" if meta else "; compare it with its source"
        name = self.changes.renamed.get(article.path)
        then = f"that of `{name}`" if name else "the one"
        message = (
            f"the body of this copy differs from {then} in {self.changes.base}{how}{where}, "
            "and see whether its notes still fit"
        )
        place = article.parsed.place(("sha256",))
        return Problem(place, "body-replaced", message, severity="warning")

    def _note_folders(self) -> tuple[str, ...]:
        """The folders of notes on articles that are gone, or in which other words stand."""
        articles = f"{self.settings.docs}/articles/"
        slugs = {
            path.removeprefix(articles).removesuffix(".md")
            for path in self.changes.removed
            if path.startswith(articles)
        }
        slugs |= {slug for slug, article in self.corpus.articles.items() if self._reads(article)}
        # An article that cannot be read any more has no notes that could be placed.
        slugs |= {
            path.removeprefix(articles).removesuffix(".md")
            for path in self.changes.changed
            if path.startswith(articles)
            and path.removeprefix(articles).removesuffix(".md") not in self.corpus.articles
        }
        return tuple(sorted(f"{self.settings.annotations}/{slug}/" for slug in slugs))

    def _reads(self, article: Article) -> bool:
        """Whether other words may stand on the article's page than before."""
        if not self._is_changed(article.path):
            return False
        before = self._before(article)
        if before is None:
            return True
        meta, body = before
        if meta is None or article.meta is None:
            return True
        return (meta.title, body) != (article.meta.title, article.body)

    def _before(self, article: Article) -> tuple[ArticleMeta | None, str] | None:
        """The article's front matter and body as they were; None where it is new."""
        text = self.changes.text_before(article.path)
        name = self.changes.renamed.get(article.path, article.path)
        if text is None or not name.startswith(f"{self.settings.docs}/articles/"):
            return None
        parsed, body, _ = split_front_matter(text, article.path)
        return validate_record(parsed, ArticleMeta)[0], body

    def _lost_topics(self) -> frozenset[Location]:
        """Where notes and articles name a topic whose page was changed or removed."""
        prefix = f"{self.settings.docs}/topics/"
        slugs = {
            path.removeprefix(prefix).removesuffix(".md")
            for path in self.changes.changed | self.changes.removed
            if path.startswith(prefix)
        }
        named = [
            (note.topics, note.parsed) for notes in self.corpus.notes.values() for note in notes
        ]
        named += [(a.meta.topics, a.parsed) for a in self.corpus.articles.values() if a.meta]
        return frozenset(
            parsed.place(("topics", index))
            for topics, parsed in named
            for index, slug in enumerate(topics)
            if slug in slugs
        )

    def _is_changed(self, path: str) -> bool:
        """Whether the file changed, or the one that it is a link to, or what is below it."""
        changed = self.changes.changed
        parents = (parent.as_posix() for parent in Path(path).parents)
        if path in changed or any(parent in changed for parent in parents):
            return True
        file = self.settings.root / path
        if file.is_symlink():
            target = os.path.relpath(resolved(file), resolved(self.settings.root))
            return Path(target).as_posix() in changed
        # A folder is told of where it cannot be read at all.
        return not file.is_file() and any(name.startswith(f"{path}/") for name in changed)
