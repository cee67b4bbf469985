"""The issue forms, the template of pull requests and CODEOWNERS: GitHub takes them as they are."""

from __future__ import annotations

import re
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.host import ROOT

OURS = ROOT / ".github"
SCAFFOLD = ROOT / "hooks" / "glossator" / "scaffold" / "new_site" / "dot_github"
FORMS = ["article", "correction", "dispute", "takedown"]

# GitHub's form schema: what each kind of element may and must say of itself.
ATTRIBUTES = {
    "markdown": ({"value"}, set()),
    "input": ({"label"}, {"description", "placeholder", "value"}),
    "textarea": ({"label"}, {"description", "placeholder", "value", "render"}),
    "dropdown": ({"label", "options"}, {"description", "multiple", "default"}),
    "checkboxes": ({"label", "options"}, {"description"}),
}
TOP_LEVEL = {"name", "description", "body", "title", "labels", "assignees", "projects", "type"}


def form(name: str) -> dict[str, Any]:
    text = (OURS / "ISSUE_TEMPLATE" / f"{name}.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.safe_load(text)
    return data


def fields(name: str) -> dict[str, dict[str, Any]]:
    return {e["id"]: e for e in form(name)["body"] if e["type"] != "markdown"}


def test_there_is_a_form_for_each_thing_that_people_ask_for() -> None:
    found = {file.stem for file in (OURS / "ISSUE_TEMPLATE").iterdir()}
    assert found == {*FORMS, "config"}
    assert form("config") == {"blank_issues_enabled": True}


@pytest.mark.parametrize("name", FORMS)
def test_a_form_has_the_keys_that_github_wants_and_no_other(name: str) -> None:
    data = form(name)
    assert {"name", "description", "body"} <= set(data) <= TOP_LEVEL
    assert all(isinstance(data[key], str) for key in ("name", "description", "title"))
    assert len(data["name"]) > 3
    # GitHub prints it on one line, and cuts it after 200 characters.
    assert len(data["description"]) <= 200
    assert data["labels"] == [name]
    assert len({form(other)["name"] for other in FORMS}) == len(FORMS)


@pytest.mark.parametrize("name", FORMS)
def test_each_element_of_a_form_says_what_its_kind_must_say(name: str) -> None:
    for element in form(name)["body"]:
        assert set(element) <= {"type", "id", "attributes", "validations"}
        needed, allowed = ATTRIBUTES[element["type"]]
        attributes = element["attributes"]
        assert needed <= set(attributes) <= needed | allowed, element
        texts = {key: value for key, value in attributes.items() if key != "options"}
        assert all(isinstance(text, str) and text.strip() for text in texts.values())
        if "options" in attributes:
            options = attributes["options"]
            assert all(isinstance(option, str) for option in options)
            # A quoted or bare `None` is a word that GitHub keeps for itself.
            assert len(set(options)) == len(options) > 1
            assert "none" not in {option.lower() for option in options}
        assert set(element.get("validations", {})) <= {"required"}
        assert (element["type"] == "markdown") == ("id" not in element)


@pytest.mark.parametrize("name", FORMS)
def test_ids_and_labels_of_a_form_are_its_own(name: str) -> None:
    elements = [e for e in form(name)["body"] if e["type"] != "markdown"]
    ids = [element["id"] for element in elements]
    labels = [element["attributes"]["label"] for element in elements]
    assert ids
    assert len(set(ids)) == len(ids)
    assert len(set(labels)) == len(labels)
    assert all(re.fullmatch(r"[A-Za-z0-9_-]+", identifier) for identifier in ids)
    assert any(element.get("validations", {}).get("required") for element in elements)


def test_the_page_can_fill_in_which_note_is_disputed() -> None:
    permalink = fields("dispute")["permalink"]
    # Only the text of inputs and text areas can be given in an address.
    assert permalink["type"] == "input"
    assert permalink["validations"] == {"required": True}


def test_a_correction_asks_for_words_for_what_is_right_and_for_a_source() -> None:
    required = {
        name
        for name, field in fields("correction").items()
        if field.get("validations", {}).get("required")
    }
    assert {"page", "quote", "replacement", "explanation", "sources"} <= required


def test_who_asks_for_a_takedown_is_told_that_it_is_public() -> None:
    first = form("takedown")["body"][0]
    assert "public" in first["attributes"]["value"]


@pytest.mark.parametrize("name", [*(f"ISSUE_TEMPLATE/{form}.yml" for form in [*FORMS, "config"])])
def test_a_new_site_gets_the_forms_of_this_one(name: str) -> None:
    assert (OURS / name).read_bytes() == (SCAFFOLD / name).read_bytes()


def test_a_new_site_gets_the_template_of_pull_requests() -> None:
    name = "PULL_REQUEST_TEMPLATE.md"
    assert (OURS / name).read_bytes() == (SCAFFOLD / name).read_bytes()


def owners(file: Path) -> list[str]:
    lines = file.read_text(encoding="utf-8").splitlines()
    return [line for line in lines if line.strip() and not line.startswith("#")]


def test_codeowners_names_nobody_that_may_not_exist() -> None:
    assert owners(OURS / "CODEOWNERS") == []
