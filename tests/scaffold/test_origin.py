"""What a new site installs exists, is known, and is the Glossator that began it."""

from __future__ import annotations

import hashlib
import json
import os
import shutil
import subprocess
import sys
from importlib.metadata import distribution
from pathlib import Path

import pytest

from glossator.scaffold import origin
from glossator.scaffold.origin import UnknownOriginError, build_wheel, find_origin
from tests.host import ROOT

WHEEL = r"./vendor/glossator-0.1.0-py3-none-any.whl"


def git(where: Path, *arguments: str) -> str:
    name = ["-c", "user.name=Test", "-c", "user.email=test@example.org"]
    done = subprocess.run(
        ["git", *name, *arguments], cwd=where, capture_output=True, text=True, check=True
    )
    return done.stdout.strip()


@pytest.fixture
def installed(monkeypatch: pytest.MonkeyPatch) -> type[Installed]:
    monkeypatch.setattr(origin, "distribution", lambda _: Installed())
    return Installed


class Installed:
    """As the installed package, but that it says to come from elsewhere."""

    told: dict[str, object] | None = None
    version = "0.1.0"

    def __init__(self) -> None:
        self.files = distribution("glossator").files

    def read_text(self, name: str) -> str | None:
        assert name == "direct_url.json"
        return json.dumps(self.told) if self.told else None


def from_git(url: str, **more: str) -> dict[str, object]:
    return {"url": url, "vcs_info": {"vcs": "git", "commit_id": "0123abc"}, **more}


@pytest.mark.parametrize(
    ("told", "wanted"),
    [
        (None, WHEEL),
        ({"url": "file:///nowhere/glossator", "dir_info": {"editable": True}}, WHEEL),
        (
            from_git("https://forge.example.org/us/glossator"),
            "glossator @ git+https://forge.example.org/us/glossator@0123abc",
        ),
        (
            from_git("ssh://git@forge.example.org/us/tools", subdirectory="notes"),
            "glossator @ git+ssh://git@forge.example.org/us/tools@0123abc#subdirectory=notes",
        ),
        (from_git("https://me:secret@forge.example.org/us/glossator"), WHEEL),
        (
            {"url": "https://files.example.org/glossator.whl", "archive_info": {}},
            "glossator @ https://files.example.org/glossator.whl",
        ),
    ],
)
def test_a_site_asks_for_the_glossator_that_began_it(
    installed: type[Installed],
    monkeypatch: pytest.MonkeyPatch,
    told: dict[str, object] | None,
    wanted: str,
) -> None:
    monkeypatch.setattr(installed, "told", told)
    found = find_origin()
    assert found.requirement == wanted
    assert bool(found.files) is (wanted == WHEEL)


@pytest.mark.parametrize(
    ("remote", "wanted"),
    [
        (
            "https://forge.example.org/us/glossator.git",
            "https://forge.example.org/us/glossator.git",
        ),
        ("git@forge.example.org:us/glossator.git", "https://forge.example.org/us/glossator.git"),
        ("ssh://git@forge.example.org:22/us/glossator", "https://forge.example.org/us/glossator"),
        ("https://me:secret@forge.example.org/g.git", "https://forge.example.org/g.git"),
        ("/srv/git/glossator.git", ""),
        ("file:///srv/git/glossator.git", ""),
        ("../glossator", ""),
    ],
)
def test_a_checkout_asks_for_its_remote_at_its_commit(
    installed: type[Installed],
    monkeypatch: pytest.MonkeyPatch,
    tmp_path: Path,
    remote: str,
    wanted: str,
) -> None:
    git(tmp_path, "init", "--initial-branch=main")
    (tmp_path / "file").write_text("one")
    git(tmp_path, "add", ".")
    git(tmp_path, "commit", "--message=One")
    git(tmp_path, "remote", "add", "origin", remote)
    told = {"url": tmp_path.as_uri(), "dir_info": {"editable": True}}
    monkeypatch.setattr(installed, "told", told)
    assert find_origin().requirement == WHEEL  # the remote has not got this commit
    git(tmp_path, "update-ref", "refs/remotes/origin/main", "HEAD")
    commit = git(tmp_path, "rev-parse", "HEAD")
    assert find_origin().requirement == (f"glossator @ git+{wanted}@{commit}" if wanted else WHEEL)
    (tmp_path / "file").write_text("two")
    assert find_origin().requirement == WHEEL  # nor what was changed since


def test_a_copy_comes_with_its_checksum_and_is_the_same_each_time(
    installed: type[Installed],
) -> None:
    files = find_origin().files
    assert files == find_origin().files
    content = files["vendor/glossator-0.1.0-py3-none-any.whl"]
    digest = hashlib.sha256(content).hexdigest()
    assert files["vendor/SHA256SUMS"].decode() == f"{digest}  glossator-0.1.0-py3-none-any.whl\n"


def test_what_is_not_installed_cannot_be_given_away(monkeypatch: pytest.MonkeyPatch) -> None:
    def missing(_: str) -> None:
        raise origin.PackageNotFoundError("glossator")

    monkeypatch.setattr(origin, "distribution", missing)
    with pytest.raises(UnknownOriginError):
        find_origin()


BYTECODE = shutil.ignore_patterns("__pycache__")
PIP = (sys.executable, "-m", "pip", "install", "--no-deps", "--no-index", "--quiet")
PIP += ("--no-build-isolation", "--disable-pip-version-check", "--target")


@pytest.mark.build
@pytest.mark.parametrize("way", ["wheel", "clone of a clone"])
def test_a_new_site_installs_checks_and_builds_with_what_it_names(tmp_path: Path, way: str) -> None:
    """From nothing but the libraries that Glossator needs, which come from elsewhere."""
    if way == "wheel":
        name, content = build_wheel(distribution("glossator"))
        source = tmp_path / name
        source.write_bytes(content)
    else:
        source = tmp_path / "second"
        upstream = tmp_path / "upstream"
        shutil.copytree(ROOT / "hooks", upstream / "hooks", ignore=BYTECODE)
        for name in ("pyproject.toml", "README.md", "LICENSE"):
            shutil.copy(ROOT / name, upstream)
        git(upstream, "init", "--initial-branch=main")
        git(upstream, "add", ".")
        git(upstream, "commit", "--message=All of it")
        git(tmp_path, "clone", "--quiet", "upstream", "first")
        git(tmp_path, "clone", "--quiet", "first", "second")
    subprocess.run([*PIP, str(tmp_path / "tools"), str(source)], check=True)
    run_with(tmp_path / "tools", tmp_path, "glossator", "init", "site")
    site = tmp_path / "site"
    assert (site / "requirements.txt").read_text() == f"{WHEEL}\n"
    if way == "wheel":  # it goes on as it came; what a site does with one is the other's to show
        assert (site / "vendor" / source.name).read_bytes() == source.read_bytes()
        return

    subprocess.run([*PIP, str(tmp_path / "lib"), "-r", "requirements.txt"], cwd=site, check=True)
    run_with(tmp_path / "lib", site, "glossator", "check")
    run_with(tmp_path / "lib", site, "mkdocs", "build", "--strict")
    page = (site / "site/articles/example-article/index.html").read_text(encoding="utf-8")
    assert 'id="note-wrong-year"' in page


def run_with(library: Path, where: Path, *command: str) -> None:
    """Run a command with the Glossator of `library`, and no other."""
    environment = {**os.environ, "PYTHONPATH": str(library), "NO_MKDOCS_2_WARNING": "1"}
    code = f"import glossator, runpy; assert glossator.__file__.startswith({str(library)!r}); "
    code += f"runpy.run_module({command[0]!r}, run_name='__main__', alter_sys=True)"
    done = subprocess.run(
        [sys.executable, "-c", code, *command[1:]],
        cwd=where,
        env=environment,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr


def test_the_check_of_the_copy_stops_an_exchanged_one(
    installed: type[Installed], tmp_path: Path
) -> None:
    for path, content in find_origin().files.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(content)
    script = ROOT / "hooks/glossator/scaffold/new_site/dot_github/install"
    check = script.read_text(encoding="utf-8").partition("python -m pip")[0]
    check = check.replace('cd "$(dirname "$0")/.."', "")

    def run_check() -> int:
        return subprocess.run(["bash", "-c", check], cwd=tmp_path, capture_output=True).returncode

    assert run_check() == 0
    next(tmp_path.glob("vendor/*.whl")).write_bytes(b"another")
    assert run_check() != 0
