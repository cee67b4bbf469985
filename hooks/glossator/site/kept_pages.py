"""Topics, and pages written by hand, read and checked: once for each state of their files."""

from __future__ import annotations

import json
from collections.abc import Iterable
from dataclasses import dataclass
from functools import partial
from itertools import chain
from pathlib import Path
from typing import Any

from glossator.caching.cache import Cache
from glossator.caching.digest import code_digest, digest
from glossator.caching.file_digests import FileDigests, FileState, is_unchanged, size_in
from glossator.content.corpus import Corpus, Page, Topic, places_in
from glossator.content.listing import Listing
from glossator.content.most_told import at_most
from glossator.problems import Location, Problem, unforeseen
from glossator.site.budget import Budget, cost_of_head, least_cost_of_page
from glossator.site.stored import (
    ODD,
    StoredParsed,
    read_head,
    to_json,
)
from glossator.site.stored_problems import problem_fields, read_problem
from glossator.site.stored_records import stored_page_meta, stored_topic_meta

WRITTEN = "written"
"""What the cache calls them."""

_NOTHING, _FIELDS = {"problems"}, {"meta", "body", "line", "cost"}


@dataclass(frozen=True)
class PageShelf:
    """The topics and the pages of the site in `root`.

    Attributes:
        root: The site's root.
        cache: What was read before.
        digests: The checksums of files.
        budget: What they may take; where it is spent, the rest is left out.
    """

    root: Path
    cache: Cache
    digests: FileDigests
    budget: Budget

    def begin_corpus(self, listing: Listing) -> Corpus:
        """The corpus without articles and notes: what the names say, topics and pages.

        What no host should be given of their Markdown is told, and left out.
        """
        corpus = Corpus(files=listing.files, problems=list(listing.problems))
        budget = self.budget
        for slug, path in listing.topics.items():
            if not budget.is_left:
                break
            fields = self._fields(Listing(topics={slug: path}), path, listing.states[path])
            self._spend(fields, path, listing.states[path], corpus)
            if "body" in fields:
                corpus.topics[slug] = self._topic(slug, path, fields)
        for source, path in listing.pages.items():
            if not budget.is_left:
                break
            fields = self._fields(Listing(pages={source: path}), path, listing.states[path])
            self._spend(fields, path, listing.states[path], corpus)
            if "body" in fields:
                corpus.pages[source] = self._page(source, path, fields)
        return corpus

    def _spend(self, fields: dict[str, Any], path: str, state: FileState, corpus: Corpus) -> None:
        self.budget.spend(max(fields.get("cost", 0), least_cost_of_page(size_in(state))), path)
        corpus.problems += self.budget.tell(map(read_problem, fields["problems"]))

    def _topic(self, slug: str, path: str, fields: dict[str, Any]) -> Topic:
        meta = None if fields["meta"] is None else stored_topic_meta(fields["meta"])
        return Topic(slug, path, meta, fields["body"], self._parsed(path), fields["line"])

    def _page(self, source: str, path: str, fields: dict[str, Any]) -> Page:
        meta = None if fields["meta"] is None else stored_page_meta(fields["meta"])
        return Page(source, path, meta, fields["body"], self._parsed(path), fields["line"])

    def _parsed(self, path: str) -> StoredParsed:
        return StoredParsed(partial(read_head, self.root, path))

    def _fields(self, one: Listing, path: str, state: FileState) -> dict[str, Any]:
        """What is in the only file of the listing, and what is wrong with it."""
        found = self.digests.of(path, state)
        key = digest(code_digest(), *one.topics, "", *one.pages, path, found)
        kept = self.cache.get(WRITTEN, key) if found else None
        try:
            fields: dict[str, Any] = json.loads(kept or b"")
            tuple(map(read_problem, fields["problems"]))
            if fields.keys() not in (_NOTHING, _NOTHING | _FIELDS):
                raise KeyError
        except ODD:
            fields = _read(self.root, one)
            if found and is_unchanged(self.root, path, state):
                self.cache.put(WRITTEN, key, to_json(fields))
        return fields


def _read(root: Path, one: Listing) -> dict[str, Any]:
    """The fields of the only file of the listing, as JSON can hold them."""
    # Neither of the two is of use where nothing changed, and both take long to import.
    from glossator.content.loading import begin_corpus
    from glossator.weaving.faults import MarkdownError, place_of_fault
    from glossator.weaving.markdown import check_markdown
    from glossator.weaving.slowness import cost_at_most

    fields: dict[str, Any] = {}
    try:
        corpus = begin_corpus(root, one)
    except (OSError, MemoryError):  # which say nothing of the file
        raise
    except Exception as error:  # what is wrong with one file stops no other
        [path] = (*one.topics.values(), *one.pages.values())
        return {"problems": [problem_fields(unforeseen(path, error))]}
    records: Iterable[Topic | Page] = chain(corpus.topics.values(), corpus.pages.values())
    for record in records:
        body = record.body
        try:
            check_markdown(body)
        except MarkdownError as error:
            offset = place_of_fault(error, body, check_markdown)
            place = places_in(record)(offset) if offset else Location(record.path)
            corpus.problems.append(Problem(place, error.code, error.message))
            body = ""
        meta = record.meta
        fields = {
            "meta": meta.model_dump(mode="json", exclude_defaults=True) if meta else None,
            "body": body,
            "line": record.first_line,
            # It is read once by the check and once by the host, with more extensions.
            "cost": 3 * round(cost_at_most(record.body)) + round(cost_of_head(root, record)),
        }
    return {**fields, "problems": list(map(problem_fields, at_most(corpus.problems)))}
