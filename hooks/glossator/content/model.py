"""What a contributor can write: articles, annotations, topics and their sources.

Names are those of the W3C Web Annotation Data Model where it has one. Values arrive as the
text that was typed; dates stay text, checked and as precise as they were given.
"""

from __future__ import annotations

import re
from datetime import date
from typing import Annotated, Any, Literal
from urllib.parse import urlsplit

from pydantic import AfterValidator, BaseModel, BeforeValidator, ConfigDict, Field
from pydantic_core import PydanticCustomError

from glossator.anchoring.text import BLANK
from glossator.problems import shown

Kind = Literal["correction", "source", "context"]
Reason = Literal[
    "figure", "name", "date", "attribution", "translation", "wording", "omission", "outdated"
]
Confidence = Literal["high", "medium", "low"]
Status = Literal["published", "resolved", "withdrawn"]

# The margin, a search result and a feed show it on one or two lines.
LONGEST_TITLE = 80

_SLUG = re.compile(r"[a-z0-9]+(-[a-z0-9]+)*")
_DATE = re.compile(r"[0-9]{4}-[0-9]{2}-[0-9]{2}")
_PARTIAL_DATE = re.compile(r"[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?")
_SPACE = re.compile(r"\s")


def is_slug(text: str) -> bool:
    """Whether `text` is lower-case words of a-z and 0-9 joined by single hyphens."""
    return _SLUG.fullmatch(text) is not None


def _slug(text: str) -> str:
    if not is_slug(text):
        raise PydanticCustomError(
            "slug-invalid",
            "{text} is not an id; write it in lower case with a-z, 0-9 and hyphens, as in t-head",
            {"text": shown(text)},
        )
    return text


def _day(text: str) -> str:
    return _calendar_date(text, _DATE, "a day as year-month-day, as in 2026-11-23")


def _partial_day(text: str) -> str:
    hint = "a date as 2025-09-24, or 2025-09 or 2025 where the day is not known"
    return _calendar_date(text, _PARTIAL_DATE, hint)


def _calendar_date(text: str, form: re.Pattern[str], hint: str) -> str:
    if not form.fullmatch(text):
        raise PydanticCustomError(
            "date-invalid",
            "{text} cannot be read as a date; write {hint}",
            {"text": shown(text), "hint": hint},
        )
    try:
        date.fromisoformat(text + "-01" * (3 - len(text.split("-"))))
    except ValueError:
        raise PydanticCustomError(
            "date-invalid",
            "{text} is not in the calendar; write {hint}",
            {"text": shown(text), "hint": hint},
        ) from None
    return text


def _url(text: str) -> str:
    reason = ""
    try:
        parts = urlsplit(text)
        host, _ = parts.hostname, parts.port
        if parts.scheme not in {"http", "https"}:
            reason = "it does not begin with https:// or http://"
        elif not host or (("." not in host) and ":" not in host):
            reason = "it names no host"
    except ValueError:
        reason = "its host or port cannot be read"
    if _SPACE.search(text):
        reason = "it has a space in it (write %20, or take it out)"
    if reason:
        raise PydanticCustomError(
            "url-invalid",
            "{text} is not a complete address: {reason}; copy it from the browser's address bar",
            {"text": shown(text), "reason": reason},
        )
    return text


def _visible(text: str) -> str:
    if not text.strip() or BLANK.fullmatch(text):
        raise PydanticCustomError("field-empty", "it has no text", {})
    return text


Text = Annotated[str, AfterValidator(_visible)]
Title = Annotated[str, Field(max_length=LONGEST_TITLE), AfterValidator(_visible)]
Slug = Annotated[str, AfterValidator(_slug)]
Day = Annotated[str, AfterValidator(_day)]
PartialDay = Annotated[str, AfterValidator(_partial_day)]
Url = Annotated[str, AfterValidator(_url)]
Account = Annotated[str, Field(pattern=r"^[A-Za-z0-9](?:[A-Za-z0-9-]{0,38})$")]


class Record(BaseModel):
    """What all records share: no unknown fields, no change after reading."""

    model_config = ConfigDict(extra="forbid", frozen=True)


class Source(Record):
    """A page that shows what a note or a topic says."""

    url: Url = Field(
        description="Address of the page that was read.",
        examples=["https://news.example.org/2026/bridge"],
    )
    title: Text | None = Field(
        None,
        description="Title of the page, as published.",
        examples=["The bridge that cost ten times more"],
    )
    publisher: Text = Field(
        description="Who published it first; the name, not the address.",
        examples=["Example Daily"],
    )
    via: Text | None = Field(
        None,
        description="Where it was read, when a wire story was read in a reprint.",
        examples=["Example Portal"],
    )
    published: PartialDay | None = Field(
        None,
        description="When it was published: a day, a month or a year, as precisely as known.",
        examples=["2025-09-24", "2025-09", "2025"],
    )
    accessed: Day | None = Field(
        None, description="The day on which it was read.", examples=["2026-11-23"]
    )
    archive: Url | None = Field(
        None,
        description="Address of an archived copy, for when the page is gone.",
        examples=["https://archive.example.org/20261123/https://news.example.org/2026/bridge"],
    )
    supports: Text | None = Field(
        None,
        description="In your own words, what this source shows.",
        examples=["Gives the final account of the building costs."],
    )


class Target(Record):
    """Words of the article (a TextQuoteSelector), and what they should be."""

    exact: Text = Field(
        description="The quoted words, letter for letter as on the article's page.",
        examples=["5 million crowns"],
    )
    prefix: str = Field(
        "",
        description="The words immediately before, in double quotes with their space; "
        "needed when the quoted words stand in several places.",
        examples=["The bridge cost "],
    )
    suffix: str = Field(
        "",
        description="The words immediately after, in double quotes with their space; "
        "needed when the quoted words stand in several places.",
        examples=[" in 1997"],
    )
    replacement: Text | None = Field(
        None,
        description="What the words at this place should be; only in corrections.",
        examples=["50 million crowns"],
    )


class Creator(Record):
    """Who made a note."""

    name: Text = Field(description="The name to show.", examples=["Example Person"])
    github: Account | None = Field(
        None, description="The GitHub account, without @.", examples=["example-person"]
    )


def _as_list(value: Any) -> Any:  # what a file holds, of any shape, before it is checked
    return [value] if isinstance(value, dict) else value


class Annotation(Record):
    """A note on an article: a correction, a source or context."""

    kind: Kind = Field(
        description="What the note does: it corrects, gives a source, or adds context.",
        examples=["correction"],
    )
    title: Title | None = Field(
        None,
        description="The note's headline, up to 80 characters; without it, the quoted words.",
        examples=["Ten times too small"],
    )
    target: Annotated[tuple[Target, ...], BeforeValidator(_as_list)] = Field(
        (),
        description="The words that the note is about: one place, or a list of places; "
        "without it, the note speaks of the whole article.",
        examples=[
            {"exact": "5 million crowns"},
            [{"exact": "5 million"}, {"exact": "a tenth", "prefix": "by "}],
        ],
    )
    replacement: Text | None = Field(
        None,
        description="What the words should be; only in corrections. "
        "May stand in each place of `target` instead.",
        examples=["50 million crowns"],
    )
    reason: Reason | None = Field(
        None, description="What sort of error or gap it is.", examples=["figure"]
    )
    confidence: Confidence | None = Field(
        None, description="How sure the note is.", examples=["high"]
    )
    body: Text | None = Field(
        None,
        description="What is right and why, in Markdown and plain words; "
        "only a source note can do without.",
        examples=["The final account of 1998 names 50 million crowns."],
    )
    sources: tuple[Source, ...] = Field(
        (),
        description="Where it can be checked; corrections and source notes need at least one.",
        examples=[[{"url": "https://news.example.org/2026/bridge", "publisher": "Example Daily"}]],
    )
    topics: tuple[Slug, ...] = Field(
        (),
        description="Topic pages that the note belongs to, by the names of their files "
        "in docs/topics, without .md.",
        examples=[["export-controls"]],
    )
    status: Status = Field(
        "published",
        description="Whether the note stands; without it, it does.",
        examples=["published"],
    )
    creator: Creator | None = Field(
        None,
        description="Who made the note.",
        examples=[{"name": "Example Person", "github": "example-person"}],
    )
    created: Day | None = Field(
        None, description="The day on which the note was made.", examples=["2026-11-23"]
    )
    modified: Day | None = Field(
        None, description="The day of its last change of substance.", examples=["2026-11-24"]
    )

    def replacement_at(self, place: int) -> str | None:
        """What the words at target number `place` (from 0) should be."""
        if self.kind != "correction":
            return None
        return self.target[place].replacement or self.replacement


class ArticleSource(Record):
    """Where an article was published."""

    url: Url = Field(description="Address of the page that was copied.")
    publisher: Text = Field(description="Who published the article first.")
    via: Text | None = Field(None, description="Where it was read, when in a reprint.")
    author: Text | None = Field(None, description="Who wrote it, as the page says.")
    published: PartialDay | None = Field(None, description="When it was published.")
    language: Annotated[str, Field(pattern=r"^[A-Za-z]{2,3}(-[A-Za-z0-9]{2,8})*$")] = Field(
        "en", description="Language of the copy, as a BCP 47 tag."
    )
    translated: Literal["no", "human", "machine"] = Field(
        "no", description="Whether the copy is a translation, and whose."
    )


class ArticleMeta(Record):
    """The front matter of an article's copy."""

    title: Text = Field(description="The article's headline.")
    source: ArticleSource = Field(description="Where it was published.")
    retrieved: Day | None = Field(None, description="The day on which the copy was made.")
    rights: Text | None = Field(None, description="Whose the text is, and why it is kept.")
    topics: tuple[Slug, ...] = Field((), description="Topic pages that it belongs to.")
    sha256: Annotated[str, Field(pattern=r"^[0-9a-f]{64}$")] | None = Field(
        None, description="Checksum of the body, which is frozen."
    )


class TimelineEvent(Record):
    """One dated event of a topic."""

    date: PartialDay = Field(description="When: a day, a month or a year.")
    text: Text = Field(description="What happened, in one sentence.")
    sources: tuple[Source, ...] = Field((), description="Where it can be checked.")


class TopicMeta(Record):
    """The front matter of a topic page."""

    title: Text = Field(description="The topic's name.")
    aliases: tuple[Text, ...] = Field(
        (), description="Names to look for in articles, other scripts too."
    )
    summary: Text = Field(description="Two sentences for readers of context notes.")
    timeline: tuple[TimelineEvent, ...] = Field((), description="Dated events.")
    sources: tuple[Source, ...] = Field((), description="Where the page can be checked.")


class PageSearch(Record):
    """How search treats a page."""

    exclude: Literal["false", "true"] = Field("false", description="Whether it is left out.")
    boost: Annotated[str, Field(pattern=r"^[0-9]{1,3}(\.[0-9]{1,3})?$")] = Field(
        "1", description="How many times heavier its results count."
    )


class PageMeta(Record):
    """The front matter of a page written by hand that is no article and no topic."""

    title: Text | None = Field(None, description="The page's title; without it, its headline.")
    description: Text | None = Field(None, description="One sentence for search engines.")
    hide: tuple[Literal["navigation", "toc", "footer"], ...] = Field(
        (), description="Parts of the theme that the page goes without."
    )
    search: PageSearch | None = Field(None, description="How search treats the page.")
