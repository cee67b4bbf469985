"""One headline per page, and no id twice."""

from __future__ import annotations

import re
from collections import Counter
from pathlib import Path

import pytest

from glossator.site.citations import unique_anchors
from glossator.site.headings import anchors
from glossator.site.page_names import GENERATED
from glossator.site.publish import Publication, Settings, publish
from glossator.weaving.markdown import render_article_body
from glossator.weaving.sanitize import unique_ids
from tests.host import ARTICLE, write_site
from tests.strategies import Outline


@pytest.mark.parametrize(
    ("body", "html"),
    [
        ("# Headline\n\nText.", '<h1 id="headline">Headline</h1>\n<p>Text.</p>'),
        ("Text.", '<h1 id="section-title">Title</h1>\n<p>Text.</p>'),
        (
            "# Headline\n\n# Second",
            '<h1 id="headline">Headline</h1>\n<h2 id="second">Second</h2>',
        ),
        (
            "> # Quoted",
            '<h1 id="section-title">Title</h1>\n'
            '<blockquote>\n<h2 id="quoted">Quoted</h2>\n</blockquote>',
        ),
        (
            "- # Item",
            '<h1 id="section-title">Title</h1>\n<ul>\n<li>\n<h2 id="item">Item</h2>\n</li>\n</ul>',
        ),
        ("<h1>A<div><h1>B</h1></div></h1>", "<h1>A<div><h2>B</h2></div></h1>"),
        (
            "# A\n\n<p title='</h1>'>B",
            '<h1 id="a">A</h1>\n<p>B</p>',
        ),
    ],
)
def test_an_article_begins_with_its_only_headline(body: str, html: str) -> None:
    assert render_article_body(body, "Title").html == html


def published(root: Path, **files: str) -> Publication:
    write_site(root)
    for name, text in files.items():
        file = root / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, encoding="utf-8")
    publication = publish(Settings(root=root))
    assert publication.problems == []
    return publication


@pytest.mark.parametrize(
    "heading", ["> # Quoted", "- # Item", "# Headline\n\n> # Quoted", "## Low"]
)
def test_headings_anywhere_leave_the_page_in_balance(tmp_path: Path, heading: str) -> None:
    article = ARTICLE.replace("\nThe bridge", f"\n{heading}\n\nThe bridge")
    page = published(tmp_path, **{"docs/articles/bridge.md": article}).article_html("bridge")
    outline = Outline(page)  # which fails where a tag is not closed in its turn
    assert [tag for tag, _ in outline.tags].count("h1") == 1


def ids(page: str) -> Counter[str]:
    return Counter(re.findall(r' id="([^"]*)"', page))


def test_no_two_notes_share_an_id(tmp_path: Path) -> None:
    two = "target: [{exact: bridge}, {exact: closed}]"
    notes = {
        "cost-title": f"kind: context\n{two}\nbody: A.\n",
        "cost-1": f"kind: context\n{two}\nbody: B.\n",
        "cost-1-1": f"kind: context\n{two}\nbody: C.\n",
    }
    files = {f"annotations/bridge/{name}.yaml": text for name, text in notes.items()}
    page = published(tmp_path, **files).article_html("bridge")
    assert max(ids(page).values()) == 1
    assert {"note-cost--title", "note-cost-title", "ref-cost-1--1", "ref-cost--1"} <= ids(
        page
    ).keys()


def test_headings_written_by_hand_make_room_for_the_ones_of_the_page(tmp_path: Path) -> None:
    publication = published(tmp_path)
    for source in (
        *("index.md", "articles/index.md", "topics/index.md", "corrections.md", "sources.md"),
        *("topics/testing.md", "about/index.md"),
    ):
        generated = ids(publication.page_html(source, ""))
        written = "".join(f'<h2 id="{name}">x</h2>' for name in [*generated, "own", "own"])
        page = publication.page_html(source, written)
        assert max(ids(page).values()) == 1, source
        assert generated.keys() | {"own", "section-own-1"} <= ids(page).keys(), source


def test_an_id_is_renamed_once_only() -> None:
    written = '<h2 id="a">1</h2><h2 id="section-a-1">2</h2><h3 lang="en" id="a">3</h3>'
    assert unique_ids(written) == (
        '<h2 id="a">1</h2><h2 id="section-a-1">2</h2><h3 lang="en" id="section-a-2">3</h3>'
    )
    assert unique_ids(written, ["a"]).startswith('<h2 id="section-a-1">1</h2><h2 id="section-s')


@pytest.mark.parametrize("names", [["A", "A 2", "a"], ["A", "a", "A 2"], ["?", "!", "x"]])
def test_anchors_of_names_are_all_different(names: list[str]) -> None:
    assert len(set(unique_anchors(names, prefix="publisher-").values())) == len(names)


def test_no_heading_takes_an_id_of_the_page_it_stands_on(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    sources = ["articles/bridge.md", "topics/testing.md", *GENERATED]

    def pages(written: str = "") -> dict[str, str]:
        article = f"{ARTICLE}\n{written}"
        (root / "docs/articles/bridge.md").write_text(article, encoding="utf-8")
        publication = publish(Settings(root=root))
        return {source: publication.page_html(source, written) for source in sources}

    taken = {name for page in pages().values() for name in anchors(page)}
    assert {"annotations", "note-cost", "section-title"} < taken
    headings = "\n".join(f'<h2 id="{name}">Words</h2>\n' for name in sorted(taken))
    for source, page in pages(headings).items():
        found = re.findall(r'<[a-z][^>]*\sid="([^"]*)"', page)
        assert len(set(found)) == len(found), source
        assert len(found) >= len(taken)
