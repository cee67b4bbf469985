"""`glossator init`: what it makes works, and what it finds in its way stays as it is."""

from __future__ import annotations

import datetime
import json
import re
import shutil
import subprocess
import sys
import zipfile
from pathlib import Path
from typing import Any

import jsonschema
import pytest
import yaml

from glossator.cli.init import _name_of
from glossator.scaffold.begin import BeginError, site_files, site_name, site_owner, write_site
from tests.host import ROOT, run

PACKAGE = ROOT / "hooks" / "glossator"
TODAY = datetime.date(2026, 11, 23)


class _Loader(yaml.SafeLoader):
    """YAML with `!ENV [NAME, value]` read as the value."""


_Loader.add_constructor("!ENV", lambda loader, node: loader.construct_sequence(node)[-1])


def config(root: Path) -> dict[str, Any]:
    text = (root / "mkdocs.yml").read_text(encoding="utf-8")
    data: dict[str, Any] = yaml.load(text, Loader=_Loader)
    return data


def tree(root: Path) -> dict[str, bytes | None]:
    """Everything below `root`, with the bytes of files."""
    return {
        path.relative_to(root).as_posix(): path.read_bytes() if path.is_file() else None
        for path in sorted(root.rglob("*"))
    }


def begun(where: Path, *arguments: str) -> Path:
    done = run("glossator", "init", "site", *arguments, cwd=where)
    assert (done.returncode, done.stderr) == (0, "")
    return where / "site"


@pytest.mark.build
def test_a_new_site_passes_its_check_and_builds(tmp_path: Path) -> None:
    root = begun(tmp_path)
    done = run("glossator", "check", cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/articles/example-article/index.html").read_text(encoding="utf-8")
    assert re.search(r'<mark class="gloss gloss--correction" data-annotation="wrong-year"', page)
    assert 'id="note-wrong-year"' in page
    # Whoever comes upon it must see what it is.
    for path in ("index.html", "articles/example-article/index.html"):
        assert "example" in (root / "site" / path).read_text(encoding="utf-8").lower()
    assert "made up" in page


@pytest.mark.build
def test_without_its_example_a_new_site_still_builds(tmp_path: Path) -> None:
    root = begun(tmp_path)
    readme = (root / "README.md").read_text(encoding="utf-8")
    for path in ("docs/articles/example-article.md", "docs/topics/example-topic.md"):
        assert f"`{path}`" in readme
        (root / path).unlink()
    assert "`annotations/example-article`" in readme
    shutil.rmtree(root / "annotations/example-article")
    assert run("glossator", "check", cwd=root).returncode == 0
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    # As a clone has it, as git keeps no empty folders.
    for folder in ("docs/articles", "docs/topics", "annotations"):
        (root / folder).rmdir()
    assert run("glossator", "check", cwd=root).returncode == 0
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr


@pytest.mark.build
def test_a_new_site_builds_from_another_folder_too(tmp_path: Path) -> None:
    root = begun(tmp_path)
    done = run("mkdocs", "build", "--strict", "-f", "site/mkdocs.yml", cwd=tmp_path)
    assert done.returncode == 0, done.stderr
    assert (root / "site/articles/example-article/index.html").is_file()
    assert run("glossator", "check", "site", cwd=tmp_path).returncode == 0


@pytest.mark.build
def test_a_new_site_takes_its_address_repository_and_branch_from_the_forge(tmp_path: Path) -> None:
    root = begun(tmp_path)
    forge = {
        "SITE_URL": "https://notes.example.org/base",
        "GLOSSATOR_REPO_URL": "https://forge.example.org/us/notes",
        "GLOSSATOR_BRANCH": "trunk",
    }
    assert run("mkdocs", "build", "--strict", cwd=root, **forge).returncode == 0
    page = (root / "site/articles/example-article/index.html").read_text(encoding="utf-8")
    assert 'content="https://notes.example.org/base/articles/example-article/"' in page
    note = "trunk/annotations/example-article/wrong-year.yaml"
    assert f"https://forge.example.org/us/notes/edit/{note}" in page


@pytest.mark.build
@pytest.mark.parametrize(
    "name",
    [
        "新聞註釋",
        "Notes: a \"second\" 'reading' #1 & <more> \\ {{ name }} %}",
        "- no",
        "!ENV [HOME]",
        "ملاحظات على الأخبار",
        "👩‍💻 notes",
    ],
)
def test_a_site_may_have_any_name(tmp_path: Path, name: str) -> None:
    root = begun(tmp_path, "--name", name)
    assert config(root)["site_name"] == name
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    page = (root / "site/index.html").read_text(encoding="utf-8")
    shown = re.findall(r'aria-label="([^"]*)" data-md-component="logo"', page)
    escaped = name.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;")
    assert shown == [escaped.replace('"', "&quot;").replace("'", "&#x27;")] * len(shown) != []


@pytest.mark.build
def test_a_site_may_be_in_a_folder_of_any_name(tmp_path: Path) -> None:
    done = run("glossator", "init", "新聞 #1", cwd=tmp_path)
    assert done.returncode == 0
    assert "  cd '新聞 #1'\n" in done.stdout
    assert config(tmp_path / "新聞 #1")["site_name"] == "新聞 #1"
    assert run("mkdocs", "build", "--strict", cwd=tmp_path / "新聞 #1").returncode == 0


@pytest.mark.parametrize(
    ("folder", "name"),
    [("our-notes", "Our notes"), ("a/bBC_notes", "BBC notes"), ("/", "Annotations")],
)
def test_without_a_name_the_folder_gives_it(folder: str, name: str) -> None:
    assert _name_of(Path(folder)) == name


def test_a_new_site_has_this_sites_theme_search_and_checks(tmp_path: Path) -> None:
    ours, theirs = config(ROOT), config(begun(tmp_path))
    del ours["theme"]["custom_dir"]  # where the drawing of our own code is
    for part in ("theme", "plugins", "markdown_extensions", "validation", "hooks", "not_in_nav"):
        assert theirs[part] == ours[part], part
    assert [*map(next, map(iter, theirs["nav"]))] == [*map(next, map(iter, ours["nav"]))]


def test_a_new_site_is_written_as_this_one_is() -> None:
    ours = (ROOT / ".editorconfig").read_text(encoding="utf-8").split("\n[Makefile]")[0]
    assert site_files(name="A", today=TODAY)[".editorconfig"] == ours


@pytest.mark.parametrize("parts", [None, 4])
def test_no_place_holder_and_no_package_registry_is_left_in_a_file(parts: int | None) -> None:
    for path, text in site_files(name="Notes", parts=parts, today=TODAY).items():
        if isinstance(text, bytes):
            continue
        rest = re.sub(r"\$\{\{.*?\}\}", "", text)
        assert not re.search(r"\{\{|\}\}|\{%", rest), path
        assert not re.search(r"pypi\.|pythonhosted|npmjs", text), path
        assert text.endswith("\n") and not text.endswith("\n\n"), path
        assert path not in ("", ".") and ".j2" not in path and "dot_" not in path


def test_the_files_of_two_sites_begun_alike_are_the_same() -> None:
    assert site_files(name="A", today=TODAY) == site_files(name="A", today=TODAY)
    note = site_files(name="A", today=TODAY)["annotations/example-article/wrong-year.yaml"]
    assert "created: 2026-11-23\n" in note


def test_the_owner_is_asked_to_review(tmp_path: Path) -> None:
    with_owner = site_files(name="A", owner="@us/editors", today=TODAY)
    without = site_files(name="A", today=TODAY)

    def owners(files: dict[str, str]) -> list[str]:
        lines = files[".github/CODEOWNERS"].splitlines()
        return [line.split() for line in lines if line and not line.startswith("#")]  # type: ignore[misc]

    assert owners(with_owner) == [["*", "@us/editors"]]
    assert owners(without) == []
    assert "CODEOWNERS" in without["README.md"]
    assert "CODEOWNERS" not in with_owner["README.md"]


def test_an_editor_finds_the_schema_of_each_note_and_it_fits(tmp_path: Path) -> None:
    root = begun(tmp_path)
    notes = sorted((root / "annotations").rglob("*.yaml"))
    assert len(notes) == 3
    for note in notes:
        text = note.read_text(encoding="utf-8")
        found = re.match(r"# yaml-language-server: \$schema=(\S+)\n", text)
        assert found
        schema = json.loads((note.parent / found[1]).read_text(encoding="utf-8"))
        jsonschema.validate(yaml.load(text, Loader=yaml.BaseLoader), schema)


@pytest.mark.parametrize(
    ("typed", "owner"),
    [
        ("me", "@me"),
        ("@me", "@me"),
        (" @us/the.editors ", "@us/the.editors"),
        ("a@b.org", "a@b.org"),
    ],
)
def test_an_owner_may_be_typed_in_several_ways(typed: str, owner: str) -> None:
    assert site_owner(typed) == owner


@pytest.mark.parametrize("typed", ["me you", "@", "-x", "a/b/c", "@me\n* @you", "#me", "a@b c.org"])
def test_what_is_no_owner_is_refused(typed: str) -> None:
    with pytest.raises(BeginError, match="is not an account"):
        site_owner(typed)


def test_a_name_has_its_blanks_tidied_and_no_control_characters() -> None:
    assert site_name("  A\n\tB ") == "A B"
    for wrong in ("\x00", "a\x1bb", "a\ufeffb", "\udcff"):
        with pytest.raises(BeginError, match=r"U\+[0-9A-F]{4}"):
            site_name(wrong)
    with pytest.raises(BeginError, match="needs a name"):
        site_name(" ")


def test_a_folder_with_something_in_it_is_left_as_it_is(tmp_path: Path) -> None:
    (tmp_path / "site/docs").mkdir(parents=True)
    (tmp_path / "site/notes.txt").write_text("mine")
    before = tree(tmp_path)
    done = run("glossator", "init", "site", cwd=tmp_path)
    assert (done.returncode, done.stdout) == (2, "")
    assert "site is not empty: docs, notes.txt; name a folder that is new or empty" in done.stderr
    assert tree(tmp_path) == before


def test_of_many_files_in_the_way_some_are_named(tmp_path: Path) -> None:
    for number in range(9):
        (tmp_path / f"{number}.txt").write_text("")
    with pytest.raises(BeginError, match=r"0\.txt, 1\.txt, .*4\.txt and 4 more"):
        write_site(tmp_path, {"a": "a"})


def test_a_file_in_place_of_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "site").write_text("mine")
    done = run("glossator", "init", "site", cwd=tmp_path)
    assert done.returncode == 2
    assert "site is a file; name a folder that is new or empty" in done.stderr


def test_the_current_folder_may_become_a_site_and_so_may_a_new_repository(tmp_path: Path) -> None:
    (tmp_path / ".git").mkdir()
    (tmp_path / ".git/HEAD").write_text("ref: refs/heads/main\n")
    done = run("glossator", "init", ".", cwd=tmp_path)
    assert done.returncode == 0
    assert done.stdout.startswith("A new site is here, ")
    assert "cd " not in done.stdout
    assert (tmp_path / ".git/HEAD").read_text() == "ref: refs/heads/main\n"
    assert run("glossator", "check", cwd=tmp_path).returncode == 0


def test_folders_above_are_made_and_nothing_else_is_left(tmp_path: Path) -> None:
    done = run("glossator", "init", "a/b/site", cwd=tmp_path)
    assert done.returncode == 0
    assert [entry.name for entry in tmp_path.iterdir()] == ["a"]
    assert [entry.name for entry in (tmp_path / "a/b").iterdir()] == ["site"]
    assert not [name for name in tree(tmp_path / "a/b/site") if name.startswith(".glossator")]


# What is not there yet comes into being all at once.
@pytest.mark.parametrize(("exists", "breaks_at"), [(True, 1), (True, 4), (False, 1)])
def test_what_fails_half_way_leaves_nothing(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, exists: bool, breaks_at: int
) -> None:
    folder = tmp_path / "above" / "site"
    if exists:
        folder.mkdir(parents=True)
    before = tree(tmp_path)
    rename, calls = Path.rename, []

    def failing(self: Path, target: Path) -> Path:
        calls.append(target)
        if len(calls) == breaks_at:
            raise OSError(28, "No space left on device", str(target))
        return rename(self, target)

    monkeypatch.setattr(Path, "rename", failing)
    with pytest.raises(OSError, match="No space left"):
        write_site(folder, site_files(name="A", today=TODAY))
    assert len(calls) == breaks_at
    assert tree(tmp_path) == before


def test_a_disk_that_refuses_is_told_in_one_line(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("mine")
    done = run("glossator", "init", "file/site", cwd=tmp_path)
    assert done.returncode == 2
    assert "Not a directory" in done.stderr
    assert "Traceback" not in done.stderr


def test_without_glossator_the_hook_says_what_to_install(tmp_path: Path) -> None:
    root = begun(tmp_path)
    block = "import sys, runpy; sys.modules['glossator_mkdocs'] = None; "
    done = subprocess.run(
        [sys.executable, "-c", block + "runpy.run_path('hooks/publish.py')"],
        cwd=root,
        capture_output=True,
        text=True,
    )
    message = "Glossator is not installed here: pip install -r requirements.txt\n"
    assert (done.returncode, done.stderr) == (1, message)


@pytest.fixture(scope="module")
def wheel(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """The package as it is installed elsewhere, built without a network."""
    folder = tmp_path_factory.mktemp("wheel")
    done = subprocess.run(
        [sys.executable, "-m", "hatchling", "build", "-t", "wheel", "-d", str(folder)],
        cwd=ROOT,
        capture_output=True,
        text=True,
    )
    assert done.returncode == 0, done.stderr
    return next(folder.glob("*.whl"))


def test_the_wheel_has_every_file_of_the_package_and_the_events(wheel: Path) -> None:
    with zipfile.ZipFile(wheel) as archive:
        there = {name for name in archive.namelist() if ".dist-info/" not in name}
    wanted = {
        file.relative_to(ROOT / "hooks").as_posix()
        for package in (PACKAGE, PACKAGE.parent / "glossator_mkdocs")
        for file in package.rglob("*")
        if file.is_file() and "__pycache__" not in file.parts
    }
    assert there == wanted


@pytest.mark.build
def test_a_site_begun_and_built_by_the_wheel_alone_works(wheel: Path, tmp_path: Path) -> None:
    unpacked = tmp_path / "installed"
    with zipfile.ZipFile(wheel) as archive:
        archive.extractall(unpacked)
    installed = {"PYTHONPATH": str(unpacked)}
    code = "import glossator, glossator_mkdocs as m; print(glossator.__file__, m.__file__)"
    where = subprocess.run(
        [sys.executable, "-c", code],
        env={**installed, "PATH": ""},
        cwd=tmp_path,
        capture_output=True,
        text=True,
        check=True,
    )
    assert all(path.startswith(str(unpacked)) for path in where.stdout.split())
    for command in (
        ("glossator", "init", "site"),
        ("glossator", "check", "site"),
        ("mkdocs", "build", "--strict", "-f", "site/mkdocs.yml"),
    ):
        done = run(*command, cwd=tmp_path, **installed)
        assert done.returncode == 0, done.stderr
    page = tmp_path / "site/site/articles/example-article/index.html"
    assert 'id="note-wrong-year"' in page.read_text(encoding="utf-8")
