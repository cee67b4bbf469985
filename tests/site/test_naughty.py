"""Whole pages from naughty strings: whatever people write is text and nothing else."""

from __future__ import annotations

import json
from collections import Counter
from pathlib import Path

import pytest

from glossator.site.publish import Settings, publish
from tests.strategies import (
    Outline,
    assert_harmless,
)

pytestmark = [pytest.mark.trust, pytest.mark.build]  # for as long as they take


@pytest.fixture(scope="session")
def naughty(corpora: Path, request: pytest.FixtureRequest) -> list[str]:
    strings = json.loads((corpora / "naughty-strings.json").read_text(encoding="utf-8"))
    return strings[:: 1 if request.config.getoption("--long") else 3]


def yaml_text(text: str) -> str:
    return json.dumps(text, ensure_ascii=False)


AUTO = ("dir", "auto")


def shape_of(page: str) -> list[tuple[str, tuple[str, ...]]]:
    """Tags and the names of their attributes: what markup is alive.

    What parts texts of another direction from their surroundings does nothing else.
    """
    return [
        (tag, tuple(name for name, value in dict(attributes).items() if (name, value) != AUTO))
        for tag, attributes in Outline(page).tags
        if (tag, dict(attributes)) != ("bdi", {})
    ]


def page_with(site: Path, fields: dict[str, str]) -> str:
    """The article's page with one note that has these fields, and whether it is valid."""
    file = site / "annotations/example/note.yaml"
    file.parent.mkdir(parents=True, exist_ok=True)
    lines = [f"{name}: {value}\n" for name, value in fields.items()]
    file.write_text("kind: context\n" + "".join(lines), encoding="utf-8", newline="")
    publication = publish(Settings(root=site))
    for problem in publication.problems:
        assert len(str(problem).splitlines()) == 1
    return publication.article_html("example")


def test_naughty_titles_are_text_and_nothing_else(naughty: list[str], site: Path) -> None:
    plain = shape_of(page_with(site, {"title": "A headline", "body": "A note."}))
    bare = shape_of(page_with(site, {"titel": "A headline", "body": "A note."}))
    shapes = Counter()
    for text in naughty:
        page = page_with(site, {"title": yaml_text(text[:80]), "body": "A note."})
        shape = shape_of(page)
        assert shape in (plain, bare), text
        shapes["published" if shape == plain else "refused"] += 1
    assert shapes["published"] > 0.75 * len(naughty)


def test_naughty_quotes_are_text_and_nothing_else(naughty: list[str], site: Path) -> None:
    target = '{{exact: {}, prefix: "", suffix: {}}}'.format
    plain = shape_of(page_with(site, {"target": target('"gone"', '""'), "body": "A note."}))
    bare = shape_of(page_with(site, {"target": "gone", "body": "A note."}))
    for text in naughty:
        for fields in (target(yaml_text(text), '""'), target('"Works"', yaml_text(text))):
            page = page_with(site, {"target": fields, "body": "A note."})
            found = "gloss-ref" in page
            assert found or shape_of(page) in (plain, bare), text


def test_naughty_bodies_act_in_no_way(naughty: list[str], site: Path) -> None:
    for text in naughty:
        page = page_with(site, {"body": yaml_text(text)})
        body = page.partition('<div class="gloss-note__body">')[2].rpartition("</div>")[0]
        assert_harmless(body.partition("</div>\n")[0] if "</div>\n" in body else body)
