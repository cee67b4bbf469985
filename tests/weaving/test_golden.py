"""Each `golden/<name>.md` is an article with its notes, `golden/<name>.html` what it becomes.

`pytest --update-golden` rewrites the HTML; the diff gets reviewed.
"""

from __future__ import annotations

from pathlib import Path

import pytest

from glossator.content.corpus import Note
from glossator.content.model import Annotation
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.weaving.annotate import AnnotatedText, annotate
from glossator.weaving.markdown import render_article_body
from glossator.weaving.markup import HtmlText
from glossator.weaving.weave import unweave_marks
from tests.fences import read_fences

ARTICLES = sorted((Path(__file__).parents[1] / "golden").glob("*.md"))
pytestmark = pytest.mark.parametrize("file", ARTICLES, ids=lambda file: file.stem)


def annotated(file: Path) -> tuple[HtmlText, AnnotatedText]:
    article, *fences = read_fences(file)
    notes = []
    for fence in fences:
        parsed = parse_yaml(fence.text, f"{file.name}, {fence.name}")
        annotation, problems = validate_record(parsed, Annotation)
        assert annotation, problems
        notes.append(Note(fence.name, file.stem, parsed.place(()).path, annotation, parsed))
    body = render_article_body(article.text, "A headline")
    return body, annotate(body, notes)


def test_article_with_notes_becomes_this_html(file: Path, request: pytest.FixtureRequest) -> None:
    _, text = annotated(file)
    assert text.problems == ()
    golden = file.with_suffix(".html")
    if request.config.getoption("--update-golden"):
        golden.write_text(text.html + "\n", encoding="utf-8")
    else:
        assert text.html + "\n" == golden.read_text(encoding="utf-8")


def test_without_its_marks_it_is_the_article_again(file: Path) -> None:
    body, text = annotated(file)
    assert unweave_marks(text.html) == body.html
