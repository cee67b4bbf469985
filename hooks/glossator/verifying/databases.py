"""In what a database of SQLite differs from another."""

from __future__ import annotations

import sqlite3
import tempfile
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

from glossator.exporting.sqlite_schema import TABLE_NAMES
from glossator.exporting.tables import TABLES
from glossator.problems import shown
from glossator.verifying.difference import Difference

# Where in a file the version of SQLite stands that wrote it last.
_VERSION = slice(96, 100)
# Rows of a table that are told of.
_SOME = 20
# The columns by which a row is known, by the name of the table.
_KEYS = {
    **{TABLE_NAMES[table.name]: table.key for table in TABLES},
    "article_topics": ("article", "topic"),
    "note_topics": ("article", "note", "topic"),
}


def database_differences(expected: bytes, found: bytes) -> Iterator[Difference]:
    """In what the rows differ; where they do not, only another SQLite may differ in bytes."""
    with tempfile.TemporaryDirectory(prefix="glossator-") as folder:
        ours, theirs = Path(folder) / "expected.sqlite", Path(folder) / "found.sqlite"
        ours.write_bytes(expected)
        theirs.write_bytes(found)
        try:
            with closing(sqlite3.connect(theirs, isolation_level=None)) as database:
                # What the file brings along of functions and views is not to be trusted.
                database.execute("PRAGMA trusted_schema = OFF")
                database.execute("ATTACH ? AS ours", (str(ours),))
                told = list(_of_tables(database))
        except sqlite3.Error as error:
            yield Difference("site-damaged", f"the database cannot be read: {error}")
            return
    yield from told
    if not told and expected[_VERSION] == found[_VERSION]:
        yield Difference("site-changed", "the database has other tables, indexes or views")


def _of_tables(database: sqlite3.Connection) -> Iterator[Difference]:
    kinds = dict(database.execute("SELECT name, type FROM main.sqlite_schema").fetchall())
    for name, key in _KEYS.items():
        if kinds.get(name) != "table":
            yield Difference("site-missing", f"the table `{name}` is missing")
            continue
        told = database.execute(f"PRAGMA ours.table_info({name})").fetchall()
        columns = [str(row[1]) for row in told if row[1] != "id"]
        chosen = ", ".join(f'"{column}"' for column in columns)
        missing, foreign = (
            {
                "/".join(str(row[columns.index(column)]) for column in key)
                for row in database.execute(
                    f"SELECT {chosen} FROM {one}.{name} EXCEPT SELECT {chosen} FROM {other}.{name}"  # noqa: S608 - names of our own
                )
            }
            for one, other in (("ours", "main"), ("main", "ours"))
        )
        for row in sorted(missing | foreign)[:_SOME]:
            code, what = (
                ("site-changed", "is another one")
                if row in missing and row in foreign
                else ("site-missing", "is missing")
                if row in missing
                else ("site-foreign", "is not of the corpus")
            )
            yield Difference(code, f"the row {shown(row)} of the table `{name}` {what}")
