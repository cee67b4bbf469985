"""The tables that a site is published as: which there are, and what each column says."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal, get_args

from glossator.content.choices import Confidence, Kind, Reason, Status

ColumnType = Literal["string", "integer", "date"]
# As precise as it is known: a day, a month or a year.
PARTIAL_DAY = "[0-9]{4}(-[0-9]{2}(-[0-9]{2})?)?"


@dataclass(frozen=True, slots=True)
class Column:
    """A column of a table.

    Attributes:
        name: Its name.
        says: What stands in it, in a sentence.
        type: What sort of value, as Frictionless calls it.
        choices: The only values that it has, besides none.
        form: The regular expression that its values match, if there is one.
    """

    name: str
    says: str
    type: ColumnType = "string"
    choices: tuple[str, ...] = ()
    form: str = ""


@dataclass(frozen=True, slots=True)
class Table:
    """A table.

    Attributes:
        name: Its name, and that of its file.
        says: What a row is, in a sentence.
        columns: Its columns.
        key: The columns that tell its rows apart.
        refers_to: For each table in which a row has its whole: the columns that name it, which
            are called the same there.
    """

    name: str
    says: str
    columns: tuple[Column, ...]
    key: tuple[str, ...]
    refers_to: tuple[tuple[str, tuple[str, ...]], ...] = ()

    @property
    def names(self) -> tuple[str, ...]:
        """The names of its columns."""
        return tuple(column.name for column in self.columns)


_ARTICLE = Column("article", "The id of the article: the name of its file and of its address.")
_NOTE = Column("note", "The id of the note, unique among those on its article.")
_TOPIC = Column("topic", "The id of the topic: the name of its file and of its address.")
_OF_NOTE = ("annotations", ("article", "note"))

_SOURCE = (
    Column("url", "The address of the page that was read."),
    Column("title", "The title of that page, as published."),
    Column("publisher", "Who published it first."),
    Column("via", "Where it was read, when in a reprint."),
    Column("published", "When it was published, as precisely as known.", form=PARTIAL_DAY),
    Column("accessed", "The day on which it was read.", "date"),
    Column("archive", "The address of an archived copy."),
    Column("supports", "What it shows, in the words of who cites it."),
)

ARTICLES = Table(
    "articles",
    "A copy of an article.",
    (
        _ARTICLE,
        Column("url", "The address of its page on this site."),
        Column("title", "Its headline."),
        Column("language", "The language of the copy, as a BCP 47 tag."),
        Column(
            "translated",
            "Whether it is a translation, and whose.",
            choices=("no", "human", "machine"),
        ),
        Column("publisher", "Who published it first."),
        Column("via", "Where it was read, when in a reprint."),
        Column("author", "Who wrote it, as the page says."),
        Column("published", "When it was published, as precisely as known.", form=PARTIAL_DAY),
        Column("source_url", "The address of the page that was copied."),
        Column("source_archive", "The address of an archived copy of that page."),
        Column("retrieved", "The day on which the copy was made.", "date"),
        Column("rights", "Whose the text is, and why it is kept."),
        Column("topics", "The ids of its topics, with a blank between two of them."),
    ),
    ("article",),
)
ANNOTATIONS = Table(
    "annotations",
    "A note on an article. Of a withdrawn one stands what it was about and its explanation, and "
    "not what it claimed.",
    (
        _ARTICLE,
        _NOTE,
        Column("url", "Its permalink: the address of its own page."),
        Column("in_article", "Where it stands beside the words that it is about."),
        Column("kind", "What it does.", choices=get_args(Kind)),
        Column("title", "Its headline."),
        Column(
            "status",
            "Whether it stands, or why not: the publisher has changed the article (`resolved`), or "
            "the note is taken back (`withdrawn`).",
            choices=get_args(Status),
        ),
        Column("reason", "What sort of error or gap it is about.", choices=get_args(Reason)),
        Column("confidence", "How sure it is.", choices=get_args(Confidence)),
        Column(
            "number", "Its number on the article's page; none if it has no mark there.", "integer"
        ),
        Column(
            "exact",
            "The words of the article that it is about, at the first of its places; none if it is "
            "about the whole article.",
        ),
        Column("replacement", "What these words should be, in a correction."),
        Column("body", "What it says, as plain text."),
        Column("body_html", "The same with its links and emphasis, as HTML that is safe to show."),
        Column("creator", "Who made it."),
        Column("creator_github", "Whose account on GitHub that is."),
        Column("created", "The day on which it was made.", "date"),
        Column("modified", "The day of its last change of substance.", "date"),
        Column("topics", "The ids of its topics, with a blank between two of them."),
    ),
    ("article", "note"),
    (("articles", ("article",)),),
)
PLACES = Table(
    "places",
    "Words of an article that a note is about. A note may be about several, or none.",
    (
        _ARTICLE,
        _NOTE,
        Column("place", "Its number among the places of the note, from 1.", "integer"),
        Column("exact", "The words, as the note quotes them."),
        Column("prefix", "The words before, where the note needs them to tell the place."),
        Column("suffix", "The words behind, likewise."),
        Column("replacement", "What the words should be, in a correction."),
        Column(
            "start",
            "Where they begin in the text of the article, in characters from 0; none if they do "
            "not stand there.",
            "integer",
        ),
        Column("end", "Where they end: the character behind the last.", "integer"),
    ),
    ("article", "note", "place"),
    (_OF_NOTE,),
)
SOURCES = Table(
    "sources",
    "A source that a note cites.",
    (
        _ARTICLE,
        _NOTE,
        Column("source", "Its number among the sources of the note, from 1.", "integer"),
        *_SOURCE,
    ),
    ("article", "note", "source"),
    (_OF_NOTE,),
)
CHANGES = Table(
    "changes",
    "What was put right in a note after it had been published.",
    (
        _ARTICLE,
        _NOTE,
        Column(
            "change",
            "Its number among the changes of the note: 1 is the first that was made.",
            "integer",
        ),
        Column("date", "The day of the change.", "date"),
        Column("text", "What the note said before, or what is different now."),
    ),
    ("article", "note", "change"),
    (_OF_NOTE,),
)
TOPICS = Table(
    "topics",
    "A topic that articles and notes have in common.",
    (
        _TOPIC,
        Column("url", "The address of its page."),
        Column("title", "Its name."),
        Column("summary", "What it is, in two sentences."),
        Column(
            "aliases", "The names by which it is found in articles, with `; ` between two of them."
        ),
    ),
    ("topic",),
)
TIMELINE = Table(
    "timeline",
    "An event of a topic.",
    (
        _TOPIC,
        Column(
            "event",
            "Its number among the events of the topic as they were written down, from 1.",
            "integer",
        ),
        Column("date", "When it was, as precisely as known.", form=PARTIAL_DAY),
        Column("text", "What happened."),
    ),
    ("topic", "event"),
    (("topics", ("topic",)),),
)
TOPIC_SOURCES = Table(
    "topic_sources",
    "A source that the page of a topic cites.",
    (
        _TOPIC,
        Column(
            "event",
            "The number of the event for which it is cited; 0 for the whole page.",
            "integer",
        ),
        Column("source", "Its number among the sources that are cited there, from 1.", "integer"),
        *_SOURCE,
    ),
    ("topic", "event", "source"),
    (("topics", ("topic",)),),
)

OF_ARTICLES = (ARTICLES, ANNOTATIONS, PLACES, SOURCES, CHANGES)
"""Tables of what is said of articles, in the order in which a whole comes before its parts."""
OF_TOPICS = (TOPICS, TIMELINE, TOPIC_SOURCES)
"""Tables of what is said of topics, likewise."""
TABLES = (*OF_ARTICLES, *OF_TOPICS)
"""All tables."""
