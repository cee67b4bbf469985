from __future__ import annotations

import hashlib
from pathlib import Path

import pytest

from glossator.corpus import body_digest, load_corpus

NOTE = "kind: context\nbody: A note.\n"


def add_note(site: Path, name: str, text: str) -> None:
    file = site / "annotations/example" / name
    file.parent.mkdir(parents=True, exist_ok=True)
    file.write_text(text, encoding="utf-8")


def test_a_corpus_is_sorted_by_slug_and_id(site: Path) -> None:
    for name in ("b.yaml", "c.yaml", "a.yaml"):
        add_note(site, name, NOTE.replace("note", name))
    corpus = load_corpus(site)
    assert [note.id for note in corpus.notes["example"]] == ["a", "b", "c"]
    assert (list(corpus.articles), list(corpus.topics)) == (["example"], ["machines"])
    assert corpus.problems == []


def test_a_note_with_problems_is_left_out(site: Path) -> None:
    add_note(site, "a.yaml", NOTE + "kind: context\n")
    corpus = load_corpus(site)
    assert [problem.code for problem in corpus.problems] == ["yaml-duplicate-key"]
    assert corpus.notes == {}


def test_plain_values_are_the_text_that_was_typed(site: Path) -> None:
    typed = ["no", "007", "12:30:45", "2026-11-23", "0x1F", "1e3", "true", "'null'", '"~"']
    for number, value in enumerate(typed):
        add_note(site, f"n{number}.yaml", f"kind: context\nbody: {value}\ntitle: {value}\n")
    notes = load_corpus(site).notes["example"]
    assert [note.annotation.title for note in notes] == [value.strip("\"'") for value in typed]


@pytest.mark.parametrize("value", ["", "~", "null", "Null", "NULL"])
def test_an_empty_value_is_an_absent_one(site: Path, value: str) -> None:
    add_note(site, "a.yaml", f"{NOTE}title: {value}\n")
    assert load_corpus(site).notes["example"][0].annotation.title is None


def test_a_digest_is_that_of_the_text_between_blank_lines() -> None:
    plain = hashlib.sha256("A  body.\n\nÄ".encode()).hexdigest()
    assert body_digest("A  body.\n\nÄ") == plain
    assert body_digest("\n\nA  body.\r\n\r\nÄ\r\n") == plain


def test_a_digest_notices_a_blank() -> None:
    assert body_digest("A body.") != body_digest("A body. ")
    assert body_digest("A body.") != body_digest(" A body.")
    assert body_digest("A body.") != body_digest("A  body.")
