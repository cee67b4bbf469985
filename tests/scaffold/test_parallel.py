"""`glossator init --parallel`: several jobs prepare a site, and no pull request fills its cache."""

from __future__ import annotations

import datetime
import os
import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml

from glossator.scaffold.begin import BeginError, site_files, write_site
from tests.host import ROOT, run

TODAY = datetime.date(2026, 11, 23)
DEPLOY = ".github/workflows/deploy.yml"
GITLAB = ".gitlab-ci.yml"


def files(parts: int | None) -> dict[str, str | bytes]:
    return site_files(name="Notes", parts=parts, today=TODAY)


def workflow(path: str, parts: int | None = 4) -> dict[Any, Any]:
    data: dict[Any, Any] = yaml.safe_load(files(parts)[path])
    return data


def steps(parts: int | None, job: str) -> list[dict[str, Any]]:
    found: list[dict[str, Any]] = workflow(DEPLOY, parts)["jobs"][job]["steps"]
    return found


def step(name: str, job: str) -> dict[str, Any]:
    return next(one for one in steps(4, job) if one["name"] == name)


def test_one_job_prepares_a_site_until_more_are_asked_for() -> None:
    alone, parallel = files(None), files(4)
    assert set(parallel) - set(alone) == {GITLAB}
    changed = {path for path in alone if alone[path] != parallel[path]}
    assert changed == {DEPLOY, "README.md"}
    assert "warm" not in str(alone[DEPLOY])


@pytest.mark.parametrize("parts", [2, 64])
def test_as_many_jobs_as_were_asked_for_share_the_work(parts: int) -> None:
    warm = workflow(DEPLOY, parts)["jobs"]["warm"]
    assert warm["strategy"]["matrix"]["part"] == list(range(1, parts + 1))
    prepare = step("Prepare the part", "warm")
    assert 'glossator warm --part "$PART/$PARTS"' in prepare["run"]
    assert prepare["env"]["PARTS"] == "${{ strategy.job-total }}"
    # What stands on a page must be the same in every job, or none is found made.
    build = step("Build", "build")["env"]
    assert set(build) - set(prepare["env"]) == {"NO_MKDOCS_2_WARNING"}
    assert {name: prepare["env"][name] for name in build if name in prepare["env"]} == {
        name: value for name, value in build.items() if name in prepare["env"]
    }
    pages = workflow(GITLAB, parts)["pages"]
    assert workflow(GITLAB, parts)["warm"]["variables"] == pages["variables"]

    job = workflow(GITLAB, parts)["warm"]
    assert job["parallel"] == parts
    assert 'glossator warm --part "$CI_NODE_INDEX/$CI_NODE_TOTAL"' in job["script"]


@pytest.mark.parametrize("parts", [-1, 0, 1, 65])
def test_a_number_of_jobs_that_makes_no_sense_is_refused(tmp_path: Path, parts: int) -> None:
    with pytest.raises(BeginError, match=f"{parts} jobs cannot share the work; .* from 2 to 64"):
        files(parts)


def test_the_command_begins_a_site_of_several_jobs(tmp_path: Path) -> None:
    done = run("glossator", "init", "site", "--parallel", "3", cwd=tmp_path)
    assert (done.returncode, done.stderr) == (0, "")
    assert "part: [1, 2, 3]\n" in (tmp_path / "site" / DEPLOY).read_text(encoding="utf-8")
    assert "3 jobs" in (tmp_path / "site/README.md").read_text(encoding="utf-8")
    done = run("glossator", "init", "other", "--parallel", "1", cwd=tmp_path)
    assert done.returncode == 2
    assert "write --parallel with a number from 2 to 64" in done.stderr
    assert not (tmp_path / "other").exists()


def test_to_a_site_that_exists_the_command_says_what_to_take_over(tmp_path: Path) -> None:
    (tmp_path / "site").mkdir()
    (tmp_path / "site/mkdocs.yml").write_text("site_name: Mine\n")
    done = run("glossator", "init", "site", "--parallel", "8", cwd=tmp_path)
    said = " ".join(done.stderr.split())
    assert done.returncode == 2
    assert "site has a site already; begin another one elsewhere with --parallel 8" in said
    assert [path.name for path in (tmp_path / "site").iterdir()] == ["mkdocs.yml"]


def test_the_build_does_all_that_it_does_alone_and_takes_the_parts() -> None:
    alone, parallel = steps(None, "build"), steps(4, "build")
    added = [one for one in parallel if one not in alone]
    assert [one["name"] for one in added] == ["Take the parts", "Put the parts together"]
    assert [one for one in parallel if one not in added] == alone
    jobs = workflow(DEPLOY)["jobs"]
    assert jobs["deploy"] == workflow(DEPLOY, None)["jobs"]["deploy"]
    assert jobs["build"]["needs"] == "warm"
    assert jobs["warm"]["permissions"] == {"contents": "read", "pages": "read"}
    assert jobs["warm"]["if"] == workflow(DEPLOY, None)["jobs"]["build"]["if"]


def test_only_the_default_branch_writes_a_cache() -> None:
    for parts in (None, 4):
        for path, text in files(parts).items():
            if not path.startswith(".github/workflows/"):
                continue
            saves = re.findall(r"uses: actions/cache(/save)?@", str(text))
            assert saves == (["/save"] if path == DEPLOY else []), path
            restores = str(text).count("uses: actions/cache/restore@")
            assert restores == (2 if path == DEPLOY and parts else 1), path
        first = next(iter(workflow(DEPLOY, parts)["jobs"].values()))
        assert first["if"] == "github.ref_name == github.event.repository.default_branch"
        assert "pull_request" not in workflow(DEPLOY, parts)[True]  # YAML 1.1 reads `on` so


def test_on_gitlab_only_the_protected_default_branch_writes_a_cache() -> None:
    data = workflow(GITLAB)
    default = [{"if": "$CI_COMMIT_BRANCH == $CI_DEFAULT_BRANCH"}]
    request = [{"if": '$CI_PIPELINE_SOURCE == "merge_request_event"'}]
    jobs = {name: job for name, job in data.items() if isinstance(job, dict) and "script" in job}
    assert {name: job["rules"] for name, job in jobs.items()} == {
        "check": request,
        "preview": request,
        "warm": default,
        "pages": default,
    }
    for name, job in jobs.items():
        (cache,) = job.get("cache", data["default"]["cache"])
        assert cache["policy"] == ("pull-push" if name == "pages" else "pull"), name
        assert cache["unprotect"] is False


@pytest.mark.build
def test_zizmor_finds_nothing_in_the_workflows_of_several_jobs(tmp_path: Path) -> None:
    zizmor = shutil.which("zizmor", path=f"{Path(sys.executable).parent}{os.pathsep}{os.defpath}")
    if not zizmor and os.environ.get("CI") != "true":
        pytest.skip("zizmor is not installed; `make test` installs it")
    assert zizmor
    write_site(tmp_path / "site", files(4))
    done = subprocess.run(
        [zizmor, "--offline", "--no-progress", "--persona=auditor", tmp_path / "site/.github"],
        capture_output=True,
        text=True,
        encoding="utf-8",
    )
    assert done.returncode == 0, done.stdout + done.stderr
    assert f"completed {tmp_path / 'site' / DEPLOY}" in done.stderr


def test_actions_are_those_that_this_repository_pins_and_one_more() -> None:
    pin = re.compile(r"uses: (actions/[\w-]+)(?:/\w+)?(@[0-9a-f]{40} # v\d+\.\d+\.\d+)$", re.M)
    ours = (ROOT / ".github/workflows").glob("*.yml")
    known = {pair for file in ours for pair in pin.findall(file.read_text(encoding="utf-8"))}
    used = pin.findall(str(files(4)[DEPLOY]))
    assert len(used) == str(files(4)[DEPLOY]).count("uses:")
    assert {name for name, _ in set(used) - known} == {"actions/download-artifact"}


# From here on, the steps run as a forge would run them.


def play(script: str, folder: Path, **environment: str) -> None:
    """Run a step in `folder`, where `glossator warm` leaves one file in the cache."""
    tools = folder.parent / "tools"
    tools.mkdir(exist_ok=True)
    for name, does in {
        "glossator": '[ "$1" = warm ] || exit 0\nmkdir -p .cache/glossator/article\n'
        'echo "$3" > ".cache/glossator/article/${3%/*}"\n',
        "mkdocs": "ls .cache/glossator/article > built\n",
    }.items():
        (tools / name).write_text(f"#!/bin/sh\n{does}")
        (tools / name).chmod(0o755)
    done = subprocess.run(
        ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", script],
        cwd=folder,
        env={**os.environ, "PATH": f"{tools}{os.pathsep}{os.environ['PATH']}", **environment},
        capture_output=True,
        text=True,
        stdin=subprocess.DEVNULL,
    )
    assert done.returncode == 0, done.stderr


def test_the_build_finds_what_all_parts_made_and_a_part_hands_over_its_own(tmp_path: Path) -> None:
    parts = tmp_path / "build-temp/parts"
    for number in ("1", "2"):
        folder, temporary = tmp_path / f"job-{number}", tmp_path / f"temp-{number}"
        old = folder / ".cache/glossator/article/old"
        old.parent.mkdir(parents=True)
        old.write_text("of an earlier run")
        os.utime(old, (1, 1))
        temporary.mkdir()
        given = {"PART": number, "PARTS": "2", "RUNNER_TEMP": str(temporary)}
        play(step("Prepare the part", "warm")["run"], folder, **given)
        (parts / f"part-{number}").mkdir(parents=True)
        (temporary / "part.tar").rename(parts / f"part-{number}/part.tar")
    build = tmp_path / "build"
    build.mkdir()
    script = step("Put the parts together", "build")["run"]
    play(script, build, RUNNER_TEMP=str(parts.parent))
    made = {file.name: file.read_text() for file in (build / ".cache/glossator/article").iterdir()}
    assert made == {"1": "1/2\n", "2": "2/2\n"}


def test_on_gitlab_the_build_finds_what_all_parts_made(tmp_path: Path) -> None:
    data = workflow(GITLAB)
    build = tmp_path / "build"
    (build / "parts").mkdir(parents=True)
    for number in ("1", "2"):
        folder = tmp_path / f"job-{number}"
        folder.mkdir()
        given = {"CI_NODE_INDEX": number, "CI_NODE_TOTAL": "2"}
        play("\n".join(data["warm"]["script"]), folder, **given)
        handed = sorted(folder.glob(data["warm"]["artifacts"]["paths"][0]))
        assert [file.name for file in handed] == [f"{number}.tar"]
        shutil.copy(handed[0], build / "parts")
    play("\n".join(data["pages"]["script"]), build)
    assert (build / "built").read_text() == "1\n2\n"


@pytest.mark.parametrize(
    "path", [".github/install", "hooks/glossator/scaffold/new_site/dot_github/install"]
)
def test_a_cache_that_a_commit_brings_stops_a_workflow(tmp_path: Path, path: str) -> None:
    (tmp_path / ".github").mkdir()
    shutil.copy(ROOT / path, tmp_path / ".github/install")
    (tmp_path / ".cache/glossator").mkdir(parents=True)
    (tmp_path / ".cache/glossator/entry").write_text("believe me")
    for words in (["init", "--quiet"], ["add", "--force", ".cache"]):
        subprocess.run(["git", *words], cwd=tmp_path, check=True)
    done = subprocess.run(["bash", ".github/install"], cwd=tmp_path, capture_output=True, text=True)
    assert done.returncode == 1
    assert "The repository has files in .cache; take them out" in done.stderr
