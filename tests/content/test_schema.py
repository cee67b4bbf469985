"""The schema of an annotation: editors underline what the check refuses, and nothing else."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from pathlib import Path
from typing import Any, get_args

import jsonschema
import pytest
import yaml

from glossator.content.model import Annotation, Confidence, Kind, Reason, Status
from glossator.content.schema import MEANINGS, SCHEMA_FILE, annotation_schema, render_schema
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from tests.fences import read_fences
from tests.host import run, write_site

ROOT = Path(__file__).parents[2]
ANNOTATIONS = sorted((ROOT / "annotations").glob("*/*.yaml"))
SCHEMA = annotation_schema()
VALIDATOR = jsonschema.Draft7Validator(SCHEMA)

# What editors know of draft-07, and two words of their own.
KEYWORDS = {
    *("$schema", "title", "description", "examples", "default", "type", "enum", "pattern"),
    *("properties", "required", "additionalProperties", "items", "minItems", "maxLength"),
    *("minimum", "maximum", "multipleOf", "allOf", "not", "if", "then", "else"),
    *("enumDescriptions", "patternErrorMessage", "errorMessage"),
}


class CoreLoader(yaml.SafeLoader):
    """Plain values as YAML 1.2's core schema reads them, which most editors do."""


CoreLoader.yaml_implicit_resolvers = {}
for tag, form, first in [
    ("null", r"~|null|Null|NULL|", "~nN\0"),
    ("bool", r"true|True|TRUE|false|False|FALSE", "tTfF"),
    ("int", r"[-+]?[0-9]+|0o[0-7]+|0x[0-9a-fA-F]+", "-+0123456789"),
    ("float", r"[-+]?(\.[0-9]+|[0-9]+(\.[0-9]*)?)([eE][-+]?[0-9]+)?", "-+.0123456789"),
]:
    CoreLoader.add_implicit_resolver(
        f"tag:yaml.org,2002:{tag}",
        re.compile(rf"^(?:{form})$"),
        [*first, ""] if tag == "null" else list(first),
    )
CoreLoader.add_constructor("tag:yaml.org,2002:int", lambda loader, node: number(node.value))
CoreLoader.add_constructor("tag:yaml.org,2002:float", lambda loader, node: float(node.value))


def number(text: str) -> int:
    return int(text, 0) if text[:2] in {"0o", "0x"} else int(text)


READERS = {
    "YAML 1.1": yaml.safe_load,
    "YAML 1.2": lambda text: yaml.load(text, Loader=CoreLoader),
    "the check": lambda text: parse_yaml(text, "a.yaml").data,
}


def errors(text: str, reader: str = "YAML 1.2") -> list[str]:
    found = VALIDATOR.iter_errors(READERS[reader](text))
    return [f"{'.'.join(map(str, error.absolute_path))}: {error.message}" for error in found]


def valid_cases() -> list[Any]:
    return [
        pytest.param(fence.text, id=f"{file.stem}-{number}")
        for file in sorted((ROOT / "tests/cases").glob("valid-*.md"))
        for number, fence in enumerate(read_fences(file))
        if fence.name.startswith("annotations/") and fence.name.endswith(".yaml")
    ]


def test_the_readers_of_yaml_differ_where_editors_do() -> None:
    text = "{a: 2025-09-24, b: no, c: 2025, d: , e: 1e3, f: 0x1F, g: true}"
    read = {name: list(reader(text).values()) for name, reader in READERS.items()}
    assert read["YAML 1.2"] == ["2025-09-24", "no", 2025, None, 1000.0, 31, True]
    assert read["the check"] == ["2025-09-24", "no", "2025", None, "1e3", "0x1F", "true"]
    assert read["YAML 1.1"][1:4] == [False, 2025, None]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("file", ANNOTATIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_no_annotation_of_the_site_is_underlined(file: Path, reader: str) -> None:
    assert errors(file.read_text(encoding="utf-8"), reader) == []


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", valid_cases())
def test_nothing_is_underlined_that_the_check_takes(text: str, reader: str) -> None:
    assert errors(text, reader) == []


def test_there_are_notes_to_try() -> None:
    assert len(ANNOTATIONS) > 10
    assert len(valid_cases()) > 10


CORRECTION = """\
kind: correction
target:
  exact: 5 million
replacement: 50 million
body: Why.
sources:
  - url: https://news.example.org/1
    publisher: Example Daily
"""
CONTEXT = "kind: context\nbody: A note.\n"
SOURCE = """\
kind: source
sources:
  - url: https://news.example.org/1
    publisher: Example Daily
"""


def with_field(field: str, note: str = CONTEXT) -> str:
    return f"{note}{field}\n"


RIGHT = [
    CORRECTION,
    CONTEXT,
    SOURCE,
    *(
        with_field(f"title: {value}")
        for value in ("404", "1.5", "true", "no", "2026-11-23", "", "~")
    ),
    with_field("title: " + "x" * 80),
    with_field("title: 007"),
    with_field("topics: [2025, a-b, 1e3]"),
    with_field("topics:"),
    with_field("sources: []"),
    with_field("target: []"),
    with_field("target: {exact: 2025, prefix: ~}"),
    with_field("target: [{exact: a}, {exact: true, suffix: 5}]"),
    with_field("creator: {name: 42, github: 42}"),
    with_field("created: '2026-11-23'"),
    with_field("reason:\nconfidence:\nstatus:"),
    *(with_field(f"    published: {value}", SOURCE) for value in ("2025", "2025-09", "'2025'", "")),
    CORRECTION.replace("https:", "HTTP:"),
    CORRECTION.replace("https://news.example.org/1", "http://[::1]:80"),
    CORRECTION.replace("https://news.example.org/1", "https://a.b?c=d#e"),
    CORRECTION.replace("replacement", "  replacement"),
    CORRECTION.replace("exact: 5 million\nreplacement", "- exact: a\n    replacement"),
    CORRECTION.replace("replacement: 50 million", "replacement: 50"),
]
WRONG = [
    ("", "empty"),
    ("- kind: context", "a list"),
    ("body: A note.", "without a kind"),
    (with_field("kind:", "body: A note.\n"), "with an empty kind"),
    (CONTEXT.replace("context", "Context"), "of a kind in capitals"),
    ("kind: context", "without a body"),
    ("kind: context\nbody:", "with an empty body"),
    (CORRECTION.replace("body: Why.\n", ""), "a correction without a body"),
    (CORRECTION.replace("target:\n  exact: 5 million\n", ""), "a correction without a target"),
    (CORRECTION.replace("\n  exact: 5 million", ""), "a correction with an empty target"),
    (CORRECTION.replace("\n  exact: 5 million", " []"), "a correction without places"),
    (CORRECTION.replace("replacement: 50 million\n", ""), "without a replacement"),
    (CORRECTION.replace("replacement: 50 million", "replacement:"), "with an empty replacement"),
    (
        CORRECTION.replace(
            "  exact: 5 million\nreplacement", "  - exact: a\n  - exact: b\n    replacement"
        ),
        "without a replacement at one of two places",
    ),
    (CORRECTION.partition("sources")[0], "a correction without sources"),
    ("kind: source\nbody: x", "a source note without sources"),
    ("kind: source\nsources:", "a source note with empty sources"),
    ("kind: source\nsources: []", "a source note without any source"),
    (with_field("replacement: x"), "context with a replacement"),
    (with_field("target: {exact: x, replacement: x}"), "context with a replacement at a place"),
    (with_field("target: [{exact: x, replacement: x}]"), "the same in a list"),
    (with_field("replacement: x", SOURCE), "a source note with a replacement"),
    (with_field("raeson: figure"), "with a field that nobody reads"),
    (with_field("target: {exact: x, reason: name}"), "with a field at the wrong level"),
    (with_field("target: {prefix: x}"), "with a place without words"),
    (with_field("target: {exact: ''}"), "with an empty quote"),
    (with_field("target: x"), "with a target that is a text"),
    (with_field("target: [x]"), "with a place that is a text"),
    (with_field("target: [~]"), "with a place that is empty"),
    (with_field("title: " + "x" * 81), "with a long title"),
    (with_field("title: ' '"), "with a blank title"),
    (with_field("title: [a]"), "with a list for a text"),
    (with_field("title: {a: b}"), "with fields for a text"),
    (with_field("reason: figuer"), "with a misspelt choice"),
    (with_field("status: [resolved]"), "with a list for a choice"),
    (with_field("topics: a"), "with a text for a list"),
    (with_field("topics: [T-Head]"), "with capitals in a topic"),
    (with_field("topics: [a--b]"), "with two hyphens in a topic"),
    (with_field("topics: [~]"), "with an empty topic"),
    (with_field("topics: {a: b}"), "with fields for a list"),
    (with_field("creator: Somebody"), "with a text for a creator"),
    (with_field("creator: {github: a}"), "with a creator without a name"),
    (with_field("creator: {name: a, github: '@a'}"), "with @ before the account"),
    *(
        (with_field(f"created: '{value}'"), f"with the day {value}")
        for value in ("2026", "2026-11", "23.11.2026", "2026-13-01", "2026-01-32", "2026-1-1", "")
    ),
    (with_field("created: 2026"), "with a year for a day"),
    *(
        (with_field(f"    published: {value}", SOURCE), f"with the date {value}")
        for value in ("20250924", "199", "2025.5", "true", "Sept 2025", "2025-00", "[2025]")
    ),
    *(
        (SOURCE.replace("https://news.example.org/1", value), f"with the address {value}")
        for value in (
            "news.example.org",
            "ftp://a.b/",
            "https://localhost/a.b",
            "404",
            '"https://a.b/c d"',
            "",
        )
    ),
    (SOURCE.replace("publisher: Example Daily", "title: x"), "with a source without publisher"),
    ("kind: source\nsources: https://a.b/", "with a text for sources"),
    ("kind: source\nsources: {url: https://a.b/, publisher: x}", "with fields for sources"),
]


@pytest.mark.parametrize("reader", READERS)
@pytest.mark.parametrize("text", RIGHT)
def test_what_the_check_takes_is_right_for_the_editor(text: str, reader: str) -> None:
    assert validate_record(parse_yaml(text, "a.yaml"), Annotation)[1] == []
    assert errors(text, reader) == []


@pytest.mark.parametrize(("text", "what"), WRONG, ids=[what for _, what in WRONG])
def test_what_the_check_refuses_is_underlined(text: str, what: str) -> None:
    assert validate_record(parse_yaml(text, "a.yaml"), Annotation)[1] != []
    assert errors(text) != []


def test_what_is_missing_is_called_by_its_name() -> None:
    assert errors(CORRECTION.replace("replacement: 50 million\n", "")) == [
        "target: 'replacement' is a required property"
    ]
    assert errors(with_field("raeson: figure")) == [
        ": Additional properties are not allowed ('raeson' was unexpected)"
    ]
    assert errors(with_field("topics: a")) == ["topics: 'a' is not of type 'array'"]


def parts(schema: Any, path: str = "") -> Iterator[tuple[str, dict[str, Any]]]:
    """Every schema in the schema, with the way to it."""
    if not isinstance(schema, dict):
        return
    yield path, schema
    for name, value in schema.get("properties", {}).items():
        yield from parts(value, f"{path}/properties/{name}")
    for keyword in ("items", "not", "if", "then", "else"):
        yield from parts(schema.get(keyword), f"{path}/{keyword}")
    for number, value in enumerate(schema.get("allOf", [])):
        yield from parts(value, f"{path}/allOf/{number}")


def fields() -> list[tuple[str, dict[str, Any]]]:
    """The schema of every field at every level, as an editor explains it."""
    found = [
        (path, schema) for path, schema in parts(SCHEMA) if path.split("/")[-2:-1] == ["properties"]
    ]
    return [
        (path, schema)
        for path, schema in found
        if not {"if", "then", "else", "allOf"} & set(path.split("/"))
    ]


def test_the_schema_is_valid_draft_07() -> None:
    jsonschema.Draft7Validator.check_schema(SCHEMA)
    assert SCHEMA["$schema"] == "http://json-schema.org/draft-07/schema#"
    assert SCHEMA["title"]
    assert SCHEMA["description"]


@pytest.mark.parametrize("path", [path for path, _ in parts(SCHEMA)])
def test_only_keywords_that_editors_know_occur(path: str) -> None:
    assert dict(parts(SCHEMA))[path].keys() <= KEYWORDS


def test_every_field_of_the_model_is_there_at_every_level() -> None:
    paths = {path.replace("/properties", "") for path, _ in fields()}
    assert {path for path in paths if path.count("/") == 1} == {
        f"/{n}" for n in Annotation.model_fields
    }
    assert {"/target/exact", "/target/items/exact", "/sources/items/url", "/creator/name"} <= paths


@pytest.mark.parametrize(("path", "schema"), fields(), ids=[path for path, _ in fields()])
def test_every_field_is_described_with_examples_that_are_right(
    path: str, schema: dict[str, Any]
) -> None:
    assert schema["description"].endswith((".", "else"))
    assert schema["examples"]
    for example in [*schema["examples"], *([schema["default"]] if "default" in schema else [])]:
        assert list(jsonschema.Draft7Validator(schema).iter_errors(example)) == []


@pytest.mark.parametrize("kind", [Kind, Reason, Confidence, Status])
def test_every_choice_is_explained(kind: Any) -> None:
    assert tuple(MEANINGS[kind]) == get_args(kind)
    for _, schema in fields():
        assert len(schema.get("enum", [])) == len(schema.get("enumDescriptions", []))


def test_patterns_mean_the_same_to_javascript() -> None:
    for _, schema in parts(SCHEMA):
        pattern = schema.get("pattern", "")
        assert re.fullmatch(r"[\x20-\x7e]*", pattern)
        assert not re.search(r"\(\?[^:]|\\[AZzdwWDbB]|[+*?}]\+", pattern)


def test_the_copy_in_the_repository_is_the_generated_one() -> None:
    copy = ROOT / "docs" / SCHEMA_FILE
    assert copy.read_bytes() == render_schema().encode("ascii"), (
        f"run: glossator schema > docs/{SCHEMA_FILE}"
    )
    assert render_schema().endswith("}\n")


def test_the_command_prints_it_outside_of_any_site(tmp_path: Path) -> None:
    done = run("glossator", "schema", cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, render_schema(), "")


@pytest.mark.build
@pytest.mark.parametrize("copy", [None, "{}\n"])
def test_every_build_publishes_the_schema_and_no_older_copy(
    tmp_path: Path, copy: str | None
) -> None:
    site = write_site(tmp_path)
    if copy:
        (site / "docs/data").mkdir()
        (site / "docs" / SCHEMA_FILE).write_text(copy)
    done = run("mkdocs", "build", "--strict", "--quiet", cwd=site)
    assert done.returncode == 0, done.stderr
    assert (site / "site" / SCHEMA_FILE).read_bytes() == render_schema().encode("ascii")


@pytest.mark.parametrize("file", ANNOTATIONS, ids=lambda file: f"{file.parent.name}-{file.stem}")
def test_every_annotation_leads_its_editor_to_the_schema(file: Path) -> None:
    first = file.read_text(encoding="utf-8").partition("\n")[0]
    found = re.fullmatch(r"# yaml-language-server: \$schema=(\S+)", first)
    assert found, "run: glossator fmt"
    assert json.loads((file.parent / found[1]).resolve().read_text(encoding="ascii")) == SCHEMA
