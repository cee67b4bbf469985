"""Fragments are asked for once, however often forms read them."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.exporting.format import Format
from glossator.exporting.spool import Spool
from glossator.exporting.writing import Exports
from glossator.site.site import Site
from tests.exporting.published import site_in
from tests.host import write_site


def test_each_article_is_asked_for_once(tmp_path: Path) -> None:
    asked: Counter[str] = Counter()

    def fragments_of(slug: str) -> dict[str, bytes]:
        asked[slug] += 1
        return {"one": f"one of {slug}".encode(), "other": b""}

    spool = Spool(tmp_path, ["a", "b"], fragments_of)
    for _ in range(3):
        assert list(spool.read("one")) == [("a", b"one of a"), ("b", b"one of b")]
        assert list(spool.read("other")) == [("a", b""), ("b", b"")]
    assert asked == {"a": 1, "b": 1}


def test_one_may_be_read_while_it_is_read(tmp_path: Path) -> None:
    spool = Spool(tmp_path, ["a", "b"], lambda slug: {"one": slug.encode()})
    pairs = [(one, other) for one, _ in spool.read("one") for other, _ in spool.read("one")]
    assert pairs == [("a", "a"), ("a", "b"), ("b", "a"), ("b", "b")]


def test_a_site_without_articles_has_no_fragments(tmp_path: Path) -> None:
    assert list(Spool(tmp_path, [], lambda _: {}).read("one")) == []


class First(Format):
    """Made of fragments of its own."""

    name = "first"
    made: list[str] = []  # noqa: RUF012 - of both

    def fragment(self, site: Site, slug: str) -> bytes:
        self.made.append(slug)
        return b"fragment"


class Second(First):
    """Made of the fragments of the first."""

    name = "second"
    kept_as = "first"


def test_forms_that_make_the_same_fragments_make_them_once(tmp_path: Path) -> None:
    site = site_in(write_site(tmp_path / "site"))
    exports = Exports(site, [First(), Second()], Cache(tmp_path / "kept"))
    assert exports.fragments_of("bridge") == {"first": b"fragment"}
    alone = Exports(site, [Second()], Cache(tmp_path / "kept-alone"))
    assert alone.fragments_of("bridge") == {"first": b"fragment"}
    assert First.made == ["bridge", "bridge"]


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="a system without a full disk")
def test_where_there_is_no_room_the_folder_is_named(tmp_path: Path) -> None:
    (tmp_path / "one").symlink_to("/dev/full")
    spool = Spool(tmp_path, ["a"], lambda slug: {"one": slug.encode()})
    with pytest.raises(OSError, match="No space left") as told:
        spool.fill()
    assert told.value.filename == str(tmp_path)
