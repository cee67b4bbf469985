"""The tables say everything, in forms that other programs read."""

from __future__ import annotations

import csv
import io
import json
import re
from pathlib import Path
from typing import Any

import pytest

from glossator.exporting.cells import plain_cell
from glossator.exporting.csv_tables import CsvTables
from glossator.exporting.json_lines import JsonLines
from glossator.exporting.tables import ANNOTATIONS, TABLES, Table
from tests.edits import tree
from tests.exporting.published import RIGHTS, publish_data, write_corpus

Rows = list[dict[str, str]]


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("tables")
    root = write_corpus(folder / "site")
    return publish_data(root, folder / "out", [CsvTables(), JsonLines()]) / "data"


def rows_of(data: Path, name: str) -> Rows:
    text = (data / f"{name}.csv").read_bytes().decode("utf-8")
    rows = list(csv.DictReader(io.StringIO(text, newline="")))
    return [{key: plain_cell(value) for key, value in row.items()} for row in rows]


def records(data: Path, name: str) -> list[dict[str, Any]]:
    lines = (data / f"{name}.jsonl").read_bytes().decode("utf-8").split("\n")
    assert lines.pop() == ""
    return [json.loads(line) for line in lines]


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_table_has_its_columns_and_rows_that_its_key_tells_apart(
    data: Path, table: Table
) -> None:
    rows = rows_of(data, table.name)
    assert rows
    assert all(tuple(row) == table.names for row in rows)
    keys = [tuple(row[name] for name in table.key) for row in rows]
    assert len(set(keys)) == len(keys)


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_each_row_has_its_whole(data: Path, table: Table) -> None:
    for other, names in table.refers_to:
        wholes = {tuple(row[name] for name in names) for row in rows_of(data, other)}
        parts = {tuple(row[name] for name in names) for row in rows_of(data, table.name)}
        assert parts <= wholes


# RFC 4180: records end with CR LF, quotes stand around a whole field, and are doubled inside.
FIELD = r'(?:"(?:[^"]|"")*"|[^",\r\n]*)'
RECORD = re.compile(rf"{FIELD}(?:,{FIELD})*\r\n")


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_a_table_is_as_rfc_4180_has_it(data: Path, table: Table) -> None:
    text = (data / f"{table.name}.csv").read_bytes().decode("utf-8")
    assert re.fullmatch(rf"(?:{RECORD.pattern})+", text)
    lengths = {len(row) for row in csv.reader(io.StringIO(text, newline=""), strict=True)}
    assert lengths == {len(table.columns)}


@pytest.mark.parametrize("table", TABLES, ids=lambda table: table.name)
def test_no_cell_is_a_formula(data: Path, table: Table) -> None:
    text = (data / f"{table.name}.csv").read_bytes().decode("utf-8")
    for row in csv.reader(io.StringIO(text, newline="")):
        assert not any(cell.startswith(tuple("=+-@\t\r\n")) for cell in row)


def test_a_note_has_what_its_file_says(data: Path) -> None:
    notes = {(row["article"], row["note"]): row for row in rows_of(data, "annotations")}
    assert notes["jisr", "five"] == {
        "article": "jisr",
        "note": "five",
        "url": "https://notes.example.org/notes/jisr/five/",
        "in_article": "https://notes.example.org/articles/jisr/#note-five",
        "kind": "correction",
        "title": "“خمسة ملايين”",
        "status": "resolved",
        "reason": "figure",
        "confidence": "high",
        "number": "1",
        "exact": "خمسة ملايين",
        "replacement": "خمسون مليونا",
        "body": "It was ten times more.",
        "body_html": "<p>It was ten times more.</p>",
        "creator": "",
        "creator_github": "",
        "created": "2026-03-06",
        "modified": "",
        "topics": "testing crowns",
    }
    closed = notes["jisr", "closed"]
    assert closed["title"] == "@SUM(1+1)*cmd|' /C calc'!A0"
    assert closed["body"] == (
        "=1+1 is not a figure; see the act, the place\nand the topic.\n\n• one\n• two & three"
    )
    assert closed["creator"] == "Test & author"


def test_of_a_withdrawn_note_stands_what_it_was_about_and_not_what_it_claimed(data: Path) -> None:
    text = b"".join(content for name, content in tree(data).items())
    assert b"archive.example.org/claimed" not in text
    note = next(row for row in rows_of(data, "annotations") if row["note"] == "gone")
    assert (note["status"], note["exact"], note["replacement"]) == ("withdrawn", "in 2001", "")
    assert (note["reason"], note["modified"]) == ("", "2026-03-08")
    assert note["body"] == "What this note claimed."


def test_places_are_found_in_the_text_by_their_offsets(data: Path) -> None:
    texts = {one["article"]: one["text"] for one in records(data, "articles")}
    places = [row for row in rows_of(data, "places") if row["start"]]
    assert len(places) == 4
    for place in places:
        assert texts[place["article"]][int(place["start"]) : int(place["end"])] == place["exact"]


def test_changes_are_numbered_from_the_first_that_was_made(data: Path) -> None:
    changes = [row for row in rows_of(data, "changes") if row["note"] == "closed"]
    assert [row["change"] for row in changes] == ["2", "1"]


def test_json_lines_say_all_that_the_tables_say(data: Path) -> None:
    def plain(value: object) -> str:
        if isinstance(value, list):
            return " ".join(value)
        return "" if value is None else str(value)

    def same(row: dict[str, str], record: dict[str, Any]) -> bool:
        return all(value == plain(record[name]) for name, value in row.items() if name in record)

    notes = records(data, "annotations")
    for row, note in zip(rows_of(data, "annotations"), notes, strict=True):
        assert row.keys() <= note.keys()
        assert same(row, note)
    for row, article in zip(rows_of(data, "articles"), records(data, "articles"), strict=True):
        assert row.keys() <= article.keys()
        assert same(row, article)
    for name in ("places", "sources", "changes"):
        parts = [(note, part) for note in notes for part in note[name]]
        for row, (note, part) in zip(rows_of(data, name), parts, strict=True):
            assert row.keys() == {"article", "note"} | part.keys()
            assert same(row, {"article": note["article"], "note": note["note"]} | part)
    topics = records(data, "topics")
    events = [(topic["topic"], event) for topic in topics for event in topic["timeline"]]
    for row, (topic, event) in zip(rows_of(data, "timeline"), events, strict=True):
        assert same(row, {"topic": topic} | event)


def test_the_descriptor_keeps_the_rules_of_its_profile(data: Path) -> None:
    """Those of https://specs.frictionlessdata.io/profiles/tabular-data-package.json."""
    package = json.loads((data / "datapackage.json").read_bytes())
    assert package["profile"] == "tabular-data-package"
    assert re.fullmatch(r"[-a-z0-9._/]+", package["name"])
    assert package["licenses"] == [{"name": "CC-BY-4.0", "path": RIGHTS}]
    assert package["homepage"] == "https://notes.example.org/"
    assert [one["name"] for one in package["resources"]] == [table.name for table in TABLES]
    for resource in package["resources"]:
        assert resource["profile"] == "tabular-data-resource"
        assert (data / resource["path"]).is_file()
        assert not resource["path"].startswith(("/", "."))
        assert re.fullmatch(r"[-a-z0-9._/]+", resource["name"])
        schema = resource["schema"]
        rows = rows_of(data, resource["name"])
        names = [field["name"] for field in schema["fields"]]
        assert names == list(rows[0])
        assert set(schema["primaryKey"]) <= set(names)
        for key in schema.get("foreignKeys", ()):
            assert set(key["fields"]) <= set(names)
            assert key["reference"]["resource"] in {one["name"] for one in package["resources"]}
        for field in schema["fields"]:
            for value in filter(None, (row[field["name"]] for row in rows)):
                check_value(field, value)


def check_value(field: dict[str, Any], value: str) -> None:
    forms = {"integer": "[0-9]+", "date": r"[0-9]{4}-[0-9]{2}-[0-9]{2}", "string": "(?s:.*)"}
    assert re.fullmatch(forms[field["type"]], value)
    constraints = field.get("constraints", {})
    assert value in constraints.get("enum", [value])
    assert re.fullmatch(constraints.get("pattern", "(?s:.*)"), value)


def test_frictionless_finds_nothing_wrong(data: Path) -> None:
    frictionless = pytest.importorskip("frictionless", reason="frictionless is not installed")
    report = frictionless.validate(str(data / "datapackage.json"))
    assert report.flatten(["resource", "rowNumber", "fieldName", "note"]) == []


def test_all_columns_have_a_sentence(data: Path) -> None:
    for table in TABLES:
        assert table.says.endswith(".")
        assert all(column.says.endswith(".") for column in table.columns)
    assert ANNOTATIONS.names[:2] == ("article", "note")


def test_the_same_site_gives_the_same_bytes(tmp_path: Path) -> None:
    one, other = (
        publish_data(write_corpus(tmp_path / name / "site"), tmp_path / name / "out")
        for name in ("one", "other")
    )
    assert tree(one) == tree(other)
