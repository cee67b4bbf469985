"""What becomes of the files of one article: read, checked, rendered, annotated and measured."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from functools import partial
from pathlib import Path
from typing import Any, NamedTuple

from glossator.content.corpus import Article, Note, places_in
from glossator.content.cross_checks import duplicate_problems
from glossator.content.files import LONGEST_PAGE, read_text_file
from glossator.content.loading import load_article, load_notes
from glossator.content.model import Record
from glossator.content.most_told import at_most
from glossator.problems import Location, Problem, unforeseen
from glossator.site.alike_problems import cited_in
from glossator.site.budget import cost_of_head
from glossator.site.coverage import measure
from glossator.site.stored import placed_fields, to_json
from glossator.site.stored_problems import problem_fields
from glossator.weaving.annotate import annotate
from glossator.weaving.deceit_problems import article_deceits, note_deceits
from glossator.weaving.faults import MarkdownError, place_of_fault
from glossator.weaving.finding import MOST_READ, READ_FOR_PROBLEM, READ_FOR_QUOTE
from glossator.weaving.markdown import render_article_body, render_note_body
from glossator.weaving.markup import HtmlText
from glossator.weaving.quote_advice import ADVICE, LEAST_READ, MOST_ADVICE
from glossator.weaving.slowness import cost_at_most

# Notes of an article that fails, each tried alone to find which it is.
MOST_TRIED = 100
# Nanoseconds that the bodies of all notes on an article may take: those of five thousand notes.
MOST_FOR_BODIES = 10_000_000_000


class MadeEntry(NamedTuple):
    """What becomes of an article, as JSON.

    Attributes:
        records: What a site knows of it all the time, in two lines. The first holds what a check
            must know: what is wrong, its own fields, the names and topics of its notes; the
            other one the fields of its notes, and where these stand.
        texts: Its `title`, its HTML with marks (`html`), its plain `text`, and the HTML of its
            notes' `bodies` by their ids; nothing where there is no article.
    """

    records: bytes
    texts: bytes


def make_entry(root: Path, slug: str, path: str | None, note_paths: Sequence[str]) -> MadeEntry:
    """What becomes of the article in the file at `path` with the notes at `note_paths`."""
    try:
        return _made(root, slug, path, note_paths)
    except (OSError, MemoryError):  # which say nothing of the files
        raise
    except Exception as error:  # what is wrong with one article stops no other
        found = _culprits(root, slug, path, note_paths) or [(path or note_paths[0], error)]
        problems = [problem_fields(unforeseen(*one)) for one in found]
        return MadeEntry(to_json({"article": None, "problems": problems}) + b"\n[]", b"{}")


def _culprits(
    root: Path, slug: str, path: str | None, note_paths: Sequence[str]
) -> list[tuple[str, Exception]]:
    """The notes that fail alone, where the article without notes does not."""
    found = []
    for some in ((), *((one,) for one in note_paths[:MOST_TRIED])):
        try:
            _made(root, slug, path, some)
        except Exception as error:
            if not some:
                return []
            found.append((some[0], error))
    return found


def _made(root: Path, slug: str, path: str | None, note_paths: Sequence[str]) -> MadeEntry:
    problems: list[Problem] = []
    article = load_article(root, path, slug, problems) if path else None
    notes = load_notes(root, note_paths, slug, problems)
    if article is None:
        records: dict[str, Any] = {"article": None}
        texts: dict[str, Any] = {}
        told: list[Any] = []
    else:
        problems += duplicate_problems(notes)
        records, told, texts = _annotated(root, article, notes, problems)
    records["cost"] = _cost(root, article, notes, problems)
    records["problems"] = list(map(problem_fields, at_most(problems)))
    return MadeEntry(to_json(records) + b"\n" + to_json(told), to_json(texts))


def _cost(
    root: Path, article: Article | None, notes: Sequence[Note], problems: Sequence[Problem]
) -> int:
    """Nanoseconds that it takes to make of the files what is made of them, once they are read."""
    cost = cost_of_head(root, article) if article else 0.0
    for text in (article.body if article else "", *(note.annotation.body or "" for note in notes)):
        cost += cost_at_most(text)
    if article:
        targets = sum(len(note.annotation.target) for note in notes)
        lost = sum(problem.code == "quote-orphaned" for problem in problems)
        read = targets * len(article.body) + READ_FOR_PROBLEM * len(problems)
        cost += READ_FOR_QUOTE * min(MOST_READ, read)
        cost += min(MOST_ADVICE, ADVICE * lost * (len(article.body) + LEAST_READ))
    return round(cost)


def _annotated(
    root: Path, article: Article, notes: list[Note], problems: list[Problem]
) -> tuple[dict[str, Any], list[Any], dict[str, Any]]:
    bodies = dict(_bodies(notes, problems))
    body = _readable_body(article, problems)
    readable = [note for note in notes if note.id in bodies]
    text = annotate(body or render_article_body("", article.title), readable)
    # Without its text an article has no quotes to find; that is one problem, not many.
    problems += text.problems if body else ()
    problems += article_deceits(article, partial(_text_of, root, article.path))
    for note in readable:
        problems += note_deceits(note, partial(_text_of, root, note.path))
    coverage = measure(text)
    records = {
        "article": article.slug,
        "meta": _fields(article.meta) if article.meta else None,
        "notes": [[note.id, note.topics, note.redirect_from] for note in notes],
        "coverage": [coverage.checkable, coverage.covered],
        "cited": cited_in(article, notes),
    }
    # Of the body only the HTML is shown.
    told = [_fields(note.annotation, {"body"}) for note in notes]
    texts = {"title": article.title, "html": text.html, "text": text.source.text}
    placed = list(map(placed_fields, text.notes))
    return records, [told, placed], texts | {"bodies": bodies}


def _text_of(root: Path, path: str) -> str:
    return read_text_file(root, path, [], limit=LONGEST_PAGE) or ""


def _fields(record: Record, left_out: set[str] | None = None) -> dict[str, Any]:
    return record.model_dump(mode="json", exclude_defaults=True, exclude=left_out)


def _bodies(notes: Sequence[Note], problems: list[Problem]) -> Iterator[tuple[str, str]]:
    """The HTML of the body of each note of which it can be rendered."""
    left = float(MOST_FOR_BODIES)
    for note in notes:
        left -= cost_at_most(note.annotation.body or "")
        if left < 0:
            message = "the notes on this article ask for too much work; shorten their bodies"
            problems.append(Problem(note.parsed.place(("body",)), "too-much-work", message))
            break
        try:
            yield note.id, str(render_note_body(note.annotation.body or ""))
        except MarkdownError as error:
            problems.append(Problem(note.parsed.place(("body",)), error.code, error.message))


def _readable_body(article: Article, problems: list[Problem]) -> HtmlText | None:
    try:
        base = article.meta.source.url if article.meta else ""
        return render_article_body(article.body, article.title, base)
    except MarkdownError as error:
        offset = place_of_fault(error, article.body, lambda text: render_article_body(text, ""))
        place = places_in(article)(offset) if offset else Location(article.path)
        problems.append(Problem(place, error.code, error.message))
        return None
