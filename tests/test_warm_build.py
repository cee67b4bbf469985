"""A build that finds things made gives what one gives that makes them all."""

from __future__ import annotations

import os
import random
import shutil
import signal
import subprocess
import sys
import time
from contextlib import suppress
from pathlib import Path

import pytest

from glossator_mkdocs.staging import Staging
from tests.edits import EDITS, many, tree
from tests.host import run, write_site

pytestmark = pytest.mark.build
# Further seeds, which take half a minute each.
MORE = (pytest.mark.trust, pytest.mark.long)

PATIENCE_SECONDS = 120
# Some of the files for machines that every site has.
DATA = {
    *("data/annotations.jsonld", "data/annotations.csv", "data/annotations.jsonl"),
    *("data/corpus.sqlite", "data/by-url/index.json", "data/datapackage.json", "CITATION.cff"),
    *("feed.xml", "feed.json", "corrections/feed.xml", "llms.txt", "notes/sitemap.xml"),
}


def build(site: Path, out: str = "site", **environment: str) -> dict[str, bytes]:
    done = run("mkdocs", "build", "--strict", "--site-dir", out, cwd=site, **environment)
    assert done.returncode == 0, done.stderr
    return tree(site / out)


def configure(site: Path, old: str, new: str) -> None:
    config = (site / "mkdocs.yml").read_text()
    assert old in config
    (site / "mkdocs.yml").write_text(config.replace(old, new))


def add_hook(site: Path, code: str) -> None:
    (site / "own.py").write_text(code)
    configure(site, "/publish.py]", "/publish.py, own.py]")


@pytest.mark.parametrize("seed", [0, *(pytest.param(n, marks=MORE) for n in (1, 2))])
def test_after_any_edits_a_warm_build_is_a_cold_one(tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)
    site = many(tmp_path / "site")
    for _ in range(3):
        for edit in chance.sample(EDITS, 2):
            with suppress(IndexError):  # there is none left to be edited
                edit(site, chance)
        warm = build(site)
        assert warm.keys() >= DATA
        assert warm == build(site, "cold", GLOSSATOR_CACHE="off", GLOSSATOR_JOBS="1")
        shutil.rmtree(site / "cold")


def test_a_note_that_is_deleted_is_nowhere_any_more(tmp_path: Path) -> None:
    site = many(tmp_path)
    before = build(site)
    named = {path for path, text in before.items() if b"bridge/cost" in text}
    assert {"notes/sitemap.xml", "data/annotations.csv", "feed.xml", "data/corpus.sqlite"} <= named
    assert any(path.startswith("notes/bridge/cost/") for path in before)
    (site / "annotations/bridge/cost.yaml").unlink()
    after = build(site)
    assert not [path for path in after if path.startswith("notes/bridge/")]
    assert not [path for path, text in after.items() if b"bridge/cost" in text]
    assert not (site / "site/notes/bridge").exists()


def test_the_number_of_processes_changes_nothing(tmp_path: Path) -> None:
    site = many(tmp_path, 60)
    one = build(site, "one", GLOSSATOR_CACHE="off", GLOSSATOR_JOBS="1")
    assert one == build(site, "three", GLOSSATOR_CACHE="off", GLOSSATOR_JOBS="3")


def test_parts_made_elsewhere_and_merged_build_the_same(tmp_path: Path) -> None:
    site = many(tmp_path / "site", 20)
    cold = build(site, GLOSSATOR_CACHE="off")
    for part in range(1, 4):
        folder = many(tmp_path / f"part-{part}", 20)
        done = run("glossator", "warm", "--part", f"{part}/3", cwd=folder)
        assert (done.returncode, done.stdout) == (0, "")
        shutil.copytree(folder / ".cache", site / ".cache", dirs_exist_ok=True)
    assert cold == build(site)
    made = {file.name for file in (site / ".cache/glossator/articles").rglob("*/*")}
    assert len(made) == 21


def test_a_build_after_merged_parts_makes_no_page(tmp_path: Path) -> None:
    site = many(tmp_path / "site", 12)
    pages = site / ".cache/glossator/pages"
    for part in range(1, 3):
        folder = many(tmp_path / f"part-{part}", 12)
        assert run("glossator", "warm", "--part", f"{part}/2", cwd=folder).returncode == 0
        shutil.copytree(folder / ".cache", site / ".cache", dirs_exist_ok=True)
        # What belongs to others is theirs to hand over.
        assert len(list((folder / ".cache/glossator/articles").rglob("*/*"))) < 13
    before = {file.name for file in pages.rglob("*/*")}
    assert len(before) == 13
    build(site)
    assert {file.name for file in pages.rglob("*/*")} == before


def test_a_build_leaves_notes_pages_where_they_are_while_nothing_of_their_article_changed(
    tmp_path: Path,
) -> None:
    site = many(tmp_path, 3)

    def numbers() -> dict[str, int]:
        files = (site / "site/notes").rglob("index.html")
        return {file.relative_to(site / "site").as_posix(): file.stat().st_ino for file in files}

    build(site)
    before = numbers()
    build(site)
    assert numbers() == before
    note = site / "annotations/bridge/cost.yaml"
    note.write_text(note.read_text().replace("Ten times", "Nine times"))
    after = numbers() if build(site) else {}
    assert after.keys() == before.keys()
    assert {path for path in after if after[path] != before[path]} == {
        "notes/bridge/cost/index.html"
    }


def test_a_hook_of_the_sites_own_finds_all_data_when_the_build_is_done(tmp_path: Path) -> None:
    site = many(tmp_path)
    add_hook(
        site,
        "import pathlib\n"
        "def on_post_build(config):\n"
        "    folder = pathlib.Path(config.site_dir)\n"
        "    found = [folder / 'data/annotations.csv', *folder.glob('notes/bridge/*/index.html')]\n"
        "    print(*(len(file.read_text()) > 100 for file in found))\n",
    )
    for _ in range(2):
        done = run("mkdocs", "build", "--quiet", cwd=site)
        assert (done.returncode, done.stdout) == (0, "True True\n")


def test_a_page_of_the_sites_own_may_stand_among_those_of_notes(tmp_path: Path) -> None:
    site = many(tmp_path, 2)
    before = build(site)
    for name in ("notes/bridge/mine.txt", "data/mine.txt"):
        (site / "docs" / name).parent.mkdir(parents=True, exist_ok=True)
        (site / "docs" / name).write_text("mine")
    for _ in range(2):
        after = build(site)
        assert after["notes/bridge/mine.txt"] == b"mine"
        assert after["notes/bridge/cost/index.html"] == before["notes/bridge/cost/index.html"]


def test_pages_are_left_to_the_build_while_the_content_has_problems(tmp_path: Path) -> None:
    site = many(tmp_path, 3)
    note = site / "annotations/bridge/cost.yaml"
    note.write_text(note.read_text().replace("exact: ", "exact: no such words, "))
    done = run("glossator", "warm", cwd=site)
    assert (done.returncode, done.stdout) == (0, "")
    assert done.stderr == (
        "No pages were made: the content has problems, which `glossator check` lists.\n"
    )
    assert not (site / ".cache/glossator/pages").exists()
    assert not (site / "site").exists()


@pytest.mark.skipif(sys.platform == "win32", reason="no limit of files there")
def test_warm_says_when_nothing_could_be_kept(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    code = (
        "import resource\n"
        "resource.setrlimit(resource.RLIMIT_FSIZE, (100, 100))\n"
        "from glossator.cli import main\n"
        "main(['warm'])"
    )
    # Python would keep modules that are cut off, and stop at them from then on.
    done = subprocess.run(
        [sys.executable, "-c", code],
        cwd=site,
        env=os.environ | {"PYTHONDONTWRITEBYTECODE": "1"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 1
    assert ".cache/glossator cannot be written: " in done.stderr
    assert not [file for file in (site / ".cache/glossator").rglob("*-*") if file.is_file()]

    shutil.rmtree(site / ".cache")
    (site / ".cache").touch()
    done = run("glossator", "warm", cwd=site)
    assert done.returncode == 1
    assert "nothing can be kept in .cache/glossator; see whether it may be written" in done.stderr


def test_a_page_made_apart_is_the_page_that_mkdocs_makes(tmp_path: Path) -> None:
    site = many(tmp_path)
    apart = build(site)
    # A hook of the site's own may change any page, so that none is made apart from MkDocs.
    add_hook(site, "def on_page_context(context, **_):\n    return context\n")
    kept = sum(1 for _ in (site / ".cache/glossator/pages").rglob("*/*"))
    assert build(site) == apart
    assert sum(1 for _ in (site / ".cache/glossator/pages").rglob("*/*")) == kept


def test_a_hook_of_the_sites_own_has_its_say_on_every_page(tmp_path: Path) -> None:
    site = many(tmp_path)
    build(site)
    own = "def on_page_content(html, **_):\n    return html + '<p>From the house.</p>'\n"
    add_hook(site, own)
    assert b"From the house." in build(site)["articles/bridge/index.html"]


def test_a_template_of_the_sites_own_counts(tmp_path: Path) -> None:
    site = many(tmp_path)
    (site / "own").mkdir()
    configure(site, "name: material", "name: material\n  custom_dir: own")
    build(site)
    own = '{% extends "base.html" %}{% block footer %}Mine.{% endblock %}'
    (site / "own/main.html").write_text(own)
    assert b"Mine." in build(site)["articles/bridge/index.html"]


def test_an_article_in_the_navigation_is_a_page_like_others(tmp_path: Path) -> None:
    site = many(tmp_path)
    configure(site, "  - index.md\n", "  - index.md\n  - articles/bridge.md\n")
    pages = build(site)
    assert b'rel="next"' in pages["articles/bridge/index.html"]
    assert pages == build(site, "cold", GLOSSATOR_CACHE="off")


def test_what_is_stopped_leaves_the_old_site_whole(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    (site / "site").mkdir()
    (site / "site/.nojekyll").touch()
    before = build(site)
    assert ".nojekyll" in before
    # A page that takes for ever, so that the build is stopped in its midst.
    add_hook(
        site,
        "import pathlib, time\n"
        "def on_page_context(context, **_):\n"
        "    pathlib.Path('begun').touch()\n"
        "    time.sleep(600)\n",
    )
    process = subprocess.Popen(
        [sys.executable, "-m", "mkdocs", "build"],
        cwd=site,
        env={**os.environ, "NO_MKDOCS_2_WARNING": "1"},
        stderr=subprocess.DEVNULL,
        # What runs in the background of a shell is told to care for no Ctrl-C.
        preexec_fn=lambda: signal.signal(signal.SIGINT, signal.SIG_DFL),
    )
    try:
        deadline = time.monotonic() + PATIENCE_SECONDS
        while not (site / "begun").exists() and time.monotonic() < deadline:
            assert process.poll() is None
            time.sleep(0.05)
        assert list((site / "site").glob(".gl*"))  # there is a new site beside the old one
        process.send_signal(signal.SIGINT)
        process.wait(timeout=PATIENCE_SECONDS)
    finally:
        process.kill()
        process.wait()
    assert tree(site / "site") == before


def test_files_with_a_dot_that_a_site_brings_take_the_place_of_older_ones(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    configure(site, "plugins: [search]", 'plugins: [search]\nexclude_docs: "!.well-known"')
    (site / "docs/.well-known").mkdir()
    for words in ("one", "two"):
        (site / "docs/.well-known/security.txt").write_text(words)
        assert build(site)[".well-known/security.txt"] == words.encode()


def test_two_builds_at_the_same_time_each_give_a_whole_site(tmp_path: Path) -> None:
    site = many(tmp_path)
    alone = build(site, GLOSSATOR_CACHE="off")
    command = [sys.executable, "-m", "mkdocs", "build", "--quiet"]
    environment = {**os.environ, "NO_MKDOCS_2_WARNING": "1"}
    builds = [subprocess.Popen(command, cwd=site, env=environment) for _ in range(2)]
    assert [process.wait(timeout=PATIENCE_SECONDS) for process in builds] == [0, 0]
    assert tree(site / "site") == alone


def test_a_site_that_cannot_be_moved_leaves_the_old_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "a").write_text("old")
    (tmp_path / "b").write_text("old")
    before = tree(tmp_path)
    staging = Staging(tmp_path)
    for name in ("a", "b"):
        (staging.folder / name).write_text("new")
    rename = Path.rename

    def refuse(path: Path, target: Path) -> Path:
        if path == staging.folder / "b":
            raise OSError(16, "Device or resource busy")
        return rename(path, target)

    with monkeypatch.context() as patched, pytest.raises(OSError, match="busy"):
        patched.setattr(Path, "rename", refuse)
        staging.publish()
    staging.discard()
    assert {name: text for name, text in tree(tmp_path).items() if name in before} == before


def test_a_plugin_that_is_taken_out_leaves_no_trace_on_pages(tmp_path: Path) -> None:
    site = many(tmp_path)
    assert b"md-search" in build(site)["articles/bridge/index.html"]
    configure(site, "plugins: [search]", "plugins: []")
    without = build(site)
    assert without == build(site, "cold", GLOSSATOR_CACHE="off")


def test_the_navigation_may_call_an_article_what_it_likes(tmp_path: Path) -> None:
    site = many(tmp_path)
    configure(site, "  - index.md\n", "  - index.md\n  - The bridge!: articles/bridge.md\n")
    assert b"The bridge!" in build(site)["index.html"]


def test_mkdocs_names_the_folder_that_it_builds_for(tmp_path: Path) -> None:
    done = run("mkdocs", "build", cwd=write_site(tmp_path))
    assert done.returncode == 0
    assert f"Building documentation to directory: {tmp_path / 'site'}\n" in done.stderr
    assert [file.name for file in (tmp_path / "site").iterdir() if file.name[0] == "."] == []


def test_a_wrong_number_of_processes_is_told_in_one_line(tmp_path: Path) -> None:
    site = write_site(tmp_path)
    done = run("mkdocs", "build", cwd=site, GLOSSATOR_JOBS="many")
    assert done.returncode == 1
    assert "GLOSSATOR_JOBS is 'many'; write a number from 1 on" in done.stderr
    assert "Traceback" not in done.stderr
    for command in ("warm", "check"):
        done = run("glossator", command, cwd=site, GLOSSATOR_JOBS="many")
        assert done.returncode == 2
        assert "write a number from 1 on" in done.stderr


@pytest.mark.parametrize(
    ("part", "said"),
    [
        ("3", "write the third of eight as 3/8"),
        ("0/4", "write the third of eight as 3/8"),
        ("5/4", "there is no part 5 of 4; the last is 4/4"),
    ],
)
def test_a_part_that_is_none_is_told_with_the_way_to_write_one(
    tmp_path: Path, part: str, said: str
) -> None:
    done = run("glossator", "warm", "--part", part, cwd=write_site(tmp_path))
    assert done.returncode == 2
    assert said in done.stderr
