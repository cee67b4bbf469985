"""The page on data says what the files have, and its examples run."""

from __future__ import annotations

import json
import re
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

import pytest

from glossator.exporting.formats import FORMATS
from glossator.exporting.sqlite_schema import tables as sqlite_tables
from glossator.exporting.tables import TABLES, Table
from tests.exporting.published import publish_data, write_corpus
from tests.host import ROOT

PAGE = (ROOT / "docs/about/data.md").read_text(encoding="utf-8")


def section(title: str) -> str:
    """What stands below a heading, up to the next one of its level or above."""
    mark = re.search(rf"^(#+) {re.escape(title)}$", PAGE, re.MULTILINE)
    assert mark, title
    rest = PAGE[mark.end() :]
    following = re.search(rf"^#{{1,{len(mark[1])}}} ", rest, re.MULTILINE)
    return rest[: following.start()] if following else rest


def example(title: str, language: str) -> str:
    found = re.findall(rf"^```{language}\n(.*?)^```$", section(title), re.DOTALL | re.MULTILINE)
    assert len(found) == 1
    return found[0]


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the data of a small site in `data`."""
    folder = tmp_path_factory.mktemp("data-page")
    return publish_data(write_corpus(folder / "site"), folder / "out")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_column_is_explained_as_the_code_does(table: Table) -> None:
    text = section(f"`data/{table.name}.csv`")
    assert table.says in text
    rows = re.findall(r"^\| `(\w+)` \| (\w+) \| (.*) \|$", text, re.MULTILINE)
    assert [row[:2] for row in rows] == [(one.name, one.type) for one in table.columns]
    for (_, _, said), column in zip(rows, table.columns, strict=True):
        choices = ", ".join(f"`{one}`" for one in column.choices)
        assert said == (f"{column.says} One of {choices}." if choices else column.says)
    keys = re.search(r"The key: (.*)\.", text)
    assert keys
    assert re.findall(r"`(\w+)`", keys[1]) == list(table.key)


def test_each_file_is_named(folder: Path) -> None:
    for file in folder.rglob("*.*"):
        path = file.relative_to(folder).as_posix()
        path = re.sub(r"^articles/(?!<)[^/]+/", "articles/<article>/", path)
        path = re.sub(r"^topics/[^/]+/", "topics/<topic>/", path)
        path = re.sub(r"^notes/[^/]+/[^/]+/", "notes/<article>/<note>/", path)
        if not path.startswith("data/by-url/"):
            assert f"`{path}`" in PAGE or f"`{file.name}`" in PAGE


def test_each_table_and_view_of_the_database_is_named(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data/corpus.sqlite")) as database:
        asked = "SELECT name FROM sqlite_master WHERE type IN ('table', 'view')"
        names = {name for (name,) in database.execute(asked)}
    inner = {name for name in names if re.fullmatch(r"search_\w+_\w+|sqlite_\w+", name)}
    for name in names - inner:
        assert f"`{name}`" in PAGE or f"`data/{name}.csv`" in PAGE
    assert "CREATE TABLE notes" in sqlite_tables()


def test_the_way_back_from_safe_cells_is_that_of_the_code() -> None:
    from glossator.exporting import cells

    written = example("Tables", "text").strip()
    assert f'r"{written}"' in example("pandas", "python")
    texts = ["'=1", "a;'-1", "'Tis", "''\t", "one\n'- two", "x = '1", "\n"]
    assert [re.sub(written, "", one) for one in texts] == [cells.plain_cell(one) for one in texts]


def test_the_example_for_pandas_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    pytest.importorskip("pandas", reason="pandas is not installed")
    monkeypatch.chdir(folder)
    exec(compile(example("pandas", "python"), "pandas", "exec"), {})


def test_the_example_for_duckdb_runs(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    duckdb = pytest.importorskip("duckdb", reason="duckdb is not installed")
    monkeypatch.chdir(folder)
    months, topics = (
        duckdb.sql(one).fetchall() for one in example("DuckDB", "sql").strip().split(";\n\n")
    )
    assert ("2026-03", "correction", 2) in months
    assert topics == [("crowns", 2), ("testing", 2)]


def test_the_examples_for_sqlite_run(folder: Path) -> None:
    with closing(sqlite3.connect(folder / "data/corpus.sqlite")) as database:
        answers = [
            database.execute(one).fetchall()
            for one in example("SQLite", "sql").strip().split(";\n\n")
        ]
    assert [len(answer) for answer in answers] == [2, 1, 2]
    assert answers[0][0][2:4] == ("خمسة ملايين", "خمسون مليونا")


@pytest.mark.skipif(not shutil.which("jq"), reason="jq is not installed")
def test_the_examples_for_jq_run(folder: Path) -> None:
    corrections, cited = (
        subprocess.run(line, shell=True, cwd=folder, capture_output=True, text=True, check=True)
        for line in example("jq", "sh").strip().split("\n")
    )
    assert "خمسة ملايين\tخمسون مليونا\n" in corrections.stdout
    assert cited.stdout.split("\n")[0].split() == ["3", "https://archive.example.org/bridge"]
    assert not corrections.stderr + cited.stderr


def test_the_example_that_finds_by_address_runs(
    folder: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    code = example("Find by address", "python")
    code = code.replace("https://example.org/notes/", f"{folder.as_uri()}/")
    found = json.loads((folder / "data/by-url/index.json").read_text())["addresses"]
    assert found
    exec(compile(code.replace("news.example.org/2026/bridge", "news.example.org/1"), "by", "exec"))
    assert "'page': 'articles/bridge/'" in capsys.readouterr().out
    exec(compile(code, "by", "exec"))
    assert capsys.readouterr().out == "not here\n"


def test_the_example_that_reads_a_rating_runs(
    folder: Path, capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.chdir(folder)
    code = example("A page for each note", "python")
    code = code.replace("site/notes/alibaba-ai-budget/ai-budget-tenfold", "notes/bridge/cost")
    exec(compile(code, "rating", "exec"), {})
    said = capsys.readouterr().out
    assert said.startswith("The bridge cost 5 million crowns in 1997. {")
    assert "'ratingValue': 1" in said


def test_all_forms_are_made_for_each_site() -> None:
    names = [one.name for one in FORMATS]
    assert len(set(names)) == len(names)
    assert {"csv", "jsonl", "sqlite", "feeds", "llms", "citation"} <= set(names)
