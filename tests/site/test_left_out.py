"""What `mkdocs.yml` leaves out of a site is told of nowhere in what is published."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.formats import FORMATS
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.made import made_pages
from glossator.site.pages import GENERATED
from glossator.site.publication import Publication
from glossator.site.publish import publish
from glossator.site.search_files import write_search
from tests.edits import tree
from tests.host import ARTICLE, CONFIG, NOTE, TOPIC, run, write_site

BRIDGE, COST = "docs/articles/bridge.md", "annotations/bridge/cost.yaml"
# Whatever is told of them has this in it.
WORD = "hush"
LEFT_OUT = {
    "docs/articles/hush-draft.md": (
        ARTICLE.replace("A test article", "A hush title")
        .replace("[testing]", "[testing, hush-topic]\nredirect_from: [hush-before]")
        .replace("Example Daily", "Hush Daily")
        .replace("/1\n", "/hush\n")
    ),
    "annotations/hush-draft/cost.yaml": (
        NOTE.replace("Ten times more", "A hush note")
        .replace("[testing]", "[testing, hush-topic]\nredirect_from: [hush-id, bridge/hush-here]")
        .replace("Example Archive", "Hush Archive")
        .replace("2026-01-03", "2027-01-03")
    ),
    "docs/articles/hush-gone.md": ARTICLE.replace("A test article", "Another hush title"),
    "annotations/hush-gone/cost.yaml": NOTE,
    "docs/topics/hush-topic.md": (
        TOPIC.replace("Testing", "A hush topic")
        .replace("[bridge]", "[closed]\nredirect_from: [hush-topic-before]")
    ),
    "docs/topics/hush-excluded.md": TOPIC.replace("Testing", "H").replace("[bridge]", "[crowns]"),
    "docs/hush-plan.md": "---\nredirect_from: [hush-plan-before]\n---\n\n# A hush plan\n",
}  # fmt: skip
SETTINGS = "draft_docs: |\n  hush-*\n  !*-gone.md\n  !*-excluded.md\nexclude_docs: |\n"
SETTINGS += "  /articles/*-gone.md\n  /topics/*-excluded.md\n"
MORE_TOPICS = "[testing, hush-topic, hush-excluded]"


def with_left_out(root: Path) -> Path:
    """A site of which files are left out, and to which what stays refers."""
    write_site(root)
    for path, text in LEFT_OUT.items():
        (root / path).parent.mkdir(exist_ok=True)
        (root / path).write_text(text, encoding="utf-8")
    for path, text in ((BRIDGE, ARTICLE), (COST, NOTE)):
        (root / path).write_text(text.replace("[testing]", MORE_TOPICS), encoding="utf-8")
    (root / "mkdocs.yml").write_text(f"{CONFIG}{SETTINGS}", encoding="utf-8")
    return root


def published(publication: Publication, folder: Path) -> dict[str, bytes]:
    """All that is made of a site and published, but for the frame of each page."""
    site, cache = publication.site, Cache(folder / "cache")
    Exports(site, FORMATS, cache).write(folder / "data")
    write_search(site, {}, folder / "search", cache=cache)
    articles = (f"articles/{slug}.md" for slug in site.articles)
    topics = (f"topics/{slug}.md" for slug in site.corpus.topics)
    pages = {
        f"pages/{source}": publication.page_html(source, "").encode()
        for source in (*GENERATED, *made_pages(site), *articles, *topics)
    }
    former = {path: text.encode() for path, text in publication.redirects().items()}
    data = {"contribute": publication.contribute_data().encode()}
    files = {
        f"{part}/{path}": held
        for part in ("data", "search")
        for path, held in tree(folder / part).items()
    }
    return pages | former | data | files


def test_a_site_tells_as_little_of_what_it_leaves_out_as_one_that_does_not_have_it(
    tmp_path: Path,
) -> None:
    hidden = publish(read_settings(with_left_out(tmp_path / "hidden")))
    absent = publish(read_settings(write_site(tmp_path / "absent")))
    assert hidden.problems == absent.problems == []
    found = published(hidden, tmp_path / "of-hidden")
    assert found == published(absent, tmp_path / "of-absent")
    assert [path for path, held in found.items() if WORD in path or WORD.encode() in held] == []


def test_what_is_not_left_out_any_more_is_published_as_if_it_never_had_been(
    tmp_path: Path,
) -> None:
    root = with_left_out(tmp_path / "site")
    published(publish(read_settings(root)), tmp_path / "before")
    (root / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    now = published(publish(read_settings(root)), tmp_path / "before")
    fresh = with_left_out(tmp_path / "fresh")
    (fresh / "mkdocs.yml").write_text(CONFIG, encoding="utf-8")
    assert now == published(publish(read_settings(fresh)), tmp_path / "fresh-out")
    assert any("hush-draft" in path for path in now)


def test_the_check_reads_what_is_left_out(tmp_path: Path) -> None:
    root = with_left_out(tmp_path / "site")
    note = root / "annotations/hush-draft/cost.yaml"
    note.write_text(NOTE.replace("5 million crowns", "5 billion crowns"), encoding="utf-8")
    done = run("glossator", "check", cwd=root)
    assert done.returncode == 1
    assert "annotations/hush-draft/cost.yaml:4:10: quote-orphaned" in done.stdout


def test_an_export_has_a_draft_only_if_it_is_named(tmp_path: Path) -> None:
    root = with_left_out(tmp_path / "site")
    assert WORD not in run("glossator", "export", cwd=root).stdout
    assert WORD in run("glossator", "export", "--article", "hush-draft", cwd=root).stdout


@pytest.mark.build
def test_a_built_site_has_no_word_of_what_is_left_out_and_is_whole(tmp_path: Path) -> None:
    root = with_left_out(tmp_path / "site")
    done = run("mkdocs", "build", "--strict", cwd=root)
    assert done.returncode == 0, done.stderr
    assert "1 article with 1 annotation" in done.stderr
    found = tree(root / "site")
    assert [path for path, held in found.items() if WORD in path or WORD.encode() in held] == []
    verified = run("glossator", "verify", "site", cwd=root)
    assert (verified.returncode, verified.stdout) == (0, ""), verified.stdout
