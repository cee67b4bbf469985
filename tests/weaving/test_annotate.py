from __future__ import annotations

import inspect
import re
import sys
from collections.abc import Iterator
from contextlib import contextmanager

import pytest

from glossator import TextQuoteSelector, match_quote
from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.content.yaml_source import parse_yaml
from glossator.weaving import markdown
from glossator.weaving.annotate import AnnotatedText, annotate
from glossator.weaving.markup import read_text

ARTICLE = read_text("<p>The cat saw the dog. The dog saw the cat. The end of the story.</p>")


def annotated(**fields: object) -> AnnotatedText:
    annotation = Annotation.model_validate({"kind": "context", "body": "A note."} | fields)
    parsed = parse_yaml("kind: context\ntarget:\n  exact: x\n", "annotations/a/b.yaml")
    return annotate(ARTICLE, [Note("b", "a", "annotations/a/b.yaml", annotation, parsed)])


@pytest.mark.parametrize("exact", ["dog", "saw the", "The", "t", "cat"])
def test_every_context_offered_for_an_ambiguous_quote_works(exact: str) -> None:
    (problem,) = annotated(target=[{"exact": exact}]).problems
    assert problem.code == "quote-ambiguous"
    ways = problem.message.partition("with ")[2].split("; or ")
    assert 2 <= len(ways) <= 3
    places = []
    for way in ways:
        context = dict(re.findall(r'(\w+): "([^"]*)"', way))
        match = match_quote(ARTICLE.text, TextQuoteSelector(exact, **context))
        assert match.status == "found", way
        places += match.spans
    assert len(set(places)) == len(ways)


def test_the_offered_spacing_works() -> None:
    target = {"exact": "saw", "prefix": "The cat", "suffix": "the dog"}
    (problem,) = annotated(target=[target]).problems
    context = dict(re.findall(r'(\w+): "([^"]*)"', problem.message))
    assert context == {"prefix": "The cat ", "suffix": " the dog"}
    assert match_quote(ARTICLE.text, TextQuoteSelector("saw", **context)).status == "found"


def test_a_note_without_headline_is_called_by_its_quote() -> None:
    (placed,) = annotated(target=[{"exact": "end of\nthe story"}]).notes
    assert placed.title == "“end of the story”"
    assert [place.exact for place in placed.places] == ["end of the story"]


def test_a_long_quote_is_cut_in_the_headline() -> None:
    (placed,) = annotated(target=[{"exact": ARTICLE.text[:65].strip()}]).notes
    assert placed.title.endswith("…”")
    assert len(placed.title) <= 62


def test_a_note_on_the_whole_article_has_no_number_and_no_mark() -> None:
    text = annotated()
    assert [placed.number for placed in text.notes] == [None]
    assert text.notes[0].title == "On the whole article"
    assert text.html == ARTICLE.html


def test_a_note_on_two_places_leads_to_both() -> None:
    text = annotated(target=[{"exact": "cat saw"}, {"exact": "dog saw"}])
    markers = [place.marker_id for place in text.notes[0].places]
    assert markers == ["ref-b--1", "ref-b--2"]
    assert all(f'id="{marker}"' in text.html for marker in markers)


def test_a_quote_is_never_published_on_a_guess() -> None:
    text = annotated(target=[{"exact": "end off the story"}])
    assert [problem.code for problem in text.problems] == ["quote-orphaned"]
    assert text.html == ARTICLE.html
    assert 'did you mean "end of the story"?' in text.problems[0].message


@contextmanager
def small_stack() -> Iterator[None]:
    """A third of the usual stack, where a text of a few levels, that is read soon, is too deep."""
    usual = sys.getrecursionlimit()
    sys.setrecursionlimit(len(inspect.stack(0)) + 300)
    try:
        yield
    finally:
        sys.setrecursionlimit(usual)


def test_a_body_nested_too_deeply_leaves_other_articles_alone() -> None:
    def read_at(depth: int, body: str) -> str:
        if depth:
            return read_at(depth - 1, body)
        return markdown.render_article_body.__wrapped__(body, "A").html

    too_deep = "\n".join("    " * level + "- a" for level in range(100))
    before = read_at(0, "Some *text*.")
    for depth in range(12):  # where the parser stops is up to the stack
        with small_stack(), pytest.raises(markdown.TooDeepError):
            read_at(depth, too_deep)
        assert read_at(0, "Some *text*.") == before
