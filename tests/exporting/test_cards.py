"""Pictures of notes are drawn once for as long as they show the same."""

from __future__ import annotations

import subprocess
import sys
from pathlib import Path

import pytest

from glossator.caching.cache import Cache
from glossator.drawing import available, draw
from glossator.drawing.card import Card
from glossator.exporting.cards import Cards, card_of
from glossator.exporting.formats import published_formats
from glossator.exporting.writing import Exports
from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.site import Site
from tests.edits import many, tree
from tests.host import NOTE, ROOT


def site_in(root: Path) -> Site:
    return publish(read_settings(root)).site


@pytest.fixture
def drawn(monkeypatch: pytest.MonkeyPatch) -> list[Card]:
    """The cards that are drawn; each becomes a file that says how many there were."""
    found: list[Card] = []

    def draw_card(card: Card) -> bytes:
        found.append(card)
        return b"%d" % len(found)

    monkeypatch.setattr(draw, "draw_card", draw_card)
    return found


def write(site: Site, cache: Cache, folder: Path) -> dict[str, bytes]:
    Exports(site, [Cards(cache)], cache).write(folder)
    return tree(folder)


def test_each_note_has_a_picture_beside_its_page(tmp_path: Path, drawn: list[Card]) -> None:
    site = site_in(many(tmp_path / "site", 1))
    written = write(site, Cache(tmp_path / "cache"), tmp_path / "out")
    assert sorted(written) == [
        "notes/article-0/cost/card.png",
        "notes/bridge/cost/card.png",
    ]


def test_only_what_looks_different_is_drawn_again(tmp_path: Path, drawn: list[Card]) -> None:
    root, cache = many(tmp_path / "site", 2), Cache(tmp_path / "cache")
    write(site_in(root), cache, tmp_path / "out")
    number = len(drawn)
    body = root / "annotations/article-1/cost.yaml"
    body.write_text(body.read_text().replace("body: |\n", "body: |\n  In other words.\n"))
    again = write(site_in(root), cache, tmp_path / "again")
    assert len(drawn) == number
    body.write_text(body.read_text().replace("Ten times more, 1", "Tenfold"))
    changed = write(site_in(root), cache, tmp_path / "changed")
    assert len(drawn) == number + 1
    assert [path for path in again if again[path] != changed[path]] == [
        "notes/article-1/cost/card.png"
    ]


def test_a_picture_shows_the_words_and_who_published_them(tmp_path: Path) -> None:
    site = site_in(many(tmp_path / "site", 1))
    annotated = site.articles["article-0"]
    card = card_of(site, annotated.article.slug, annotated.text.notes[0])
    assert card.was and card.now
    assert (card.kind, card.was.text, card.now.text) == (
        "correction",
        "5 million crowns",
        "50 million crowns",
    )
    assert card.title and card.title.text == "Ten times more, 0"
    assert card.credit[-1].text == "1 January 2026"
    assert card.more == ""


def test_a_withdrawn_note_tells_its_picture_nothing(tmp_path: Path) -> None:
    root = many(tmp_path / "site", 1)
    note = NOTE.replace("kind: correction", "kind: correction\nstatus: withdrawn")
    (root / "annotations/article-0/cost.yaml").write_text(note)
    site = site_in(root)
    annotated = site.articles["article-0"]
    card = card_of(site, annotated.article.slug, annotated.text.notes[0])
    assert (card.title, card.was, card.now, card.status) == (None, None, None, "withdrawn")


def test_without_what_draws_there_are_no_pictures(monkeypatch: pytest.MonkeyPatch) -> None:
    cache = Cache(Path("nowhere"))
    monkeypatch.setenv("GLOSSATOR_CARDS", "on")
    assert [one.name for one in published_formats(cache)][-1:] == ["cards"]
    monkeypatch.setenv("GLOSSATOR_CARDS", "off")
    assert "cards" not in [one.name for one in published_formats(cache)]
    monkeypatch.setenv("GLOSSATOR_CARDS", "on")
    monkeypatch.setattr(available, "RENDERERS", ("no-such-library",))
    assert "cards" not in [one.name for one in published_formats(cache)]
    assert available.missing_libraries() == ["no-such-library"]


@pytest.mark.parametrize("library", ["uharfbuzz", "icu4py"])
def test_nothing_else_needs_what_draws(library: str) -> None:
    code = (
        f"import sys; sys.modules[{library!r}] = None; sys.path.insert(0, {str(ROOT / 'hooks')!r});"
        "import glossator.cli, glossator.exporting.formats, glossator_mkdocs"
    )
    done = subprocess.run([sys.executable, "-c", code], capture_output=True, text=True)
    assert (done.returncode, done.stderr) == (0, "")
