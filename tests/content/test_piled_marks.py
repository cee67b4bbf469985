"""Marks without end on one letter are told at once, however they are written; others are not."""

from __future__ import annotations

import time
from pathlib import Path

import pytest

from glossator.content.files import LONGEST_PAGE, read_text_file
from glossator.content.piled_marks import MOST_PILED, Pile, piled_marks
from glossator.problems import Problem

MARKS = "\u0345\u0301\u0327" * MOST_PILED
WRITTEN = {
    "as they are": MARKS,
    "as numbers of HTML": "".join(f"&#{ord(mark)};" for mark in MARKS),
    "as hexadecimal numbers of HTML": "".join(f"&#x{ord(mark):05X};" for mark in MARKS),
    "as YAML escapes them": "".join(f"\\u{ord(mark):04x}" for mark in MARKS),
    "as YAML escapes rare ones": "".join(f"\\U{ord(mark):08x}" for mark in MARKS),
    "with a half of each kind": MARKS[:600] + "&#x345;&#837;" * 450,
}
HONEST = {
    "letters with all that is put on them for fun": ("a" + MARKS[:60]) * 5_000,
    "Hebrew with points": "\u05d1\u05bc\u05b0" * 20_000,
    "Thai": "\u0e01\u0e33\u0e48" * 20_000,
    "a rule of dashes": "\u2014" * 9_000 + "\u2500" * 9_000,
    "faces": "\U0001f468\u200d\U0001f469\ufe0f" * 9_000,
    "Chinese as numbers of HTML": "&#20013;" * 9_000,
    "code in YAML": "\\u4e2d\\n" * 9_000,
    "references that are none": "&a;&;&#;" * 9_000,
}


@pytest.mark.parametrize("how", WRITTEN)
def test_marks_without_end_on_one_letter_are_found(how: str) -> None:
    text = f"A word: a{WRITTEN[how]} and more"
    assert piled_marks(text) == Pile(9, 3 * MOST_PILED)


@pytest.mark.parametrize("what", HONEST)
def test_what_people_write_is_not_taken_for_such(what: str) -> None:
    assert piled_marks(HONEST[what]) is None


@pytest.mark.trust
@pytest.mark.parametrize("piece", [MARKS[:MOST_PILED] + "a", "\u2014" * 500 + "a", "&#x301;", "&"])
def test_to_look_for_them_takes_no_square_of_time(piece: str) -> None:
    text = piece * (LONGEST_PAGE // len(piece))
    begin = time.process_time()
    piled_marks(text)
    assert time.process_time() - begin < 2


def test_they_are_told_where_they_begin(tmp_path: Path) -> None:
    (tmp_path / "a.md").write_text(f"---\ntitle: a\n---\n\n# Über a{MARKS}\n", encoding="utf-8")
    problems: list[Problem] = []
    assert read_text_file(tmp_path, "a.md", problems, limit=LONGEST_PAGE) is None
    assert [str(one) for one in problems] == [
        "a.md:5:9: marks-piled: 1,500 marks, such as accents, stand on one letter here; take out "
        "those that do not belong to it"
    ]
