"""Pages of the web are found by address: those that have a copy here, and those that are cited."""

from __future__ import annotations

import json
from pathlib import Path
from typing import Any
from zlib import crc32

import pytest

from glossator.caching.cache import Cache
from glossator.exporting import by_url
from glossator.exporting.by_url import ByUrl, piece_path, pieces_for
from glossator.exporting.writing import Exports
from glossator.site.about import About
from glossator.site.config import read_settings
from glossator.site.publish import publish
from tests.edits import many, tree
from tests.host import ARTICLE, NOTE, write_site

ORIGINAL = "news.example.org/1"
SOURCE = "archive.example.org/bridge"


def written(root: Path, out: Path) -> dict[str, bytes]:
    site = publish(read_settings(root)).site
    site.about = About(url="https://notes.example.org/")
    Exports(site, [ByUrl()], Cache(out / "cache")).write(out / "site")
    return tree(out / "site")


def rows(files: dict[str, bytes]) -> dict[str, Any]:
    """All that is told, by the keys of addresses; each stands where it is looked for."""
    pieces = json.loads(files["data/by-url/index.json"])["pieces"]
    found: dict[str, Any] = {}
    for path, data in files.items():
        if not path.endswith("index.json"):
            told = json.loads(data)
            assert all(piece_path(key, pieces) == path for key in told)
            found |= told
    return found


def test_an_article_and_a_source_are_told_apart(tmp_path: Path) -> None:
    files = written(write_site(tmp_path / "root"), tmp_path)
    assert json.loads(files["data/by-url/index.json"]) == {
        "site": "https://notes.example.org/",
        "pieces": 1,
        "addresses": 2,
    }
    assert rows(files) == {
        ORIGINAL: {
            "copies": [
                {
                    "page": "articles/bridge/",
                    "title": "A test article",
                    "language": "en",
                    "publisher": "Example Daily (test data)",
                    "published": "2026-01-02",
                    "url": "https://news.example.org/1",
                    "notes": {"correction": 1},
                }
            ]
        },
        SOURCE: {
            "cited": {
                "times": 1,
                "by": [{"page": "articles/bridge/#note-cost", "title": "Ten times more"}],
            }
        },
    }


def test_an_archived_page_leads_to_the_copy_too(tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    article = root / "docs/articles/bridge.md"
    archive = "  archive: https://archive.ph/AbCdE\n"
    article.write_text(ARTICLE.replace("  publisher:", f"{archive}  publisher:"))
    found = rows(written(root, tmp_path))
    assert found["archive.today/AbCdE"] == found[ORIGINAL]


def test_several_copies_of_a_page_are_all_told(tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    noisy = ARTICLE.replace("https://news", "http://www.news").replace("org/1", "org/1/?fbclid=x")
    (root / "docs/articles/other.md").write_text(noisy)
    copies = rows(written(root, tmp_path))[ORIGINAL]["copies"]
    assert [copy["page"] for copy in copies] == ["articles/bridge/", "articles/other/"]
    assert [copy["notes"] for copy in copies] == [{"correction": 1}, {}]


def test_of_many_notes_that_cite_a_page_the_first_are_named(tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    for number in range(9):
        text = NOTE.replace("Ten times", f"{number} times").replace(
            "kind: correction", "kind: source"
        )
        text = text.replace("replacement: 50 million crowns\nreason: figure\n", "")
        (root / f"annotations/bridge/more-{number}.yaml").write_text(text)
    cited = rows(written(root, tmp_path))[SOURCE]["cited"]
    assert cited["times"] == 10
    assert len(cited["by"]) == 3


def test_withdrawn_notes_cite_nothing(tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    (root / "annotations/bridge/cost.yaml").write_text(f"{NOTE}status: withdrawn\n")
    assert list(rows(written(root, tmp_path))) == [ORIGINAL]


def test_sources_of_topics_are_cited_by_them(tmp_path: Path) -> None:
    root = write_site(tmp_path / "root")
    topic = root / "docs/topics/testing.md"
    source = f"sources: [{{url: 'https://{SOURCE}?utm_source=x', publisher: Example}}]\n---\n\nSome"
    topic.write_text(topic.read_text().replace("---\n\nSome", source))
    cited = rows(written(root, tmp_path))[SOURCE]["cited"]
    assert cited["times"] == 2
    assert cited["by"][1] == {"page": "topics/testing/", "title": "Testing"}


@pytest.mark.parametrize("heaps", [1, 4, 64])
def test_every_piece_stays_small(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch, heaps: int
) -> None:
    monkeypatch.setattr(by_url, "HEAPS", heaps)
    monkeypatch.setattr(by_url, "MOST_IN_A_PIECE", 5)
    root = many(tmp_path / "root", 60)
    for number in range(60):
        slug = f"article-{number}"
        for path in (f"docs/articles/{slug}.md", f"annotations/{slug}/cost.yaml"):
            text = (root / path).read_text()
            text = text.replace("example.org/", f"example.org/{number}-", 1)
            (root / path).write_text(text)
    files = written(root, tmp_path)
    index = json.loads(files.pop("data/by-url/index.json"))
    assert len(files) == index["pieces"] == 32
    told = rows(files | {"data/by-url/index.json": json.dumps(index).encode()})
    assert len(told) == index["addresses"] == 122
    assert max(len(json.loads(data)) for data in files.values()) <= 12


@pytest.mark.parametrize(
    ("addresses", "pieces"), [(0, 1), (1, 1), (50, 1), (51, 2), (100, 2), (101, 4), (10_000, 256)]
)
def test_pieces_have_at_most_fifty_addresses_on_average(addresses: int, pieces: int) -> None:
    assert pieces_for(addresses) == pieces


def test_a_piece_is_found_by_a_checksum_that_every_language_has() -> None:
    assert piece_path(ORIGINAL, 4) == f"data/by-url/4-{crc32(ORIGINAL.encode()) % 4}.json"
