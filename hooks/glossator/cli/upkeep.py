"""Notes whose articles changed: what became of each, and how its file changes."""

from __future__ import annotations

from collections import Counter
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path

from glossator.anchoring.anchor import TextQuoteSelector, match_quote
from glossator.cli.history import versions
from glossator.content.corpus import Article, Note
from glossator.content.files import LONGEST_RECORD, read_text_file
from glossator.content.front_matter import split_front_matter
from glossator.content.model import Annotation, Target
from glossator.content.validate import validate_record
from glossator.content.yaml_source import parse_yaml
from glossator.editing.note_edit import edit_note
from glossator.editing.reanchor import Fate, fate_of
from glossator.editing.saving import replace_file
from glossator.problems import Problem
from glossator.site.publish import Settings
from glossator.weaving.annotate import annotate
from glossator.weaving.markdown import MarkdownError, render_article_body
from glossator.weaving.markup import HtmlText


@dataclass
class Row:
    """A note and what became of its places.

    Attributes:
        note: The note.
        html: Its article.
        fates: What became of each place.
        is_written: Whether its file was changed.
        is_settled: Whether nothing of it needs attention any more.
    """

    note: Note
    html: HtmlText
    fates: list[Fate]
    is_written: bool = False
    is_settled: bool = False

    def __post_init__(self) -> None:
        self.is_settled = all(fate.state == "found" for fate in self.fates)


@dataclass(frozen=True)
class Change:
    """What is to change in a note.

    Attributes:
        quotes: New words and context, by the number of the place.
        dropped: The numbers of places to take out.
        is_resolved: Whether the publisher fixed it.
    """

    quotes: Mapping[int, TextQuoteSelector] = field(default_factory=dict)
    dropped: Collection[int] = ()
    is_resolved: bool = False

    def __bool__(self) -> bool:
        return bool(self.quotes or self.dropped or self.is_resolved)


def rows_of(root: Path, article: Article, notes: Collection[Note]) -> list[Row]:
    """What became of the published notes on an article.

    Raises:
        MarkdownError: the article cannot be rendered.
    """
    html = _html(article, article.body)
    past = _Past(root, article, html.text)
    return [
        Row(note, html, [_fate(note, index, html.text, past) for index in _numbers(note)])
        for note in notes
        if note.annotation.status == "published"
    ]


def certain_change(row: Row) -> Change:
    """What can be written without anybody looking."""
    if row.fates and all(fate.state == "resolved" and fate.is_certain for fate in row.fates):
        return Change(is_resolved=True)
    return Change(
        {
            index: fate.candidates[0].selector
            for index, fate in enumerate(row.fates)
            if fate.state == "moved" and fate.is_certain
        }
    )


def write_change(
    row: Row, change: Change, notes: dict[str, Note], settings: Settings
) -> list[Problem]:
    """Change the note's file; or leave it as it is, and tell why.

    Args:
        row: The note.
        change: What is to change.
        notes: All notes on the article by their id; the changed one is put in.
        settings: Where the files are.

    Raises:
        OSError: the file cannot be written.
    """
    note = row.note
    problems: list[Problem] = []
    text = read_text_file(settings.root, note.path, problems, limit=LONGEST_RECORD)
    if text is None:
        return problems
    fields = {"modified": date.today().isoformat()}
    if change.is_resolved:
        fields = {"status": "resolved", **fields}
    written, problems = edit_note(
        text,
        note.path,
        quotes=change.quotes,
        dropped=change.dropped,
        fields=fields,
        docs=settings.docs,
    )
    if written is None:
        return problems
    parsed = parse_yaml(written, note.path)
    annotation, problems = validate_record(parsed, Annotation)
    if annotation is None:
        return problems
    changed = replace(note, annotation=annotation, parsed=parsed)
    problems = _new_problems(row.html, notes, changed)
    if problems:
        return problems
    replace_file(settings.root / note.path, written)
    notes[note.id] = changed
    lost = [index for index, fate in enumerate(row.fates) if fate.state != "found"]
    row.is_written = True
    row.is_settled = change.is_resolved or {*change.quotes, *change.dropped} >= set(lost)
    return []


def _new_problems(html: HtmlText, notes: dict[str, Note], changed: Note) -> list[Problem]:
    """The problems that there were not before, as where two corrections overlap."""
    before = annotate(html, list(notes.values())).problems
    after = annotate(html, list({**notes, changed.id: changed}.values())).problems
    known = Counter((problem.location.path, problem.code) for problem in before)
    new = []
    for problem in after:
        key = (problem.location.path, problem.code)
        known[key] -= 1
        if known[key] < 0:
            new.append(problem)
    return new


def _html(article: Article, body: str) -> HtmlText:
    base = article.meta.source.url if article.meta else ""
    return render_article_body(body, article.title, base)


def _numbers(note: Note) -> range:
    return range(len(note.annotation.target))


def _fate(note: Note, index: int, text: str, past: _Past) -> Fate:
    target = note.annotation.target[index]
    replacement = note.annotation.replacement_at(index)
    fate = fate_of(text, target, replacement)
    if fate.state == "found":
        return fate
    return fate_of(text, target, replacement, earlier=past.text_with(target))


class _Past:
    """The earlier texts of an article, read from git when they are first needed."""

    def __init__(self, root: Path, article: Article, now: str) -> None:
        self.article = article
        self.now = now
        self.unread = versions(root, article.path)
        self.texts: list[str] = []

    def text_with(self, target: Target) -> str | None:
        """The newest earlier text in which the target is found."""
        selector = TextQuoteSelector(target.exact, target.prefix, target.suffix)
        return next((t for t in self._all() if match_quote(t, selector).status == "found"), None)

    def _all(self) -> Iterator[str]:
        yield from self.texts
        for version in self.unread:
            text = self._text(version)
            if text is not None and text != self.now:
                self.texts.append(text)
                yield text

    def _text(self, version: str) -> str | None:
        body = split_front_matter(version.replace("\r\n", "\n"), self.article.path)[1]
        try:
            return _html(self.article, body).text
        except MarkdownError:
            return None
