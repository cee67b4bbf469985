"""The database has all tables, keeps what refers to what, and can be asked."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterator
from contextlib import closing
from pathlib import Path

import pytest

from glossator.exporting.sqlite_file import PATH, SqliteFile
from glossator.exporting.sqlite_schema import TABLE_NAMES, columns_of
from glossator.exporting.tables import TABLES, Table
from tests.edits import many
from tests.exporting.published import publish_data, write_corpus


@pytest.fixture(scope="module")
def database(tmp_path_factory: pytest.TempPathFactory) -> Iterator[sqlite3.Connection]:
    folder = tmp_path_factory.mktemp("sqlite")
    root = write_corpus(folder / "site")
    file = publish_data(root, folder / "out", [SqliteFile()]) / PATH
    assert [one.name for one in file.parent.iterdir()] == ["corpus.sqlite"]
    with closing(sqlite3.connect(f"{file.as_uri()}?mode=ro", uri=True)) as connection:
        yield connection


def test_nothing_is_broken_and_all_refers_to_what_is_there(database: sqlite3.Connection) -> None:
    assert database.execute("PRAGMA integrity_check").fetchall() == [("ok",)]
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA freelist_count").fetchall() == [(0,)]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_has_its_columns(database: sqlite3.Connection, table: Table) -> None:
    found = database.execute("SELECT name FROM pragma_table_info(?)", [TABLE_NAMES[table.name]])
    names = [name for (name,) in found if name != "id"]
    assert names == [column.name for column in columns_of(table)]
    assert database.execute(f"SELECT count(*) FROM {TABLE_NAMES[table.name]}").fetchone()[0]


def test_words_are_found_with_and_without_accents(database: sqlite3.Connection) -> None:
    asked = (
        "SELECT notes.note FROM search_notes JOIN notes ON notes.id = search_notes.rowid "
        "WHERE search_notes MATCH ?"
    )
    assert database.execute(asked, ["ten times"]).fetchall() == [("cost",), ("five",)]
    assert database.execute(asked, ["خمسون"]).fetchall() == [("five",)]
    articles = "SELECT rowid FROM search_articles WHERE search_articles MATCH 'bridge'"
    assert len(database.execute(articles).fetchall()) == 1
    snippet = "SELECT snippet(search_topics, 3, '[', ']', '…', 5) FROM search_topics WHERE search_topics MATCH 'words'"  # noqa: E501
    assert "[words]" in database.execute(snippet).fetchone()[0]


def test_places_stand_where_they_are_said_to(database: sqlite3.Connection) -> None:
    found = database.execute(
        'SELECT exact, substr(text, start + 1, "end" - start) FROM places '
        "JOIN articles USING (article) WHERE start IS NOT NULL"
    ).fetchall()
    assert len(found) == 4
    assert all(exact == words for exact, words in found)


def test_topics_are_rows(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT note, topic FROM note_topics ORDER BY note, topic").fetchall()
    assert found == [
        *(("closed", "crowns"), ("cost", "testing"), ("five", "crowns"), ("five", "testing")),
    ]
    aliases = "SELECT value FROM topics, json_each(aliases) WHERE topic = 'crowns'"
    assert database.execute(aliases).fetchall() == [("crown",), ("كرونة",)]


VIEWS = {
    "annotations": 5,
    "corrections": 2,
    "corrected_publishers": 2,
    "cited_sources": 5,
    "our_changes": 2,
}


@pytest.mark.parametrize("view", VIEWS)
def test_views_answer(database: sqlite3.Connection, view: str) -> None:
    assert len(database.execute(f"SELECT * FROM {view}").fetchall()) == VIEWS[view]


def test_every_view_is_asked(database: sqlite3.Connection) -> None:
    found = database.execute("SELECT name FROM sqlite_master WHERE type = 'view'").fetchall()
    assert {name for (name,) in found} == VIEWS.keys()


def test_the_same_content_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (
        publish_data(many(tmp_path / name, 40), tmp_path / f"{name}-out", [SqliteFile()]) / PATH
        for name in ("one", "other")
    )
    assert one.read_bytes() == other.read_bytes()
    assert one.read_bytes()[:16] == b"SQLite format 3\0"
