"""What is in the database of a site: its tables, as elsewhere, and what helps to ask it."""

from __future__ import annotations

from collections.abc import Iterator

from glossator.exporting.tables import ANNOTATIONS, ARTICLES, TABLES, TOPICS, Column, Table

TABLE_NAMES = {table.name: table.name for table in TABLES} | {ANNOTATIONS.name: "notes"}
"""What each table is called; `annotations` tells of notes as people ask for them."""
# Of rows that can be searched: a number that stays the same.
_ID = "id INTEGER PRIMARY KEY"
_TEXT = Column("text", "What the copy, or the topic's page, says.")
_SEARCHED = {
    ARTICLES.name: ("title", "text"),
    ANNOTATIONS.name: ("title", "exact", "replacement", "body"),
    TOPICS.name: ("title", "aliases", "summary", "text"),
}

LINKS = """\
CREATE TABLE article_topics (
  article TEXT NOT NULL REFERENCES articles (article),
  topic TEXT NOT NULL REFERENCES topics (topic),
  PRIMARY KEY (article, topic)
) WITHOUT ROWID;
CREATE TABLE note_topics (
  article TEXT NOT NULL,
  note TEXT NOT NULL,
  topic TEXT NOT NULL REFERENCES topics (topic),
  PRIMARY KEY (article, note, topic),
  FOREIGN KEY (article, note) REFERENCES notes (article, note)
) WITHOUT ROWID;
"""
"""Which articles and which notes are on which topics."""

INDEXES = """\
CREATE INDEX articles_by_publisher ON articles (publisher);
CREATE INDEX articles_by_day ON articles (published);
CREATE INDEX notes_by_kind ON notes (kind, status);
CREATE INDEX notes_by_day ON notes (created);
CREATE INDEX sources_by_publisher ON sources (publisher);
CREATE INDEX sources_by_url ON sources (url);
CREATE INDEX articles_on_topic ON article_topics (topic);
CREATE INDEX notes_on_topic ON note_topics (topic);
CREATE INDEX timeline_by_day ON timeline (date);
"""

VIEWS = """\
CREATE VIEW annotations AS
  SELECT notes.kind, notes.title, notes.exact, notes.replacement, notes.body, notes.status,
    notes.reason, notes.confidence, notes.creator, notes.created, notes.modified,
    articles.title AS article_title, articles.publisher AS article_publisher,
    articles.published AS article_published,
    (SELECT group_concat(topic, ' ') FROM note_topics AS one
      WHERE one.article = notes.article AND one.note = notes.note) AS topics,
    (SELECT count(*) FROM sources AS one
      WHERE one.article = notes.article AND one.note = notes.note) AS sources,
    notes.url, articles.source_url, notes.article, notes.note
  FROM notes JOIN articles USING (article);
CREATE VIEW corrections AS
  SELECT notes.created, articles.publisher, articles.title AS article_title,
    places.exact AS was, places.replacement AS should_be, notes.reason, notes.title,
    notes.status, notes.url, notes.article, notes.note, places.place
  FROM notes JOIN articles USING (article) LEFT JOIN places USING (article, note)
  WHERE notes.kind = 'correction' AND notes.status <> 'withdrawn';
CREATE VIEW corrected_publishers AS
  SELECT articles.publisher, count(DISTINCT articles.article) AS articles,
    count(notes.note) AS corrections
  FROM articles LEFT JOIN notes ON notes.article = articles.article
    AND notes.kind = 'correction' AND notes.status <> 'withdrawn'
  GROUP BY articles.publisher;
CREATE VIEW cited_sources AS
  SELECT url, min(title) AS title, publisher, min(published) AS published, count(*) AS times
  FROM (
    SELECT url, title, publisher, published FROM sources
    UNION ALL SELECT url, title, publisher, published FROM topic_sources
  ) GROUP BY url, publisher;
CREATE VIEW our_changes AS
  SELECT changes.date, changes.text, notes.title, notes.url, changes.article, changes.note
  FROM changes JOIN notes USING (article, note);
"""


def columns_of(table: Table) -> tuple[Column, ...]:
    """The columns of a table: those that it has elsewhere, and the texts.

    Topics of articles and notes are rows of tables of their own.
    """
    columns = tuple(one for one in table.columns if one.name != "topics")
    return (*columns, _TEXT) if table in (ARTICLES, TOPICS) else columns


def tables() -> str:
    """The statements that make the tables."""
    return "".join(map(_table, TABLES)) + LINKS


def searches() -> Iterator[tuple[str, str]]:
    """Of each table that can be searched, what the search is called and how it is made."""
    for name, columns in _SEARCHED.items():
        table = TABLE_NAMES[name]
        search = f"search_{table}"
        yield (
            search,
            f"CREATE VIRTUAL TABLE {search} USING fts5({', '.join(columns)}, content='{table}', "
            "content_rowid='id', tokenize='unicode61 remove_diacritics 2');",
        )


def _table(table: Table) -> str:
    lines = [_ID] if table.name in _SEARCHED else []
    lines += [_column(table, column) for column in columns_of(table)]
    key = ", ".join(table.key)
    lines.append(f"UNIQUE ({key})" if table.name in _SEARCHED else f"PRIMARY KEY ({key})")
    for other, names in table.refers_to:
        fields = ", ".join(names)
        lines.append(f"FOREIGN KEY ({fields}) REFERENCES {TABLE_NAMES[other]} ({fields})")
    inner = ",\n  ".join(lines)
    rows = "" if table.name in _SEARCHED else " WITHOUT ROWID"
    return f"CREATE TABLE {TABLE_NAMES[table.name]} (\n  {inner}\n){rows};\n"


def _column(table: Table, column: Column) -> str:
    kind = "INTEGER" if column.type == "integer" else "TEXT"
    line = f"{column.name} {kind}"
    return f"{line} NOT NULL" if column.name in table.key else line
