"""The search's files of a site: the same whatever was made before."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.caching.cache import Cache
from glossator.site.publish import Settings, publish
from glossator.site.search_files import write_search
from glossator.site.search_records import WrittenPage
from tests.budget import examples
from tests.host import ARTICLE, NOTE, TOPIC, write_site

BRIDGE, COST = "docs/articles/bridge.md", "annotations/bridge/cost.yaml"
OTHER, TESTING = "docs/articles/other.md", "docs/topics/testing.md"
TUNNEL = "docs/topics/tunnel.md"
PUBLISHER = "Example Archive (test data)"
LAST = "    published: 1998\n"
# What may stand in each file, of which everything has a part in something that is found; None
# where the file is not there.
CHOICES = {
    BRIDGE: (ARTICLE, ARTICLE.replace("closed", "mended"), ARTICLE.replace("A test", "Another")),
    COST: (
        *(NOTE, NOTE.replace("ten times", "many times"), NOTE + "status: withdrawn\n", None),
        # Its filter has the name that the other one had, which is then another one's.
        NOTE.replace(PUBLISHER, "Example Archive: test data"),
        NOTE.replace(
            LAST, f"{LAST}  - url: https://a.example.org/2\n    publisher: {PUBLISHER.lower()}\n"
        ),
    ),
    OTHER: (None, ARTICLE, ARTICLE.replace("2026-01-02", "2025-01-02")),
    "annotations/other/cost.yaml": (
        None,
        NOTE.replace(PUBLISHER, PUBLISHER.upper()),
    ),
    TESTING: (TOPIC, TOPIC.replace("Testing", "Tests"), TOPIC.replace("[bridge]", "[crowns]")),
    TUNNEL: (None, TOPIC.replace("Testing", "Tunnels"), TOPIC.replace("[bridge]", "[closed]")),
}
PAGES: tuple[dict[str, WrittenPage], ...] = (
    {},
    {"index.md": WrittenPage("", "Home", "<p>Words.</p>")},
    {"index.md": WrittenPage("", "Home", "<p>Words.</p>", weight=2.0)},
    {"sources.md": WrittenPage("sources/", "Sources", "<p>An introduction.</p>")},
    {"topics/testing.md": WrittenPage("topics/testing/", "Testing", "<h2 id='a'>A</h2>b")},
)
EDITS: list[tuple[str, Any]] = [
    *((path, text) for path, texts in CHOICES.items() for text in texts),
    *(("pages", pages) for pages in PAGES),
    *(("directories", value) for value in (True, False)),
]


def contents(folder: Path) -> dict[str, bytes]:
    return {file.name: file.read_bytes() for file in folder.iterdir()}


@pytest.mark.build  # for as long as it takes
@given(edits=st.lists(st.sampled_from(EDITS), min_size=1, max_size=6))
@examples(10)
def test_whatever_was_kept_the_files_are_those_of_the_site_as_it_is(
    tmp_path_factory: pytest.TempPathFactory, edits: list[tuple[str, Any]]
) -> None:
    folder = tmp_path_factory.mktemp("edits")
    root, cache = write_site(folder / "site"), Cache(folder / "cache")
    chosen: dict[str, Any] = {"pages": {}, "directories": True}
    for number, (name, value) in enumerate([("directories", True), *edits]):
        if name in chosen:
            chosen[name] = value
        elif value is None:
            (root / name).unlink(missing_ok=True)
        else:
            (root / name).parent.mkdir(parents=True, exist_ok=True)
            (root / name).write_text(value, encoding="utf-8")
        site = publish(Settings(root, use_directory_urls=chosen["directories"])).site
        write_search(site, chosen["pages"], folder / "kept", cache=cache, keep=True)
        write_search(site, chosen["pages"], folder / f"fresh-{number}")
        assert contents(folder / "kept") == contents(folder / f"fresh-{number}")
