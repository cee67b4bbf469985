"""`glossator check --base` and `--summary`, on real repositories."""

from __future__ import annotations

import contextlib
import hashlib
import json
import os
import shutil
import subprocess
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from glossator.cli import main
from tests.host import ARTICLE, NOTE, TOPIC, run, write_site

pytestmark = pytest.mark.skipif(not shutil.which("git"), reason="git is not installed")

SECOND = ARTICLE.replace("A test article", "A second article")
BODY = ARTICLE.rpartition("---\n")[2]
# What a person's own settings must not change.
UNUSUAL = {"diff.relative": "true", "diff.noprefix": "true", "diff.renames": "false"}


def git(folder: Path, *arguments: str) -> str:
    settings = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    settings += ["-c", "init.defaultBranch=main", "-c", "core.hooksPath=/dev/null"]
    done = subprocess.run(
        ["git", *settings, *arguments], cwd=folder, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


def commit(folder: Path, message: str = "x") -> None:
    git(folder, "add", "--all")
    git(folder, "commit", "--quiet", "--allow-empty", "--message", message)


def digest(body: str) -> str:
    return hashlib.sha256(body.strip("\n").encode()).hexdigest()


def frozen(article: str) -> str:
    """The article with the checksum of its body."""
    head, _, body = article.rpartition("---\n")
    return f"{head}sha256: {digest(body)}\n---\n{body}"


def set_up(root: Path) -> Path:
    """A site with two articles that has one mistake on main, and a branch that is checked out."""
    write_site(root)
    (root / "docs/articles/bridge.md").write_text(frozen(ARTICLE))
    (root / "docs/articles/tower.md").write_text(frozen(SECOND))
    (root / "annotations/tower").mkdir()
    (root / "annotations/tower/old.yaml").write_text(NOTE.replace("reason:", "raeson:"))
    (root / ".gitignore").write_text("*.bak.yaml\n")
    git(root, "init", "--quiet")
    commit(root)
    git(root, "checkout", "--quiet", "-b", "work")
    return root


@pytest.fixture
def site(tmp_path: Path) -> Path:
    return set_up(tmp_path / "site")


def check(site: Path, *arguments: str, base: str = "main", code: int | None = None) -> list[str]:
    """`path: code` of every problem since `base`."""
    call = ["check", "--format", "json", "--base", base, *arguments]
    with contextlib.chdir(site):
        done = CliRunner().invoke(main, call)
    assert done.exit_code in {0, 1}, done.output
    problems: list[dict[str, Any]] = json.loads(done.stdout)
    errors = [problem for problem in problems if problem["severity"] == "error"]
    assert done.exit_code == bool(errors)
    if code is not None:
        assert done.exit_code == code
    return [f"{problem['path']}: {problem['code']}" for problem in problems]


def refused(site: Path, *arguments: str, **environment: str) -> str:
    """What is said to a call that cannot be answered."""
    done = run("glossator", "check", *arguments, cwd=site, **environment)
    assert (done.returncode, done.stdout) == (2, "")
    assert "Traceback" not in done.stderr
    return done.stderr


def write_note(site: Path, name: str, old: str = "", new: str = "") -> Path:
    file = site / f"annotations/bridge/{name}.yaml"
    file.write_text(NOTE.replace(old, new))
    return file


def test_what_was_wrong_before_is_not_told(site: Path) -> None:
    said = run("glossator", "check", cwd=site).stdout
    assert said.startswith("annotations/tower/old.yaml:6:1: field-unknown: ")
    assert check(site, code=0) == []


@pytest.mark.parametrize("state", ["untracked", "added", "committed"])
def test_a_new_note_is_checked_before_and_after_its_commit(site: Path, state: str) -> None:
    write_note(site, "new", "5 million crowns", "5 million pounds")
    if state != "untracked":
        git(site, "add", "--all")
    if state == "committed":
        commit(site)
    assert check(site, code=1) == ["annotations/bridge/new.yaml: quote-orphaned"]


def test_a_changed_note_is_checked(site: Path) -> None:
    write_note(site, "cost", "reason: figure", "reason: figuer")
    assert check(site) == ["annotations/bridge/cost.yaml: field-value"]


def test_a_file_that_git_ignores_is_not_part_of_the_branch(site: Path) -> None:
    write_note(site, "cost.bak", "reason: figure", "reason: figuer")
    assert check(site) == []


def test_what_main_changed_meanwhile_is_not_told(site: Path) -> None:
    commit(site)
    git(site, "checkout", "--quiet", "main")
    write_note(site, "later", "reason: figure", "reason: figuer")
    commit(site)
    git(site, "checkout", "--quiet", "work")
    assert check(site) == []
    git(site, "merge", "--quiet", "--no-edit", "main")
    assert check(site) == []


def test_a_path_narrows_it_further(site: Path) -> None:
    write_note(site, "new", "5 million crowns", "5 million pounds")
    (site / "docs/topics/other.md").write_text("no front matter\n")
    found = ["annotations/bridge/new.yaml: quote-orphaned", "docs/topics/other.md: front-matter"]
    assert check(site) == found
    assert check(site, "docs") == found[1:]


@pytest.mark.parametrize(
    ("file", "problem"),
    [
        ("docs/topics/testing.md", "front-matter"),
        ("docs/articles/bridge.md", "front-matter"),
        ("docs/index.md", "yaml-syntax"),
    ],
)
def test_changed_pages_are_checked(site: Path, file: str, problem: str) -> None:
    text = "no front matter\n" if problem == "front-matter" else "---\ntitle: a: b\n---\n"
    (site / file).write_text(text)
    assert f"{file}: {problem}" in check(site, code=1)


def test_notes_are_told_of_an_article_whose_words_changed(site: Path) -> None:
    article = frozen(ARTICLE.replace("5 million crowns", "7 million crowns"))
    (site / "docs/articles/bridge.md").write_text(article)
    assert check(site) == [
        "annotations/bridge/cost.yaml: quote-orphaned",
        "docs/articles/bridge.md: body-replaced",
    ]


def test_notes_are_not_told_of_an_article_that_reads_as_before(site: Path) -> None:
    file = site / "docs/articles/tower.md"
    file.write_text(file.read_text().replace("published: 2026-01-02", "published: 2026-01-03"))
    assert check(site) == []
    file.write_text(file.read_text().replace("A second article", "A second headline"))
    assert check(site) == ["annotations/tower/old.yaml: field-unknown"]


def test_notes_are_told_of_an_article_that_is_gone(site: Path) -> None:
    (site / "docs/articles/bridge.md").unlink()
    assert check(site) == [
        "annotations/bridge/cost.yaml: article-missing",
        "docs/articles/bridge.md: address-lost",
    ]


@pytest.mark.parametrize("is_committed", [False, True])
def test_notes_are_told_of_an_article_that_has_another_name(site: Path, is_committed: bool) -> None:
    (site / "docs/articles/bridge.md").rename(site / "docs/articles/a bridge.md")
    if is_committed:
        commit(site)
    assert set(check(site)) == {
        "annotations/bridge/cost.yaml: article-missing",
        f"docs/articles/{'a bridge' if is_committed else 'bridge'}.md: address-lost",
        "docs/articles/a bridge.md: slug-invalid",
    }


def test_notes_and_articles_are_told_of_a_topic_that_is_gone(site: Path) -> None:
    (site / "docs/topics/testing.md").unlink()
    assert sorted(set(check(site))) == [
        "annotations/bridge/cost.yaml: topic-unknown",
        "docs/articles/bridge.md: topic-unknown",
        "docs/articles/tower.md: topic-unknown",
        "docs/topics/testing.md: address-lost",
    ]


def test_a_topic_that_was_never_there_is_not_told_again(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    write_note(site, "cost", "topics: [testing]", "topics: [bridges]")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    (site / "docs/topics/testing.md").write_text(TOPIC.replace("Some words", "Other words"))
    assert check(site) == []


def test_a_new_duplicate_is_told_at_the_old_note(site: Path) -> None:
    write_note(site, "a-copy")
    assert "annotations/bridge/cost.yaml: annotation-duplicate" in check(site)


def test_a_new_overlap_is_told_at_the_old_note(site: Path) -> None:
    write_note(site, "wide", "5 million crowns", "cost 5 million crowns in 1997")
    assert check(site) == ["annotations/bridge/cost.yaml: correction-overlap"]


def test_a_new_page_in_the_place_of_an_old_one_is_told(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    (site / "docs/z.md").write_text("# Old\n")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    (site / "docs/z").mkdir()
    (site / "docs/z/index.md").write_text("# New\n")
    assert any(line.endswith(": file-name") for line in check(site))


def exchange(site: Path, name: str = "tower", **replaced: str) -> Path:
    """Give an article another body."""
    file = site / f"docs/articles/{name}.md"
    body = BODY.replace("in 2001", "in 2002")
    file.write_text(file.read_text().replace(BODY, body).replace(digest(BODY), digest(body)))
    return file


def body_replaced(site: Path) -> dict[str, Any]:
    done = run("glossator", "check", "--format", "json", "--base", "main", cwd=site)
    (found,) = [p for p in json.loads(done.stdout) if p["code"] == "body-replaced"]
    return dict(found)


def test_a_body_exchanged_with_its_checksum_is_a_warning(site: Path) -> None:
    (site / "annotations/tower/old.yaml").unlink()
    exchange(site)
    commit(site)
    assert check(site, code=0) == ["docs/articles/tower.md: body-replaced"]
    found = body_replaced(site)
    assert (found["severity"], found["line"], found["column"]) == ("warning", 8, 9)
    base = git(site, "rev-parse", "main")[:7]
    assert found["message"] == (
        f"the body of this copy differs from the one in {base}, and its `sha256` was rewritten; "
        "compare it with https://news.example.org/1, and see whether its notes still fit"
    )


def test_a_body_exchanged_without_its_checksum_is_a_problem_as_ever(site: Path) -> None:
    file = site / "docs/articles/tower.md"
    file.write_text(file.read_text().replace("in 2001", "in 2002"))
    assert "docs/articles/tower.md: body-changed" in check(site, code=1)
    assert "docs/articles/tower.md: body-replaced" not in check(site)


def test_a_checksum_that_was_taken_out_is_told(site: Path) -> None:
    file = exchange(site)
    lines = file.read_text().splitlines(keepends=True)
    file.write_text("".join(line for line in lines if not line.startswith("sha256")))
    assert "its `sha256` was taken out" in body_replaced(site)["message"]


def test_a_renamed_article_is_compared_with_what_it_was(site: Path) -> None:
    git(site, "config", "diff.renames", "false")
    exchange(site).rename(site / "docs/articles/spire.md")
    commit(site)
    found = body_replaced(site)
    assert found["path"] == "docs/articles/spire.md"
    assert "differs from that of `docs/articles/tower.md` in " in found["message"]


def test_a_new_article_is_not_taken_for_an_exchanged_one(site: Path) -> None:
    (site / "docs/articles/new.md").write_text(frozen(ARTICLE.replace("5 million", "6 million")))
    assert check(site) == []


def test_line_ends_of_a_checkout_are_no_change(site: Path) -> None:
    file = site / "docs/articles/tower.md"
    file.write_bytes(file.read_bytes().replace(b"\n", b"\r\n"))
    assert check(site) == []


def test_a_file_taken_out_of_git_and_kept_is_compared(site: Path) -> None:
    git(site, "rm", "--quiet", "--cached", "docs/articles/tower.md")
    assert check(site) == []
    exchange(site)
    assert "docs/articles/tower.md: body-replaced" in check(site)


def test_a_changed_file_behind_a_link_counts(site: Path) -> None:
    git(site, "checkout", "--quiet", "main")
    (site / "docs/shared.yaml").write_text(NOTE)
    link = write_note(site, "linked")
    link.unlink()
    link.symlink_to("../../docs/shared.yaml")
    commit(site)
    git(site, "checkout", "--quiet", "-B", "work")
    (site / "docs/shared.yaml").write_text(NOTE.replace("figure", "figuer"))
    assert "annotations/bridge/linked.yaml: field-value" in check(site)


def test_file_names_of_all_kinds_are_found(site: Path) -> None:
    names = ['q"uote', "tab\tb", "平頭哥", "-dash", ":(glob)*", "per%cent"]
    for name in names:
        (site / f"annotations/bridge/{name}.yaml").write_text("kind: x\n")
    told = {line.split(": ")[0] for line in check(site)}
    assert told == {f"annotations/bridge/{name}.yaml" for name in names}


def test_a_site_in_a_folder_of_a_repository(tmp_path: Path) -> None:
    site = write_site(tmp_path / "sites/one")
    (tmp_path / "docs").mkdir()
    (tmp_path / "docs/readme.md").write_text("x\n")
    git(tmp_path, "init", "--quiet")
    commit(tmp_path)
    git(tmp_path, "checkout", "--quiet", "-b", "work")
    for key, value in UNUSUAL.items():
        git(tmp_path, "config", key, value)
    (tmp_path / "docs/readme.md").write_text("y\n")
    write_note(site, "new", "5 million crowns", "5 million pounds")
    git(tmp_path, "mv", "sites/one/docs/articles/bridge.md", "sites/one/docs/articles/b.md")
    found = check(site, code=1)
    assert "annotations/bridge/new.yaml: article-missing" in found
    assert "annotations/bridge/cost.yaml: article-missing" in found
    said = run("glossator", "check", "--base=main", "--format=github", cwd=site / "docs").stdout
    assert "::error file=sites/one/annotations/bridge/new.yaml,line=" in said
    log = json.loads(run("glossator", "check", "--format=sarif", cwd=site / "docs").stdout)
    places = [result["locations"][0]["physicalLocation"] for result in log["runs"][0]["results"]]
    assert {place["artifactLocation"]["uri"] for place in places} >= {
        "sites/one/annotations/bridge/new.yaml"
    }


def test_settings_of_a_repository_run_nothing(site: Path, tmp_path: Path) -> None:
    made = tmp_path / "made"
    git(site, "config", "diff.external", f"touch {made} #")
    git(site, "config", "diff.x.textconv", f"touch {made} #")
    git(site, "config", "core.fsmonitor", f"touch {made} #")
    (site / ".gitattributes").write_text("*.yaml diff=x\n")
    write_note(site, "cost", "reason: figure", "reason: figuer")
    assert check(site) == ["annotations/bridge/cost.yaml: field-value"]
    assert not made.exists()


def test_an_unknown_revision_comes_with_the_command_that_fetches_it(site: Path) -> None:
    said = refused(site, "--base", "origin/trunk")
    assert "there is no revision `origin/trunk`" in said
    assert "`git fetch origin trunk`" in said
    assert "did you mean `main`?" in refused(site, "--base", "mian")
    assert "name a branch, a tag or a commit" in refused(site, "--base", "HEAD~500")


def test_a_branch_known_of_the_server_only_is_proposed(site: Path, tmp_path: Path) -> None:
    clone = tmp_path / "clone"
    git(tmp_path, "clone", "--quiet", "--branch", "work", str(site), str(clone))
    assert "did you mean `origin/main`?" in refused(clone, "--base", "main")
    assert check(clone, base="origin/main") == []


@pytest.mark.parametrize(
    "revision", ["--output=made", "-x", "", "  ", "HEAD:docs", "a..b", "$(touch made)"]
)
def test_a_revision_is_never_taken_for_something_else(site: Path, revision: str) -> None:
    before = sorted(path.name for path in site.iterdir())
    assert "--base: " in refused(site, f"--base={revision}")
    assert sorted(path.name for path in site.iterdir()) == before


def test_a_shallow_clone_says_how_to_deepen_it(site: Path, tmp_path: Path) -> None:
    commit(site, "one more")
    clone = tmp_path / "clone"
    url = site.as_uri()
    git(tmp_path, "clone", "--quiet", "--depth", "1", "--branch", "work", url, str(clone))
    assert "`fetch-depth: 0`" in refused(clone, "--base", "origin/main")
    git(clone, "fetch", "--quiet", "--depth", "1", "origin", "main:refs/remotes/origin/main")
    said = refused(clone, "--base", "origin/main")
    assert "too shallow" in said
    assert "`git fetch --unshallow`" in said
    assert "`fetch-depth: 0`" in said
    git(clone, "fetch", "--quiet", "--unshallow")
    assert check(clone, base="origin/main") == []


def test_branches_without_a_common_commit_are_refused(site: Path) -> None:
    git(site, "checkout", "--quiet", "--orphan", "island")
    commit(site, "another beginning")
    assert "have no commit in common" in refused(site, "--base", "main")


def test_outside_of_a_repository_it_says_so(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    said = refused(site, "--base", "main", GIT_CEILING_DIRECTORIES=str(tmp_path.parent))
    assert "is in no git repository" in said


def test_a_repository_without_commits_says_so(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    git(site, "init", "--quiet")
    assert "no commit yet" in refused(site, "--base", "HEAD")


def test_without_git_it_says_so(site: Path) -> None:
    assert "git is not installed" in refused(site, "--base", "main", PATH="")


def test_one_run_gives_commands_and_the_summary(site: Path, tmp_path: Path) -> None:
    write_note(site, "new", "5 million crowns", "5 million pounds")
    file = tmp_path / "summary.md"
    file.write_text("Said before")
    call = ["check", "--format", "github", "--base", "main", "--summary", str(file)]
    done = run("glossator", *call, cwd=site)
    assert done.returncode == 1
    assert done.stdout.startswith("::error file=annotations/bridge/new.yaml,line=4,col=10,")
    said = file.read_text(encoding="utf-8")
    assert said.startswith("Said before\n**Glossator** found 1 problem.\n\n<table>\n")
    assert "<code>annotations/bridge/new.yaml:4:10</code>" in said


def test_a_summary_that_is_nearly_full_stays_below_what_github_takes(site: Path) -> None:
    file = site / "summary.md"
    file.write_text("x" * (1024 * 1024 - 700))
    for number in range(9):
        write_note(site, f"new-{number}", "5 million crowns", f"{number} million pounds")
    run("glossator", "check", "--summary", str(file), cwd=site)
    assert file.stat().st_size <= 1024 * 1024
    assert "more have no room here" in file.read_text()


@pytest.mark.parametrize("name", ["", "no-such-folder/summary.md", "docs"])
def test_a_summary_that_cannot_be_written_is_refused(site: Path, name: str) -> None:
    assert "--summary: " in refused(site, f"--summary={name}")


def test_a_docs_folder_with_a_slash_is_compared_as_well(site: Path) -> None:
    (site / "mkdocs.yml").write_text("site_name: A\ndocs_dir: docs/\n")
    article = site / "docs/articles/bridge.md"
    article.write_text(article.read_text().replace("5 million", "6 million"))
    assert "annotations/bridge/cost.yaml: quote-orphaned" in check(site)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="only Linux has a device that is full")
def test_a_summary_for_which_the_disk_has_no_room_is_told(site: Path) -> None:
    done = run("glossator", "check", "--summary", "/dev/full", cwd=site)
    assert done.returncode == 1
    assert done.stderr == "Error: --summary: /dev/full: No space left on device\n"


def test_git_is_asked_without_a_lock(site: Path) -> None:
    (site / ".git/index.lock").touch()
    write_note(site, "cost", "reason: figure", "reason: figuer")
    os.utime(site / "docs/index.md", (1, 1))
    assert check(site) == ["annotations/bridge/cost.yaml: field-value"]
