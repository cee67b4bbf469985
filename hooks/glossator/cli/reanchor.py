"""`glossator reanchor`: what became of the notes of an article that changed."""

from __future__ import annotations

import json
import sys
from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field, replace
from datetime import date
from pathlib import Path
from typing import Any

import click

from glossator.anchor import TextQuoteSelector, match_quote
from glossator.annotate import annotate
from glossator.cli.common import from_here, is_below, paths_argument, progress_bar, site_of
from glossator.cli.history import versions
from glossator.cli.prompts import is_interactive
from glossator.corpus import LONGEST_RECORD, Article, Note, load_corpus
from glossator.files import read_text_file
from glossator.markup import HtmlText
from glossator.model import Annotation, Target
from glossator.note_edit import edit_note
from glossator.problems import Problem, count_of, shown
from glossator.publish import Settings
from glossator.reanchor import STATES, Fate, fate_of
from glossator.render import MarkdownError, render_article_body
from glossator.saving import replace_file
from glossator.source import parse_yaml, split_front_matter
from glossator.validate import validate_record

_COLOURS = {"moved": "yellow", "ambiguous": "yellow", "orphaned": "red", "resolved": "green"}


@dataclass
class Row:
    """A note and what became of its places."""

    note: Note
    html: HtmlText
    fates: list[Fate]
    is_written: bool = False

    @property
    def needs_attention(self) -> bool:
        """Whether anybody has to look at it."""
        return not self.is_written and any(fate.state != "found" for fate in self.fates)


class _QuitError(Exception):
    """Somebody has had enough."""


@click.command()
@paths_argument
@click.option("--write", is_flag=True, help="Ask about each note, and write what you accept.")
@click.option(
    "--no-input",
    is_flag=True,
    help="With --write: ask nothing, and write only what is certain.",
)
@click.option(
    "--format",
    "form",
    type=click.Choice(["json", "text"]),
    default="text",
    show_default=True,
    help="How to print what became of each place: lines for people, or a list for programs.",
)
def reanchor(paths: tuple[Path, ...], write: bool, no_input: bool, form: str) -> None:
    """Tell what became of the notes of an article that changed.

    Without PATH, looks at all published notes of the current folder's site. With
    PATHs, only at these notes or articles, or those in these folders.

    \b
    Each place that a note quotes is
      found      the words stand where the note says
      moved      the words stand in one place, with another context than stored
      ambiguous  the words stand in several places that all fit
      orphaned   the words are gone; the likest places are shown
      resolved   the replacement stands there: the publisher fixed it

    With --write, asks about each note that is not found, and changes its file only
    as you accept. Comments and all other fields stay. With --write --no-input,
    writes only what is certain by the article's earlier version in git: words that
    stood in one place before and do so now, and replacements that are new. Words
    that differ are never taken without being asked for.

    \b
    Exits with 0 when every place is found or was written, with 1 when any needs
    attention, and with 2 when it was called wrongly.

    \b
    Examples:
      glossator reanchor docs/articles/alibaba-ai-budget.md
      glossator reanchor --write
      glossator reanchor --write --no-input
      glossator reanchor --format json
    """  # noqa: D301 - click wants the character itself
    if no_input and not write:
        raise click.UsageError("--no-input goes with --write; without it nothing is asked")
    root, settings = site_of(paths)
    rows, unread = _look(root, settings, paths)
    is_asking = write and not no_input and is_interactive()
    if write and not no_input and not is_asking:
        click.echo("This is no terminal: only what is certain is written.", err=True)
    if form == "text" and not is_asking:
        for row in rows:
            _show(row, root)
    if write:
        _write_all(rows, root, settings, is_asking=is_asking, to_stderr=form == "json")
    if form == "json":
        click.echo(json.dumps(list(_as_data(rows, root)), ensure_ascii=False, indent=2))
    else:
        click.echo(_summary(rows))
    if unread:
        number = count_of(unread, "problem")
        click.echo(f"{number} in the content; `glossator check` lists them.", err=True)
    sys.exit(1 if any(row.needs_attention for row in rows) else 0)


def _look(root: Path, settings: Settings, paths: Sequence[Path]) -> tuple[list[Row], int]:
    """The notes in `paths` with what became of them, and how many problems hide others."""
    corpus = load_corpus(root, docs=settings.docs, annotations=settings.annotations)
    chosen = {
        slug: [
            note
            for note in corpus.notes.get(slug, [])
            if not paths or is_below(root / note.path, paths) or is_below(root / a.path, paths)
        ]
        for slug, a in corpus.articles.items()
    }
    chosen = {slug: notes for slug, notes in chosen.items() if notes}
    if paths and not chosen:
        raise click.UsageError("there are no notes here; name notes, articles or their folders")
    unread = len([problem for problem in corpus.problems if problem.code != "body-changed"])
    rows = []
    with progress_bar() as progress:
        for done, (slug, notes) in enumerate(chosen.items()):
            if progress:
                progress(done, len(chosen))
            html = _html_of(corpus.articles[slug])
            if html is None:
                unread += 1
                continue
            past = _Past(root, corpus.articles[slug], html.text)
            rows += [
                Row(note, html, _fates(note, html.text, past))
                for note in notes
                if note.annotation.status == "published"
            ]
        if progress:
            progress(len(chosen), len(chosen))
    return rows, unread


def _html_of(article: Article) -> HtmlText | None:
    base = article.meta.source.url if article.meta else ""
    try:
        return render_article_body(article.body, article.title, base)
    except MarkdownError:
        return None


@dataclass
class _Past:
    """The earlier texts of an article, read when they are first needed."""

    root: Path
    article: Article
    now: str
    texts: list[str] | None = field(default=None)

    def text_with(self, target: Target) -> str | None:
        """The newest earlier text in which the target is found."""
        if self.texts is None:
            self.texts = list(self._read())
        selector = TextQuoteSelector(target.exact, target.prefix, target.suffix)
        found = (t for t in self.texts if match_quote(t, selector).status == "found")
        return next(found, None)

    def _read(self) -> Iterator[str]:
        for version in versions(self.root, self.article.path):
            body = split_front_matter(version, self.article.path)[1]
            html = _html_of(replace(self.article, body=body))
            if html and html.text != self.now:
                yield html.text


def _fates(note: Note, text: str, past: _Past) -> list[Fate]:
    fates = []
    for index, target in enumerate(note.annotation.target):
        replacement = note.annotation.replacement_at(index)
        fate = fate_of(text, target, replacement)
        if fate.state in {"moved", "resolved"}:
            fate = fate_of(text, target, replacement, earlier=past.text_with(target))
        fates.append(fate)
    return fates


def _show(row: Row, root: Path, *, to_stderr: bool = False) -> None:
    for index, fate in enumerate(row.fates):
        if fate.state == "found":
            continue
        place = from_here(row.note.place(index), root)
        words = shown(" ".join(row.note.annotation.target[index].exact.split()))
        state = click.style(fate.state, fg=_COLOURS[fate.state], bold=True)
        lines = [f"{place}: {state}: {words}"]
        for number, candidate in enumerate(fate.candidates, 1):
            sign = "  " if fate.state == "resolved" else f"{number}."
            quoted = shown(candidate.selector.exact)
            lines.append(f"  {sign} {candidate.confidence:3}% {quoted}")
            lines.append(f"          in: {candidate.sentence}")
        if fate.state == "resolved":
            lines.append("     The article now says what the note asked for.")
        elif not fate.candidates:
            lines.append("     Nothing in the article is like it.")
        click.echo("\n".join(lines), err=to_stderr)


def _write_all(
    rows: list[Row], root: Path, settings: Settings, *, is_asking: bool, to_stderr: bool
) -> None:
    notes: dict[str, dict[str, Note]] = {}
    corpus = load_corpus(root, docs=settings.docs, annotations=settings.annotations)
    for slug, found in corpus.notes.items():
        notes[slug] = {note.id: note for note in found}
    for row in rows:
        if not row.needs_attention:
            continue
        try:
            if is_asking:
                _show(row, root, to_stderr=to_stderr)
                quotes, is_resolved = _ask(row)
            else:
                quotes, is_resolved = _certain(row)
        except _QuitError:
            return
        if quotes or is_resolved:
            _write(row, quotes, is_resolved, notes[row.note.article], settings)


def _certain(row: Row) -> tuple[dict[int, TextQuoteSelector], bool]:
    """What needs no eyes: new quotes by place, and whether the note is resolved."""
    if all(fate.state == "resolved" and fate.is_certain for fate in row.fates):
        return {}, True
    quotes = {
        index: fate.candidates[0].selector
        for index, fate in enumerate(row.fates)
        if fate.state == "moved" and fate.is_certain
    }
    return quotes, False


def _ask(row: Row) -> tuple[dict[int, TextQuoteSelector], bool]:
    """As `_certain`, as somebody says."""
    quotes: dict[int, TextQuoteSelector] = {}
    can_resolve = row.note.annotation.kind == "correction"
    for index, fate in enumerate(row.fates):
        if fate.state == "found":
            continue
        takes = () if fate.state == "resolved" else fate.candidates
        choices = [str(number) for number in range(1, len(takes) + 1)]
        words = [f"{' or '.join(choices)} to take that place"] if choices else []
        if can_resolve:
            choices.append("r")
            of = f" (all {len(row.fates)} places)" if len(row.fates) > 1 else ""
            words.append(f"r to mark the note resolved{of}")
        words += ["s to skip", "q to quit"]
        answer = click.prompt(
            f"     {', '.join(words)}",
            type=click.Choice([*choices, "s", "q"], case_sensitive=False),
            default="s",
            show_choices=False,
            err=True,
        )
        if answer == "q":
            raise _QuitError
        if answer == "r":
            return {}, True
        if answer != "s":
            quotes[index] = takes[int(answer) - 1].selector
    return quotes, False


def _write(
    row: Row,
    quotes: dict[int, TextQuoteSelector],
    is_resolved: bool,
    notes: dict[str, Note],
    settings: Settings,
) -> None:
    """Change the note's file, unless that would make a problem that was not there."""
    note = row.note
    problems: list[Problem] = []
    text = read_text_file(settings.root, note.path, problems, limit=LONGEST_RECORD)
    fields = {"modified": date.today().isoformat()}
    if is_resolved:
        fields = {"status": "resolved", **fields}
    shown_path = from_here(note.place(0), settings.root).path
    written = None
    if text is not None:
        written, problems = edit_note(
            text, note.path, quotes=quotes, fields=fields, docs=settings.docs
        )
    if written is not None:
        parsed = parse_yaml(written, note.path)
        annotation, problems = validate_record(parsed, Annotation)
        if annotation:
            changed = replace(note, annotation=annotation, parsed=parsed)
            problems = _new_problems(row.html, notes, changed)
            if not problems:
                try:
                    replace_file(settings.root / note.path, written)
                except OSError as error:
                    raise click.ClickException(f"{shown_path}: {error.strerror}") from None
                notes[note.id] = changed
                missed = [f for i, f in enumerate(row.fates) if f.state != "found"]
                row.is_written = is_resolved or len(quotes) == len(missed)
                click.echo(f"{shown_path}: {'resolved' if is_resolved else 'rewritten'}", err=True)
                return
    click.echo(f"{shown_path}: left as it is", err=True)
    for problem in problems:
        click.echo(f"  {problem.message}", err=True)


def _new_problems(html: HtmlText, notes: dict[str, Note], changed: Note) -> list[Problem]:
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


def _as_data(rows: Sequence[Row], root: Path) -> Iterator[dict[str, Any]]:
    for row in rows:
        for index, fate in enumerate(row.fates):
            place = from_here(row.note.place(index), root)
            yield {
                "path": place.path,
                "line": place.line,
                "column": place.column,
                "annotation": row.note.id,
                "article": row.note.article,
                "exact": row.note.annotation.target[index].exact,
                "state": fate.state,
                "certain": fate.is_certain,
                "written": row.is_written,
                "candidates": [
                    {
                        "exact": candidate.selector.exact,
                        "prefix": candidate.selector.prefix,
                        "suffix": candidate.selector.suffix,
                        "confidence": candidate.confidence,
                        "sentence": candidate.sentence,
                    }
                    for candidate in fate.candidates
                ],
            }


def _summary(rows: Sequence[Row]) -> str:
    counts = Counter(fate.state for row in rows for fate in row.fates)
    parts = [f"{counts[state]:,} {state}" for state in STATES if counts[state]]
    places = count_of(sum(counts.values()), "place")
    written = sum(row.is_written for row in rows)
    said = f"{count_of(len(rows), 'note')}, {places}: {', '.join(parts) or 'nothing quoted'}"
    return f"{said}; {count_of(written, 'file')} written." if written else f"{said}."
