"""A note that is about to be written: its name, its place, and all that is wrong with it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any

from glossator.anchoring.anchor import QuoteMatch, TextQuoteSelector, match_quote
from glossator.content.corpus import Corpus, Note
from glossator.content.cross_checks import duplicate_problems, topic_problems
from glossator.content.model import Annotation
from glossator.content.parsed import FieldPath, Parsed
from glossator.content.publisher_names import mixed_letters
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.editing.beside import Beside
from glossator.editing.note_file import note_text
from glossator.problems import Location, Problem
from glossator.weaving.annotate import annotate
from glossator.weaving.deceit_problems import note_deceits
from glossator.weaving.markdown import MarkdownError, render_note_body
from glossator.weaving.markup import HtmlText


def find_words(
    text: str, exact: str, prefix: str, suffix: str
) -> tuple[QuoteMatch, TextQuoteSelector]:
    """As `match_quote`, and what was looked for.

    Context may lack the blank that parts it from the words.

    Raises:
        ValueError: `exact` has no visible character.
    """
    exact = exact.strip()
    given = TextQuoteSelector(exact, prefix, suffix)
    match = match_quote(text, given)
    if match.status != "orphaned":
        return match, given
    before, after = prefix and f"{prefix} ", suffix and f" {suffix}"
    for ahead, behind in ((before, suffix), (prefix, after), (before, after)):
        spaced = TextQuoteSelector(exact, ahead, behind)
        if spaced != given:
            other = match_quote(text, spaced)
            if other.status != "orphaned":
                return other, spaced
    return match, given


def field_problems(data: Mapping[str, Any]) -> list[tuple[FieldPath, Problem]]:
    """What is wrong with single fields of a note, each with the field's path.

    What is missing is not told: more may follow.
    """
    path = "new.yaml"
    parsed = parse_yaml(note_text(data, path), path)
    problems = validate_record(parsed, Annotation)[1]
    problems += _mixed_names(data, parsed)
    missing = {"field-missing", "replacement-missing", "sources-missing", "target-missing"}
    fields = _fields_by_place(parsed) if problems else {}
    return [
        (fields.get(problem.location, ()), problem)
        for problem in problems
        if problem.code not in missing
    ]


def note_problems(
    text: str,
    path: str,
    corpus: Corpus,
    html: HtmlText,
    *,
    topics: str = "docs/topics",
    beside: Beside | None = None,
) -> list[tuple[FieldPath, Problem]]:
    """All that `glossator check` would say of a new note, each with the field's path.

    Args:
        text: The note's file.
        path: `<annotations>/<article>/<id>.yaml`.
        corpus: The corpus without the note.
        html: Its article.
        topics: The topics' folder.
        beside: The article's notes, where many are made one after the other; what notes cannot
            tell two by two, such as a crowd of hundreds over the same words, only the check says.
    """
    *_, slug, name = path.split("/")
    parsed = parse_yaml(text, path)
    annotation, problems = validate_record(parsed, Annotation)
    if annotation:
        problems += _mixed_names(annotation.model_dump(include={"sources"}), parsed)
        note = Note(name.removesuffix(".yaml"), slug, path, annotation, parsed)
        old = beside.touching(note) if beside else corpus.notes.get(slug, [])
        alone = replace(corpus, notes={slug: [note]}, articles={})
        before = Counter(annotate(html, old).problems)
        new = (Counter(annotate(html, [*old, note]).problems) - before).elements()
        problems += [_as_its_own(problem, path, parsed) for problem in new]
        problems += topic_problems(alone, topics)
        before = Counter(duplicate_problems(old))
        problems += (Counter(duplicate_problems([*old, note])) - before).elements()
        for problem in note_deceits(note, lambda: text):
            problems.append(replace(problem, location=parsed.place(("body",))))
        try:
            render_note_body(annotation.body or "")
        except MarkdownError as error:
            problems.append(Problem(parsed.place(("body",)), error.code, error.message))
    fields = _fields_by_place(parsed) if problems else {}
    return [(fields.get(problem.location, ()), problem) for problem in problems]


def _mixed_names(data: Mapping[str, Any], parsed: Parsed) -> Iterator[Problem]:
    """Publishers of sources of which a word mixes letters, as the check of a whole site says."""
    for number, source in enumerate(data.get("sources") or ()):
        name = source.get("publisher")
        say = mixed_letters(name) if isinstance(name, str) else ""
        if say:
            place = parsed.place(("sources", number, "publisher"))
            yield Problem(place, "publisher-alike", say)


def _as_its_own(problem: Problem, path: str, parsed: Parsed) -> Problem:
    """A problem that two notes have with each other, told of the new one."""
    other = problem.location.path.rsplit("/", 1)[-1].removesuffix(".yaml")
    own = path.rsplit("/", 1)[-1].removesuffix(".yaml")
    if problem.location.path == path:
        return problem
    message = problem.message.replace(f"`{own}`", f"`{other}`")
    return replace(problem, location=parsed.place(("target", 0, "exact")), message=message)


def _fields_by_place(parsed: Parsed) -> dict[Location, FieldPath]:
    """The innermost field that begins at each place."""
    found: dict[Location, FieldPath] = {}
    for table in (parsed.keys, parsed.values):
        for path, at in table.items():
            if at not in found or len(path) > len(found[at]):
                found[at] = path
    return found
