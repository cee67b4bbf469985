"""What the page of all notes lists, and what can be chosen on it."""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.site.lists import list_annotations
from glossator.site.publish import Settings, publish
from glossator.site.site import Site
from tests.host import ARTICLE, NOTE, write_site

OTHER = NOTE.replace("5 million crowns", "2001", 1).replace("50 million crowns", "2002")


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """Two notes on the older article, one on the newer, whose topic and publisher are rare."""
    root = write_site(tmp_path)
    (root / "annotations/bridge/year.yaml").write_text(OTHER, "utf-8")
    newer = ARTICLE.replace("2026-01-02", "2026-02-02").replace("A test", "A new")
    (root / "docs/articles/ferry.md").write_text(newer, "utf-8")
    (root / "docs/topics/rare.md").write_text("---\ntitle: A rare one\nsummary: Rare.\n---\n")
    (root / "annotations/ferry").mkdir()
    rare = NOTE.replace("[testing]", "[rare]").replace("Example Archive", "A rare archive")
    (root / "annotations/ferry/cost.yaml").write_text(rare, "utf-8")
    publication = publish(Settings(root))
    assert publication.problems == []
    return publication.site


@pytest.mark.parametrize(
    ("most", "slugs"),
    [
        (1, {"ferry": ["cost"]}),
        (2, {"ferry": ["cost"], "bridge": ["cost"]}),
        (3, {"ferry": ["cost"], "bridge": ["cost", "year"]}),
    ],
)
def test_the_notes_of_the_newest_articles_are_listed_first(
    site: Site, most: int, slugs: dict[str, list[str]]
) -> None:
    found = list_annotations(site, most_notes=most)
    listed = {
        annotated.article.slug: [placed.note.id for placed in notes]
        for annotated, notes in found["noted"]  # type: ignore[attr-defined]
    }
    assert listed == slugs
    assert (found["listed"], found["total"]) == (most, 3)


def test_what_is_used_most_can_be_chosen(site: Site) -> None:
    found = list_annotations(site, most_choices=1)
    assert found["topic_options"] == [("testing", "Testing")]
    assert found["publisher_options"] == [
        ("example-archive-test-data", "Example Archive (test data)")
    ]
    assert found["article_options"] == [("ferry", "A new article")]
    assert found["cut"] == {"topic", "publisher", "article"}


def test_choices_are_those_of_all_notes_however_few_are_listed(site: Site) -> None:
    few, all_notes = list_annotations(site, most_notes=1), list_annotations(site)
    names = ("topic_options", "publisher_options", "article_options", "status_options")
    for name in names:
        assert few[name] == all_notes[name]
    assert [len(few[name]) for name in names] == [2, 2, 2, 1]  # type: ignore[arg-type]
    assert few["cut"] == set()
