"""Where in a text that nobody can read the fault is said to be."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.weaving import markdown
from glossator.weaving.faults import LONGEST_READ_AGAIN, LONGEST_SOUGHT, MarkdownError, find_fault
from glossator.weaving.markdown import render_article_body, render_note_body

WORDS = st.text("ab \n\t<>é", max_size=80)


@given(WORDS, WORDS)
def test_a_fault_is_found_wherever_it_stands(before: str, after: str) -> None:
    text = f"{before}<![x {after}"
    assert find_fault(text, lambda one: "<![x " in one) == text.index("<![x ")


@given(WORDS)
def test_a_fault_that_needs_what_stands_above_is_in_the_line_that_completes_it(above: str) -> None:
    text = f"[a]: b\n{above}\nand then [a] is here\n"
    found = find_fault(text, lambda one: "[a]: b" in one and " [a] " in one)
    assert text[:found].count("\n") == text.count("\n") - 1


def test_of_a_long_line_the_beginning_is_told() -> None:
    text = f"one\n\n{'two ' * LONGEST_READ_AGAIN}<![x y\nthree\n"
    assert find_fault(text, lambda one: "<![x " in one) == text.index("two")


def test_to_find_a_fault_takes_two_readings_of_a_long_text() -> None:
    read = 0

    def fails(text: str) -> bool:
        nonlocal read
        read += len(text)
        return "<![x " in text

    text = "some words in a line\n" * 5_000 + "and <![x y\n"
    assert find_fault(text, fails) == text.index("<![")
    assert read < 2 * len(text)


def test_no_time_is_spent_on_the_place_in_a_long_text() -> None:
    def never(_: str) -> bool:
        raise AssertionError

    assert find_fault("a" * (LONGEST_SOUGHT + 1), never) == 0


@pytest.mark.parametrize("render", [render_note_body, lambda text: render_article_body(text, "T")])
def test_whatever_a_parser_raises_is_told_and_the_next_text_is_read(
    monkeypatch: pytest.MonkeyPatch, render: object
) -> None:
    assert callable(render)

    class Broken:
        def reset(self) -> Broken:
            return self

        def convert(self, text: str) -> str:
            raise AssertionError(f"cannot read {text}")

    with monkeypatch.context() as patched:
        for name in ("_note_markdown", "_article_markdown"):
            fake = type("Made", (), {"__call__": lambda _: Broken(), "cache_clear": lambda _: None})
            patched.setattr(markdown, name, fake())
        with pytest.raises(MarkdownError, match="cannot read") as told:
            render("<b>odd</b> words | here")
        assert told.value.code == "markdown-failed"
        assert "AssertionError: cannot read" in told.value.message
    assert "odd" in str(render("<b>odd</b> words | here"))
