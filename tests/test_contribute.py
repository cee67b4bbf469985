"""What the contribution form is given: the site's data, and its modules as one."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from glossator.assets import bundle_modules, published_assets, squeeze_asset
from glossator.links import repository
from glossator.publish import Settings, publish
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


def test_a_build_publishes_the_data_and_the_form(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assets = root / "site/assets/glossator"
    assert json.loads((assets / "contribute.json").read_text("utf-8"))["repository"] is None
    assert "import {" not in (assets / "contribute/form.js").read_text("utf-8")
    page = (root / "site/articles/bridge/index.html").read_text("utf-8")
    assert 'data-article="bridge"' in page
    assert "contribute" not in page.partition("<body")[0]


def test_modules_become_one_with_the_exports_of_the_entry() -> None:
    modules = {
        "form": 'import { a } from "./one.js";\nimport { b } from "./two-2.js";\n'
        "export function open() {\n  return a + b;\n}\n",
        "one": 'import { b } from "./two-2.js";\nexport const a = b;\nconst c = 1;\n',
        "two-2": "export const b = 2;\nexport async function d() {}\nconst c = 3;\n",
        "unused": "export const e = 5;\n",
    }
    assert bundle_modules(modules, "form") == (
        "const $two_2 = (() => {\nconst b = 2;\nasync function d() {}\nconst c = 3;\n"
        "return { b, d };\n})();\n"
        "const $one = (() => {\nconst { b } = $two_2;\nconst a = b;\nconst c = 1;\n"
        "return { a };\n})();\n"
        "const { a } = $one;\nconst { b } = $two_2;\n"
        "export function open() {\n  return a + b;\n}\n"
    )


def test_a_module_that_is_not_there_is_named() -> None:
    with pytest.raises(KeyError, match="gone"):
        bundle_modules({"form": 'import { a } from "./gone.js";\n'}, "form")


def test_comments_and_indentation_are_not_published() -> None:
    code = '// why\nconst a = "// b"; // behind\n\n  /**\n   * What.\n   */\n  f();\n'
    assert squeeze_asset(code) == 'const a = "// b"; // behind\nf();\n'
    assert squeeze_asset("/* One. */\na {\n  b: c;\n}\n") == "a {\nb: c;\n}\n"


def test_only_a_folder_with_a_form_is_bundled() -> None:
    published = published_assets({"x/a.js": "  a();\n", "x/b.css": "/* c */\n"})
    assert published == {"x/a.js": "a();\n", "x/b.css": ""}
