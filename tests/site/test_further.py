"""From the end of an article to the next one on its topics."""

from __future__ import annotations

import re
from pathlib import Path

import pytest

from glossator.site.article import render_article
from glossator.site.further import MOST_ARTICLES, MOST_TOPICS, further
from glossator.site.publish import Settings, publish
from glossator.site.site import Site
from tests.host import ARTICLE, TOPIC, write_site

# Slug, day and topics.
ARTICLES = [
    ("ferry", "2026-02-01", "testing, water"),
    ("harbour", "2025-03-01", "testing"),
    ("lighthouse", "2026-03-05", "water"),
    ("museum", "2024-01-01", "art"),
]


@pytest.fixture
def site(tmp_path: Path) -> Site:
    """The bridge of 2 January 2026 on `testing`, and these."""
    root = write_site(tmp_path)
    for slug, day, topics in ARTICLES:
        text = ARTICLE.replace("2026-01-02", day).replace("[testing]", f"[{topics}]")
        text = text.replace("A test article", slug.title()).replace("org/1", f"org/{slug}")
        (root / f"docs/articles/{slug}.md").write_text(text, "utf-8")
    for topic in ("testing", "water", "art"):
        text = TOPIC.replace("Testing", topic.title()).replace("[bridge]", f"[{topic}]")
        (root / f"docs/topics/{topic}.md").write_text(text, "utf-8")
    publication = publish(Settings(root))
    assert [p for p in publication.problems if p.severity == "error"] == []
    return publication.site


def nexts(site: Site, slug: str) -> dict[str, list[str]]:
    found = further(site, slug).articles
    return {a.article.slug: [topic.slug for topic in topics] for a, topics in found}


@pytest.mark.parametrize(
    ("slug", "expected"),
    [
        ("harbour", {"bridge": ["testing"]}),
        ("bridge", {"ferry": ["testing"]}),
        ("ferry", {"harbour": ["testing"], "lighthouse": ["water"]}),
        ("lighthouse", {"ferry": ["water"]}),
        ("museum", {}),
    ],
    ids=["oldest", "between", "newest-of-one", "back-to-the-first", "alone"],
)
def test_the_next_is_the_one_published_after(
    site: Site, slug: str, expected: dict[str, list[str]]
) -> None:
    assert nexts(site, slug) == expected


def test_from_any_article_all_on_the_topic_can_be_read(site: Site) -> None:
    seen = ["bridge"]
    while len(seen) < 10:
        found = further(site, seen[-1]).articles
        following = next(
            a.article.slug for a, topics in found if "testing" in {t.slug for t in topics}
        )
        if following == seen[0]:
            break
        seen.append(following)
    assert set(seen) == set(site.row_on("testing"))


def test_an_article_that_only_names_the_topic_is_one_of_them(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    text = ARTICLE.replace("topics: [testing]\n", "").replace("org/1", "org/2")
    (root / "docs/articles/gates.md").write_text(text, "utf-8")
    site = publish(Settings(root)).site
    assert nexts(site, "gates") == {"bridge": ["testing"]}
    assert nexts(site, "bridge") == {"gates": ["testing"]}


def test_one_article_that_follows_on_several_topics_stands_once(site: Site) -> None:
    assert len(further(site, "ferry").articles) <= MOST_ARTICLES
    assert len({a.article.slug for a, _ in further(site, "ferry").articles}) == len(
        further(site, "ferry").articles
    )
    assert len(further(site, "ferry").topics) <= MOST_TOPICS


def test_the_page_leads_on(site: Site) -> None:
    html = render_article(site, "ferry")
    end = html[html.index('class="gloss-further"') :]
    assert html.index('id="annotations"') < html.index('class="gloss-further"')
    assert re.search(
        r'Next on Testing</p>\s*<p class="gloss-card__title"><a href="../harbour/">', end
    )
    assert 'href="../../topics/water/"' in end
    assert "Read on" in end


def test_without_topics_there_is_nothing_to_read_on(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs/topics/testing.md").unlink()
    for file in (root / "docs/articles/bridge.md", root / "annotations/bridge/cost.yaml"):
        file.write_text(file.read_text("utf-8").replace("topics: [testing]\n", ""), "utf-8")
    site = publish(Settings(root)).site
    assert "gloss-further" not in render_article(site, "bridge")
