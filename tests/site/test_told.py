"""What a page says of itself in a sentence, whatever the direction of the words in it."""

from __future__ import annotations

from pathlib import Path

from glossator.site.config import read_settings
from glossator.site.publish import publish
from glossator.site.told import of_article, told_of_article, told_of_note
from tests.host import write_site


def test_words_of_another_direction_are_set_apart_in_a_sentence(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    article = root / "docs/articles/bridge.md"
    text = article.read_text().replace("A test article", "הגשר")
    article.write_text(text.replace("5 million crowns", "5 מיליון כתר"))
    note = root / "annotations/bridge/cost.yaml"
    text = note.read_text().replace("5 million crowns", "5 מיליון כתר")
    note.write_text(text.replace("50 million crowns", "50 מיליון כתר"))
    site = publish(read_settings(root)).site
    annotated = site.articles["bridge"]
    of = of_article(annotated)
    assert of.startswith("“\u2068הגשר\u2069” (")
    assert told_of_note(annotated.text.notes[0], of, "").startswith(
        "“\u20685 מיליון כתר\u2069” should be “\u206850 מיליון כתר\u2069”, in “\u2068הגשר\u2069” ("
    )
    assert told_of_article(annotated).startswith("A copy of “\u2068הגשר\u2069” (")


def test_other_words_stand_as_they_are(tmp_path: Path) -> None:
    annotated = publish(read_settings(write_site(tmp_path))).site.articles["bridge"]
    told = told_of_note(annotated.text.notes[0], of_article(annotated), "")
    assert told.startswith(
        "“5 million crowns” should be “50 million crowns”, in “A test article” ("
    )
