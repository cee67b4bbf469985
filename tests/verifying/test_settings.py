"""Whatever a site's settings are, what MkDocs builds of it is whole; what others build is not."""

from __future__ import annotations

import json
import re
import shutil
import zlib
from pathlib import Path

import pytest

from glossator.drawing.available import missing_libraries
from glossator.problems import Problem
from glossator.site.config import read_settings_of_build
from glossator.verifying.alone import verify_alone
from glossator.verifying.whole import verify
from tests.host import CONFIG, run, write_site
from tests.verifying.built import build, cut, gone, write_larger_corpus

pytestmark = [pytest.mark.build, pytest.mark.trust]


def look(root: Path, site: str = "site") -> list[Problem]:
    return verify(root / site, read_settings_of_build(root))


def set_up(root: Path, *changes: tuple[str, str]) -> Path:
    """A site in `root` with other settings."""
    write_larger_corpus(root)
    config = (root / "mkdocs.yml").read_text("utf-8")
    for old, new in changes:
        assert old in config
        config = config.replace(old, new)
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    if "README.md" in config:
        (root / "docs/index.md").rename(root / "docs/README.md")
    return root


HOST = "extra:\n  glossator:\n    host: netlify\n"
URL = "site_url: https://notes.example.org/\n"
SETTINGS = {
    "no folders for pages": (("theme:", "use_directory_urls: false\ntheme:"),),
    "read without a server": (("[search]", "[search, offline]"),),
    "no address, and a plugin of MkDocs' own": ((URL, ""), ("[search]", "[/search]")),
    "an address with a path, and a repository": (
        (URL, "site_url: https://example.org/a/b\nrepo_url: https://github.com/example/notes\n"),
        ("extra:\n  glossator:\n", "extra:\n  glossator:\n    branch: other\n"),
    ),
    "a theme that has notes of its own, and a home page of another name": (
        ("name: material\n  font: false", "name: readthedocs"),
        ("  - index.md\n", "  - README.md\n"),
    ),
    "pages that are left out": (
        ("theme:", "exclude_docs: /about/\ndraft_docs: /topics/crowns.md\ntheme:"),
    ),
}


@pytest.mark.parametrize("name", SETTINGS)
def test_a_site_with_other_settings_is_whole(tmp_path: Path, name: str) -> None:
    root = set_up(tmp_path / "corpus", *SETTINGS[name])
    build(root)
    assert list(map(str, look(root))) == []
    assert list(map(str, verify_alone(root / "site"))) == []


def test_a_site_without_notes_and_topics_in_other_folders_is_whole(tmp_path: Path) -> None:
    root = write_site(tmp_path / "corpus")
    config = CONFIG.replace("nav:\n", "docs_dir: pages\nsite_dir: out/public\nnav:\n")
    (root / "mkdocs.yml").write_text(config, encoding="utf-8")
    for path in ("annotations/bridge/cost.yaml", "docs/topics/testing.md"):
        (root / path).unlink()
    article = root / "docs/articles/bridge.md"
    article.write_text(article.read_text("utf-8").replace("topics: [testing]\n", ""), "utf-8")
    (root / "docs").rename(root / "pages")
    done = run("mkdocs", "build", "--quiet", cwd=root)
    assert done.returncode == 0, done.stderr
    assert list(map(str, look(root, "out/public"))) == []
    assert list(map(str, verify_alone(root / "out/public"))) == []


def test_what_another_hook_does_to_blanks_is_its_own_and_what_it_does_to_words_is_not(
    tmp_path: Path,
) -> None:
    hook = (
        "import re\nfrom pathlib import Path\n\n"
        "def on_post_page(output, **_):\n    return {}\n\n"
        "def on_post_build(config):\n    (Path(config.site_dir) / 'own.html').write_text('Words')\n"
    )
    root = set_up(tmp_path / "corpus", ("publish.py]", "publish.py, other.py]"))
    (root / "other.py").write_text(hook.format('re.sub("\\n+", " ", output)'), encoding="utf-8")
    build(root)
    assert list(map(str, look(root))) == []
    words = 'output.replace("The bridge cost ten", "The bridge cost nine")'
    (root / "other.py").write_text(hook.format(words), encoding="utf-8")
    build(root)
    assert {one.code for one in look(root)} == {"site-changed"}


@pytest.mark.skipif(bool(missing_libraries()), reason="nothing draws pictures here")
def test_pictures_are_whole_where_there_are_any(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus", (URL, ""))  # without which no page names its picture
    site = build(root, GLOSSATOR_CARDS="on")
    assert list(map(str, look(root))) == list(map(str, verify_alone(site))) == []
    for mutate, code in (
        (cut("notes/bridge/unit/card.png"), "site-damaged"),
        (gone("notes/bridge/cost/card.png"), "site-missing"),
    ):
        mutate(site)
        for found in (look(root), verify_alone(site)):
            assert code in {one.code for one in found}
    for picture in site.rglob("card.png"):
        picture.unlink()
    assert {one.code for one in look(root)} == {"site-missing"}


@pytest.mark.skipif(bool(missing_libraries()), reason="nothing draws pictures here")
def test_a_picture_of_another_state_of_the_note_is_told(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    site = build(root, GLOSSATOR_CARDS="on")
    picture, other = site / "notes/bridge/cost/card.png", site / "notes/bridge/unit/card.png"
    content = picture.read_bytes()

    def told(found: bytes) -> list[str]:
        picture.write_bytes(found)
        return [f"{one.location.path}: {one.code}" for one in look(root)]

    changed = ["notes/bridge/cost/card.png: site-changed"]
    assert told(content) == []
    assert told(other.read_bytes()) == changed
    # Drawn anew by somebody, with the label that it had, or without one.
    palette = 33 + 12 + int.from_bytes(content[33:37], "big")
    drawn = bytearray(content)
    size = int.from_bytes(content[palette : palette + 4], "big")
    drawn[palette + 8] ^= 1
    check = zlib.crc32(drawn[palette + 4 : palette + 8 + size])
    drawn[palette + 8 + size : palette + 12 + size] = check.to_bytes(4, "big")
    assert told(bytes(drawn)) == changed
    assert told(content[:33] + content[palette:]) == changed
    # What another machine has drawn of the same is what it says.
    note = root / "annotations/bridge/cost.yaml"
    picture.write_bytes(content)
    shutil.rmtree(root / ".cache")
    assert told(bytes(drawn)) == []
    note.write_text(note.read_text("utf-8").replace("Ten times more", "Nine times more"), "utf-8")
    assert changed[0] in told(content)


def test_a_site_is_compared_with_the_configuration_that_is_named(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus", ("extra:\n  glossator:\n", HOST))
    (root / "mkdocs.yml").rename(root / "other.yml")
    done = run("mkdocs", "build", "--quiet", "-f", "other.yml", cwd=root)
    assert done.returncode == 0, done.stderr
    done = run("glossator", "verify", "site", cwd=root)
    assert done.returncode == 2
    assert "name its configuration with `-f`" in done.stderr
    verify_other = ("glossator", "verify", "corpus/site", "-f", "corpus/other.yml")
    done = run(*verify_other, cwd=tmp_path)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    elsewhere = root / "other.yml"
    as_built = elsewhere.read_text("utf-8")
    elsewhere.write_text(as_built.replace(URL, ""), encoding="utf-8")
    done = run(*verify_other, cwd=tmp_path)
    assert done.returncode == 1
    assert 'built with the address "https://notes.example.org/"' in done.stderr
    assert "is compared with none" in done.stderr
    elsewhere.write_text(as_built, encoding="utf-8")
    headers = root / "site/_headers"
    headers.write_text(headers.read_text("utf-8").replace("nosniff", "sniff"), encoding="utf-8")
    done = run(*verify_other, cwd=tmp_path)
    assert done.stdout.startswith("corpus/site/_headers:")
    assert "site-changed" in done.stdout


def bare(root: Path) -> Path:
    """The site as a program builds it that ignores hooks."""
    config = re.sub(r"hooks: .*\n", "", (root / "mkdocs.yml").read_text("utf-8"))
    config = re.sub(r"  - (annotations|corrections|sources|charts|annotated)\.md\n", "", config)
    (root / "bare.yml").write_text(config.replace("nav:\n", "nav:\n"), encoding="utf-8")
    done = run("mkdocs", "build", "--quiet", "--config-file", "bare.yml", cwd=root)
    assert done.returncode == 0, done.stdout + done.stderr
    return root / "site"


def test_a_site_built_without_the_hook_is_refused_in_the_first_line(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    site = bare(root)
    done = run("glossator", "verify", "site", cwd=root)
    assert done.returncode == 1
    assert done.stdout.startswith(
        "site/index.html:1:1: site-bare: the site was built without Glossator's hook"
    )
    assert done.stdout.count("\n") == 1
    assert [one.code for one in verify_alone(site)] == ["site-bare"]


def test_a_bare_build_among_what_was_left_of_a_whole_one_is_refused(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    site = build(root)
    site.rename(root / "before")
    bare(root)
    for file in (root / "before").rglob("*"):
        target = site / file.relative_to(root / "before")
        if file.is_file() and not target.exists():
            target.parent.mkdir(parents=True, exist_ok=True)
            file.rename(target)
    assert [one.code for one in look(root)] == ["site-bare"]


def test_the_command_says_with_its_exit_code_what_it_found(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    site = build(root)
    (tmp_path / "empty").mkdir()
    done = run("glossator", "verify", "site", cwd=root)
    assert (done.returncode, done.stdout, done.stderr) == (0, "", "")
    for wrong in (["nowhere"], ["mkdocs.yml"], ["../empty"], [], ["site", "--format", "x"]):
        done = run("glossator", "verify", *wrong, cwd=root)
        assert (done.returncode, done.stdout) == (2, ""), wrong
    done = run("glossator", "verify", "corpus/site", cwd=tmp_path)
    assert done.returncode == 2
    assert "--no-corpus" in done.stderr
    assert run("glossator", "verify", "corpus/site", "--no-corpus", cwd=tmp_path).returncode == 0
    gone("notes/bridge/cost/index.html")(site)
    done = run("glossator", "verify", "site", "--format", "json", cwd=root)
    assert done.returncode == 1
    (found,) = json.loads(done.stdout)
    assert (found["path"], found["code"]) == ("site/notes/bridge/cost/index.html", "site-missing")


def test_a_corpus_with_problems_is_compared_with_nothing(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    build(root)
    (root / "annotations/bridge/cost.yaml").write_text("kind: correction\n", encoding="utf-8")
    done = run("glossator", "verify", "site", cwd=root)
    assert done.returncode == 1
    assert "annotations/bridge/cost.yaml:1:1: " in done.stdout
    assert done.stderr.startswith("The corpus has problems")
    assert "site-" not in done.stdout


def test_a_note_that_changed_since_the_build_is_told_wherever_it_stands(tmp_path: Path) -> None:
    root = set_up(tmp_path / "corpus")
    build(root)
    note = root / "annotations/bridge/cost.yaml"
    note.write_text(note.read_text("utf-8").replace("50 million", "60 million"), "utf-8")
    found = {one.location.path for one in look(root)}
    assert {
        "articles/bridge/index.html",
        "notes/bridge/cost/index.html",
        "data/annotations.csv",
        "data/corpus.sqlite",
        "feed.xml",
        "search/search_index.json",
    } <= found
