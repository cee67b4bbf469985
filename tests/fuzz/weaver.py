"""Weaving: marks on exactly the words that are quoted, and all else as it was."""

from __future__ import annotations

import re

from glossator.anchoring.quoting import selector_for
from glossator.content.model import Annotation
from glossator.weaving.annotate import annotate
from glossator.weaving.markup import HtmlText, read_text
from glossator.weaving.sanitize import sanitize_article
from glossator.weaving.weave import Placement, unweave_marks, weave_marks
from tests.fuzz.feeding import TESTS, Fed, seed
from tests.fuzz.reading_html import assert_harmless, elements
from tests.fuzz.words import HTML, PART, TEXT
from tests.strategies import KINDS, Outline, make_note

WORDS = [*HTML, *TEXT, PART]
SHORT = 80


def seeds() -> list[bytes]:
    golden = [
        file.read_text(encoding="utf-8") for file in sorted((TESTS / "golden").glob("*.html"))
    ]
    texts = [unweave_marks(html) for html in golden]
    texts += ["<p>one <b>two</b> &amp; three</p><table><td>a<a href='https://a.example.org'>b"]
    return [
        seed(text, "label", "new words", choices=bytes((3, 4, 9, 20, 2, 7, 1, 0, 5, 30, number)))
        for number, text in enumerate(texts)
    ]


def check(data: bytes) -> None:
    fed = Fed(data)
    article = read_text(sanitize_article(fed.text()))
    label, replacement = fed.text(), fed.text()
    assert_offsets(article)
    if not article.text:
        return
    places = []
    for number in range(1, 2 + fed.number(4)):
        begin, end = fed.span(article.text)
        new = replacement if fed.number(1) else None
        kind = fed.pick(KINDS)
        places.append(Placement(f"n{number}", kind, number, 1, begin, end, label, new))
    woven = weave_marks(article, places)
    assert unweave_marks(woven) == article.html
    assert weave_marks(article, places[::-1]) == woven
    assert_marked(article, woven, places)
    assert_annotated(article, fed)


def assert_offsets(article: HtmlText) -> None:
    """Each character knows its place, in order, and no place is within a tag."""
    done = 0
    for run in article.runs:
        offsets = [run.html_offset(offset) for offset in range(run.start, run.end + 1)]
        assert offsets == sorted(offsets)
        assert done <= offsets[0] <= offsets[-1] <= len(article.html)
        assert "<" not in article.html[offsets[0] : offsets[-1]]
        done = offsets[-1]
    shown = "".join(article.text[run.start : run.end] for run in article.runs)
    assert re.sub(r"\s", "", shown) == re.sub(r"\s", "", article.text)


def assert_marked(article: HtmlText, woven: str, places: list[Placement]) -> None:
    outline = Outline(woven)
    assert outline.nested_links == Outline(article.html).nested_links
    for place in places:
        quoted = article.text[place.start : place.end]
        marked = "".join(outline.marked[place.annotation_id])
        assert re.sub(r"\s", "", marked) == re.sub(r"\s", "", quoted)
    # A browser has the same elements as without marks, in their order.
    plain = [one.tag for one in elements(article.html)]
    left = [
        one.tag
        for one in elements(woven)
        if not one.attributes.get("class", "").startswith("gloss")
    ]
    assert left == plain
    assert read_text(unweave_marks(woven)).text == article.text


def assert_annotated(article: HtmlText, fed: Fed) -> None:
    """Notes that quote these words come to stand on them."""
    notes = []
    for number in range(1 + fed.number(3)):
        begin, end = fed.span(article.text)
        try:
            selector = selector_for(article.text, (begin, end))
        except ValueError:
            continue
        if not selector.exact.strip() or not re.search(r"\w", selector.exact):
            continue
        target = {"exact": selector.exact, "prefix": selector.prefix, "suffix": selector.suffix}
        try:
            annotation = Annotation(kind="context", body="x", target=[target])
        except ValueError:
            continue
        notes.append(make_note(f"n{number}", annotation))
    made = annotate(article, notes)
    assert unweave_marks(made.html) == article.html
    assert_harmless(re.sub(r"</?mark[^>]*>", "", made.html))
    assert len(made.notes) == len(notes)
    for note in made.notes:
        assert note.number
