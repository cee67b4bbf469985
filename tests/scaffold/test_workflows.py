"""The workflows: what they may do, what they run, and that each script does what it says."""

from __future__ import annotations

import os
import re
import shutil
import stat
import subprocess
import sys
from collections.abc import Iterator
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossator.content.corpus import body_digest
from tests.host import ARTICLE, NOTE, ROOT, run, write_site

pytestmark = pytest.mark.build

OURS = ROOT / ".github"
SCAFFOLD = ROOT / "hooks" / "glossator" / "scaffold" / "new_site" / "dot_github"
WORKFLOWS = sorted((OURS / "workflows").glob("*.yml"))
SHARED = ["check.yml", "deploy.yml", "preview.yml"]

# What each job may do, and nothing else.
PERMISSIONS = {
    ("audit.yml", "audit"): {"contents": "read"},
    ("check.yml", "check"): {"contents": "read"},
    ("preview.yml", "build"): {"contents": "read"},
    ("deploy.yml", "build"): {"contents": "read", "pages": "read"},
    ("deploy.yml", "deploy"): {"pages": "write", "id-token": "write"},
    ("test.yml", "test"): {"contents": "read"},
}


def load(file: Path) -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load(file.read_text(encoding="utf-8"))
    data["on"] = data.pop(True)  # YAML 1.1 takes `on` for a truth value
    return data


def jobs() -> Iterator[tuple[str, str, dict[str, Any]]]:
    for file in WORKFLOWS:
        for name, job in load(file)["jobs"].items():
            yield file.name, name, job


def steps() -> list[tuple[str, dict[str, Any]]]:
    return [(f"{file}:{name}", step) for file, name, job in jobs() for step in job["steps"]]


def step(file: str, name: str) -> dict[str, Any]:
    found = [s for where, s in steps() if where.startswith(f"{file}:") and s["name"] == name]
    assert len(found) == 1, f"{file} has {len(found)} steps named {name!r}"
    return found[0]


def names(path: Path) -> set[str]:
    files = (file.relative_to(path).as_posix() for file in path.rglob("*") if file.is_file())
    return {name.removesuffix(".j2") for name in files}


def test_zizmor_finds_nothing() -> None:
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    if not zizmor and os.environ.get("CI") != "true":
        pytest.skip("zizmor is not installed; `make test` installs it")
    assert zizmor
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona=auditor", OURS],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    for file in WORKFLOWS:
        assert f"completed {file}" in done.stderr


@pytest.mark.parametrize("name", SHARED)
def test_a_new_site_gets_the_workflows_of_this_one(name: str) -> None:
    ours, theirs = (folder / "workflows" / name for folder in (OURS, SCAFFOLD))
    assert ours.read_bytes() == theirs.read_bytes(), f"copy {ours} to {theirs}, or back"


def test_a_new_site_lacks_only_the_tests_of_the_code() -> None:
    assert names(OURS) - names(SCAFFOLD) == {
        "workflows/audit.yml",  # of the locked versions, which a new site has none of
        "workflows/test.yml",
    }
    assert names(SCAFFOLD) <= names(OURS)


def test_each_job_may_do_what_it_needs_and_nothing_else() -> None:
    for file in WORKFLOWS:
        assert load(file)["permissions"] == {}, f"{file.name} gives every job permissions"
    assert {(file, name): job["permissions"] for file, name, job in jobs()} == PERMISSIONS


def test_each_job_ends_and_none_waits_for_another_run_of_itself() -> None:
    for file, name, job in jobs():
        assert job["timeout-minutes"] <= 60, f"{file}:{name}"
    for file in WORKFLOWS:
        assert load(file)["concurrency"]["group"]


EVENTS = {"pull_request", "merge_group", "push", "workflow_dispatch", "schedule"}


def test_what_a_pull_request_brings_never_meets_a_secret() -> None:
    for file in WORKFLOWS:
        assert set(load(file)["on"]) <= EVENTS
        assert "secrets." not in file.read_text(encoding="utf-8")


def test_actions_are_pinned_by_commit_and_say_their_version() -> None:
    pins: dict[str, set[str]] = {}
    for file in WORKFLOWS:
        for line in file.read_text(encoding="utf-8").splitlines():
            if "uses:" in line:
                found = re.search(
                    r"uses: (actions/[\w-]+)(?:/\w+)?@([0-9a-f]{40} # v\d+\.\d+\.\d+)$", line
                )
                assert found, f"{file.name}: {line.strip()}"
                pins.setdefault(found[1], set()).add(found[2])
    assert len(pins) == 7
    assert all(len(versions) == 1 for versions in pins.values()), pins


def test_no_checkout_leaves_its_token_behind() -> None:
    checkouts = [s for _, s in steps() if s.get("uses", "").startswith("actions/checkout@")]
    assert len(checkouts) == 5
    assert all(s["with"]["persist-credentials"] is False for s in checkouts)


def test_a_token_is_only_used_to_ask() -> None:
    """What a pull request brings may have it too, and it is one that may only read."""
    with_token = [where for where, one in steps() if "github.token" in str(one)]
    assert with_token == ["audit.yml:audit"]
    assert PERMISSIONS["audit.yml", "audit"] == {"contents": "read"}


def test_each_locked_version_is_asked_about_each_week_and_when_it_changes() -> None:
    on = load(OURS / "workflows" / "audit.yml")["on"]
    assert len(on["schedule"]) == 1
    asking = step("audit.yml", "Ask about each library")["run"]
    made = (ROOT / "Makefile").read_text(encoding="utf-8")
    for how in (asking, made):
        assert "for lock in requirements*.lock" in how
        # Nothing is built or installed, and nothing is left out without a word.
        assert "pip-audit --strict --require-hashes --disable-pip" in how
    locks = sorted(file.name for file in ROOT.glob("*.lock"))
    assert len(locks) >= 3
    for lock in locks:
        assert fnmatch(lock, "requirements*.lock")
        assert "--hash=sha256:" in (ROOT / lock).read_text(encoding="utf-8")
    assert "requirements*.lock" in on["pull_request"]["paths"]


def test_no_script_has_an_expression_in_it() -> None:
    for where, one in steps():
        assert "${{" not in one.get("run", ""), f"{where}: {one['name']}"


def test_no_step_that_prints_what_people_wrote_takes_commands_from_it() -> None:
    """GitHub reads `##[add-mask]` anywhere in a line, as in a note's words."""
    for where, one in steps():
        script = one.get("run", "")
        if re.search("mkdocs build|glossator (check(?! --format github)|verify)", script):
            assert "::stop-commands::$RANDOM" in script, where


@pytest.mark.parametrize("file", ["deploy.yml", "preview.yml"])
def test_nothing_is_handed_over_before_it_is_seen_to_be_whole(file: str) -> None:
    jobs = load(OURS / "workflows" / file)["jobs"]
    names = [one["name"] for one in jobs["build"]["steps"]]
    handed = "Hand the site over" if file == "deploy.yml" else "Keep the site"
    look = names.index("See that the site is whole")
    assert names.index("Build") < look < names.index(handed)
    # What a build takes from there stands on every page.
    given = jobs["build"]["steps"][names.index("Build")]["env"].items()
    assert jobs["build"]["steps"][look]["env"].items() == given - {("NO_MKDOCS_2_WARNING", "1")}


@pytest.mark.parametrize("file", ["deploy.yml", "preview.yml"])
def test_a_site_without_its_notes_is_handed_to_nobody(clone: Path, file: str) -> None:
    url = {"SITE_URL": "https://notes.example.org/"} if file == "deploy.yml" else {}
    assert play(clone, file, "Build", **url)[0] == 0
    assert play(clone, file, "See that the site is whole", **url)[0] == 0
    config = (clone / "mkdocs.yml").read_text("utf-8")
    bare = config[: config.index("hooks:")] + config[config.index("theme:") :]
    (clone / "bare.yml").write_text(bare, encoding="utf-8")
    shutil.rmtree(clone / "site")
    assert run("mkdocs", "build", "--quiet", "--config-file", "bare.yml", cwd=clone).returncode == 0
    code, said, _ = play(clone, file, "See that the site is whole", **url)
    assert code == 1
    assert "site-bare: the site was built without Glossator's hook" in said


def test_a_fork_deploys_without_editing_anything() -> None:
    site = step("deploy.yml", "Build")["env"]
    assert site["SITE_URL"] == "${{ steps.pages.outputs.base_url }}"
    for build in (site, step("preview.yml", "Build")["env"]):
        assert build["GLOSSATOR_REPO_URL"] == "${{ github.server_url }}/${{ github.repository }}"
        assert build["GLOSSATOR_BRANCH"] == "${{ github.event.repository.default_branch }}"
    read = (ROOT / "mkdocs.yml").read_text(encoding="utf-8")
    assert "!ENV [SITE_URL" in read
    assert "!ENV [GLOSSATOR_BRANCH" in read


def scripts() -> list[tuple[str, str]]:
    written = [(f"{where}: {one['name']}", one["run"]) for where, one in steps() if "run" in one]
    files = [OURS / "install", SCAFFOLD / "install", ROOT / ".ci" / "run"]
    return written + [
        (file.relative_to(ROOT).as_posix(), file.read_text(encoding="utf-8")) for file in files
    ]


@pytest.mark.parametrize(("where", "script"), scripts(), ids=[where for where, _ in scripts()])
def test_bash_can_read_each_script(where: str, script: str) -> None:
    done = subprocess.run(["bash", "-n"], input=script, capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")


# From here on, the steps run as GitHub would run them, on a clone of a small site.


def git(root: Path, *arguments: str) -> None:
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    subprocess.run(["git", *name, *arguments], cwd=root, check=True, capture_output=True)


@pytest.fixture
def clone(tmp_path: Path) -> Path:
    """A clone as a pull request's checkout has it, with the branch `origin/main`."""
    upstream = write_site(tmp_path / "upstream")
    (upstream / ".gitignore").write_text("/site/\n")
    git(upstream, "init", "--initial-branch=main")
    git(upstream, "add", ".")
    git(upstream, "commit", "--message=A site")
    git(tmp_path, "clone", "--quiet", str(upstream), "clone")
    return tmp_path / "clone"


def commit(root: Path) -> None:
    git(root, "checkout", "--quiet", "-B", "change")
    git(root, "add", ".")
    git(root, "commit", "--message=A change")


def play(clone: Path, file: str, name: str, **environment: str) -> tuple[int, str, str]:
    """The exit code, the output and the step summary of one step."""
    tools = clone.parent / "tools"
    tools.mkdir(exist_ok=True)
    for command in ("glossator", "mkdocs"):
        tool = tools / command
        tool.write_text(f'#!/bin/sh\nexec "{sys.executable}" -m {command} "$@"\n')
        tool.chmod(tool.stat().st_mode | stat.S_IXUSR)
    summary = clone.parent / "summary.md"
    summary.write_text("")
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", step(file, name)["run"]],
        cwd=clone,
        env={
            **os.environ,
            "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}",
            "GITHUB_BASE_REF": "main",
            "GITHUB_STEP_SUMMARY": str(summary),
            **environment,
        },
        capture_output=True,
        text=True,
        encoding="utf-8",
        stdin=subprocess.DEVNULL,
    )
    assert "command not found" not in done.stderr
    # Between these lines GitHub reads no commands.
    said = re.sub(r"\A::stop-commands::[0-9]+\n", "", done.stdout)
    return done.returncode, said + done.stderr, summary.read_text(encoding="utf-8")


LINES = ("check.yml", "Show problems on the lines of the pull request")
EVERYTHING = ("check.yml", "Check everything")


def test_a_good_pull_request_passes_the_check(clone: Path) -> None:
    (clone / "annotations/bridge/again.yaml").write_text(
        NOTE.replace("exact: 5 million crowns", "exact: closed in 2001").replace("50 m", "M")
    )
    commit(clone)
    good = "**Glossator** found no problems.\n"
    assert play(clone, *LINES) == (0, "", f"## What this pull request changes\n\n{good}")
    assert play(clone, *EVERYTHING) == (0, "", f"## The whole site\n\n{good}")


def test_a_broken_note_stops_a_pull_request_and_is_shown_on_its_line(clone: Path) -> None:
    (clone / "annotations/bridge/cost.yaml").write_text(NOTE.replace("reason:", "raeson:"))
    commit(clone)
    code, said, summary = play(clone, *LINES)
    assert code == 1
    assert said.startswith("::error file=annotations/bridge/cost.yaml,line=6,col=1,")
    assert "raeson" in summary
    code, said, summary = play(clone, *EVERYTHING)
    assert code == 1
    assert said.startswith("annotations/bridge/cost.yaml:6:1: ")
    assert "raeson" in summary


def test_the_summary_has_all_problems_where_github_shows_ten(clone: Path) -> None:
    for number in range(25):
        (clone / f"annotations/bridge/wrong-{number:02}.yaml").write_text("kind: context\n")
    commit(clone)
    code, _, summary = play(clone, *LINES)
    assert code == 1
    assert all(f"wrong-{number:02}.yaml" in summary for number in range(25))


def frozen(text: str) -> str:
    body = text.split("---\n", 2)[2]
    return text.replace("topics:", f"sha256: {body_digest(body)}\ntopics:", 1)


def merged(clone: Path) -> None:
    """What stands in the clone is what its base has, too."""
    git(clone, "checkout", "--quiet", "-B", "main")
    git(clone, "commit", "--all", "--message=Before")
    git(clone, "update-ref", "refs/remotes/origin/main", "HEAD")


def test_an_exchanged_copy_is_told_and_stops_nobody(clone: Path) -> None:
    (clone / "docs/articles/bridge.md").write_text(frozen(ARTICLE))
    merged(clone)
    (clone / "docs/articles/bridge.md").write_text(frozen(ARTICLE.replace("in 1997", "in 1998")))
    commit(clone)
    code, said, summary = play(clone, *LINES)
    assert code == 0, said
    assert said.startswith("::warning file=docs/articles/bridge.md,")
    assert "docs/articles/bridge.md" in summary


def test_what_was_wrong_before_stops_a_pull_request_that_did_not_touch_it(clone: Path) -> None:
    (clone / "annotations/bridge/cost.yaml").write_text(NOTE.replace("reason:", "raeson:"))
    merged(clone)
    (clone / "docs/index.md").write_text("# Other test data\n")
    commit(clone)
    assert play(clone, *LINES)[:2] == (0, "")
    code, _, summary = play(clone, *EVERYTHING)
    assert (code, "raeson" in summary) == (1, True)


APRIL = NOTE.replace("exact: 5 million crowns", "exact: closed in 2001")
OVERLAP = {"april": APRIL, "june": APRIL.replace("50 m", "60 m")}


def test_what_is_right_alone_and_wrong_together_stops_in_the_queue(clone: Path) -> None:
    base = subprocess.run(
        ["git", "rev-parse", "HEAD"], cwd=clone, capture_output=True, text=True, check=True
    ).stdout.strip()
    for name, note in OVERLAP.items():
        git(clone, "checkout", "--quiet", "-B", name, base)
        (clone / f"annotations/bridge/{name}.yaml").write_text(note)
        git(clone, "add", ".")
        git(clone, "commit", f"--message={name}")
        assert play(clone, *LINES)[0] == 0
    git(clone, "merge", "--quiet", "--no-edit", "april")
    for place in (LINES, EVERYTHING):
        code, said, _ = play(clone, *place, QUEUE_BASE=base, GITHUB_BASE_REF="")
        assert (code, "correction-overlap" in said) == (1, True), said


def test_a_deployment_that_fails_says_what_stays(clone: Path) -> None:
    where = ("deploy.yml", "Say what stays published")
    assert step(*where)["if"] == "${{ failure() }}"
    code, said, summary = play(clone, *where)
    assert (code, said) == (0, "")
    assert "Nothing was published" in summary


def listed(clone: Path) -> list[str]:
    address = "https://forge.example.org/archive/1"
    code, said, summary = play(clone, "preview.yml", "List the changed pages", SITE_ARCHIVE=address)
    assert (code, said) == (0, "")
    assert f"]({address})" in summary
    return re.findall(r"^   - (.*)$", summary, re.MULTILINE)


def test_the_preview_lists_the_changed_pages_and_each_is_there(clone: Path) -> None:
    (clone / "docs/index.md").write_text("# Other test data\n")
    (clone / "docs/articles/bridge.md").write_text(ARTICLE.replace("A test", "Another test"))
    (clone / "annotations/bridge/cost.yaml").write_text(NOTE.replace("Ten times", "Rather"))
    (clone / "docs/about").mkdir()
    (clone / "docs/about/index.md").write_text("# About\n")
    (clone / "docs/about/us.md").write_text("# Us\n")
    commit(clone)
    pages = listed(clone)
    here = "http://127.0.0.1:8000/"
    assert pages == [
        here,
        f"{here}about/",
        f"{here}about/us/",
        f"{here}articles/bridge/",
        f"{here}articles/bridge/#note-cost",
    ]
    assert play(clone, "preview.yml", "Build")[0] == 0
    for page in pages:
        path, _, fragment = page.removeprefix(here).partition("#")
        html = (clone / "site" / path / "index.html").read_text(encoding="utf-8")
        assert f'id="{fragment}"' in html or not fragment


def test_the_preview_lists_no_name_that_could_be_markup(clone: Path) -> None:
    (clone / "docs/a](javascript:alert`1`).md").write_text("# A\n")
    (clone / "docs/$(touch pwned) b.md").write_text("# B\n")
    (clone / "docs/新聞.md").write_text("# C\n")
    commit(clone)
    assert listed(clone) == ["none"]
    assert not (clone / "pwned").exists()


def test_the_preview_of_a_change_that_no_page_shows_lists_none(clone: Path) -> None:
    (clone / "README.md").write_text("Other words.\n")
    commit(clone)
    assert listed(clone) == ["none"]


def test_where_pages_are_off_the_deployment_says_how_to_turn_them_on(clone: Path) -> None:
    code, said, _ = play(clone, "deploy.yml", "Say how to turn Pages on")
    assert code == 0
    assert said.startswith("::error::GitHub Pages is off here. Turn it on: Settings > Pages")
