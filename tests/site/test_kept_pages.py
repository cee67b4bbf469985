"""Topics and pages written by hand are read again when they change, and only then."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path
from unittest.mock import Mock

import pytest

from glossator.caching.cache import Cache
from glossator.content import loading
from glossator.site import page_markdown
from glossator.site.host import Extensions
from glossator.site.page_links import ExtensionError
from glossator.site.page_reader import LINKS, PageReader
from glossator.site.publish import Publication, Settings, publish
from glossator.site.shelf import Shelf
from tests.host import write_site

PAGE = """\
---
title: About
description: What it is.
hide: [toc]
redirect_from: [former]
---

# About us

[A topic](topics/testing.md), [none](topics/tseting.md).
"""
LONG_AGO = 1_600_000_000


def published(root: Path) -> Publication:
    return publish(Settings(root), shelf=Shelf(root, Cache(root / "cache")))


@pytest.fixture
def read(monkeypatch: pytest.MonkeyPatch) -> Iterator[Mock]:
    """Counts what is read of topics and pages."""
    counting = Mock(wraps=loading.begin_corpus)
    monkeypatch.setattr(loading, "begin_corpus", counting)
    return counting


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = write_site(tmp_path / "site")
    (root / "docs/about.md").write_text(PAGE, encoding="utf-8")
    (root / "docs/plain.md").write_text("# No front matter\n", encoding="utf-8")
    (root / "docs/odd.md").write_text("---\ntitel: About\n---\n", encoding="utf-8")
    return root


def test_what_is_kept_is_what_was_read(root: Path, read: Mock) -> None:
    first = published(root)
    calls = read.call_count
    again = published(root)
    assert read.call_count == calls >= 4
    assert again.problems == first.problems
    assert {problem.code for problem in first.problems} >= {"field-unknown", "link-broken"}
    one, other = first.site.corpus, again.site.corpus
    assert one.topics == other.topics
    assert one.pages == other.pages
    assert [page.meta is None for page in one.pages.values()] == [
        source == "odd.md" for source in one.pages
    ]
    assert (one.pages["about.md"].first_line, other.pages["about.md"].first_line) == (7, 7)
    assert first.written("about.md") == again.written("about.md")
    assert first.site.former.pages == again.site.former.pages == {"former.md": "about.md"}


def test_places_of_fields_are_found_again(root: Path) -> None:
    published(root)
    corpus = published(root).site.corpus
    assert str(corpus.pages["about.md"].parsed.place(("title",))) == "docs/about.md:2:8"
    assert str(corpus.pages["plain.md"].parsed.place(("title",))) == "docs/plain.md:1:1"
    assert corpus.topics["testing"].parsed.place(("title",)).line == 2


def test_a_page_that_changed_is_read_again_and_no_other(root: Path, read: Mock) -> None:
    published(root)
    (root / "docs/about.md").write_text(PAGE.replace("tseting", "testing"), encoding="utf-8")
    read.reset_mock()
    problems = published(root).problems
    assert read.call_count == 1
    assert "link-broken" not in {problem.code for problem in problems}


@pytest.mark.parametrize("odd", [b"{}", b"[]", b'{"problems":[],"body":""}', b"\xff"])
def test_what_somebody_else_put_there_is_read_again(root: Path, odd: bytes) -> None:
    expected = published(root).problems
    cache = Cache(root / "cache")
    for kind in ("pages", LINKS):
        for file in (root / "cache" / kind).glob("*/*"):
            cache.put(kind, file.name, odd)
    assert published(root).problems == expected


def test_what_cannot_be_read_is_told_each_time(root: Path) -> None:
    (root / "docs/about.md").write_bytes(b"\xff\xfe\xff")
    codes = [[problem.code for problem in published(root).problems] for _ in range(2)]
    assert codes[0] == codes[1]
    assert "file-encoding" in codes[0]


@pytest.mark.parametrize(
    ("names", "options", "is_kept"),
    [
        (("toc", "tables", "fenced_code", "admonition"), {"toc": {"baselevel": 2}}, True),
        (("markdown.extensions.toc",), {}, True),
        (("toc", "pymdownx.snippets"), {}, False),
        (("toc",), {"toc": {"slugify": lambda text, _: text}}, False),
    ],
)
def test_links_are_kept_where_the_text_alone_tells_them(
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
    names: tuple[str, ...],
    options: dict[str, dict[str, object]],
    is_kept: bool,
) -> None:
    reader = PageReader(Extensions(names, options), Cache(tmp_path))
    body = "# One\n\n[a](b.md) ![c](d.png) <a href='e.md'>e</a>\n"
    page_markdown.read_page.cache_clear()
    first = reader.read(body)
    assert first.urls == ("b.md", "d.png")
    monkeypatch.setattr(page_markdown, "read_page", Mock(side_effect=ExtensionError("again")))
    if is_kept:
        assert reader.read(body) == first
    else:
        with pytest.raises(ExtensionError, match="again"):
            reader.read(body)
    with pytest.raises(ExtensionError, match="again"):
        reader.read(f"{body}\n")
    other = PageReader(Extensions((*names, "attr_list"), options), Cache(tmp_path))
    with pytest.raises(ExtensionError, match="again"):
        other.read(body)
