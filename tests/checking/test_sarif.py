"""The SARIF log: what the standard and GitHub's code scanning require of it."""

from __future__ import annotations

import json
from typing import Any

import jsonschema
import pytest

from glossator.checking.sarif import format_sarif
from glossator.problems import CODES, Location, Problem

TEXT = {"type": "object", "required": ["text"], "properties": {"text": {"type": "string"}}}
PLACE = {
    "type": "object",
    "required": ["artifactLocation", "region"],
    "additionalProperties": False,
    "properties": {
        "artifactLocation": {
            "type": "object",
            "required": ["uri"],
            "additionalProperties": False,
            "properties": {
                # Of RFC 3986: unreserved characters, percent-encoded ones, and slashes.
                "uri": {
                    "type": "string",
                    "pattern": "^(file://)?([A-Za-z0-9._~/-]|%[0-9A-F]{2})+$",
                },
                "uriBaseId": {"const": "%SRCROOT%"},
            },
        },
        "region": {
            "type": "object",
            "required": ["startLine", "startColumn"],
            "additionalProperties": False,
            "properties": {
                "startLine": {"type": "integer", "minimum": 1},
                "startColumn": {"type": "integer", "minimum": 1},
            },
        },
    },
}
LOCATION = {"type": "object", "required": ["physicalLocation"]}
RULE = {
    "type": "object",
    "required": ["id", "shortDescription", "fullDescription", "help"],
    "properties": {
        "id": {"type": "string"},
        "shortDescription": TEXT,
        "fullDescription": TEXT,
        "help": TEXT,
    },
}
RESULT = {
    "type": "object",
    "required": ["ruleId", "level", "message", "locations", "partialFingerprints"],
    "properties": {
        "level": {"enum": ["none", "note", "warning", "error"]},
        "message": TEXT,
        "locations": {"type": "array", "minItems": 1, "items": LOCATION},
        "partialFingerprints": {
            "type": "object",
            "required": ["primaryLocationLineHash"],
            "additionalProperties": {"type": "string"},
        },
    },
}
# Written by hand from the standard: what it requires of what is used here.
LOG: dict[str, Any] = {
    "type": "object",
    "required": ["$schema", "version", "runs"],
    "additionalProperties": False,
    "properties": {
        "$schema": {"type": "string", "pattern": "^https://docs.oasis-open.org/.*2.1.0.json$"},
        "version": {"const": "2.1.0"},
        "runs": {
            "type": "array",
            "minItems": 1,
            "items": {
                "type": "object",
                "required": ["tool", "results", "columnKind"],
                "properties": {
                    "columnKind": {"enum": ["utf16CodeUnits", "unicodeCodePoints"]},
                    "tool": {
                        "type": "object",
                        "required": ["driver"],
                        "properties": {
                            "driver": {
                                "type": "object",
                                "required": ["name", "rules", "semanticVersion"],
                                "properties": {
                                    "name": {"type": "string", "minLength": 1},
                                    "rules": {"type": "array", "uniqueItems": True, "items": RULE},
                                },
                            }
                        },
                    },
                    "results": {"type": "array", "items": RESULT},
                },
            },
        },
    },
}
ORPHAN = Problem(Location("annotations/a/b.yaml", 4, 10), "quote-orphaned", "it is gone")
WARNING = Problem(Location("docs/articles/a.md", 3), "body-replaced", "x", severity="warning")


def run_of(*problems: Problem) -> dict[str, Any]:
    log = json.loads(format_sarif(problems))
    jsonschema.validate(log, LOG)
    places = [
        place["physicalLocation"]
        for result in log["runs"][0]["results"]
        for place in result["locations"] + result.get("relatedLocations", [])
    ]
    for place in places:
        jsonschema.validate(place, PLACE)
    return log["runs"][0]


def test_a_site_without_problems_has_a_log_with_an_empty_list() -> None:
    assert run_of()["results"] == []


def test_every_code_is_a_rule_with_help() -> None:
    rules = run_of()["tool"]["driver"]["rules"]
    assert [rule["id"] for rule in rules] == sorted(CODES)
    assert all(rule["help"]["text"] and rule["shortDescription"]["text"] for rule in rules)


def test_a_result_names_its_rule_level_words_and_place() -> None:
    run = run_of(ORPHAN, WARNING)
    first, second = run["results"]
    assert run["tool"]["driver"]["rules"][first["ruleIndex"]]["id"] == first["ruleId"]
    assert (first["ruleId"], first["level"]) == ("quote-orphaned", "error")
    assert first["message"] == {"text": "it is gone"}
    assert first["locations"][0]["physicalLocation"] == {
        "artifactLocation": {"uri": "annotations/a/b.yaml", "uriBaseId": "%SRCROOT%"},
        "region": {"startLine": 4, "startColumn": 10},
    }
    assert second["level"] == "warning"


def test_columns_count_characters_as_problems_do() -> None:
    assert run_of(ORPHAN)["columnKind"] == "unicodeCodePoints"


@pytest.mark.parametrize(
    ("path", "uri"),
    [
        ("a b,c.yaml", "a%20b%2Cc.yaml"),
        ("50%:1#2?.yaml", "50%25%3A1%232%3F.yaml"),
        ("平.yaml", "%E5%B9%B3.yaml"),
        ("line\nend.yaml", "line%0Aend.yaml"),
        ("not-text-\udcff.yaml", "not-text-%FF.yaml"),
    ],
)
def test_a_path_becomes_an_address(path: str, uri: str) -> None:
    result = run_of(Problem(Location(path), "file-name", "x"))["results"][0]
    assert result["locations"][0]["physicalLocation"]["artifactLocation"]["uri"] == uri


def test_a_file_outside_of_the_repository_has_a_whole_address() -> None:
    result = run_of(Problem(Location("/a b/c.yaml"), "file-name", "x"))["results"][0]
    artifact = result["locations"][0]["physicalLocation"]["artifactLocation"]
    assert artifact == {"uri": "file:///a%20b/c.yaml"}


def test_the_other_file_of_two_is_a_related_place() -> None:
    other = Location("annotations/a/c.yaml", 2, 3)
    problem = Problem(
        Location("annotations/a/b.yaml"), "annotation-duplicate", "x", related=(other,)
    )
    (related,) = run_of(problem)["results"][0]["relatedLocations"]
    assert related["physicalLocation"]["artifactLocation"]["uri"] == "annotations/a/c.yaml"


def fingerprints(*problems: Problem) -> list[str]:
    results = run_of(*problems)["results"]
    return [result["partialFingerprints"]["primaryLocationLineHash"] for result in results]


def test_a_fingerprint_stays_when_lines_above_are_added() -> None:
    moved = Problem(Location("annotations/a/b.yaml", 9, 10), "quote-orphaned", "it is gone")
    assert fingerprints(ORPHAN) == fingerprints(moved)
    twice = [
        Problem(Location("a.yaml", line), "yaml-duplicate-key", f"here and in line {line - 1};")
        for line in (5, 8)
    ]
    assert fingerprints(twice[0]) == fingerprints(twice[1])


def test_no_two_problems_have_the_same_fingerprint() -> None:
    other = Problem(Location("annotations/a/c.yaml", 4, 10), "quote-orphaned", "it is gone")
    assert len(set(fingerprints(ORPHAN, ORPHAN, other, WARNING))) == 4


def test_what_a_message_quotes_is_no_link() -> None:
    problem = Problem(Location("a.yaml"), "field-value", 'not "[here](https://example.org)"')
    assert "](" not in run_of(problem)["results"][0]["message"]["text"]
