"""What a search finds: the pages of a site and the notes on them, as plain text."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SearchRecord:
    """An article, a note, a topic or another page.

    Attributes:
        location: Its address relative to the site's root, as in `articles/x/#note-y`.
        kind: `article`, `correction`, `source`, `context`, `topic` or `page`.
        title: Its headline; a note's without its kind.
        quote: The words that a note speaks of, those of several places one after another.
        body: All of its other text.
        language: The language of a page's text and of a note's quote, as a BCP 47 tag.
        direction: `rtl` where these are written from right to left.
        exact: What a list shows of the quote.
        replacement: What the words of a correction should be.
        more: How many further places the note has.
        status: A note's status; empty for pages.
        day: The day of a note, or on which an article was published; empty where unknown.
        publishers: The names of the publishers of its sources.
        topics: The slugs of its topics.
        facets: Fields with values by which results are narrowed, as in `("year", "2025")`.
        weight: How many times heavier than others it counts.
        heading: The id of a page's first heading, where it has one that others have not.
    """

    location: str
    kind: str
    title: str
    quote: str = ""
    body: str = ""
    language: str = "en"
    direction: str = "ltr"
    exact: str = ""
    replacement: str = ""
    more: int = 0
    status: str = ""
    day: str = ""
    publishers: tuple[str, ...] = ()
    topics: tuple[str, ...] = ()
    facets: tuple[tuple[str, str], ...] = ()
    weight: float = 1.0
    heading: str = ""


@dataclass(frozen=True, slots=True)
class SearchPage:
    """A page with what stands on it: its own record first, then those of its notes."""

    records: tuple[SearchRecord, ...]
