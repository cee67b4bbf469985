"""Everything in one file that can be asked: a database of SQLite."""

from __future__ import annotations

import errno
import json
import os
import sqlite3
import tempfile
from collections.abc import Iterable, Iterator
from contextlib import closing, contextmanager
from pathlib import Path

from glossator.exporting.format import Fragments, Output
from glossator.exporting.json_lines import JsonLines
from glossator.exporting.records import Record, topic_record
from glossator.exporting.rows import Row, Rows, rows_of_article, rows_of_topics
from glossator.exporting.sqlite_schema import (
    INDEXES,
    TABLE_NAMES,
    VIEWS,
    columns_of,
    searches,
    tables,
)
from glossator.exporting.tables import ANNOTATIONS, ARTICLES, TABLES, TOPICS
from glossator.site.site import Site

PATH = "data/corpus.sqlite"
# Nobody else reads the file before it is done, and one that is not is thrown away. With 64 MB
# in memory (the number is in KiB) few pages of it are written and read again. The page's
# size is what SQLite takes by itself, and the number in the head is "Glos", which tells
# programs such as `file` whose database it is.
_SETTINGS = """\
PRAGMA page_size = 4096;
PRAGMA journal_mode = OFF;
PRAGMA synchronous = OFF;
PRAGMA locking_mode = EXCLUSIVE;
PRAGMA cache_size = -65536;
PRAGMA temp_store = MEMORY;
PRAGMA application_id = 0x476C6F73;
"""
_BLOCK = 1 << 20
# What the system says where SQLite says this, which is of the disk and not of what it was told.
_NUMBERS = {
    sqlite3.SQLITE_FULL: errno.ENOSPC,
    sqlite3.SQLITE_IOERR: errno.EIO,
    sqlite3.SQLITE_CANTOPEN: errno.EACCES,
    sqlite3.SQLITE_READONLY: errno.EROFS,
}


class SqliteFile(JsonLines):
    """A database with the tables, full-text search, and views to begin with."""

    name = "sqlite"
    kept_as = JsonLines.name

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        """The file."""
        yield Output(PATH, _database(site, fragments))


def _database(site: Site, fragments: Fragments) -> Iterator[bytes]:
    with tempfile.TemporaryDirectory(prefix="glossator-") as folder:
        path = Path(folder) / "corpus.sqlite"
        with _told_as_files(path), closing(sqlite3.connect(path, isolation_level=None)) as database:
            _fill(database, site, fragments)
        with path.open("rb") as file:
            while block := file.read(_BLOCK):
                yield block


@contextmanager
def _told_as_files(path: Path) -> Iterator[None]:
    """Have what SQLite says of the disk be what all who write files say of it."""
    try:
        yield
    except sqlite3.OperationalError as error:
        number = _NUMBERS.get(error.sqlite_errorcode & 0xFF)  # the rest tells of it in detail
        if number is None:
            raise
        raise OSError(number, os.strerror(number), str(path)) from None


def _fill(database: sqlite3.Connection, site: Site, fragments: Fragments) -> None:
    database.executescript(_SETTINGS + tables())
    inserts = {table.name: _insert(table.name) for table in TABLES}
    inserts |= {
        "article_topics": "INSERT INTO article_topics VALUES (?, ?)",
        "note_topics": "INSERT INTO note_topics VALUES (?, ?, ?)",
    }
    database.execute("BEGIN")
    for rows in _all_rows(site, fragments):
        for name, some in rows.items():
            if some:
                database.executemany(inserts[name], some)
    database.execute("COMMIT")
    database.executescript(INDEXES + VIEWS)
    for name, made in searches():
        if not _made(database, made):
            break
        database.execute(f"INSERT INTO {name} ({name}) VALUES ('rebuild')")  # noqa: S608 - ours
    # Filled in one go it has no pages to spare, or few.
    if database.execute("PRAGMA freelist_count").fetchone() != (0,):
        database.execute("VACUUM")


def _insert(name: str) -> str:
    table = next(table for table in TABLES if table.name == name)
    columns = [column.name for column in columns_of(table)]
    values = ", ".join("?" for _ in columns)
    names = ", ".join(columns)
    return f"INSERT INTO {TABLE_NAMES[name]} ({names}) VALUES ({values})"  # noqa: S608 - ours


def _made(database: sqlite3.Connection, statement: str) -> bool:
    """Whether this SQLite can search texts, which is for those to say who built it."""
    try:
        database.execute(statement)
    except sqlite3.OperationalError as error:
        if "no such module" not in str(error):
            raise
        return False
    return True


def _all_rows(site: Site, fragments: Fragments) -> Iterator[Rows]:
    """All rows, what others refer to first."""
    topics = [topic_record(site, topic) for topic in site.corpus.topics.values()]
    rows = rows_of_topics(topics)
    rows[TOPICS.name] = [
        (*row[:-1], json.dumps(topic["aliases"], ensure_ascii=False), topic["text"])
        for row, topic in zip(rows[TOPICS.name], topics, strict=True)
    ]
    yield {name: [tuple(map(_storable, row)) for row in some] for name, some in rows.items()}
    known = {topic["topic"] for topic in topics}
    for _, fragment in fragments():
        # All records of an article at once: to begin to read takes as long as some of them.
        article, *notes = json.loads(b"[%b]" % fragment.rstrip().replace(b"\n", b","))
        yield _rows_of(article, notes, known)


def _rows_of(article: Record, notes: list[Record], known: set[str]) -> Rows:
    rows = rows_of_article(article, notes)
    # Topics, the last column of both, are rows of tables of their own.
    rows[ARTICLES.name] = [(*row[:-1], article["text"]) for row in rows[ARTICLES.name]]
    rows[ANNOTATIONS.name] = [row[:-1] for row in rows[ANNOTATIONS.name]]
    of_articles: list[Row] = [
        (article["article"], topic) for topic in article["topics"] if topic in known
    ]
    of_notes: list[Row] = [
        (note["article"], note["note"], topic)
        for note in notes
        for topic in note["topics"]
        if topic in known
    ]
    # A whole comes before its parts.
    order = {name: rows[name] for name in (ARTICLES.name, ANNOTATIONS.name)}
    return order | rows | {"article_topics": of_articles, "note_topics": of_notes}


def _storable(value: object) -> object:
    """The value without halves of characters."""
    return value.encode("utf-8", "replace").decode() if isinstance(value, str) else value
