"""Files for machines are put together from what is said of each article."""

from __future__ import annotations

import zlib
from collections.abc import Iterable
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.exporting.format import Format, Fragments, Output
from glossator.exporting.standing import Standing
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site import Site
from tests.edits import many, tree


class Titles(Format):
    """The title of each article, and all of them."""

    name = "titles"

    def __init__(self) -> None:
        self.made: list[str] = []

    def fragment(self, site: Site, slug: str) -> bytes:
        self.made.append(slug)
        return site.articles[slug].article.title.encode() + b"\n"

    def of_article(self, site: Site, slug: str, fragment: bytes) -> Iterable[Output]:
        yield Output(f"articles/{slug}/title.txt", [fragment])

    def of_site(self, site: Site, fragments: Fragments) -> Iterable[Output]:
        yield Output("data/titles.txt", (fragment for _, fragment in fragments()))


def site_in(root: Path) -> Site:
    return publish(read_settings(root)).site


def test_what_is_said_of_articles_makes_files_of_each_and_of_all(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 2))
    titles = Titles()
    Exports(site, [titles], Cache(tmp_path / "cache")).write(tmp_path / "out")
    assert tree(tmp_path / "out") == {
        "articles/article-0/title.txt": b"Test article 0\n",
        "articles/article-1/title.txt": b"Test article 1\n",
        "articles/bridge/title.txt": b"A test article\n",
        "data/titles.txt": b"Test article 0\nTest article 1\nA test article\n",
    }
    assert sorted(titles.made) == ["article-0", "article-1", "bridge"]


def test_only_what_changed_is_made_again(tmp_path: Path) -> None:
    root = many(tmp_path / "site", 2)
    titles, cache = Titles(), Cache(tmp_path / "cache")
    Exports(site_in(root), [titles], cache).write(tmp_path / "out")
    titles.made.clear()
    article = root / "docs/articles/article-1.md"
    article.write_text(article.read_text().replace("Test article 1", "Another title"))
    Exports(site_in(root), [titles], cache).write(tmp_path / "again")
    # Below the article whose turn is before it on their topic stands its title.
    assert titles.made == ["article-0", "article-1"]
    assert tree(tmp_path / "again")["data/titles.txt"] == (
        b"Test article 0\nAnother title\nA test article\n"
    )


def test_what_stands_is_not_written_again(tmp_path: Path) -> None:
    root = many(tmp_path / "site", 1)
    cache, out = Cache(tmp_path / "cache"), tmp_path / "out"

    def write(into: Path) -> tuple[list[str], list[str]]:
        """What is kept, and what is written."""
        standing = Standing(cache, out)
        Exports(site_in(root), [Titles()], cache).write(into, standing=standing)
        standing.save()
        return sorted(standing.kept), sorted(tree(into))

    files = ["articles/article-0/title.txt", "articles/bridge/title.txt", "data/titles.txt"]
    assert write(out) == ([], files)
    assert write(tmp_path / "again") == (files, [])
    note = root / "annotations/bridge/cost.yaml"
    note.write_text(note.read_text().replace("Ten times", "Nine times"))
    assert write(tmp_path / "edited") == (files[:1], files[1:])


def test_what_a_topic_says_is_said_again_by_files_about_the_site(tmp_path: Path) -> None:
    root = many(tmp_path / "site", 1)
    standing = Standing(Cache(tmp_path / "cache"), tmp_path / "out")
    exports = Exports(site_in(root), [Titles()], Cache(tmp_path / "cache"))
    exports.write(tmp_path / "out", standing=standing)
    standing.save()
    topic = root / "docs/topics/testing.md"
    topic.write_text(topic.read_text() + "\nMore of it.\n")
    again = Standing(Cache(tmp_path / "cache"), tmp_path / "out")
    exports = Exports(site_in(root), [Titles()], Cache(tmp_path / "cache"))
    exports.write(tmp_path / "again", standing=again)
    assert "data/titles.txt" in tree(tmp_path / "again")


def test_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 1))
    cache = Cache(tmp_path / "cache")
    exports = Exports(site, [Titles()], cache)
    for packed in (b"", b"[]\n", b'{"titles": 99}\nshort', b'{"other": 0}\n'):
        cache.put("exports", exports.key_of("bridge"), packed)
        assert exports.fragments_of("bridge") == {"titles": b"A test article\n"}
        cache.put("exports", exports.key_of("bridge"), zlib.compress(packed))
        assert exports.fragments_of("bridge") == {"titles": b"A test article\n"}
