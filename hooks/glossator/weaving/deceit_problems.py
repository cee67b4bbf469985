"""What in the texts of notes, articles and pages would deceive readers, each at its place."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from html import escape
from itertools import chain

from glossator.content.corpus import Article, Note
from glossator.content.deceptive_text import deceptive_at, name_of_sign
from glossator.problems import Location, Problem, shown
from glossator.weaving.link_deceit import deceptive_links, may_deceive, mislabelled_links
from glossator.weaving.markdown import MarkdownError, unclean_html


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
    for address, deceit in _in(article.body, is_article=True):
        text = text or read()
        place = _place_of(article.path, text, address)
        yield Problem(place, "url-deceptive", _of_link(address, deceit), severity="warning")


def note_deceits(note: Note, read: Callable[[], str]) -> Iterator[Problem]:
    """What is wrong with the links in the body of a note, of whose file `read` gives the text."""
    body = note.annotation.body or ""
    if not may_deceive(body):
        return
    for address, deceit in _in(body, is_article=False):
        line = note.parsed.place(("body",)).line
        place = _place_of(note.path, read(), address, line)
        yield Problem(place, "url-deceptive", _of_link(address, deceit))


def page_deceits(path: str, body: str, html: str, first_line: int) -> Iterator[Problem]:
    """The same of a page written by hand, of which `html` is what its host makes."""
    at = deceptive_at(body)
    if at is not None:
        yield Problem(_place(path, body, at, first_line), "text-deceptive", _of_sign(body, at))
    for address, deceit in chain(deceptive_links(html), mislabelled_links(html)):
        place = _place_of(path, body, address, 1, first_line)
        yield Problem(place, "url-deceptive", _of_link(address, deceit))


def _in(body: str, *, is_article: bool) -> list[tuple[str, str]]:
    try:
        html = unclean_html(body, is_article=is_article)
    except MarkdownError:  # which is told where it is rendered
        return []
    # What a copied page showed as an address, and counted clicks on, is as it was published.
    mislabelled = () if is_article else mislabelled_links(html)
    return list(dict.fromkeys(chain(deceptive_links(html), mislabelled)))


def _of_link(address: str, deceit: str) -> str:
    return f"{shown(address)} hides where it leads: {deceit}"


def _of_sign(text: str, at: int) -> str:
    return (
        f"behind {shown(text[max(0, at - 20) : at])} there is a character by which the text looks "
        f"otherwise than it reads ({name_of_sign(text[at])}); delete it"
    )


def _place_of(
    path: str, text: str, address: str, begin_line: int = 1, first_line: int = 1
) -> Location:
    """Where an address is written from a line on; that line where it is written otherwise."""
    begin = 0
    for _ in range(begin_line - 1):
        begin = text.find("\n", begin) + 1
    places = (text.find(form, begin) for form in (address, escape(address)))
    return _place(path, text, next((at for at in places if at >= 0), begin), first_line)


def _place(path: str, text: str, at: int, first_line: int = 1) -> Location:
    at = max(0, at)
    line = text.count("\n", 0, at)
    return Location(path, first_line + line, at - text.rfind("\n", 0, at))
