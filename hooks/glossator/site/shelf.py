"""Every article with its notes, read and annotated: by as many processes as it pays for, and once.

What is made of an article depends on its own files alone, so that it can be kept for next time,
and made elsewhere.
"""

from __future__ import annotations

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field, replace
from functools import partial
from importlib import import_module
from pathlib import Path
from typing import TYPE_CHECKING, Any

from glossator.caching.cache import Cache, open_cache
from glossator.caching.digest import digest
from glossator.caching.file_digests import FileDigests, FileState, is_unchanged, state_of
from glossator.caching.processes import Progress, share_out, usual_jobs
from glossator.content.corpus import Corpus
from glossator.content.listing import Listing
from glossator.site.afforded import FEW_PROBLEMS, Share, afforded
from glossator.site.article_files import Files, key_of
from glossator.site.budget import Budget, least_costs
from glossator.site.coverage import Coverage
from glossator.site.kept_pages import PageShelf
from glossator.site.mentions import TopicNames
from glossator.site.shelved import Entry
from glossator.site.stored import (
    ODD,
    KeptNotes,
    StoredArticle,
    StoredText,
    to_json,
)
from glossator.site.stored_problems import read_problem
from glossator.site.stored_records import stored_meta

if TYPE_CHECKING:
    from glossator.site.entry import MadeEntry

RECORDS, TEXTS, MENTIONS = "articles", "texts", "mentions"
"""What the cache calls the records of an article, its texts, and the topics that it names."""
# Articles. To begin a process takes as long as to make some.
WORTH_A_PROCESS = 20

_TEXTS = {"title", "html", "text", "bodies"}


def make_entry(root: Path, slug: str, article: str | None, notes: Sequence[str]) -> MadeEntry:
    """What becomes of the files of an article, their paths seen from `root`."""
    # What makes it takes longer to import than a check takes to find that nothing is missing.
    from glossator.site import entry

    return entry.make_entry(root, slug, article, notes)


class ChangedError(Exception):
    """Files of an article changed while they were needed."""


def open_shelf(root: Path, jobs: int | None = None) -> Shelf:
    """The shelf of the site in `root`, with its cache; `jobs` processes, or as many as usual."""
    return Shelf(root, open_cache(root), jobs or usual_jobs())


@dataclass
class Shelf:
    """Every article of the site in `root`.

    One shelf serves for one state of the files after the other.

    Attributes:
        root: The site's root.
        cache: What was made before.
        jobs: The number of processes that make what is missing.
        budget: What may be spent on its files, and which file spent the last of it.
    """

    root: Path
    cache: Cache
    jobs: int = 1
    budget: Budget = field(default_factory=Budget.of, repr=False)
    _digests: FileDigests = field(init=False, repr=False)
    _entries: dict[str, Entry] = field(default_factory=dict, repr=False)
    _mentions: dict[str, frozenset[str]] = field(default_factory=dict, repr=False)
    _last: tuple[str, Mapping[str, Any]] = field(default=("", {}), repr=False)

    def __post_init__(self) -> None:
        self._digests = FileDigests(self.cache, self.root)

    def begin_corpus(self, listing: Listing, *, seconds: int | None = None) -> Corpus:
        """What the names say, topics and pages; `seconds` may be spent on all files, if given."""
        self.budget = Budget.for_site(listing, seconds)
        return PageShelf(self.root, self.cache, self._digests, self.budget).begin_corpus(listing)

    def files(self, listing: Listing) -> list[Files]:
        """The files of each article, in the order of slugs.

        Those have no key that are beyond the budget whatever is in them, and are not read.
        """
        left = self.budget.most - self.budget.spent
        found = []
        for slug in sorted({*listing.articles, *listing.notes}):
            article, notes = listing.articles.get(slug), tuple(listing.notes.get(slug, ()))
            files = Files(slug, article, notes, "")
            left -= sum(cost for _, cost in least_costs(files, listing.states))
            found.append(files if left < 0 else self._with_key(files, listing))
        self._digests.save()
        return found

    def _with_key(self, files: Files, listing: Listing) -> Files:
        digests = {path: self._digests.of(path, listing.states[path]) for path in files.paths}
        return replace(files, key=key_of(files.slug, files.article, digests))

    def entries(
        self,
        files: Sequence[Files],
        states: Mapping[str, FileState],
        names: TopicNames,
        progress: Progress | None = None,
    ) -> dict[str, Entry]:
        """What became of each article's files, by slug; what is missing is made first.

        `states` are those of each file; `names` will be looked for in the articles;
        `progress` is called with the number of articles done and their total.
        """
        found: dict[str, Entry] = {}
        missing = []
        for one in files:
            kept = self._kept(one) if one.key else None
            if kept is None and one.key:
                missing.append(one)
            elif kept and len(kept.problems) <= FEW_PROBLEMS:
                found[one.slug] = kept
        if missing:
            import_module("glossator.site.entry")  # once for all processes, copies of this one

        def make(one: Files) -> Entry:
            made = self._entry(*self._make(one, states, names))
            if len(made.problems) <= FEW_PROBLEMS:
                found[one.slug] = made
            return made

        def entry_of(one: Files) -> Entry:
            return found.pop(one.slug, None) or self._kept(one) or make(one)

        share = Share(self.budget, states, processes=self._processes_for(missing))
        self._share(lambda one: share.spend(one, make), missing, progress)
        entries: dict[str, Entry] = {}
        self._entries = {}
        for one, entry, is_whole in afforded(files, states, self.budget, entry_of):
            entries[one.slug] = entry
            if is_whole and (entry.article or entry.problems):
                self._entries[entry.key] = entry
        return entries

    def mentions(
        self, files: Sequence[Files], entries: Mapping[str, Entry], names: TopicNames
    ) -> dict[str, frozenset[str]]:
        """For the slug of each article, the slugs of the topics that it names.

        `entries` is what became of `files`.
        """
        # Of what could not be read, or was not, there is nothing to find.
        files = [
            replace(one, key=entry.key, article=one.article if entry.article else None)
            for one, entry in ((one, entries[one.slug]) for one in files)
        ]
        keys = {one.slug: names.key_of(one.key) for one in files}
        missing = [
            one
            for one in files
            if keys[one.slug] not in self._mentions and not self.cache.has(MENTIONS, keys[one.slug])
        ]
        self._share(lambda one: self._find(one, names), missing)
        self._mentions = {
            keys[one.slug]: self._mentions[keys[one.slug]]
            if keys[one.slug] in self._mentions
            else self._named(one, names)
            for one in files
        }
        return {slug: self._mentions[key] for slug, key in keys.items()}

    def read_text(self, one: Files) -> Mapping[str, Any]:
        """The texts of an article: its HTML with marks, its plain text, its notes' bodies."""
        key, texts = self._last  # at once: files that are asked for are made by several threads
        if key != one.key:
            kept = self.cache.get(TEXTS, one.key)
            try:
                texts = dict(json.loads(kept or ""))
            except ODD:
                texts = {}
            if one.article and not texts.keys() >= _TEXTS:
                texts = json.loads(self._made_again(one).texts)
            self._last = (one.key, texts)
        return texts

    def _made_again(self, one: Files) -> MadeEntry:
        """What becomes of an article, where that is not kept any more.

        Raises:
            ChangedError: the files are others by now, so that nobody can say what they were.
        """
        made = make_entry(self.root, one.slug, one.article, one.notes)
        now = {
            path: self._digests.of(path, state_of((self.root / path).stat())) for path in one.paths
        }
        if key_of(one.slug, one.article, now) != one.key:
            raise ChangedError(f"{one.article} or a note on it changed meanwhile; build again")
        return made

    def _share(
        self,
        make: Callable[[Files], object],
        files: Sequence[Files],
        progress: Progress | None = None,
    ) -> None:
        """Make something of each of `files`, which is kept in the cache."""

        def work(turn: int, turns: int) -> None:
            for number, one in enumerate(files[turn::turns]):
                if progress and turn == 0:
                    progress(min(number * turns, len(files)), len(files))
                make(one)

        share_out(work, jobs=self._processes_for(files))
        if progress and files:
            progress(len(files), len(files))

    def _processes_for(self, files: Sequence[Files]) -> int:
        return min(self.jobs, max(1, len(files) // WORTH_A_PROCESS))

    def _make(
        self, one: Files, states: Mapping[str, FileState], names: TopicNames
    ) -> tuple[Files, bytes]:
        """The records of an article, which are kept, and so are its texts and what it names.

        What changed while it was read is not what the key says, and gets a key of its own.
        """
        records, texts = make_entry(self.root, one.slug, one.article, one.notes)
        if not all(is_unchanged(self.root, path, states[path]) for path in one.paths):
            one = replace(one, key=digest(records, texts))
        self.cache.put(TEXTS, one.key, texts)
        self.cache.put(RECORDS, one.key, records)
        self._last = (one.key, json.loads(texts))
        self._find(one, names)
        return one, records

    def _find(self, one: Files, names: TopicNames) -> bytes:
        """The topics that an article names, as JSON, which is kept."""
        read = self.read_text(one)
        named = names.found_in(f"{read['title']}\n{read['text']}") if read else ()
        mentions = to_json(sorted(named))
        self.cache.put(MENTIONS, names.key_of(one.key), mentions)
        return mentions

    def _named(self, one: Files, names: TopicNames) -> frozenset[str]:
        kept = self.cache.get(MENTIONS, names.key_of(one.key))
        try:
            return frozenset(json.loads(kept or ""))
        except ODD:
            return frozenset(json.loads(self._find(one, names)))

    def _kept(self, one: Files) -> Entry | None:
        """What is known of the files, or None."""
        if one.key in self._entries:
            return self._entries[one.key]
        records = self.cache.get(RECORDS, one.key)
        try:
            return None if records is None else self._entry(one, records)
        except ODD:
            return None

    def _entry(self, one: Files, records: bytes) -> Entry:
        first, _, told = records.partition(b"\n")
        fields = json.loads(first)
        problems = tuple(map(read_problem, fields["problems"]))
        if fields["article"] is None:
            return Entry(one.key, problems, cost=fields.get("cost", 0))
        assert one.article  # it was read  # noqa: S101
        meta = stored_meta(fields["meta"]) if fields["meta"] else None
        article = StoredArticle(one.slug, one.article, meta, self.root)
        paths = {path.rpartition("/")[2].removesuffix(".yaml"): path for path in one.notes}
        read = partial(self._told, one, told)
        notes = KeptNotes(one.slug, fields["notes"], paths, read, self.root)
        text = StoredText(problems, notes, partial(self.read_text, one))
        more = (Coverage(*fields["coverage"]), fields["cited"], fields["cost"])
        return Entry(one.key, problems, article, notes.notes, text, *more)

    def _told(self, one: Files, told: bytes) -> Any:
        """The fields and the places of an article's notes, from the second line of its records."""
        try:
            fields, placed = json.loads(told)
        except ODD:
            fields, placed = json.loads(self._made_again(one).records.partition(b"\n")[2])
        return fields, placed
