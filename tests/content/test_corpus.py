from __future__ import annotations

import hashlib
import os
from pathlib import Path

import pytest

from glossator.content.corpus import body_digest
from glossator.content.loading import load_corpus
from glossator.site.publish import Settings, publish

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


def test_the_article_that_is_missing_is_named_where_it_should_be(site: Path) -> None:
    (site / "docs").rename(site / "text")
    add_note(site, "../other/a.yaml", NOTE)
    (problem,) = load_corpus(site, docs="text").problems
    assert "(text/articles/other.md)" in problem.message


def test_what_cannot_be_opened_is_a_problem(site: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    add_note(site, "a.yaml", NOTE)

    def refuse(path: str, *_: object) -> None:
        raise PermissionError(13, "Permission denied", path)

    monkeypatch.setattr("glossator.content.files.read_file", refuse)
    codes = {problem.code for problem in load_corpus(site).problems}
    assert codes == {"file-unreadable"}


def test_pipes_and_links_in_a_circle_keep_nobody_waiting(site: Path) -> None:
    os.mkfifo(site / "docs/articles/pipe.md")
    os.mkfifo(site / "docs/pipe.txt")
    (site / "docs/round").symlink_to(".")
    (site / "annotations").mkdir()
    (site / "annotations/example").symlink_to("example")
    problems = load_corpus(site).problems
    assert [problem.code for problem in problems] == ["file-unreadable"] * 4


def mentioned(site: Path, text: str, **aliases: str) -> set[str]:
    for slug, names in aliases.items():
        head = f"---\ntitle: X\naliases: {names}\nsummary: Two sentences. Of text.\n---\n"
        (site / f"docs/topics/{slug}.md").write_text(head)
    article = site / "docs/articles/example.md"
    article.write_text(article.read_text() + f"\n\n{text}\n")
    publication = publish(Settings(root=site))
    assert publication.problems == []
    return set(publication.site.mentions["example"]) & set(aliases)


def test_names_that_overlap_all_count(site: Path) -> None:
    text = "They read T-Head Semiconductor Daily there."
    names = {"a": "[T-Head]", "b": "[Head Semiconductor]", "c": "[Semiconductor Daily]"}
    names |= {"d": "[T-Head Semiconductor Daily]", "e": "[Semi]"}
    assert mentioned(site, text, **names) == {"a", "b", "c", "d"}


def test_names_are_looked_for_in_what_a_reader_reads(site: Path) -> None:
    text = "See [this](https://example.org/naura) and *Apsara* Conference."
    names = {"a": "[naura]", "b": "[Apsara Conference]"}
    assert mentioned(site, text, **names) == {"b"}
