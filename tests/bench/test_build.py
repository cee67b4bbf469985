"""The corpora of the benchmark build, and it looks at them as closely as it says."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest
import yaml

from tests.host import ROOT

sys.path.insert(0, str(ROOT / "bench"))

import steps
from corpus import OURS, PEER, SITES, Corpus
from generate import generate
from running import BenchmarkError, Progress, Run, run, together
from serving import serve_edits
from steps import Measurement, build_round
from weights import heaviest_pages, kind_of

NOTES = 3


@pytest.fixture
def corpus(tmp_path: Path) -> Corpus:
    generate(tmp_path, articles=2, notes=NOTES, seed=1)
    return Corpus(tmp_path)


@pytest.mark.build
def test_a_generated_corpus_builds_and_every_note_of_it_is_found(corpus: Corpus) -> None:
    one = Measurement(2)
    build_round(corpus, one, 0, Progress(), only_build=True)
    assert set(one.runs) == {*SITES, "warm"}
    assert all(run.cpu_seconds > 0 and run.peak_bytes > 0 for [run] in one.runs.values())
    assert all(output.files > 20 and output.search_bytes for output in one.outputs.values())
    pages = heaviest_pages(corpus.built())
    assert pages["article"]["pages"] == 2
    assert {"home", "articles", "topics", "corrections", "sources"} <= set(pages)
    assert all(0 < page["gzip"] < page["bytes"] for page in pages.values())


@pytest.mark.build
def test_an_edited_note_comes_up_where_the_site_is_served(corpus: Corpus, tmp_path: Path) -> None:
    before = corpus.folder(OURS) / "annotations"
    texts = {path: path.read_text() for path in before.rglob("*.yaml")}
    edits = serve_edits(corpus, tmp_path / "cache", 2)
    assert len(edits) == 2
    assert all(edit.seconds > 0 for edit in edits)
    assert {path: path.read_text() for path in before.rglob("*.yaml")} == texts


@pytest.mark.build
def test_four_machines_make_what_one_makes(corpus: Corpus, monkeypatch: pytest.MonkeyPatch) -> None:
    took = Run(1.0, 1.0, 1)
    folders = []

    def warm(*words: str, folder: Path, cache: Path) -> Run:
        folders.append(folder)
        cache.mkdir()
        (cache / words[-1].replace("/", "-")).write_text("a part")
        assert (folder / "mkdocs.yml").is_file()
        assert not (folder / "site").exists()
        return took

    monkeypatch.setattr(steps, "_is_there", lambda _command: True)
    monkeypatch.setattr(steps, "_glossator", warm)
    corpus.build(OURS)
    one = Measurement(2)
    steps._parts(corpus, one, Path(), corpus.digest())
    assert one.runs["part"] == [took] * 4
    assert len(one.runs["merged"]) == 1
    assert len(set(folders)) == 4
    merged = corpus.root / "cache-of-parts"
    assert {"1-4", "2-4", "3-4", "4-4"} <= {path.name for path in merged.iterdir()}
    monkeypatch.setattr(corpus, "build", lambda *_, **__: took)  # the site stays as it is
    with pytest.raises(BenchmarkError, match="the site differs from the one"):
        steps._parts(corpus, one, Path(), "another digest")


@pytest.mark.build
@pytest.mark.parametrize("site", SITES)
def test_a_site_that_lacks_a_note_stops_the_run(corpus: Corpus, site: str) -> None:
    corpus.build(site)
    assert corpus.verify(site).files
    slug = min(corpus.manifest)
    page = corpus.built(site) / "articles" / slug / "index.html"
    html = page.read_text("utf-8")
    first = corpus.manifest[slug][0]
    name = f'id="note-{first}"' if site == OURS else f'<li id="fn:{first}"'
    assert name in html
    page.write_text(html.replace(name, "<li"), "utf-8")
    with pytest.raises(BenchmarkError, match=f"{slug} has {NOTES - 1} notes, not the {NOTES}"):
        corpus.verify(site)
    page.unlink()
    with pytest.raises(BenchmarkError, match=f"the page of {slug} is missing"):
        corpus.verify(site)


def test_both_sites_have_settings_that_need_nothing_beside_them(corpus: Corpus) -> None:
    for site in SITES:
        settings = yaml.safe_load((corpus.folder(site) / "mkdocs.yml").read_text("utf-8"))
        assert "custom_dir" not in settings["theme"]
        assert [Path(hook).is_file() for hook in settings["hooks"]] == [True] * (site != PEER)


def test_a_note_that_is_edited_says_more_and_then_what_it_said(corpus: Corpus) -> None:
    folder = corpus.folder(OURS) / "annotations"
    texts = {path: path.read_text() for path in folder.rglob("*.yaml")}
    with corpus.edited(7) as (page, words):
        changed = {path for path, text in texts.items() if path.read_text() != text}
        assert len(changed) == 1
        (note,) = changed
        assert words == "Newly-written-7"
        assert words in yaml.safe_load(note.read_text())["body"]
        assert page.parent.name == note.parent.name
    assert {path: path.read_text() for path in folder.rglob("*.yaml")} == texts


def test_a_command_that_fails_says_what_it_said(tmp_path: Path) -> None:
    script = "import sys; print('the reason', file=sys.stderr); sys.exit(3)"
    with pytest.raises(BenchmarkError, match="exit status 3\nthe reason"):
        run([sys.executable, "-c", script], tmp_path)


@pytest.mark.skipif(not Path("/proc/self/smaps_rollup").exists(), reason="the system tells nothing")
def test_the_memory_of_children_is_counted() -> None:
    held = 60_000_000
    child = f"held = bytes([1]) * {held}; print('ready', flush=True); input()"
    script = f"import subprocess, sys; subprocess.run([sys.executable, '-c', {child!r}])"
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "text": True}
    with subprocess.Popen([sys.executable, "-c", script], **pipes) as parent:  # type: ignore[call-overload]
        assert parent.stdout.readline() == "ready\n"
        assert together(parent.pid) > held
        parent.communicate("\n")
    assert together(parent.pid) == 0


@pytest.mark.parametrize(
    ("path", "kind"),
    [
        ("index.html", "home"),
        ("404.html", "other"),
        ("articles/index.html", "articles"),
        ("articles/2025/index.html", "articles"),
        ("articles/test-article-00007/index.html", "article"),
        ("annotations/2/index.html", "annotations"),
        ("topics/mockshire-grain-levy/index.html", "topics"),
        ("about/index.html", "other"),
    ],
)
def test_a_page_is_known_by_its_path(path: str, kind: str) -> None:
    assert kind_of(Path(path)) == kind
