"""What a contributor can write in a note, and the sources that notes and topics share.

Names are those of the W3C Web Annotation Data Model where it has one.
"""

from __future__ import annotations

from typing import Annotated, Any

from pydantic import BaseModel, BeforeValidator, ConfigDict, Field

from glossator.content.choices import Confidence, Kind, Reason, Status
from glossator.content.field_types import (
    Account,
    Context,
    Day,
    FormerNote,
    Markdown,
    PartialDay,
    Slug,
    Text,
    Title,
    Url,
    Words,
)
from glossator.content.replacements import replacement_at


class Record(BaseModel):
    """What all records share: no unknown fields, no change after reading."""

    # Built when the first record is read: a check of what did not change reads none.
    model_config = ConfigDict(extra="forbid", frozen=True, defer_build=True)


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

    exact: Words = Field(
        description="The quoted words, letter for letter as on the article's page.",
        examples=["5 million crowns"],
    )
    prefix: Context = Field(
        "",
        description="The words immediately before, in double quotes with their space; "
        "needed when the quoted words stand in several places.",
        examples=["The bridge cost "],
    )
    suffix: Context = Field(
        "",
        description="The words immediately after, in double quotes with their space; "
        "needed when the quoted words stand in several places.",
        examples=[" in 1997"],
    )
    replacement: Words | None = Field(
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


class Change(Record):
    """What was put right in a note that had been published."""

    date: Day = Field(description="The day of the change.", examples=["2026-11-24"])
    text: Text = Field(
        description="In one sentence, what the note said before, or what is different now.",
        examples=["The note gave the sum for one year as the sum for three."],
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
    replacement: Words | None = Field(
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
    body: Markdown | None = Field(
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
    changes: tuple[Change, ...] = Field(
        (),
        description="What was put right in the note since it was published, the latest first; "
        "readers see it below the note.",
        examples=[[{"date": "2026-11-24", "text": "The note named the wrong year."}]],
    )

    redirect_from: tuple[FormerNote, ...] = Field(
        (),
        description="Ids that the note had before, so that links to them lead here; "
        "with the article's id before it where it stood on another one.",
        examples=[["bridge-cost"], ["old-article/bridge-cost"]],
    )

    def replacement_at(self, place: int) -> str | None:
        """What the words at target number `place` (from 0) should be."""
        return replacement_at(self, place)
