"""Files for machines are put together from what is said of each article."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path

from glossator.caching.cache import Cache
from glossator.exporting.format import Format, Fragments, Output
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
    assert titles.made == ["article-1"]
    assert tree(tmp_path / "again")["data/titles.txt"] == (
        b"Test article 0\nAnother title\nA test article\n"
    )


def test_files_that_are_shown_are_not_written(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 1))
    exports = Exports(site, [Titles()], Cache(tmp_path / "cache"))
    shown = {"articles/bridge/title.txt": exports.key_of("bridge")}
    exports.write(tmp_path / "out", is_shown=lambda path, state: shown.get(path) == state)
    assert sorted(tree(tmp_path / "out")) == ["articles/article-0/title.txt", "data/titles.txt"]


def test_a_damaged_entry_is_made_anew(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 1))
    cache = Cache(tmp_path / "cache")
    exports = Exports(site, [Titles()], cache)
    for packed in (b"", b"[]\n", b'{"titles": 99}\nshort', b'{"other": 0}\n'):
        cache.put("exports", exports.key_of("bridge"), packed)
        assert exports.fragments_of("bridge") == {"titles": b"A test article\n"}
