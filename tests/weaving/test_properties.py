"""What holds for any article and notes, tried on those that Hypothesis makes up."""

from __future__ import annotations

import re

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.weaving.annotate import annotate
from glossator.weaving.markup import read_text
from glossator.weaving.sanitize import sanitize_article, sanitize_note, sanitize_page
from glossator.weaving.weave import Placement, unweave_marks, weave_marks
from tests.budget import examples
from tests.strategies import (
    Outline,
    assert_harmless,
    fragments,
    make_note,
    nasty_html,
    noted,
    woven,
)


@given(woven())
def test_taking_the_marks_out_gives_back_the_same_bytes(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    assert unweave_marks(weave_marks(read_text(html), placements)) == html


@given(woven())
def test_woven_tags_balance_and_links_do_not_nest(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    assert Outline(weave_marks(read_text(html), placements)).nested_links == 0


@given(woven())
def test_exactly_the_quoted_words_are_marked(given: tuple[str, list[Placement]]) -> None:
    html, placements = given
    article = read_text(html)
    outline = Outline(weave_marks(article, placements))
    for place in placements:
        quoted = article.text[place.start : place.end]
        marked = "".join(outline.marked[place.annotation_id])
        assert "".join(marked.split()) == "".join(quoted.split())
    markers = [attributes["id"] for tag, attributes in outline.tags if "id" in attributes]
    visible = [p.marker_id for p in placements if article.text[p.start : p.end].strip()]
    assert sorted(markers) == sorted(visible)


@given(woven(), st.randoms(use_true_random=False))
def test_order_of_placements_does_not_matter(given: tuple[str, list[Placement]], random) -> None:
    html, placements = given
    shuffled = random.sample(placements, len(placements))
    assert weave_marks(read_text(html), shuffled) == weave_marks(read_text(html), placements)


@given(fragments)
def test_reading_html_maps_every_character_back(html: str) -> None:
    article = read_text(html)
    for run in article.runs:
        offsets = [run.html_offset(offset) for offset in range(run.start, run.end + 1)]
        assert offsets == sorted(offsets)
        assert 0 <= offsets[0] <= offsets[-1] <= len(html)
        assert "<" not in html[offsets[0] : offsets[-1]]


@given(noted(), st.randoms(use_true_random=False))
def test_order_of_annotations_never_changes_the_output(
    given: tuple[str, list[Note]], random
) -> None:
    html, notes = given
    article = read_text(html)
    assert annotate(article, random.sample(notes, len(notes))) == annotate(article, notes)


@given(noted())
def test_notes_are_numbered_in_reading_order(given: tuple[str, list[Note]]) -> None:
    html, notes = given
    text = annotate(read_text(html), notes)
    numbers = [placed.number for placed in text.notes if placed.number]
    assert numbers == list(range(1, len(numbers) + 1))
    assert len(text.notes) == len(notes)
    Outline(text.html)
    markers = re.findall(r'<a class="gloss-ref [^>]*>(\d+)</a>', text.html)
    assert [int(number) for number in markers] == numbers


# --- sanitising --------------------------------------------------------------------------


@pytest.mark.parametrize("sanitize", [sanitize_article, sanitize_note, sanitize_page])
@examples(150)
@given(html=nasty_html)
def test_sanitised_html_has_nothing_that_acts(sanitize, html: str) -> None:
    safe = sanitize(html)
    assert_harmless(safe)
    assert_harmless(sanitize(safe))


@given(nasty_html, st.data())
def test_nasty_html_can_be_woven_once_it_is_sanitised(html: str, data: st.DataObject) -> None:
    article = read_text(sanitize_article(html))
    assume(article.text)
    start = data.draw(st.integers(0, len(article.text) - 1))
    end = data.draw(st.integers(start + 1, len(article.text)))
    page = weave_marks(article, [Placement("n1", "context", 1, 1, start, end, "Note")])
    # Links around tables can hold links; browsers read them so, and weaving adds none.
    assert Outline(page).nested_links == Outline(article.html).nested_links
    assert unweave_marks(page) == article.html


@examples(60)
@given(title=nasty_html)
def test_a_nasty_title_is_no_markup_in_a_marker(title: str) -> None:
    title = title.strip()[:80].strip()
    assume(title)
    annotation = Annotation(kind="context", title=title, target=[{"exact": "words"}], body="x")
    text = annotate(read_text("<p>Some words here</p>"), [make_note("note", annotation)])
    tags = [tag for tag, _ in Outline(text.html).tags]
    assert tags == ["p", "mark", "a"]
    assert unweave_marks(text.html) == "<p>Some words here</p>"
