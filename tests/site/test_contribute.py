"""What the contribution form is given: the site's data, and its modules."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator.site.addresses import repository
from glossator.site.publish import Settings, publish
from tests.host import TOPIC, run, write_site


def test_the_data_has_what_the_form_must_know(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    forge = repository("https://git.example.org/o/r", branch="a/b", forge="gitea")
    data = json.loads(publish(Settings(root, repository=forge)).contribute_data())
    assert data["repository"] == {
        "url": "https://git.example.org/o/r",
        "branch": "a/b",
        "forge": "gitea",
    }
    assert data["annotations"] == "annotations"
    assert data["schema"] == "../../docs/data/annotation.schema.json"
    assert data["topics"] == [
        {
            "slug": "testing",
            "title": "Testing",
            "summary": "A topic of test data. It has two sentences.",
            "page": "topics/testing/",
        }
    ]
    assert data["reasons"][0] == "figure"
    assert data["confidences"] == ["high", "medium", "low"]
    assert (data["longestTitle"], data["longestFile"]) == (80, 65536)


def test_without_a_repository_the_data_says_so_and_is_always_the_same(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    topic = TOPIC.replace("Testing", "Zebras")
    (root / "docs/topics/apples.md").write_text(topic, "utf-8")
    first = publish(Settings(root, docs="docs", use_directory_urls=False)).contribute_data()
    data = json.loads(first)
    assert data["repository"] is None
    assert [topic["page"] for topic in data["topics"]] == [
        "topics/testing.html",
        "topics/apples.html",
    ]
    assert publish(Settings(root, use_directory_urls=False)).contribute_data() == first


def test_another_docs_folder_moves_the_schema(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs").rename(root / "texts")
    data = json.loads(publish(Settings(root, docs="texts")).contribute_data())
    assert data["schema"] == "../../texts/data/annotation.schema.json"


@pytest.mark.build
def test_a_build_publishes_the_data_and_the_form(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assets = root / "site/assets/glossator"
    assert json.loads((assets / "contribute.json").read_text("utf-8"))["repository"] is None
    assert (assets / "contribute/form.js").is_file()
    page = (root / "site/articles/bridge/index.html").read_text("utf-8")
    assert 'data-article="bridge"' in page
    assert "contribute" not in page.partition("<body")[0]
