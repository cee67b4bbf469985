"""What in the texts of notes, articles and pages would deceive readers, each at its place."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterable, Iterator
from functools import lru_cache
from html import escape
from itertools import chain

from glossator.content.corpus import Article, Note
from glossator.content.deceptive_text import deceptive_at, name_of_sign
from glossator.content.honest_addresses import is_readable
from glossator.content.most_told import MOST_TOLD
from glossator.content.references import unescape
from glossator.problems import Location, Problem, Severity, shown
from glossator.weaving.faults import MarkdownError
from glossator.weaving.link_deceit import (
    deceptive_links,
    may_deceive,
    mislabelled_in_copy,
    mislabelled_links,
)


def article_deceits(article: Article, read: Callable[[], str]) -> Iterator[Problem]:
    """What is left out of a copy of an article, which was there perhaps: a warning each.

    `read` gives the text of its file.
    """
    text = ""
    at = deceptive_at(article.body)
    if at is not None:
        text = read()
        begin = max(0, text.rfind(article.body[:at], 0))
        place = _place(article.path, text, text.find(article.body[at], begin + at))
        yield Problem(place, "text-deceptive", _of_sign(article.body, at), severity="warning")
    if not may_deceive(article.body):
        return
    source = article.meta.source.url if article.meta else ""
    found = _in(article.body, source=source)
    if found:
        text = text or read()
        line = text.count("\n", 0, max(0, text.rfind(article.body.rstrip()))) + 1
        yield from _told(found, article.path, text, line, severity="warning")


def note_deceits(note: Note, read: Callable[[], str]) -> Iterator[Problem]:
    """What is wrong with the links in the body of a note, of whose file `read` gives the text."""
    body = note.annotation.body or ""
    found = _in(body) if may_deceive(body) else []
    if found:
        yield from _told(found, note.path, read(), note.parsed.place(("body",)).line)


def page_deceits(path: str, body: str, html: str, first_line: int) -> Iterator[Problem]:
    """The same of a page written by hand, of which `html` is what its host makes."""
    at = deceptive_at(body)
    if at is not None:
        yield Problem(_place(path, body, at, first_line), "text-deceptive", _of_sign(body, at))
    links = chain(deceptive_links(html), mislabelled_links(html))
    # What cannot be read at all is told of as a broken link.
    found = [(address, deceit) for address, deceit in links if is_readable(address)]
    yield from _told(found, path, body, first_line=first_line)


def _told(
    found: Iterable[tuple[str, str]],
    path: str,
    text: str,
    begin_line: int = 1,
    *,
    first_line: int = 1,
    severity: Severity = "error",
) -> Iterator[Problem]:
    for number, (address, deceit) in enumerate(found):
        # Of more than these nothing but their number is told.
        place = (
            place_of_address(path, text, address, begin_line, first_line)
            if number < MOST_TOLD
            else Location(path)
        )
        message = f"{shown(address)} hides where it leads: {deceit}"
        yield Problem(place, "url-deceptive", message, severity=severity)


def _in(body: str, *, source: str | None = None) -> list[tuple[str, str]]:
    """What deceives in the body of a note, or of a copy of the page at `source`."""
    # A check of what is known from last time renders nothing.
    from glossator.weaving.markdown import unclean_html

    try:
        html = unclean_html(body, is_article=source is not None)
    except MarkdownError:  # which is told where it is rendered
        return []
    mislabelled = mislabelled_links(html) if source is None else mislabelled_in_copy(html, source)
    return list(dict.fromkeys(chain(deceptive_links(html), mislabelled)))


def _of_sign(text: str, at: int) -> str:
    return (
        f"behind {shown(text[max(0, at - 20) : at])} there is a character by which the text looks "
        f"otherwise than it reads ({name_of_sign(text[at])}); delete it"
    )


def place_of_address(
    path: str, text: str, address: str, begin_line: int = 1, first_line: int = 1
) -> Location:
    """Where an address is written from a line on; that line where it is written otherwise."""
    begin = 0
    for _ in range(begin_line - 1):
        begin = text.find("\n", begin) + 1
    for form in (address, escape(address)):
        at = text.find(form, begin)
        if at >= 0:
            return _place(path, text, at, first_line)
    line, column = _in_references(text[begin:], address)
    return Location(path, first_line + begin_line - 1 + line, column)


@lru_cache(maxsize=1)
def _readable_lines(text: str) -> list[str]:
    """Its lines as they read, those without references and backslashes left out."""
    return [unescape(one) if "&" in one or "\\" in one else "" for one in text.split("\n")]


def _in_references(text: str, address: str) -> tuple[int, int]:
    """The line, from 0, and the column, where an address stands that is written in references."""
    for number, line in enumerate(_readable_lines(text)):
        if address in line or address in line.replace("\\\\", "\\"):
            written = text.split("\n", number + 1)[number]
            begin = re.match(r"[\w:./-]*", address)
            at = written.find(begin[0]) if begin else 0
            return number, max(at, 0) + 1
    return 0, 1


def _place(path: str, text: str, at: int, first_line: int = 1) -> Location:
    at = max(0, at)
    line = text.count("\n", 0, at)
    return Location(path, first_line + line, at - text.rfind("\n", 0, at))
