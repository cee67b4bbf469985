"""What is kept of articles is what would be made of them."""

from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.problems import Problem
from glossator.searching.sources import WORDS, keep_pages
from glossator.site import shelf as shelf_module
from glossator.site.article import render_article
from glossator.site.publish import Publication, Settings, publish
from glossator.site.shelf import MENTIONS, RECORDS, TEXTS, ChangedError, Shelf
from glossator.site.warming import is_in_part, warm_articles
from tests.host import ARTICLE, NOTE, ROOT, TOPIC, write_site


def published(root: Path, cache: Path) -> Publication:
    return publish(Settings(root), shelf=Shelf(root, Cache(cache)))


def page(publication: Publication, slug: str = "bridge") -> str:
    return render_article(publication.site, slug)


@pytest.fixture
def counted(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """The slugs of the articles that are made, in order."""
    made = []
    make: Callable[..., object] = shelf_module.make_entry

    def counting(root: Path, slug: str, *rest: object) -> object:
        made.append(slug)
        return make(root, slug, *rest)

    monkeypatch.setattr(shelf_module, "make_entry", counting)
    return made


def test_what_is_kept_is_what_was_made(tmp_path: Path, counted: list[str]) -> None:
    root = write_site(tmp_path / "site")
    first = published(root, tmp_path / "cache")
    again = published(root, tmp_path / "cache")
    assert counted == ["bridge"]
    assert page(first) == page(again)
    one, other = (p.site.articles["bridge"] for p in (first, again))
    assert [n.note.annotation for n in one.text.notes] == [
        n.note.annotation for n in other.text.notes
    ]
    assert [n.places for n in one.text.notes] == [n.places for n in other.text.notes]
    assert (one.article.meta, one.coverage) == (other.article.meta, other.coverage)
    assert one.article.body == other.article.body == "\n" + ARTICLE.split("---\n\n")[1]
    assert first.site.mentions == again.site.mentions == {"bridge": {"testing"}}


def test_problems_are_kept_with_their_places(tmp_path: Path, counted: list[str]) -> None:
    root = write_site(tmp_path / "site")
    (root / "annotations/bridge/lost.yaml").write_text(NOTE.replace("5 million", "7 million"))
    (root / "annotations/bridge/wrong.yaml").write_text("kind: wrong\n")
    (root / "docs/articles/broken.md").write_text("no front matter\n")
    (root / "annotations/none").mkdir()
    (root / "annotations/none/lonely.yaml").write_text(NOTE)
    first = published(root, tmp_path / "cache").problems
    again = published(root, tmp_path / "cache").problems
    assert first == again
    assert {problem.code for problem in first} >= {
        *("quote-orphaned", "field-value", "front-matter", "article-missing"),
    }
    assert sorted(counted) == ["bridge", "broken", "none"]


def test_only_what_changed_is_made_again(tmp_path: Path, counted: list[str]) -> None:
    root = write_site(tmp_path / "site")
    (root / "docs/articles/other.md").write_text(ARTICLE)
    published(root, tmp_path / "cache")
    counted.clear()
    (root / "annotations/bridge/cost.yaml").write_text(NOTE.replace("Ten times", "Many times"))
    assert "Many times more" in page(published(root, tmp_path / "cache"))
    assert counted == ["bridge"]
    (root / "annotations/bridge/cost.yaml").write_text(NOTE)
    assert "Ten times more" in page(published(root, tmp_path / "cache"))
    assert counted == ["bridge"]


def test_a_topic_that_gets_another_name_is_found_again_and_nothing_else_is_made(
    tmp_path: Path, counted: list[str]
) -> None:
    root = write_site(tmp_path / "site")
    shelf = Shelf(root, Cache(tmp_path / "cache"))
    assert publish(Settings(root), shelf=shelf).site.mentions == {"bridge": {"testing"}}
    (root / "docs/topics/testing.md").write_text(TOPIC.replace("[bridge]", "[tunnel]"))
    assert publish(Settings(root), shelf=shelf).site.mentions == {"bridge": frozenset()}
    assert published(root, tmp_path / "cache").site.mentions == {"bridge": frozenset()}
    assert counted == ["bridge"]


@pytest.mark.parametrize("kind", [RECORDS, TEXTS, MENTIONS])
def test_what_was_damaged_is_made_again(tmp_path: Path, kind: str) -> None:
    root = write_site(tmp_path / "site")
    whole = page(published(root, tmp_path / "cache"))
    for file in (tmp_path / "cache" / kind).rglob("*/*"):
        file.write_bytes(file.read_bytes()[:-3])
    again = published(root, tmp_path / "cache")
    assert page(again) == whole
    assert again.site.mentions == {"bridge": {"testing"}}


@pytest.mark.parametrize("kind", [RECORDS, TEXTS, MENTIONS])
@pytest.mark.parametrize("odd", [b"", b"{}", b"[]", b'"text"', b"7", b'{"problems": 1}', b"\xff"])
def test_what_somebody_else_put_there_is_made_again(tmp_path: Path, kind: str, odd: bytes) -> None:
    root = write_site(tmp_path / "site")
    whole = page(published(root, tmp_path / "cache"))
    for file in (tmp_path / "cache" / kind).rglob("*/*"):
        Cache(tmp_path / "cache").put(kind, file.name, odd)
    again = published(root, tmp_path / "cache")
    assert page(again) == whole
    assert again.problems == []


def test_what_changes_while_it_is_read_is_not_kept_as_what_it_was(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    root = write_site(tmp_path / "site")
    make = shelf_module.make_entry
    note = root / "annotations/bridge/cost.yaml"

    def meanwhile(*given: object) -> object:
        note.write_text(NOTE.replace("Ten times", "Eleven times"))
        return make(*given)  # type: ignore[arg-type]

    with monkeypatch.context() as patched:
        patched.setattr(shelf_module, "make_entry", meanwhile)
        changed = published(root, tmp_path / "cache")
    assert "Eleven times more" in page(changed)
    note.write_text(NOTE)
    again = published(root, tmp_path / "cache")
    assert "Ten times more" in page(again)
    # What is made of the one, such as its finished page, is not taken for what the other has.
    assert changed.page_key("articles/bridge.md") != again.page_key("articles/bridge.md")


def test_texts_that_are_gone_are_not_made_of_other_files(tmp_path: Path) -> None:
    root = write_site(tmp_path / "site")
    published(root, tmp_path / "cache")
    publication = published(root, tmp_path / "cache")  # which has read no text yet
    for file in (tmp_path / "cache" / TEXTS).rglob("*/*"):
        file.unlink()
    article = root / "docs/articles/bridge.md"
    article.write_text(article.read_text().replace("closed in 2001", "closed in 2002"))
    with pytest.raises(ChangedError, match=r"docs/articles/bridge\.md or a note on it changed"):
        page(publication)


def test_parts_are_all_articles_each_once_and_a_build_finds_them(
    tmp_path: Path, counted: list[str]
) -> None:
    root = write_site(tmp_path / "site")
    slugs = [f"article-{number}" for number in range(20)]
    for slug in slugs:
        (root / f"docs/articles/{slug}.md").write_text(ARTICLE)
    numbers = []
    for part in range(1, 4):
        shelf = Shelf(root, Cache(tmp_path / "cache"))
        sources = warm_articles(Settings(root), shelf, (part, 3))
        keep_pages(sources, shelf.cache, jobs=1)
        assert all(shelf.cache.has(WORDS, source.key) for source in sources)
        numbers.append(len(sources))
    assert sum(numbers) == 21
    assert all(numbers)
    assert sorted(counted) == sorted([*slugs, "bridge"])
    counted.clear()
    published(root, tmp_path / "cache")
    assert counted == []
    assert sum(is_in_part("bridge", (part, 3)) for part in range(1, 4)) == 1


def test_the_articles_of_this_repository_are_kept_whole(tmp_path: Path) -> None:
    def seen(publication: Publication) -> tuple[list[Problem], list[str]]:
        return publication.problems, [page(publication, slug) for slug in publication.site.articles]

    assert seen(published(ROOT, tmp_path / "cache")) == seen(published(ROOT, tmp_path / "cache"))
