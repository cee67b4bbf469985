"""What stands in the front matter of a page: an article's, a topic's, or any other's."""

from __future__ import annotations

from functools import cache
from typing import Annotated, Literal

from pydantic import Field

from glossator.content.field_types import Day, FormerPage, PartialDay, Slug, Text, Url
from glossator.content.model import Record, Source

FormerPages = Annotated[
    tuple[FormerPage, ...],
    Field(description="Names that the page's file had before, so that links to them lead here."),
]


class ArticleSource(Record):
    """Where an article was published."""

    url: Url = Field(description="Address of the page that was copied.")
    archive: Url | None = Field(None, description="Address of an archived copy.")
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
    redirect_from: FormerPages = ()


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
    redirect_from: FormerPages = ()


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
    redirect_from: FormerPages = ()


@cache
def no_front_matter() -> PageMeta:
    """What a page says of itself that says nothing."""
    return PageMeta.model_validate({})
