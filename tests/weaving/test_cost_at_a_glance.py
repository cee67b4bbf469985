"""What a text costs at a glance is what it costs in full, or up to a fifth more."""

from __future__ import annotations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from glossator.weaving.faults import MarkdownError
from glossator.weaving.slowness import _cost_at_a_glance, _cost_in_full

PIECES = ("word ", "Ünï “q” ", "\n", "\n\n", "\n> \n", "# a\n", "---\n", "*a*", "[a](b)", "[")
PIECES += ("](", "<a>", "</a>", "{", "{: .a }", "- a\n", "    code\n", "\t", "a|b\n-|-\n", "&amp;")
PIECES += (" " * 60, "!!! n\n", "> ", "`a`", ": a\n", "[a]: b\n")
TEXTS = st.lists(
    st.tuples(st.sampled_from(PIECES), st.integers(1, 400)).map(lambda one: one[0] * one[1]),
    max_size=12,
).map("".join)


@given(text=TEXTS)
def test_a_glance_tells_no_less_than_a_look_and_a_fifth_more_at_the_most(text: str) -> None:
    glance = _cost_at_a_glance(text)
    if glance:
        # Who is refused after a look is never let through at a glance.
        full = _cost_in_full(text)
        assert full * 0.999 <= glance <= full * 1.201


@pytest.mark.parametrize("piece", ["[", "](", "<a", "# a\n", "*a", "{ ", "[TOC]\n\n# a\n\n", "\t"])
def test_what_is_refused_is_not_seen_at_a_glance(piece: str) -> None:
    text = piece * 60_000
    with pytest.raises(MarkdownError):
        _cost_in_full(text)
    assert not _cost_at_a_glance(text)


def test_an_article_as_most_are_is_seen_at_a_glance() -> None:
    paragraph = "The *board* said [so](https://example.org/a) on Monday, “in a letter”. " * 4
    assert _cost_at_a_glance("## A heading\n\n" + f"{paragraph}\n\n" * 24)
