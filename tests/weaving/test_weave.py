from __future__ import annotations

import re

import pytest

from glossator.weaving.markup import read_text
from glossator.weaving.weave import Placement, unweave_marks, weave_marks


def place(name: str, start: int, end: int, *, number: int = 1, kind: str = "context") -> Placement:
    return Placement(name, kind, number, 1, start, end, label=f"Note {number}")


def woven(html: str, *placements: Placement) -> str:
    """The woven HTML with marks as [names ...] and markers as (number)."""
    page = weave_marks(read_text(html), placements)
    page = re.sub(r'<mark [^>]*data-annotation="([^"]*)"[^>]*>', r"[\1:", page)
    return re.sub(r'<a class="gloss-ref[^>]*>(\d+)</a>', r"(\1)", page.replace("</mark>", "]"))


def quoted(html: str, words: str, name: str = "n", number: int = 1) -> Placement:
    start = read_text(html).text.index(words)
    return place(name, start, start + len(words), number=number)


@pytest.mark.parametrize(
    ("html", "words", "expected"),
    [
        ("<p>one two three</p>", "two", "<p>one [n:two](1) three</p>"),
        ("<p>one <em>two</em></p>", "one two", "<p>[n:one ]<em>[n:two](1)</em></p>"),
        ("<p>a</p>\n<p>b</p>", "a\n\nb", "<p>[n:a]</p>\n<p>[n:b](1)</p>"),
        ("<p>R&amp;D</p>", "&", "<p>R[n:&amp;](1)D</p>"),
        ("<p><a href=x>one two</a>.</p>", "one", "<p><a href=x>[n:one] two</a>(1).</p>"),
        ("<p>a<br>b</p>", "a\nb", "<p>[n:a]<br>[n:b](1)</p>"),
        ("<h2>Head</h2><p>x</p>", "Head", "<h2>[n:Head](1)</h2><p>x</p>"),
    ],
)
def test_words_are_marked_run_by_run(html: str, words: str, expected: str) -> None:
    if "\n\n" in words:
        words = read_text(html).text.strip()
    assert woven(html, quoted(html, words)) == expected


def test_blanks_between_blocks_get_no_mark() -> None:
    html = "<ul>\n<li>a</li>\n<li>b</li>\n</ul>"
    size = len(read_text(html).text)
    marked = "<ul>\n<li>[n:a]</li>\n<li>[n:b](1)</li>\n</ul>"
    assert woven(html, place("n", 0, size)) == marked


def test_overlapping_notes_share_a_mark_where_both_speak() -> None:
    one, two = place("one", 0, 5, number=1), place("two", 3, 8, number=2)
    assert woven("abcdefgh", one, two) == "[one:abc][one two:de](1)[two:fgh](2)"


def test_of_nested_notes_the_smaller_one_is_named_first() -> None:
    outer, inner = place("outer", 0, 8, number=1), place("inner", 3, 5, number=2)
    assert woven("abcdefgh", outer, inner) == "[outer:abc][inner outer:de](2)[outer:fgh](1)"


def test_notes_that_end_together_have_their_markers_in_order() -> None:
    one, two = place("one", 0, 3, number=1), place("two", 1, 3, number=2)
    assert woven("abc", two, one) == "[one:a][two one:bc](1)(2)"


def test_a_mark_carries_the_kinds_and_notes_of_the_contract() -> None:
    note = place("a-note", 0, 3, kind="correction")
    page = weave_marks(read_text("abc"), [note])
    assert page == (
        '<mark class="gloss gloss--correction" data-annotation="a-note" '
        'aria-details="note-a-note">abc</mark>'
        '<a class="gloss-ref gloss-ref--correction" id="ref-a-note--1" href="#note-a-note" '
        'role="doc-noteref" aria-label="Note 1">1</a>'
    )


def test_a_label_cannot_leave_its_attribute() -> None:
    note = Placement("n", "context", 1, 1, 0, 1, label='"><script>alert(1)</script>')
    page = weave_marks(read_text("a"), [note])
    assert "<script" not in page
    assert unweave_marks(page) == "a"


def test_half_of_a_reference_for_two_characters_gets_no_mark() -> None:
    html = "<p>&NotEqualTilde; x</p>"
    assert woven(html, place("n", 0, 1)) == html


def test_no_notes_change_nothing() -> None:
    assert weave_marks(read_text("<p>a</p>"), []) == "<p>a</p>"
