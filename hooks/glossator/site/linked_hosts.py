"""Hosts to which links in texts lead that people write: of notes, topics and pages."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from functools import partial

from glossator.content.corpus import Article, Corpus, Note, places_in
from glossator.content.hosts import host_of, letters_of_host
from glossator.problems import Location
from glossator.weaving.deceit_problems import place_of_address

# What stands before a link in Markdown and in HTML, and its address up to the end of the host.
_LINK = re.compile(
    r"""(?:\]\(\s{0,9}<?|^ {0,3}\[[^\]\n]{1,99}\]:\s{0,9}<?|<(?=http)"""
    r"""|\b(?:href|cite)\s{0,9}=\s{0,9}["']?)"""
    r"""(?P<address>(?:https?:)?//[^\s<>"'()\[\]/?#\\]+)""",
    re.IGNORECASE | re.MULTILINE,
)


def linked_hosts(text: str) -> dict[str, tuple[str, int]]:
    """Each host, with the beginning of the first address that leads there, and where it stands."""
    found: dict[str, tuple[str, int]] = {}
    if "//" in text:
        for link in _LINK.finditer(text):
            host = letters_of_host(host_of(link["address"]))
            found.setdefault(host, (link["address"], link.start("address")))
    return found


def hosts_of_note(note: Note) -> dict[str, tuple[str, int]]:
    """Those of the text of a note."""
    return linked_hosts(note.annotation.body or "")


def hosts_of_pages(corpus: Corpus) -> Iterator[tuple[str, Callable[[], Location]]]:
    """Those of each topic and page, with what tells where the first link of each is written."""
    for page in corpus.by_source().values():
        if isinstance(page, Article):  # a copy, whose links are its publisher's
            continue
        for host, (_, offset) in linked_hosts(page.body).items():
            yield host, partial(places_in(page), offset)


def in_file_of(note: Note, text: str) -> Iterator[tuple[str, Callable[[], Location]]]:
    """The same of a note whose file has this text."""
    # Between double quotes a line end may be written as an escape.
    for host, (address, _) in linked_hosts(text.replace("\\n", "\n")).items():
        yield host, partial(_place_in_note, note, text, address)


def _place_in_note(note: Note, text: str, address: str) -> Location:
    line = note.parsed.place(("body",)).line
    return place_of_address(note.path, text, address, line)
