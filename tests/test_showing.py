"""What people and programs are shown has nothing in it that a terminal obeys."""

from __future__ import annotations

import json
import logging
import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.checking.report import FORMATS, format_summary
from glossator.content.file_names import unportable_name
from glossator.problems import Location, Problem
from glossator.showing import visible, visible_json, visible_lines, visible_message
from glossator_mkdocs.plain_log import show_plainly

OBEYED = re.compile(
    "[\x00-\x08\x0b-\x1f\x7f-\x9f\u061c\u200e\u200f\u2028-\u202e\u2066-\u2069\ud800-\udfff]"
)
# A byte of a file's name that is no UTF-8, as Python has it: strict readers of JSON refuse it.
SURROGATE = re.compile("[\ud800-\udfff]")
# Any character, those of control and of direction more often.
texts = st.text(
    st.one_of(
        st.sampled_from("\x1b\x9b\r\n\u202e\u2066\u200f\u2028\x7f\udcff\U000e0041%:,\\"),
        st.characters(),
    )
)


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("a\x1b[31m", r"a\x1b[31m"),
        ("photo\u202egnp", r"photo\u202egnp"),
        ("caf\udce9", r"caf\xe9"),
        ("a\nb\rc", r"a\nb\rc"),
        ("\U000e0041", r"\U000e0041"),
        (
            "tab\tand é 橋 שלום می\u200cخواهم 👩\u200d💻",
            "tab\tand é 橋 שלום می\u200cخواهم 👩\u200d💻",
        ),
    ],
)
def test_only_what_is_not_seen_is_written_out(text: str, said: str) -> None:
    assert visible(text) == said


def test_a_message_shows_as_they_are_those_signs_that_names_of_files_may_have() -> None:
    every = (*range(0x11000), *range(0xE0000, 0xE1000))
    shown = {chr(at) for at in every if visible(chr(at)) == chr(at)}
    plain = {
        chr(at)
        for at in every
        if at != ord("/") and unportable_name(f"a{chr(at)}a.csv", is_id=False) is None
    }
    # These are seen, and not every system can keep them.
    assert shown - plain == {*'\t<>:"\\|?*/'}
    assert plain <= shown


@given(texts)
def test_nothing_shown_is_obeyed(text: str) -> None:
    assert not OBEYED.search(visible(text))
    assert "\n" not in visible(text)
    assert not OBEYED.search(visible_lines(text))
    assert not OBEYED.search(visible_message(text))


@given(st.lists(texts))
def test_json_that_is_shown_says_the_same(data: list[str]) -> None:
    shown = visible_json(json.dumps(data, ensure_ascii=False, indent=2))
    assert not OBEYED.search(shown)
    assert json.loads(shown) == [SURROGATE.sub(lambda one: visible(one[0]), text) for text in data]


def test_json_names_each_byte_that_is_no_utf_8_as_messages_do() -> None:
    assert visible_json(json.dumps("caf\udce9 \ud800.md", ensure_ascii=False)) == (
        r'"caf\\xe9 \\ud800.md"'
    )


@given(texts, texts)
def test_no_format_has_what_a_terminal_obeys_or_a_line_of_its_own(path: str, message: str) -> None:
    problems = [Problem(Location(f"docs/{path}"), "file-name", message)]
    for form, write in FORMATS.items():
        said = write(problems)
        assert not OBEYED.search(said), form
        if form in {"text", "github"}:
            assert said.count("\n") == 1, form
    assert not OBEYED.search(format_summary(problems))


def test_a_message_cannot_pass_for_the_next_one() -> None:
    assert visible_message("pages:\n  - a.md\n") == "pages:\n  - a.md\n"
    assert visible_message("a\n::error::b") == r"a\n::error::b"


def test_what_mkdocs_logs_is_shown_in_plain(caplog: pytest.LogCaptureFixture) -> None:
    logger = logging.Logger("a logger of test data")
    logger.addHandler(caplog.handler)
    show_plainly(logger)
    show_plainly(logger)
    logger.warning("the page %s\n  - \u202eb", "a\x1b[31m.md")
    try:
        raise ValueError("c\x1b]0;x\x07")
    except ValueError:
        logger.exception("failed")
    assert not OBEYED.search(caplog.text.replace("\n", ""))
    assert r"the page a\x1b[31m.md" in caplog.text
    assert r"c\x1b]0;x\x07" in caplog.text
