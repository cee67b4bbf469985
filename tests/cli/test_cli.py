"""The command `glossator`, called as people call it."""

from __future__ import annotations

import json
import os
import sys
from pathlib import Path

import pytest

from tests.host import ARTICLE, NOTE, run, write_site


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return write_site(tmp_path)


@pytest.fixture
def broken_site(site: Path) -> Path:
    (site / "annotations/bridge/cost.yaml").write_text(NOTE.replace("reason:", "raeson:"))
    (site / "docs/articles/bridge.md").write_text(
        ARTICLE.replace("topics: [testing]", f"topics: [testing]\nsha256: {'0' * 64}")
    )
    return site


def test_check_is_silent_when_all_is_well(site: Path) -> None:
    done = run("glossator", "check", cwd=site)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")


def test_check_prints_a_line_per_problem_and_exits_1(broken_site: Path) -> None:
    done = run("glossator", "check", cwd=broken_site)
    assert done.returncode == 1
    first, second = done.stdout.splitlines()
    assert first.startswith("annotations/bridge/cost.yaml:6:1: field-unknown: ")
    assert "did you mean `reason`?" in first
    assert second.startswith("docs/articles/bridge.md:10:1: body-changed: ")
    assert done.stderr == ""


def test_check_as_json_is_a_list_of_objects(broken_site: Path) -> None:
    done = run("glossator", "check", "--format", "json", cwd=broken_site)
    assert done.returncode == 1
    problems = json.loads(done.stdout)
    assert [problem["code"] for problem in problems] == ["field-unknown", "body-changed"]
    assert set(problems[0]) == {"path", "line", "column", "code", "message", "severity"}
    assert problems[0]["path"] == "annotations/bridge/cost.yaml"
    assert (problems[0]["line"], problems[0]["column"]) == (6, 1)
    assert problems[0]["severity"] == "error"


def test_check_as_json_of_a_clean_site_is_an_empty_list(site: Path) -> None:
    done = run("glossator", "check", "--format", "json", cwd=site)
    assert (done.returncode, json.loads(done.stdout)) == (0, [])


def test_check_for_github_is_a_workflow_command_per_problem(broken_site: Path) -> None:
    done = run("glossator", "check", "--format", "github", cwd=broken_site)
    first = done.stdout.splitlines()[0]
    assert first.startswith(
        "::error file=annotations/bridge/cost.yaml,line=6,col=1,title=field-unknown::"
    )


def test_check_of_a_file_tells_only_of_that_file(broken_site: Path) -> None:
    done = run("glossator", "check", "annotations/bridge", cwd=broken_site)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        "annotations/bridge/cost.yaml"
    ]
    done = run("glossator", "check", "docs/index.md", cwd=broken_site)
    assert (done.returncode, done.stdout) == (0, "")


def test_check_from_below_and_from_outside_of_the_site(broken_site: Path) -> None:
    below = run("glossator", "check", cwd=broken_site / "annotations")
    assert below.stdout.startswith("bridge/cost.yaml:6:1: ")
    outside = run("glossator", "check", str(broken_site), cwd=broken_site.parent)
    assert outside.stdout.startswith(f"{broken_site.name}/annotations/bridge/cost.yaml:6:1: ")


@pytest.mark.parametrize(
    ("arguments", "said"),
    [
        (["check", "no-such-file.yaml"], "no-such-file.yaml"),
        (["check", "--format", "xml"], "'xml' is not one of"),
        (["check", "--frobnicate"], "No such option"),
        (["frobnicate"], "No such command"),
    ],
)
def test_wrong_usage_exits_2_and_says_why(site: Path, arguments: list[str], said: str) -> None:
    done = run("glossator", *arguments, cwd=site)
    assert done.returncode == 2
    assert said in done.stderr
    assert done.stdout == ""


def test_check_outside_of_any_site_says_where_it_looked(tmp_path: Path) -> None:
    done = run("glossator", "check", cwd=tmp_path)
    assert done.returncode == 2
    assert "there is no mkdocs.yml in" in done.stderr


def test_a_configuration_that_cannot_be_read_is_named_with_its_line(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: a: b\n")
    done = run("glossator", "check", cwd=site)
    assert done.returncode == 2
    assert "mkdocs.yml:1:13:" in done.stderr


def test_a_merge_that_was_left_in_the_configuration_is_named_as_such(site: Path) -> None:
    with (site / "mkdocs.yml").open("a") as config:
        config.write("<<<<<<< HEAD\nextra: {}\n=======\nplugins: []\n>>>>>>> branch-b\n")
    done = run("glossator", "check", cwd=site)
    assert done.returncode == 2
    assert 'a merge was never finished here: "HEAD" and "branch-b"' in done.stderr


def test_tags_that_only_mkdocs_reads_do_not_disturb_the_check(site: Path) -> None:
    with (site / "mkdocs.yml").open("a") as config:
        config.write("extra:\n  x: !ENV [A, b]\n  y: !!python/name:os.getcwd\n")
    assert run("glossator", "check", cwd=site).returncode == 0


@pytest.mark.parametrize(
    "written", ["docs/", "./docs", "{root}/docs", "!ENV DOCS", "!ENV [NONE, DOCS, text]"]
)
def test_the_docs_folder_can_be_written_in_many_ways(broken_site: Path, written: str) -> None:
    config = broken_site / "mkdocs.yml"
    config.write_text(f"site_name: A\ndocs_dir: {written.format(root=broken_site)}\n")
    done = run("glossator", "check", "docs", cwd=broken_site, DOCS="docs")
    assert done.stdout.startswith("docs/articles/bridge.md:10:1: body-changed: ")
    (broken_site / "docs").rename(broken_site / "text")
    config.write_text("site_name: A\ndocs_dir: !ENV [NONE, text]\n")
    assert "\ntext/articles/bridge.md:10:1: " in run("glossator", "check", cwd=broken_site).stdout


def test_paths_of_two_sites_are_refused(
    site: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    other = write_site(tmp_path_factory.mktemp("other"))
    done = run("glossator", "check", "docs", str(other / "docs"), cwd=site)
    assert done.returncode == 2
    assert "is of another site than docs" in done.stderr


def test_a_file_name_cannot_forge_a_line(site: Path) -> None:
    (site / "annotations/bridge/x\n::error::boo\x1b[31m.yaml").write_text(
        "kind: context\nbody: x\n"
    )
    done = run("glossator", "check", cwd=site)
    assert done.stdout.startswith(r"annotations/bridge/x\n::error::boo\x1b[31m.yaml:1:1: slug-")
    assert len(done.stdout.splitlines()) == 1
    assert len(run("glossator", "fmt", "--check", cwd=site).stdout.splitlines()) == 2


@pytest.mark.skipif(sys.platform != "linux", reason="other systems have no such names")
@pytest.mark.parametrize("form", ["text", "json", "github", "sarif"])
def test_a_file_name_that_is_no_text_is_told_in_utf_8(site: Path, form: str) -> None:
    (site / os.fsdecode(b"annotations/bridge/x\xff.yaml")).write_text("kind: context\nbody: x\n")
    done = run("glossator", "check", "--format", form, cwd=site)
    assert done.returncode == 1
    assert "slug-invalid" in done.stdout
    if form in {"json", "sarif"}:
        json.loads(done.stdout)


def test_what_an_encoding_lacks_is_escaped(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (site / "annotations/bridge/cost.yaml").write_text(
        NOTE.replace("5 million crowns", "\u5e73\u982d\u54e5"), encoding="utf-8"
    )
    monkeypatch.setenv("PYTHONIOENCODING", "cp1252")
    assert '"\\u5e73\\u982d\\u54e5" is not' in run("glossator", "check", cwd=site).stdout
