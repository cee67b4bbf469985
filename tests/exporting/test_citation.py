"""A site says how to cite it."""

from __future__ import annotations

import re
from pathlib import Path

import pytest
import yaml

from glossator.exporting.citation_file import CitationFile
from glossator.exporting.data_package import license_of, spdx_of
from tests.exporting.published import publish_data, write_corpus


def citation(root: Path, out: Path) -> dict[str, object]:
    text = (publish_data(root, out, [CitationFile()]) / "CITATION.cff").read_text("utf-8")
    found = yaml.safe_load(text)
    assert isinstance(found, dict)
    return found


@pytest.mark.parametrize("url", ["https://notes.example.org/", ""])
def test_it_keeps_the_rules_of_its_format(tmp_path: Path, url: str) -> None:
    """Those of Citation File Format 1.2.0: what must be there, and what may."""
    found = citation(write_corpus(tmp_path / "site", url=url), tmp_path / "out")
    assert found.keys() >= {"cff-version", "message", "title", "authors"}
    assert found.keys() <= {
        *("cff-version", "message", "title", "authors", "type", "abstract", "url"),
        *("license", "license-url", "repository-code", "date-released", "version"),
    }
    assert found["cff-version"] == "1.2.0"
    assert found["type"] == "dataset"
    assert found["license"] == "CC-BY-4.0"
    assert found.get("url", "") == url
    assert re.fullmatch(r"\d{4}-\d\d-\d\d", str(found["date-released"]))
    assert found["date-released"] == "2026-04-02"
    authors = found["authors"]
    assert isinstance(authors, list)
    assert authors[0]["name"] == "Example corpus"
    assert all(author.keys() <= {"name", "website"} for author in authors)
    assert all(isinstance(value, str | list) for value in found.values())


def test_terms_are_called_what_programs_call_them() -> None:
    assert spdx_of("https://creativecommons.org/licenses/by-sa/4.0/") == "CC-BY-SA-4.0"
    assert spdx_of("https://creativecommons.org/licenses/by/4.0/deed.de") == "CC-BY-4.0"
    assert spdx_of("https://creativecommons.org/publicdomain/zero/1.0/") == "CC0-1.0"
    assert spdx_of("https://example.org/licenses/by/4.0/") == ""
    assert license_of("https://example.org/terms") == {"path": "https://example.org/terms"}
