"""Addresses that pages and notes had before, and what is found there now."""

from __future__ import annotations

import posixpath
from collections import defaultdict
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from glossator.content.corpus import Corpus, Note
from glossator.problems import Location, Problem


@dataclass
class Former:
    """What former addresses lead to.

    Attributes:
        pages: For the former path of a page below the docs, as in `topics/old.md`, its path.
        notes: For the article on which a note stood, and the id that it had, the note.
        places: Where each former path of a page is written.
    """

    pages: dict[str, str] = field(default_factory=dict)
    notes: dict[str, dict[str, Note]] = field(default_factory=dict)
    places: dict[str, Location] = field(default_factory=dict)

    def find_note(self, article: str, name: str) -> Note | None:
        """The note that is found at the former address, if any is."""
        return self.notes.get(article, {}).get(name)

    def names_on(self, article: str) -> dict[str, list[str]]:
        """For each note that had other ids on the article on which it stands, those."""
        names = defaultdict(list)
        for name, note in self.notes.get(article, {}).items():
            if note.article == article:
                names[note.id].append(name)
        return names

    def moved_from(self, article: str) -> list[tuple[str, Note]]:
        """The notes that stand on another article now, with the ids that they had."""
        found = self.notes.get(article, {}).items()
        return [(name, note) for name, note in found if note.article != article]


def former_path(written: str, source: str) -> str:
    """The path that an entry of `redirect_from` on the page `source` means.

    A bare name is one in the page's own folder.
    """
    name = written.strip("/").removesuffix(".md")
    folder = "" if "/" in name else posixpath.dirname(source)
    return f"{posixpath.join(folder, name)}.md"


def former_note(written: str, article: str) -> tuple[str, str]:
    """The article and the id that an entry of `redirect_from` in a note of `article` means."""
    slug, _, name = written.rpartition("/")
    return slug or article, name


def former_addresses(
    corpus: Corpus, is_made: Callable[[str], bool], problems: list[Problem], *, docs: str
) -> Former:
    """What former addresses lead to; those that cannot are told in `problems`.

    `is_made` tells whether a page is there without a file.
    """
    former = Former()
    firsts = former.places
    for source, written, place in _pages(corpus):
        path = former_path(written, source)
        if path in corpus.files or is_made(path):
            problems.append(taken(place, f"`{docs}/{path}` is there"))
        elif path in firsts:
            problems.append(_twice(place, firsts[path]))
        else:
            firsts[path] = place
            former.pages[path] = source
    _note_addresses(corpus, former, problems)
    return former


def _note_addresses(corpus: Corpus, former: Former, problems: list[Problem]) -> None:
    firsts: dict[tuple[str, str], Location] = {}
    ids = {(note.article, note.id): note for notes in corpus.notes.values() for note in notes}
    for note in ids.values():
        for index, written in enumerate(note.redirect_from):
            place = note.parsed.place(("redirect_from", index))
            key = former_note(written, note.article)
            if key in ids:
                problems.append(taken(place, f"`{ids[key].path}` is there"))
            elif key in firsts:
                problems.append(_twice(place, firsts[key]))
            else:
                firsts[key] = place
                former.notes.setdefault(key[0], {})[key[1]] = note


def _pages(corpus: Corpus) -> Iterator[tuple[str, str, Location]]:
    """The former addresses of all pages: the page's path, what is written, and where."""
    for source, page in corpus.by_source().items():
        names = page.meta.redirect_from if page.meta else ()
        for index, written in enumerate(names):
            yield source, written, page.parsed.place(("redirect_from", index))


def taken(place: Location, what: str) -> Problem:
    """That a former address, written at `place`, has something of today, which `what` says."""
    message = f"no address can lead here from where something else stands: {what}; take it out"
    return Problem(place, "redirect-taken", message)


def _twice(place: Location, first: Location) -> Problem:
    message = f"{first} leads here from the same former address; take one of the two out"
    return Problem(place, "redirect-taken", message, related=(first,))
