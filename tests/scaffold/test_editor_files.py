"""What editors and git read beside the content: .editorconfig, and hooks before a commit."""

from __future__ import annotations

import configparser
import re
import shlex
import shutil
import subprocess
import sys
from fnmatch import fnmatch
from pathlib import Path
from typing import Any

import pytest
import yaml

from tests.host import NOTE, write_site

pytestmark = pytest.mark.build  # for as long as they take

ROOT = Path(__file__).parents[2]
Hook = dict[str, Any]
TIDY = "glossator-fmt"
TEXTS = ("css", "js", "json", "md", "py", "toml", "yaml", "yml")


def load(name: str) -> Any:
    return yaml.safe_load((ROOT / name).read_text(encoding="utf-8"))


OFFERED: list[Hook] = load(".pre-commit-hooks.yaml")
OWN: list[Hook] = [
    hook for repo in load(".pre-commit-config.yaml")["repos"] for hook in repo["hooks"]
]


def files_for(hook: Hook, root: Path) -> list[str]:
    """The files that pre-commit would give the hook."""
    files = sorted(file.relative_to(root).as_posix() for file in root.rglob("*") if file.is_file())
    is_python = "python" in hook.get("types_or", [])
    return [
        file
        for file in files
        if re.search(hook.get("files", ""), file) and (not is_python or file.endswith(".py"))
    ]


def run_hook(hook: Hook, root: Path) -> subprocess.CompletedProcess[str]:
    """Run the hook's entry as pre-commit does: from the top, with the files behind it."""
    program, *arguments = shlex.split(hook["entry"])
    command = [sys.executable, "-m", program.removeprefix(".venv/bin/"), *arguments]
    command += [*hook.get("args", []), *files_for(hook, root)]
    return subprocess.run(command, cwd=root, capture_output=True, text=True, encoding="utf-8")


def named(hooks: list[Hook], name: str) -> Hook:
    return next(hook for hook in hooks if hook["id"] == name)


@pytest.fixture
def site(tmp_path: Path) -> Path:
    """A site in a folder of a repository, with a program beside it."""
    write_site(tmp_path / "sites/one")
    (tmp_path / "tool.py").write_text('"""A tool."""\n')
    return tmp_path


def own_site(tmp_path: Path) -> Path:
    root = write_site(tmp_path)
    (root / "tool.py").write_text('"""A tool."""\n')
    return root


@pytest.mark.parametrize("hook", OFFERED, ids=lambda hook: hook["id"])
def test_offered_hooks_pass_a_tidy_site(hook: Hook, site: Path) -> None:
    run_hook(named(OFFERED, TIDY), site)
    assert files_for(hook, site)
    done = run_hook(hook, site)
    assert done.returncode == 0, done.stderr


@pytest.mark.parametrize("hook", OWN, ids=lambda hook: hook["id"])
def test_own_hooks_pass_a_tidy_site(hook: Hook, tmp_path: Path) -> None:
    root = own_site(tmp_path)
    run_hook(named(OWN, TIDY), root)
    before = {file: file.read_bytes() for file in root.rglob("*") if file.is_file()}
    assert files_for(hook, root)
    done = run_hook(hook, root)
    assert done.returncode == 0, done.stderr
    shutil.rmtree(root / ".ruff_cache", ignore_errors=True)
    assert {file: file.read_bytes() for file in before} == before


@pytest.mark.parametrize("hooks", [OFFERED, OWN], ids=["offered", "own"])
def test_the_check_stops_a_commit_of_a_wrong_note(hooks: list[Hook], tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").write_text(NOTE.replace("5 million", "6 million"))
    done = run_hook(named(hooks, "glossator-check"), root)
    assert done.returncode == 1
    assert done.stdout.startswith("annotations/bridge/cost.yaml:4:10: quote-orphaned: ")


@pytest.mark.parametrize("hooks", [OFFERED, OWN], ids=["offered", "own"])
def test_an_untidy_note_is_tidied(hooks: list[Hook], tmp_path: Path) -> None:
    note = write_site(tmp_path) / "annotations/bridge/cost.yaml"
    lines = NOTE.splitlines(keepends=True)
    note.write_text("".join([*lines[1:], lines[0]]))
    assert run_hook(named(hooks, TIDY), tmp_path).returncode in {0, 1}
    tidied = [line for line in note.read_text().splitlines() if not line.startswith("#")]
    assert tidied[0] == "kind: correction"
    assert run_hook(named(hooks, TIDY), tmp_path).returncode == 0


def test_hooks_are_called_for_the_files_that_they_read() -> None:
    check, fmt = named(OFFERED, "glossator-check"), named(OFFERED, TIDY)
    for file in ("annotations/a/b.yaml", "sites/one/annotations/a/b.yaml"):
        assert re.search(check["files"], file)
        assert re.search(fmt["files"], file)
    for file in ("docs/articles/a.md", "docs/x.svg", "annotations/a/b.yml"):
        assert re.search(check["files"], file)
        assert not re.search(fmt["files"], file)
    for file in ("mkdocs.yml", "my-annotations/a/b.yaml", "mydocs/a.md"):
        assert not re.search(check["files"], file)
        assert not re.search(fmt["files"], file)


def test_hooks_have_what_pre_commit_asks_for() -> None:
    assert {hook["id"] for hook in OFFERED} == {"glossator-check", TIDY}
    assert all({"id", "name", "entry", "language"} <= hook.keys() for hook in OFFERED + OWN)
    assert {hook["language"] for hook in OFFERED} == {"python"}


def rules(path: str) -> dict[str, str]:
    """What .editorconfig says of a file; a later section wins."""
    parser = configparser.ConfigParser()
    text = (ROOT / ".editorconfig").read_text(encoding="utf-8")
    parser.read_string(f"[DEFAULT]\n{text}")
    found: dict[str, str] = {}
    for section in parser.sections():
        alternatives = re.match(r"(.*)\{(.*)\}(.*)", section)
        globs = [section]
        if alternatives:
            before, middle, after = alternatives.groups()
            globs = [f"{before}{word}{after}" for word in middle.split(",")]
        if any(fnmatch(Path(path).name, glob) for glob in globs):
            found |= dict(parser[section])
    return found


@pytest.mark.parametrize(
    ("path", "rule", "value"),
    [
        ("Makefile", "indent_style", "tab"),
        ("annotations/a/b.yaml", "indent_size", "2"),
        ("annotations/a/b.yaml", "trim_trailing_whitespace", "false"),
        ("docs/index.md", "trim_trailing_whitespace", "false"),
        ("hooks/publish.py", "indent_size", "4"),
        ("hooks/publish.py", "trim_trailing_whitespace", "true"),
        ("x", "charset", "utf-8"),
        ("x", "end_of_line", "lf"),
        ("x", "insert_final_newline", "true"),
    ],
)
def test_editors_are_told_how_files_are_written(path: str, rule: str, value: str) -> None:
    assert rules(path)[rule] == value


def test_files_are_written_as_editors_are_told() -> None:
    listed = subprocess.run(
        ["git", "ls-files", "-z", *(f"*.{suffix}" for suffix in TEXTS)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    if listed.returncode:
        pytest.skip("this is no clone of the repository")
    wrong = []
    for path in filter(None, listed.stdout.split("\0")):
        if not (ROOT / path).is_file():
            continue
        text = (ROOT / path).read_bytes().decode("utf-8")
        is_trimmed = rules(path)["trim_trailing_whitespace"] == "true"
        has_blanks = is_trimmed and re.search(r"[ \t]$", text, re.MULTILINE)
        if "\r" in text or (text and not text.endswith("\n")) or has_blanks:
            wrong.append(path)
    assert wrong == []
