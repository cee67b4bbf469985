"""Which sentences are checkable, which are covered, and where they stand in their file."""

from __future__ import annotations

import json
import time
from pathlib import Path

import pytest

from glossator.anchoring.sentences import sentence_spans
from glossator.site.coverage import Coverage, checkable_spans, is_checkable, locate, measure, total
from glossator.site.publish import Settings, publish
from tests.host import ARTICLE, NOTE, run, write_site


def sentences(text: str) -> list[str]:
    return [text[begin:end] for begin, end in sentence_spans(text)]


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("One. Two.", ["One.", "Two."]),
        ("It rose 5.3 per cent. Then it fell.", ["It rose 5.3 per cent.", "Then it fell."]),
        ("It paid US$5.3 billion. It did.", ["It paid US$5.3 billion.", "It did."]),
        ("Apple Inc. rose. Mr. Li fell.", ["Apple Inc. rose.", "Mr. Li fell."]),
        ("She works at Apple Inc. The firm grew.", ["She works at Apple Inc.", "The firm grew."]),
        ("The U.S. Senate met.", ["The U.S. Senate met."]),
        ("He left the U.S. They stayed.", ["He left the U.S.", "They stayed."]),
        ("J. R. Smith won.", ["J. R. Smith won."]),
        ("On Sept. 24 it rose.", ["On Sept. 24 it rose."]),
        ("See no. 5 for it.", ["See no. 5 for it."]),
        ("At 5 p.m. it shut.", ["At 5 p.m. it shut."]),
        ("Well... it rose. Well... It fell.", ["Well... it rose.", "Well...", "It fell."]),
        ("Well… it rose. Well… It fell.", ["Well… it rose.", "Well…", "It fell."]),
        ('"It rose." He left.', ['"It rose."', "He left."]),
        ("“Stop!” she said. He did.", ["“Stop!” she said.", "He did."]),
        ("Why? Because!", ["Why?", "Because!"]),
        ("What?! No.", ["What?!", "No."]),
        ("(It rose.) It fell.", ["(It rose.)", "It fell."]),
        ("Tencent and JD.com rose.", ["Tencent and JD.com rose."]),
        ("By ABMedia ABMedia . It is.", ["By ABMedia ABMedia .", "It is."]),
        ("他来了。他走了！为什么？", ["他来了。", "他走了！", "为什么？"]),
        ("他说：「好。」然后走了。", ["他说：「好。」", "然后走了。"]),
        ("A heading\nIts text. More.", ["A heading", "Its text.", "More."]),
        ("  spaced out  \n\n  twice ", ["spaced out", "twice"]),
        ("No end", ["No end"]),
        ("", []),
        ("...", ["..."]),
        ("In 2021. 5 men came.", ["In 2021.", "5 men came."]),
    ],
)
def test_text_is_cut_into_sentences(text: str, expected: list[str]) -> None:
    assert sentences(text) == expected


@pytest.mark.parametrize(
    "sentence",
    [
        "It rose by 9%.",
        "It shut in 2021.",
        "He called it “fine”.",
        '"Fine," he said.',
        "他说「好」。",
        "The firm sued Huawei.",
        "It was announced in December.",
        "阿里巴巴发布了Qwen模型。",
        "收入增长26%。",
        "In ٣ days.",
    ],
)
def test_what_can_be_looked_up_is_checkable(sentence: str) -> None:
    assert is_checkable(sentence)


@pytest.mark.parametrize(
    "sentence",
    [
        "What came next",
        "Investors believe that demand is strong.",
        "Alibaba grew quickly.",  # a first word tells nothing of names
        "Then I left the place.",
        "Now I'm told that it's gone.",
        "Bank of China",  # a name alone says nothing
        "他来了。",
        "It's 'fine' by them.",
        "",
        "—",
    ],
)
def test_what_holds_nothing_to_look_up_is_not_checkable(sentence: str) -> None:
    assert not is_checkable(sentence)


def test_sentences_are_the_text_and_nothing_is_lost() -> None:
    text = "One (two). “Three” 4.5 … Five?! 六。七\nEight U.S. Inc. nine"
    assert "".join(sentences(text)).replace(" ", "") == text.replace(" ", "").replace("\n", "")


@pytest.mark.parametrize(
    "text", ["." * 200_000, "。" * 200_000, "a. " * 80_000, '."' * 100_000, "A." * 100_000]
)
def test_cutting_is_linear(text: str) -> None:
    begin = time.process_time()  # what else the machine does takes none of it
    checkable_spans(text)
    assert time.process_time() - begin < 5


def covered(root: Path) -> list[tuple[str, bool]]:
    bridge = publish(Settings(root)).site.articles["bridge"]
    return [(sentence.text, sentence.is_covered) for sentence in measure(bridge.text).sentences]


def test_a_note_covers_the_sentence_of_its_words(tmp_path: Path) -> None:
    assert covered(write_site(tmp_path)) == [
        ("The bridge cost 5 million crowns in 1997.", True),
        ("It was closed in 2001.", False),
    ]


@pytest.mark.parametrize(
    "note",
    [
        NOTE + "status: withdrawn\n",
        NOTE + "status: resolved\n",
        "kind: context\nbody: On all of it.\n",
    ],
    ids=["withdrawn", "resolved", "whole-article"],
)
def test_a_note_that_marks_nothing_covers_nothing(tmp_path: Path, note: str) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").write_text(note)
    assert [is_covered for _, is_covered in covered(root)] == [False, False]


def test_a_note_across_sentences_covers_each_of_them(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").write_text(
        "kind: context\ntarget: {exact: in 1997. What came next It was closed}\nbody: Both.\n"
    )
    assert [is_covered for _, is_covered in covered(root)] == [True, True]


def test_a_long_note_before_a_short_one_still_covers(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    long = "kind: context\ntarget: {exact: bridge cost 5 million crowns in 1997. What came next It"
    (root / "annotations/bridge/long.yaml").write_text(long + " was}\nbody: Long.\n")
    assert [is_covered for _, is_covered in covered(root)] == [True, True]


def test_coverage_adds_up_and_reads_as_words() -> None:
    assert total([Coverage(3, 1), Coverage(4, 2), Coverage()]) == Coverage(7, 3)
    assert str(Coverage(31, 17)) == "17 of 31 checkable sentences carry a note"
    assert str(Coverage(3, 1)) == "1 of 3 checkable sentences carries a note"
    assert str(Coverage(1, 0)) == "0 of 1 checkable sentence carries a note"
    assert str(Coverage(0, 0)) == "0 of 0 checkable sentences carry a note"


def test_an_article_without_text_has_nothing_to_cover(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    article = ARTICLE[: ARTICLE.index("The bridge")]
    (root / "docs/articles/bridge.md").write_text(article)
    (root / "annotations/bridge/cost.yaml").unlink()
    coverage = publish(Settings(root)).site.coverage("bridge")
    assert (coverage.checkable, coverage.covered) == (0, 0)


def test_a_site_knows_the_numbers_and_not_the_sentences(tmp_path: Path) -> None:
    site = publish(Settings(write_site(tmp_path))).site
    assert site.total_coverage == Coverage(2, 1)
    measured = measure(site.articles["bridge"].text)
    assert site.coverage("bridge") == Coverage(measured.checkable, measured.covered)


MARKDOWN = """\
---
title: x
---

# A *head*line of 1

The [bridge](https://example.org/a_(b)) cost **5** million &amp; more. It <b>was</b> closed in 2001.

1. First of 9 items
2. > Second of 9 items

> “Quoted” by
> the mayor. The mayor paid 3.

See <https://example.org/8>.
"""


@pytest.mark.parametrize(
    ("sentence", "place"),
    [
        ("A headline of 1", (5, 3)),
        ("The bridge cost 5 million & more.", (7, 1)),
        ("It was closed in 2001.", (7, 72)),
        ("First of 9 items", (9, 4)),
        ("Second of 9 items", (10, 6)),
        ("“Quoted” by the mayor.", (12, 3)),
        ("The mayor paid 3.", (13, 14)),
        ("See https://example.org/8.", (15, 1)),
    ],
)
def test_a_sentence_is_found_in_its_file(sentence: str, place: tuple[int, int]) -> None:
    found = locate([sentence], MARKDOWN, "a.md", begin=MARKDOWN.index("# A"))[0]
    assert (found.line, found.column) == place


def test_repeated_sentences_are_found_one_after_another() -> None:
    found = locate(["It is 5.", "It is 5."], "It is 5. It is 5.\n", "a.md")
    assert [place.column for place in found] == [1, 10]


def test_a_sentence_that_is_not_found_stands_where_the_last_was() -> None:
    found = locate(["It is 5.", "Gone in 7.", "It was 6."], "x\nIt is 5.\n\nIt was 6.\n", "a.md")
    assert [(place.line, place.column) for place in found] == [(2, 1), (2, 1), (4, 1)]


def test_the_command_lists_what_carries_no_note(tmp_path: Path) -> None:
    done = run("glossator", "coverage", cwd=write_site(tmp_path))
    assert (done.returncode, done.stderr) == (0, "")
    assert done.stdout.splitlines() == [
        "docs/articles/bridge.md:14:1: It was closed in 2001.",
        "1 article: 1 of 2 checkable sentences carries a note.",
    ]


def test_the_command_writes_json(tmp_path: Path) -> None:
    done = run("glossator", "coverage", "--format", "json", cwd=write_site(tmp_path))
    sentence = {"path": "docs/articles/bridge.md", "line": 14, "column": 1}
    assert json.loads(done.stdout) == {
        "checkable": 2,
        "covered": 1,
        "sentences": [sentence | {"sentence": "It was closed in 2001."}],
    }


def test_the_command_reads_the_articles_it_is_given(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "docs/articles/other.md").write_text(ARTICLE.replace("bridge", "ferry"))
    done = run("glossator", "coverage", "docs/articles/other.md", cwd=root)
    assert [line.split(":")[0] for line in done.stdout.splitlines()] == [
        *["docs/articles/other.md"] * 2,
        "1 article",
    ]
    done = run("glossator", "coverage", "../docs/articles", cwd=root / "annotations")
    assert done.stdout.splitlines()[-1].startswith("2 articles: ")


def test_a_headline_of_the_front_matter_is_found_there(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    article = root / "docs/articles/bridge.md"
    article.write_text(ARTICLE.replace("A test article", "A bridge of 5 million"))
    done = run("glossator", "coverage", cwd=root)
    assert done.stdout.startswith("docs/articles/bridge.md:2:8: A bridge of 5 million\n")


def test_the_command_tells_of_problems_and_goes_on(tmp_path: Path) -> None:
    root = write_site(tmp_path)
    (root / "annotations/bridge/cost.yaml").write_text(NOTE.replace("5 million", "6 million"))
    done = run("glossator", "coverage", cwd=root)
    assert done.returncode == 0
    assert "1 problem in the content" in done.stderr
    assert done.stdout.endswith("0 of 2 checkable sentences carry a note.\n")


@pytest.mark.parametrize("command", ["check", "coverage"])
def test_help_shows_lines_as_they_were_written(tmp_path: Path, command: str) -> None:
    done = run("glossator", command, "--help", cwd=tmp_path)
    assert "\\b" not in done.stdout
    assert f"\n    glossator {command} --format json\n" in done.stdout
